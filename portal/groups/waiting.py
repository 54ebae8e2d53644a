"""What waits for somebody in their groups: all of it in one query, since everybody's home asks for it."""

from datetime import datetime, time, timedelta

from django.db.models import (
    BooleanField,
    CharField,
    Count,
    DateField,
    DateTimeField,
    Exists,
    F,
    IntegerField,
    Min,
    OuterRef,
    Q,
    Value,
)
from django.db.models.functions import Cast, Concat
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import get_current_timezone, localdate
from django.utils.translation import gettext, gettext_lazy as _, ngettext

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
from portal.needs import AT_FIRST, Need, soonness
from portal.prepared import Given, Prepared
from portal.today import Due

AHEAD = timedelta(days=7)
# The columns of every part: which kind it is, the number that its address needs, the group and its name, words, when.
NO_WORDS = Value("", CharField())
NEVER = Cast(Value(None), DateTimeField())
NO_DAY = Cast(Value(None), DateField())

# Of each kind: the page where it is answered, what is said of it, and the words of its button.
KINDS = {
    "asked": ("answer", _("%(name)s asks you to join “%(group)s”."), _("Answer")),
    "asks": ("people", _("%(name)s would like to join “%(group)s”."), _("Open")),
    "more": ("people", _("%(name)s would like to know more about “%(group)s”."), _("Open")),
    "come": ("reply", _("Will you come to “%(group)s”?"), _("Say")),
    "helps": ("reply", _("What would help you to take part in “%(group)s”?"), _("Say")),
    "days": ("say-when", _("“%(group)s” looks for a day to meet."), _("Say which days you can")),
    "no-day": ("offer-dates", _("“%(group)s”: no day was chosen, and all of them are over."), _("Offer other days")),
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
}


ME = Given("me", IntegerField())
NOW_OR_LATER = Given("still_on_since", DateTimeField())
NOW = Given("now", DateTimeField())
NEAR = Given("near", DateField())
COORDINATES = Given("coordinates", BooleanField())
MINE = Group.objects.of(ME).open().values("pk")
KEPT = Group.objects.looked_after_by(ME).open().values("pk")


def _rows(found, kind, number: str, group="group", words=NO_WORDS, at=NEVER, on=NO_DAY):
    """`group`: the way to its group from what is found; empty, when that is a group."""
    of, name = (F(f"{group}__pk"), F(f"{group}__name")) if group else (F("pk"), F("name"))
    kind = Value(kind, CharField()) if isinstance(kind, str) else kind
    return found.order_by().values_list(kind, F(number), of, name, words, at, on)


def _seats():
    """Groups that ask me; and people who ask, or would like to know more, of those I look after."""
    seats = GroupSeat.objects.filter(group__finished_at=None)
    yield _rows(seats.filter(person=ME, state="asked"), "asked", "group", words=F("asked_by__known_as"))
    kept = seats.filter(group__in=KEPT, state__in=["asks", "more"]).exclude(person=ME)
    yield _rows(kept, F("state"), "group", words=F("person__known_as"))


def _meetings():
    """To which I have not said when I can, or whether I come; and minutes of which I have not said they are right."""
    meetings = Meeting.objects.filter(group__in=MINE)
    this = {"meeting": OuterRef("pk"), "person": ME}
    to_come = meetings.filter(starts_at__gte=NOW, called_off_at=None)
    yield _rows(
        to_come.exclude(Exists(Reply.objects.filter(**this).exclude(answer=""))), "come", "pk", at=F("starts_at")
    )
    counted = Exists(Reply.objects.filter(**this, counted=True))
    yield _rows(to_come.filter(counted), "helps", "pk", at=F("starts_at"))
    answered = DateAnswer.objects.filter(date__meeting=OuterRef("pk"), person=ME)
    no_day = Meeting.objects.filter(starts_at=None, called_off_at=None)
    to_choose = Meeting.has_a_day_to_choose(NOW_OR_LATER)
    later = Meeting.objects.filter(group=OuterRef("group"), pk__gt=OuterRef("pk"))
    yield _rows(no_day.filter(group__in=KEPT).exclude(to_choose | Exists(later)), "no-day", "group")
    no_day = no_day.filter(to_choose, group__in=MINE)
    yield _rows(no_day.exclude(Exists(answered)), "days", "pk")
    written = meetings.filter(present__person=ME, to_check_since__isnull=False, approved_at=None)
    said = Check.objects.filter(**this).exclude(digest="")  # of the words as they are now
    yield _rows(written.exclude(Exists(said)), "check", "pk")


