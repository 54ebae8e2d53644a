"""What is shown of a story beside its words."""

from django import template

from casestudies.models import Story
from casestudies.readiness import readiness_of
from portal.agreement.agreed import as_it_was
from portal.agreement.comparing import compare_pages
from portal.agreement.digest import digest_of_revision
from portal.agreement.models import Version
from portal.agreement.words import choices_on

register = template.Library()
COMPARED = 3  # earlier versions, the newest first: each is put together anew


@register.simple_tag
def who_has_agreed(page, user):
    """How far it is, for those who take part; an administrator who does not reads no names here."""
    story = Story.objects.of_page(page).select_related("page").first()
    if story is None or page.latest_revision is None or not user.has_perm("stories.preview", story):
        return None
    ready = readiness_of(page, digest_of_revision(page.latest_revision), story)
    for version in _earlier(ready):
        changes = compare_pages(as_it_was(page, version), page)
        for line in ready.lines:
            if line.earlier == version.pk:
                line.changes = changes
    return ready


@register.simple_tag
def chosen(page) -> list[tuple]:
    """(what is asked, what is chosen) for each thing of the page that is chosen and not written."""
    return [(page._meta.get_field(name).verbose_name, words) for name, words in choices_on(page).items() if words]


def _earlier(ready) -> list[Version]:
    """What those said yes to whose yes is to other words than these."""
    numbers = {line.earlier for line in ready.lines} - {None}
    return list(Version.objects.filter(pk__in=numbers).order_by("-number")[:COMPARED]) if numbers else []
