"""Asking and proposing: named, without a name, raised by oneself, or after a talk; and no "no" without a reason."""

import json
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.apps import apps
from django.core import serializers
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.audit.models import Entry
from portal.drafts.models import Draft, Sent
from portal.groups import clock
from portal.groups.models import AgendaItem, Minute, Proposal
from portal.groups.services import (
    NotTalked,
    Talked,
    answer_proposal,
    bring_to_meeting,
    look_at,
    note_talk,
    pass_on,
    take_proposal_back,
)
from portal.groups.services.suggestions import is_a_reason
from portal.groups.waiting import in_my_groups
from portal.members.models import Answering, User
from portal.members.services import asking, erase_person, take_a_copy
from portal.members.standing import COORDINATORS
from portal.notices.models import Notice
from tests.at_once import at_once
from tests.effort import RACES
from tests.factories.asking import suggestion, token_of
from tests.factories.groups import group as make_group, meeting
from tests.factories.people import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.both]
FORM = "/get-involved/suggest/"
WEDNESDAY = datetime(2026, 12, 2, 15, 20, tzinfo=timezone.get_current_timezone())
How, State = Proposal.How, Proposal.State
REASON = "The hall is let on that day until May."


@pytest.fixture
def rosie(db):
    return UserFactory(known_as="Rosie", groups=[COORDINATORS])


@pytest.fixture
def mair(db):
    return UserFactory(known_as="Mair", email="mair@example.org")


@pytest.fixture
def dev(db):
    return UserFactory(known_as="Dev", email="dev@example.org")


@pytest.fixture
def buses(mair, dev):
    return make_group(mair, dev)


def typed(**more):
    sent = {"key": str(uuid4()), "words": "Warmer tea, please.", "how": "named", "name": "Nia", "means": "mail"}
    return sent | {"address": "nia@example.org"} | more


def signed_in(person):
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def words(response):
    return response.content.decode()


def at(name, proposal):
    return reverse(f"portal:groups:{name}", args=[proposal.pk])


def again(proposal):
    proposal = Proposal.objects.get(pk=proposal.pk)
    return proposal


def waits_for(person) -> list[str]:
    return [need.words for need in in_my_groups(person) if "suggestion" in need.words]


def told(proposal):
    return list(Notice.objects.filter(about=proposal.about).order_by("made_at", "pk"))


# --- From outside -----------------------------------------------------------------------------------------------------
def test_somebody_outside_proposes_something_and_learns_how_it_stands(client):
    Answering.objects.create(help_days=3, help_kept_days=14)
    shown = words(client.get(FORM))
    assert "within 3 working days" in shown
    assert "14 days after our answer" in shown
    assert "What we cannot promise" in shown, "where secrecy ends stands beside the form"
    form = typed(beside="on", hidden="on")
    sent = client.post(FORM, form)
    made = Proposal.objects.get()
    assert (made.words, made.how, made.name, made.address) == ("Warmer tea, please.", "named", "Nia", "nia@example.org")
    assert (made.beside, made.hidden, made.group, made.person, made.state) == (True, True, None, None, "received")
    page = words(client.get(sent["Location"]))
    assert made.reference in page
    assert "Warmer tea" not in page
    assert "Nia" not in page
    assert client.post(FORM, form)["Location"].split(".")[0] == sent["Location"].split(".")[0]
    assert Proposal.objects.count() == 1, "sent twice, it is taken once"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"words": ""}, "words"),
        ({"how": ""}, "how"),
        ({"name": ""}, "name"),
        ({"how": "talk", "means": "none", "address": ""}, "means"),
        ({"how": "myself", "means": "", "address": ""}, "means"),
        ({"means": ""}, "means"),
        ({"address": "nobody"}, "address"),
        ({"how": "unnamed", "means": "", "address": ""}, "name"),
        ({"how": "unnamed", "name": "", "means": "meet", "address": ""}, "means"),
        ({"words": "x" * 4_001}, "words"),
        ({"how": "quiet"}, "how"),
    ],
)
def test_what_is_missing_or_meant_otherwise_is_said_and_nothing_typed_is_lost(client, change, field):
    answer = client.post(FORM, typed(**change))
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert typed(**change)["words"][:1_000] in words(answer)
    assert not Proposal.objects.exists()


