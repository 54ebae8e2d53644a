from django.apps import apps
from django.db import models
from django.db.models import Count, F, Q


class GroupQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Groups that somebody has, or had, a seat in, or may ask to join; coordinators know of each."""
        if not user.is_active:
            return self.none()
        if user.is_coordinator:
            return self.all()
        return self.filter(Q(pk__in=_seats_of(user).values("group")) | Q(anyone_may_ask=True, finished_at=None))

    def of(self, user):
        """Those somebody is in."""
        return self.filter(pk__in=_seats_of(user).taken().values("group"))

    def asking(self, user):
        """Those that asked somebody, and wait for their answer."""
        return self.open().filter(pk__in=_seats_of(user).asked().values("group"))

    def outside(self):
        """Those with a page for everybody: the ones that go on first."""
        return self.filter(shown_outside=True).order_by(F("finished_at").desc(nulls_first=True), "name", "pk")

    def open(self):
        return self.filter(finished_at=None)

    def finished_for(self, user):
        """Those that have finished, of whoever is or was in them; all, for coordinators."""
        theirs = _seats_of(user).filter(state__in=["yes", "left"])
        mine = Q() if user.is_coordinator else Q(pk__in=theirs.values("group"))
        return self.filter(mine).exclude(finished_at=None)

    def to_join(self, user):
        """Those that somebody may ask to join and has nothing to do with."""
        return self.open().filter(anyone_may_ask=True).exclude(pk__in=_seats_of(user).values("group"))

    def looked_after_by(self, user):
        return self.filter(pk__in=_seats_of(user).taken().filter(roles__kind="facilitator").values("group"))

    def without_anybody(self):
        """Going on, and nobody in it looks after it."""
        seats = apps.get_model("groups", "GroupSeat").objects.taken().filter(roles__kind="facilitator")
        return self.open().exclude(pk__in=seats.values("group"))

    def with_number(self):
        """`many`: how many are in it."""
        return self.annotate(many=Count("seats", filter=Q(seats__state="yes"), distinct=True))


def _seats_of(user):
    return apps.get_model("groups", "GroupSeat").objects.filter(person=user)


class SeatQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own, and those of the groups that one looks after; all, for coordinators."""
        if not user.is_active:
            return self.none()
        if user.is_coordinator:
            return self.all()
        groups = apps.get_model("groups", "Group").objects.looked_after_by(user)
        return self.filter(Q(person=user) | Q(group__in=groups.values("pk")))

    def taken(self):
        """Of those who are in it."""
        return self.filter(state="yes")

    def asked(self):
        """Of those who have not said yes or no: also of who would like to know more."""
        return self.filter(state__in=["asked", "more"])

    def asking(self):
        """Of those who would like to be let in."""
        return self.filter(state="asks")

    def by_name(self):
        return self.select_related("person").order_by("person__known_as", "pk")
