"""Deciding: more on what was decided, what somebody still thinks, and votes that were agreed to beforehand."""

from django.db import IntegrityError, transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy

from portal.agreement.models import DecisionRule, Tally, Votes
from portal.agreement.services.two_writers import write_into
from portal.audit.services import audited, record
from portal.groups.models import Decision, Dissent, GroupSeat, Minute, OnRoll, OpenBallot, Vote
from portal.groups.services.minutes import ask_again, hold as hold_meeting, stays_among_us
from portal.members.models import User
from portal.notices import services as notices
from portal.refusal import Refusal

LONG = ("reasons", "options", "expect")  # where the words of two writers can stand one under the other


class NoVote(Refusal):
    sentence = gettext_lazy(
        "Your group has not agreed to vote. Talk until all can live with it, or change how you work together: "
        "a vote can be taken at the first meeting after that."
    )


class NotEnough(Refusal):
    sentence = gettext_lazy("There are not enough people here to decide, or not from each side. Decide it next time.")


class Closed(Refusal):
    sentence = gettext_lazy("This vote is closed.")


class HasVoted(Refusal):
    sentence = gettext_lazy("You have voted already. A vote cannot be changed.")


class TooFew(Refusal):
    sentence = gettext_lazy(
        "Too few have voted for it to stay secret: go on, or call the vote off and decide another way."
    )


class DoesNotAddUp(Refusal):
    sentence = gettext_lazy("You ticked as many people as there are votes counted? Please count once more.")


class TooFewOnPaper(Refusal):
    sentence = gettext_lazy(
        "At least three votes on paper, or none: fewer would show how somebody voted. "
        "They can vote here, on a phone of one of you, each with their own way to sign in."
    )


class CountedByOne(Refusal):
    sentence = gettext_lazy("Votes on paper are counted by two. Somebody else who is here counts them too.")


class CountedAlready(Refusal):
    sentence = gettext_lazy("The votes on paper are counted already. Look at the vote once more.")


class CountsDiffer(Refusal):
    sentence = gettext_lazy("The first of you counted otherwise. Count the papers once more, together.")


def may_vote_at(meeting) -> bool:
    """Whether the group agreed to vote before this meeting began."""
    group = meeting.group
    if group.ways is None or group.ways_agreed_at is None or meeting.starts_at is None:
        return False
    return DecisionRule.from_words(group.ways.words).may_vote and group.ways_agreed_at < meeting.starts_at


def how_many_are_here(meeting) -> int:
    """Of those in the group."""
    return GroupSeat.objects.taken().filter(group=meeting.group_id, person__in=meeting.present.values("person")).count()


# --- Votes ------------------------------------------------------------------------------------------------------------
@audited()
def open_vote(*, meeting, item, question: str, both_sides=False, by) -> Vote:
    """`both_sides`: whether enough people from each side are here, as whoever opens it says."""
    held = hold_meeting(meeting)
    stays_among_us(item, held, by)
    if not may_vote_at(held):
        raise NoVote
    rule = DecisionRule.from_words(held.group.ways.words)
    if not rule.is_enough(how_many_are_here(held), both_sides=both_sides):
        raise NotEnough
    given = {"question": question, "votes": rule.votes, "rule": held.group.ways, "opened_by": by}
    vote = Vote.objects.create(meeting=held, item=item, **given)
    record("groups.vote_opened", subject=held.group.about, by=by, vote=vote.pk, both_sides=both_sides)
    return vote


def hold(vote) -> Vote:
    """A vote that is open, after its meeting."""
    meeting = hold_meeting(vote.meeting)
    held = Vote.objects.select_for_update(of=["self"]).select_related("item", "rule").get(pk=vote.pk)
    if not held.is_open:
        raise Closed
    held.meeting = meeting
    return held


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


# --- On paper ---------------------------------------------------------------------------------------------------------
def may_be_on_paper(vote):
    """Seats of those whose vote on paper, or told by phone, can be counted in. Papers of a secret vote lie on the
    table: they are of those who are there."""
    online = vote.roll.filter(on_paper=False).values("person")
    seats = GroupSeat.objects.taken().filter(group=vote.meeting.group_id).exclude(person__in=online)
    if vote.is_secret or vote.item.confidential:
        seats = seats.filter(person__in=vote.meeting.present.values("person"))
    return seats


def takes_papers(vote) -> bool:
    """Whether papers of enough people could be counted in: of a secret vote there are three or none."""
    return may_be_on_paper(vote).count() >= (Tally.SECRET_FROM if vote.is_secret else 1)


