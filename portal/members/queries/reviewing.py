"""Notes on whether it is right, for those who may read them."""

from django.apps import apps
from django.db import models
from django.db.models import OuterRef, Q, Subquery


class ReviewQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own, and those of whoever chose to talk with this person: an agreed supporter, or who met them first.
        Whoever is neither any more sees nothing, and neither does anybody else, whatever they are trusted with.
        """
        if not user.is_active:
            return self.none()
        supports = apps.get_model("members", "Support").objects.agreed().filter(supporter=user)
        near = Q(person__in=supports.values("member")) | Q(person__welcome__buddy=user)
        return self.filter(Q(person=user) | Q(near, companion=user, person__is_active=True))

    def latest(self):
        """Of each person the newest: it is the one that says when to talk again."""
        newest = apps.get_model("members", "Review").objects.filter(person=OuterRef("person"))
        return self.filter(pk=Subquery(newest.values("pk")[:1]))

    def to_talk_again(self, *, until):
        return self.latest().filter(again_on__lte=until)
