"""Somebody helps a member here: named things, until a day, written down, ended at once. Never a yes in their place."""

import re
from datetime import UTC, date, datetime, timedelta
from itertools import product
from uuid import uuid4

import pytest
import rules.permissions
import time_machine
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from portal.audit.models import Entry
from portal.audit.services import problems
from portal.members import services
from portal.members.models import About, Invitation, OneOff, Support, User, Welcome
from portal.members.rules import SUPPORTS, is_coordinator, supports
from portal.members.services import NotAgreed
from portal.notices.models import Notice, Post
from tests.at_once import came_to
from tests.effort import RACES
from tests.factories.members import SupportFactory
from tests.factories.notices import NoticeFactory
from tests.factories.people import UserFactory
from tests.portal.members.door import words

pytestmark = pytest.mark.both

Scope = Support.Scope
MINE, NEW = "portal:support:mine", "portal:support:new"


def day(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def press(client, name, number):
    return client.post(reverse(name, args=[number]), {"key": uuid4()})


def messages_of(person) -> str:
    return reverse("portal:people:messages", args=[person.pk])


def ask(member, supporter, **given):
    facts = {"scope": [Scope.NOTICES], "ends_on": day(60), "by": member} | given
    return services.begin_support(member=member, supporter=supporter, **facts)


def begin(member, supporter, **given):
    """Both have said yes."""
    support = ask(member, supporter, **given)
    services.accept_support(support=support, by=supporter)
    support.refresh_from_db()
    return support


def sent(person, **given):
    asked = {"supporter": person.pk, "scope": ["notices"], "ends_on": day(60).isoformat(), "key": uuid4()}
    return asked | given


# --- Naming somebody
@pytest.mark.django_db
def test_a_member_names_a_supporter_by_typing_a_part_of_their_name(client_of, people):
    About.objects.create(person=people["writer"], in_directory=True)
    client = client_of("member")
    page = words(client.get(reverse(NEW), {"name": "we"}))
    assert re.search(rf'type="radio"[^>]*value="{people["writer"].pk}"[^>]*checked', page)
    answer = client.post(f"{reverse(NEW)}?name=we", sent(people["writer"], scope=["notices", "about"]))
    assert answer["Location"] == reverse(MINE)
    support = Support.objects.get()
    assert (support.member, support.supporter) == (people["member"], people["writer"])
    assert (support.allowed, support.ends_on, support.said_yes) == ([Scope.ABOUT, Scope.NOTICES], day(60), "here")
    assert "Wes" in words(client.get(reverse(MINE)))
    assert press(client_of("writer"), "portal:support:yes", support.pk)["Location"] == reverse(MINE)
    page = words(client_of("writer").get(reverse(MINE)))
    assert "People I support" in page
    assert messages_of(people["member"]) in page


@pytest.mark.django_db
def test_nobody_learns_by_typing_who_else_is_here(client_of, people):
    """Those in the list of people, coordinators, and whom somebody has met; a hidden name is nobody's."""
    Welcome.objects.create(person=people["member"], buddy=people["superuser"])
    About.objects.create(person=people["outsider"], in_directory=True)
    client, found = client_of("member"), {}
    for who in people:
        if who != "anonymous":
            page = words(client.get(reverse(NEW), {"name": people[who].known_as}))
            found.setdefault('type="radio"' in page, set()).add(who)
    assert found == {True: {"outsider", "superuser", "coordinator"}, False: {"member", "writer", "inactive"}}
    hidden = words(client.post(f"{reverse(NEW)}?name=wes", sent(people["writer"])))
    nobody = words(client.post(f"{reverse(NEW)}?name=wes", sent(people["writer"], supporter=987654321)))
    assert Support.objects.count() == 0
    assert without_keys(hidden) == without_keys(nobody)


def without_keys(page):
    return re.sub(r'(?:name="(?:key|csrfmiddlewaretoken)" value="[^"]*")|data-session="\d+"|[0-9a-f-]{36}', "", page)


@pytest.mark.django_db
def test_of_two_of_one_name_each_is_told_apart(client_of, people):
    for year in (2019, 2024):
        person = UserFactory(known_as="Sana", date_joined=datetime(year, 3, 1, tzinfo=UTC))
        About.objects.create(person=person, in_directory=True)
    page = words(client_of("member").get(reverse(NEW), {"name": "sana"}))
    assert ("Sana, here since March 2019" in page, "Sana, here since March 2024" in page) == (True, True)
    assert "checked" not in page


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"scope": []}, "Please tick what they may do."),
        ({"scope": ["vote"]}, "Select a valid choice"),
        ({"ends_on": ""}, "Please fill this in."),
        ({"ends_on": "soon"}, "Please write a day"),
        ({"ends_on": "2020-01-01"}, "Please choose a day from tomorrow on."),
        ({"ends_on": "2999-01-01"}, "That is too long."),
    ],
)
def test_what_cannot_be_agreed_is_said_and_what_was_typed_stays(client_of, people, wrong, said):
    About.objects.create(person=people["writer"], in_directory=True)
    page = words(client_of("member").post(f"{reverse(NEW)}?name=wes", sent(people["writer"], **wrong)))
    assert said in page
    assert "Wes" in page
    assert Support.objects.count() == 0


