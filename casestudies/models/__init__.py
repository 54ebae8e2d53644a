"""Stories, as the public reads them and as their people make them."""

from .consents import Consent
from .looks import Look
from .pages import StoryIndexPage, StoryPage
from .recordings import Recording
from .seats import StorySeat, Trusted
from .stories import DeletedStory, Story

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
