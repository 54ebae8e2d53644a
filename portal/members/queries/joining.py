"""Invitations, by how far they have come."""

from datetime import timedelta

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

NEW_FOR = timedelta(days=90)


class InvitationQuerySet(models.QuerySet):
    def open(self):
        """Nobody has come by it yet, and they still may."""
        return self.waiting().filter(ends_at__gt=timezone.now())

    def waiting(self):
        """Nobody has come by it yet; it may be too old by now."""
        return self.filter(joined_at=None, withdrawn_at=None)

    def and_their_codes(self):
        """With `has_code`: whether a link or card that works was made. Without one, it still waits for one of us."""
        links = apps.get_model("members", "SignInLink").objects.filter(person=OuterRef("person"))
        return self.annotate(has_code=Exists(links.still_good()))

    def taken_back(self):
        """Nobody comes by it, and it can still be put back."""
        return self.filter(joined_at=None).exclude(withdrawn_at=None)

    def visible_to(self, user):
        return self.all() if user.is_active and user.is_coordinator else self.none()


class WelcomeQuerySet(models.QuerySet):
    def to_come(self):
        """With people who came not long ago, and whom nobody has met yet."""
        here = Q(person__invitation=None) | Q(person__invitation__joined_at__isnull=False)
        return self.filter(here, person__is_active=True, person__date_joined__gt=timezone.now() - NEW_FOR, met_on=None)

    def waiting_for(self, buddy):
        return self.to_come().filter(buddy=buddy)

    def without_anybody(self):
        """Nobody is there to meet them first."""
        return self.to_come().filter(Q(buddy=None) | Q(buddy__is_active=False))
