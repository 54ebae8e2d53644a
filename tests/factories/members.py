import time

import factory
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

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
