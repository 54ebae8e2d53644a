"""How somebody is reached: which ways, in which order, when, and never how. What is sent obeys it from then on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from portal.audit.services import audited
from portal.members.models import ChannelChoice, Invitation, Line
from portal.members.services.about import call_me, note, write_line
from portal.members.services.holding import about_of, hold, see_again
from portal.members.services.sharing import stop_sharing
from portal.notices import services as notices
from portal.notices.routes import Means, Route

NEVER = "never"  # in place of a rank
JUST_COME = timedelta(hours=24)


@dataclass(frozen=True)
class Reaching:
    """What somebody says of being reached; all of it may be left out."""

    phone: str = ""
    post_address: str = ""
    safe_days: tuple[int, ...] = ()
    safe_from: time | None = None
    safe_until: time | None = None
    safe_note: str = ""
    only_say_news: bool = False


@audited()
def say_how_to_reach(*, person, by, reaching: Reaching, choices: Mapping[int, int | str], at_first=False) -> None:
    """Keep it all. `choices`: for each channel's number a rank or NEVER; a channel that is not there has no opinion."""
    held = hold(person)
    before = held.contact_routes()
    about = about_of(held)
    changed = [name for name in ("phone", "post_address") if getattr(about, name) != getattr(reaching, name)]
    had = {name: getattr(about, name) for name in changed if getattr(about, name)}
    for name, value in vars(reaching).items():
        setattr(about, name, list(value) if name == "safe_days" else value)
    about.save()
    stop_sharing(held, changed)
    _choose(held, choices)
    see_again(held)
    see_again(person)
    notices.find_ways_anew(person=held)
    note("members.reaching_changed", person=person, by=by)
    for name in changed:
        note(f"members.{name}_changed", person=person, by=by)
    if had and not at_first:
        _tell_the_old_way(held, before, had)


def _choose(held, choices):
    ChannelChoice.objects.filter(person=held).delete()
    ChannelChoice.objects.bulk_create(
        ChannelChoice(person=held, channel_id=channel, do_not_use=True)
        if said == NEVER
        else ChannelChoice(person=held, channel_id=channel, rank=said)
        for channel, said in choices.items()
    )


def _tell_the_old_way(held, before, had):
    """Decision 4: whoever changes where somebody is reached cannot keep them from hearing of it.

    By the way that came first, if it is e-mail or goes to what was changed; else to what was changed all the same: a
    way that was ranked first a moment before would silence it.
    """
    means, address = (Means.CALL, had["phone"]) if "phone" in had else (Means.POST, had["post_address"])
    first = [route for route in before[:1] if route.by_machine or route.address in had.values()]
    route = first[0] if first else Route(means, str(means.label), address)
    what = {
        "phone": _("The phone number we have for you was changed."),
        "post_address": _("The postal address we have for you was changed."),
    }
    words = " ".join([*(what[name] for name in had), _("If this was not you, please ring us today.")])
    notices.tell_the_old_way(person=held, route=route, title=_("How we reach you was changed"), words=words)


@audited()
def answer_first_questions(*, person, by, known_as: str, channel, phone: str, helps: str) -> None:
    """The three questions of somebody who has just come. What was said before, and is not asked here, stays."""
    call_me(person=person, by=by, known_as=known_as)
    about, choices = about_of(hold(person)), said_by(person)
    if channel is not None and choices.get(channel.pk) != 1:
        later = {pk: said if said == NEVER else said + 1 for pk, said in choices.items()}
        choices = {**later, channel.pk: 1}
    reaching = Reaching(**{name: getattr(about, name) for name in vars(Reaching())} | {"phone": phone})
    if choices != said_by(person) or phone != about.phone:
        at_first = not said_by(person) and _has_just_come(person)
        say_how_to_reach(person=person, by=by, reaching=reaching, choices=choices, at_first=at_first)
    line = Line.objects.filter(person=person, kind=Line.Kind.HELPS).first()
    if helps != (line.words if line else ""):
        shown_to = line.shown_to if line else Line.ShownTo.COORDINATORS
        write_line(person=person, by=by, kind=Line.Kind.HELPS, words=helps, shown_to=shown_to)


def _has_just_come(person) -> bool:
    """Then nothing was said before that somebody could have changed: the number was in the invitation."""
    return Invitation.objects.filter(person=person, joined_at__gte=timezone.now() - JUST_COME).exists()


def said_by(person) -> dict[int, int | str]:
    """What somebody said of each channel, in the form that `say_how_to_reach` takes."""
    choices = ChannelChoice.objects.filter(person=person)
    return {choice.channel_id: NEVER if choice.do_not_use else choice.rank for choice in choices}
