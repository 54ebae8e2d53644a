"""Looked at, over, or too old: what is no longer kept, and when."""

from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.notices.models import Notice
from portal.notices.queries import WORDS_KEPT
from portal.notices.services.telling import IN_THEIR_SPACE, hold_in_order
from portal.notices.speaking import speaking_to

State = Notice.State
NOT_SETTLED = [State.WAITING, State.SENDING, State.BY_HAND]


@transaction.atomic(savepoint=False)
def see(*, person) -> None:
    """The person has looked at their messages. What is being changed at this moment is left for their next look: who
    waited for it, with others in hand, would stop whoever changes several."""
    unseen = Notice.objects.filter(person=person, seen_at=None)
    free = unseen.select_for_update(skip_locked=True, of=["self"]).order_by("pk")
    Notice.objects.filter(pk__in=free.values("pk")).update(seen_at=timezone.now())


@transaction.atomic
def forget(*, about: str, **which) -> None:
    """What a message told of is gone, and so are its words, in every state."""
    hold_in_order(Notice.objects.filter(about=about, **which))
    Notice.objects.filter(about=about, **which).delete()


@transaction.atomic
def take_back(*, about: str, by, wholly=False) -> list[Notice]:
    """Somebody takes back what they wrote, from whoever it has not been sent or passed on to. Returns those notices.

    Whoever has read it on their own page finds there that it was taken back, under its title; the writer does not learn
    who has. With `wholly`, nothing is left for the writer to look at: it would say who has it already.
    """
    taken = list(Notice.objects.select_for_update(of=["self"]).filter(about=about, by=by).to_take_back())
    for notice in taken:
        if notice.seen_at:
            _say_it_was_taken_back(notice)
        else:
            notice.delete()
    if taken and wholly:
        Notice.objects.filter(about=about, by=by).update(about="")
    return taken


def _say_it_was_taken_back(notice):
    with speaking_to(notice.person):
        words = _("These words were taken back.")
    Notice.objects.filter(pk=notice.pk).update(words=words, about="", **IN_THEIR_SPACE)


def forget_settled(**which) -> None:
    """Words to people outside that name somebody who has left go with them; what has not arrived yet still does."""
    Notice.objects.filter(person=None, **which).exclude(state__in=NOT_SETTLED).delete()


def let_old_words_go() -> None:
    old = Notice.objects.filter(made_at__lt=timezone.now() - WORDS_KEPT)
    old.exclude(state__in=NOT_SETTLED).delete()


def let_mail_files_go() -> None:
    """Without a mail server, mails wait as files: they hold names and codes, and nobody else empties the folder."""
    folder = getattr(settings, "EMAIL_FILE_PATH", None)
    if not folder or not Path(folder).is_dir():
        return
    before = (timezone.now() - timedelta(days=settings.MAIL_FILES_DAYS)).timestamp()
    for file in Path(folder).glob("*.log"):
        if file.stat().st_mtime < before:
            file.unlink(missing_ok=True)
