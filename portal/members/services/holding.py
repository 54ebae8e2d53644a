"""One change at a time to what a person tells."""

from contextlib import suppress

from django.core.exceptions import PermissionDenied

from portal.members.models import About, User


class HasLeft(PermissionDenied):
    """The person left for good a moment ago: nothing is written about them any more."""


def hold(person, *, also_left=False) -> User:
    """The person as the database has them now; whoever changes the same person waits until this one is done.
    `also_left`: for books that go on about somebody who has left for good.

    A row that points at them, such as a message or a line of their trail, may be written meanwhile: whoever writes one
    asks for them last, when they hold what this one still needs, and the two would wait for one another.
    """
    held = User.objects.select_for_update(no_key=True).get(pk=person.pk)
    if held.erased_at and not also_left:
        raise HasLeft
    return held


def about_of(held) -> About:
    return About.objects.get_or_create(person=held)[0]


def see_again(person) -> None:
    """What the person's object had looked up before is looked up again."""
    with suppress(AttributeError):
        del person.known  # not by its __dict__: the person of a request stands behind a lazy object
    person._state.fields_cache.pop("about", None)
