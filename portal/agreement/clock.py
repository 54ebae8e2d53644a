"""What the clock does for pages that were to go on the site at a time somebody chose."""

from django.utils import timezone
from wagtail.models import Page, Revision

from portal.agreement.agreed import is_agreed
from portal.agreement.digest import digest_of_revision
from portal.agreement.services import drop_schedule


def let_schedules_lapse():
    """Words that changed since people said yes to them do not go out: they wait to be read again."""
    due = Revision.page_revisions.filter(approved_go_live_at__lt=timezone.now())
    for revision in due.order_by("approved_go_live_at"):
        page = Page.objects.get(pk=revision.object_id)
        if not is_agreed(page, digest_of_revision(revision)):
            drop_schedule(revision=revision)


DUE = [let_schedules_lapse]
