"""Offers to help and complaints: what waits, and for how long it is kept."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone


class AskedQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(answered_at=None)

    def in_order(self):
        """Those that wait first, by the day somebody hears from us; then the others, the newest answer first."""
        return self.order_by(F("answered_at").desc(nulls_first=True), "answer_by", "pk")

    def saying(self, words: str):
        """With these words in the reference or the name."""
        return self.filter(Q(reference__iexact=words) | Q(name__icontains=words)) if words else self

    def to_let_go(self):
        return self.filter(delete_on__lte=timezone.localdate())

    def visible_to(self, user):
        return self.all() if user.is_active and user.is_coordinator else self.none()
