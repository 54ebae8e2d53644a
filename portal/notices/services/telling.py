"""Telling people things: a message is written down with whatever it tells of, and the way it goes by is chosen."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.notices.models import Notice, Post
from portal.notices.routes import Means, Route
from portal.notices.services.post import there_is_mail

State = Notice.State
GIVES_UP = timedelta(hours=24)  # after which somebody passes it on: a mail server may be gone for a month
# What nobody sends or passes on any more: whom it is for finds it here.
IN_THEIR_SPACE = {"state": State.HERE, "means": "", "way": "", "address": "", "next_try_at": None, "by_when": None}
# Messages about a changed number or address: they go where the person was reached before.
OLD_WAY = "the old way"


@transaction.atomic
def tell(
    *, person, title: str, words: str, path="", about="", key="", by=None, by_when=None, private=False, not_before=None
) -> Notice:
    """Write words for somebody down. With a `key`, once: told again, the first stays. No mail goes `not_before`.

    Nothing is kept for somebody who has left for good, though things of theirs may still be there to be answered.
    """
    given = {"title": title, "words": words, "path": path, "about": about, "by": by, "by_when": by_when}
    given["next_try_at"] = not_before or timezone.now()
    notice = Notice(person=person, key=key, private=private, **given)
    if key and (earlier := told(person=person, key=key)):
        return earlier
    find_a_way(notice)
    if not person.erased_at:
        notice.save()
    return notice


def told(*, person, key: str) -> Notice | None:
    """What was told with this key, as long as it is kept."""
    return Notice.objects.filter(person=person, key=key).first()


@transaction.atomic
def overtake(*, about: str, **which) -> None:
    """What they say of it is old by now: whoever has not heard it yet reads it in their own space, and is not rung."""
    old = Notice.objects.filter(about=about, state__in=[State.WAITING, State.BY_HAND], **which)
    old.filter(pk__in=hold_in_order(old)).update(**IN_THEIR_SPACE)


def hold_in_order(notices) -> list[int]:
    """Their numbers, held one after the other: two who take several of the same wait for each other once."""
    return list(notices.select_for_update(of=["self"]).order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def lead_to(path: str, *, instead_of: Iterable[str], **which) -> None:
    """Whoever reads them cannot open any more where they led; without a path they lead nowhere."""
    old = Notice.objects.filter(path__in=list(instead_of), **which)
    old.filter(pk__in=hold_in_order(old)).update(path=path)


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


@transaction.atomic
def tell_the_old_way(*, person, route: Route, title: str, words: str) -> Notice:
    """Words about a changed number or address. They go by `route`, whatever the person's choices say since."""
    old = {"means": route.means, "way": route.words, "address": route.address}
    notice = Notice(person=person, title=title, words=words, about=OLD_WAY, **old)
    find_a_way(notice)
    notice.save()
    return notice


def goes_by(person) -> str:
    """How words to this person would go out today, as we say it."""
    notice = Notice(person=person)
    find_a_way(notice)
    if by_hand(notice):
        way = Means.MAIL.label if notice.means == Means.MAIL else notice.way
        return _("By one of us (%(way)s)") % {"way": way}
    return _("By e-mail") if notice.way else _("Only in their space here")


def ways_to(people) -> list[tuple[str, list[str]]]:
    """How words would go out to each of some people today: the ways, each with the names of those it reaches."""
    ways = defaultdict(list)
    for person in people.select_related("about"):
        ways[str(goes_by(person))].append(str(person))
    return sorted(ways.items())


def by_hand(notice) -> bool:
    return notice.state == State.BY_HAND


@transaction.atomic
def find_ways_anew(*, person) -> None:
    """The person takes a break, or says otherwise how to reach them: what has not gone out yet goes by that."""
    waiting = Notice.objects.select_for_update().filter(person=person, state__in=[State.WAITING, State.BY_HAND])
    for notice in waiting:
        notice.person = person
        find_a_way(notice)
        notice.save()


def held_up(post) -> int:
    """How many wait to be passed on that e-mail can carry, now that it works; none as long as it does not."""
    works = settings.MAIL_GOES_OUT and not post.none_yet and post.failing_since is None
    return Notice.objects.held_up().count() if works else 0


@transaction.atomic
def mail_after_all() -> int:
    """E-mail works again: what only waited for it goes out by itself. How many. Whoever says by now that they are to be
    reached otherwise stays on the list."""
    Post.objects.filter(pk=1).update(none_yet=False)
    waiting = Notice.objects.select_for_update(of=["self"]).held_up().select_related("person")
    return sum(_try_anew(notice) for notice in waiting)


def _try_anew(notice) -> bool:
    notice.first_failed_at, notice.tries = None, 0
    notice.next_try_at = max(notice.next_try_at or timezone.now(), timezone.now())
    if notice.person_id:
        find_a_way(notice)
    else:
        _take(notice, Route(Means(notice.means), notice.way, notice.address))
    notice.save()
    return notice.state == State.WAITING


def find_a_way(notice) -> None:
    """Choose how it goes out, by what the person says today. Nothing goes to somebody who takes a break."""
    routes = _routes_of(notice)
    if notice.first_failed_at and mail_is_hopeless(notice):
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
    if route.by_machine and there_is_mail() and not mail_is_hopeless(notice):
        notice.state = State.WAITING
        notice.next_try_at = notice.next_try_at or timezone.now()
    else:
        notice.state, notice.next_try_at = State.BY_HAND, None


def mail_is_hopeless(notice) -> bool:
    return notice.first_failed_at is not None and timezone.now() - notice.first_failed_at >= GIVES_UP
