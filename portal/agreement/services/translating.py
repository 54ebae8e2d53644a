"""Words in another language go the way of all words: a draft, then both sides, then the site."""

from wagtail.models import Page

from portal.agreement.queries import translation_of
from portal.agreement.services.writing import hold, send_to_be_read
from portal.audit.services import audited, record


@audited()
def send_translation(*, page, by):
    """Make the page's draft from its translated sentences, and ask both sides. Returns the state of the reading."""
    translation_of(hold(page)).save_target(user=by, publish=False)
    held = Page.objects.get(pk=page.pk)
    record("page.translated", subject=f"page:{page.pk}", by=by, revision=held.latest_revision_id)
    return send_to_be_read(page=held, by=by)
