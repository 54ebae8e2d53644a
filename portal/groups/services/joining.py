"""Who is in a group: asking people, what they answer, letting in, and leaving."""

from contextlib import suppress
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy

from home.spoken import moment
from portal.audit.services import audited, record
from portal.groups.models import Action, DateAnswer, Group, GroupSeat, Meeting, Reply, Role
from portal.groups.services.cards import offer_in_words, outline_in_words
from portal.groups.services.days import note_days
from portal.groups.services.letting_go import lead_nowhere, let_go
from portal.groups.services.minutes import about_check
from portal.groups.services.noting import tell_it_was_noted
from portal.groups.services.starting import Finished, hold, hold_as_it_is
from portal.groups.services.suggestions import give_back_suggestions
from portal.groups.services.ways import WAYS
from portal.members.models import Support
from portal.members.services import acting
from portal.members.services.holding import hold as hold_person
from portal.notices import services as notices
from portal.refusal import Refusal

State = GroupSeat.State
GOES_OUT_AFTER = timedelta(minutes=5)  # whoever asks people is about to offer dates: one message says both


class NotAsked(Refusal):
    sentence = gettext_lazy("This has changed in the meantime. Look at the group once more.")


# --- Asking people ----------------------------------------------------------------------------------------------------
@audited()
def ask(*, group, people, note: str = "", anyone_may_ask: bool | None = None, by) -> list[GroupSeat]:
    """Ask people to join, each by the way they chose. Whoever was asked before, or said no, is not asked again; whoever
    has left, or was told "not now", may be."""
    held = hold(group)
    if anyone_may_ask is not None and anyone_may_ask != held.anyone_may_ask:
        held.anyone_may_ask = anyone_may_ask
        held.save(update_fields=["anyone_may_ask"])
        record("groups.changed", subject=held.about, by=by)
    known = {seat.person_id: seat for seat in held.seats.all()}
    seats = []
    for person in people.select_related("about"):
        seat = known.get(person.pk) or GroupSeat(group=held, person=person)
        if seat.pk is None or seat.state in GroupSeat.MAY_BE_ASKED_AGAIN:
            seat.group, seat.person, seat.state, seat.asked_by, seat.note = held, person, State.ASKED, by, note
            seat.save()
            tell_who_is_asked(seat)
            record("groups.asked", subject=held.about, by=by, concerns=person)
            seats.append(seat)
    return seats


def tell_who_is_asked(seat, *, by_when=None, news=None) -> None:
    """What they were told before is not so any more: this says all of it, with the dates that are offered by now.

    `news`: a function that gives a title and words, which stand first.
    """
    group, person = seat.group, seat.person
    notices.forget(about=about_seat(seat))
    with notices.speaking_to(person):
        said = {"who": seat.asked_by, "name": group.name, "question": group.question}
        words = [news()[1]] if news else []
        words.append(_("%(who)s asks you to join a group. It is called “%(name)s”.") % said)
        words.append(_("Its question: %(question)s") % said)
        words += outline_in_words(group)
        words += [seat.note] if seat.note else []
        words += _dates_of(group) + _offer_of(group)
        words.append(_("You can say yes or no, or that you would like to know more. Nobody asks you for a reason."))
        title = _("Will you join “%(name)s”?") % said
    notices.tell(
        person=person,
        title=title[:120],
        words="\n\n".join(words),
        path=reverse("portal:groups:answer", args=[group.pk]),
        about=about_seat(seat),
        by=seat.asked_by,
        by_when=by_when,
        not_before=timezone.now() + GOES_OUT_AFTER,
    )


def _dates_of(group) -> list[str]:
    words = []
    for meeting in _to_come(group):
        dates = [moment(date.starts_at) for date in meeting.dates.all()]
        if meeting.starts_at:
            words.append(_("The next meeting: %(when)s") % {"when": moment(meeting.starts_at)})
        elif dates:
            words.append(_("Dates to choose from: %(dates)s") % {"dates": "; ".join(dates)})
        if meeting.you_get:
            words.append(_("What you would get: %(offer)s") % {"offer": meeting.you_get})
    return words


def _to_come(group):
    return Meeting.objects.filter(group=group).to_come()


def _offer_of(group) -> list[str]:
    """As the group's card says, as long as no meeting says more exactly."""
    offer = "" if any(meeting.you_get for meeting in _to_come(group)) else offer_in_words(group)
    return [_("What you would get: %(offer)s") % {"offer": offer}] if offer else []


def about_seat(seat) -> str:
    """What the person is told of it."""
    return f"group-seat:{seat.pk}"


def about_told(seat) -> str:
    """An answer to "tell me more": it is heard, also when the days change meanwhile."""
    return f"group-told:{seat.pk}"


