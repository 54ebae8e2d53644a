"""Guards over the whole portal: no URL without a permission, none outside the matrix, and the matrix holds."""

import re
from http.cookies import SimpleCookie
from pathlib import Path
from uuid import uuid4

import pytest
import rules
from django.contrib.auth.models import Permission
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone
from django.views import View

from casestudies.services import add_recording, allow as allow_else, ask, take_down
from portal.access import PortalView
from portal.agreement import services
from portal.agreement.models import DecisionRule
from portal.groups.models import Action, AgendaItem, Decision, Minute, Present, Vote
from portal.groups.services import naming_of, put_in_public_forward, put_ways_forward, say_nobody_is_known
from portal.members.models import Gathering, OneOff, Review, Skill, Suggestion, Training, Welcome
from portal.members.services import Guest, invite, withdraw
from portal.notices.models import Notice
from portal.notices.queries import about_sending
from portal.notices.routes import Means
from portal.reciprocity.models import CostKind, RewardKind
from portal.reciprocity.services import ask_for_reference, say_missing, say_what_changed, thank
from portal.roles.codes import code_of
from portal.roles.services import add_file, ask as ask_to_write, keep_longer, set_aside, write_answer
from tests.conftest import PEOPLE, everybody
from tests.effort import THOROUGH
from tests.factories.asking import complaint, offer, suggestion, token_of
from tests.factories.groups import card_line, group as make_group, meeting, offered, paper, seat
from tests.factories.media import MP3, picture_file
from tests.factories.members import SupportFactory
from tests.factories.notices import NoticeFactory
from tests.factories.pages import page as make_page
from tests.factories.reciprocity import (
    answered,
    approved,
    budget,
    called_off,
    cost,
    gave,
    got,
    hours,
    paid,
    proposed,
    reward,
    spent,
    time_credits,
)
from tests.factories.roles import agreed, applies, opened, put_forward, remark, role
from tests.factories.telling import Role, allow, joined, look, say_yes, story
from tests.portal.access_matrix import MATRIX, PUBLIC, SIGN_IN

ROOT = Path(__file__).resolve().parents[2]
WRONG = ("0", str(2**63), "-1", "%27", "%00", "1%20or%201")
# Views that are not behind the gate, each with its reason.
OPEN = {"portal:cms-sign-in": "it is the way to the door"}