@pytest.mark.django_db
def test_the_longest_is_twelve_months(people):
    today = timezone.localdate()
    last = services.a_year_on(today)
    assert services.a_year_on(date(2028, 2, 29)) == date(2029, 2, 28)
    assert begin(people["member"], people["writer"], ends_on=last).ends_on == last
    for wrong in (today, last + timedelta(days=1)):
        with pytest.raises(NotAgreed):
            begin(people["member"], people["writer"], ends_on=wrong)


@pytest.mark.django_db
def test_a_second_press_names_nobody_twice(client_of, people):
    About.objects.create(person=people["writer"], in_directory=True)
    client, asked = client_of("member"), sent(people["writer"])
    answers = [client.post(f"{reverse(NEW)}?name=wes", asked)["Location"] for _press in range(2)]
    assert answers == [reverse(MINE)] * 2
    assert Support.objects.count() == 1
    assert Notice.objects.filter(person=people["writer"]).count() == 1


@pytest.mark.django_db
def test_naming_the_same_person_again_takes_the_place_of_what_was_agreed(client_of, people):
    first = begin(people["member"], people["writer"], scope=list(Scope))
    page = words(client_of("member").get(reverse(NEW), {"who": people["writer"].pk}))
    assert "Wes" in page
    assert page.count("checked") == 1 + len(Scope), "who, and what was agreed"
    begin(people["member"], people["writer"], scope=[Scope.ABOUT], ends_on=day(90))
    first.refresh_from_db()
    assert first.ended_at is not None
    assert Support.objects.agreed().get().allowed == [Scope.ABOUT]
    assert list(Entry.objects.filter(verb__startswith="members.support").values_list("verb", flat=True)) == [
        "members.support_asked",
        "members.support_began",
        "members.support_asked",
        "members.support_changed",
    ]


@pytest.mark.django_db
def test_who_may_begin_it(people):
    """The member, for themselves; a coordinator, for somebody else and with somebody else."""
    member, supporter, Yes = people["member"], people["writer"], Support.SaidYes
    said = {}
    for who, yes in product(("outsider", "member", "writer", "coordinator", "superuser"), Yes):
        try:
            begin(member, supporter, by=people[who], said_yes=yes)
            said.setdefault(who, set()).add(yes)
        except NotAgreed:
            pass
    assert said == {"member": {Yes.HERE}, "coordinator": {Yes.SAID, Yes.PAPER}}
    for wrong in (
        {"member": member, "supporter": people["coordinator"], "by": people["coordinator"], "said_yes": Yes.SAID},
        {"member": member, "supporter": member},
        {"member": member, "supporter": people["inactive"]},
        {"member": member, "supporter": supporter, "scope": []},
        {"member": member, "supporter": supporter, "scope": ["vote"]},
    ):
        with pytest.raises(NotAgreed):
            begin(**wrong)


@pytest.mark.django_db
def test_nobody_supports_who_was_invited_and_has_not_come(people):
    invited = UserFactory(known_as="")
    facts = {"means": "meet", "by": people["coordinator"], "ends_at": timezone.now() + timedelta(days=9)}
    Invitation.objects.create(person=invited, name="Jo", **facts)
    for pair in ((people["member"], invited), (invited, people["member"])):
        with pytest.raises(NotAgreed):
            begin(*pair)


