"""What happened to pages, in the words of the trail."""

from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from portal.agreement.queries import TeamPages

WORDS = {
    "home.starter_published": _("The starting pages were put on the site."),
    "page.started_with": _("A page was put on the site with its starting text."),
    "page.not_put_out": _("A page was to go on the site that day, and its words were not agreed any more."),
    "page.written": _("A page was changed and saved for later."),
    "page.sent_to_be_read": _("A page was sent to be read."),
    "page.taken_back": _("A page that waited to be read was taken back."),
    "page.translation_begun": _("Somebody began to put a page into another language."),
    "page.translated": _("The translation of a page was written."),
    "page.small_fix": _("A small thing was put right on a page."),
    "page.small_fix_undone": _("A small fix was undone."),
    "page.read_and_agreed": _("A page was read, with a yes."),
    "page.change_asked_for": _("A page was read, and a change asked for."),
    "agreement.put_forward": _("Words were put before people, to agree to."),
    "agreement.small_fix": _("A small thing was put right in words that people agreed to."),
    "agreement.fix_undone": _("A small fix in words that people agreed to was undone."),
    "agreement.agreed": _("Somebody agreed to words."),
    "agreement.taken_back": _("Somebody took back their yes to words."),
    "agreement.not_reached": _("Somebody was not reached about words to agree to."),
}


def names_for(user, numbers) -> dict[str, str]:
    """Titles of the pages that the reader may know of today."""
    found = TeamPages(Page).visible_to(user).filter(pk__in=numbers)
    return {str(pk): title for pk, title in found.values_list("pk", "draft_title")}
