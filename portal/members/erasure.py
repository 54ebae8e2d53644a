"""People who were erased stay so, whatever an older backup brings back."""

from portal.members.models import User
from portal.members.services import erase_person

REGISTER = "erased-ids.txt"
MODEL = User


def gone() -> set[str]:
    return {line_of(person) for person in _people().exclude(erased_at=None)}


def back(lines: set[str]) -> list[User]:
    numbers = [int(line.split()[0]) for line in lines]
    found = _people().filter(pk__in=numbers, erased_at=None)
    return [person for person in found if line_of(person) in lines]


def forget(people) -> None:
    for person in people:
        erase_person(person=User.objects.get(pk=person.pk), by=None)


def line_of(person) -> str:
    """A person without a name: their number, and when they joined, since a new database gives old numbers out again."""
    return f"{person.pk} {person.date_joined.isoformat()}"


def _people():
    return User.objects.only("pk", "date_joined")
