"""Whatever members write to each other stays words."""

from datetime import timedelta
from uuid import uuid4

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.forms import BaseForm
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from home import freshness
from home.models import GetInvolvedPage, NoticePage
from portal import nav, words as own_words
from portal.agreement.services import (
    Writing,
    ask_for_change,
    make_small_fix,
    save_for_later,
    send_to_be_read,
    undo_small_fix,
    version_of,
)
from portal.agreement.words import words_of
from portal.drafts.services import keep
from portal.easy_read import digest_of_pairs
from portal.groups import services as groups
from portal.groups.models import Meeting, Proposal
from portal.members import held, services as members
from portal.members.models import Complaint, Enquiry, Line, Review, Standpoint, Suggestion, User, Welcome
from portal.members.services import asking, complaints, offers
from portal.members.standing import REVIEWERS_LIVED_EXPERIENCE
from portal.notices.models import Notice
from portal.reciprocity import services as rewards
from portal.reciprocity.forms import answering, costs, giving, hours as giving_hours, offering, own
from portal.roles import services as role_services
from portal.roles.codes import code_of
from tests.effort import THOROUGH
from tests.factories import roles
from tests.factories.groups import group, meeting, offered
from tests.factories.pages import page, team
from tests.factories.people import UserFactory
from tests.factories.reciprocity import answered, budget, cost, got, hours, paid, reward, spent
from tests.xss.looking import ENDLESS, bundles, dangers, elements, look
from tests.xss.payloads import ONE_OF_EACH, PAYLOADS

TRIED, MANY = (PAYLOADS, 6) if THOROUGH else (ONE_OF_EACH, 2)  # in so many pages


def shown_to(client, person, *urls):
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    for url in urls:
        html = look(client, url)
        assert dangers(html) == []
        assert "alert(1)" in html, f"{url} shows none of it: is it still the page that should?"


def call(person, words):
    """The name somebody goes by, past the form that would ask for another."""
    type(person).objects.filter(pk=person.pk).update(known_as=words[:80])


def page_called(words, *people):
    made = page(f"alert(1) {words}"[:255], slug="made")
    team(made, *people, name=words[:150])
    return made


@pytest.mark.parametrize("payloads", [TRIED[start::MANY] for start in range(MANY)], ids=range(MANY))
def test_a_page_in_the_portal(payloads, people, client):
    """Changed, asked to be read, answered with a wish, put right by a small fix: each screen on the way."""
    writer, coordinator = people["member"], people["coordinator"]
    reader = UserFactory(groups=[REVIEWERS_LIVED_EXPERIENCE])
    for person, payload in zip((writer, coordinator, reader), payloads, strict=False):
        call(person, payload)
    hostile = " ".join(payloads)
    made = page_called(hostile, writer)
    words = {key: hostile[:120] if len(text) < 60 else hostile for key, text in words_of(made).items()}
    words["title"] = made.title
    save_for_later(page=made, by=writer, loaded=version_of(made), writing=Writing(words=words))
    at = {name: reverse(f"portal:pages:{name}", args=[made.pk]) for name in ("page", "edit", "preview", "read")}
    shown_to(client, writer, reverse("portal:pages:list"), at["page"], at["edit"], at["preview"])

    send_to_be_read(page=Page.objects.get(pk=made.pk), by=writer)
    shown_to(client, reader, reverse("portal:home"), reverse("portal:pages:list"), at["read"], at["page"])
    ask_for_change(page=Page.objects.get(pk=made.pk), by=reader, reason=hostile)
    shown_to(client, writer, at["page"])


def test_what_comes_back_from_a_form_that_is_refused(people, client):
    """Somebody saved in between: what was typed, what stands there now, and what somebody looked for."""
    writer = people["member"]
    made = page_called(PAYLOADS[0], writer)
    for words in bundles(400):
        typed = dict.fromkeys(words_of(made), words) | {
            "loaded": "of yesterday",
            "do": "save",
            "why": words,
            "key": words,
        }
        client.force_login(writer, backend="django.contrib.auth.backends.ModelBackend")
        answer = client.post(reverse("portal:pages:edit", args=[made.pk]), typed)
        assert (answer.status_code, dangers(answer.content)) == (409, [])
        keep(person=writer, about=f"page:{made.pk}", fields=typed)
        shown_to(client, writer, reverse("portal:pages:edit", args=[made.pk]))
        assert dangers(client.get(reverse("portal:pages:list"), {"q": words}).content) == []