def _votes():
    """Open ones, in which I have not voted. About something confidential, those who are there are asked there."""
    votes = Vote.objects.filter(meeting__group__in=MINE, closed_at=None, item__confidential=False)
    mine = OnRoll.objects.filter(vote=OuterRef("pk"), person=ME)
    yield _rows(votes.exclude(Exists(mine)), "vote", "pk", "meeting__group", words=F("question"))


def _actions():
    """What somebody asks me to do, and what I do whose day comes near."""
    actions = Action.objects.filter(group__finished_at=None).open()
    yield _rows(actions.waiting_for(ME), "do", "pk", words=F("what"))
    doing = actions.done_by(ME).filter(due_on__lte=NEAR).exclude(pk__in=Action.objects.waiting_for(ME).values("pk"))
    yield _rows(doing, "doing", "pk", words=F("what"), on=F("due_on"))


def _ways():
    """Words on how a group of mine works together, to which I have not said yes."""
    groups = Group.objects.filter(pk__in=MINE).alias(subject=Concat(Value("ways:"), Cast("pk", CharField())))
    newest = Version.objects.of(OuterRef("subject")).values("number")[:1]
    said = Agreement.objects.filter(person=ME, taken_back_at=None, version__subject=OuterRef("subject"))
    said = said.filter(version__number=OuterRef("newest"))
    missing = groups.alias(newest=newest).filter(newest__isnull=False).exclude(Exists(said))
    yield _rows(missing, "ways", "pk", group="")


def _public():
    """What another made for everybody of the minutes of a meeting I was at."""
    yield _rows(PublicMinutes.objects.to_check_by(ME), "public", "meeting", "meeting__group")


def _proposals():
    """One row for all that nobody has, or that I have, and that I decide about: how many, and by when."""
    found = Proposal.objects.to_decide(ME, coordinates=Q(COORDINATES)).order_by()
    found = found.annotate(kind=Value("suggestions", CharField())).values("kind")
    found = found.annotate(many=Count("pk"), by=Min("answer_by"))
    yield found.values_list("kind", "many", Value(0), NO_WORDS, NO_WORDS, NEVER, "by")


def _all():
    parts = (_seats, _meetings, _votes, _actions, _ways, _public, _proposals)
    first, *others = (rows for part in parts for rows in part())
    return first.union(*others, all=True)


WAITING = Prepared(_all)


def in_my_groups(user):
    """One query."""
    for kind, number, _of, *said in _all_of(user):
        yield from _suggestions(number, said[-1]) if kind == "suggestions" else [_need(kind, number, *said)]


def in_this_group(user, group) -> list[Need]:
    """For its own page, where stands already who asks whom to join. One query."""
    rows = [row for row in _all_of(user) if row[2] == group.pk and row[0] not in ("asked", "asks", "more")]
    rows.sort(key=lambda row: soonness(_by(*row[-2:])))
    return [_need(kind, number, *said) for kind, number, _of, *said in rows[:AT_FIRST]]


def _all_of(user):
    return WAITING.rows(
        me=user.pk,
        still_on_since=(now := timezone.now()) - Meeting.LASTS,
        now=now,
        near=localdate() + AHEAD,
        coordinates=user.is_coordinator,
    )


def _suggestions(number, on):
    if number:
        said = ngettext("%(n)d suggestion waits for an answer.", "%(n)d suggestions wait for an answer.", number)
        yield Need(said % {"n": number}, reverse("portal:groups:suggestions"), gettext("See what"), by=_by(None, on))


def _need(kind, number, name, words, at, on) -> Need:
    place, sentence, button = KINDS[kind]
    said = {"group": name, "name": words or gettext("Somebody"), "what": words}
    return Need(sentence % said, reverse(f"portal:groups:{place}", args=[number]), str(button), by=_by(at, on))


def _by(at, on) -> datetime | None:
    """A day goes on until it ends."""
    return datetime.combine(on, time.max, tzinfo=get_current_timezone()) if on else at


def suggestions_due(user):
    """For coordinators, on Today: those that are theirs to answer, or to pass on. One query."""
    if user.is_coordinator:
        for one in Proposal.objects.to_answer(user).order_by("answer_by", "pk"):
            words = gettext("Suggestion %(number)s waits for an answer.") % {"number": one.reference}
            if one.taken_by_id:
                words += " " + gettext("You have it.")
            yield Due(words, one.answer_by, reverse("portal:groups:suggestion", args=[one.pk]), gettext("Open"))


def nobody_looks_after(user):
    """For coordinators, on Today. One query."""
    if user.is_coordinator:
        for group in Group.objects.without_anybody():
            words = gettext("Nobody looks after the group “%(group)s”.") % {"group": group.name}
            yield Due(words, localdate(), reverse("portal:groups:group", args=[group.pk]), gettext("Open"))
