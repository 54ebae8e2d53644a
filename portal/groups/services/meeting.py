"""When a group meets: offering dates, saying when one can, choosing, and who comes."""

from functools import partial

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy

from home.spoken import moment
from portal.agreement.services.two_writers import refuse_if_changed
from portal.audit.services import audited, record
from portal.groups.models import GroupSeat, Meeting, OfferedDate, Reply
from portal.groups.services.among_us import is_reflective, stay_among_us
from portal.groups.services.days import NotOffered, note_days
from portal.groups.services.joining import NotAsked, tell_who_is_asked
from portal.groups.services.noting import tell_it_was_noted
from portal.groups.services.starting import hold as hold_group
from portal.groups.services.when_read import about_papers, settle_papers
from portal.members.models import Support
from portal.members.services import acting
from portal.members.services.holding import hold as hold_person
from portal.notices import services as notices
from portal.refusal import Refusal


class HasBegun(Refusal):
    sentence = gettext_lazy("This meeting has begun, so its time does not change any more.")


class TooLate(Refusal):
    sentence = gettext_lazy("This meeting is over, or does not take place. Look at the group once more.")


def hold(meeting) -> Meeting:
    """As it is now, after its group. Raises `TooLate` when it is over or called off."""
    group = hold_group(meeting.group)
    held = Meeting.objects.select_for_update(of=["self"], no_key=True).get(pk=meeting.pk)
    if not held.is_open:
        raise TooLate
    held.group = group
    return held


# --- Dates ------------------------------------------------------------------------------------------------------------
@audited()
def offer_dates(*, group, dates, by, among_us=False, **about_it) -> Meeting:
    """One date is the date; of several, people say which they can. Everybody in it, and who is asked, hears of it.

    `among_us`: what is said there stays with those who are there, as always in a reflective group.
    """
    held = hold_group(group)
    dates = sorted(set(dates))
    meeting = Meeting(group=held, by=by, among_us=among_us or is_reflective(held), **about_it)
    if len(dates) == 1:
        meeting.starts_at = dates[0]
    meeting.save()
    if len(dates) > 1:
        OfferedDate.objects.bulk_create(OfferedDate(meeting=meeting, starts_at=date) for date in dates)
    record("groups.meeting_made", subject=held.about, by=by, meeting=meeting.pk)
    _tell_everybody(meeting, dates[0], by)
    return meeting


def _tell_everybody(meeting, soonest, by, *, coming=()):
    """`coming`: who said that they can, and need not say it again."""
    _tell_who_is_asked(meeting, soonest)
    if meeting.starts_at:
        _tell(meeting, _date_is, soonest=soonest, not_to=by, coming=coming)
    else:
        _tell(meeting, _when_can_you, soonest=soonest, not_to=by)


def _tell_who_is_asked(meeting, soonest, *, news=None):
    """Whoever has not answered the invitation yet reads in it what is so now, below the words of `news(meeting)`."""
    for seat in meeting.group.seats.asked().select_related("person__about", "asked_by"):
        seat.group = meeting.group
        tell_who_is_asked(seat, by_when=timezone.localdate(soonest), news=news and partial(news, meeting))


def _when_can_you(meeting):
    dates = [moment(date.starts_at) for date in meeting.dates.all()]
    said = {"group": meeting.group.name, "dates": "; ".join(dates)}
    words = [_("“%(group)s” looks for a day to meet. Which of these can you?") % said, "\n".join(dates)]
    return _("When can you meet? “%(group)s”") % said, "\n\n".join(words + _about_it(meeting))


def _date_is(meeting):
    return _it_meets(
        meeting, _("Please say whether you come, and what would help you to take part. Nobody asks for a reason.")
    )


def _you_come(meeting):
    return _it_meets(
        meeting,
        _("You said that you can, so we count on you. Can’t you after all? Say so, or tell any of us."),
        _("What would help you to take part? A lift, big print, somebody beside you: say it, or tell any of us."),
    )


def _it_meets(meeting, *last):
    said = {"group": meeting.group.name, "when": moment(meeting.starts_at)}
    words = [_("“%(group)s” meets on %(when)s.") % said, *_about_it(meeting), *last]
    return _("“%(group)s” meets: %(when)s") % said, "\n\n".join(words)


def _about_it(meeting) -> list[str]:
    lines = [meeting.get_venue_display()] if meeting.venue else []
    if meeting.place:
        lines.append(_("Where: %(place)s") % {"place": meeting.place})
    if meeting.getting_in:
        lines.append(_("Getting in: %(words)s") % {"words": meeting.getting_in})
    if meeting.breaks:
        lines.append(_("Breaks: %(words)s") % {"words": meeting.breaks})
    if meeting.among_us:
        lines.append(_("What is said there stays with those who are there."))
    if meeting.you_get:
        lines.append(_("What you would get: %(offer)s") % {"offer": meeting.you_get})
    if meeting.easy_read:
        lines.append(_("There is an Easy Read agenda. It is on the page of the meeting."))
    return lines


def _tell(meeting, said, *, soonest, not_to, coming=()):
    """Title and words of `said(meeting)` to everybody in the group, in each one's language. What they were told of this
    meeting before is not so any more."""
    notices.forget(about=meeting.about)
    path = reverse("portal:groups:meeting", args=[meeting.pk])
    for seat in meeting.group.seats.taken().exclude(person=not_to).select_related("person__about"):
        with notices.speaking_to(seat.person):
            title, words = (_you_come if seat.person_id in coming else said)(meeting)
        notices.tell(
            person=seat.person,
            title=title[:120],
            words=words,
            path=path,
            about=meeting.about,
            by_when=timezone.localdate(soonest),
        )


