"""Stories, as the public reads them and as their people make them."""

from .pages import StoryIndexPage, StoryPage

__all__ = ["StoryIndexPage", "StoryPage"]
