"""Open roles among what there is to join."""

from django.utils.translation import gettext as _

from portal.openings import Opening
from portal.roles.models import Vacancy

FEW = 20


def open_roles(user):
    """One query. Whoever is here applies as everybody does."""
    for vacancy in Vacancy.objects.open().select_related("version")[:FEW]:
        purpose = vacancy.version.words.get("purpose", "")
        yield Opening(kind=_("A role"), title=vacancy.title, url=vacancy.url, words=purpose, until=vacancy.closes_on)
