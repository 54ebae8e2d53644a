"""What is on, as a file that calendars read (RFC 5545)."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from icalendar import Calendar, Event

LASTS = timedelta(hours=1)  # of what has no end


def calendar_of(happenings, *, name: str) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//Alongside//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    for happening in happenings:
        calendar.add_component(_event(happening))
    return calendar.to_ical()


def _event(happening) -> Event:
    site = settings.WAGTAILADMIN_BASE_URL.rstrip("/")
    event = Event()
    event.add("uid", f"{happening.uid}@{site.partition('://')[2]}")
    event.add("dtstamp", timezone.now())
    event.add("dtstart", happening.starts_at)
    event.add("dtend", happening.ends_at or happening.starts_at + LASTS)
    event.add("summary", happening.title)
    event.add("url", site + happening.url)
    if happening.place:
        event.add("location", happening.place)
    if happening.words:
        event.add("description", happening.words)
    if happening.called_off:
        event.add("status", "CANCELLED")
    return event
