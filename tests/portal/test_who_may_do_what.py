"""docs/who-may-do-what.md is printed from the matrices that the tests hold, so that members can read and challenge it.

`WRITE_DOCS=1 .venv/bin/pytest tests/portal/test_who_may_do_what.py` writes it anew.
"""

import os
from pathlib import Path

import rules.permissions

from tests.portal.agreement.test_rules import MATRIX as PAGES

FILE = Path(__file__).resolve().parents[2] / "docs" / "who-may-do-what.md"
EVERYBODY = "everybody with an account"
# What each permission means, in the words of the screen. One that is missing here fails the build.
WORDS = {
    "members.see_own_space": "See your own space",
    "members.change_own_sign_in": "Choose how you sign in, see where you are signed in, and end it",
    "members.list_people": "See the list of people",
    "members.see_person": "See what somebody tells about themselves, as far as they show it to you",
    "members.see_routes": "See how to reach somebody",
    "members.print_routes": "Print a list of people with how to reach them",
    "members.write_about": "Write “About me”, and how to be reached",
    "members.take_break": "Take a break, and come back",
    "members.leave": "Leave for good",
    "members.suggest_skill": "Suggest what somebody is good at",
    "members.answer_suggestion": "See what others think you are good at, and say yes or no",
    "members.choose_suggestions": "Say whether others may suggest something",
    "members.share_contact": "Choose what members may have of your numbers and addresses",
    "members.see_contact_sheet": "See and print the contact sheet",
    "members.list_reviews": "See your own notes on how it is going, and those you were asked along to",
    "members.write_review": "Note how it is going for you, whom you talk with, and that what is hoped for still fits",
    "members.see_review": "Read notes on how it is going",
    "members.step_back_from_review": "Say that you cannot talk with somebody who asked you along",
    "drafts.keep_draft": "Have what you type kept while you write",
    "agreement.list_pages": "See the list of pages you can change or are asked to read",
    "agreement.see_page": "See how a page stands, its drafts and who may change it",
    "agreement.edit_page": "Change a page, save it for later, send it to be read",
    "agreement.small_fix_page": "Put a small thing right, live at once",
    "agreement.take_back_page": "Take a page back that waits to be read",
    "agreement.send_translation": "Send a page's translated sentences to be read",
    "agreement.read_page": "Read a page for one side, and say yes or ask for a change",
    "agreement.see_small_fix": "See a small fix",
    "agreement.undo_small_fix": "Undo a small fix, for seven days",
    "members.see_today": "See what waits for the coordinators, and how the site is",
    "members.see_asked": "See offers to help and complaints about data, and write one down",
    "members.take_asked": "Take on an offer or a complaint that nobody has",
    "members.take_over_asked": "Take one over from somebody else",
    "members.answer_asked": "Write notes about an offer or a complaint, and answer it",
    "members.say_who_we_are": "Say what the organisation is called, whom people can ring, and who answers them",
    "members.acknowledge_complaint": "Tell somebody that their complaint has come",
    "members.take_back_offer": "Note that somebody would rather not help after all",
    "members.invite": "Invite people, see who has come, print cards, take an invitation back",
    "members.give_way_in": "Make a new card for somebody who has joined and cannot come back in by themselves",
    "members.see_welcome": "See and write down the first steps with somebody new",
    "members.get_started": "Go through the first steps of a new site",
    "members.write_to_people": "Write a message to some people or to all",
    "members.see_whats_on": "See what is on",
    "members.find_something": "See what is open to do, and say that you would like to",
    "members.add_doing": "Put something on, or ask for a hand",
    "members.keep_doing": "Change what you put there, call it off, say that it is done, see who would like to",
    "members.look_after_doing": "Look after something that is on, or to do, when whoever put it there has left",
    "members.name_supporter": "Name somebody who helps you here, and say with what and until when",
    "members.end_support": "End the help of a supporter, at once and without a reason",
    "members.accept_support": "Say yes to helping somebody who asked for it",
    "members.record_support": "Write down a supporter whom somebody named, and how they said yes",
    "members.read_messages_for": "Read somebody's messages for them",
    "members.find_something_for": "See what is open for somebody, and say that they would like to",
    "members.write_training": "Note a training that somebody took, or take it off the list",
    "members.trust": "Say what somebody is trusted with",
    "members.see_settings": "See what can be put in the organisation's own words",
    "members.change_lists": "Change the lists that people choose from",
    "members.change_words": "Change what places and buttons are called",
    "groups.list": "See the groups you are in, that ask you, or that you may ask to join",
    "groups.start": "Start a group",
    "groups.see": "See a group: its question, and who looks after it",
    "groups.see_who": "See who is in a group, and who comes to its meetings",
    "groups.keep": "Ask people to join a group, let them in, offer days to meet, change what it is called",
    "groups.answer": "Answer a group that asked you, and say how you are here",
    "groups.ask_to_join": "Ask to join a group",
    "groups.write_answer_down": "Write down what somebody told you about joining, or tell them: not now, and why",
    "groups.take_on": "Take on something that a group needs done, and give it back",
    "groups.leave": "Leave a group",
    "groups.see_meeting": "See when and where a group meets",
    "groups.reply": "Say which days you can, and whether you come",
    "groups.keep_meeting": "Choose the day of a meeting, change it, call it off, write down who said that they come",
    "groups.see_agenda": "See the agenda of a meeting",
    "groups.add_item": "Bring something to a meeting, or write down what somebody brings by phone",
    "groups.order_agenda": "Put an agenda in order",
    "groups.park_item": "Save something for later, with a reason and your name",
    "groups.bring_back_item": "Put on an agenda what was saved for later",
    "groups.take_item_back": "Take back what you brought to a meeting",
    "groups.read_minutes": "Read minutes, and see what is to be done",
    "groups.write_minutes": "Tick who is here, and write minutes",
    "groups.send_minutes": "Ask those who were there whether the minutes are right",
    "groups.check_minutes": "Say whether minutes are right",
    "groups.write_check_down": "Write down what somebody told you about minutes",
    "groups.approve_minutes": "Approve the minutes of an earlier meeting",
    "groups.see_action": "See something to do",
    "groups.answer_action": "Say yes to something to do, choose its day, give it back",
    "groups.write_action_down": "Write down that somebody does something, and by when they say",
    "groups.take_on_action": "Take on something to do that is nobody's",
    "groups.close_action": "Say that something is done, or not needed any more",
    "groups.read_cards": "Read what a group decided together, card by card",
    "groups.write_card": "Write on the cards of a group",
    "groups.bring_card": "Put a card on the agenda of the next meeting",
    "groups.catch_up": "Read on one page what a group has done so far",
    "groups.see_contacts": "See the contact sheet of a group",
    "audit.see_own": "See what you did here, what was done for you or about you, and who looked at yours",
    "notices.see_own": "Read your messages, and have what is on in your own calendar",
    "notices.pass_on": "See whom somebody has to ring, write to or tell, and note what happened",
    "notices.test_post": "See whether the site can send e-mail",
}
# Those without a matrix of states: said once.
PLAIN = {
    "members.see_own_space": EVERYBODY,
    "members.change_own_sign_in": f"{EVERYBODY}, for themselves",
    "members.list_people": f"{EVERYBODY}; only those who let members find them are in it, for coordinators everybody",
    "members.see_person": "coordinators; everybody, when the person lets members find them",
    "members.see_routes": "coordinators; the person",
    "members.print_routes": "coordinators; each of these people can see that it was opened",
    "members.write_about": "the person; somebody they asked to help with it, until the day they agreed",
    "members.take_break": "the person",
    "members.leave": "the person",
    "members.suggest_skill": "everybody who may see the person; not while they take a break, or would rather not",
    "members.answer_suggestion": "the person",
    "members.choose_suggestions": "the person",
    "members.share_contact": "the person",
    "members.see_contact_sheet": "members who are found in the list of people, and coordinators; the same for all",
    "members.list_reviews": f"{EVERYBODY}, their own alone",
    "members.write_review": "the person",
    "members.see_review": "the person; the one they asked along, while that one supports them or met them first",
    "members.step_back_from_review": "the one who was asked along",
    "drafts.keep_draft": "whoever may change the thing they write about; only they see it",
    "agreement.list_pages": "people with pages in their team; readers of either side; coordinators",
    "agreement.send_translation": "whoever may change the page, when it is a translation",
    "agreement.see_small_fix": "whoever made it; the page's team; everybody who was told",
    "agreement.undo_small_fix": "whoever may see it",
    "members.see_today": "coordinators",
    "members.see_asked": "coordinators",
    "members.take_asked": "coordinators",
    "members.take_over_asked": "coordinators; whoever had it is told",
    "members.answer_asked": "the coordinator who took it on",
    "members.say_who_we_are": "coordinators",
    "members.acknowledge_complaint": "coordinators",
    "members.take_back_offer": "coordinators; whoever sent it, with the link they got then",
    "members.invite": "coordinators",
    "members.give_way_in": "coordinators, for somebody else who needs no second step; they are told",
    "members.see_welcome": "the new person, whoever meets them, and coordinators",
    "members.get_started": "coordinators",
    "members.write_to_people": "coordinators",
    "members.see_whats_on": EVERYBODY,
    "members.find_something": EVERYBODY,
    "members.add_doing": EVERYBODY,
    "members.keep_doing": "whoever wrote it; coordinators",
    "members.look_after_doing": "coordinators",
    "members.name_supporter": f"{EVERYBODY}, for themselves",
    "members.end_support": "the person, their supporter, and coordinators when the person says so",
    "members.accept_support": "whoever was asked; a coordinator to whom they said yes, who is not the one to be helped",
    "members.record_support": "coordinators, for somebody else, who is told",
    "members.read_messages_for": "a supporter whom the person named for it, until the day they agreed",
    "members.find_something_for": "a supporter whom the person named for it, until the day they agreed",
    "members.write_training": "the person; coordinators",
    "members.trust": "coordinators; the person and the other coordinators are told",
    "members.see_settings": "coordinators",
    "members.change_lists": "coordinators",
    "members.change_words": "coordinators",
    "groups.list": EVERYBODY,
    "groups.start": EVERYBODY,
    "groups.see": "whoever is in it or was asked; everybody, if anyone may ask to join; coordinators",
    "groups.see_who": "whoever is in it; coordinators; nobody sees how others are here",
    "groups.keep": "whoever looks after the group, as long as it goes on; coordinators",
    "groups.answer": "whoever was asked, or is in it",
    "groups.ask_to_join": "everybody with an account, if anyone may ask; not whoever said no or was told: not now",
    "groups.write_answer_down": "whoever looks after the group; coordinators; the person finds it in their trail",
    "groups.take_on": "whoever is in the group",
    "groups.leave": "whoever is in the group",
    "groups.see_meeting": "whoever is in the group or was asked; coordinators",
    "groups.reply": "whoever is in the group, until the meeting is over",
    "groups.keep_meeting": "whoever looks after the group; coordinators",
    "groups.see_agenda": "whoever is in the group; coordinators",
    "groups.add_item": "whoever is in the group; coordinators, for somebody in it",
    "groups.order_agenda": "whoever is in the group, until what was said is being checked",
    "groups.park_item": "whoever is in the group",
    "groups.bring_back_item": "whoever is in the group",
    "groups.take_item_back": "whoever brought it, as long as nothing is written about it",
    "groups.read_minutes": "whoever is in the group; coordinators only when they are in it",
    "groups.write_minutes": "whoever was there, from the day of the meeting until the minutes are approved",
    "groups.send_minutes": "whoever was there",
    "groups.check_minutes": "whoever was there, until the minutes are approved",
    "groups.write_check_down": "whoever looks after the group; coordinators; for somebody who was there",
    "groups.approve_minutes": "whoever is at a later meeting of the group",
    "groups.see_action": "whoever is in the group",
    "groups.answer_action": "whoever is asked to do it, or does it",
    "groups.write_action_down": "whoever looks after the group; coordinators; for whoever does it",
    "groups.take_on_action": "whoever is in the group",
    "groups.close_action": "whoever is in the group",
    "groups.read_cards": "whoever is in the group; goal and scope also whoever may know of it",
    "groups.write_card": "whoever is in the group, as long as it goes on",
    "groups.bring_card": "whoever is in the group, as long as it goes on",
    "groups.catch_up": "whoever is in the group",
    "groups.see_contacts": "whoever is in the group; of each person as much as they let members have",
    "audit.see_own": f"{EVERYBODY}, their own alone",
    "notices.see_own": f"{EVERYBODY}, their own alone",
    "notices.pass_on": "coordinators, as long as it waits",
    "notices.test_post": "coordinators",
}
PEOPLE = {
    "of team a": "the page's team",
    "of team b": "the page's team",
    "writer": "page writers",
    "coordinator": "coordinators",
    "superuser": "administrators",
    "lived reader": "readers with lived experience",
    "second lived reader": "readers with lived experience",
    "staff reader": "readers from staff",
    "second staff reader": "readers from staff",
}
STATES = {
    "live": "on the site",
    "draft": "not on the site yet",
    "waiting": "waiting to be read",
    "waiting for staff": "read by one side, waiting for the other",
    "story": "a story that is out",
    "untold story": "a story that is not out yet",
}


