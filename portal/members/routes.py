"""Which ways lead to a person, in the order they chose."""

from django.utils.translation import gettext as _

from portal.notices.routes import Means, Route

# For whoever chose nothing, or has only said what not to use.
FALLBACK = (Means.MAIL, Means.CALL, Means.POST, Means.MEET)


def routes_of(person) -> list[Route]:
    """Ranked ways first, then those nothing was said about; never one that is not to be used, nor without an address.

    Whoever chose nothing is written to, rung, or told when somebody sees them.
    """
    return routes_by(person, person.channel_choices.for_one_person())


def routes_by(person, choices) -> list[Route]:
    """The same, when what they said of the channels has been looked up, as `for_one_person()` gives it."""
    choices = list(choices)
    ranked = [choice for choice in choices if choice.rank is not None and choice.channel.in_use]
    said = {choice.channel.means for choice in choices if choice.rank is not None or choice.do_not_use}
    routes = [_route(person, choice.channel.means, str(choice.channel)) for choice in ranked]
    routes += [_route(person, means, str(means.label)) for means in FALLBACK if means not in said]
    return [route for route in routes if route is not None]


def _route(person, means, words) -> Route | None:
    about = person.known
    addresses = {
        Means.MAIL: person.email,
        Means.TEXT: about.phone,
        Means.CALL: about.phone,
        Means.POST: about.post_address,
        Means.VIDEO: about.phone or person.email,
        Means.MEET: _("when you see them"),
    }
    address = addresses[Means(means)]
    return Route(Means(means), words, str(address)) if address else None
