"""Where somebody writes down what another told them on the phone, on paper or in a talk. Each part registers, for what
messages of its own are about, a function that says where; the list of people to ring leads there."""

from collections.abc import Callable, Iterable

Places = Callable[[object, list], Iterable[tuple[object, str]]]
_places: list[tuple[frozenset[str], Places]] = []


def register(kinds: Iterable[str], places: Places) -> None:
    """For messages about things of these kinds, such as "meeting" in "meeting:12": `places(user, messages)` yields
    pairs of a message and an address, where this user may write the answer down; in as many queries for 1 as for 30."""
    _places.append((frozenset(kinds), places))


def note_places(user, messages) -> None:
    """Each message is given its `answered_at`: the address, or an empty one."""
    for message in messages:
        message.answered_at = ""
    for kinds, places in _places:
        theirs = [message for message in messages if message.about.partition(":")[0] in kinds]
        for message, address in places(user, theirs) if theirs else ():
            message.answered_at = address


def things_of(kind, messages, known) -> dict:
    """The messages about things of a kind, each with its thing; of those `known` to the user."""
    parts = {message: message.about.partition(":") for message in messages}
    numbers = {message: int(number) for message, (its_kind, _colon, number) in parts.items() if its_kind == kind}
    things = known.in_bulk(set(numbers.values())) if numbers else {}
    return {message: things[number] for message, number in numbers.items() if number in things}