# --- The supporter's own yes
def what_is_open(client_of, people) -> set:
    """What Wes can do and see of Mina's at present."""
    member, wes = people["member"], fresh(people["writer"])
    found = {name for name in Scope if Support.objects.in_force().lets(wes, member, name)}
    found |= {"known"} if User.objects.visible_to(wes).filter(pk=member.pk).exists() else set()
    found |= {"helped"} if User.objects.helped_by(wes).filter(pk=member.pk).exists() else set()
    return found | {path for path in (messages_of(member),) if client_of("writer").get(path).status_code != 404}


@pytest.mark.django_db
def test_until_the_supporter_says_yes_nothing_is_open_to_them(client_of, people):
    support = ask(people["member"], people["writer"], scope=list(Scope))
    assert what_is_open(client_of, people) == set()
    page = words(client_of("writer").get(reverse(MINE)))
    assert ("Somebody asks for my help" in page, "Mina" in page, "Yes, I will" in page) == (True, True, True)
    assert messages_of(people["member"]) not in page
    assert "No answer yet" in words(client_of("member").get(reverse(MINE)))
    assert press(client_of("member"), "portal:support:yes", support.pk).status_code == 403
    assert press(client_of("outsider"), "portal:support:yes", support.pk).status_code == 404
    press(client_of("writer"), "portal:support:yes", support.pk)
    assert what_is_open(client_of, people) == {*Scope, "known", "helped", messages_of(people["member"])}
    assert press(client_of("writer"), "portal:support:yes", support.pk).status_code == 404, "no question any more"


@pytest.mark.django_db
def test_nobody_says_yes_to_more_than_they_had_before_them(client_of, people):
    """Asked for something else while the page is open, they look once more."""
    support, client = ask(people["member"], people["writer"]), client_of("writer")
    shown = re.search(r'name="asked" value="([^"]+)"', words(client.get(reverse(MINE))))[1]
    ask(people["member"], people["writer"], scope=list(Scope))
    path = reverse("portal:support:yes", args=[support.pk])
    page = words(client.post(path, {"key": uuid4(), "asked": shown}, follow=True))
    assert "They are asking for something else now." in page
    assert not Support.objects.agreed().exists()
    shown = re.search(r'name="asked" value="([^"]+)"', page)[1]
    client.post(path, {"key": uuid4(), "asked": shown})
    assert Support.objects.agreed().get().scope == list(Scope)


@pytest.mark.django_db
def test_a_supporter_says_no_thank_you(client_of, people):
    support = ask(people["member"], people["writer"])
    press(client_of("writer"), "portal:support:end", support.pk)
    assert what_is_open(client_of, people) == set()
    assert Notice.objects.get(person=people["member"]).title == "Wes does not help you here"
    assert list(Entry.objects.filter(verb="members.support_declined").values_list("by", "concerns")) == [
        (people["writer"].pk, people["member"].pk)
    ]
    assert "Wes" not in words(client_of("member").get(reverse(MINE)))


@pytest.mark.django_db
def test_asking_again_and_again_is_one_message(people):
    member, supporter = people["member"], people["writer"]
    for days in (60, 70):
        support = ask(member, supporter, ends_on=day(days))
    assert Support.objects.count() == 1
    services.end_support(support=support, by=member)
    assert "needs it no more" in Notice.objects.get(person=supporter).words
    support = ask(member, supporter, scope=[Scope.ABOUT])
    services.end_support(support=support, by=supporter)
    ask(member, supporter, scope=[Scope.WELCOME])
    told = Notice.objects.get(person=supporter)
    assert "See what is open" in told.words
    assert (told.state, Support.objects.asked().count()) == ("waiting", 1)


@pytest.mark.django_db
def test_nobody_is_asked_for_less_than_they_have_said_yes_to(people):
    member, supporter = people["member"], people["writer"]
    begin(member, supporter, scope=list(Scope), ends_on=day(60))
    less = ask(member, supporter, scope=[Scope.ABOUT], ends_on=day(30))
    assert (less.is_agreed, Support.objects.filter(ended_at=None).get()) == (True, less)
    more = ask(member, supporter, scope=[Scope.ABOUT], ends_on=day(90))
    assert not more.is_agreed
    assert Support.objects.agreed().get() == less, "what was agreed goes on while they are asked for more"
    services.accept_support(support=more, by=supporter)
    assert Support.objects.filter(ended_at=None).get() == more


