"""Time as people read it. Inside it is whole minutes."""

from django.utils.translation import gettext as _, ngettext


def in_hours(minutes: int) -> str:
    """ "2 hours", "1 hour 30 minutes"."""
    whole, rest = divmod(minutes, 60)
    words = []
    if whole:
        words.append(ngettext("%(many)s hour", "%(many)s hours", whole) % {"many": whole})
    if rest:
        words.append(_("%(many)s minutes") % {"many": rest})
    return " ".join(words)