def test_why_something_was_put_right(people, client):
    made = page_called(PAYLOADS[0], people["member"])
    for words in bundles(190):
        now = Page.objects.get(pk=made.pk)
        changed = words_of(now.specific)
        key = next(key for key in changed if key.startswith("text-"))
        changed[key] += " today"
        why, loaded = f"alert(1) {words}"[:200], version_of(now)
        fix = make_small_fix(page=made, by=people["member"], loaded=loaded, words=changed, why=why)
        shown_to(client, people["coordinator"], reverse("portal:home"), reverse("portal:pages:fix", args=[fix.pk]))
        fix.tellings.update(seen_at=timezone.now())
    undo_small_fix(fix=fix, by=people["coordinator"])
    shown_to(client, people["coordinator"], reverse("portal:pages:page", args=[made.pk]))
    shown_to(client, people["member"], reverse("portal:home"), reverse("portal:pages:fix", args=[fix.pk]))


def test_ones_own_account(people, client):
    """The name somebody goes by, what they call their passkeys, and what their browsers call themselves."""
    person = people["member"]
    for number, words in enumerate(bundles(80)):
        Authenticator.objects.create(
            user=person, type=Authenticator.Type.WEBAUTHN, data={"name": words, "credential": {}}
        )
        UserSession.objects.create(
            user=person, ip="127.0.0.1", user_agent=words, session_key=f"{number}", last_seen_at=timezone.now()
        )
    call(person, PAYLOADS[0])
    shown_to(client, person, reverse("portal:home"), reverse("mfa_list_webauthn"))
    for name in ("how_you_sign_in", "usersessions_list", "account_logout"):
        assert dangers(look(client, reverse(name))) == []


@pytest.mark.parametrize(("path", "name"), [("help", "offer"), ("complaint", "complaint")])
def test_what_people_outside_write(path, name, people, client):
    """Sent by the public's own form; then as a coordinator comes upon it: listed, opened, answered, passed on."""
    coordinator = people["coordinator"]
    for number, words in enumerate(bundles(75)):
        sent = {
            "key": str(uuid4()),
            "means": "meet",
            "kind": "data",
            "name": words,
            "address": words,
            "words": f"alert(1) {words}",
        }
        answer = client.post(f"/get-involved/{path}/", sent, REMOTE_ADDR=f"203.0.113.{number}")
        assert (answer.status_code, dangers(client.get(answer["Location"]).content)) == (302, [])
        refused = client.post(f"/get-involved/{path}/", sent | {"means": words, "key": words})
        assert (refused.status_code, dangers(refused.content)) == (422, [])
    made = (Enquiry if name == "offer" else Complaint).objects.first()
    asking.take(asked=made, by=coordinator)
    asking.write_notes(asked=made, by=coordinator, notes=" ".join(PAYLOADS))
    urls = [reverse(f"portal:asking:{name}{end}", args=[made.pk]) for end in ("", "-notes")]
    shown_to(client, coordinator, reverse(f"portal:asking:{name}s"), *urls)
    if name == "offer":
        offers.say_no(enquiry=made, by=coordinator, words=" ".join(PAYLOADS))
        shown_to(client, coordinator, reverse("portal:today"))
    else:
        complaints.answer_complaint(complaint=made, by=coordinator, words=" ".join(PAYLOADS))
    shown_to(client, coordinator, urls[0], reverse("portal:notices:by-hand"))


def test_what_people_suggest(people, client):
    """Sent by the form for everybody; then as whoever decides comes upon it, and as everybody reads what came of it."""
    coordinator = people["coordinator"]
    for number, words in enumerate(bundles(75)):
        sent = {"key": str(uuid4()), "how": "named", "means": "meet", "name": words, "address": words}
        sent["words"] = f"alert(1) {words}"
        answer = client.post("/get-involved/suggest/", sent, REMOTE_ADDR=f"203.0.113.{number}")
        assert (answer.status_code, dangers(client.get(answer["Location"]).content)) == (302, [])
        for wrong in ({"how": "unnamed"}, {"how": words, "means": words, "key": words}):
            refused = client.post("/get-involved/suggest/", sent | wrong)
            assert (refused.status_code, dangers(refused.content)) == (422, [])
    hostile, made = f"alert(1) {' '.join(PAYLOADS)}", Proposal.objects.first()
    buses = group(people["member"], coordinator, name=hostile[:80], question=hostile[:500])
    groups.pass_on(proposal=made, group=buses, by=coordinator)
    groups.look_at(proposal=made, by=coordinator)
    meeting(buses)
    at = {name: reverse(f"portal:groups:{name}suggestion", args=[made.pk]) for name in ("", "answer-", "bring-")}
    shown_to(client, coordinator, reverse("portal:groups:suggestions"), *at.values())
    shown_to(client, coordinator, reverse("portal:groups:suggest-to", args=[buses.pk]))
    said = {"said": hostile[:300], "did": hostile[:600]}
    made.refresh_from_db()
    groups.answer_proposal(proposal=made, state="no", words=hostile, by=coordinator, **said)
    shown_to(client, coordinator, at[""], at["answer-"], reverse("get-involved:you-said"))
    shown_to(client, coordinator, reverse("portal:notices:by-hand"))