@pytest.mark.django_db
def test_who_may_write_down_the_supporters_yes(client_of, people):
    """On the phone, to a coordinator who is neither of the two; at once, or later."""
    member, supporter, Yes = people["member"], people["writer"], Support.SaidYes
    path = reverse("portal:people:record-supporter", args=[member.pk])
    client_of("coordinator").post(f"{path}?name=wes", sent(supporter, said_yes="said", accepted="said"))
    support = Support.objects.get()
    assert (support.is_agreed, support.accepted) == (True, Yes.SAID)
    services.end_support(support=support)
    said = {}
    for who, yes in product(("outsider", "member", "writer", "coordinator", "superuser"), Yes):
        support = ask(member, supporter)
        try:
            services.accept_support(support=support, by=people[who], accepted=yes)
            said.setdefault(who, set()).add(yes)
            services.end_support(support=support)
        except NotAgreed:
            pass
    assert said == {"writer": {Yes.HERE}, "coordinator": {Yes.SAID, Yes.PAPER}}
    for yes in Yes:
        with pytest.raises(NotAgreed):
            ask(member, supporter, accepted=yes)
    mine = ask(people["coordinator"], supporter)
    with pytest.raises(NotAgreed):
        services.accept_support(support=mine, by=people["coordinator"], accepted=Yes.SAID)
    assert press(client_of("coordinator"), "portal:support:yes", mine.pk).status_code == 403


@pytest.mark.django_db
def test_a_question_nobody_answers_is_over_on_its_day(people):
    support = ask(people["member"], people["writer"], ends_on=day(3))
    with time_machine.travel(timezone.now() + timedelta(days=4)):
        with pytest.raises(NotAgreed):
            services.accept_support(support=support, by=people["writer"])
        services.end_what_is_over()
    assert Notice.objects.get(person=people["member"]).title == "Wes does not help you here"


# --- What a coordinator writes down
@pytest.mark.django_db
def test_a_coordinator_writes_it_down_for_somebody_without_a_screen(client_of, people):
    User.objects.filter(pk=people["member"].pk).update(email="")
    About.objects.create(person=people["member"], phone="01632 960 101")
    path = reverse("portal:people:record-supporter", args=[people["member"].pk])
    client = client_of("coordinator")
    asked = sent(people["writer"], said_yes="paper")
    assert client.post(f"{path}?name=wes", {**asked, "said_yes": ""}).status_code == 200
    answer = client.post(f"{path}?name=wes", asked)
    assert answer["Location"] == reverse("portal:people:supporters", args=[people["member"].pk])
    support = Support.objects.get()
    assert (support.recorded_by, support.said_yes) == (people["coordinator"], "paper")
    assert not support.is_agreed
    answer = press(client, "portal:support:yes", support.pk)
    told = Notice.objects.get(person=people["member"])
    assert (told.state, told.means, told.address) == ("by-hand", "call", "01632 960 101")
    page = words(client.get(answer["Location"]))
    assert ("They wrote it on paper" in page, "Cora" in page) == (True, True)
    entry = Entry.objects.get(verb="members.support_asked")
    assert (entry.by, entry.on_behalf_of, entry.concerns) == (
        people["coordinator"],
        people["member"],
        people["writer"],
    )


@pytest.mark.django_db
def test_a_coordinator_does_not_write_down_themselves(client_of, people):
    path = reverse("portal:people:record-supporter", args=[people["member"].pk])
    client = client_of("coordinator")
    assert 'type="radio"' not in words(client.get(path, {"name": "Cora"}))
    client.post(f"{path}?name=cora", sent(people["coordinator"], said_yes="said"))
    own = reverse("portal:people:record-supporter", args=[people["coordinator"].pk])
    assert client.get(own).status_code == 403
    assert Support.objects.count() == 0


@pytest.mark.django_db
def test_nobody_is_rung_about_a_question_that_was_answered_or_help_that_is_over(client_of, people):
    """Told of each in their own space; one of us passes on only what still holds."""
    Post.now()
    Post.objects.update(none_yet=True)
    support = begin(people["member"], people["writer"])
    press(client_of("member"), "portal:support:end", support.pk)
    by_hand = Notice.objects.filter(state="by-hand").values_list("title", flat=True)
    assert set(by_hand) == {"Wes no longer helps you here", "You no longer help Mina here"}
    assert Notice.objects.filter(state="here").exists()