def named_urls(resolver=None, namespace=()):
    """(full name, callback) for every URL with a name."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            below = (*namespace, pattern.namespace) if pattern.namespace else namespace
            yield from named_urls(pattern, below)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield ":".join((*namespace, pattern.name)), pattern.callback


PORTAL = {name: callback for name, callback in named_urls() if name.startswith("portal:")}
# Forms of the portal's parts that stand outside the gate.
OUTSIDE_THE_GATE = {name for name, _callback in named_urls() if name.startswith("get-involved:")}


def test_every_url_of_the_portal_is_in_the_matrix():
    assert set(PORTAL) == set(MATRIX)


def test_every_view_of_the_portal_names_a_permission_that_exists():
    assert {name for name in set(PORTAL) - set(OPEN) if not is_behind_the_gate(PORTAL[name].view_class)} == set()


def is_behind_the_gate(view) -> bool:
    """The gate stands before what it guards, and asks for what there is."""
    order = view.__mro__
    stands_before = PortalView in order and order.index(PortalView) < order.index(View)
    return stands_before and rules.perm_exists(view.permission_required)


def test_every_permission_in_a_template_exists():
    asked = set()
    for template in (ROOT / "templates").rglob("*.html"):
        asked |= set(re.findall(r"{%\s*(?:may|has_perm)\s+[\"']([^\"']+)[\"']", template.read_text()))
    assert {name for name in asked if not rules.perm_exists(name)} == set()


@pytest.mark.django_db
def test_no_rule_is_named_like_a_model_permission():
    """Wagtail asks those without an object, and a rule of that name would answer for every object."""
    models = {
        f"{perm.content_type.app_label}.{perm.codename}" for perm in Permission.objects.select_related("content_type")
    }
    assert {name for name in models if rules.perm_exists(name)} == set()


def answer(response):
    """What a person was answered: the status, or that they must sign in first."""
    if response.streaming:
        b"".join(response.streaming_content)  # to its end, so that its file is closed
    if response.status_code == 302 and response["Location"].startswith(reverse("account_login")):
        return SIGN_IN
    return response.status_code


def test_every_url_outside_the_gate_is_in_its_matrix():
    assert set(PUBLIC) == OUTSIDE_THE_GATE


@pytest.mark.both
@pytest.mark.usefixtures("bare_refusals")
@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted([*PORTAL, *OUTSIDE_THE_GATE]))
def test_the_matrix_holds(name, client, visits, world):
    arguments, expected = (MATRIX | PUBLIC)[name]
    url = reverse(name, kwargs={key: world[value] for key, value in arguments.items()})
    expected = {method: asked_of_each(answers) for method, answers in expected.items()}
    seen = {"GET": {}, "POST": {}}
    for method in seen:
        for who in sorted(set().union(*expected[method].values())):
            client.cookies = SimpleCookie(visits[who])
            with transaction.atomic():
                response = client.generic(method, url)
                transaction.set_rollback(True)  # the next person meets the world as it was
            seen[method].setdefault(answer(response), set()).add(who)
    assert seen == expected


def asked_of_each(answers) -> dict:
    """Everybody; and on the second database, to which a rule is the same, one person of each who comes furthest."""
    assert set().union(*answers.values()) == PEOPLE
    if THOROUGH or connection.vendor == "sqlite":
        return answers
    further = answers.keys() - {SIGN_IN, 403, 404} or answers.keys()
    return {answered: {max(answers[answered])} for answered in further}


@pytest.mark.usefixtures("bare_refusals")
@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(name for name in PORTAL if MATRIX.get(name, ({},))[0]))
def test_a_wrong_number_in_the_address_is_not_found(name, client_of, world):
    arguments, _expected = MATRIX[name]
    url = reverse(name, kwargs={key: world[value] for key, value in arguments.items()})
    right = str(world[next(iter(arguments.values()))])
    client = client_of("superuser")
    assert {wrong: client.get(url.replace(right, wrong)).status_code for wrong in WRONG} == dict.fromkeys(WRONG, 404)


@pytest.fixture(scope="module")
def people(db_of_the_module):
    return everybody()


@pytest.fixture(scope="module")
def visits(people):
    """The cookie of each person: signed in once, since that costs as much as being answered."""

    def of(who):
        client = Client()
        if who != "anonymous":
            client.force_login(people[who], backend="django.contrib.auth.backends.ModelBackend")
        return {name: morsel.value for name, morsel in client.cookies.items()}

    return {who: of(who) for who in PEOPLE}


@pytest.fixture(scope="module")
def world(people):
    """The things that the matrix's arguments name."""
    page = make_page()
    fix = services.make_small_fix(
        page=page,
        by=people["writer"],
        loaded=services.version_of(page),
        words={"introduction": "Ring us."},
        why="Shorter",
    )
    mina = people["member"]
    guest = Guest("Jo", Means.MAIL, "jo@example.org")
    Welcome.objects.create(person=mina, buddy=people["writer"])
    gathering = Gathering.objects.create(title="Coffee", starts_at=timezone.now(), by=mina)
    offered, complained = offer(), complaint()
    return (
        {
            "page": page.pk,
            "page about": f"page:{page.pk}",
            "fix": fix.pk,
            "mina": mina.pk,
            "line": "words",
            "by hand": NoticeFactory().pk,
            "sending": sending(mina, people["coordinator"]),
            "invitation": invite(guest=guest, note="", by=people["coordinator"]).pk,
            "taken back": taken_back(people["coordinator"]).pk,
            "taken off": NoticeFactory(
                state="passed-on", settled_by=people["coordinator"], settled_at=timezone.now()
            ).pk,
            "gathering": gathering.pk,
            "one-off": OneOff.objects.create(title="Fold leaflets", by=mina).pk,
            "another one-off": OneOff.objects.create(title="Bake a cake", by=people["superuser"]).pk,
            "offer": offered.pk,
            "offer token": token_of(offered),
            "complaint": complained.pk,
            "complaint token": token_of(complained),
        }
        | of_supporters_and_lists(people)
        | of_groups(people)
        | of_stories(people)
        | of_roles(people)
        | of_rewards(people["member"], people["coordinator"], people["superuser"])
        | of_what_somebody_is_rung_about(people["member"], people["writer"], people["superuser"])
        | of_what_was_given(people["member"], people["writer"])
        | {"suggestion token": token_of(suggestion())}
    )


def of_groups(people):
    mina = people["member"]
    group = make_group(mina, people["superuser"])
    budget(by=people["coordinator"], subject=group.about)
    days = offered(group, 7, 9)
    return {
        "group": group.pk,
        "finished group": make_group(mina, people["superuser"], name="Over", finished_at=timezone.now()).pk,
        "shown group": make_group(mina, people["superuser"], name="Shown", shown_outside=True).pk,
        "open group": make_group(mina, name="Garden", anyone_may_ask=True).pk,
        "role": "chair",
        "seat": seat(group, people["writer"], "asked", asked_by=mina).pk,
        "meeting": meeting(group).pk,
        "days": days.pk,
        "day": days.dates.first().pk,
        "sol": people["superuser"].pk,
        **of_suggestions(group, people),
        "card": "voices",
        "line of a card": card_line(group, "voices").pk,
    } | of_meetings(group, mina, people["superuser"])


