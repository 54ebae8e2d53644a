"""How the site itself is doing, for the coordinators' screen: the clock, the backups, and whether one was tried out."""

from django.utils.translation import gettext as _

from home.spoken import moment
from operations import backups, ticking
from operations.models import ClockRun
from portal.today import Fact


def facts():
    yield Fact(_("What runs by itself last ran"), _clock())
    yield Fact(_("Last backup"), _backup())
    yield Fact(_("Last time a backup was brought back, to see that it works"), _proof())


def _clock() -> str:
    last = ticking.last_ran()
    if last is None:
        return _("Not yet. Nothing is sent or deleted by itself until it runs.")
    failed = ClockRun.objects.exclude(name=ticking.CLOCK).exclude(problem="").count()
    done = _("Everything went well.") if not failed else _("Some of it did not work. The server’s log says what.")
    return f"{moment(last)}. {done}"


def _backup() -> str:
    kept = backups.kept()
    if not kept:
        return _("None yet. Whoever looks after the server can make one, and have one made each day.")
    return _("%(when)s. It was checked when it was made.") % {"when": moment(backups.made_at(kept[0]))}


def _proof() -> str:
    when = backups.last_proved()
    return moment(when) if when else _("Never yet. Ask whoever looks after the server to try it on a spare computer.")
