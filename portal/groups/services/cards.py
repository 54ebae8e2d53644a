"""What a group decides together: lines on its cards, a card on an agenda, and how much say people have."""

from dataclasses import dataclass, field

from django.db.models import Max
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy

from portal.agreement.services.two_writers import write_into
from portal.audit.services import audited, record
from portal.groups.models import AgendaItem, CardLine, Meeting
from portal.groups.models.cards import BEFORE_JOINING, BEFORE_THE_TOP, Box, Card, Kind, Scope
from portal.groups.services.agenda import DOWN, UP, add_item, hold as hold_meeting
from portal.groups.services.among_us import stay_among_us_from_now_on
from portal.groups.services.starting import hold
from portal.notices import services as notices
from portal.refusal import Refusal

LONG = ("words", "why", "what_we_do")  # where the words of two writers can stand one under the other


class NoReason(Refusal):
    sentence = gettext_lazy("Please say why it is not about this. People want to know.")


class NothingThere(Refusal):
    sentence = gettext_lazy("Please write something down.")


class SomethingElse(Refusal):
    sentence = gettext_lazy("Something else stands there by now. You can change that.")


class NoMeeting(Refusal):
    sentence = gettext_lazy("There is no meeting to come. Offer a day first.")


class NotYet(Refusal):
    """The top of the ladder, before the group has said what it takes. `missing`: those cards."""

    def __init__(self, missing):
        super().__init__()
        self.missing = missing

    def __str__(self):
        words = _("You can call it that when these cards are filled in: %(cards)s")
        return words % {"cards": " ".join(str(card.label) for card in self.missing)}


@dataclass
class Written:
    """`both`: the words of two writers stand there. `theirs`: what another chose meanwhile, and mine took the place of.
    `anew`: another had taken the line out, and it stands there again."""

    line: CardLine
    both: bool = False
    theirs: list[tuple[Box, str]] = field(default_factory=list)
    anew: bool = False


# --- Writing ----------------------------------------------------------------------------------------------------------
@audited()
def write_line(*, group, card: Card, line: int | None = None, said: dict, before: dict[str, str], by) -> Written:
    """Write a line of a card: a new one, or one that is there. Nobody's words are lost.

    `said`: what stands in the boxes. `before`: what stood in them when the form was opened, as text.
    """
    held = hold(group)
    now = _the_line(held, card, line, said)
    written = Written(now or CardLine(group=held, card=card, by=by, order=_last(held, card) + 1))
    written.anew = bool(line) and (written.line.pk != line or written.line.taken_out_at is not None)
    rung_before = None if written.line.taken_out_at else written.line.rung
    written.line.taken_out_at = None
    changed, written.both = _put(written, said, before if now and now.pk == line else {})
    _check(written.line, rung_before)
    if changed or written.anew or now is None:
        written.line.save()
        if card is Card.KIND and written.line.sort == Kind.REFLECTIVE:
            stay_among_us_from_now_on(held)
        record("groups.card_written", subject=held.about, by=by, card=card.value)
    if written.line.rung != rung_before:
        _say_changed(written.line, rung_before, by)
    return written


def _the_line(group, card, line, said) -> CardLine | None:
    """The one that is meant, held: of some cards there is one only, and of the ladder one for each part of the work."""
    found = group.card_lines.select_for_update(of=["self"]).filter(card=card).select_related("stage", "rung")
    there = found.filter(pk=line).first() if line else None
    if there and there.taken_out_at is None:
        return there
    if card.is_one or card is Card.SAY:
        stage = there.stage if there else said.get("stage")
        there = found.standing().filter(stage=stage).first() or there
    return there


def _last(group, card) -> int:
    return group.card_lines.filter(card=card).aggregate(last=Max("order"))["last"] or 0


def _put(written, said, before) -> tuple[bool, bool]:
    line = written.line
    changed, both = write_into(line, {box: said[box] for box in LONG if box in said}, before)
    boxes = {box.name: box for box in Card(line.card).sheet.boxes}
    for box, mine in said.items():
        now = getattr(line, box)
        if box in LONG or as_text(mine) in (before.get(box, ""), as_text(now)):
            continue
        if as_text(now) != before.get(box, ""):
            written.theirs.append((boxes[box], line.sort_words if box == "sort" else str(now)))
        setattr(line, box, mine)
        changed = True
    return changed, both


def as_text(value) -> str:
    """What stands in a box, as a form sends it back."""
    if value is None:
        return ""
    return str(getattr(value, "pk", value))


def _check(line, rung_before) -> None:
    if line.card == Card.SCOPE and line.sort == Scope.OUT and not line.why.strip():
        raise NoReason
    if not (line.words.strip() or line.rung or (line.card == Card.KIND and line.sort)):
        raise NothingThere
    if line.rung and line.rung.is_top and line.rung != rung_before and (missing := missing_before_the_top(line.group)):
        raise NotYet(missing)


@audited()
def take_line_out(*, line, by) -> None:
    """It does not stand on the card any more, and can be put back. The trail says who took it out."""
    found = _held(line)
    if found.taken_out_at is None:
        found.taken_out_at = timezone.now()
        found.save()
        record("groups.line_taken_out", subject=found.group.about, by=by, card=found.card)
        if found.rung:
            before, found.rung = found.rung, None
            _say_changed(found, before, by)


