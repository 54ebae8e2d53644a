"""Who shows two things at the door, because they can see or change what belongs to others."""

from allauth.mfa.models import Authenticator

COUNTS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def needs_second_factor(user) -> bool:
    """Coordinators, whoever pays, administrators, and everybody who may enter the CMS."""
    return user.is_superuser or user.pays or user.has_perm("wagtailadmin.access_admin")


def has_second_factor(user) -> bool:
    """Recovery codes alone do not count: they stand in for something else that was lost."""
    return Authenticator.objects.filter(user=user, type__in=COUNTS).exists()


def lacks_second_factor(user) -> bool:
    return needs_second_factor(user) and not has_second_factor(user)