def test_what_somebody_tells_about_themselves(people, client):
    """Each line, how to reach them, and their copy; seen by themselves, by a member and by a coordinator."""
    person, by = people["outsider"], {"person": people["outsider"], "by": people["outsider"]}
    members.be_found(**by, in_directory=True)
    url = reverse("portal:people:person", args=[person.pk])
    for words in bundles(2_000):
        call(person, words)
        for kind in Line.Kind:
            members.write_line(**by, kind=kind, shown_to=Line.ShownTo.MEMBERS, words=f"alert(1) {words}")
        told = {"phone": words[:30], "post_address": words[:300], "safe_note": words[:200]}
        members.say_how_to_reach(**by, reaching=members.Reaching(**told), choices={})
        shown_to(client, people["member"], url, reverse("portal:people:list"))
        shown_to(client, people["coordinator"], url, reverse("portal:people:list"))
        person.refresh_from_db()
        shown_to(client, person, reverse("portal:me:about"), reverse("portal:me:welcome"), url)
        shown_to(client, person, *(reverse("portal:me:line", args=[kind.value]) for kind in Line.Kind))
        copied = render_to_string("portal/members/me/copy.html", {"sections": held.copy_of(person)})
        assert dangers(copied) == []
        assert "alert(1)" in copied


def test_what_others_see_in_somebody_and_what_they_note_with_one_other(people, client):
    """Suggestions, the contact sheet, and how it is going: each as the person and as the other comes upon it."""
    person, other = people["outsider"], people["member"]
    by = {"person": person, "by": person}
    members.be_found(**by, in_directory=True)
    members.be_found(person=other, by=other, in_directory=True)
    welcome = Welcome.objects.create(person=person, buddy=other)
    about = reverse("portal:me:about")
    for words in bundles(2_000):
        for one in (person, other):
            call(one, f"alert(1) {words}")
        Suggestion.objects.all().delete()
        Suggestion.objects.create(person=person, by=other, words=f"alert(1) {words}"[:80], why=words[:200])
        told = {"phone": words[:30], "post_address": f"alert(1) {words}"[:300], "safe_note": words[:200]}
        members.say_how_to_reach(**by, reaching=members.Reaching(**told), choices={})
        members.share(**by, whats={"phone", "post"})
        welcome.they_expect = welcome.we_expect = f"alert(1) {words}"[:1_000]
        welcome.save()
        noted = dict.fromkeys(("going", "helps", "change"), f"alert(1) {words}"[:2_000])
        review = Review.objects.create(person=person, companion=other, **noted)
        one, suggest = (
            reverse("portal:reviews:one", args=[review.pk]),
            reverse("portal:people:suggest", args=[person.pk]),
        )
        sheet = [reverse("portal:people:contact-sheet"), reverse("portal:people:contact-sheet-print")]
        shown_to(client, other, *sheet, one, suggest, reverse("portal:reviews:mine"))
        typed = {"words": f"alert(1) {words}", "why": words, "skill": words, "key": words}
        assert dangers(client.post(suggest, typed).content) == []
        own = [about, one, reverse("portal:reviews:change", args=[review.pk]), reverse("portal:reviews:mine")]
        person.refresh_from_db()
        shown_to(client, person, *own, reverse("portal:me:shared"), *sheet)


def a_group_of(words, keeper, member, asks):
    """A group with words in every box. Whoever asks to join goes by them as well."""
    hostile = f"alert(1) {words}"
    call(asks, hostile)
    asks.refresh_from_db()
    made = group(keeper, member, name=hostile[:80], question=hostile[:500], found_out=hostile, anyone_may_ask=True)
    about = {"place": hostile[:200], "getting_in": hostile[:1_000], "you_get": hostile[:500]}
    when, days = meeting(made, **about), offered(made, 9)
    when.replies.create(person=member, answer="coming", would_help=hostile[:500])
    groups.ask_to_join(group=made, words=hostile[:500], by=asks)
    return made, when, days


