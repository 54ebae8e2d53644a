"""What an hour and a mile are paid at, from a day on; how each kind is paid, and what it counts as."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from portal.audit.services import audited, record
from portal.reciprocity.models import FeeRate, MileageRate
from portal.refusal import Refusal


class RateStands(Refusal):
    sentence = _("There is a rate from that day on already, and it stays. Choose another day.")


@audited()
def set_rate(*, since, pence: int, by, kind=None):
    """For a mile of a kind of cost, or, without one, for an hour of a fee. One that stands is never changed."""
    rate = MileageRate(kind=kind, since=since, pence=pence) if kind else FeeRate(since=since, pence=pence)
    try:
        with transaction.atomic():
            rate.save()
    except IntegrityError as stands:
        raise RateStands from stands
    record("reciprocity.rate_set", subject="reciprocity:rates", by=by)
    return rate


@audited()
def set_way(*, kind, way: str, counts_as: str, by) -> None:
    kind.way, kind.counts_as = way, counts_as
    kind.save(update_fields=["way", "counts_as"])
    record("reciprocity.way_set", subject=f"list:{kind._meta.model_name}", by=by, entry=kind.pk)
