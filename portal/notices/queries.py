from datetime import timedelta

from django.db import models
from django.db.models import Count, F, Min, Q
from django.db.models.functions import Substr
from django.utils import timezone

UNDO_WITHIN = timedelta(hours=1)
WRITTEN = "written:"


def about_sending(number) -> str:
    """What messages are about that somebody wrote to people: a number for each sending."""
    return f"{WRITTEN}{number}"


def _just_settled(user) -> Q:
    since = timezone.now() - UNDO_WITHIN
    return Q(state__in=["passed-on", "not-reached"], settled_by=user, settled_at__gt=since)


class NoticeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Words to me; and, for coordinators, what they wrote to people, and words that wait to be passed on, for as
        long as they do."""
        if not user.is_active:
            return self.none()
        mine = Q(person=user)
        if not user.is_coordinator:
            return self.filter(mine)
        written = Q(by=user, about__startswith=WRITTEN)
        return self.filter(mine | written | Q(state="by-hand") | _just_settled(user))

    def due(self):
        return self.filter(state="waiting", next_try_at__lte=timezone.now())

    def stuck(self, *, since):
        """Begun to be sent and never finished: a worker was killed on the way."""
        return self.filter(state="sending", next_try_at__lte=since)

    def just_settled(self, user):
        """What somebody took off the list within the last hour, and can put back."""
        return self.filter(_just_settled(user)).order_by("-settled_at", "-pk")

    def to_take_back(self):
        """What has neither gone out nor been passed on. Who has read it on their own page is theirs to know."""
        return self.filter(state__in=["waiting", "by-hand", "not-reached", "here"]).select_related("person")

    def sendings(self, by):
        """What somebody wrote to people, one row a sending, the latest first."""
        rows = self.filter(by=by, about__startswith=WRITTEN).order_by().values("title")
        rows = rows.annotate(sending=Substr("about", len(WRITTEN) + 1))
        return rows.annotate(at=Min("made_at"), many=Count("pk")).order_by("-at")

    def to_pass_on(self):
        """What waits for somebody to ring, write or say, the soonest first."""
        return self.filter(state="by-hand").order_by(F("by_when").asc(nulls_last=True), "made_at", "pk")

    def held_up(self):
        """Waits for somebody to pass it on only because no mail could carry it: e-mail was away, or failed for it."""
        return self.filter(Q(means="mail") | Q(first_failed_at__isnull=False), state="by-hand")

    def to_others(self, user):
        """Nobody rings themselves: what is for them stands on their home."""
        return self.exclude(person=user)