# --- Both are told
@pytest.mark.django_db
def test_both_are_told_when_it_begins_and_when_it_ends(client_of, people):
    people["member"].language = "cy"
    people["member"].save()
    support = begin(people["member"], people["writer"], scope=list(Scope))
    told = dict(Notice.objects.order_by("pk").values_list("person__known_as", "words"))
    until = f"{support.ends_on.day} {support.ends_on:%B %Y}"
    assert (until in told["Wes"], "Read their messages" in told["Wes"], "Mina" in told["Wes"]) == (True, True, True)
    assert "Darllen fy negeseuon" in told["Mina"]
    Notice.objects.all().delete()
    User.objects.filter(pk=people["member"].pk).update(language="")
    press(client_of("member"), "portal:support:end", support.pk)
    assert dict(Notice.objects.values_list("person__known_as", "title")) == {
        "Mina": "Wes no longer helps you here",
        "Wes": "You no longer help Mina here",
    }


@pytest.mark.django_db
def test_each_of_the_two_and_a_coordinator_ends_it_at_once(client_of, people):
    for who, leads in (("member", MINE), ("writer", MINE), ("coordinator", None)):
        support = SupportFactory(member=people["member"], supporter=people["writer"])
        answer = press(client_of(who), "portal:support:end", support.pk)
        assert answer["Location"] == (
            reverse(leads) if leads else reverse("portal:people:supporters", args=[people["member"].pk])
        )
        support.refresh_from_db()
        assert support.ended_at is not None
        assert client_of("writer").get(messages_of(people["member"])).status_code == 404


@pytest.mark.django_db
def test_ending_it_twice_tells_nobody_twice(client_of, people):
    support, key = SupportFactory(member=people["member"], supporter=people["writer"]), uuid4()
    path, client = reverse("portal:support:end", args=[support.pk]), client_of("member")
    assert [client.post(path, {"key": key})["Location"] for _press in range(2)] == [reverse(MINE)] * 2
    press(client_of("writer"), "portal:support:end", support.pk)
    assert Notice.objects.count() == 2
    assert Entry.objects.filter(verb="members.support_ended").count() == 1


@pytest.mark.django_db
def test_two_weeks_before_the_end_both_are_told_once(people):
    begin(people["member"], people["writer"], ends_on=day(60))
    begin(people["member"], people["outsider"], ends_on=day(10))
    Notice.objects.all().delete()
    for days, many in ((45, 0), (46, 2), (47, 2), (59, 2)):
        with time_machine.travel(timezone.now() + timedelta(days=days)):
            services.remind_of_ends()
            assert Notice.objects.count() == many, days
    assert {notice.person.known_as for notice in Notice.objects.all()} == {"Mina", "Wes"}


@pytest.mark.django_db
def test_a_supporter_hears_that_the_one_they_helped_has_left_and_not_who(people):
    begin(people["member"], people["writer"])
    ask(people["member"], people["outsider"])
    people["writer"].language = "en"
    services.leave(person=people["member"])
    told = Notice.objects.get()
    assert (told.person, told.title) == (people["writer"], "Somebody you helped has left")
    assert "Mina" not in told.title + told.words
    assert list(Entry.objects.filter(verb="members.support_ended").values_list("concerns", flat=True)) == [
        people["writer"].pk
    ]


@pytest.mark.django_db
def test_the_clock_ends_what_is_over_and_tells_who_is_still_here(people):
    support = begin(people["member"], people["writer"], ends_on=day(3))
    gone = begin(people["outsider"], people["superuser"], ends_on=day(90))
    services.erase_person(person=people["superuser"], by=None)
    Notice.objects.all().delete()
    services.end_what_is_over()
    assert [notice.person for notice in Notice.objects.all()] == [people["outsider"]]
    with time_machine.travel(timezone.now() + timedelta(days=4)):
        services.end_what_is_over()
        services.end_what_is_over()
    assert Support.objects.filter(ended_at=None).count() == 0
    assert Notice.objects.count() == 3
    concerned = Entry.objects.filter(verb="members.support_ended").values_list("by", "concerns")
    pairs = (support.member_id, support.supporter_id, gone.member_id, gone.supporter_id)
    assert set(concerned) == {(None, pk) for pk in pairs}


# --- Acting
def states(member, supporter) -> dict:
    """What makes a support good or not, each as a change to one that is."""
    return {
        "good": {},
        "last day": {"ends_on": day(0)},
        "over": {"ends_on": day(-1)},
        "ended": {"ended_at": timezone.now()},
        "member on a break": {"paused": member},
        "supporter on a break": {"paused": supporter},
        "member switched off": {"off": member},
        "supporter switched off": {"off": supporter},
        "member erased": {"erased": member},
        "supporter erased": {"erased": supporter},
        "not answered yet": {"accepted": "", "accepted_at": None},
    }