def test_a_group(people, client):
    """Whoever looks after it, is in it, is asked, asks to join, or coordinates: on each screen on the way."""
    keeper, member, asked, asks, coordinator = (
        people[name] for name in ("member", "writer", "outsider", "superuser", "coordinator")
    )

    def url(name, *numbers):
        return reverse(f"portal:groups:{name}", args=numbers)

    home, mine, hand = reverse("portal:home"), reverse("portal:notices:mine"), reverse("portal:notices:by-hand")
    User.objects.filter(pk=asked.pk).update(email="")
    for words in bundles(450):
        hostile = f"alert(1) {words}"
        Standpoint.objects.filter(side="lived").update(in_use=False)
        Standpoint.objects.create(name=hostile[:80], side="lived")
        made, when, days = a_group_of(words, keeper, member, asks)
        groups.ask(group=made, people=User.objects.filter(pk=asked.pk), note=hostile[:1_000], by=keeper)
        invited, waits = made.seats.get(person=asked), made.seats.get(person=asks)

        pages = [url("list"), url("group", made.pk), url("meeting", when.pk), url("meeting", days.pk)]
        forms = [url(name, made.pk) for name in ("change", "answer")]
        forms += [url("change-meeting", when.pk), url("not-now", waits.pk), url("answer-down", invited.pk)]
        shown_to(client, keeper, home, mine, *pages, *forms, url("people", made.pk))
        shown_to(client, member, *pages, reverse("portal:doings:whats-on"), url("answer", made.pk))
        shown_to(client, member, url("reply", when.pk))
        shown_to(client, asked, home, mine, *pages, url("answer", made.pk))
        shown_to(client, coordinator, hand, *pages)
        stranger = UserFactory()
        shown_to(client, stranger, url("list"), url("group", made.pk), reverse("portal:doings:find"))
        for form in [*forms, url("ask", made.pk), url("offer-dates", made.pk), url("start")]:
            typed = ("name", "question", "note", "people", "reason", "state", "words", "place", "getting_in", "you_get")
            typed = dict.fromkeys((*typed, "link", "first_0", "first_1", "starts_at_0", "dates", "key"), words)
            client.force_login(keeper, backend="django.contrib.auth.backends.ModelBackend")
            answer = client.post(form, typed)
            assert (answer.status_code, dangers(answer.content)) == (200, []), form
        answer = client.post(url("reply", when.pk), {"key": words, "answer": words, "would_help": words})
        assert (answer.status_code, dangers(answer.content)) == (200, [])

        groups.answer(group=made, person=asked, state="more", words=hostile[:500], by=asked)
        groups.not_now(seat=waits, reason=hostile, by=keeper)
        groups.call_off(meeting=when, by=keeper)
        shown_to(client, keeper, home, mine, url("people", made.pk), reverse("portal:trail:done"))
        shown_to(client, asks, mine)
        shown_to(client, member, mine, url("meeting", when.pk))
        type(made).objects.filter(pk=made.pk).update(finished_at=timezone.now())
        shown_to(client, member, url("list"), url("group", made.pk))
        copied = render_to_string("portal/members/me/copy.html", {"sections": held.copy_of(asked)})
        assert (dangers(copied), "alert(1)" in copied) == ([], True)
        made.delete()
        Notice.objects.all().delete()
        Standpoint.objects.filter(in_use=True, side="lived").delete()


def test_what_an_organisation_calls_things(people, client, english_home, monkeypatch):
    """Longer than the database takes, past every form: on each place, on the home, and where everybody reads them."""
    home = english_home.add_child(instance=GetInvolvedPage(title="Get involved", slug="join-in"))
    for kind in ("break", "worried"):
        english_home.add_child(instance=NoticePage(title=kind, slug=kind, kind=kind))
    called = {}
    monkeypatch.setattr(own_words, "_sources", [lambda language: called])
    outside = (home.url, reverse("get-involved:help"))
    inside = (reverse("portal:home"), *(entry.url for entry in nav._entries if entry.word))

    def drawn(said):
        called.update({word.key: said for word in own_words.every()})
        freshness.changed()
        return {url: look(Client(), url) for url in outside} | {url: look(client, url) for url in inside}

    client.force_login(people["coordinator"], backend="django.contrib.auth.backends.ModelBackend")
    before = drawn("alert(1)")
    assert [url for url, html in before.items() if html.count("alert(1)") < 3] == []
    for words in bundles(ENDLESS):
        for url, html in drawn(f"alert(1) {words}").items():
            assert elements([html]) - elements([before[url]]) == set()
        typed = {f"word-{word.key}": words for word in own_words.every()}
        answer = client.post(reverse("portal:settings:words"), typed | {"key": words})
        assert (answer.status_code, dangers(answer.content)) == (200, [])


