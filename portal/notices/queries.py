from datetime import timedelta

from django.db import models
from django.db.models import Count, F, Min, Q
from django.db.models.functions import Substr
from django.utils import timezone

UNDO_WITHIN = timedelta(hours=1)
WRITTEN = "written:"
LONG = 36  # signs in the number of a sending
WORDS_KEPT = timedelta(days=90)


def about_sending(number, form="") -> str:
    """What messages are about that somebody wrote to people: a number for each sending, and the form that it came from,
    such as "group-note:12"; none, when it came from "Write to people"."""
    return f"{WRITTEN}{number}:{form}" if form else f"{WRITTEN}{number}"


def _just_settled(user) -> Q:
    since = timezone.now() - UNDO_WITHIN
    return Q(state__in=["passed-on", "not-reached"], settled_by=user, settled_at__gt=since)


class NoticeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Words to me; and, for coordinators, words that wait to be passed on, for as long as they do."""
        if not user.is_active:
            return self.none()
        mine = Q(person=user)
        if not user.is_coordinator:
            return self.filter(mine)
        return self.filter(mine | Q(state="by-hand") | _just_settled(user))

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

    def not_heard(self):
        """Neither sent nor passed on, nor read by whoever it is for."""
        return self.filter(seen_at=None).exclude(state__in=["sending", "sent", "passed-on"])

    def _written(self, by):
        """As long as words are kept: of older ones only what nobody has heard is left, and would say who has not."""
        return self.filter(by=by, about__startswith=WRITTEN, made_at__gt=timezone.now() - WORDS_KEPT)

    def of_sending(self, number, *, by):
        """What somebody wrote to people in one go. It is theirs alone to look at as a whole."""
        return self._written(by).filter(about__startswith=about_sending(number))

    def sendings(self, by, *, form=""):
        """What somebody wrote to people, one row a sending, the latest first; with `form`, what came from that form."""
        rows = self._written(by).filter(about__endswith=f":{form}" if form else "")
        rows = rows.order_by().values("title").annotate(sending=Substr("about", len(WRITTEN) + 1, LONG))
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
