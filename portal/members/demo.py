"""Believable people to try the site out with. Never where real people's data is."""

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.models import Group
from django.utils.translation import gettext as _

from portal.audit.services import audited, record
from portal.members import demo_asking, demo_doings, demo_helping, demo_peers
from portal.members.demo_about import tell
from portal.members.models import User
from portal.members.services import subject_of
from portal.members.standing import COORDINATORS, PAGE_WRITERS, PAYERS, REVIEWERS_LIVED_EXPERIENCE, REVIEWERS_STAFF

PASSWORD = "rain on the window"

# Sign-in name, what to call them, groups, has an e-mail address.
PEOPLE = [
    ("rosie", "Rosie", [COORDINATORS], True),
    ("dev", "Dev", [REVIEWERS_LIVED_EXPERIENCE], True),
    ("mair", "Mair", [REVIEWERS_LIVED_EXPERIENCE, PAGE_WRITERS], True),
    ("tunde", "Tunde", [REVIEWERS_STAFF], True),
    ("helen", "Helen", [REVIEWERS_STAFF, PAYERS], True),
    ("sana", "Sana", [PAGE_WRITERS], True),
    ("george", "George", [], False),
    ("iwan", "Iwan", [], True),
    ("admin", "Ash", [], True),
]


class DemoRefused(Exception):
    """These settings are for real people, and everybody can read the demo people's password."""


def what_they_can_do(groups, person) -> str:
    words = {
        COORDINATORS: _("coordinates everything"),
        PAGE_WRITERS: _("writes pages"),
        PAYERS: _("gives people what they get"),
        REVIEWERS_LIVED_EXPERIENCE: _("checks pages, lived experience side"),
        REVIEWERS_STAFF: _("checks pages, staff side"),
    }
    if person.is_superuser:
        return _("looks after the site itself")
    member = _("a member, taking a break") if person.is_paused else _("a member, without e-mail")
    return ", ".join(words[name] for name in groups) or member


def load() -> None:
    """Make whoever is not there yet. People who were changed meanwhile stay as they are."""
    if not settings.DEMO_PEOPLE_ALLOWED:
        raise DemoRefused
    for name, known_as, groups, has_mail in PEOPLE:
        if User.objects.called(name) is None:
            make(name, known_as, groups, has_mail)
    demo_asking.load()
    demo_helping.load()
    demo_doings.load()
    demo_peers.load()


def sign_ins() -> list[tuple[str, str, str, str]]:
    """What to call them, what they can do, sign-in name and password: of those whose password is still this one."""
    found = [(User.objects.called(name), groups) for name, _known_as, groups, _has_mail in PEOPLE]
    return [
        (str(person), what_they_can_do(groups, person), person.username, PASSWORD)
        for person, groups in found
        if person and person.check_password(PASSWORD)
    ]


@audited()
def make(name, known_as, groups, has_mail) -> User:
    person = User(username=name, known_as=known_as, email=f"{name}@example.org" if has_mail else "")
    person.is_superuser = person.is_staff = name == "admin"
    person.set_password(PASSWORD)
    person.save()
    if has_mail:
        EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    person.groups.set(Group.objects.filter(name__in=groups))
    record("members.demo_person_made", subject=subject_of(person), concerns=person)
    tell(person, name)
    return person
