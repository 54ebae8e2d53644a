"""Stories that were deleted stay so, whatever an older backup brings back; and so do those that are taken down.

A line is the number that the story's pages share; of one that was taken down also when, and the number of who did so;
of one that was brought back, when that was.
"""

import logging
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from casestudies.models import DeletedStory, Story
from casestudies.services import bring_back_again, let_go, take_down_again

REGISTER = "deleted-stories.txt"
MODEL = DeletedStory
BROUGHT_BACK = "back"
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Back:
    """A story that is there as if nothing had happened. `at`, `by`: what happened last to one that was not deleted."""

    story: Story
    at: datetime | None = None
    by: str = ""

    @property
    def is_new(self) -> bool:
        """Whether the story, as it is, knows nothing of it."""
        known = [moment for moment in (self.story.hidden_at, self.story.brought_back_at) if moment]
        return all(moment < self.at for moment in known)


def gone() -> set[str]:
    deleted = {str(key) for key in DeletedStory.objects.values_list("key", flat=True)}
    rows = Story.objects.values_list("page__translation_key", "hidden_at", "hidden_by", "brought_back_at")
    down = {f"{key} {at.isoformat()} {by}" for key, at, by, _back in rows if at}
    return deleted | down | {f"{key} {back.isoformat()} {BROUGHT_BACK}" for key, _at, _by, back in rows if back}


def back(lines: set[str]) -> list[Back]:
    said = {}
    for key, what in filter(None, map(_read, lines)):
        said.setdefault(key, []).append(what)
    stories = Story.objects.filter(page__translation_key__in=said).select_related("page")
    found = [_last(story, said[str(story.page.translation_key)]) for story in stories]
    return [one for one in found if one.at is None or one.is_new]


def _last(story, said) -> Back:
    if None in said:
        return Back(story)
    at, by = max(said)
    return Back(story, at, by)


def _read(line: str) -> tuple[str, tuple | None] | None:
    """(the story's number, when and by whom it was taken down or that it was brought back; None when it was deleted).
    None for what nobody of ours wrote, or did not write to its end."""
    key, *rest = line.split() or [""]
    try:
        key = str(UUID(key))
        if not rest:
            return key, None
        at, by = datetime.fromisoformat(rest[0]), rest[1]
        return (key, (at, by)) if at.tzinfo and (by.isdecimal() or by == BROUGHT_BACK) else None
    except (ValueError, IndexError):
        logger.warning("A line of %s says nothing of a story, and is passed over.", REGISTER)
        return None


def forget(found) -> None:
    let_go(Story.objects.filter(pk__in=[one.story.pk for one in found if one.at is None]))
    for one in found:
        if one.by == BROUGHT_BACK:
            bring_back_again(story=one.story, at=one.at)
        elif one.at is not None:
            take_down_again(story=one.story, at=one.at, by=int(one.by))
