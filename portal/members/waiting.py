"""What waits for somebody: the first steps with whoever is new."""

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.members.models import User, Welcome
from portal.needs import AT_MOST, Need


def first_steps(user):
    """Who meets me, until we have met; and whom I am to meet. Two queries."""
    mine = Welcome.objects.filter(person=user, met_on=None, buddy__erased_at=None).select_related("buddy").first()
    if mine and mine.buddy:
        words = _("%(name)s meets you first, to say hello and to answer questions.") % {"name": mine.buddy}
        yield Need(words, reverse("portal:people:welcome", args=[user.pk]), _("Your first steps"))
    new = Welcome.objects.filter(buddy=user, met_on=None, person__in=User.objects.here().exclude(invitation=None))
    for welcome in new.select_related("person").order_by("pk")[:AT_MOST]:
        words = _("%(name)s is new. You are the one to meet them first.") % {"name": welcome.person}
        yield Need(words, reverse("portal:people:welcome", args=[welcome.person_id]), _("First steps"))
