"""Pages that were to go on the site at a time somebody chose, and whose words nobody agrees to any more."""

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.agreement.review import last_agreement
from portal.agreement.services.writing import hold
from portal.audit.services import audited, record
from portal.notices import services as notices


@audited()
def drop_schedule(*, revision) -> None:
    """Its time has no effect any more, and whoever had sent the page to be read is told."""
    page = hold(revision.content_object)
    page.revisions.filter(pk=revision.pk).update(approved_go_live_at=None)
    record("page.not_put_out", subject=f"page:{page.pk}", revision=revision.pk)
    agreement = last_agreement(page)
    sender = agreement and agreement.requested_by
    if sender and sender.has_perm("agreement.see_page", page):
        with notices.speaking_to(sender):
            title = _("“%(page)s” did not go on the site") % {"page": page.draft_title}
            words = _("It changed after people had said yes to it. Please send it to be read once more.")
            path = reverse("portal:pages:page", args=[page.pk])
            notices.tell(person=sender, title=title[:120], words=words, path=path, about=f"page:{page.pk}")
