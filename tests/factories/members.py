import time
from datetime import timedelta

import factory
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.utils import timezone

from portal.members.models import Support
from tests.factories.people import UserFactory

SECRET = "JBSWY3DPEHPK3PXP"


class AddressFactory(factory.django.DjangoModelFactory):
    """An address that its person has shown to be theirs."""

    class Meta:
        model = EmailAddress

    user = factory.SubFactory(UserFactory)
    email = factory.SelfAttribute("user.email")
    verified = primary = True


class AppFactory(factory.django.DjangoModelFactory):
    """An authenticator app; `numbers()` says what it shows now."""

    class Meta:
        model = Authenticator

    user = factory.SubFactory(UserFactory)
    type = Authenticator.Type.TOTP
    data = {"secret": SECRET}


def numbers() -> str:
    return format_hotp_value(hotp_value(SECRET, int(time.time()) // 30))


class SupportFactory(factory.django.DjangoModelFactory):
    """Somebody helps a member for a month, with everything there is to help with."""

    class Meta:
        model = Support

    member = factory.SubFactory(UserFactory)
    supporter = factory.SubFactory(UserFactory)
    scope = factory.LazyFunction(lambda: list(Support.Scope.values))
    said_yes_at = factory.LazyFunction(timezone.now)
    accepted, accepted_at = Support.SaidYes.HERE, factory.SelfAttribute("said_yes_at")
    recorded_by = factory.SelfAttribute("member")
    ends_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=30))


class RecoveryCodesFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Authenticator

    user = factory.SubFactory(UserFactory)
    type = Authenticator.Type.RECOVERY_CODES
    data = {"migrated_codes": ["11112222", "33334444"]}


def as_at_the_door(**person):
    """A member who has shown their address, as somebody invited by e-mail has."""
    user = UserFactory(**person)
    AddressFactory(user=user)
    return user
