"""What waits for somebody in their groups: all of it in one query, since everybody's home asks for it."""

from collections.abc import Callable
from datetime import datetime, time, timedelta

from django.db.models import CharField, Count, DateField, DateTimeField, Exists, F, Min, OuterRef, Value
from django.db.models.functions import Cast, Concat
from django.urls import reverse
from django.utils.timezone import get_current_timezone, localdate
from django.utils.translation import gettext as _, ngettext

from portal.agreement.models import Agreement, Version
from portal.groups.models import (
    Action,
    Check,
    DateAnswer,
    Group,
    GroupSeat,
    Meeting,
    OnRoll,
    Proposal,
    PublicMinutes,
    Reply,
    Vote,
)
from portal.needs import Need
from portal.today import Due

AHEAD = timedelta(days=7)
# The columns of every kind: which it is, the number that its address needs, the group's name, words, and when.
COLUMNS = ("kind", "number", "name", "words", "at", "on")
NO_WORDS = Value("", CharField())
NEVER = Cast(Value(None), DateTimeField())
NO_DAY = Cast(Value(None), DateField())


def _rows(found, kind: str, number: str, name, words=NO_WORDS, at=NEVER, on=NO_DAY):
    given = {"kind": Value(kind, CharField()), "number": F(number), "name": name, "words": words, "at": at, "on": on}
    return (
        found.order_by()
        .annotate(**{f"as_{column}": value for column, value in given.items()})
        .values_list(*(f"as_{column}" for column in COLUMNS))
    )


def _of_seats(user):
    """Groups that ask me; and people who ask, or would like to know more, of those I look after."""
    seats = GroupSeat.objects.filter(group__finished_at=None)
    name, theirs = F("group__name"), F("person__known_as")
    yield _rows(seats.filter(person=user, state="asked"), "asked", "group", name, F("asked_by__known_as"))
    kept = seats.filter(group__in=Group.objects.looked_after_by(user).values("pk")).exclude(person=user)
    for state in ("asks", "more"):
        yield _rows(kept.filter(state=state), state, "group", name, theirs)


def _of_meetings(user):
    """To which I have not said when I can, or whether I come; and minutes of which I have not said they are right."""
    meetings = Meeting.objects.of(user).filter(group__finished_at=None)
    name, this = F("group__name"), {"meeting": OuterRef("pk"), "person": user}
    to_come = meetings.to_come().exclude(Exists(Reply.objects.filter(**this)))
    yield _rows(to_come.exclude(starts_at=None), "come", "pk", name, at=F("starts_at"))
    answered = DateAnswer.objects.filter(date__meeting=OuterRef("pk"), person=user)
    yield _rows(to_come.filter(starts_at=None).exclude(Exists(answered)), "days", "pk", name)
    written = meetings.filter(present__person=user, to_check_since__isnull=False, approved_at=None)
    said = Check.objects.filter(**this).exclude(digest="")  # of the words as they are now
    yield _rows(written.exclude(Exists(said)), "check", "pk", name)


def _of_votes(user):
    """Open ones, in which I have not voted."""
    votes = Vote.objects.visible_to(user).filter(meeting__group__finished_at=None, closed_at=None)
    votes = votes.exclude(item__confidential=True)  # those who are there are asked there
    mine = OnRoll.objects.filter(vote=OuterRef("pk"), person=user)
    yield _rows(votes.exclude(Exists(mine)), "vote", "pk", F("meeting__group__name"), F("question"))


def _of_actions(user):
    """What somebody asks me to do, and what I do whose day comes near."""
    actions, name = Action.objects.filter(group__finished_at=None).open(), F("group__name")
    yield _rows(actions.waiting_for(user), "do", "pk", name, F("what"))
    doing = actions.done_by(user).filter(due_on__lte=localdate() + AHEAD)
    doing = doing.exclude(pk__in=Action.objects.waiting_for(user).values("pk"))
    yield _rows(doing, "doing", "pk", name, F("what"), on=F("due_on"))


