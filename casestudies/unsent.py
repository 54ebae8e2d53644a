"""Which forms of stories keep words while somebody types. What people allow is not kept half said."""

from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from casestudies.models import Story
from portal.drafts import kinds
from portal.needs import Need


def register() -> None:
    kinds.register("story", _may_begin, _begun)
    kinds.register("story-look", _may_look, _looks)


def _may_begin(user, name: str) -> bool:
    return name == kinds.NEW and user.has_perm("stories.start")


def _begun(user, names):
    if kinds.NEW in names:
        yield Need(_("You began to tell a story, and did not save it."), reverse("portal:stories:start"), _("Go on"))


def _numbers(name: str) -> tuple[int, int] | None:
    """Of the story, and of its page in one language, which the name begins with: what is of a page goes with it."""
    page, _dash, story = name.partition("-")
    known = story.isdecimal() and page.isdecimal() and len(story) < 19 and len(page) < 19
    return (int(story), int(page)) if known else None


def _may_look(user, name: str) -> bool:
    numbers = _numbers(name)
    story = Story.objects.select_related("page").filter(pk=numbers[0]).first() if numbers else None
    if story is None or not user.has_perm("stories.look", story):
        return False
    return story.pages.filter(pk=numbers[1]).exists()


def _looks(user, names):
    def form_of(user, name):
        return gettext_lazy("on a story that you read with fresh eyes"), reverse(
            "portal:stories:look", args=_numbers(name)
        )

    return kinds.begun_of(user, names, may_edit=_may_look, form_of=form_of)