@audited()
def count_paper(*, vote, counted: dict[str, int], people, by) -> None:
    """Somebody counts the papers: nothing of what came online is known by then. Whose they are is on the roll from now
    on, and told so. Until somebody else has counted the same, they can be counted anew.

    `counted`: the numbers, by "yes", "no" and "abstain", as many as there are `people`.
    """
    held = hold(vote)
    if held.paper_checked_by_id:
        raise CountedAlready
    papers = {person.pk for person in people}
    may_be = set(may_be_on_paper(held).values_list("person", flat=True))
    if not papers <= may_be or len(papers) != sum(counted.values()) or min(counted.values()) < 0:
        raise DoesNotAddUp
    if held.is_secret and 0 < len(papers) < Tally.SECRET_FROM:
        raise TooFewOnPaper
    before = set(held.roll.filter(on_paper=True).values_list("person", flat=True))
    _take_off_the_roll(held, before - papers)
    OnRoll.objects.bulk_create(OnRoll(vote=held, person_id=pk, on_paper=True) for pk in sorted(papers - before))
    for choice, number in counted.items():
        setattr(held, f"counted_{choice}", number)
    held.paper_by = by if papers else None
    held.save()
    record("groups.paper_counted", subject=held.group.about, by=by, vote=held.pk)
    for person in User.objects.filter(pk__in=papers - before).exclude(pk=by.pk).select_related("about").order_by("pk"):
        _tell_on_paper(held, person, by)


def _about_paper(vote, pk) -> str:
    return f"vote-paper:{vote.pk}-{pk}"


def _take_off_the_roll(vote, people):
    vote.roll.filter(on_paper=True, person__in=people).delete()
    for pk in sorted(people):
        notices.forget(about=_about_paper(vote, pk))


def _tell_on_paper(vote, person, by):
    with notices.speaking_to(person):
        said = {"name": by, "group": vote.group.name}
        title = _("You voted on paper at “%(group)s”") % said
        words = _("%(name)s wrote down that you voted on paper, or told your vote, at “%(group)s”.") % said
        more = _("How you voted does not stand beside your name. Did you not vote? Tell somebody who was there.")
        words = "\n\n".join([words, more])
    path, about = reverse("portal:groups:vote", args=[vote.pk]), _about_paper(vote, person.pk)
    notices.tell(person=person, title=title[:120], words=words, path=path, about=about, by=by)


@audited()
def check_paper(*, vote, counted: dict[str, int], by) -> None:
    """Somebody else counts the same papers, without seeing what the first has written."""
    held = hold(vote)
    if not held.waits_for_a_second:
        raise CountedAlready
    if held.paper_by_id == by.pk:
        raise CountedByOne
    if counted != {choice: getattr(held, f"counted_{choice}") for choice in counted}:
        raise CountsDiffer
    held.paper_checked_by = by
    held.save()
    record("groups.paper_checked", subject=held.group.about, by=by, vote=held.pk)


# --- Closing ----------------------------------------------------------------------------------------------------------
@audited()
def close_vote(*, vote, both_sides=False, by) -> Vote:
    """For good. In a secret vote what was counted on paper goes in with the others."""
    held = hold(vote)
    if held.waits_for_a_second:
        raise CountedByOne
    if held.is_secret and held.is_too_few:
        raise TooFew
    if held.is_secret:
        held.yes, held.no, held.abstain = held.numbers
        held.counted_yes = held.counted_no = held.counted_abstain = 0
    held.closed_at, held.closed_by = timezone.now(), by
    held.was_enough = held.decision_rule.is_enough(how_many_are_here(held.meeting), both_sides=both_sides)
    held.save()
    carried = {"carried": held.is_carried, "both_sides": both_sides}
    record("groups.vote_closed", subject=held.group.about, by=by, vote=held.pk, **carried)
    return held


@audited()
def call_off_vote(*, vote, by) -> None:
    """Closed without any result: what was voted is gone, and who had voted."""
    held = hold(vote)
    _take_off_the_roll(held, set(held.roll.filter(on_paper=True).values_list("person", flat=True)))
    held.roll.all().delete()
    held.ballots.all().delete()
    for name in ("yes", "no", "abstain"):
        setattr(held, name, 0)
        setattr(held, f"counted_{name}", 0)
    held.paper_by = held.paper_checked_by = None
    held.closed_at, held.closed_by, held.called_off = timezone.now(), by, True
    held.save()
    record("groups.vote_called_off", subject=held.group.about, by=by, vote=held.pk)


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
    if words["how"] == Decision.How.VOTE and (vote is None or not vote.is_decided):
        raise NoVote
    decision = Decision.objects.select_for_update(of=["self"]).filter(meeting=held, item=item).first()
    decision = decision or Decision(meeting=held, item=item)
    changed, decision.both = write_into(decision, {box: words[box] for box in LONG if box in words}, before)
    chosen = {name: value for name, value in words.items() if name not in LONG}
    day = decision.review_on
    decision.theirs = _choose(decision, chosen, before)
    if decision.review_on != day:
        decision.reminded_at = decision.looked_at = None
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
        said = {"both_sides": decision.both_sides}
        record("groups.decision_written", subject=held.group.about, by=by, meeting=held.pk, **said)
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
