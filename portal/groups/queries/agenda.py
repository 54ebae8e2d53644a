from django.apps import apps
from django.db import models
from django.db.models import Q


def _groups_of(user):
    return apps.get_model("groups", "Group").objects.of(user).values("pk")


class ItemQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Of the groups that somebody is in; and of all, for coordinators, who write down what is phoned in."""
        if not user.is_active:
            return self.none()
        return self.all() if user.is_coordinator else self.filter(group__in=_groups_of(user))

    def saved_for_later(self):
        return self.filter(meeting=None)


class ActionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Of the groups that somebody is in. Coordinators know of what somebody is asked to do and has not answered,
        since they ring whoever has no e-mail; not of what is only for those who were there."""
        if not user.is_active:
            return self.none()
        theirs = Q(group__in=_groups_of(user)) | Q(owner=user) | Q(second=user)
        if user.is_coordinator:
            asked = self.model.objects.open().unanswered().filter(group__finished_at=None)
            theirs |= Q(pk__in=asked.readable_by(user).values("pk"))
        return self.filter(theirs)

    def open(self):
        return self.filter(state="open")

    def readable_by(self, user):
        """Without what is only for those who were there, for whoever was not and does not do it."""
        among_us = Q(item__confidential=True) & ~Q(meeting__present__person=user) & ~Q(owner=user) & ~Q(second=user)
        return self.exclude(pk__in=self.model.objects.filter(among_us).values("pk"))

    def done_by(self, person):
        """Alone, or with another."""
        return self.filter(Q(owner=person) | Q(second=person))

    def waiting_for(self, person):
        """For their yes."""
        return self.filter(Q(owner=person, said_yes_at=None) | Q(second=person, second_yes_at=None))

    def unanswered(self):
        """By one of those who are to do it."""
        return self.filter(Q(owner__isnull=False, said_yes_at=None) | Q(second__isnull=False, second_yes_at=None))

    def with_people(self):
        return self.select_related("owner", "second")

    def by_day(self):
        return self.order_by(models.F("due_on").asc(nulls_last=True), "pk")


class OfMeetingsQuerySet(models.QuerySet):
    """What belongs to a meeting, and is for those in its group."""

    def visible_to(self, user):
        return self.filter(meeting__group__in=_groups_of(user)) if user.is_active else self.none()
