"""Stories, as the public reads them and as their people make them."""

from .pages import StoryIndexPage, StoryPage
from .stories import Consent, Look, Recording, Story, StorySeat

__all__ = ["Consent", "Look", "Recording", "Story", "StoryIndexPage", "StoryPage", "StorySeat"]
