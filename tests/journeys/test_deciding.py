"""Deciding together, on phones. 1 A group agrees how it works; one says yes by phone, which is written down. 2 At that
meeting it cannot vote yet. 3 Before the next, somebody without e-mail raises something by phone. 4 At it they disagree,
and take a secret vote, in which one vote told by phone would be no secret. 5 They close it, and write down the
decision, with a reason. 6 One says what they still think. 7 The next meeting opens with what is left from last time,
and the minutes are approved. 8 One makes a version for everybody. Another looks at it, asks for a change, and says yes
to that. 9 Somebody without an account reads it, and knows nobody by it."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from portal.agreement.models import Agreement
from portal.groups.models import Decision, Group, Meeting, OpenBallot, Vote
from portal.members.models import User
from portal.notices.models import Notice
from tests.factories.groups import group, meeting
from tests.journeys.screen import press, said

pytestmark = pytest.mark.browser
REFUSED = "Your group has not agreed to vote. Talk until all can live with it"


def person(name):
    return User.objects.get(username=name)


def test_deciding(phone, starter_content):
    buses = group(person("rosie"), person("sana"), person("tunde"), person("george"), name="Evening buses")
    for name, side in (("rosie", "lived"), ("sana", "lived"), ("george", "lived"), ("tunde", "staff")):
        buses.seats.filter(person=person(name)).update(side=side)
    first = meeting(buses, days=0, by=person("rosie"))
    brings(first)
    rosie = phone(f"/portal/groups/{buses.pk}/", who=person("rosie"))
    write_how_we_work(rosie)
    sana = phone("/portal/", who=person("sana"))
    tunde = phone("/portal/", who=person("tunde"))
    for screen in (sana, tunde):
        open_from_home(screen)
    for screen in (rosie, sana, tunde):
        agree(screen, buses)
    no_vote_at_this_meeting(rosie, first)
    george_says_yes_by_phone(rosie, buses)
    second = a_week_later(buses, first)
    george_raises_something_by_phone(rosie, second)
    write_that_they_disagree(rosie, second)
    vote = open_a_vote(rosie)
    for screen, choice in ((rosie, "For it"), (sana, "For it"), (tunde, "Against it")):
        ballot(screen, vote, choice)
    close_the_vote(rosie, vote)
    write_the_decision(rosie)
    still_think(tunde, second)
    is_it_right(rosie, sana, second)
    the_next_opens_with_what_was_left(rosie, a_week_later(buses, second), second)
    make_a_version_for_everybody(rosie, second)
    a_fresh_pair_of_eyes(sana)
    change_the_words(rosie)
    say_yes(sana)
    show_a_page_about_us(rosie, buses)
    read_it_as_anybody(phone("/get-involved/groups/"))


def go(screen, path):
    screen.goto(screen.url.partition("/portal/")[0] + path)


def brings(when):
    """What brings them there stands on the agenda."""
    when.items.create(group=when.group, what="When the last bus goes", why="decide", raised_by=person("sana"))
    when.present.create(person=person("rosie"))
    when.present.create(person=person("tunde"))


def write_how_we_work(screen):
    press(screen, "How we work together", kind="link")
    assert "Nothing is written yet" in said(screen)
    press(screen, "Write it down", kind="link")
    screen.get_by_label("What matters to us?").fill("We listen. Nobody has to speak.")
    screen.get_by_label("We may vote, and nobody can see how anybody voted").check()
    screen.get_by_label("How many of us are enough to decide?").fill("")
    press(screen, "Ask everybody: do you agree?")
    assert screen.title().startswith("Error:")
    assert screen.get_by_label("What matters to us?").input_value() == "We listen. Nobody has to speak."
    screen.get_by_label("How many of us are enough to decide?").fill("3")
    press(screen, "Ask everybody: do you agree?")
    assert "Not agreed yet. It counts once all have said yes." in said(screen)


def open_from_home(screen):
    go(screen, "/portal/")
    need = screen.get_by_role("listitem").filter(has_text=re.compile(r"^\s*How “Evening buses” works together"))
    with screen.expect_navigation():
        need.get_by_role("link", name="Read it").click()


def agree(screen, buses):
    assert "We listen. Nobody has to speak." in said(screen)
    press(screen, "I agree")
    assert "Your yes is written down" in said(screen)
    assert Group.objects.get(pk=buses.pk).ways is None


def no_vote_at_this_meeting(screen, first):
    """Nor at the next, as long as not everybody has agreed; nothing that was typed is lost."""
    go(screen, f"/portal/groups/meetings/{first.pk}/items/{first.items.get().pk}/")
    assert not screen.get_by_role("button", name="Save, and take a vote").count()
    go(screen, f"/portal/groups/meetings/{first.pk}/items/{first.items.get().pk}/vote/")
    assert REFUSED in said(screen)
    screen.get_by_label("What do we vote on?").fill("Shall we ask for nine?")
    press(screen, "Open the vote")
    assert REFUSED in said(screen)
    assert screen.get_by_label("What do we vote on?").input_value() == "Shall we ask for nine?"
    assert not Vote.objects.exists()


def george_says_yes_by_phone(screen, buses):
    go(screen, f"/portal/groups/{buses.pk}/ways/")
    press(screen, "Write down that George said yes", kind="link")
    assert "Nobody agrees for somebody else." in said(screen)
    screen.get_by_label("They said it to me").check()
    press(screen, "They said yes")
    assert "They can see that you wrote it." in said(screen)
    assert "Agreed on" in said(screen)
    one = Agreement.objects.get(person=person("george"))
    assert (one.said, one.recorded_by) == ("said", person("rosie"))


def a_week_later(buses, first):
    Group.objects.filter(pk=buses.pk).update(ways_agreed_at=timezone.now() - timedelta(days=7))
    type(first).objects.filter(pk=first.pk).update(starts_at=timezone.now() - timedelta(days=7))
    second = meeting(buses, days=0, by=person("rosie"))
    type(second).objects.filter(pk=second.pk).update(starts_at=timezone.now() - timedelta(minutes=10))
    second.items.create(group=second.group, what="When the last bus goes", why="decide", raised_by=person("sana"))
    return second


def george_raises_something_by_phone(screen, second):
    """He is told that it was written down for him: he has no e-mail, so somebody rings him."""
    go(screen, f"/portal/groups/meetings/{second.pk}/")
    press(screen, "Bring something", kind="link")
    screen.get_by_label("What is it?").fill("The bench at the stop")
    screen.get_by_label("George").check()
    press(screen, "Save")
    assert "brought by George" in said(screen)
    (told,) = Notice.objects.filter(person=person("george"), about=f"noted:{second.group_id}-{person('george').pk}")[:1]
    assert (told.state, "The bench at the stop" in told.words) == ("by-hand", True)


def write_that_they_disagree(screen, second):
    go(screen, f"/portal/groups/meetings/{second.pk}/")
    press(screen, "Tick who is here", kind="link")
    for name in ("Rosie", "Sana", "Tunde"):
        screen.get_by_label(name, exact=True).check()
    press(screen, "Save")
    press(screen, "Write down what we say", kind="link")
    screen.get_by_label("What is to be done?").fill("Write to the bus company")
    screen.get_by_label("Who does it?").select_option(label="Rosie")
    screen.get_by_label("What we said").fill("Some of us want nine, and one wants ten.")
    press(screen, "Save, and add more here")


def open_a_vote(screen) -> Vote:
    press(screen, "Save, and take a vote")
    screen.get_by_label("What do we vote on?").fill("Shall we ask for a bus at nine?")
    press(screen, "Open the vote")
    assert screen.title().startswith("Error:"), "nothing here counts who is here as what: they say it"
    screen.get_by_role("group", name="Are people from both sides here?").get_by_label("Yes").check()
    press(screen, "Open the vote")
    assert "Nobody can see how anybody voted" in said(screen)
    assert "What is shown when it is closed: carried, or not carried. No numbers." in said(screen)
    return Vote.objects.get()


def ballot(screen, vote, choice):
    go(screen, f"/portal/groups/votes/{vote.pk}/")
    press(screen, "Vote")
    assert "Please choose one." in said(screen)
    screen.get_by_label(choice, exact=True).check()
    press(screen, "Vote")
    assert "Thank you. Your vote is counted." in said(screen)
    assert "You have voted. A vote cannot be changed." in said(screen)
    assert not screen.get_by_role("main").get_by_role("button", name="Vote", exact=True).count()


def close_the_vote(screen, vote):
    """Who is on the phone is not there, and one vote on paper would be theirs: none is counted in. Three have voted."""
    go(screen, f"/portal/groups/votes/{vote.pk}/")
    assert "3 people have voted so far." in said(screen)
    assert not screen.get_by_role("link", name="Count votes on paper").count(), "one paper would say whose it is"
    press(screen, "Close the vote", kind="link")
    screen.get_by_role("group", name="Are people from both sides here?").get_by_label("Yes").check()
    press(screen, "Close the vote")
    assert "Carried" in said(screen)
    assert "Of a secret vote, this is all that is shown." in said(screen)
    closed = Vote.objects.get(pk=vote.pk)
    assert (closed.numbers, closed.counted_yes, OpenBallot.objects.count()) == ((2, 1, 0), 0, 0)


def write_the_decision(screen):
    press(screen, "Write down the decision", kind="link")
    screen.get_by_label("What we decided").fill("We ask for a bus at nine.")
    screen.get_by_label("By a vote").check()
    screen.get_by_label("Why?").fill("Our meetings end at half past eight.")
    press(screen, "Save")
    screen.get_by_text("How and why").click()
    assert "Our meetings end at half past eight." in said(screen)
    assert "By a vote" in said(screen)
    decision = Decision.objects.get()
    assert (decision.vote, decision.rule.number) == (Vote.objects.get(), 1)


def still_think(screen, second):
    go(screen, f"/portal/groups/meetings/{second.pk}/minutes/")
    press(screen, "Say what you still think Shall we ask for a bus at nine?", kind="link")
    screen.get_by_label("What I still think").fill("Ten would help those who work late.")
    press(screen, "Save")
    assert "What Tunde still thinks" in said(screen)
    assert "Ten would help those who work late." in said(screen)


def is_it_right(screen, other, second):
    go(screen, f"/portal/groups/meetings/{second.pk}/minutes/")
    press(screen, "Ask them: is this right?")
    go(other, f"/portal/groups/meetings/{second.pk}/minutes/right/")
    other.get_by_label("Yes, this is right").check()
    press(other, "Save")
    assert "They say that it is right: Sana" in said(other)


def the_next_opens_with_what_was_left(screen, third, second):
    go(screen, f"/portal/groups/meetings/{third.pk}/")
    left = screen.get_by_role("region", name="From last time")
    assert "Write to the bus company" in left.inner_text()
    assert said(screen).index("From last time") < said(screen).index("When the last bus goes")
    press(screen, "Tick who is here", kind="link")
    screen.get_by_label("Rosie", exact=True).check()
    press(screen, "Save")
    press(screen, "Approve these minutes", kind="link")
    press(screen, "We approve these minutes")
    assert Meeting.objects.get(pk=second.pk).approved_in == third


def make_a_version_for_everybody(screen, second):
    """It begins with what was said and decided, and without whose it was. Rosie writes her name all the same."""
    go(screen, f"/portal/groups/meetings/{second.pk}/minutes/")
    press(screen, "Make a version for everybody", kind="link")
    bus = screen.get_by_role("group", name="When the last bus goes")
    assert bus.get_by_label("What some of us still think").input_value() == "Ten would help those who work late."
    bus.get_by_label("What is to be done").fill("Rosie writes to the bus company")
    press(screen, "Ask somebody else to look")
    assert screen.title().startswith("Error:"), "a few words for somebody who knows nothing of them"
    assert bus.get_by_label("What is to be done").input_value() == "Rosie writes to the bus company"
    screen.get_by_label("In short").fill("We want a bus that goes when our meetings end.")
    press(screen, "Ask somebody else to look")
    assert "It is not out yet." in said(screen)
    assert "You wrote it. The others who were there are asked." in said(screen)


def open_what_waits(screen):
    go(screen, "/portal/")
    need = screen.get_by_role("listitem").filter(has_text="could somebody know who this is?")
    with screen.expect_navigation():
        need.get_by_role("link", name="Read it").click()


def a_fresh_pair_of_eyes(screen):
    open_what_waits(screen)
    assert "These words look like somebody: Rosie" in said(screen)
    press(screen, "Please change this", kind="link")
    screen.get_by_label("What should be changed?").fill("It need not say who writes.")
    press(screen, "Ask for it")
    assert "Until it is changed, it is not out." in said(screen)


def change_the_words(screen):
    screen.goto(screen.url)
    assert "Sana asks for a change" in said(screen)
    press(screen, "Change the words", kind="link")
    screen.get_by_label("What is to be done").fill("Write to the bus company")
    press(screen, "Ask somebody else to look")


def say_yes(screen):
    open_what_waits(screen)
    press(screen, "Yes: nobody can be known by it")
    assert "It is on the website now, and everybody who was there is told." in said(screen)


def show_a_page_about_us(screen, buses):
    go(screen, f"/portal/groups/{buses.pk}/")
    press(screen, "Show a page about us to everybody")
    assert "There is a page about you for everybody now." in said(screen)


def read_it_as_anybody(screen):
    press(screen, "Evening buses", kind="link")
    decided = screen.get_by_role("article", name="When the last bus goes")
    assert "We ask for a bus at nine." in decided.inner_text()
    with screen.expect_navigation():
        decided.get_by_role("link").click()
    words = said(screen)
    for part in ("We want a bus that goes when our meetings end.", "Carried.", "Our meetings end at half past eight."):
        assert part in words
    assert "Ten would help those who work late." in words, "that they disagreed stands there"
    assert "Write to the bus company" in words
    assert not [name for name in ("Rosie", "Sana", "Tunde", "George") if name in words]
    assert "For it" not in words, "of a secret vote, no numbers"
