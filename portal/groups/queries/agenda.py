from django.apps import apps
from django.db import models
from django.db.models import Q
from django.db.models.functions import Cast, Concat
from django.utils import timezone


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
        """Of the groups that somebody is in."""
        return (
            self.filter(Q(group__in=_groups_of(user)) | Q(owner=user) | Q(second=user))
            if user.is_active
            else self.none()
        )

    def to_be_answered_for(self, user):
        """Those of which somebody may write down what another said: also whoever is to ring about one, and has its
        words before them. What is only for those who were there is for nobody else here, either."""
        if not user.is_coordinator:
            return self.visible_to(user)
        rung = apps.get_model("notices", "Notice").objects.to_pass_on().to_others(user).order_by()
        rung = rung.filter(about=Concat(models.Value("action:"), Cast(models.OuterRef("pk"), models.CharField())))
        theirs = Q(pk__in=self.model.objects.visible_to(user).values("pk"))
        return self.filter(theirs | (models.Exists(rung) & ~Q(item__confidential=True)))

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

    def with_people(self):
        return self.select_related("owner", "second")

    def by_day(self):
        return self.order_by(models.F("due_on").asc(nulls_last=True), "pk")


class OfMeetingsQuerySet(models.QuerySet):
    """What belongs to a meeting, and is for those in its group."""

    def visible_to(self, user):
        return self.of_groups_of(user) if user.is_active else self.none()

    def of_groups_of(self, person):
        return self.filter(meeting__group__in=_groups_of(person))


class MarkQuerySet(models.QuerySet):
    def visible_to(self, user):
        """For those in the group."""
        return self.filter(minute__meeting__group__in=_groups_of(user)) if user.is_active else self.none()


class DecisionQuerySet(OfMeetingsQuerySet):
    def readable_by(self, user):
        """Without what is only for those who were there, for whoever was not."""
        away = Q(item__confidential=True) & ~Q(meeting__present__person=user)
        return self.exclude(pk__in=self.model.objects.filter(away).values("pk"))

    def to_look_at_again(self, today=None):
        """Whose day has come, and nobody has put it on an agenda again."""
        return self.filter(review_on__lte=today or timezone.localdate(), looked_at=None).order_by("review_on", "pk")