def test_a_machine_and_a_flood_are_stopped(client, settings):
    assert client.post(FORM, typed(website="x")).status_code == 422
    codes = [client.post(FORM, typed(words=f"Tea {n}")).status_code for n in range(30)]
    assert codes[-1] == 429
    assert codes[0] == 302


def test_only_a_signed_address_leads_to_the_page_that_follows(client):
    made = suggestion()
    assert client.get(f"{FORM}sent/{made.reference}/").status_code == 404
    with time_machine.travel(timezone.now() + timedelta(days=100)):
        assert client.get(f"{FORM}sent/{token_of(made)}/").status_code == 200, "for as long as it is kept"


def test_it_can_be_taken_back_and_goes_at_once(client, rosie):
    made = suggestion(taken_by=rosie)
    for _twice in range(2):
        answer = client.post(f"{FORM}sent/{token_of(made)}/take-back/", follow=True)
        assert "You took it back" in words(answer)
    made = again(made)
    assert (made.words, made.name, made.address, made.state) == ("", "", "", "gone")
    assert not Notice.objects.filter(about=made.about).exists()
    assert Notice.objects.filter(person=rosie, title="A suggestion was taken back").count() == 1


# --- Without a name ---------------------------------------------------------------------------------------------------
def everywhere(*needles) -> list[str]:
    """Where any of these stands, in any row of any table that a suggestion could have touched."""
    found = []
    for model in apps.get_models():
        if model._meta.managed and not model._meta.proxy:
            for row in json.loads(serializers.serialize("json", model._base_manager.all())):
                if any(needle in json.dumps(row) for needle in needles):
                    found.append(f"{row['model']} {row['fields']}")
    return found


def test_of_one_without_a_name_nothing_says_who_or_when(client):
    """No key, person, address or language; no day, no row in the trail, no number that says an order."""
    form = typed(how="unnamed", name="", means="", address="", words="She shouts at us.")
    with time_machine.travel(WEDNESDAY, tick=False):
        sent = client.post(f"/cy{FORM}", form)
        assert client.post(f"/cy{FORM}", form | {"key": str(uuid4())}).status_code == 302
    made = Proposal.objects.get()
    assert (made.person, made.name, made.means, made.address, made.language) == (None, "", "", "", "")
    assert made.came_on == datetime(2026, 11, 30).date(), "the Monday of its week"
    assert not Entry.objects.filter(subject=made.about).exists()
    assert everywhere(form["key"]) == []
    assert len(everywhere("She shouts")) == 1
    assert [one for one in everywhere("2026-12-02", "127.0.0.1") if "proposal" in one.lower()] == []
    assert "Keep the address of this page" in words(client.get(sent["Location"].replace("/cy", "")))


def test_without_a_name_inside_leaves_no_note_of_who_pressed(mair, buses):
    client, form = signed_in(mair), {"key": str(uuid4()), "words": "He is rude.", "how": "unnamed"}
    answer = client.post(reverse("portal:groups:suggest-to", args=[buses.pk]), form)
    assert answer["Location"].startswith(f"{FORM}sent/")
    client.post(reverse("portal:groups:suggest-to", args=[buses.pk]), form)
    made = Proposal.objects.get()
    assert (made.group, made.person, made.taken_by) == (buses, None, None)
    assert not Sent.objects.exists()
    assert not Draft.objects.exists()
    assert not Entry.objects.filter(by=mair).exists()
    assert everywhere(form["key"]) == []
    assert "Came" in words(client.get(at("suggestion", made)))
    assert "in the week of" in words(client.get(at("suggestion", made)))