IN_FORCE = {"good", "last day"}


@pytest.mark.django_db
def test_what_a_supporter_may_do_by_person_scope_and_state(people):
    """Only the one named, only in their scope, only while it is agreed and both are here and neither takes a break."""
    member, supporter = people["member"], people["writer"]
    allowed = set()
    for name, change in states(member, supporter).items():
        for scope in Scope:
            with rolled_back():
                make(member, supporter, scope, **change)
                for who, asked in product(people, Scope):
                    person = fresh(people[who])
                    if Support.objects.in_force().lets(person, member, asked) if person.pk else False:
                        allowed.add((name, who, scope, asked))
    assert allowed == {(name, "writer", scope, scope) for name in IN_FORCE for scope in Scope}


@pytest.mark.django_db
def test_who_reads_a_members_messages(client_of, people):
    """404: not somebody they help. 403: helped by them, and not with this, or not at present."""
    member, supporter = people["member"], people["writer"]
    seen = {}
    for name, change in states(member, supporter).items():
        for scope in (Scope.NOTICES, Scope.ABOUT):
            with rolled_back():
                make(member, supporter, scope, **change)
                for who in people:
                    status = client_of(who).get(messages_of(member)).status_code
                    seen.setdefault(status, set()).add((name, scope, who))
    assert seen[200] == {(name, Scope.NOTICES, "writer") for name in IN_FORCE}
    resting = {"member on a break", "supporter on a break"}
    assert seen[403] == {(name, Scope.ABOUT, "writer") for name in IN_FORCE | resting} | {
        (name, Scope.NOTICES, "writer") for name in resting
    }


def make(member, supporter, scope, paused=None, off=None, erased=None, **given):
    SupportFactory(member=member, supporter=supporter, scope=[scope], **given)
    if paused:
        About.objects.create(person=paused, paused_at=timezone.now())
    if off:
        User.objects.filter(pk=off.pk).update(is_active=False)
    if erased:
        User.objects.filter(pk=erased.pk).update(is_active=False, erased_at=timezone.now())


class rolled_back:
    """What is made inside is gone afterwards."""

    def __enter__(self):
        self.atomic = transaction.atomic()
        self.atomic.__enter__()

    def __exit__(self, *problem):
        transaction.set_rollback(True)
        self.atomic.__exit__(*problem)


def fresh(person):
    return User.objects.get(pk=person.pk) if person.pk else person


@pytest.mark.django_db
def test_the_messages_and_nothing_that_is_for_the_members_eyes_alone(client_of, people):
    member = people["member"]
    SupportFactory(member=member, supporter=people["writer"])
    NoticeFactory(person=member, title="Coffee is on", words="Tuesday at 2pm", path="/portal/doings/1/")
    NoticeFactory(person=member, title="hiddenxq", words="secretxq", private=True)
    NoticeFactory(person=people["outsider"], title="otherxq", words="of Olu xq")
    page = words(client_of("writer").get(messages_of(member)))
    assert ("Coffee is on" in page, "Tuesday at 2pm" in page, "Mina" in page) == (True, True, True)
    assert "xq" not in page
    assert "/portal/doings/1/" not in page, "a supporter has no way on from there"
    assert Notice.objects.filter(seen_at__isnull=False).count() == 0
    supports = begin(member, people["outsider"])
    assert "Olu" not in words(client_of("writer").get(messages_of(member))), "who else helps is not told"
    assert supports.pk


@pytest.mark.django_db
def test_a_look_is_written_down_once_for_a_while_and_the_member_sees_it(client_of, people):
    member = people["member"]
    SupportFactory(member=member, supporter=people["writer"])
    for later in (0, 2, 10):
        with time_machine.travel(timezone.now() + timedelta(minutes=later)):
            client_of("writer").get(messages_of(member))
    looks = Entry.objects.filter(verb=services.MESSAGES_READ)
    assert {(one.by, one.on_behalf_of, one.concerns) for one in looks} == {(people["writer"], member, member)}
    assert looks.count() == 2
    page = words(client_of("member").get(reverse("portal:trail:looks")))
    assert page.count("Messages were read.") == 2
    assert "<bdi>Wes</bdi> did this for you." in page


