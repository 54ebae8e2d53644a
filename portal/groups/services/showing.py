"""A page about a group for everybody: shown by whoever looks after it, hidden by anybody in it."""

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from home import freshness, pagecache
from portal.audit.services import audited, record
from portal.groups.services.starting import hold, hold_as_it_is
from portal.notices import services as notices


def about_page(group) -> str:
    return f"group-page:{group.pk}"


@audited()
def show_outside(*, group, by) -> None:
    """Everybody in it is told what stands there, and that they can hide it."""
    held = hold(group)
    if not held.shown_outside:
        _show(held, True, by)
        _tell_the_others(held, by, _is_shown)


@audited()
def hide_outside(*, group, by) -> None:
    """At once, and without a reason. What stands on the website of its minutes is another thing."""
    held = hold_as_it_is(group)
    if held.shown_outside:
        _show(held, False, by)
        _tell_the_others(held, by, _is_hidden)
        transaction.on_commit(pagecache.empty)


def _show(group, shown, by):
    group.shown_outside = shown
    group.save(update_fields=["shown_outside"])
    record("groups.page_shown" if shown else "groups.page_hidden", subject=group.about, by=by)
    freshness.changed()


def _tell_the_others(group, by, say):
    notices.forget(about=about_page(group))
    for seat in group.seats.taken().exclude(person=by).select_related("person__about"):
        with notices.speaking_to(seat.person):
            title, words = say({"group": group.name, "name": by})
        path = reverse("portal:groups:group", args=[group.pk])
        said = {"title": title[:120], "words": words, "path": path}
        notices.tell(person=seat.person, about=about_page(group), by=by, **said)


def _is_shown(said):
    words = _(
        "%(name)s put a page about “%(group)s” on the website. It shows its name, its question, what it wants to "
        "reach, what it is about, and what of your minutes is for everybody. No names of people. You can hide the "
        "page with one press, on the page of the group. Nobody asks why."
    )
    return _("“%(group)s” has a page for everybody") % said, words % said


def _is_hidden(said):
    words = _("%(name)s hid the page about “%(group)s”. It is not on the website any more. Nobody asks why.")
    return _("“%(group)s” has no page for everybody any more") % said, words % said
