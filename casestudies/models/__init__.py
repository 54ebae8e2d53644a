"""Stories, as the public reads them and as their people make them."""

from .pages import StoryIndexPage, StoryPage
from .stories import Consent, DeletedStory, Look, Recording, Story, StorySeat, Trusted

__all__ = [
    "Consent",
    "DeletedStory",
    "Look",
    "Recording",
    "Story",
    "StoryIndexPage",
    "StoryPage",
    "StorySeat",
    "Trusted",
]
