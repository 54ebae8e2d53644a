"""Sending what is due, each message by the way its person says at that moment."""

import logging
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from portal.notices.mail import send
from portal.notices.models import Notice, Post
from portal.notices.services.post import FAILS
from portal.notices.services.telling import find_a_way, mail_is_hopeless
from portal.notices.signals import reached

log = logging.getLogger(__name__)
State = Notice.State
AGAIN = (1, 5, 15, 60)  # minutes between tries; the last goes on until GIVES_UP
LOST = timedelta(minutes=10)  # a worker that was killed while sending


def send_due() -> int:
    """Send what is due, each by the way its person says now. How many went out."""
    Notice.objects.stuck(since=timezone.now()).update(state=State.WAITING)
    due = list(Notice.objects.due().order_by("next_try_at", "pk").values_list("pk", flat=True))
    return sum(_send(pk) for pk in due)


def _send(pk) -> bool:
    """Claim one, send it, write down what happened. Killed in between, it is tried again after LOST."""
    notice = _claim(pk)
    if notice is None:
        return False
    try:
        send(notice)
    except FAILS as problem:
        log.warning("Message %s could not be mailed: %s", notice.pk, type(problem).__name__)
        _failed(pk)
        return False
    now = timezone.now()
    path = notice.path if notice.person_id else ""  # what lets somebody in goes with its mail
    # An update, and no save: words that were forgotten while they were on their way are not written again.
    Notice.objects.filter(pk=pk, state=State.SENDING).update(
        state=State.SENT, settled_at=now, next_try_at=None, path=path
    )
    Post.objects.filter(pk=1).update(last_worked_at=now, failing_since=None)
    reached.send(Notice, about=notice.about)
    return True


@transaction.atomic
def _claim(pk) -> Notice | None:
    waiting = Notice.objects.select_for_update(of=["self"]).select_related("person", "by")
    notice = waiting.filter(pk=pk).due().first()
    if notice is None:
        return None
    if notice.person_id:
        find_a_way(notice)
        safe = notice.person.safe_times().next(timezone.localtime())
        if notice.state == State.WAITING and safe > timezone.localtime():
            notice.next_try_at = safe
    waits = notice.state == State.WAITING and notice.next_try_at <= timezone.now()
    if waits:
        notice.state, notice.next_try_at = State.SENDING, timezone.now() + LOST
    notice.save()
    return notice if waits else None


@transaction.atomic
def _failed(pk):
    """It could not be mailed. Words that were forgotten meanwhile stay so."""
    now = timezone.now()
    sending = Notice.objects.select_for_update(of=["self"]).select_related("person")
    notice = sending.filter(pk=pk, state=State.SENDING).first()
    if notice is None:
        return
    notice.first_failed_at = notice.first_failed_at or now
    notice.state = State.WAITING
    notice.next_try_at = now + timedelta(minutes=AGAIN[min(notice.tries, len(AGAIN) - 1)])
    notice.tries += 1
    if mail_is_hopeless(notice):
        if notice.person_id:
            find_a_way(notice)
        else:
            notice.state, notice.next_try_at = State.BY_HAND, None
    notice.save()
    post = Post.now()
    if post.failing_since is None:
        Post.objects.filter(pk=1).update(failing_since=now)
