"""Telling people things. `tell()` writes a message down with whatever it tells of; the clock sends it."""

import logging
from datetime import timedelta
from pathlib import Path
from smtplib import SMTPException

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.dispatch import Signal
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.audit.services import audited, record
from portal.notices.mail import send, send_test
from portal.notices.models import FeedKey, Notice, Post, new_feed_key
from portal.notices.routes import Means, Route

log = logging.getLogger(__name__)
State = Notice.State
NOT_SETTLED = [State.WAITING, State.SENDING, State.BY_HAND]
# Sent with `about`: words to somebody were mailed or passed on; somebody stopped trying. And with `since`: what was
# said to have reached them then has not after all.
reached, not_reached, not_yet_reached = Signal(), Signal(), Signal()
FAILS = (SMTPException, OSError, ValueError)  # the last: an address that no mail can carry
AGAIN = (1, 5, 15, 60)  # minutes between tries; the last goes on until GIVES_UP
GIVES_UP = timedelta(hours=24)  # after which somebody passes it on: a mail server may be gone for a month
LOST = timedelta(minutes=10)  # a worker that was killed while sending
WORDS_KEPT = timedelta(days=90)
# Messages about a changed number or address: they go where the person was reached before.
OLD_WAY = "the old way"


class NoMail(Exception):
    """The mail server took nothing; why stands in the log, since it may hold names and addresses."""

    def __str__(self):
        return _(
            "The message could not be sent. You can begin without e-mail, see below. "
            "Whoever looks after the server can see why in its log."
        )


@transaction.atomic
def tell(*, person, title: str, words: str, path="", about="", key="", by=None, by_when=None, private=False) -> Notice:
    """Write words for somebody down. With a `key`, once: told again, the first stays."""
    given = {"title": title, "words": words, "path": path, "about": about, "by": by, "by_when": by_when}
    notice = Notice(person=person, key=key, private=private, **given)
    if key and (earlier := told(person=person, key=key)):
        return earlier
    find_a_way(notice)
    notice.save()
    return notice


def told(*, person, key: str) -> Notice | None:
    """What was told with this key, as long as it is kept."""
    return Notice.objects.filter(person=person, key=key).first()


def say_otherwise(*, notice, title: str, words: str) -> None:
    """What a message says has changed: it says so from now on, and does not go out again."""
    Notice.objects.filter(pk=notice.pk).update(title=title, words=words)


@transaction.atomic
def tell_outsider(
    *, name, means, address, title, words, path="", about="", by=None, by_when=None, language=""
) -> Notice:
    """Words for somebody who has no account, by the one way they gave. `path` may let its holder in: it is not kept."""
    given = {"title": title, "words": words, "path": path, "about": about, "by": by, "by_when": by_when}
    notice = Notice(name=name, language=language, **given)
    _take(notice, Route(Means(means), str(Means(means).label), address))
    notice.save()
    return notice


def goes_by(person) -> str:
    """How words to this person would go out today, as we say it."""
    notice = Notice(person=person)
    find_a_way(notice)
    if by_hand(notice):
        return _("By one of us (%(way)s)") % {"way": notice.way}
    return _("By e-mail") if notice.way else _("Only in their space here")


def by_hand(notice) -> bool:
    return notice.state == State.BY_HAND


@transaction.atomic
def tell_the_old_way(*, person, route: Route, title: str, words: str) -> Notice:
    """Words about a changed number or address. They go by `route`, whatever the person's choices say since."""
    old = {"means": route.means, "way": route.words, "address": route.address}
    notice = Notice(person=person, title=title, words=words, about=OLD_WAY, **old)
    find_a_way(notice)
    notice.save()
    return notice


@transaction.atomic
def find_ways_anew(*, person) -> None:
    """The person takes a break, or says otherwise how to reach them: what has not gone out yet goes by that."""
    waiting = Notice.objects.select_for_update().filter(person=person, state__in=[State.WAITING, State.BY_HAND])
    for notice in waiting:
        notice.person = person
        find_a_way(notice)
        notice.save()


def find_a_way(notice) -> None:
    """Choose how it goes out, by what the person says today. Nothing goes to somebody who takes a break."""
    routes = _routes_of(notice)
    if notice.first_failed_at and _mail_is_hopeless(notice):
        routes = [route for route in routes if not route.by_machine] or routes
    if routes:
        _take(notice, routes[0])
    else:
        notice.state, notice.means, notice.way, notice.address, notice.next_try_at = State.HERE, "", "", "", None


def _routes_of(notice) -> list[Route]:
    if notice.about == OLD_WAY and notice.person.is_active:  # also in a break, or a break would silence it
        return [Route(Means(notice.means), notice.way, notice.address)]
    if notice.person.is_paused or not notice.person.is_active:
        return []
    return notice.person.contact_routes()


