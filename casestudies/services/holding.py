"""One change at a time to a story: whoever changes the same one waits. Person, then story, then page."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from casestudies.models import Story
from portal.audit.services import audited
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


def hold_each(stories) -> Iterator[Story]:
    """One after the other, held: those of which it is still so when their turn comes. Somebody may have brought one
    back, allowed it again or deleted it since they were looked for."""
    for story in list(stories.order_by("pk")):
        try:
            held = hold_as_it_is(story)
        except Gone:
            continue
        if stories.filter(pk=held.pk).exists():
            yield held


def one_by_one(stories, act) -> int:
    """`act(story)` on each of them, held, in a transaction of its own: whoever changes one waits for no other. One that
    fails keeps none of the others from their turn; what went wrong is raised after it. How many it was done to."""
    done, problems = 0, []
    for number in list(stories.order_by("pk").values_list("pk", flat=True)):
        try:
            done += _one(stories.filter(pk=number), act)
        except Exception as problem:
            problems.append(problem)
    if problems:
        raise ExceptionGroup("With some stories something went wrong", problems)
    return done


@audited()
def _one(found, act) -> int:
    held = next(hold_each(found), None)
    if held is None:
        return 0
    act(held)
    return 1
