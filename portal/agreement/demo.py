"""Pages at work, to try the site out with: a wrong number, a small fix to look at, a page that waits for readers."""

from contextlib import suppress

from wagtail.models import Page

from portal.agreement.models import Agreement
from portal.agreement.review import review_of
from portal.agreement.services import (
    Writing,
    make_small_fix,
    save_for_later,
    say_yes,
    send_to_be_read,
    version_of,
)
from portal.agreement.words import words_of
from portal.members.models import User
from portal.refusal import Refusal

AFTER = ("portal.members",)


def load() -> None:
    """Once, on the starter pages: what people have done with them since stays as it is."""
    contact, get_involved = (Page.objects.filter(slug=slug, depth=3).first() for slug in ("contact", "get-involved"))
    if Agreement.objects.filter(task_state__isnull=False).exists() or not contact or not get_involved:
        return
    with suppress(Refusal):
        _work(contact, get_involved)


def _work(contact, get_involved) -> None:
    sana, mair = _person("sana"), _person("mair")
    _write(contact, sana, "Ring the number on this page.", "Ring us on 01632 960 119.")
    for reader in (_person("dev"), _person("tunde")):
        say_yes(page=contact, by=reader, digest=review_of(contact).digest)
    _put_right(contact, sana, "five working days", "three working days", why="We answer faster now.")
    _write(get_involved, mair, "A person will answer.", "Somebody answers within five working days.")


def _person(name) -> User:
    return User.objects.get(username=name)


def _changed(page, old, new) -> dict[str, str]:
    return {key: text.replace(old, new) for key, text in words_of(page).items()}


def _write(page, by, old, new) -> None:
    writing = Writing(words=_changed(page.get_latest_revision_as_object(), old, new))
    save_for_later(page=page, by=by, loaded=version_of(page), writing=writing)
    send_to_be_read(page=page, by=by)


def _put_right(page, by, old, new, *, why) -> None:
    now = Page.objects.get(pk=page.pk)
    words = _changed(now.get_latest_revision_as_object(), old, new)
    make_small_fix(page=now, by=by, loaded=version_of(now), words=words, why=why)
