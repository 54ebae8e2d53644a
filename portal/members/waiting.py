"""What waits for somebody: the first steps with whoever is new, and those of a site that has just begun."""

from django.urls import reverse
from django.utils.translation import gettext as _

from home.models import Brand
from portal.members.models import User, Welcome
from portal.needs import AT_MOST, Need


def say_who_to_call(user):
    """Until the site names somebody to ring or write to. One query."""
    if user.is_coordinator and not Brand.objects.exclude(contact_phone="", contact_email="").exists():
        words = _("Say who you are: your name, your logo, and who people can ring.")
        yield Need(words, reverse("wagtailsettings:edit", args=["home", "brand"]), _("Write it down"))


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
