"""Starting a story."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from casestudies.models import Story, StoryIndexPage, StoryPage, StorySeat
from portal.agreement.services import hold as hold_page
from portal.audit.services import audited, record
from portal.refusal import Refusal

ASKS = ("what_happened", "what_changed", "what_we_learned")  # the parts that wait to be written


class NoPlace(Refusal):
    sentence = _("This website has no place for stories yet. Ask a coordinator to make one, and your words are kept.")


@audited()
def start(*, title: str, introduction: str, how: str, by, for_somebody: bool = False) -> Story:
    """A draft that nobody but `by` knows of. `for_somebody`: it is another's story, and `by` writes it down."""
    locale = Locale.objects.get(language_code=settings.LANGUAGE_CODE)
    index = StoryIndexPage.objects.filter(locale=locale, alias_of=None).order_by("pk").first()
    if index is None:
        raise NoPlace
    index = hold_page(index)  # two who begin at once are given two places in it
    page = StoryPage(title=title, introduction=introduction, live=False, locale=locale, show_in_menus=False)
    page.body = [(name, page.body.stream_block.child_blocks[name].get_default()) for name in ASKS]
    index.add_child(instance=page)
    page.save_revision(user=by)
    story = Story.objects.create(page=page, how=how, begun_by=by)
    role = StorySeat.Role.LISTENER if for_somebody else StorySeat.Role.TELLER
    StorySeat.objects.create(story=story, person=by, role=role, state=StorySeat.State.YES)
    record("stories.started", subject=story.about, by=by)
    return story