# --- a role that people write together --------------------------------------------------------------------------------
def test_a_role(people, client):
    """Everything that is written in one, as those see it who write it, and as everybody else does."""
    mina, wes = people["member"], people["writer"]
    for words in bundles(110):
        hostile = f"alert(1) {words}"
        made = roles.role(mina, wes, title=hostile[:120])
        for section in made.SECTIONS:
            said = {"section": section, "words": hostile[:3_000], "before": getattr(made, section)}
            role_services.write_section(role=made, by=mina, **said)
        one = roles.need(made, hostile[:300], hint=hostile[:300], legal_reason=hostile[:300])
        anchors = {"life": {"3": hostile[:200]}}
        role_services.set_anchors(criterion=one, anchors=anchors, by=wes)
        role_services.set_questions(criterion=one, questions=[hostile[:300]], by=wes)
        pairs = [{"drawing": "tea-cup", "words": hostile[:300]}]
        checked = {"checked_by": hostile[:160], "before": digest_of_pairs([]), "source": ""}
        role_services.write_easy_read(role=made, pairs=pairs, by=wes, **checked)
        role_services.say_promise(words=hostile[:600], guide="https://example.org/", by=people["coordinator"])
        role_services.offer_to_glossary(role=made, word=hostile[:80], meaning=hostile[:300], by=mina)
        role_services.be_called(role=made, called=hostile[:80], by=mina)
        roles.put_forward(roles.again(made), mina)
        given = {"section": "purpose", "instead": f"{hostile} again"[:3_000], "stood": hostile}
        open_one = roles.remark(made, wes, words=hostile[:1_000], **given)
        answered = roles.remark(made, wes, words=hostile[:1_000])
        role_services.answer_remark(remark=answered, taken=False, reason=hostile[:500], by=mina)
        role_services.write_section(role=made, section="pay", words="", before=hostile[:3_000], by=mina)
        roles.put_forward(roles.again(made), mina)
        of = {name: reverse(f"portal:roles:{name}", args=[made.pk]) for name in ROLE_PAGES}
        of["section"] = reverse("portal:roles:write-section", args=[made.pk, "purpose"])
        of["need"], of["scores"] = (reverse(f"portal:roles:{n}", args=[one.pk]) for n in ("change-need", "scores"))
        of["questions"] = reverse("portal:roles:questions", args=[one.pk])
        of["answer"] = reverse("portal:roles:answer-remark", args=[open_one.pk])
        shown_to(client, mina, reverse("portal:home"), reverse("portal:roles:list"), *of.values())
        shown_to(client, people["outsider"], *(of[name] for name in ("role", "agree", "history", "print")))


def test_somebody_applies(people, client):
    """What they say of themselves, as they come upon it again; and what stands with an open role for everybody."""
    mina, wes, cora = people["member"], people["writer"], people["coordinator"]
    for hostile in bundles(75):
        made = roles.role(mina, wes, title=hostile[:120])
        given = {"legal_reason": hostile[:300], "by_qualification": True, "by_life": False}
        roles.need(made, hostile[:300], hint=hostile[:300], **given)
        role_services.be_called(role=made, called=hostile[:80], by=mina)
        roles.put_forward(roles.again(made), mina)
        vacancy = roles.opened(roles.agree(made, mina, wes), cora, town=hostile[:80])
        ada = roles.applies(vacancy, hostile[:80], means="meet", address=hostile[:300])
        role_services.correct(vacancy=vacancy, words=hostile[:500], by=mina)
        for one in vacancy.asked:
            role_services.write_answer(application=ada, need=one.key, words=f"alert(1) {hostile}")
        role_services.say_what_helps(application=ada, words=hostile[:2_000], disability_confident=True)
        role_services.let_somebody_help(application=ada, name=hostile[:80])
        code, helper = code_of(roles.again(ada)), code_of(roles.again(ada), for_helper=True)
        urls = [reverse("get-involved:vacancies"), vacancy.url, f"{vacancy.url}apply/"]
        urls += [reverse(f"get-involved:{name}", args=[code]) for name in APPLICATION_PAGES]
        urls += [reverse("get-involved:write-answer", args=[code, one.key]) for one in vacancy.asked]
        urls.append(reverse("get-involved:application", args=[helper]))
        client.logout()
        for url in urls:
            assert dangers(look(client, url)) == [], url
        sent = {"key": str(uuid4()), "name": hostile, "means": hostile, "address": hostile, "words": hostile}
        for url in (f"{vacancy.url}apply/", urls[-2], reverse("get-involved:lost-code")):
            assert dangers(client.post(url, sent).content) == [], url
        role_services.end_vacancy(vacancy=vacancy, outcome="gone", why=hostile[:300], by=cora)
        shown_to(client, mina, reverse("portal:roles:role", args=[made.pk]))
        shown_to(client, cora, reverse("portal:notices:by-hand"))


