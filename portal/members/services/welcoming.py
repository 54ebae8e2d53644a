"""The first steps with somebody new. Anybody of the two, and coordinators, write them down; nothing depends on them."""

from django.utils import timezone

from portal.audit.services import audited, record
from portal.members.models import Welcome
from portal.members.services.holding import hold
from portal.members.services.links import subject_of

STEPS = ("met", "access_talked", "payment_talked", "expectations")


@audited()
def write_welcome(*, person, by, steps: dict[str, bool], they_expect: str, we_expect: str, buddy) -> Welcome:
    """Keep which of STEPS were taken: each gets the day it was first ticked, and loses it when the tick goes."""
    for one in sorted({person, buddy} - {None}, key=lambda one: one.pk):  # in one order: two would wait for one another
        hold(one)
    welcome, _made = Welcome.objects.select_for_update().get_or_create(person=person)
    for step, taken in steps.items():
        field = f"{step}_on"
        if taken != bool(getattr(welcome, field)):
            setattr(welcome, field, timezone.localdate() if taken else None)
    welcome.they_expect, welcome.we_expect, welcome.buddy = they_expect, we_expect, buddy
    welcome.save()
    record("members.welcome_written", subject=subject_of(person), by=by, concerns=person)
    return welcome
