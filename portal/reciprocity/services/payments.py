"""What is to be paid, for whoever does the payments. Nothing is paid from here, and no bank account is known here."""

from datetime import date

from django.utils import timezone

from portal.audit.services import audited, record
from portal.reciprocity.models import Cost, Reward


def to_pay() -> list:
    """Everything with an amount that somebody said yes to, the earliest day first; also of whoever asks for it."""
    rewards = Reward.objects.to_give().filter(pence__isnull=False).with_all()
    costs = Cost.objects.to_give().with_all()
    return sorted([*rewards, *costs], key=lambda one: (one.by_when or date.max, one.about))


@audited()
def take_payments_file(*, by) -> list:
    """What is to be paid now, and a row in the trail that somebody took it away as a file. Each says on which day it
    stood in a file before: two who take it at once would pay it twice."""
    record("reciprocity.payments_taken", subject="reciprocity:payments", by=by)
    found = to_pay()
    for model in (Reward, Cost):
        taken = [one.pk for one in found if isinstance(one, model)]
        model.objects.filter(pk__in=taken).update(taken_on=timezone.localdate())
    return found
