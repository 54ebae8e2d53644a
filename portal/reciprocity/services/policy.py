from django.utils import timezone

from portal.audit.services import audited, record
from portal.reciprocity.models import Policy


@audited()
def set_policy(*, adviser: str, days_to_pay: int, no_receipt_pence: int, by, time_credits: bool = False) -> Policy:
    """From today on; what was in force before stays known for the days it was in force."""
    said = {"adviser": adviser, "days_to_pay": days_to_pay, "no_receipt_pence": no_receipt_pence}
    said |= {"time_credits": time_credits, "by": by}
    policy, _new = Policy.objects.update_or_create(since=timezone.localdate(), defaults=said)
    record("reciprocity.policy_set", subject="reciprocity:policy", by=by)
    return policy
