"""Messages that somebody rings, writes or says: what became of each."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.audit.services import audited, record
from portal.notices.models import Notice
from portal.notices.services.telling import by_hand, find_a_way
from portal.notices.signals import not_reached, not_yet_reached, reached
from portal.refusal import Refusal

State = Notice.State
_by_another: set[str] = set()


class WroteItThemselves(Refusal):
    sentence = _("This is about something that you did yourself. Somebody else has to ring, write or say it.")


def register_by_another(kinds: Iterable[str]) -> None:
    """Of things of these kinds, such as "reward" in "reward:12", nobody hears from one of us alone: whoever a message
    is from does not say that they passed it on."""
    _by_another.update(kinds)


@audited()
def pass_on(*, notice, by) -> None:
    """Somebody rang, wrote or said it."""
    if notice.by_id == by.pk and notice.about.partition(":")[0] in _by_another:
        raise WroteItThemselves
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
def put_back(*, notice, by) -> bool:
    """The press was a slip: it waits as before, by what the person says now. They may have said otherwise since.

    Returns whether somebody has to ring, write or say it.
    """
    held = Notice.objects.select_for_update(of=["self"]).just_settled(by).filter(pk=notice.pk).first()
    if held is not None:
        not_yet_reached.send(Notice, about=held.about, since=held.settled_at)
        held.state, held.settled_by, held.settled_at = State.BY_HAND, None, None
        if held.person_id:
            find_a_way(held)
        held.save()
        _note("notices.put_back", held, by)
    return held is not None and by_hand(held)


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