def of_rewards(mina, cora, sol):
    missing, missed = got(mina, by=cora), paid(mina, by=cora)
    for one in (missing, missed):
        say_missing(thing=one, by=mina)
    return {
        "budget": budget(by=cora).pk,
        "spending": spent(budget(by=cora), by=cora).pk,
        "kind of reward": RewardKind.objects.first().pk,
        "kind of cost": CostKind.objects.first().pk,
        "sent cost": cost(mina, receipt=picture_file("ticket.jpg", size=(60, 40))).pk,
        "cost to confirm": cost(mina, by=sol).pk,
        "cost to give": approved(mina, by=cora).pk,
        "given cost": paid(mina, by=cora).pk,
        "missing cost": missed.pk,
        "offered reward": reward(mina, by=cora).pk,
        "reward to give": answered(mina, by=cora).pk,
        "called off reward": called_off(mina, by=cora).pk,
        "given reward": got(mina, by=cora).pk,
        "missing reward": missing.pk,
        "reference": ask_for_reference(words="A job", by=mina).pk,
    }


def of_what_was_given(mina, wes):
    time_credits(by=wes)
    told = gave(mina, witness=wes)
    say_what_changed(contribution=told, words="The clinic has a quiet room.", by=mina)
    return {
        "gave": gave(mina, witness=wes).pk,
        "told gave": told.pk,
        "proposed gave": proposed(mina).pk,
        "hours for mina": hours(wes, mina).pk,
        "hours of mina": hours(mina, wes).pk,
        "thanks": thank(to=mina, words="You were kind.", by=wes).pk,
    }


def of_roles(people):
    """One of Mina and Wes: put forward, with what the coordinator said of it, and Olu asked; and one set aside."""
    mina, wes = people["member"], people["writer"]
    made, aside = role(mina, wes), role(mina, wes)
    set_aside(role=aside, by=mina)
    seat = ask_to_write(role=made, person=people["outsider"], by=mina)
    return {
        "written role": made.pk,
        "role set aside": aside.pk,
        "section": "purpose",
        "need": made.criteria.get().pk,
        "role seat of olu": seat.pk,
        "remark": remark(made, people["coordinator"]).pk,
        "role version": put_forward(made, mina).number,
    } | of_open_roles(mina, wes, people["coordinator"])


def of_open_roles(mina, wes, cora):
    """One that was agreed, and one that is open, for which somebody has begun to apply."""
    ready, made = agreed(mina, wes), agreed(mina, wes)
    is_open = opened(made, cora)
    begun = applies(is_open)
    need = is_open.asked[0].key
    file = add_file(application=begun, need=need, file=SimpleUploadedFile("said.txt", b"I listen."))
    kept = applies(is_open, "Bo", address="bo@example.org")
    keep_longer(application=kept, why="A complaint.", by=cora)
    return {
        "application kept": kept.pk,
        "agreed role": ready.pk,
        "open role": is_open.pk,
        "application code": code_of(begun),
        "asked need": need,
        "answer file": file.pk,
        "application": begun.pk,
        "need number": is_open.asked[0].number,
        "answer": write_answer(application=begun, need=need, words="I listen.").pk,
    }


def of_what_somebody_is_rung_about(mina, wes, sol):
    says_she, says_he = gave(mina, by=sol), gave(mina, witness=wes)
    Notice.objects.filter(about__in=[says_she.about, says_he.about]).update(state="by-hand")
    return {"gave, she says": says_she.pk, "gave, he says": says_he.pk}


def of_stories(people):
    """Three of Mina's, made with Sol and read by Wes: on its way, on the site, taken down."""
    mina = people["member"]
    made, out, down = (told_with(people, title) for title in ("The garden", "The shed", "The pond"))
    ask(story=made, person=people["outsider"], role=Role.LISTENER, by=mina)
    for one in (out, down):
        for who in (mina, people["superuser"]):
            say_yes(one, who)
        look(one, people["writer"])
    take_down(story=down, by=mina)
    return {
        "story": made.pk,
        "english": made.page.locale_id,
        "story page": made.page_id,
        "story out": out.pk,
        "story down": down.pk,
        "seat of sol": made.seats.get(person=people["superuser"]).pk,
        "seat of olu": made.seats.get(person=people["outsider"]).pk,
        "recording": add_recording(story=made, file=ContentFile(MP3, name="voice.mp3"), by=mina).pk,
        "somebody else": allow_else(story=made, called="A neighbour", naming="none", given="talk", by=mina).pk,
    }


