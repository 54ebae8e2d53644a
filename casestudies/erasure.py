"""Stories that were deleted stay so, whatever an older backup brings back."""

from uuid import UUID

from casestudies.models import DeletedStory, Story
from casestudies.services import let_go

REGISTER = "deleted-stories.txt"
MODEL = DeletedStory


def gone() -> set[str]:
    return {str(key) for key in DeletedStory.objects.values_list("key", flat=True)}


def back(lines: set[str]) -> list[Story]:
    return list(Story.objects.filter(page__translation_key__in=[UUID(line) for line in lines]))


def forget(stories) -> None:
    let_go(Story.objects.filter(pk__in=[story.pk for story in stories]))
