"""Stories that were deleted stay so, whatever an older backup brings back; and so do those that are taken down.

A line is the number that the story's pages share; of one that is taken down also when, and by whose number.
"""

from dataclasses import dataclass
from datetime import datetime

from casestudies.models import DeletedStory, Story
from casestudies.services import let_go, take_down_again

REGISTER = "deleted-stories.txt"
MODEL = DeletedStory


@dataclass(frozen=True)
class Back:
    """A story that is there as if nothing had happened. `down_at`, `by`: when and by whom it was taken down, where it
    was not deleted."""

    story: Story
    down_at: datetime | None = None
    by: int | None = None


def gone() -> set[str]:
    deleted = {str(key) for key in DeletedStory.objects.values_list("key", flat=True)}
    down = Story.objects.filter(hidden_at__isnull=False)
    rows = down.values_list("page__translation_key", "hidden_at", "hidden_by")
    return deleted | {f"{key} {at.isoformat()} {by}" for key, at, by in rows}


def back(lines: set[str]) -> list[Back]:
    found, said = [], {}
    for line in lines:
        key, _space, rest = line.partition(" ")
        said.setdefault(key, []).append(rest)
    for story in Story.objects.filter(page__translation_key__in=said).select_related("page"):
        of_it = said[str(story.page.translation_key)]
        if "" in of_it:
            found.append(Back(story))
        elif not story.is_hidden:
            found += [one for rest in of_it if _is_news_to(one := _down(story, rest))][:1]
    return found


def _down(story, rest: str) -> Back:
    at, by = rest.split()
    return Back(story, datetime.fromisoformat(at), int(by))


def _is_news_to(one: Back) -> bool:
    """Whether nobody has brought it back since that time."""
    since = one.story.brought_back_at
    return since is None or since < one.down_at


def forget(found) -> None:
    let_go(Story.objects.filter(pk__in=[one.story.pk for one in found if one.down_at is None]))
    for one in found:
        if one.down_at is not None:
            take_down_again(story=one.story, at=one.down_at, by=one.by)
