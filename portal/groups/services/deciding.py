"""Deciding: more on what was decided, what somebody still thinks, and votes that were agreed to beforehand."""

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.agreement.models import DecisionRule, Votes
from portal.audit.services import audited, record
from portal.groups.models import Decision, Dissent, GroupSeat, Minute, OnRoll, OpenBallot, Vote
from portal.groups.services.minutes import ask_again, hold as hold_meeting, stays_among_us
from portal.groups.services.two_writers import write_into
from portal.members.models import Balance
from portal.refusal import Refusal

LONG = ("reasons", "options", "expect")  # where the words of two writers can stand one under the other


class NoVote(Refusal):
    sentence = _(
        "Your group has not agreed to vote. Talk until all can live with it, or change how you work together: "
        "a vote can be taken at the first meeting after that."
    )


class NotEnough(Refusal):
    sentence = _("There are not enough people here to decide, from each side. Decide it next time.")


class Closed(Refusal):
    sentence = _("This vote is closed.")


class HasVoted(Refusal):
    sentence = _("You have voted already. A vote cannot be changed.")


class DoesNotAddUp(Refusal):
    sentence = _("You ticked as many people as there are votes counted? Please count once more.")


def may_vote_at(meeting) -> bool:
    """Whether the group agreed to vote before this meeting began."""
    group = meeting.group
    if group.ways is None or group.ways_agreed_at is None or meeting.starts_at is None:
        return False
    return DecisionRule.from_words(group.ways.words).may_vote and group.ways_agreed_at < meeting.starts_at


def present_balance(meeting) -> Balance:
    """The sides of those who are there."""
    seats = GroupSeat.objects.taken().filter(group=meeting.group_id, person__in=meeting.present.values("person"))
    return Balance.of(seats.values_list("side", flat=True))


# --- Votes ------------------------------------------------------------------------------------------------------------
@audited()
def open_vote(*, meeting, item, question: str, by) -> Vote:
    held = hold_meeting(meeting)
    stays_among_us(item, held, by)
    if not may_vote_at(held):
        raise NoVote
    rule = DecisionRule.from_words(held.group.ways.words)
    if not rule.is_enough(present_balance(held)):
        raise NotEnough
    given = {"question": question, "votes": rule.votes, "rule": held.group.ways, "opened_by": by}
    vote = Vote.objects.create(meeting=held, item=item, **given)
    record("groups.vote_opened", subject=held.group.about, by=by, vote=vote.pk)
    return vote


@transaction.atomic
def cast(*, vote, choice: OpenBallot.Choice, by) -> None:
    """One person, one vote, which is never changed. Of a secret one nothing is kept but a name on the roll and a number
    that goes up; no trail either."""
    held = Vote.objects.select_for_update(of=["self"]).select_related("meeting").get(pk=vote.pk)
    if not held.is_open:
        raise Closed
    if not GroupSeat.objects.taken().filter(group=held.meeting.group_id, person=by).exists():
        raise Closed
    try:
        with transaction.atomic():
            OnRoll.objects.create(vote=held, person=by)
    except IntegrityError as twice:
        raise HasVoted from twice
    choice = OpenBallot.Choice(choice)
    Vote.objects.filter(pk=held.pk).update(**{choice.value: F(choice.value) + 1})
    if held.votes == Votes.OPEN:
        OpenBallot.objects.create(vote=held, person=by, choice=choice)


@audited()
def close_vote(*, vote, counted: dict[str, int], people, by) -> Vote:
    """Add what was counted in the room, by phone or on paper beside what came online, and close it for good.

    `counted`: the numbers, by "yes", "no" and "abstain"; `people`: whose votes they are: as many as the numbers say,
    and none who voted online. In a secret vote they go in with the others, or one vote on paper would be somebody's.
    """
    meeting = hold_meeting(vote.meeting)
    held = Vote.objects.select_for_update(of=["self"]).get(pk=vote.pk)
    if not held.is_open:
        raise Closed
    held.meeting = meeting
    seated = set(meeting.group.seats.taken().values_list("person", flat=True))
    voted = set(held.roll.values_list("person", flat=True))
    new = {person.pk for person in people}
    if new & voted or not new <= seated or len(new) != sum(counted.values()):
        raise DoesNotAddUp
    OnRoll.objects.bulk_create(OnRoll(vote=held, person_id=pk) for pk in sorted(new))
    kept = "{}" if held.is_secret else "counted_{}"
    for choice, number in counted.items():
        name = kept.format(choice)
        setattr(held, name, getattr(held, name) + number)
    held.closed_at = timezone.now()
    held.was_enough = held.decision_rule.is_enough(present_balance(meeting))
    held.save()
    record("groups.vote_closed", subject=meeting.group.about, by=by, vote=held.pk, carried=held.is_carried)
    return held


# --- Decisions --------------------------------------------------------------------------------------------------------
@audited()
def write_decision(*, meeting, item, by, decided: str, before=None, vote=None, **words) -> Decision:
    """What was decided about an item, and more on it. It names the version of the rule that it was taken by.

    `before`: what stood in the boxes when the form was opened, as text; what another wrote meanwhile stays. `both` of
    the decision says whether the words of two writers stand there; `theirs`, what mine took the place of, by its box.
    """
    before = before or {}
    held = hold_meeting(meeting)
    stays_among_us(item, held, by)
    if words["how"] == Decision.How.VOTE and (vote is None or vote.is_open):
        raise NoVote
    decision = Decision.objects.select_for_update(of=["self"]).filter(meeting=held, item=item).first()
    decision = decision or Decision(meeting=held, item=item)
    if words.get("review_on") != decision.review_on:
        decision.reminded_at = decision.looked_at = None
    changed, decision.both = write_into(decision, {box: words[box] for box in LONG if box in words}, before)
    chosen = {name: value for name, value in words.items() if name not in LONG}
    decision.theirs = _choose(decision, chosen, before)
    rule = vote.rule if vote else held.group.ways
    if changed or chosen or decision.pk is None or (decision.vote, decision.rule) != (vote, rule):
        decision.vote, decision.rule = vote, rule
        decision.save()
        changed = True
    minute = Minute.objects.filter(meeting=held, item=item).first() or Minute(meeting=held, item=item)
    decided_anew, both = write_into(minute, {"decided": decided}, before)
    if decided_anew:
        minute.save()
    decision.both = decision.both or both
    if changed or decided_anew:
        ask_again(held)
        record("groups.decision_written", subject=held.group.about, by=by, meeting=held.pk)
    return decision


def _choose(decision, chosen: dict, before: dict[str, str]) -> dict[str, str]:
    """Leaves in `chosen` what differs from what stands there. What another chose meanwhile, and mine takes the place
    of."""
    theirs = {}
    for name, mine in list(chosen.items()):
        now = _as_text(getattr(decision, name))
        if decision.pk and _as_text(mine) in (before.get(name), now):
            del chosen[name]
            continue
        if decision.pk and now != before.get(name, now):
            theirs[name] = now
        setattr(decision, name, mine)
    return theirs


def _as_text(value) -> str:
    return "" if value is None else str(value)


@audited()
def still_think(*, decision, words: str, by) -> None:
    """In their own words; empty takes it away."""
    held = hold_meeting(decision.meeting)
    stays_among_us(decision.item, held, by)
    if words.strip():
        Dissent.objects.update_or_create(decision=decision, person=by, defaults={"words": words})
    else:
        Dissent.objects.filter(decision=decision, person=by).delete()
    record("groups.dissent_written", subject=held.group.about, by=by, meeting=held.pk)