APPLICATION_PAGES = ("application", "check-answers", "what-helps", "helper", "take-application-back")
ROLE_PAGES = ("role", "agree", "history", "put-forward", "rename", "be-called", "print", "write-easy-read", "explain")


# --- a group at work --------------------------------------------------------------------------------------------------
def work_of(made, words, keeper, member) -> dict:
    """Everything that a group writes at a meeting, in those words."""
    hostile = f"alert(1) {words}"
    days = {number: timezone.now() - timedelta(days=number) for number in (0, 7)}
    met, now = (Meeting.objects.create(group=made, by=keeper, starts_at=days[number]) for number in (7, 0))
    ways = dict.fromkeys(("values", "behaviours", "listening"), hostile) | {"votes": "open", "each_side": 0}
    first = groups.put_ways_forward(group=made, words=ways | {"values": "Hello"}, after=None, by=keeper)
    for person in (keeper, member):
        groups.WAYS.agree(made, version=first, person=person, by=person)
    type(made).objects.filter(pk=made.pk).update(ways_agreed_at=timezone.now() - timedelta(days=30))
    groups.say_who_is_here(meeting=met, people=[keeper, member], by=keeper)
    groups.say_who_is_here(meeting=now, people=[keeper, member], by=keeper)
    brought = {"what": hostile[:200], "why": "decide", "content_note": hostile[:200], "raised_by": member, "by": member}
    one, other = (groups.add_item(meeting=met, **brought) for _item in range(2))
    groups.add_item(meeting=now, **brought)
    groups.park_item(item=other, why=hostile[:300], by=keeper)
    vote = groups.open_vote(meeting=met, item=one, question=hostile[:300], by=keeper)
    groups.cast(vote=vote, choice="yes", by=member)
    vote = groups.close_vote(vote=vote, by=keeper)
    said = {"said": hostile[:10_000], "decided": hostile[:4_000]}
    groups.write_minute(meeting=met, item=one, words=said, before={}, by=keeper)
    more = dict.fromkeys(("decided", "reasons", "options", "expect"), hostile[:2000])
    decision = groups.write_decision(
        meeting=met, item=one, vote=vote, how="vote", question=hostile[:300], by=keeper, **more
    )
    groups.still_think(decision=decision, words=hostile[:2_000], by=member)
    action = groups.add_action(meeting=met, item=one, what=hostile[:300], owner=member, by=keeper)
    groups.agree(action=action, person=member, due_on=timezone.localdate(), need=hostile[:500], by=member)
    groups.send_to_check(meeting=met, by=keeper)
    otherwise = {"answer": "not", "words": hostile[:2_000], "digest": groups.digest_of(met)}
    groups.check(meeting=met, person=member, by=member, **otherwise)
    groups.put_ways_forward(group=made, words=ways, after=1, by=keeper)
    return {"met": met, "now": now, "one": one, "other": other, "vote": vote, "decision": decision, "action": action}


