import factory
from django.utils import timezone

from portal.notices.models import Notice
from portal.notices.services import send_due
from tests.factories.people import UserFactory


def a_while_later() -> int:
    """What waits so that it can be taken back goes out. How many."""
    Notice.objects.filter(state=Notice.State.WAITING).update(next_try_at=timezone.now())
    return send_due()


class NoticeFactory(factory.django.DjangoModelFactory):
    """A message that somebody has to pass on by phone."""

    class Meta:
        model = Notice

    person = factory.SubFactory(UserFactory)
    means, way, address = "call", "Phone call", "01632 960 101"
    title = factory.Sequence(lambda n: f"Coffee {n}")
    words = factory.Sequence(lambda n: f"Coffee {n} is on Tuesday at 2pm.")
    state = Notice.State.BY_HAND
    next_try_at = None
