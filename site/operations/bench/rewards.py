"""What thousands got in three years: vouchers and costs paid back, each with its two entries in the ledger."""

from datetime import timedelta
from itertools import cycle

from django.db import transaction
from django.utils import timezone

from operations.bench.people import coordinator
from portal.members.models import User
from portal.reciprocity.models import Activity, Cost, CostKind, Entry, Giving, Offer, Posting, Reward, RewardKind
from portal.reciprocity.services import ledger

ROWS = 50  # that one person's own pages show
WAITING = 10  # of each kind, on the list of whoever pays
DAYS = 3 * 365
AT_ONCE = 500  # postings in one transaction: each holds a lock until it ends
NAME = "bench-receiver"


def receiver() -> User:
    """Somebody who got so many things that a page of them is full."""
    return User.objects.get_or_create(username=NAME, defaults={"known_as": "Jo"})[0]


def fill(entries: int):
    """Until the ledger has so many entries: half of what was given are vouchers, half are costs."""
    me = receiver()
    people = list(User.objects.filter(username__startswith="member-").order_by("pk")) or [me]
    accounts = {person.pk: ledger.account_of(person) for person in [me, *people]}
    others = entries // 2 - ROWS
    turns = cycle(people)
    to_whom = [me] * ROWS + [next(turns) for _giving in range(others)]
    for start in range(0, len(to_whom), AT_ONCE):
        with transaction.atomic():
            give(to_whom[start : start + AT_ONCE], start, others, accounts)
    wait(people)


def give(to_whom, start, others, accounts):
    by, today = coordinator(), timezone.localdate()
    # Of the one who is looked at, in this month; of the others, over the years.
    days = [
        today - timedelta(days=max(0, n - ROWS) * DAYS // max(1, others)) for n in range(start, start + len(to_whom))
    ]
    rewards = offered(to_whom[::2], days[::2], by)
    costs = asked_back(to_whom[1::2], days[1::2], by)
    things = [thing for pair in zip(rewards, costs, strict=False) for thing in pair]
    posted = post(things, days, by, accounts)
    givings = Giving.objects.bulk_create(
        Giving(person_id=one.person_id, pence=one.pence, on=day, how="hand", by=by, posting=posting, **which_of(one))
        for one, day, posting in zip(things, days, posted, strict=True)
    )
    for thing, giving in zip(things, givings, strict=True):
        thing.given = giving
    Reward.objects.bulk_update(rewards, ["given"])
    Cost.objects.bulk_update(costs, ["given"])


def which_of(thing) -> dict:
    return {"reward" if isinstance(thing, Reward) else "cost": thing}


def offered(people, days, by, answer="yes") -> list[Reward]:
    activities = Activity.objects.bulk_create(Activity(title="Reading the leaflet", day=day) for day in days)
    offers = Offer.objects.bulk_create(
        Offer(activity=activity, person=person, by=by, by_when=activity.day)
        for activity, person in zip(activities, people, strict=True)
    )
    kind = RewardKind.objects.filter(works="voucher").first()
    return Reward.objects.bulk_create(
        Reward(offer=one, kind=kind, pence=2_000, what="Tesco", answer=answer) for one in offers
    )


def asked_back(people, days, by, approved=True) -> list[Cost]:
    activities = Activity.objects.bulk_create(Activity(title="The meeting", day=day) for day in days)
    kind, now = CostKind.objects.filter(by_the_mile=False).first(), timezone.now()
    yes = {"approved_at": now, "approved_by": by, "by_when": now.date()} if approved else {}
    return Cost.objects.bulk_create(
        Cost(activity=one, person=person, kind=kind, on=one.day, pence=460, by=person, confirmed_at=now, **yes)
        for one, person in zip(activities, people, strict=True)
    )


def post(things, days, by, accounts) -> list[Posting]:
    """The entries first: the database adds them up when their posting comes."""
    giver = ledger.account(ledger.ORGANISATION)
    postings = [
        Posting(key=f"bench:{type(one).__name__}:{one.pk}", what="given", on=day, by=by)
        for one, day in zip(things, days, strict=True)
    ]
    Entry.objects.bulk_create(
        Entry(posting_id=posting.pk, account=account, unit=Entry.Unit.PENCE, amount=amount)
        for posting, one in zip(postings, things, strict=True)
        for account, amount in ((giver, -one.pence), (accounts[one.person_id], one.pence))
    )
    return Posting.objects.bulk_create(postings)


def wait(people):
    """Offers to answer and to give, costs to look at and to pay."""
    by, few = coordinator(), (people * WAITING)[:WAITING]
    days = [timezone.localdate()] * len(few)
    offered(few, days, by, answer="")
    offered(few, days, by)
    asked_back(few, days, by, approved=False)
    asked_back(few, days, by)