@pytest.mark.django_db
@pytest.mark.parametrize("many", [1, 12])
def test_the_pages_cost_the_same_for_one_and_twelve(client_of, people, many, django_assert_num_queries):
    for _n in range(many):
        SupportFactory(member=people["member"])
        SupportFactory(supporter=people["member"])
    support = SupportFactory(member=people["writer"], supporter=people["member"])
    NoticeFactory.create_batch(many, person=people["writer"], by=people["coordinator"])
    client = client_of("member")
    for path, queries in ((reverse(MINE), 5), (messages_of(support.member), 11)):
        client.get(path)
        with django_assert_num_queries(queries):
            client.get(path)
    client, path = client_of("coordinator"), reverse("portal:people:supporters", args=[people["member"].pk])
    client.get(path)
    with django_assert_num_queries(8):
        client.get(path)


# --- About me, and something to do, for somebody
@pytest.mark.django_db
def test_a_supporter_keeps_about_me_up_to_date_and_it_says_for_whom(client_of, people):
    member, wes = people["member"], people["writer"]
    SupportFactory(member=member, supporter=wes, scope=["about"])
    services.write_line(person=member, by=member, kind="helps", shown_to="coordinators", words="No stairs")
    services.write_line(person=member, by=member, kind="not-ask", shown_to="me", words="hiddenxq")
    client = client_of("writer")
    path = reverse("portal:people:about", args=[member.pk])
    assert path in words(client.get(reverse(MINE)))
    page = words(client.get(path))
    assert ("No stairs" in page, "xq" in page) == (True, False)
    line = reverse("portal:people:about-line", args=[member.pk, "helps"])
    assert "No stairs" in words(client.get(line))
    answer = client.post(line, {"key": uuid4(), "words": "No stairs, big print", "shown_to": "coordinators"})
    assert answer["Location"] == path
    assert member.lines.get(kind="helps").words == "No stairs, big print"
    assert not wes.lines.exists()
    hidden = reverse("portal:people:about-line", args=[member.pk, "not-ask"])
    assert client.get(hidden).status_code == 404
    assert client.post(hidden, {"key": uuid4(), "words": "x", "shown_to": "members"}).status_code == 404
    client.post(reverse("portal:people:about-name", args=[member.pk]), {"key": uuid4(), "known_as": "Minnie"})
    client.post(reverse("portal:people:about-language", args=[member.pk]), {"key": uuid4(), "language": "cy"})
    client.post(reverse("portal:people:about-reaching", args=[member.pk]), {"key": uuid4(), "phone": "01632 960 111"})
    member = User.objects.get(pk=member.pk)
    assert (member.known_as, member.language, member.about.phone) == ("Minnie", "cy", "01632 960 111")
    done = Entry.objects.filter(by=wes).exclude(verb__startswith="members.signed")
    assert {(entry.on_behalf_of, entry.concerns) for entry in done} == {(member, member)}
    assert done.filter(verb=services.PERSON_OPENED).count() == 1


@pytest.mark.django_db
def test_a_supporter_says_what_somebody_would_like_to_do(client_of, people):
    member, asks = people["member"], people["outsider"]
    SupportFactory(member=member, supporter=people["writer"], scope=["joining"])
    one_off = OneOff.objects.create(title="Fold leaflets", by=asks)
    done = OneOff.objects.create(title="Bake", by=asks, closed_at=timezone.now())
    client, path = client_of("writer"), reverse("portal:people:open", args=[member.pk])
    assert path in words(client.get(reverse(MINE)))
    page = words(client.get(path))
    assert ("Fold leaflets" in page, "Bake" in page) == (True, False)
    offer, back = (
        reverse(f"portal:people:open-{name}", args=[member.pk, one_off.pk]) for name in ("offer", "take-back")
    )
    client.post(offer, {"key": uuid4()})
    assert one_off.said_yes.get().person == member
    told = Notice.objects.get(person=asks)
    assert (told.words, told.about) == ("Mina would like to: Fold leaflets", f"person:{member.pk}")
    entry = Entry.objects.get(verb="members.hand_offered")
    assert (entry.by, entry.on_behalf_of, entry.concerns) == (people["writer"], member, member)
    client.post(back, {"key": uuid4()})
    assert not one_off.said_yes.exists()
    closed = reverse("portal:people:open-offer", args=[member.pk, done.pk])
    assert client.post(closed, {"key": uuid4()}).status_code == 404
    assert client.get(reverse("portal:people:about", args=[member.pk])).status_code == 403, "helped, and not with this"


