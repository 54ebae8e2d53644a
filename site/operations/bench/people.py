"""Many members in little time, as the list of people meets them: found by all, each with a line and some ticks."""

from django.contrib.auth.models import Group

from portal.members.models import About, Interest, Line, Skill, User
from portal.members.standing import COORDINATORS

PAGES_A_PERSON = 2  # one member to so many pages: 5,000 with 10,000 pages


def fill(count: int):
    """`count` more members who wish to be found."""
    names = [f"member-{number}" for number in range(count)]
    User.objects.bulk_create(
        (User(username=name, known_as=f"Sam {name}", email=f"{name}@example.org") for name in names), batch_size=500
    )
    people = list(User.objects.filter(username__startswith="member-").order_by("pk"))
    About.objects.bulk_create((About(person=person, in_directory=True) for person in people), batch_size=500)
    Line.objects.bulk_create((line(person) for person in people), batch_size=500)
    lines = Line.objects.filter(person__in=people).values_list("pk", flat=True)
    tick("skills", "skill_id", Skill, lines)
    tick("interests", "interest_id", Interest, lines)


def line(person) -> Line:
    return Line(person=person, kind=Line.Kind.SHARE, words="I can make tea for forty.", shown_to=Line.ShownTo.MEMBERS)


def tick(field: str, key: str, model, lines):
    """One entry of a list for each line, in turn."""
    through, entries = getattr(Line, field).through, list(model.objects.values_list("pk", flat=True))
    rows = (through(**{"line_id": pk, key: entries[pk % len(entries)]}) for pk in lines)
    through.objects.bulk_create(rows, batch_size=500)


def coordinator() -> User:
    """Somebody who may see all of them, and is let past the wall."""
    person, _new = User.objects.get_or_create(username="bench-coordinator", defaults={"known_as": "Ali"})
    person.groups.add(Group.objects.get(name=COORDINATORS))
    person.authenticator_set.get_or_create(type="totp", defaults={"data": {"secret": ""}})
    return person
