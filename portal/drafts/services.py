"""Keeping what people typed, and doing what they sent once however often they press."""

from collections.abc import Callable
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from portal.drafts.models import Draft, Editing, Sent

NEVER_KEPT = {"csrfmiddlewaretoken", "key"}
LONGEST = 1_000_000  # characters in all the fields of one form


class TooLong(Exception):
    """More words than a draft holds; the person still has them on the screen."""


def keep(*, person, about: str, fields: dict[str, str]) -> Draft:
    """Keep the fields of a form as typed so far. Last writer wins: a draft has one writer, the person."""
    kept = {name: value.replace("\x00", "") for name, value in fields.items() if name not in NEVER_KEPT}
    if sum(map(len, kept.values())) > LONGEST:
        raise TooLong
    draft, _made = Draft.objects.update_or_create(person=person, about=about, defaults={"fields": kept})
    return draft


def kept(*, person, about: str) -> Draft | None:
    return Draft.objects.filter(person=person, about=about).first()


def forget(*, person, about: str) -> None:
    """The words were sent, or the person let them go."""
    Draft.objects.filter(person=person, about=about).delete()
    Editing.objects.filter(person=person, about=about).delete()


def forget_everything(*, person) -> None:
    """The person is leaving for good."""
    for model in (Draft, Editing, Sent):
        model.objects.filter(person=person).delete()


def say_i_am_here(*, person, about: str) -> list[str]:
    """Note that the person has the form open; the names of the others who do."""
    Editing.objects.update_or_create(person=person, about=about, defaults={"seen_at": timezone.now()})
    others = Editing.objects.others(person=person, about=about).select_related("person").order_by("person_id")
    return [str(other.person) for other in others]


def led_to(*, person, key: str) -> str | None:
    """Where the form sent with this key has led, when it was sent before."""
    try:
        return Sent.objects.filter(person=person, key=UUID(key)).values_list("led_to", flat=True).first()
    except ValueError:
        return None


def once(*, person, key, act: Callable[[], str]) -> str:
    """Run `act` for the first send of the form with this key and return where it leads; a replay leads there too.

    The unique key settles a double press: the second insert waits for the first to commit, then finds its answer.
    If `act` fails nothing is kept, and the form may be sent again.
    """
    try:
        with transaction.atomic():
            sent = Sent.objects.create(person=person, key=key, led_to="")
            sent.led_to = act()
            sent.save(update_fields=["led_to"])
            return sent.led_to
    except IntegrityError:
        earlier = Sent.objects.filter(person=person, key=key).first()
        if earlier is None:
            raise
        return earlier.led_to
