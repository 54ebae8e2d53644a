from datetime import timedelta

from django.db import models
from django.utils import timezone

STILL_HERE = timedelta(seconds=90)


class EditingQuerySet(models.QuerySet):
    def here(self, about: str):
        """Who has this form open now."""
        return self.filter(about=about, seen_at__gt=timezone.now() - STILL_HERE)


class DraftQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Unsent words are seen by the person who typed them, and by nobody else."""
        return self.filter(person=user)