def about_asking(seat) -> str:
    """What those are told who look after the group: somebody waits for them."""
    return f"group-asking:{seat.pk}"


# --- What they answer -------------------------------------------------------------------------------------------------
@audited()
def answer(
    *, group, person, state=State.YES, words=None, standpoint=None, dates=(), by, said=Support.SaidYes.HERE
) -> GroupSeat:
    """Yes, no or "tell me more", by the person; or by somebody they said it to, who writes it down.

    `words` and `standpoint`: None leaves what they said before. `dates`: pairs of an offered date and whether they can.
    Raises `NotAsked` when nobody asked them, and when they have said yes since: nobody else takes that back.
    """
    held = hold_person(person)
    seat = _seat_of(hold(group), held, State.ASKED, State.MORE, State.NO, State.YES)
    if seat.is_taken and (state == State.MORE or (state == State.NO and by != person)):
        raise NotAsked
    if by != person and seat.state == State.NO:  # their no is theirs to take back
        raise NotAsked
    before, seat.state = seat.state, state
    if state != before or state == State.MORE or by == person:  # whoever writes their days down did not hear their yes
        seat.said, seat.recorded_by = said, None if by == person else by
    if seat.is_taken and before != State.YES:
        seat.since = timezone.now()
    if words is not None:
        seat.words = words
    if standpoint is not None and (by == person or seat.standpoint_id is None):
        seat.stand(standpoint)  # what somebody said of themselves nobody else writes over
    seat.save()
    if state == State.NO:
        _goes_from(seat)
    else:
        note_days(group=seat.group, person=held, dates=dates)
    if state != before or state == State.MORE or by != person:
        record(f"groups.answered_{state}", subject=seat.group.about, **acting(by=by, person=held))
    for about in (about_seat(seat), about_told(seat), about_asking(seat)):
        notices.overtake(about=about)
    tell_it_was_noted(seat.group, held, "group", seat.group_id, by=by)
    if state == State.MORE:
        _tell_keepers(seat, gettext_lazy("%(name)s would like to know more about “%(group)s”"), by)
    return seat


@audited()
def ask_to_join(*, group, words="", by) -> None:
    """Somebody asks for a seat. Whoever looks after the group lets them in, or says why not now."""
    person = hold_person(by)
    held = hold(group)
    seat = GroupSeat.objects.filter(group=held, person=person).first() or GroupSeat(group=held, person=person)
    may_ask = seat.state in (State.LEFT, State.ASKS) if seat.pk else held.anyone_may_ask
    if not may_ask:
        raise NotAsked
    asks_already = seat.state == State.ASKS and seat.pk
    seat.state, seat.words, seat.recorded_by, seat.said = State.ASKS, words, None, Support.SaidYes.HERE
    seat.save()
    if not asks_already:
        record("groups.asked_to_join", subject=held.about, by=person)
        _tell_keepers(seat, gettext_lazy("%(name)s would like to join “%(group)s”"), person)


def called_outside(number: str) -> str:
    """Of a group that people outside may ask to take part in."""
    group = Group.objects.outside().filter(pk=number).first()
    return group.name if group and group.takes_people_outside else ""


def ask_for_whoever_came(number: str, person) -> None:
    """They asked before they were here: now they ask for a seat, if the group still takes people."""
    group = Group.objects.filter(pk=number).first()
    with suppress(NotAsked, Finished):
        if group is not None:
            ask_to_join(group=group, by=person)


def _tell_keepers(seat, title, by):
    """Whoever looks after the group hears of it, but for the person themselves and who writes it down for them."""
    said = {"name": seat.person, "group": seat.group.name}
    keepers = seat.group.seats.taken().filter(roles__kind=Role.Kind.FACILITATOR).exclude(person__in=[seat.person, by])
    for keeper in keepers.select_related("person__about"):
        with notices.speaking_to(keeper.person):
            notices.tell(
                person=keeper.person,
                title=(str(title) % said)[:120],
                words=seat.words or str(title) % said,
                path=reverse("portal:groups:people", args=[seat.group_id]),
                about=about_asking(seat),
            )


def _seat_of(group, person, *states) -> GroupSeat:
    seat = GroupSeat.objects.select_for_update(of=["self"]).filter(group=group, person=person).first()
    if seat is None or seat.state not in states:
        raise NotAsked
    seat.group, seat.person = group, person
    return seat


