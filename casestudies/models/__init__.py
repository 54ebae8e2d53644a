"""Stories, as the public reads them and as their people make them."""

from .pages import StoryIndexPage, StoryPage
from .stories import Consent, Look, Story, StorySeat

__all__ = ["Consent", "Look", "Story", "StoryIndexPage", "StoryPage", "StorySeat"]
