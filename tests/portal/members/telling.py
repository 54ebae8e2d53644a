"""What people of the tests tell about themselves, and what somebody presses."""

import re
import threading
import uuid

from django.db import connection

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


def at_once(*verbs):
    """Run all the verbs at the same moment, each on a connection of its own; what each came to."""
    start, came_to = threading.Barrier(len(verbs)), [None] * len(verbs)

    def run(number, verb):
        try:
            start.wait()
            verb()
            came_to[number] = "done"
        except Exception as problem:
            came_to[number] = type(problem).__name__
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(verbs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return came_to
