"""The pages of a story: one a language."""

from casestudies.models import Consent, Story, StoryPage
from home import freshness
from portal.agreement.services import hold as hold_page


def pages_of(story: Story):
    """Held, the source first."""
    numbers = sorted(story.pages.values_list("pk", flat=True), key=lambda pk: (pk != story.page_id, pk))
    return [hold_page(StoryPage(pk=pk)).specific for pk in numbers]


def note_end(story: Story) -> None:
    """The moment from which readers find it no longer, after somebody has allowed it for another time."""
    end = Consent.objects.first_end(story.page.translation_key)
    if story.pages.filter(live=True).exclude(expire_at=end).update(expire_at=end):
        freshness.changed()


def draft_pages(story: Story):
    """With their newest words."""
    return [page.get_latest_revision_as_object() for page in pages_of(story)]
