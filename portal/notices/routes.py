"""How words reach a person. Who may be reached by what is for the person to say: `user.contact_routes()`."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db import models
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _, gettext_lazy

from home.spoken import spoken


class Means(models.TextChoices):
    """What somebody here has to do, or the machine, so that words arrive."""

    MAIL = "mail", gettext_lazy("e-mail")
    TEXT = "text", gettext_lazy("text message")
    CALL = "call", gettext_lazy("phone call")
    VIDEO = "video", gettext_lazy("video call")
    POST = "post", gettext_lazy("letter")
    MEET = "meet", gettext_lazy("face to face")


@dataclass(frozen=True)
class Route:
    """One way to one person. `words`: what the organisation calls it; `address`: empty for meeting somebody."""

    means: Means
    words: str
    address: str = ""

    @property
    def by_machine(self) -> bool:
        return self.means == Means.MAIL


@dataclass(frozen=True)
class SafeTimes:
    """When it is fine to contact somebody. `days` as in `date.weekday()`; empty means any. None means any hour."""

    days: frozenset[int] = frozenset()
    start: time | None = None
    end: time | None = None
    note: str = ""

    def __str__(self):
        """ "Monday, Friday. Not before 10am. No voicemail." """
        parts = [", ".join(str(WEEKDAYS[day]) for day in sorted(self.days))]
        parts.append(self.start and _("Not before %(time)s") % {"time": spoken(self.start)})
        parts.append(self.end and _("Not after %(time)s") % {"time": spoken(self.end)})
        return " ".join(f"{part.rstrip('.')}." for part in (*parts, self.note) if part)

    def next(self, now: datetime) -> datetime:
        """`now` when it is fine now, else the next moment that is. `now` is in the organisation's own time."""
        for ahead in range(8):
            moment = now if ahead == 0 else _morning(now, ahead)
            if self.days and moment.weekday() not in self.days:
                continue
            if self.start and moment.time() < self.start:
                return moment.replace(hour=self.start.hour, minute=self.start.minute, second=0, microsecond=0)
            if self.end and self.end != time(0) and moment.time() >= self.end:  # until midnight: the whole day
                continue
            return moment
        return _morning(now, 7)


def _morning(now: datetime, days: int) -> datetime:
    return (now + timedelta(days=days)).replace(hour=0, minute=0, second=0, microsecond=0)
