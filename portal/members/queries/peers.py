"""What peers see in each other."""

from django.db import models
from django.db.models import Value
from django.db.models.functions import Lower


class SuggestionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Only what was suggested to oneself; whoever suggested it does not learn what became of it here."""
        return self.filter(person=user) if user.is_active else self.none()

    def open(self):
        """Not answered yet, and from somebody who is still here."""
        return self.filter(answer="", by__is_active=True)

    def of_the_same(self, skill, words: str):
        """Suggestions of one thing, whoever made them."""
        if skill:
            return self.filter(skill=skill)
        return self.alias(small=Lower("words")).filter(small=Lower(Value(words)))  # as the database calls them the same