@audited()
def say_when(*, meeting, person, dates, by) -> None:
    """`dates`: pairs of an offered date and whether the person can."""
    held_person = hold_person(person)
    held = hold(meeting)
    if not _is_in(held, person):
        raise NotAsked
    if held.starts_at or any(date.meeting_id != held.pk for date, _can in dates):
        raise NotOffered
    note_days(group=held.group, person=held_person, dates=dates)
    record("groups.said_when", subject=held.group.about, **acting(by=by, person=held_person), meeting=held.pk)


def _is_in(meeting, person) -> bool:
    return GroupSeat.objects.taken().filter(group=meeting.group, person=person).exists()


@audited()
def choose(*, date, by) -> Meeting:
    """This is the day. Whoever said that they can is counted as coming, told so, and may say otherwise."""
    meeting = hold(date.meeting)
    if meeting.starts_at or not OfferedDate.objects.filter(pk=date.pk, meeting=meeting).exists():
        raise NotOffered
    meeting.starts_at = date.starts_at
    if not meeting.is_open:
        raise TooLate
    meeting.save(update_fields=["starts_at"])
    can = date.answers.filter(can=True, person__in=meeting.group.seats.taken().values("person"))
    coming = set(can.values_list("person", flat=True))
    Reply.objects.bulk_create(
        Reply(meeting=meeting, person_id=person, answer=Reply.Answer.COMING, counted=True) for person in sorted(coming)
    )
    meeting.dates.all().delete()
    settle_papers(meeting)
    record("groups.date_chosen", subject=meeting.group.about, by=by, meeting=meeting.pk)
    _tell_everybody(meeting, meeting.starts_at, by, coming=coming)
    return meeting


# --- Who comes --------------------------------------------------------------------------------------------------------
@audited()
def reply(*, meeting, person, answer, would_help="", by, said=Support.SaidYes.HERE) -> None:
    held_person = hold_person(person)
    held = hold(meeting)
    if held.starts_at is None or not _is_in(held, person):
        raise NotAsked
    told = {"answer": answer, "would_help": would_help, "said": said, "recorded_by": None if by == person else by}
    told["counted"] = False
    if by != person and not would_help:
        del told["would_help"]  # whoever writes an answer down does not see what they said themselves, and leaves it
    Reply.objects.update_or_create(meeting=held, person=held_person, defaults=told)
    record("groups.replied", subject=held.group.about, **acting(by=by, person=held_person), meeting=held.pk)
    notices.overtake(about=held.about, person=held_person)
    tell_it_was_noted(held.group, held_person, "meeting", held.pk, by=by)


# --- Changing it ------------------------------------------------------------------------------------------------------
@audited()
def change_meeting(*, meeting, starts_at, by, among_us=False, stood="", **about_it) -> None:
    """Everybody hears of another day or place, and says anew whether they come on another day. `among_us`: from now on
    what is said there stays with those who are there."""
    held = hold(meeting)
    refuse_if_changed(held, Meeting.BOXES, stood)
    if among_us:
        stay_among_us(held)
    before = [held.starts_at, *(getattr(held, name) for name in Meeting.ABOUT_IT)]
    if held.starts_at is not None and starts_at is not None and starts_at != held.starts_at:
        if held.starts_at <= timezone.now():  # a vote asks what was agreed before it began
            raise HasBegun
        held.starts_at = starts_at
    for name, value in about_it.items():
        setattr(held, name, value)
    held.save(update_fields=["starts_at", *about_it])
    record("groups.meeting_changed", subject=held.group.about, by=by, meeting=held.pk)
    if held.starts_at and before[0] != held.starts_at:
        settle_papers(held)
        held.replies.filter(would_help="").delete()
        held.replies.update(answer="", counted=False)  # they say it anew, and what would help them stays
        _tell_who_is_asked(held, min(before[0], held.starts_at))
    if held.starts_at and before != [held.starts_at, *(getattr(held, name) for name in Meeting.ABOUT_IT)]:
        _tell(held, _it_changed, soonest=min(before[0], held.starts_at), not_to=by)


def _it_changed(meeting):
    title, words = _date_is(meeting)
    return _("Changed: %(what)s") % {"what": title}, words


@audited()
def call_off(*, meeting, by) -> None:
    held = hold(meeting)
    held.called_off_at = timezone.now()
    held.save(update_fields=["called_off_at"])
    settle_papers(held)
    notices.overtake(about=about_papers(held.pk))
    record("groups.meeting_called_off", subject=held.group.about, by=by, meeting=held.pk)
    first = held.dates.first()
    soonest = held.starts_at or (first.starts_at if first else timezone.now())
    _tell_who_is_asked(held, soonest, news=_called_off)
    _tell(held, _called_off, soonest=soonest, not_to=by)


def _called_off(meeting):
    said = {"group": meeting.group.name}
    if meeting.starts_at:
        said["when"] = moment(meeting.starts_at)
        words = _("The meeting of “%(group)s” on %(when)s will not take place.") % said
    else:
        words = _("“%(group)s” does not look for a day to meet any more.") % said
    return _("Called off: “%(group)s”") % said, words
