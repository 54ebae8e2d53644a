"""What waits for a coordinator on a site that has just begun."""

from django.urls import reverse
from django.utils.translation import gettext as _

from home.models import Brand
from portal.needs import Need


def say_who_to_call(user):
    """Until the site names somebody to ring or write to. One query."""
    if user.is_coordinator and not Brand.objects.exclude(contact_phone="", contact_email="").exists():
        words = _("Say who you are: your name, your logo, and who people can ring.")
        yield Need(words, reverse("wagtailsettings:edit", args=["home", "brand"]), _("Write it down"))