def test_what_a_coordinator_writes_down_without_a_name_says_nothing_of_the_coordinator(rosie):
    form = typed(how="unnamed", name="", means="none", address="", came_by="phone", came_on="2026-11-25")
    with time_machine.travel(WEDNESDAY):
        client = signed_in(rosie)
        assert client.post(reverse("portal:groups:suggestion-down"), form).status_code == 302
        named = client.post(reverse("portal:groups:suggestion-down"), typed(came_by="talk", came_on="2026-12-01"))
    assert named.status_code == 302
    unnamed, by_name = Proposal.objects.get(how="unnamed"), Proposal.objects.get(how="named")
    assert (unnamed.came_on, by_name.came_on) == (datetime(2026, 11, 23).date(), datetime(2026, 12, 1).date())
    assert list(Entry.objects.filter(by=rosie).values_list("subject", flat=True)) == [by_name.about]
    assert Sent.objects.count() == 1


def test_the_database_itself_refuses_a_trace(mair):
    made = suggestion(how="unnamed")
    for name, value in (("person", mair), ("name", "Nia"), ("address", "x"), ("means", "mail"), ("language", "cy")):
        with pytest.raises(IntegrityError), transaction.atomic():
            Proposal.objects.filter(pk=made.pk).update(**{name: value})


def test_whoever_kept_the_address_reads_our_answer_there_and_nobody_is_told(client, rosie):
    made = suggestion(how="unnamed", taken_by=rosie)
    answer_proposal(proposal=made, state="no", words=REASON, by=rosie)
    assert told(made) == []
    page = words(client.get(f"{FORM}sent/{token_of(made)}/"))
    assert REASON in page
    assert "Rosie" in page
    named = suggestion(taken_by=rosie, words="Another")
    answer_proposal(proposal=named, state="no", words=REASON, by=rosie)
    assert REASON not in words(client.get(f"{FORM}sent/{token_of(named)}/")), "who gave a way is told by it"


# --- A member's own ---------------------------------------------------------------------------------------------------
def test_a_member_is_told_at_each_step_by_their_own_way(mair, dev, buses, rosie):
    george = UserFactory(known_as="George", email="george@example.org")
    answer = signed_in(george).post(
        reverse("portal:groups:suggest"), {"key": str(uuid4()), "words": "A later bus", "how": "named"}
    )
    made = Proposal.objects.get()
    assert answer["Location"] == at("suggestion", made)
    assert made.person == george
    look_at(proposal=made, by=rosie)
    pass_on(proposal=again(made), group=buses, by=rosie)
    look_at(proposal=again(made), by=dev)
    bring_to_meeting(proposal=again(made), meeting=meeting(buses), what="A later bus", by=dev)
    answer_proposal(proposal=again(made), state="later", words="First we count who needs it.", by=dev)
    notices = told(made)
    assert [notice.person for notice in notices] == [george] * 5
    assert "Rosie looks at it" in notices[0].words
    assert "a group that works on such things" in notices[1].words, "George may not know of that group"
    assert "Bus fares" not in notices[1].words
    assert "First we count who needs it." in notices[-1].words
    assert "Dev" in notices[-1].words
    assert [notice.state for notice in notices] == ["here"] * 4 + ["waiting"], "what is old is not sent any more"
    page = words(signed_in(george).get(at("suggestion", made)))
    assert "First we count who needs it." in page
    assert "It is on an agenda." in page


def test_somebody_outside_is_told_by_the_one_way_they_gave(rosie):
    made = suggestion(taken_by=rosie, means="call", address="01632 960 001", language="cy")
    answer_proposal(proposal=made, state="going", words="We bought a flask.", by=rosie)
    assert [(notice.person, notice.address, notice.state) for notice in told(made)] == [
        (None, "01632 960 001", "by-hand")
    ] * 2
    wants_none = suggestion(taken_by=rosie, means="", address="", words="No answer wanted")
    answer_proposal(proposal=wants_none, state="going", words="", by=rosie)
    assert told(wants_none) == []


