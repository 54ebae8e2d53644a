"""The words that a new site starts with. They stand until people change them together, and nobody has read them."""

from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision

from portal.agreement.agreed import keep
from portal.agreement.models import Version
from portal.agreement.services.writing import hold
from portal.audit.services import audited, record
from portal.refusal import Refusal


class PeopleHaveWritten(Refusal):
    sentence = _("People have written on this site already. New pages go there when both sides have read them.")


@audited()
def start_with(revision) -> None:
    """Put a starting text on the site, while it is empty: no page has words of a person yet."""
    page = hold(revision.content_object)
    if Revision.page_revisions.exclude(user=None).exists():
        raise PeopleHaveWritten
    keep(revision, by=None, unread=Version.Unread.START)
    record("page.started_with", subject=f"page:{page.pk}", revision=revision.pk)
    revision.publish()
