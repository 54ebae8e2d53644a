"""The lists that people choose from: entries are added, renamed, moved, put away and brought back; none is deleted."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _, gettext_lazy

from portal.audit.services import audited, record
from portal.members.models import Channel, Interest, Skill, Standpoint

LISTS = {"ways-to-be-in-touch": Channel, "ways-to-be-here": Standpoint, "skills": Skill, "interests": Interest}
# Title, and what the list is for.
ABOUT = {
    "ways-to-be-in-touch": (
        gettext_lazy("Ways to be in touch"),
        gettext_lazy("How people can ask to be reached, such as a phone call."),
    ),
    "ways-to-be-here": (
        gettext_lazy("I’m here as…"),
        gettext_lazy("How people can say that they are here, in a group or a story. Nobody has to."),
    ),
    "skills": (gettext_lazy("Skills"), gettext_lazy("What people can share, and what they would like to learn.")),
    "interests": (gettext_lazy("Interests"), gettext_lazy("What people would like to take part in.")),
}
ASKED: dict[type, dict] = {}  # what is asked besides the name when an entry of another part's list is added
LATER: dict[type, tuple[str, ...]] = {}  # which of these may be changed later, as the name may
SETTINGS: list[tuple] = []  # settings of other parts: title, what it is, the name of the URL, the permission
UP, DOWN = -1, 1


class NotDone(Exception):
    """A change to a list that was refused; the words say why and what to do."""


class NameTaken(NotDone):
    pass


class LastOfItsKind(NotDone):
    def __str__(self):
        return _("One of this kind has to stay. Add another one first, or bring one back.")


def register_list(slug: str, model, *, title, about, asked: dict | None = None, later=()) -> None:
    """Add a list of another part, of a `Choosable`. `asked`: boxes by the field they fill, when one is added; those
    named in `later` may be filled anew."""
    LISTS[slug] = model
    ABOUT[slug] = (title, about)
    ASKED[model], LATER[model] = asked or {}, tuple(later)


def register_setting(title, about, url: str, permission: str) -> None:
    """Add a page of another part, where the organisation says something in its own words."""
    SETTINGS.append((title, about, url, permission))


@audited()
def add_entry(*, model, name: str, by, **facts):
    """At the end of the list."""
    entries = _hold(model)
    _refuse_taken(entries, name)
    entry = _once(model(name=name, order=10 * (len(entries) + 1), **facts))
    _in_order([*entries, entry])
    _note("members.list_entry_added", entry, by)
    return entry


@audited()
def rename_entry(*, entry, name: str, by, **words) -> None:
    """`words`: of the boxes that may be filled anew, those that are other now."""
    entries = _hold(type(entry))
    held = _own(entries, entry)
    _refuse_taken([one for one in entries if one != held], name)
    if held.name != name or words:
        held.name = name
        for field, value in words.items():
            setattr(held, field, value)
        _once(held)
        _note("members.list_entry_renamed", held, by)


@audited()
def move_entry(*, entry, places: int, by) -> None:
    """One place up or down among those in use."""
    entries = _hold(type(entry))
    held = _own(entries, entry)
    shown = [one for one in entries if one.in_use]
    if not held.in_use:
        return
    at = shown.index(held)
    to = at + places
    if not 0 <= to < len(shown):
        return
    shown[at], shown[to] = shown[to], shown[at]
    _in_order([*shown, *(one for one in entries if not one.in_use)])
    _note("members.list_entry_moved", held, by)


@audited()
def put_away(*, entry, by) -> None:
    """Nobody can choose it from now on. Whoever chose it earlier keeps it, with its name."""
    entries = _hold(type(entry))
    held = _own(entries, entry)
    if not held.in_use:
        return
    needed = held.others_needed()
    others = type(entry).objects.filter(in_use=True).exclude(pk=held.pk)
    if needed is not None and not others.filter(needed).exists():
        raise LastOfItsKind
    held.in_use = False
    held.save(update_fields=["in_use"])
    _note("members.list_entry_put_away", held, by)


@audited()
def bring_back(*, entry, by) -> None:
    """It can be chosen again, at the end of the list."""
    entries = _hold(type(entry))
    held = _own(entries, entry)
    if held.in_use:
        return
    held.in_use = True
    held.save(update_fields=["in_use"])
    rest = [one for one in entries if one != held]
    _in_order([*(one for one in rest if one.in_use), held, *(one for one in rest if not one.in_use)])
    _note("members.list_entry_brought_back", held, by)


def _hold(model) -> list:
    """The whole list, in its order; whoever changes the same list waits until this change is done.

    By number first: rows are locked in the order in which they are read, and the order of the list may be changing.
    """
    list(model.objects.select_for_update().order_by("pk"))
    return list(model.objects.all())


def _own(entries, entry):
    return next(one for one in entries if one.pk == entry.pk)


def _refuse_taken(entries, name):
    """Also when it is in another alphabet's capitals, or is how one of our own words reads in this language."""
    for other in entries:
        if name.casefold() in (other.name.casefold(), str(other).casefold()):
            if other.in_use:
                raise NameTaken(_("“%(name)s” is in the list already.") % {"name": other})
            raise NameTaken(_("“%(name)s” was put away. Bring it back instead.") % {"name": other})


def _once(entry):
    try:
        with transaction.atomic():
            entry.save()
    except IntegrityError as twice:
        raise NameTaken(_("“%(name)s” is in the list already.") % {"name": entry.name}) from twice
    return entry


def _in_order(entries):
    for place, entry in enumerate(entries, start=1):
        if entry.order != 10 * place:
            entry.order = 10 * place
            entry.save(update_fields=["order"])


def _note(verb, entry, by):
    record(verb, subject=f"list:{entry._meta.model_name}", by=by, entry=entry.pk)
