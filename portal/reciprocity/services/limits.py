"""A private limit: who set one, and how high it is, nobody but they learn. So the trail does not say that they did."""

from django.db import transaction
from django.db.models import Sum
from django.db.models.functions import Coalesce
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from portal.members.services.holding import hold
from portal.reciprocity.models import Limit, Reward
from portal.reciprocity.money import pounds
from portal.reciprocity.services.offering import expected_on


@transaction.atomic
def set_limit(*, each: str, pence: int | None, by) -> None:
    """Their own. Without a week or a month they are not warned."""
    person = hold(by)
    if each:
        Limit.objects.update_or_create(person=person, defaults={"each": each, "pence": pence})
    else:
        Limit.objects.filter(person=person).delete()


def warning(reward) -> str:
    """For its person alone: that with this offer they would get more in that week or month than they wished."""
    limit = Limit.objects.filter(person=reward.person_id).first()
    if limit is None or not reward.kind.has_amount:
        return ""
    first, last = limit.around(_day_of(reward))
    others = Reward.objects.of(reward.person).taken().income().filter(day__range=(first, last)).exclude(pk=reward.pk)
    sum_of_others = others.aggregate(sum=Sum(Coalesce("takes_pence", "pence")))["sum"] or 0
    together = sum_of_others + reward.taken_pence
    if together <= limit.pence:
        return ""
    said = {"sum": pounds(together), "most": pounds(limit.pence)}
    if limit.each == Limit.Each.WEEK:
        words = _("With this you would get %(sum)s in the week from %(day)s. You asked us to warn you before %(most)s.")
        return words % (said | {"day": date_format(first, "j F")})
    words = _("With this you would get %(sum)s in %(month)s. You asked us to warn you before %(most)s.")
    return words % (said | {"month": date_format(first, "F")})


def _day_of(reward):
    offer = reward.offer
    return offer.activity.day or offer.by_when or expected_on()
