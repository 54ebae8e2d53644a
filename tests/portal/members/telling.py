"""What people of the tests tell about themselves, and what somebody presses."""

import re
import uuid

from portal.members import services
from portal.members.models import Channel, Line
from tests.factories.people import UserFactory

CHANNELS = {
    "group": "Meeting in a group",
    "meet": "Meeting one to one",
    "text": "Text message",
    "call": "Phone call",
    "video": "Video call",
    "videos": "Video call in a group",
    "mail": "E-mail",
}


def channel(short) -> Channel:
    return Channel.objects.get(name=CHANNELS[short])


def tell(person, kind, words="", *, shown_to=Line.ShownTo.MEMBERS, **ticks):
    services.write_line(person=person, by=person, kind=kind, shown_to=shown_to, words=words, **ticks)


def reach(person, *, days=(), said=None, **facts):
    """`said`: places by the short names of channels."""
    choices = {channel(short).pk: place for short, place in (said or {}).items()}
    reaching = services.Reaching(safe_days=tuple(days), **facts)
    services.say_how_to_reach(person=person, by=person, reaching=reaching, choices=choices)


def found(**person):
    """Somebody whom other members find."""
    made = UserFactory(**person)
    services.be_found(person=made, by=made, in_directory=True)
    return made


def key() -> str:
    return str(uuid.uuid4())


def text_of(response) -> str:
    main = re.search(r"<main.*</main>", response.content.decode(), re.DOTALL)
    return main[0] if main else ""
