"""Letting people go for good."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.utils import timezone

from portal.audit.services import audited, record
from portal.drafts import services as drafts
from portal.members.models import SignInLink, new_username
from portal.members.services.links import subject_of
from portal.notices import services as notices


@audited()
def erase_person(*, person, by) -> None:
    """Forget somebody for good. The row stays, empty, because others' records point to it as "a former member"."""
    for used in UserSession.objects.filter(user=person):
        used.end()
    EmailAddress.objects.filter(user=person).delete()
    Authenticator.objects.filter(user=person).delete()
    SignInLink.objects.filter(person=person).delete()
    drafts.forget_everything(person=person)
    notices.forget_everything(person=person)
    person.wagtail_form_states.all().delete()  # what they typed in the CMS
    person.groups.clear()
    person.user_permissions.clear()
    person.username, person.email, person.known_as, person.language = new_username(), "", "", ""
    person.first_name, person.last_name, person.last_login = "", "", None
    person.is_active = person.is_staff = person.is_superuser = False
    person.set_unusable_password()
    person.erased_at = timezone.now()
    person.save()
    record("members.erased", subject=subject_of(person), by=by, concerns=person)