@audited()
def put_line_back(*, line, by) -> None:
    found = _held(line)
    if found.taken_out_at is None:
        return
    card = Card(found.card)
    same = found.group.card_lines.standing().filter(card=card)
    same = same.filter(stage=found.stage) if card is Card.SAY else same
    if (card.is_one or card is Card.SAY) and same.exists():
        raise SomethingElse
    _check(found, None)
    found.taken_out_at = None
    found.save()
    if card is Card.KIND and found.sort == Kind.REFLECTIVE:
        stay_among_us_from_now_on(found.group)
    record("groups.card_written", subject=found.group.about, by=by, card=found.card)
    if found.rung:
        _say_changed(found, None, by)


def _held(line) -> CardLine:
    """As it is now, after its group."""
    group = hold(line.group)
    lines = CardLine.objects.select_for_update(of=["self"]).select_related("rung", "stage")
    found = lines.get(pk=line.pk)
    found.group = group
    return found


@audited()
def move_line(*, line, direction, by) -> None:
    """One place up or down on its card."""
    held = hold(line.group)
    lines = list(
        held.card_lines.standing().select_for_update(of=["self"]).filter(card=line.card).order_by("order", "pk")
    )
    here = next((n for n, one in enumerate(lines) if one.pk == line.pk), None)
    if here is None:
        return
    there = here + {UP: -1, DOWN: 1}[direction]
    if 0 <= there < len(lines):
        lines[here], lines[there] = lines[there], lines[here]
        for n, one in enumerate(lines, start=1):
            one.order = n
        CardLine.objects.bulk_update(lines, ["order"])
        record("groups.card_written", subject=held.about, by=by, card=line.card)


# --- How much say people have -----------------------------------------------------------------------------------------
def missing_before_the_top(group) -> list[Card]:
    """What a group has to write down before its work may call itself the top of the ladder.

    Numbers by side count for the balance only where everybody in the group sees them: a hint at others would say how
    somebody is here.
    """
    lines = group.card_lines.standing().exclude(words="").exclude(card=Card.SCOPE, sort__in=[Scope.OUT, Scope.UNKNOWN])
    filled = set(lines.values_list("card", flat=True))
    if group.balance.may_be_shown and group.balance.is_even:
        filled.add(Card.BALANCE)
    return [card for card in BEFORE_THE_TOP if card not in filled]


def _say_changed(line, before, by) -> None:
    """It is in the trail, and everybody in the group hears of it. `line.rung` is None when nothing is said any more."""
    group, now = line.group, line.rung
    steps = {"rung": now and now.pk, "before": before and before.pk, "stage": line.stage_id}
    record("groups.say_changed", subject=group.about, by=by, **steps)
    about = f"group-say:{group.pk}-{line.stage_id or 0}"
    notices.forget(about=about)
    for seat in group.seats.taken().exclude(person=by).select_related("person__about"):
        with notices.speaking_to(seat.person):
            said = {
                "group": group.name,
                "who": by,
                "part": line.stage.localized.title if line.stage else _("All of it"),
                "now": now.localized.plain_name if now else _("nothing is said"),
                "before": before.localized.plain_name if before else _("nothing was said"),
            }
            title = _("How much say people have in “%(group)s”") % said
            words = [_("%(who)s changed how much say people have in “%(group)s”.") % said]
            words.append(_("%(part)s: %(now)s. Before: %(before)s.") % said)
            words += [_("Why: %(why)s") % {"why": line.why}] if now and line.why else []
        notices.tell(
            person=seat.person,
            title=title[:120],
            words="\n\n".join(words),
            path=reverse("portal:groups:card", args=[group.pk, Card.SAY.value]),
            about=about,
            by=by,
        )


# --- Meetings and invitations -----------------------------------------------------------------------------------------
def next_meeting(group) -> Meeting | None:
    """Where a card can be talked about."""
    return next((one for one in Meeting.objects.filter(group=group).to_come() if one.takes_items), None)


@audited()
def bring_card(*, group, card: Card, by) -> AgendaItem:
    """Put a card on the agenda of the next meeting. Twice pressed, also by two people, it stands there once."""
    meeting = next_meeting(group)
    if meeting is None:
        raise NoMeeting
    held = hold_meeting(meeting)
    there = held.items.filter(card=card).first()
    if there:
        return there
    return add_item(meeting=held, what=str(card.label), why=AgendaItem.Why.DECIDE, card=card, raised_by=by, by=by)


def outline_in_words(group) -> list[str]:
    """What the group wants to reach, what it is about and what not: for whoever is asked to join."""
    words = []
    for card in BEFORE_JOINING:
        for line in group.outline.get(card, []):
            said = {"words": line.words, "why": line.why}
            if card == Card.GOAL:
                words.append(_("What it wants to reach: %(words)s") % said)
            elif line.sort == Scope.IN:
                words.append(_("It is about: %(words)s") % said)
            elif line.sort == Scope.OUT:
                words.append(_("It is not about: %(words)s (%(why)s)") % said)
    return words


def offer_in_words(group) -> str:
    """What people get in this group, as its card says: what a meeting says of itself counts more."""
    return "; ".join(line.words.rstrip(".") for line in group.cards.get(Card.OFFER, []))


def has_no_offer(meeting) -> bool:
    """Neither the meeting nor its group says what people get for coming: not even that there is nothing."""
    return not meeting.you_get and not offer_in_words(meeting.group)


# --- Catching up ------------------------------------------------------------------------------------------------------
def note_caught_up(*, seat) -> None:
    """They have opened what the group has done so far."""
    if seat.caught_up_at is None:
        type(seat).objects.filter(pk=seat.pk).update(caught_up_at=timezone.now())
