from datetime import timedelta

from django.db import models
from django.utils import timezone

STILL_HERE = timedelta(seconds=90)


class EditingQuerySet(models.QuerySet):
    def others(self, *, person, about):
        """The other people who have this form open now."""
        return self.filter(about=about, seen_at__gt=timezone.now() - STILL_HERE).exclude(person=person)


class DraftQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Unsent words are seen by the person who typed them, and by nobody else."""
        return self.filter(person=user)
