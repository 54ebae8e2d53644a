"""Who writes a role: asking people, and what they answer."""

from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from home import freshness
from portal.audit.services import audited, record
from portal.members.models import Support
from portal.members.services import acting
from portal.members.services.holding import hold as hold_person
from portal.notices import services as notices
from portal.refusal import Refusal
from portal.roles.models import RoleSeat
from portal.roles.services.agreeing import ROLES
from portal.roles.services.holding import hold, hold_as_it_is

State = RoleSeat.State


class NotAsked(Refusal):
    sentence = gettext_lazy("This has changed in the meantime. Look at the role once more.")


class IsIn(Refusal):
    sentence = gettext_lazy("They write it already, or have not answered yet.")


class TheLast(Refusal):
    sentence = gettext_lazy("Nobody else writes this role. Ask somebody first, or set it aside.")


def about_seat(seat) -> str:
    """What somebody was told of it."""
    return f"role-seat:{seat.pk}"


@audited()
def ask(*, role, person, by) -> RoleSeat:
    hold_person(person)
    held = hold(role)
    seat = held.seats.filter(person=person).first() or RoleSeat(role=held, person=person)
    if seat.pk and (seat.is_asked or seat.is_taken):
        raise IsIn
    seat.state, seat.asked_by = State.ASKED, by
    seat.said, seat.recorded_by = Support.SaidYes.HERE, None
    seat.save()
    notices.forget(about=about_seat(seat))
    with notices.speaking_to(person):
        title = _("Will you help to write a role?")  # who asks stands beside it: names do not outlive people in words
        words = [_("It is this role: %(role)s.") % {"role": held.title}]
        words.append(_("All who write it may change each word, and all say yes at the end."))
        words.append(_("You can say yes or no. Nobody asks you for a reason."))
    path = reverse("portal:roles:answer", args=[held.pk])
    notices.tell(person=person, title=title, words="\n\n".join(words), path=path, about=about_seat(seat), by=by)
    record("roles.asked", subject=held.about, by=by, concerns=person)
    return seat


@audited()
def answer(*, role, person, yes: bool, standpoint=None, by, said=Support.SaidYes.HERE) -> RoleSeat:
    """By the person, or by somebody they said it to, who writes it down."""
    hold_person(person)
    held = hold(role)
    seat = held.seats.asked().filter(person=person).first()
    if seat is None:
        raise NotAsked
    seat.state = State.YES if yes else State.NO
    seat.said, seat.recorded_by = said, None if by == person else by
    if standpoint is not None and (by == person or seat.standpoint_id is None):
        seat.stand(standpoint)  # what they said of themselves earlier is theirs to change
    seat.save()
    notices.overtake(about=about_seat(seat))
    if by != person:
        ROLES.tell_it_was_noted(held, person, by=by)
    record("roles.answered_yes" if yes else "roles.answered_no", subject=held.about, **acting(by=by, person=person))
    return seat


@audited()
def ask_no_longer(*, seat, by) -> None:
    """Somebody who has not answered need not."""
    held = hold(seat.role)
    seat = held.seats.asked().filter(pk=seat.pk).first()
    if seat is None:
        raise NotAsked
    notices.forget(about=about_seat(seat))
    record("roles.not_asked", subject=held.about, by=by, concerns=seat.person)
    seat.delete()


@audited()
def leave(*, role, by) -> None:
    """What they wrote stays, and belongs to all who write it."""
    held = hold_as_it_is(role)
    seat = held.seats.taken().filter(person=by).first()
    if seat is None:
        raise NotAsked
    if not held.seats.taken().exclude(pk=seat.pk).exists():
        raise TheLast
    seat.state, seat.called = State.LEFT, ""
    seat.save()
    freshness.changed()
    notices.overtake(about=ROLES.subject(held), person=by)
    record("roles.left", subject=held.about, by=by)
    ROLES.settle(held)  # all others may have agreed


@audited()
def be_called(*, role, called: str, by) -> None:
    """How somebody is named in the advert; not at all, when it is empty."""
    held = hold_as_it_is(role)
    if not held.seats.taken().filter(person=by).update(called=called):
        raise NotAsked
    freshness.changed()
    record("roles.called", subject=held.about, by=by)
