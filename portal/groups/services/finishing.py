"""A group finishes, with a look back; and goes on after all."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy

from home.spoken import moment
from portal.agreement.services.two_writers import refuse_if_changed
from portal.audit.services import audited, record
from portal.groups.models import Action, Group, GroupSeat, Meeting
from portal.groups.services.actions import ask_once_more
from portal.groups.services.joining import GOES_OUT_AFTER, about_seat, about_told
from portal.groups.services.minutes import about_check
from portal.groups.services.starting import hold, hold_as_it_is
from portal.groups.services.ways import WAYS
from portal.notices import services as notices
from portal.notices.models import Notice
from portal.refusal import Refusal

State = GroupSeat.State


class GoesOn(Refusal):
    sentence = gettext_lazy("This group goes on already.")


def about_end(group) -> str:
    """What messages are about that say that the group has finished, or goes on."""
    return f"group-end:{group.pk}"


@audited()
def finish(*, group, found_out: str, what_now: str = "", thanks: str = "", stood="", by) -> None:
    """Everybody in it is told with the look back, each by the way they chose. Meetings to come do not take place,
    questions that are open end, and nobody is rung any more about either."""
    held = hold(group)
    refuse_if_changed(held, Group.LOOK_BACK, stood)
    held.found_out, held.what_now, held.thanks = found_out, what_now, thanks
    held.finished_at = timezone.now()
    held.save(update_fields=["found_out", "what_now", "thanks", "finished_at"])
    record("groups.finished", subject=held.about, by=by)
    notices.overtake(about=about_end(held))
    called_off = _call_off_what_is_to_come(held)
    _end_open_questions(held, by)
    _ring_nobody(held)
    notices.lead_to(_page_of(held), instead_of=[reverse("portal:groups:answer", args=[held.pk])])
    for seat in held.seats.taken().select_related("person__about"):
        notices.overtake(about=about_seat(seat))
        if seat.person_id != by.pk:
            _tell(held, seat.person, _has_finished, by=by, called_off=called_off)


def _call_off_what_is_to_come(group) -> list[Meeting]:
    """Without a message of its own: the one that the group has finished says it. What goes on now takes place."""
    to_come = [one for one in Meeting.objects.filter(group=group).to_come() if not one.has_begun]
    Meeting.objects.filter(pk__in=[meeting.pk for meeting in to_come]).update(called_off_at=timezone.now())
    for meeting in to_come:
        notices.forget(about=meeting.about)
    return to_come


def _ring_nobody(group):
    """What they were asked in the group is nothing to ring them about any more."""
    notices.overtake(about=WAYS.subject(group))
    for asked in [*group.meetings.all(), *Action.objects.filter(group=group).open()]:
        notices.overtake(about=asked.about)
    for meeting in group.meetings.filter(to_check_since__isnull=False, approved_at=None):
        notices.overtake(about=about_check(meeting))


def _end_open_questions(group, by):
    """Whoever was asked and has heard of it, and whoever asked, is told that there is nothing to answer any more."""
    for seat in group.seats.filter(state__in=[State.ASKED, State.MORE, State.ASKS]).select_related("person__about"):
        question = Notice.objects.filter(about=about_seat(seat), person=seat.person)
        never_heard = seat.state == State.ASKED and _not_heard(question)
        notices.forget(about=about_seat(seat))
        notices.forget(about=about_told(seat))
        if not never_heard and seat.person_id != by.pk:
            _tell(group, seat.person, _you_asked if seat.state == State.ASKS else _we_asked, by=by)
        seat.delete()


def _not_heard(told) -> set[int]:
    """Of those who were told, whom it has not reached. They are held, so that it does not reach them now."""
    return set(told.select_for_update(of=["self"]).not_heard().values_list("person", flat=True))


def _tell(group, person, say, *, by, **more):
    with notices.speaking_to(person):
        title, words, path = say(group, **more)
    notices.tell(
        person=person,
        title=title[:120],
        words=words,
        path=path,
        about=about_end(group),
        by=by,
        not_before=timezone.now() + GOES_OUT_AFTER,
    )


def _page_of(group) -> str:
    return reverse("portal:groups:group", args=[group.pk])


def _has_finished(group, called_off):
    said = {"group": group.name}
    words = [f"{heading}\n{text}" for heading, text in group.look_back]
    for meeting in called_off:
        if meeting.starts_at:
            words.append(_("The meeting on %(when)s does not take place.") % {"when": moment(meeting.starts_at)})
        else:
            words.append(_("We do not look for a day to meet any more."))
    words.append(_("The page of the group stays. You can read there what came of it."))
    return _("“%(group)s” has finished") % said, "\n\n".join(words), _page_of(group)


def _we_asked(group):
    said = {"group": group.name}
    words = _(
        "You were asked to join “%(group)s”. The group has finished, so you need not answer any more. "
        "Thank you for thinking about it."
    )
    return _("“%(group)s” has finished") % said, words % said, ""


def _you_asked(group):
    said = {"group": group.name}
    words = _(
        "You asked to join “%(group)s”. The group has finished, so nobody joins it any more. Thank you for asking."
    )
    return _("“%(group)s” has finished") % said, words % said, ""


@audited()
def go_on(*, group, by) -> None:
    """Everybody in it who has heard that it had finished is told, and whoever is to do something is asked anew. What
    was called off, or ended, stays so."""
    held = hold_as_it_is(group)
    if held.is_open:
        raise GoesOn
    held.finished_at = None
    held.save(update_fields=["finished_at"])
    record("groups.went_on", subject=held.about, by=by)
    told = Notice.objects.filter(about=about_end(held))
    not_heard = _not_heard(told)
    told.filter(person__in=not_heard).not_heard().delete()
    notices.overtake(about=about_end(held))
    for seat in held.seats.taken().exclude(person=by).exclude(person__in=not_heard).select_related("person__about"):
        _tell(held, seat.person, _goes_on, by=by)
    ask_once_more(group=held, unaware=not_heard, by=by, not_before=timezone.now() + GOES_OUT_AFTER)


def _goes_on(group):
    said = {"group": group.name}
    words = _("“%(group)s” had finished, and now it goes on. You are still in it, if you like.") % said
    return _("“%(group)s” goes on") % said, words, _page_of(group)