def test_a_group_at_work(people, client):
    """Agenda, minutes, actions, votes, decisions and ways of working: on each screen, and sent back by each form."""
    keeper, member = people["member"], people["writer"]

    def url(name, *numbers):
        return reverse(f"portal:groups:{name}", args=numbers)

    for words in bundles(1_000):
        made = group(keeper, member)
        done = work_of(made, words, keeper, member)
        met, now, one, other = (done[name].pk for name in ("met", "now", "one", "other"))
        vote, decision, action = (done[name].pk for name in ("vote", "decision", "action"))
        pages = [*(url(name, made.pk) for name in ("group", "cards", "ways")), url("meeting", now), url("minutes", met)]
        pages += [url("action", action), url("vote", vote), reverse("portal:home"), reverse("portal:notices:mine")]
        pages += [url("write-item", met, one), url("decision", met, one), url("change-ways", made.pk)]
        shown_to(client, member, *pages, url("agree", action), url("still-think", decision))
        shown_to(client, keeper, *pages[:6], url("close-action", action), url("agree-down", action))
        hostile = dict.fromkeys(OF_WORK, f"alert(1) {words}")
        forms = [url("add-item", now), url("write-item", met, one), url("open-vote", now, now_item(now))]
        forms += [url("decision", met, one), url("change-ways", made.pk), url("fix-ways", made.pk)]
        forms += [url("close-action", action), url("check-minutes", met), url("agree-down", action)]
        forms += [url("who-is-here", now), url("yes-down", made.pk, 2, member.pk)]
        for form in forms:
            answer = client.post(form, hostile | {"key": words})
            assert (answer.status_code, dangers(answer.content)) == (200, []), form
        copied = render_to_string("portal/members/me/copy.html", {"sections": held.copy_of(member)})
        assert (dangers(copied), "alert(1)" in copied) == ([], True)
        groups.close_action(action=done["action"], state="done", closing=f"alert(1) {words}"[:500], by=keeper)
        shown_to(client, keeper, url("action", action))
        assert done["other"].pk == other
        client.post(url("bring-back-item", other, now), {})
        shown_to(client, member, url("meeting", now), url("park-item", other))
        for_everybody(client, made, done, f"alert(1) {words}", keeper, member)
        type(made).objects.filter(pk=made.pk).update(finished_at=timezone.now())
        Notice.objects.all().delete()  # the home has room for a few


def for_everybody(client, made, done, hostile, keeper, member):
    """On its way, out, and on the page of the group."""
    met = Meeting.objects.get(pk=done["met"].pk)
    groups.approve(meeting=met, at=done["now"], by=keeper)
    met.refresh_from_db()
    _summary, items = groups.begins_with(met)
    given = {"meeting": met, "summary": hostile[:1_500], "items": items, "named": groups.naming_of(met.group)}
    groups.put_in_public_forward(**given, after=None, by=keeper)
    groups.ask_for_other_words(meeting=met, number=1, words=hostile[:2_000], by=member)
    inside = [reverse(f"portal:groups:{name}", args=[met.pk]) for name in ("in-public", "write-public")]
    shown_to(client, member, *inside)
    groups.say_nobody_is_known(meeting=met, number=1, by=member)
    groups.show_outside(group=made, by=keeper)
    outside = [reverse("get-involved:minutes", args=[made.pk, met.pk]), reverse("get-involved:group", args=[made.pk])]
    shown_to(client, member, *outside)


def now_item(meeting) -> int:
    return Meeting.objects.get(pk=meeting).items.first().pk


# Every box of the forms of a group at work.
OF_WORK = [
    *("what", "why", "minutes", "content_note", "who", "said", "decided", "todo", "owner", "before_said"),
    *("before_decided", "question", "how", "reasons", "options", "expect", "review_on", "words", "values"),
    *("behaviours", "listening", "method", "votes", "quorum", "each_side", "names", "majority", "tie", "after"),
    *("secret_numbers", "both_sides"),
    *("state", "closing", "answer", "digest", "how_told", "due_on", "need", "people"),
]


# --- what people give and get -----------------------------------------------------------------------------------------
# Every box of its forms.
OF_REWARDS = [
    *("person", "title", "kind", "pence", "what", "day", "minutes", "preparation_minutes", "travel_minutes"),
    *("expenses", "access", "by_when", "agreed_by", "answer", "takes_pence", "goes_to", "how", "on", "code", "why"),
    *("miles", "no_receipt_because", "ahead", "adviser", "days_to_pay", "no_receipt_pence", "each", "words"),
    *("to", "time_credits"),
]


