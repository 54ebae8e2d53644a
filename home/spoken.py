"""Times as people say them."""

from datetime import datetime, time
from functools import lru_cache

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext as _


def clock_time(when: datetime) -> str:
    """2pm, 2:30pm, 9:05am; in the time of the site."""
    return spoken(localtime(when).time())


def spoken(here: time) -> str:
    half = _("am") if here.hour < 12 else _("pm")
    minutes = f":{here.minute:02}" if here.minute else ""
    return f"{here.hour % 12 or 12}{minutes}{half}"


def moment(when: datetime) -> str:
    """A day and time: "Tuesday 1 December, 2pm"."""
    return _moment(localtime(when).replace(tzinfo=None, second=0, microsecond=0), get_language())


@lru_cache(maxsize=4096)
def _moment(here: datetime, language: str) -> str:
    """Long lists say the same few again and again."""
    return f"{date_format(here, 'l j F')}, {spoken(here.time())}"


def end_of(end: datetime, start: datetime) -> str:
    """When something ends, said after its beginning: the day again only when it is another day."""
    return clock_time(end) if localtime(end).date() == localtime(start).date() else moment(end)