# --- What no supporter ever does
OPEN_TO_SUPPORTERS = {
    "members.read_messages_for": Scope.NOTICES,
    "members.write_about": Scope.ABOUT,
    "members.find_something_for": Scope.WELCOME,
}
KNOWN_TO_THEM = {"members.see_person"}  # whoever helps somebody may know that they are here
# A yes, a vote, a score, an agreement, a way in: whatever a permission calls it, nobody does it in another's place.
OWN = {"agree", "answer", "approve", "consent", "decide", "leave", "own", "read_page", "score", "sign", "vote"}
BEYOND = ("members.name_supporter", "members.end_support", "members.record_support", "members.trust")


def scopes_in(predicate) -> set[str]:
    """The scopes that a rule asks for, however deep in it."""
    found = {predicate.name.removeprefix(SUPPORTS)} if predicate.name.startswith(SUPPORTS) else set()
    for part in getattr(predicate.fn, "__closure__", None) or ():
        for inner in part.cell_contents if isinstance(part.cell_contents, tuple) else (part.cell_contents,):
            if isinstance(inner, rules.Predicate):
                found |= scopes_in(inner)
    return found


def test_which_permissions_let_a_supporter_in():
    """A rule lets one in only by asking for a scope: who adds such a rule writes it down above, for others to read."""
    asked = {name: scopes_in(rule) for name, rule in rules.permissions.permissions.items()}
    assert {name: scopes for name, scopes in asked.items() if scopes} == {
        name: {scope} for name, scope in OPEN_TO_SUPPORTERS.items()
    }


def test_none_of_them_is_a_yes_or_a_vote():
    verbs = {name.partition(".")[2] for name in OPEN_TO_SUPPORTERS}
    assert {verb for verb in verbs if OWN & {verb, *verb.split("_")}} == set()
    assert not set(BEYOND) & set(OPEN_TO_SUPPORTERS)


def test_the_guard_would_notice():
    deep = rules.is_active & (is_coordinator | ~(supports(Scope.ABOUT) & supports(Scope.NOTICES)))
    assert scopes_in(deep) == {"about", "notices"}


@pytest.mark.django_db
def test_with_every_scope_a_supporter_gets_nothing_else(people):
    """Asked about the member, and about everything of theirs: the same as without, but for what is written down."""
    member = people["member"]
    things = [None, member, Welcome.objects.create(person=member), NoticeFactory(person=member)]
    support = SupportFactory(member=people["outsider"], supporter=people["superuser"])
    things.append(support)

    def may(person) -> set[str]:
        person, found = fresh(person), set()
        for name in rules.permissions.permissions:
            for thing in things:
                try:
                    if person.has_perm(name, thing):
                        found.add(name)
                except (AttributeError, TypeError):
                    pass  # asked about another kind of thing than it is for
        return found

    before = may(people["writer"])
    SupportFactory(member=member, supporter=people["writer"])
    assert may(people["writer"]) - before == set(OPEN_TO_SUPPORTERS) | KNOWN_TO_THEM


# --- At once
@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_named_and_ended_by_many_at_once_it_is_one_support():
    member, supporter = UserFactory(), UserFactory()
    for _time in range(5):
        came = came_to(*[lambda: begin(member, supporter)] * 3, *[lambda: end_all(member)] * 2)
        assert came == ["done"] * 5
        assert Support.objects.filter(ended_at=None).count() <= 1
    end_all(member)
    assert came_to(*[lambda: begin(member, supporter)] * 4) == ["done"] * 4
    assert Support.objects.filter(ended_at=None).count() == 1
    assert list(problems()) == []


def end_all(member):
    for support in Support.objects.filter(member=member, ended_at=None):
        services.end_support(support=support, by=member)


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("who", ["member", "supporter"])
def test_ended_while_one_of_the_two_leaves_both_come_to_their_end(who):
    for _time in range(RACES):
        support = begin(UserFactory(), UserFactory())
        gone, by = getattr(support, who), support.supporter if who == "member" else support.member
        came = came_to(
            lambda gone=gone: services.erase_person(person=gone, by=None),
            lambda support=support, by=by: services.end_support(support=support, by=by),
        )
        assert came == ["done", "done"]
        assert not Support.objects.filter(pk=support.pk, ended_at=None, member__is_active=True).agreed().exists()