def _of_ways(user):
    """Words on how a group of mine works together, to which I have not said yes."""
    groups = Group.objects.of(user).open().annotate(subject=Concat(Value("ways:"), Cast("pk", CharField())))
    newest = Version.objects.of(OuterRef("subject")).values("number")[:1]
    said = Agreement.objects.filter(person=user, taken_back_at=None, version__subject=OuterRef("subject"))
    said = said.filter(version__number=OuterRef("newest"))
    missing = groups.annotate(newest=newest).filter(newest__isnull=False).exclude(Exists(said))
    yield _rows(missing, "ways", "pk", F("name"))


def _of_public(user):
    """What another made for everybody of the minutes of a meeting I was at."""
    yield _rows(PublicMinutes.objects.to_check_by(user), "public", "meeting", F("meeting__group__name"))


def _of_suggestions(user):
    """One row for all that nobody has, or that I have, and that I decide about: how many, and by when."""
    same = {"as_kind": Value("suggestions", CharField()), "as_name": NO_WORDS, "as_words": NO_WORDS, "as_at": NEVER}
    found = Proposal.objects.to_answer(user).order_by().annotate(**same).values(*same)
    found = found.annotate(as_number=Count("pk"), as_on=Min("answer_by"))
    yield found.values_list(*(f"as_{column}" for column in COLUMNS))


SOURCES: tuple[Callable, ...] = (_of_seats, _of_meetings, _of_votes, _of_actions, _of_ways, _of_public, _of_suggestions)


def in_my_groups(user):
    """One query."""
    first, *others = (rows for source in SOURCES for rows in source(user))
    for kind, number, name, words, at, on in first.union(*others, all=True):
        if kind == "suggestions":
            yield from _suggestions(number, on)
            continue
        yield _need(kind, number, {"group": name, "name": words or _("Somebody"), "what": words}, at, on)


def _suggestions(number, on):
    if number:
        said = ngettext("%(n)d suggestion waits for an answer.", "%(n)d suggestions wait for an answer.", number)
        by = datetime.combine(on, time.max, tzinfo=get_current_timezone())
        yield Need(said % {"n": number}, reverse("portal:groups:suggestions"), _("See what"), by=by)


def _need(kind, number, said, at, on) -> Need:
    place, words, button = {
        "asked": ("answer", _("%(name)s asks you to join “%(group)s”."), _("Answer")),
        "asks": ("group", _("%(name)s would like to join “%(group)s”."), _("Open")),
        "more": ("group", _("%(name)s would like to know more about “%(group)s”."), _("Open")),
        "come": ("reply", _("Will you come to “%(group)s”?"), _("Say")),
        "days": ("say-when", _("“%(group)s” looks for a day to meet."), _("Say which days you can")),
        "check": ("minutes", _("What we said at “%(group)s”: is this right?"), _("Read it")),
        "vote": ("vote", _("“%(group)s” votes: %(what)s"), _("Vote")),
        "do": ("action", _("Will you do this for “%(group)s”? %(what)s"), _("Answer")),
        "doing": ("action", _("For “%(group)s”: %(what)s"), _("Open")),
        "public": (
            "in-public",
            _("For everybody, what “%(group)s” said: could somebody know who this is?"),
            _("Read it"),
        ),
        "ways": ("ways", _("How “%(group)s” works together: do you agree?"), _("Read it")),
    }[kind]
    by = datetime.combine(on, time.max, tzinfo=get_current_timezone()) if on else at
    return Need(words % said, reverse(f"portal:groups:{place}", args=[number]), button, by=by)


def suggestions_due(user):
    """For coordinators, on Today: those that are theirs to answer, or to pass on. One query."""
    if user.is_coordinator:
        for one in Proposal.objects.to_answer(user).order_by("answer_by", "pk"):
            words = _("Suggestion %(number)s waits for an answer.") % {"number": one.reference}
            if one.taken_by_id:
                words += " " + _("You have it.")
            yield Due(words, one.answer_by, reverse("portal:groups:suggestion", args=[one.pk]), _("Open"))


def nobody_looks_after(user):
    """For coordinators, on Today. One query."""
    if user.is_coordinator:
        for group in Group.objects.without_anybody():
            words = _("Nobody looks after the group “%(group)s”.") % {"group": group.name}
            yield Due(words, localdate(), reverse("portal:groups:group", args=[group.pk]), _("Open"))
