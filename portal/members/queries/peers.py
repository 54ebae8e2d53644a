"""What peers see in each other."""

from django.db import models


class SuggestionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Only what was suggested to oneself; whoever suggested it does not learn what became of it here."""
        return self.filter(person=user) if user.is_active else self.none()

    def open(self):
        """Not answered yet, and from somebody who is still here."""
        return self.filter(answer="", by__is_active=True)

    def of_the_same(self, skill, words: str):
        """Suggestions of one thing, whoever made them."""
        return self.filter(skill=skill) if skill else self.filter(words__iexact=words)
