from functools import cache

import factory
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group

from portal.members.models import User

PASSWORD = "a long sentence to sign in"


@cache
def hashed() -> str:
    """The same for everybody: it is only shown at the door, and most never come there."""
    return make_password(PASSWORD)


class UserFactory(factory.django.DjangoModelFactory):
    """A member; `groups=["Coordinators"]` puts them in groups by name."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"m-{n:06d}")
    known_as = factory.Sequence(lambda n: f"Sam {n}")
    email = factory.LazyAttribute(lambda user: f"{user.username}@example.org")
    password = factory.LazyFunction(hashed)

    @factory.post_generation
    def groups(self, create, names, **kwargs):
        for name in names or []:
            self.groups.add(Group.objects.get_or_create(name=name)[0])
