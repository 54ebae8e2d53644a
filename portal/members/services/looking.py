"""Somebody reads what is another's: that one finds it under "Who looked at mine"."""

from datetime import timedelta

from django.utils import timezone

from portal.audit.services import audited, record
from portal.members.services.links import subject_of
from portal.members.services.supporting import acting

LOOKED_JUST_NOW = timedelta(minutes=5)  # turning pages is one look
MESSAGES_READ = "members.messages_read_for"
PERSON_OPENED = "members.person_opened"
ROUTES_PRINTED = "members.routes_printed"


@audited()
def look_at_messages(*, person, by) -> None:
    """A supporter reads the person's messages."""
    _look(MESSAGES_READ, [person], **acting(by=by, person=person))


@audited()
def look_at_person(*, person, by, helping=False) -> None:
    """Somebody opens what few may know of a person: how to reach them, their first steps, training or supporters; or a
    supporter, `helping`, what they keep up to date."""
    _look(PERSON_OPENED, [person], by=by, on_behalf_of=person if helping else None)


@audited()
def look_at_routes(*, people, by) -> None:
    """A coordinator prints how to reach some people."""
    _look(ROUTES_PRINTED, people, by=by)


def _look(verb, people, *, by, **facts):
    # Who both coordinates and helps somebody looks as the one or as the other.
    lately = by.audit_done.filter(verb=verb, at__gt=timezone.now() - LOOKED_JUST_NOW)
    seen = set(lately.filter(on_behalf_of=facts.get("on_behalf_of")).values_list("concerns", flat=True))
    for person in people:
        if person != by and person.pk not in seen:
            record(verb, subject=subject_of(person), by=by, **facts | {"concerns": person})