# --- No no without a reason and a name --------------------------------------------------------------------------------
@pytest.mark.parametrize("state", ["later", "no"])
@pytest.mark.parametrize("reason", ["", "  ", "Thank you very much!", "Thanks for the idea."])
def test_later_and_no_are_not_saved_without_a_plain_reason(rosie, state, reason):
    made = suggestion(taken_by=rosie)
    with pytest.raises(ValueError, match="reason"):
        answer_proposal(proposal=made, state=state, words=reason, by=rosie)
    client, url = signed_in(rosie), at("answer-suggestion", made)
    answer = client.post(url, {"key": str(uuid4()), "state": state, "words": reason, "said": "Tea is cold."})
    assert answer.status_code == 422
    assert "Please write the reason" in words(answer)
    assert 'value="Tea is cold."' in words(answer), "nothing typed is lost"
    for nameless in ({"answer": ""}, {"answer": REASON, "answered_by": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Proposal.objects.filter(pk=made.pk).update(state=state, **nameless)
    assert again(made).state == "looking"


def test_a_reason_is_more_than_thanks():
    assert is_a_reason("No.")
    assert is_a_reason("Diolch, ond na.")
    assert not is_a_reason("Thanks, thank you, very many thanks!!")


def test_only_whoever_has_it_answers_and_an_answer_can_be_given_anew(rosie, mair, dev, buses):
    made = suggestion(group=buses, taken_by=mair)
    with pytest.raises(asking.SomebodyHasIt):
        answer_proposal(proposal=made, state="going", words="", by=dev)
    client = signed_in(dev)
    assert client.get(at("answer-suggestion", made)).status_code == 403
    sent = client.post(at("answer-suggestion", made), {"key": str(uuid4()), "state": "no", "words": REASON})
    assert sent.status_code == 409
    assert REASON in words(sent)
    answer_proposal(proposal=made, state="later", words="After the summer.", by=mair)
    answer_proposal(proposal=again(made), state="going", words="It is there now.", by=dev)
    assert (again(made).state, again(made).answered_by) == ("going", dev)
    before = len(told(made))
    answer_proposal(proposal=again(made), state="going", words="It is there now.", said="You said", did="Did", by=dev)
    assert len(told(made)) == before, "words for everybody are no news for them"


# --- Talk to me first -------------------------------------------------------------------------------------------------
def test_nothing_goes_on_before_somebody_has_talked_with_them(rosie, mair, dev, buses):
    made = suggestion(how="talk", group=buses, taken_by=mair, words="About one of you.")
    for act in (
        lambda: pass_on(proposal=made, group=None, by=mair),
        lambda: bring_to_meeting(proposal=made, meeting=meeting(buses), what="x", by=mair),
        lambda: answer_proposal(proposal=made, state="going", words="", by=mair),
    ):
        with pytest.raises(NotTalked):
            act()
    assert signed_in(dev).get(at("suggestion", made)).status_code == 404, "only who looks after the group may talk"
    assert "About one of you." not in words(signed_in(dev).get(reverse("portal:groups:suggestions")))
    for forced in ({"state": "going"}, {"state": "later", "answer": REASON, "answered_by": mair}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Proposal.objects.filter(pk=made.pk).update(**forced)
    with pytest.raises(ValueError, match="agreed"):
        note_talk(proposal=made, words=" ", how="named", by=mair)
    client = signed_in(mair)
    form = {"key": str(uuid4()), "notes": "She would like it calmer.", "how": "quiet"}
    assert client.post(at("note-talk", made), form).status_code == 302
    with pytest.raises(Talked):
        note_talk(proposal=again(made), words="Again", how="named", by=mair)
    page = words(signed_in(dev).get(at("suggestion", made)))
    assert "About one of you." in page
    assert "Amina" not in page, "the name stays with whoever looks after it"
    assert "amina@example.org" not in page
    assert "Amina" in words(client.get(at("suggestion", made)))
    answer_proposal(proposal=again(made), state="going", words="We agreed how we talk.", by=mair)


# --- To a group, and to a meeting -------------------------------------------------------------------------------------
def test_a_group_decides_about_what_it_was_given_and_coordinators_pass_on(rosie, mair, dev, buses):
    made = suggestion()
    assert signed_in(dev).get(at("suggestion", made)).status_code == 404
    client = signed_in(rosie)
    sent = client.post(at("pass-on-suggestion", made), {"key": str(uuid4()), "group": buses.pk})
    assert sent.status_code == 302
    assert again(made).group == buses
    assert client.post(at("take-suggestion", made), {"key": str(uuid4())}).status_code == 403
    taker = signed_in(dev)
    assert taker.post(at("take-suggestion", made), {"key": str(uuid4())}).status_code == 302
    assert (again(made).taken_by, again(made).state) == (dev, "looking")
    late = signed_in(mair).post(at("take-suggestion", made), {"key": str(uuid4())}, follow=True)
    assert "Dev has it already" in words(late)
    signed_in(mair).post(at("take-over-suggestion", made), {"key": str(uuid4())})
    assert again(made).taken_by == mair
    signed_in(mair).post(at("pass-on-suggestion", made), {"key": str(uuid4()), "group": ""})
    assert (again(made).group, again(made).taken_by) == (None, None)
    assert "The coordinators" in words(client.get(at("suggestion", made)))


def test_passed_on_whoever_had_it_is_told_and_keeps_what_they_began_to_write(rosie, mair, buses):
    made = suggestion(group=buses, taken_by=mair)
    signed_in(mair).post(
        f"/portal/drafts/suggestion-answer:{made.pk}/", {"key": str(uuid4()), "words": "Half an answer"}
    )
    pass_on(proposal=made, group=make_group(rosie, name="Other"), by=rosie)
    assert [one.title for one in Notice.objects.filter(person=mair)] == ["Something that you had was passed on"]
    assert Draft.objects.get().fields["words"] == "Half an answer"


def test_what_a_finished_group_had_is_for_the_coordinators(rosie, mair, buses):
    made = suggestion(group=buses)
    assert waits_for(mair) == ["1 suggestion waits for an answer."]
    buses.finished_at = timezone.now()
    buses.save()
    assert waits_for(mair) == []
    assert waits_for(rosie) == ["1 suggestion waits for an answer."]
    look_at(proposal=made, by=rosie)
    assert signed_in(rosie).get(at("answer-suggestion", made)).status_code == 200


def test_it_comes_to_a_meeting_and_the_agenda_says_where_it_is_from(mair, dev, buses):
    own = suggestion(group=buses, person=dev, how="myself", taken_by=mair)
    unnamed = suggestion(group=buses, how="unnamed", taken_by=mair, words="Cold\ntea " + "x" * 300)
    day = meeting(buses)
    page = words(signed_in(mair).get(at("bring-suggestion", unnamed)))
    assert 'value="Cold tea' not in page, "their words do not stay when they are deleted"
    for made in (own, unnamed):
        sent = signed_in(mair).post(
            at("bring-suggestion", made), {"key": str(uuid4()), "meeting": day.pk, "what": f"From {made.how}"}
        )
        assert sent.status_code == 302, words(sent)
    assert AgendaItem.objects.get(what="From myself").raised_by == dev
    assert AgendaItem.objects.get(what="From unnamed").raised_by is None
    agenda = words(signed_in(dev).get(reverse("portal:groups:meeting", args=[day.pk])))
    assert agenda.count("from a suggestion") == 2
    assert at("suggestion", unnamed) in agenda
    another = meeting(make_group(mair, name="Other"))
    wrong = {"key": str(uuid4()), "meeting": another.pk, "what": "x"}
    assert signed_in(mair).post(at("bring-suggestion", own), wrong).status_code == 422


def test_when_several_do_not_go_ahead_the_question_stands_beside_the_form(mair, buses):
    for n in range(3):
        made = suggestion(group=buses, taken_by=mair, words=f"Idea {n}")
        assert "None of the last three" not in words(signed_in(mair).get(at("answer-suggestion", made)))
        answer_proposal(proposal=made, state="no", words=REASON, by=mair)
    made = suggestion(group=buses, taken_by=mair, words="Once more")
    page = words(signed_in(mair).get(at("answer-suggestion", made)))
    assert "None of the last three went ahead." in page
    assert buses.question in page


# --- For everybody ----------------------------------------------------------------------------------------------------
def test_the_public_page_says_what_those_who_answered_wrote_and_nothing_else(client, rosie, settings):
    settings.PAGE_CACHE_SECONDS = 600
    url = "/get-involved/you-said/"
    assert "Nothing yet" in words(client.get(url))
    shown = suggestion(taken_by=rosie, words="Own words of Amina")
    hidden = suggestion(taken_by=rosie, words="Not for all", more={"hidden": True})
    waiting = suggestion(taken_by=rosie, words="Still waiting")
    for made in (shown, hidden):
        said = {"said": f"Said {made.hidden}", "did": f"Did {made.hidden}"}
        answer_proposal(proposal=made, state="no", words=REASON, by=rosie, **said)
    page = words(client.get(url))
    assert "Said False" in page, "a kept page is made anew"
    assert "Did False" in page
    for secret in ("Said True", "Own words", "Amina", "Rosie", REASON, shown.reference, waiting.reference):
        assert secret not in page
    assert "csrfmiddlewaretoken" not in page
    assert "For everybody" not in words(signed_in(rosie).get(at("answer-suggestion", hidden)))


def test_the_public_page_is_kept_until_something_is_said(client, rosie, settings, django_assert_num_queries):
    settings.PAGE_CACHE_SECONDS = 600
    made = suggestion(taken_by=rosie)
    answer_proposal(proposal=made, state="going", words="", said="Tea was cold.", did="A flask.", by=rosie)
    for _warm in range(2):
        client.get("/get-involved/you-said/")
    with django_assert_num_queries(0):
        assert "A flask." in words(client.get("/get-involved/you-said/"))
    answer_proposal(proposal=again(made), state="going", words="", said="Tea was cold.", did="Two flasks.", by=rosie)
    assert "Two flasks." in words(client.get("/get-involved/you-said/"))


def test_the_public_page_has_pages(client, rosie):
    for n in range(21):
        made = suggestion(taken_by=rosie, words=f"Idea {n}")
        answer_proposal(proposal=made, state="going", words="", said=f"Said {n}.", did="Done.", by=rosie)
    assert "Page 1 of 2" in words(client.get("/get-involved/you-said/"))
    assert "Said 0." in words(client.get("/get-involved/you-said/?page=2"))


# --- Its end ----------------------------------------------------------------------------------------------------------
def run_clock(days):
    with time_machine.travel(timezone.now() + timedelta(days=days)):
        for due in clock.DUE:
            due()


def test_what_was_told_goes_on_the_day_we_said_and_what_is_for_everybody_stays(client, rosie):
    public, private, later = (suggestion(taken_by=rosie, words=f"Idea {n}") for n in range(3))
    unanswered = suggestion(how="unnamed", words="Nobody answered")
    answer_proposal(proposal=public, state="no", words=REASON, said="Said.", did="Why not.", by=rosie)
    answer_proposal(proposal=private, state="no", words=REASON, by=rosie)
    answer_proposal(proposal=later, state="later", words=REASON, by=rosie)
    assert f"On {timezone.localdate() + timedelta(days=30):%-d %B %Y} we delete" in told(public)[-1].words
    run_clock(29)
    assert again(public).words
    run_clock(30)
    left = again(public)
    assert (left.words, left.name, left.address, left.answer, left.delete_on) == ("", "", "", "", None)
    assert not Proposal.objects.filter(pk=private.pk).exists()
    assert not Notice.objects.filter(about__in=[public.about, private.about]).exists()
    assert again(later).words, "so that we can say when it comes"
    run_clock(184)
    assert not Proposal.objects.filter(pk__in=[later.pk, unanswered.pk]).exists()
    assert "Why not." in words(client.get("/get-involved/you-said/"))
    assert REASON not in words(signed_in(rosie).get(at("suggestion", public)))


def test_whoever_leaves_takes_their_words_with_them_and_what_they_had_is_nobodys_again(mair, dev, buses):
    own, had = suggestion(person=dev, group=buses, words="Devs own"), suggestion(group=buses, taken_by=dev)
    answer = suggestion(person=dev, group=buses, taken_by=mair, words="Answered")
    answer_proposal(proposal=answer, state="no", words=REASON, said="Said.", did="Did.", by=mair)
    assert "Devs own" in str(take_a_copy(person=dev))
    erase_person(person=dev, by=dev)
    assert (again(own).person, again(own).words) == (None, "")
    assert again(had).taken_by is None
    assert (again(answer).person, again(answer).answer, again(answer).did) == (None, "", "Did.")
    page = words(signed_in(mair).get(at("suggestion", own)))
    assert "The words are gone" in page
    assert waits_for(mair) == ["1 suggestion waits for an answer."]


def test_a_member_takes_back_what_they_suggested(mair, dev, buses):
    made = suggestion(person=dev, group=buses, taken_by=mair, words="Devs own")
    signed_in(dev).post(at("take-suggestion-back", made), {"key": str(uuid4())})
    assert (again(made).words, again(made).person, again(made).state) == ("", None, "gone")
    assert signed_in(mair).get(at("answer-suggestion", made)).status_code == 403
    with pytest.raises(asking.AlreadyAnswered):
        take_proposal_back(proposal=made, by=mair)


def test_taken_back_it_is_off_the_agenda_unless_somebody_talked_about_it(mair, buses):
    for written in ("", "We talked."):
        made = suggestion(group=buses, taken_by=mair)
        bring_to_meeting(proposal=made, meeting=meeting(buses), what="Tea", by=mair)
        Minute.objects.create(meeting=again(made).item.meeting, item=again(made).item, said=written)
        take_proposal_back(proposal=made)
    assert list(AgendaItem.objects.values_list("minutes_of_it__said", flat=True)) == ["We talked."]


# --- What it costs, and who presses at once ---------------------------------------------------------------------------
@pytest.mark.parametrize("number", [1, 12])
def test_the_list_costs_the_same_for_one_and_twelve(rosie, mair, buses, number, django_assert_num_queries):
    for n in range(number):
        suggestion(person=UserFactory(), words=f"Idea {n}", taken_by=mair, group=buses)
        suggestion(how="unnamed", words=f"Tea {n}")
    client, url = signed_in(rosie), reverse("portal:groups:suggestions")
    for _warm in range(2):
        client.get(url)
    with django_assert_num_queries(5):
        client.get(url)


SAID = {1: "1 suggestion waits for an answer.", 30: "30 suggestions wait for an answer."}


@pytest.mark.parametrize("number", [1, 30])
def test_the_home_asks_once_however_many_wait(mair, buses, number, django_assert_num_queries):
    for n in range(number):
        suggestion(group=buses, words=f"Idea {n}")
    person = User.objects.get(pk=mair.pk)
    person.is_coordinator  # noqa: B018
    with django_assert_num_queries(1):
        assert waits_for(person) == [SAID[number]]


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_of_two_who_take_it_on_at_once_one_has_it(rosie):
    maya = UserFactory(known_as="Maya", groups=[COORDINATORS])
    for n in range(RACES):
        made = suggestion(words=f"Idea {n}")
        ends = at_once(*(lambda by=by, made=made: look_at(proposal=made, by=by) for by in (rosie, maya)))
        assert sorted(type(end).__name__ for end in ends) == ["NoneType", "SomebodyHasIt"]
        assert len(told(made)) == 1


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_without_a_name_sent_twice_at_once_it_is_one():
    for n in range(RACES):
        send = [lambda n=n: suggestion(how="unnamed", words=f"Idea {n}")] * 2
        assert not [end for end in at_once(*send) if isinstance(end, Exception)]
    assert Proposal.objects.count() == RACES
