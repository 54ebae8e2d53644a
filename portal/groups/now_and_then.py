"""What stands on a group's page now and then: that there is none of it is found out by one short question."""

from django.db.models import CharField, DateField, DateTimeField, IntegerField, Value
from django.utils import timezone

from portal.groups.models import Decision, Paper
from portal.prepared import Given, Prepared

SHOWN = 10  # of each
ME, GROUP = Given("me", IntegerField()), Given("group", IntegerField())
NOW, TODAY = Given("now", DateTimeField()), Given("today", DateField())


def _all():
    papers = Paper.objects.shown_to(ME, now=NOW).sent_to(GROUP)
    decisions = Decision.objects.of_groups_of(ME).filter(meeting__group=GROUP).readable_by(ME).to_look_at_again(TODAY)
    kinds = [(papers, "papers"), (decisions, "decisions")]
    first, second = (found.order_by().values_list(Value(kind, CharField()), "pk") for found, kind in kinds)
    return first.union(second, all=True)


NUMBERS = Prepared(_all)


def now_and_then(user, group) -> dict[str, list]:
    """`papers` that came with messages, as long as those are kept, the newest first; `look_again`: see below. One query
    more for each of them that there is."""
    numbers = _numbers(user, group)
    papers = Paper.objects.filter(pk__in=numbers["papers"]).select_related("added_by").order_by("-pk")
    return {"papers": list(papers[:SHOWN]) if numbers["papers"] else [], "look_again": _decisions(numbers)}


def to_look_at_again(user, group) -> list:
    """What they decided, where the day has come that they chose for it. One query more where there is any."""
    return _decisions(_numbers(user, group))


def _numbers(user, group) -> dict[str, list]:
    numbers = {"papers": [], "decisions": []}
    if user.is_active:
        for kind, number in NUMBERS.rows(me=user.pk, group=group.pk, now=timezone.now(), today=timezone.localdate()):
            numbers[kind].append(number)
    return numbers


def _decisions(numbers) -> list:
    decisions = Decision.objects.filter(pk__in=numbers["decisions"]).select_related("item").order_by("review_on", "pk")
    return list(decisions[:SHOWN]) if numbers["decisions"] else []