def told_with(people, title):
    made = story(title=title, teller=people["member"])
    joined(made, who=people["superuser"])
    joined(made, who=people["writer"], role=Role.FRESH_EYES)
    for who in (people["member"], people["superuser"]):
        allow(made, who)
    return made


def of_decisions(group, today, item, mina, sol):
    version = put_ways_forward(group=group, words=DecisionRule().as_words(), after=None, by=mina)
    given = {"meeting": today, "item": item, "question": "Benches?"}
    vote = Vote.objects.create(**given, votes="open", rule=version, opened_by=mina, paper_by=sol)
    return {"version": version.number, "vote": vote.pk, "decision": Decision.objects.create(**given).pk}


def of_suggestions(group, people):
    """To the group, by Olu, whom nobody else there knows; one that Mina has, and one she is to talk about first."""
    olu, mina = people["outsider"], people["member"]
    return {
        "proposal": suggestion(group=group, person=olu).pk,
        "proposal taken": suggestion(group=group, person=olu, taken_by=mina, words="Later trains.").pk,
        "proposal to talk about": suggestion(group=group, person=olu, taken_by=mina, how="talk", words="Him.").pk,
    }


def of_meetings(group, mina, sol):
    today, last_week = meeting(group, days=0), meeting(group, days=-7, to_check_since=timezone.now())
    for one in (today, last_week):
        Present.objects.bulk_create(Present(meeting=one, person=person) for person in (mina, sol))
    item = AgendaItem.objects.create(group=group, meeting=today, what="Benches", raised_by=sol)
    approved = meeting(group, days=-14, to_check_since=timezone.now(), approved_at=timezone.now(), approved_by=sol)
    Present.objects.create(meeting=approved, person=sol)
    minute = Minute.objects.create(meeting=today, item=item, decided="Two benches.")
    later = AgendaItem.objects.create(group=group, what="Fares", parked_why="No time", parked_by=mina)
    return {
        "today": today.pk,
        "last week": last_week.pk,
        "item": item.pk,
        "approved": approved.pk,
        **for_everybody(group, mina, sol),
        "minute": minute.pk,
        "mark": minute.marks.create(line="Two benches.", person=sol).pk,
        "item for later": later.pk,
        "action": Action.objects.create(group=group, meeting=last_week, what="Write", owner=sol).pk,
        "paper": paper(today, sol).pk,
        "item to come": AgendaItem.objects.create(group=group, meeting=meeting(group), what="Lamps").pk,
        **of_decisions(group, today, item, mina, sol),
        "nobody's action": Action.objects.create(group=group, meeting=last_week, what="Ring").pk,
    }


def for_everybody(group, mina, sol):
    """Words that are out, and others that Mina put forward since."""
    now = timezone.now()
    made = meeting(group, days=-21, to_check_since=now, approved_at=now, approved_by=sol)
    Present.objects.bulk_create(Present(meeting=made, person=person) for person in (mina, sol))
    say_nobody_is_known(meeting=made, number=in_public(made, mina, "Out.").number, by=sol)
    return {"public": made.pk, "public version": in_public(made, mina, "Waits.", after=1).number}


def in_public(made, by, summary, after=None):
    given = {"summary": summary, "items": [], "after": after, "named": naming_of(made.group)}
    return put_in_public_forward(meeting=made, by=by, **given)


def sending(person, by):
    return NoticeFactory(person=person, by=by, about=about_sending(uuid4())).sending


def taken_back(by):
    invitation = invite(guest=Guest("Ed", Means.MEET), note="", by=by)
    withdraw(invitation=invitation, by=by)
    return invitation


def of_supporters_and_lists(people):
    """Wes reads Mina's messages for her."""
    mina = people["member"]
    training = Training.objects.create(person=mina, title="Panels", taken_on="2026-11-03", noted_by=mina)
    return {
        "support": SupportFactory(member=mina, supporter=people["writer"]).pk,
        "question": SupportFactory(member=mina, supporter=people["outsider"], accepted="", accepted_at=None).pk,
        "training": training.pk,
        "suggestion": Suggestion.objects.create(person=mina, by=people["writer"], words="Listening well").pk,
        "review": Review.objects.create(person=mina, companion=people["writer"], going="Well enough.").pk,
        "skills": "skills",
        "skill": Skill.objects.all()[1].pk,
    }
