"""The longest words that fit in a box, in every list at once: nobody has to scroll to the right on a phone."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from home.models import Brand
from portal.members import services
from portal.members.models import About, Channel, ChannelChoice, Gathering, Line, OneOff, Shared, Skill, Training, User
from portal.notices.models import Notice
from portal.notices.routes import Means
from tests.browser import bar
from tests.browser.getting_there import person
from tests.chromium import PHONE, settle
from tests.factories.asking import complaint, offer
from tests.factories.members import SupportFactory
from tests.factories.notices import NoticeFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.browser
LONG = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"


def longest(model, field) -> str:
    """As one word, and as long as the box takes."""
    most = model._meta.get_field(field).max_length
    return (LONG * (most // len(LONG) + 1))[:most]


def somebody() -> User:
    """In the list of people, on the contact sheet, helped, met, trained, with an address that has no place to break."""
    one = UserFactory(known_as=longest(User, "known_as"), email=f"{LONG}@{LONG[:50]}.example.org")
    About.objects.create(person=one, in_directory=True, phone="01632 960 155", post_address=LONG * 2)
    ChannelChoice.objects.create(person=one, channel=Channel.objects.get(means=Means.CALL), rank=1)
    Shared.objects.bulk_create(Shared(person=one, what=what) for what in Shared.What)
    skill = Skill.objects.create(name=longest(Skill, "name"), order=99)
    for kind in Line.Kind:
        line = Line.objects.create(person=one, kind=kind, words=LONG * 3, shown_to=Line.ShownTo.MEMBERS)
        if kind == Line.Kind.SHARE:
            line.skills.add(skill)
    Training.objects.create(person=one, title=longest(Training, "title"), taken_on=timezone.localdate(), noted_by=one)
    return one


@pytest.fixture
def world(starter_content):
    rosie, long_one = person("rosie"), somebody()
    SupportFactory(member=rosie, supporter=long_one)
    SupportFactory(member=long_one, supporter=rosie)
    soon = timezone.now() + timedelta(days=2)
    gathering = Gathering(title=longest(Gathering, "title"), starts_at=soon, place=longest(Gathering, "place"))
    services.keep_doing(doing=gathering, interests=[], by=long_one)
    one_off = OneOff(title=longest(OneOff, "title"), words=LONG * 3)
    services.keep_doing(doing=one_off, interests=[], by=long_one)
    services.say_yes(doing=one_off, by=long_one)
    asked = offer(name=longest(User, "known_as"), address=f"{LONG}@example.org", words=LONG * 3, taken_by=rosie)
    said = complaint(name=longest(User, "known_as"), words=LONG * 3, taken_by=rosie)
    services.invite(guest=services.Guest(longest(User, "known_as"), Means.MEET), note=LONG, by=rosie)
    longs = {"title": longest(Notice, "title"), "words": LONG * 3}
    NoticeFactory(person=long_one, address=LONG * 2, **longs)
    NoticeFactory(person=rosie, state=Notice.State.HERE, by=long_one, **longs)
    people = User.objects.filter(pk=long_one.pk)
    (told,) = services.write_to(people=people, by_when=None, by=rosie, **longs)
    services.look_at_person(person=rosie, by=long_one)
    Brand.objects.update(name=longest(Brand, "name"), contact_name=longest(Brand, "contact_name"))
    cache.clear()
    return {
        "person": [long_one.pk],
        "gathering": [gathering.pk],
        "one-off": [one_off.pk],
        "offer": [asked.pk],
        "complaint": [said.pk],
        "sending": [told.about.partition(":")[2]],
        "": [],
    }


# By what of the world they are about.
SCREENS = {
    "": [
        "portal:home",
        "portal:today",
        "portal:trail:done",
        "portal:trail:looks",
        "portal:notices:mine",
        "portal:notices:by-hand",
        "portal:notices:print",
        "portal:people:list",
        "portal:people:print",
        "portal:people:contact-sheet",
        "portal:people:contact-sheet-print",
        "portal:people:invitations",
        "portal:people:invite",
        "portal:people:write",
        "portal:support:mine",
        "portal:doings:whats-on",
        "portal:doings:find",
        "portal:asking:offers",
        "portal:asking:complaints",
        "portal:settings:all",
        "portal:settings:who-we-are",
        "get-involved:help",
    ],
    "person": [
        "portal:people:person",
        "portal:people:welcome",
        "portal:people:training",
        "portal:people:supporters",
        "portal:people:trust",
        "portal:people:messages",
        "portal:people:about",
        "portal:people:open",
        "portal:people:suggest",
        "portal:people:way-in",
    ],
    "sending": ["portal:people:written"],
    "gathering": ["portal:doings:gathering"],
    "one-off": ["portal:doings:one-off"],
    "offer": ["portal:asking:offer"],
    "complaint": ["portal:asking:complaint"],
}


def test_no_word_is_too_long_for_a_phone(visit, world):
    """One visit, since coming there costs more than looking."""
    page = visit(reverse("portal:home"), who=person("rosie"), width=PHONE)
    wide = {}
    for name, about in ((name, about) for about, names in SCREENS.items() for name in names):
        page.goto(reverse(name, args=world[about]))
        settle(page)
        if found := bar.sideways(page):
            wide[name] = found[:2]
    assert wide == {}
