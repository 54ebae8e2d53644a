"""Whoever has left for good is forgotten in what others were told, and nothing is written about them afterwards."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from portal.members import services
from portal.members.models import Enquiry, Gathering, OneOff, Support, Training, User, Welcome
from portal.members.services import Guest, asking, complaints, offers
from portal.members.standing import COORDINATORS, PAGE_WRITERS
from portal.notices import services as notices
from portal.notices.models import FeedKey, Notice
from portal.notices.routes import Means
from tests.factories.asking import complaint, offer
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
NAME = "Zebedee"
SETTLED = {"state": "passed-on", "next_try_at": None}


def coordinator(name):
    return UserFactory(known_as=name, groups=[COORDINATORS], last_login=timezone.now())


def day(days):
    return timezone.localdate() + timedelta(days=days)


@pytest.fixture
def told():
    """Somebody does here whatever tells others of them, in both seats of each thing."""
    me, other, member = coordinator(NAME), coordinator("Con"), UserFactory(known_as="Mo")
    services.trust(person=member, by=me, given={PAGE_WRITERS})
    services.trust(person=me, by=other, given={PAGE_WRITERS})
    held = asking.take(asked=offer(), by=other)
    asking.take_over(asked=held, by=me)
    offers.say_no(enquiry=held, by=me, words="All places are taken.")
    complaints.acknowledge(complaint=complaint(taken_by=me), by=other)
    one_off = services.keep_doing(doing=OneOff(title="Leaflets"), interests=[], by=member)
    services.say_yes(doing=one_off, by=me)
    for pair in ((me, member), (member, me)):
        facts = {"scope": [Support.Scope.NOTICES], "ends_on": day(60), "by": pair[0]}
        support = services.begin_support(member=pair[0], supporter=pair[1], **facts)
        services.accept_support(support=support, by=pair[1])
    services.begin_support(member=other, supporter=me, scope=["about"], ends_on=day(60), by=other)
    invitation = services.invite(guest=Guest("Zoe", Means.MEET), note="", by=me, buddy=other)
    newcomer = services.invite(guest=Guest(NAME, Means.MEET), note="", by=other, buddy=member)
    for facts in ({"by": me, "buddy": other}, {"by": other, "buddy": me}):
        services.invite(guest=Guest("Ed", Means.MAIL, f"{facts['by'].pk}@example.org"), note="Come.", **facts)
    services.come_in(code=services.print_card(invitation=invitation, by=me), known_as="Zoe")
    services.come_in(code=services.print_card(invitation=newcomer, by=other), known_as=NAME)
    services.write_to(people=User.objects.filter(pk=member.pk), title="Tea", words="At two.", by_when=None, by=me)
    return [me, newcomer.person]


def naming():
    return [f"{one.title}: {one.words}" for one in Notice.objects.all() if NAME in one.title + one.words + one.name]


def test_no_message_to_others_keeps_the_name_of_whoever_left(told):
    assert len(naming()) >= 10, "the fixture has them all told of"
    Notice.objects.filter(person=None).update(**SETTLED)
    for person in told:
        services.erase_person(person=person, by=None)
    assert naming() == []
    assert [one for one in Enquiry.objects.values_list("answer", flat=True) if NAME in one] == []


def test_a_letter_that_has_not_arrived_yet_still_does(told):
    services.erase_person(person=told[0], by=None)
    assert Notice.objects.filter(person=None).count() == 4


@pytest.fixture
def gone():
    """As a request has them that began before they left."""
    person = UserFactory(known_as=NAME)
    services.erase_person(person=User.objects.get(pk=person.pk), by=None)
    return person


def welcome(person, buddy=None, by=None):
    steps = dict.fromkeys(services.STEPS, False)
    return services.write_welcome(
        person=person, by=by or person, steps=steps, they_expect="x", we_expect="", buddy=buddy
    )


def test_nothing_is_written_about_somebody_who_has_just_left(gone):
    someone = UserFactory()
    for act in (
        lambda: welcome(gone),
        lambda: welcome(someone, buddy=gone),
        lambda: services.add_training(person=gone, title="Panels", taken_on=day(-1), by=gone),
        lambda: notices.new_feed(person=gone),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert (Welcome.objects.count(), Training.objects.count(), FeedKey.objects.count()) == (0, 0, 0)


def test_nobody_is_named_to_somebody_who_has_left():
    """What they asked a hand for stays a while, and others still say yes to it."""
    person = UserFactory(known_as=NAME)
    one_off = services.keep_doing(doing=OneOff(title="Leaflets"), interests=[], by=person)
    services.erase_person(person=person, by=None)
    services.say_yes(doing=OneOff.objects.get(pk=one_off.pk), by=UserFactory())
    assert not Notice.objects.exists()


def test_what_was_on_goes_a_while_after_it_is_over_with_everybody_in_it(settings):
    person, now = UserFactory(known_as=NAME), timezone.now()
    days = {"past": settings.DOINGS_DAYS + 1, "lately": settings.DOINGS_DAYS - 1, "ahead": -3}
    for title, ago in days.items():
        at = now - timedelta(days=ago)
        Gathering.objects.create(title=title, starts_at=at, by=person)
        one_off = OneOff.objects.create(title=title, until=timezone.localdate(at), by=person)
        one_off.said_yes.create(person=UserFactory())
    Gathering.objects.create(title="long", starts_at=now - timedelta(days=200), ends_at=now, by=person)
    OneOff.objects.create(title="open", by=person)
    OneOff.objects.create(title="done", closed_at=now - timedelta(days=days["past"]), by=person)
    services.let_past_doings_go()
    assert {one.title for one in Gathering.objects.all()} == {"lately", "ahead", "long"}
    assert {one.title for one in OneOff.objects.all()} == {"lately", "ahead", "open"}
