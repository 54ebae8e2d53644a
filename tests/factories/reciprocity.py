"""What people are offered, answer, and get."""

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from portal.groups.services import call_off
from portal.reciprocity.models import (
    Budget,
    Contribution,
    ContributionKind,
    Cost,
    CostKind,
    Policy,
    Reward,
    RewardKind,
    Spending,
    TimeTransfer,
)
from portal.reciprocity.services import (
    answer,
    approve,
    claim,
    give,
    give_from_pot,
    give_hours,
    keep_budget,
    offer,
    propose,
    spend,
    write_down,
)
from tests.factories.groups import group, meeting


def kind(works="voucher") -> RewardKind:
    return RewardKind.objects.filter(works=works).first()


def reward(person, *, by, works="voucher", pence=2_000, what="Tesco", title="Reading the leaflet", **about) -> Reward:
    """Offered, and not answered yet."""
    pence = None if works == "thing" else pence
    offered = {"kind": kind(works), "pence": pence, "what": what}
    return offer(person=person, title=title, rewards=[offered], by=by, **about).rewards.with_all().get()


def answered(person, *, by, says="yes", **given) -> Reward:
    more = {name: given.pop(name) for name in ("takes_pence", "goes_to") if name in given}
    made = reward(person, by=by, **given)
    answer(reward=made, answer=says, by=person, **more)
    return fresh(made)


def got(person, *, by, on=None, how="hand", code="", **given) -> Reward:
    made = answered(person, by=by, **given)
    give(thing=made, on=on or timezone.localdate(), how=how, code=code, by=by)
    return fresh(made)


def called_off(person, *, by, says="yes", **given) -> Reward:
    """Offered for a meeting that does not take place."""
    made = meeting(group(person))
    reward = answered(person, by=by, says=says, subject=made.about, **given)
    call_off(meeting=made, by=person)
    return fresh(reward)


def budget(*, by, name="The art group", pence=20_000, lines=None, days=100, subject="") -> Budget:
    """In force today."""
    first, last = (timezone.localdate() + timedelta(days=many) for many in (-days, days))
    said = {"name": name, "pence": pence, "first": first, "last": last, "subject": subject}
    return keep_budget(by=by, lines=lines or {}, **said)


def spent(budget, *, by, pence=1_500, line="access", what="A hearing loop", on=None) -> Spending:
    return spend(budget=budget, line=line, what=what, pence=pence, on=on or timezone.localdate(), by=by)


def cost(person, *, by=None, pence=460, kind="Bus, tram or train", title="The Tuesday meeting", **said) -> Cost:
    """Sent by the person, or written down for them `by` somebody."""
    given = {"kind": CostKind.objects.get(name=kind), "on": timezone.localdate(), "pence": pence} | said
    return fresh(claim(person=person, by=by or person, title=title, **given))


def approved(person, *, by, **said) -> Cost:
    made = cost(person, **said)
    approve(cost=made, by=by)
    return fresh(made)


def paid(person, *, by, on=None, **said) -> Cost:
    made = approved(person, by=by, **said)
    give(thing=made, on=on or timezone.localdate(), how="paid", by=by)
    return fresh(made)


def gave(person, *, by=None, kind="Peer support", on=None, minutes=120, **said) -> Contribution:
    """Written down by the person themselves, or for them `by` somebody whom they rang."""
    kind = ContributionKind.objects.get(name=kind)
    on = on or timezone.localdate()
    made = write_down(by=by or person, person=person, kind=kind, on=on, minutes=minutes, **said)
    return fresh(made)


def proposed(*people, subject="meeting:1", title="Bus fares", source="meeting", day=None, **more) -> Contribution:
    """Written down by itself for each of them; the last one's."""
    propose(people=people, subject=subject, title=title, source=source, day=day or timezone.localdate(), **more)
    return Contribution.objects.with_all().get(person=people[-1], activity__subject=subject)


def time_credits(on=True, *, by) -> None:
    """From today on."""
    Policy.objects.update_or_create(since=timezone.localdate(), defaults={"time_credits": on, "by": by})


def hours(by, to=None, *, minutes=120, from_pot=False, what="", key=None) -> TimeTransfer:
    """Given to somebody, or into the pot."""
    verb = give_from_pot if from_pot else give_hours
    return fresh(verb(by=by, to=to, minutes=minutes, what=what, key=uuid4() if key is None else key))


def fresh(made):
    return type(made).objects.with_all().get(pk=made.pk)
