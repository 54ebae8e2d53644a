import factory

from portal.notices.models import Notice
from tests.factories.people import UserFactory


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