def who(people: set[str]) -> str:
    return ", ".join(sorted({PEOPLE[one] for one in people})) or "nobody"


def text() -> str:
    lines = [
        "# Who may do what",
        "",
        "Printed from the tests (`tests/portal/`), which check it for every person and every state. If something here",
        "is not fair, say so: it can be changed. Everybody has the same kind of account; being in a team, or reading",
        "for one side, is what makes a difference. With public pages administrators may do what coordinators may; in",
        "the rest of the portal the rules bind them like everybody else.",
        "",
        "| What | When | Who may |",
        "|---|---|---|",
    ]
    for permission, words in WORDS.items():
        if permission in PLAIN:
            lines.append(f"| {words} | | {PLAIN[permission]} |")
            continue
        by_people: dict[str, list[str]] = {}
        for state, name in STATES.items():
            by_people.setdefault(who(PAGES[permission][state]), []).append(name)
        lines += [f"| {words} | {'; '.join(states)} | {people} |" for people, states in by_people.items()]
    return "\n".join([*lines, ""])


def test_every_permission_is_in_words():
    assert set(rules.permissions.permissions) == set(WORDS) == set(PLAIN) | set(PAGES)


def test_the_page_says_what_the_tests_say():
    if os.environ.get("WRITE_DOCS"):
        FILE.write_text(text())
    assert FILE.read_text() == text(), "Run the command at the top of this file."
