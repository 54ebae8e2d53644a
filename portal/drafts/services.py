"""Keeping what people typed, and doing what they sent once however often they press."""

import json
from collections.abc import Callable, Mapping
from contextlib import contextmanager
from datetime import timedelta
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction
from django.db.models import Exists, Q
from django.http import QueryDict
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.datastructures import MultiValueDict

from portal.drafts.models import NO_KEY, Draft, Editing, Sent

NEVER_KEPT = {"csrfmiddlewaretoken", "key", "goes_on"}
LONGEST = 1_000_000  # characters in all the fields of one form
LONGEST_WAY = Sent._meta.get_field("led_to").max_length
SAID_LATELY = timedelta(seconds=20)  # so often somebody says again that they have a form open
PLACES = 10  # in which one person can have the same form open with words of their own


class NotKept(Exception):
    """The words were not kept; the person still has them on the screen."""


class TooLong(NotKept):
    """More words than a draft holds, or more places than a person types in."""


class AlreadySent(NotKept):
    """The form was sent, or its words were let go, before these words came."""


def keep(*, person, about: str, fields: Mapping[str, str]) -> Draft:
    """Keep the fields of a form as typed so far, beside what the person typed in the same form elsewhere."""
    lists = fields.lists() if isinstance(fields, MultiValueDict) else ((name, [text]) for name, text in fields.items())
    typed = {
        _without_nul(name): [_without_nul(text) for text in texts] for name, texts in lists if name not in NEVER_KEPT
    }
    if sum(len(text) for texts in typed.values() for text in texts) > LONGEST:
        raise TooLong
    now = {name: texts[0] if len(texts) == 1 else texts for name, texts in typed.items()}
    draft = Draft(person=person, about=about, form=key_of(fields), fields=now, saved_at=timezone.now())
    if not _write_over(draft):
        with _not_sent(person, draft.form):
            begun_with = _draft_of(person, about, fields)
            if begun_with is None and Draft.objects.filter(person=person, about=about).count() >= PLACES:
                raise TooLong
            draft.pk = begun_with and begun_with.pk
            draft.save()
    return draft


def _without_nul(text: str) -> str:
    """PostgreSQL cannot keep that sign."""
    return text.replace("\x00", "")


def key_of(fields: Mapping[str, str]) -> UUID:
    try:
        return UUID(fields.get("key", ""))
    except ValueError:
        return NO_KEY


def _write_over(draft: Draft) -> int:
    """What this form has kept, if it has and was not sent. A send waits for the row, and takes it away."""
    sent = Sent.objects.filter(person=draft.person, key=draft.form).exclude(key=NO_KEY)
    there = Draft.objects.filter(person=draft.person, about=draft.about, form=draft.form)
    return there.filter(~Exists(sent)).update(fields=draft.fields, saved_at=draft.saved_at)


@contextmanager
def _not_sent(person, key: UUID):
    """Stand in line with the send of the same form: it makes the same row, and one of the two waits for the other."""
    with transaction.atomic():
        if key != NO_KEY:
            row, new = Sent.objects.get_or_create(person=person, key=key)
            if not new:
                raise AlreadySent
        yield
        if key != NO_KEY:
            row.delete()


def _draft_of(person, about: str, fields: Mapping[str, str]) -> Draft | None:
    """What this form has kept; or what it was opened with, as long as nobody has typed there since."""
    kept, key = Draft.objects.select_for_update().filter(person=person, about=about).order_by("pk"), key_of(fields)
    return next((one for one in kept if one.form == key or one.version == fields.get("goes_on")), None)


def kept(*, person, about: str) -> Draft | None:
    """What somebody typed last in this form and has not sent."""
    return Draft.objects.filter(person=person, about=about).order_by("-saved_at", "-pk").first()


def is_kept_elsewhere(draft: Draft) -> bool:
    """Whether the person typed other words in the same form in another window, or on another device."""
    return Draft.objects.filter(person=draft.person_id, about=draft.about).exclude(form=draft.form).exists()


def forget_all(*, about: str) -> None:
    """What anybody typed of something that is gone: `about`, and what begins with it and a hyphen."""
    Draft.objects.filter(Q(about=about) | Q(about__startswith=f"{about}-")).delete()


@transaction.atomic
def forget(*, person, about: str, fields: Mapping[str, str]) -> None:
    """The words of the form with these fields were sent, or the person let them go."""
    if draft := _draft_of(person, about, fields):
        draft.delete()
    Editing.objects.filter(person=person, about=about).delete()


def say_i_am_here(*, person, about: str) -> list[str]:
    """Note that the person has the form open; the names of the others who do."""
    here = Editing.objects.here(about).select_related("person").order_by("person_id")
    mine = next((one for one in here if one.person_id == person.pk), None)
    if mine is None or mine.seen_at < timezone.now() - SAID_LATELY:
        Editing.objects.update_or_create(person=person, about=about, defaults={"seen_at": timezone.now()})
    return [str(one.person) for one in here if one != mine]


def digest(path: str, fields: QueryDict, files: MultiValueDict) -> str:
    """Says whether two sendings hold the same, and not what: it cannot be compared with guesses without our secret."""
    said = sorted((name, fields.getlist(name)) for name in fields if name not in NEVER_KEPT)
    said += sorted((name, [(file.name, file.size) for file in files.getlist(name)]) for name in files)
    return salted_hmac("portal.drafts.sent", json.dumps([path, said]), algorithm="sha256").hexdigest()


def led_to(*, person, key: UUID, words: str) -> str | None:
    """Where the form with this key has led, when it was sent before with these words."""
    same = Q(key=key, words__in=["", words]) | Q(key=_key_with(key, words))
    return Sent.objects.filter(same, person=person).values_list("led_to", flat=True).first()


def _key_with(key: UUID, words: str) -> UUID:
    """Of a form that was sent before with other words."""
    return uuid5(key, words)


def once(*, person, key, act: Callable[[], str], words: str = "") -> str:
    """Run `act` for the first send of the form with this key and return where it leads; a replay leads there too. Sent
    again with other words, it is another sending.

    The unique key settles a double press: the second insert waits for the first to commit, then finds its answer.
    If `act` fails nothing is kept, and the form may be sent again.
    """
    try:
        with transaction.atomic():
            sent = Sent.objects.create(person=person, key=key, led_to="", words=words)
            sent.led_to = act()
            sent.save(update_fields=["led_to"])
            return sent.led_to
    except IntegrityError:
        earlier = Sent.objects.filter(person=person, key=key).first()
        if earlier is None:
            raise
        if earlier.words in ("", words):
            return earlier.led_to
        return once(person=person, key=_key_with(key, words), act=act, words=words)