def what_is_got(words, member, payer) -> dict:
    """Everything that is written about it, in those words."""
    hostile = f"alert(1) {words}"
    rewards.set_policy(adviser=hostile[:300], days_to_pay=10, no_receipt_pence=500, time_credits=True, by=payer)
    about = {"expenses": hostile[:200], "access": hostile[:200], "agreed_by": hostile[:80]}
    offered = {"by": payer, "title": hostile[:120], "what": hostile[:120], **about}
    open_one, given = reward(member, **offered), got(member, code=hostile[:80], **offered)
    away = answered(member, says="away", goes_to=hostile[:120], **offered)
    rewards.take_back(thing=given, why=hostile[:200], by=payer)
    rewards.give(thing=given, on=timezone.localdate(), how="code", code=hostile[:80], by=payer)
    said = {"title": hostile[:120], "no_receipt_because": hostile[:200]}
    sent, back = cost(member, **said), cost(member, **said)
    paid(member, by=payer, **said)
    rewards.send_back(cost=back, why=hostile[:300], by=payer)
    asked = rewards.ask_for_reference(words=hostile[:300], by=member)
    moved = [hours(payer, member, what=hostile[:120]) for _one in range(2)]
    rewards.take_hours_back(transfer=moved[0], why=hostile[:200], by=payer)
    bought = spent(budget(by=payer), by=payer, what=hostile[:120])
    rewards.take_spending_back(spending=spent(bought.budget, by=payer), why=hostile[:200], by=payer)
    made = {"open": open_one, "given": given, "away": away, "sent": sent, "back": back, "asked": asked}
    return made | {"moved": moved[1], "bought": bought}


def test_what_people_give_and_get(people, client):
    """On each screen of whoever it is for and of whoever pays, and sent back by each form."""
    member, payer = people["member"], people["coordinator"]

    def url(name, *numbers):
        return reverse(f"portal:reciprocity:{name}", args=numbers)

    for words in bundles(290):
        call(member, f"alert(1) {words}")
        call(payer, f"alert(1) {words}")
        member.refresh_from_db()
        made = what_is_got(words, member, payer)
        pages = [url("reward", made[name].pk) for name in ("open", "given", "away")]
        pages += [url("cost", made[name].pk) for name in ("sent", "back")] + [url("reference", made["asked"].pk)]
        own = [url(name) for name in ("mine", "statement", "letter", "record", "certificate", "limit", "hours")]
        shown_to(client, member, *own, *pages, url("put-right", made["sent"].pk), reverse("portal:notices:mine"))
        spendings = (url("budget", made["bought"].budget_id), url("take-spending-back", made["bought"].pk))
        shown_to(client, payer, *spendings)
        shown_to(client, payer, url("all"), *pages, url("policy"), url("give", made["away"].pk))
        shown_to(client, payer, url("offer"), url("cost-down"), reverse("portal:today"))
        shown_to(client, payer, url("hours"), url("give-from-pot"), url("take-hours-back", made["moved"].pk))
        forms = [url(name) for name in ("claim", "ask-reference", "limit", "hours")]
        forms += [url("answer", made["open"].pk), url("put-right", made["sent"].pk)]
        of_payers = [url(name) for name in ("offer", "cost-down", "give-from-pot")]
        of_payers += [url("answer-down", made["open"].pk), url("give", made["away"].pk)]
        of_payers += [url("take-back", made["given"].pk), url("send-back", made["sent"].pk)]
        of_payers += [url("take-hours-back", made["moved"].pk), url("policy")]
        hostile = dict.fromkeys(OF_REWARDS, f"alert(1) {words}") | {"key": words}
        for person, sent_to in ((member, forms), (payer, of_payers)):
            client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
            for form in sent_to:
                answer = client.post(form, hostile)
                assert (answer.status_code, dangers(answer.content)) == (200, []), form
            for name in ("statement", "certificate"):
                asked = client.get(url(name), dict.fromkeys(("first", "last", "which", "hours"), words))
                assert dangers(asked.content) == []
        copied = render_to_string("portal/members/me/copy.html", {"sections": held.copy_of(member)})
        assert (dangers(copied), "alert(1)" in copied) == ([], True)
        Notice.objects.all().delete()  # the home has room for a few


def test_every_box_of_its_forms_is_tried():
    forms = [
        form for module in (answering, costs, giving, giving_hours, offering, own) for form in vars(module).values()
    ]
    forms = [form for form in forms if isinstance(form, type) and issubclass(form, BaseForm)]
    boxes = {name for form in forms if form.__module__.startswith("portal.") for name in form.base_fields}
    assert boxes - {"key", "goes_on", "seen", "budget"} == (
        set(OF_REWARDS) | {"first", "last", "which", "hours", "shows"}
    )
