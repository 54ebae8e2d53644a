"""What the demo people tell about themselves, and how they like to be reached. Some tell much, some nothing."""

from datetime import time

from django.utils.translation import gettext as _, gettext_noop

from portal.members import services
from portal.members.models import Channel, Interest, Line, Skill
from portal.members.services import NEVER, Reaching

Kind, ShownTo = Line.Kind, Line.ShownTo
ME, COORDINATORS, MEMBERS = ShownTo.ME, ShownTo.COORDINATORS, ShownTo.MEMBERS

# Whom: for each line who sees it, its words, and what is ticked.
LINES = {
    "rosie": {
        Kind.IN_MY_WORDS: (MEMBERS, gettext_noop("I keep the tea warm and the diary in order. Ring me any time."), []),
        Kind.SHARE: (MEMBERS, "", ["Making people feel welcome", "Chairing a meeting", "Knowing the local area"]),
        Kind.LEARN: (MEMBERS, "", ["British Sign Language"]),
    },
    "dev": {
        Kind.IN_MY_WORDS: (
            MEMBERS,
            gettext_noop("Born in this town. I like trains, and questions that have no answer yet."),
            [],
        ),
        Kind.SHARE: (MEMBERS, "", ["Asking good questions", "Getting through hard times", "Numbers and budgets"]),
        Kind.HELPS: (COORDINATORS, gettext_noop("A break every half hour, and a seat near the door."), []),
        Kind.DO_NOT_ASK: (MEMBERS, gettext_noop("My years away. I bring it up myself when I want to."), []),
    },
    "mair": {
        Kind.IN_MY_WORDS: (
            MEMBERS,
            gettext_noop("I look after my brother. Mondays are ours, the rest of the week is open."),
            [],
        ),
        Kind.SHARE: (MEMBERS, "", ["Caring for somebody", "Speaking another language", "Writing"]),
        Kind.INTERESTS: (MEMBERS, "", ["Writing pages for the website", "Making things easy to read"]),
        Kind.FORMATS: (COORDINATORS, gettext_noop("Welsh first, please. On paper for anything over two pages."), []),
    },
    "tunde": {
        Kind.SHARE: (MEMBERS, "", ["Knowing how services really work", "Cooking for a group"]),
        Kind.LEARN: (MEMBERS, gettext_noop("How to run a meeting where I speak last."), ["Listening"]),
    },
    "helen": {
        Kind.IN_MY_WORDS: (ME, gettext_noop("Still thinking about what to say here."), []),
        Kind.SHARE: (COORDINATORS, "", ["Training others", "Taking notes"]),
    },
    "george": {
        Kind.SHARE: (
            COORDINATORS,
            gettext_noop("I can mend nearly anything with an engine."),
            ["Driving", "Growing things"],
        ),
        Kind.HELPS: (COORDINATORS, gettext_noop("Big print. A lift home when it is dark."), []),
        Kind.INTERESTS: (COORDINATORS, "", ["Choosing new staff", "Coming along and seeing"]),
    },
    "iwan": {Kind.SHARE: (MEMBERS, "", ["Drawing or design"])},
}
# Who lets other members find them.
FOUND = ["rosie", "dev", "mair", "tunde"]
# Whom: how they are reached, and what they say of the ways.
REACHING = {
    "rosie": (Reaching(phone="01632 960 110"), {"Phone call": 1, "E-mail": 2}),
    "dev": (
        Reaching(phone="07700 900 121", safe_from=time(11), safe_until=time(19), safe_note="No voicemail"),
        {"Text message": 1, "E-mail": 2, "Meeting one to one": 3, "Phone call": NEVER},
    ),
    "mair": (Reaching(safe_days=(1, 2, 3, 4)), {"E-mail": 1, "Video call": 2, "Meeting in a group": 3}),
    "george": (
        Reaching(phone="01632 960 133", post_address="4 Canal Row\nMillbrook", safe_days=(0, 1, 2, 3, 4)),
        {"Phone call": 1, "Meeting in a group": 2, "Video call in a group": NEVER, "E-mail": NEVER},
    ),
}
ON_A_BREAK = ["iwan"]


def tell(person, name) -> None:
    """Everything that this demo person says."""
    them = {"person": person, "by": person}
    for kind, (shown_to, words, ticked) in LINES.get(name, {}).items():
        skills = Skill.objects.filter(name__in=ticked) if kind != Kind.INTERESTS else ()
        interests = Interest.objects.filter(name__in=ticked) if kind == Kind.INTERESTS else ()
        words = _(words) if words else ""
        services.write_line(**them, kind=kind, shown_to=shown_to, words=words, skills=skills, interests=interests)
    if name in FOUND:
        services.be_found(**them, in_directory=True)
    if name in REACHING:
        reaching, said = REACHING[name]
        numbers = dict(Channel.objects.filter(name__in=said).values_list("name", "pk"))
        choices = {numbers[channel]: place for channel, place in said.items() if channel in numbers}
        services.say_how_to_reach(**them, reaching=reaching, choices=choices)
    if name in ON_A_BREAK:
        services.take_a_break(**them)
