"""What somebody did here, to keep or to show to others: what and when, and never what they got for it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone

from portal.reciprocity.models import Contribution, Reward


@dataclass(frozen=True)
class Done:
    """One thing: which it is, its title, its day, and how many minutes it took where that is known."""

    which: str
    title: str
    day: date | None = None
    minutes: int = 0


def of_offers(person, gave=None) -> Iterable[Done]:
    """What they were offered something for and said yes to, also when it went to somebody else; once it is over.
    `gave`: what they wrote down, with hours of its own, that stands beside it."""
    today = timezone.localdate()
    gave = Contribution.objects.given_by(person) if gave is None else gave
    wrote_down = gave.values("activity")
    rewards = Reward.objects.of(person).filter(answer__in=Reward.TAKES, withdrawn_at=None)
    rewards = rewards.exclude(offer__activity__in=wrote_down)
    for offer in {reward.offer_id: reward.offer for reward in rewards.with_all().order_by("pk")}.values():
        day = offer.activity.day
        if day is None or day <= today:
            yield Done(f"offer-{offer.pk}", offer.activity.title, day, offer.minutes or 0)


def of_contributions(person, gave=None) -> Iterable[Done]:
    gave = Contribution.objects.given_by(person) if gave is None else gave
    for one in gave.with_all().order_by("pk"):
        yield Done(f"gave-{one.pk}", one.what_for, one.on, one.minutes or 0)


def done_by(person, gave=None) -> list[Done]:
    """All of it, the last first; of what they gave, only `gave`, where that is said."""
    done = [*of_offers(person, gave), *of_contributions(person, gave)]
    return sorted(done, key=lambda one: one.day or date.min, reverse=True)


def shown_for(asked) -> list[Done]:
    """What whoever writes a reference sees: what they know of anyhow, and what the person chose to show of what they
    gave; and nothing once it is written."""
    if not asked.is_open:
        return []
    return done_by(asked.person, Contribution.objects.given_by(asked.person).filter(pk__in=asked.shows.values("pk")))


@dataclass(frozen=True)
class Certificate:
    """Of one thing, or of everything between two days; `minutes` stand where they are to be shown."""

    done: list[Done]
    minutes: int = 0

    @property
    def days(self) -> list[date]:
        return sorted(one.day for one in self.done if one.day)

    @property
    def first(self) -> date | None:
        return next(iter(self.days), None)

    @property
    def last(self) -> date | None:
        return next(reversed(self.days), None)


def certificate_of(done, *, which="", first=None, last=None, hours=False) -> Certificate:
    """Out of what they did. What has no day is in it as long as no days are named."""
    if which:
        done = [one for one in done if one.which == which]
    elif first or last:
        between = (first or date.min, last or date.max)
        done = [one for one in done if one.day and between[0] <= one.day <= between[1]]
    if not hours:
        done = [replace(one, minutes=0) for one in done]
    return Certificate(done, sum(one.minutes for one in done))


def to_come_between(person, first, last) -> list[Reward]:
    """What they are offered, or said yes to for themselves, for those days, and have not got. No "no" is in it."""
    day = Coalesce("offer__activity__day", "offer__by_when", TruncDate("offer__made_at"))
    found = Reward.objects.of(person).to_come().with_all().annotate(day=day)
    return list(found.filter(day__range=(first, last)).order_by("day", "pk"))
