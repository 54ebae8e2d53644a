"""Somebody's place in one group, panel, role or story, and how many are there from each side."""

from collections import Counter
from dataclasses import dataclass

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.members.models.lists import Side, Standpoint


class Seat(models.Model):
    """How somebody is here, in this one thing. Nobody but they sees it beside their name.

    `side` is copied when they say it: what an entry of the list counts as later changes no balance of before. One entry
    is "I would rather not say"; there is no standpoint before they said any.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="%(class)ss")
    standpoint = models.ForeignKey(
        Standpoint, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("I’m here as…")
    )
    side = models.CharField(_("counts as"), max_length=5, choices=Side.choices, blank=True, editable=False)

    class Meta:
        abstract = True

    def __str__(self):
        return str(self.person_id)

    def stand(self, standpoint: Standpoint) -> None:
        """Say how the person is here. Saves nothing."""
        self.standpoint, self.side = standpoint, standpoint.side


@dataclass(frozen=True)
class Balance:
    """How many are here from each side: people with lived experience and staff, who are to be as many, and the others.

    `others` are all who count for neither, or would rather not say.
    """

    lived: int = 0
    staff: int = 0
    others: int = 0

    AT_MOST_APART = 1
    SHOWN_FROM = 5  # people on each side: fewer, and a number would say who somebody is

    @classmethod
    def of(cls, sides) -> "Balance":
        """From the sides of the seats, "" for whoever did not say."""
        count = Counter(sides)
        lived, staff = count.pop(Side.LIVED, 0), count.pop(Side.STAFF, 0)
        return cls(lived, staff, count.total())

    @property
    def total(self) -> int:
        return self.lived + self.staff + self.others

    @property
    def is_even(self) -> bool:
        return abs(self.lived - self.staff) <= self.AT_MOST_APART

    @property
    def may_be_shown(self) -> bool:
        return min(self.lived, self.staff) >= self.SHOWN_FROM
