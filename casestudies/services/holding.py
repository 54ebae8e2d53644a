"""One change at a time to a story: whoever changes the same one waits. Person, then story, then page."""

from django.utils.translation import gettext_lazy as _

from casestudies.models import Story
from portal.refusal import Refusal


class Hidden(Refusal):
    sentence = _("This story was taken down. Nothing of it can be changed now.")


class Gone(Refusal):
    sentence = _("This story is not there any more.")


def hold_as_it_is(story) -> Story:
    """The story as it is now, held, also when it was taken down."""
    held = Story.objects.select_for_update(of=["self"], no_key=True).select_related("page").filter(pk=story.pk).first()
    if held is None:
        raise Gone
    return held


def hold(story) -> Story:
    """The same, of a story that was not taken down."""
    held = hold_as_it_is(story)
    if held.is_hidden:
        raise Hidden
    return held