def _take(notice, route):
    notice.means, notice.way, notice.address = route.means, route.words, route.address
    if route.by_machine and there_is_mail() and not _mail_is_hopeless(notice):
        notice.state = State.WAITING
        notice.next_try_at = notice.next_try_at or timezone.now()
    else:
        notice.state, notice.next_try_at = State.BY_HAND, None


def _mail_is_hopeless(notice) -> bool:
    return notice.first_failed_at is not None and timezone.now() - notice.first_failed_at >= GIVES_UP


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
    Notice.objects.filter(pk=pk).update(state=State.SENT, settled_at=now, next_try_at=None, path=path)
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
    if _mail_is_hopeless(notice):
        if notice.person_id:
            find_a_way(notice)
        else:
            notice.state, notice.next_try_at = State.BY_HAND, None
    notice.save()
    post = Post.now()
    if post.failing_since is None:
        Post.objects.filter(pk=1).update(failing_since=now)


# --- By hand ----------------------------------------------------------------------------------------------------------
@audited()
def pass_on(*, notice, by) -> None:
    """Somebody rang, wrote or said it."""
    _settle(notice, by, State.PASSED_ON, "notices.passed_on")


@audited()
def could_not_reach(*, notice, by) -> None:
    """Tried, and nobody was there. It stays on the list."""
    held = _hold(notice)
    if held is not None:
        held.tries += 1
        held.save(update_fields=["tries"])
        _note("notices.tried", held, by)


@audited()
def let_it_be(*, notice, by) -> None:
    """Stop trying. The words stay in the person's own space."""
    _settle(notice, by, State.NOT_REACHED, "notices.not_reached")


@audited()
def put_back(*, notice, by) -> None:
    """The press was a slip: it waits to be passed on as before."""
    held = Notice.objects.select_for_update(of=["self"]).just_settled(by).filter(pk=notice.pk).first()
    if held is not None:
        not_yet_reached.send(Notice, about=held.about, since=held.settled_at)
        held.state, held.settled_by, held.settled_at = State.BY_HAND, None, None
        held.save(update_fields=["state", "settled_by", "settled_at"])
        _note("notices.put_back", held, by)


# --- Whether there is e-mail ------------------------------------------------------------------------------------------
def test_post(*, address: str) -> None:
    """Send a message at once, to see whether one arrives. What the server says comes back as `NoMail`."""
    if not settings.MAIL_GOES_OUT:
        raise NoMail
    try:
        send_test(address)
    except FAILS as problem:
        log.warning("The test message could not be mailed: %s", problem)
        raise NoMail from problem
    Post.now()
    Post.objects.filter(pk=1).update(last_worked_at=timezone.now(), failing_since=None, none_yet=False)


def there_is_mail() -> bool:
    """Whether mails leave this machine, and nobody said that there is no e-mail yet."""
    return settings.MAIL_GOES_OUT and not Post.now().none_yet


def say_no_mail_yet() -> None:
    """This site has no mail server yet: every message waits for somebody to pass it on."""
    Post.now()
    Post.objects.filter(pk=1).update(none_yet=True)


@transaction.atomic
def mail_after_all() -> int:
    """E-mail works again: what only waited for it goes out by itself. How many."""
    waiting = Notice.objects.select_for_update().filter(state=State.BY_HAND, means=Means.MAIL)
    Post.objects.filter(pk=1).update(none_yet=False)
    return waiting.update(state=State.WAITING, next_try_at=timezone.now(), first_failed_at=None)


def _hold(notice) -> Notice | None:
    return Notice.objects.select_for_update().filter(pk=notice.pk, state=State.BY_HAND).first()


def _settle(notice, by, state, verb):
    held = _hold(notice)
    if held is not None:
        held.state, held.settled_by, held.settled_at = state, by, timezone.now()
        if held.person_id is None:
            held.path = ""  # it may let its holder in
        held.save(update_fields=["state", "settled_by", "settled_at", "path"])
        _note(verb, held, by)
        (reached if state == State.PASSED_ON else not_reached).send(Notice, about=held.about)


def _note(verb, notice, by):
    record(verb, subject=f"notice:{notice.pk}", by=by, concerns=notice.person, means=notice.means)


@transaction.atomic
def new_feed(*, person) -> None:
    """A calendar address for somebody; the one before it is dead. Nobody who has just left gets one."""
    if not get_user_model().objects.select_for_update().filter(pk=person.pk, is_active=True).exists():
        raise PermissionDenied
    FeedKey.objects.update_or_create(person=person, defaults={"key": new_feed_key()})


# --- Looking, and letting go ------------------------------------------------------------------------------------------
def see(*, person) -> None:
    """The person has looked at their messages."""
    Notice.objects.filter(person=person, seen_at=None).update(seen_at=timezone.now())


def forget(*, about: str) -> None:
    """What a message told of is gone, and so are its words, in every state."""
    Notice.objects.filter(about=about).delete()


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