@audited()
def tell_more(*, seat, words: str, by) -> None:
    """An answer to "tell me more", by the way they chose; then the question is theirs again."""
    person = hold_person(seat.person)
    held = _seat_of(hold(seat.group), person, State.MORE)
    held.state = State.ASKED
    held.save()
    record("groups.told_more", subject=held.group.about, by=by, concerns=person)
    notices.forget(about=about_asking(held))
    with notices.speaking_to(person):
        said = {"group": held.group.name, "name": by, "asked": held.words}
        title = _("What you asked about “%(group)s”") % said
        lines = [_("You asked: %(asked)s") % said] if held.words else []
        lines += [_("%(name)s answers:") % said, words, _("Would you like to join? You can say yes or no.")]
    path = reverse("portal:groups:answer", args=[held.group_id])
    notices.forget(about=about_seat(held))
    about = about_told(held)
    notices.tell(person=person, title=title[:120], words="\n\n".join(lines), path=path, about=about, by=by)


# --- Letting in -------------------------------------------------------------------------------------------------------
@audited()
def let_in(*, seat, by) -> None:
    person = hold_person(seat.person)
    held = _seat_of(hold(seat.group), person, State.ASKS)
    held.state, held.recorded_by, held.since = State.YES, None, timezone.now()
    held.save()
    record("groups.let_in", subject=held.group.about, by=by, concerns=person)
    with notices.speaking_to(person):
        title = _("You are in “%(group)s”") % {"group": held.group.name}
        words = _("%(name)s has let you in. Say how you are here, and look when the group meets.") % {"name": by}
    _tell_back(held, title, words)


@audited()
def not_now(*, seat, reason: str, by) -> None:
    """No "no" without a plain reason and a name, by the way the person chose."""
    if not reason.strip():
        raise ValueError("Nobody is told no without a reason.")
    person = hold_person(seat.person)
    held = _seat_of(hold(seat.group), person, State.ASKS)
    held.state = State.NOT_NOW
    held.save()
    record("groups.not_now", subject=held.group.about, by=by, concerns=person)
    with notices.speaking_to(person):
        said = {"group": held.group.name, "name": by, "reason": reason}
        title = _("About joining “%(group)s”") % said
        words = _("Thank you for asking. Not this time: %(reason)s") % said
        words = "\n\n".join([words, _("This comes from %(name)s. You can talk with them.") % said])
    _tell_back(held, title, words)


def _tell_back(seat, title, words):
    path = reverse("portal:groups:group", args=[seat.group_id])
    notices.forget(about=about_asking(seat))  # it is answered
    notices.forget(about=about_seat(seat))
    notices.tell(person=seat.person, title=title[:120], words=words, path=path, about=about_seat(seat))


# --- What somebody does for it, and leaving ---------------------------------------------------------------------------
@audited()
def take_on(*, group, kind, by) -> None:
    """Any member of the group may."""
    person = hold_person(by)
    seat = _seat_of(hold(group), person, State.YES)
    if seat.roles.get_or_create(kind=kind)[1]:
        record("groups.role_taken", subject=group.about, by=person, role=str(kind))


@audited()
def give_back(*, group, kind, by) -> None:
    person = hold_person(by)
    seat = _seat_of(hold(group), person, State.YES)
    if seat.roles.filter(kind=kind).delete()[0]:
        record("groups.role_given_back", subject=group.about, by=person, role=str(kind))


@audited()
def leave(*, group, by) -> None:
    """At once, and without a reason; also when the group has finished."""
    person = hold_person(by)
    seat = _seat_of(hold_as_it_is(group), person, State.YES)
    seat.state = State.LEFT
    seat.save()
    _goes_from(seat)
    answer_page = reverse("portal:groups:answer", args=[group.pk])
    notices.lead_to("", instead_of=[answer_page], person=person)
    record("groups.left", subject=group.about, by=person)


def _goes_from(seat):
    """What they did for the group is free for others; nobody counts on them, and nobody rings them about it."""
    seat.roles.all().delete()
    mine = Action.objects.select_for_update(of=["self"]).done_by(seat.person).open()
    for action in mine.filter(group=seat.group):
        let_go(action, seat.person)
    give_back_suggestions(group=seat.group, person=seat.person)
    to_come = Meeting.objects.filter(group=seat.group).to_come().order_by()
    Reply.objects.filter(person=seat.person, meeting__in=to_come).delete()
    DateAnswer.objects.filter(person=seat.person, date__meeting__in=to_come).delete()
    checked = seat.group.meetings.filter(to_check_since__isnull=False, approved_at=None)
    abouts = [WAYS.subject(seat.group), *(meeting.about for meeting in to_come), *map(about_check, checked)]
    for about in abouts:
        notices.overtake(about=about, person=seat.person)
    lead_nowhere(seat.group, seat.person)
    WAYS.settle(seat.group)  # all others may have agreed
