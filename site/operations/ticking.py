"""The clock: runs everything that is due, once a minute, whoever calls it and however often.

A part takes part by having a `clock.py` with `DUE`, a list of functions without arguments. Each must be safe to run
again at once, and after being cut off. One for which once an hour is enough says so:
`forget.every = timedelta(hours=1)`.
"""

import logging
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from operations.models import ClockRun
from operations.parts import modules

logger = logging.getLogger(__name__)
CLOCK = "clock"
# How long a clock that was cut off keeps others from running; renewed before each function.
LENT_FOR = timedelta(minutes=5)
AFTER_A_PROBLEM = timedelta(minutes=10)  # a backup that fails on a full disk is not tried every minute


def tick() -> dict[str, str] | None:
    """Run what is due: name → kind of error, or "" when all went well. None: another clock is running it."""
    lent = _borrow()
    if lent is None:
        return None
    outcome = {}
    try:
        for name, function in due():
            lent = _renew(lent)
            if lent is None:
                return outcome
            outcome[name] = _run(name, function)
    finally:
        if lent is not None:
            _give_back(lent, problem=", ".join(name for name in outcome if outcome[name]))
    return outcome


def due():
    """The functions whose time has come, in the order of INSTALLED_APPS."""
    runs = ClockRun.objects.in_bulk()
    for app, module in modules("clock").items():
        for function in module.DUE:
            name = f"{app}.{function.__name__}"
            last, every = runs.get(name), getattr(function, "every", None)
            pause = min(every, AFTER_A_PROBLEM) if every and last and last.problem else every
            if not (last and pause and last.ended_at > timezone.now() - pause):
                yield name, function


def last_ran() -> datetime | None:
    """When it last ended; now, while it runs: a long backup is no reason to call somebody at night."""
    run = ClockRun.objects.filter(name=CLOCK).first()
    running = run and run.lent_until and run.lent_until > timezone.now()
    return timezone.now() if running else run and run.ended_at


def _run(name, function) -> str:
    began, problem = timezone.now(), ""
    try:
        function()
    except Exception as error:  # one that fails does not keep the others from running
        logger.exception("The clock could not run %s", name)
        problem = type(error).__name__
    ClockRun.objects.update_or_create(
        name=name, defaults={"began_at": began, "ended_at": timezone.now(), "problem": problem}
    )
    return problem


def _borrow() -> datetime | None:
    """Take the clock, unless another has it. In one statement, so that of two only one gets it."""
    ClockRun.objects.get_or_create(name=CLOCK)
    now = timezone.now()
    free = ClockRun.objects.filter(Q(lent_until=None) | Q(lent_until__lt=now), name=CLOCK)
    return now + LENT_FOR if free.update(began_at=now, lent_until=now + LENT_FOR) else None


def _renew(lent) -> datetime | None:
    """Keep it for as long again. None: it took too long, and another clock has it now."""
    until = timezone.now() + LENT_FOR
    return until if ClockRun.objects.filter(name=CLOCK, lent_until=lent).update(lent_until=until) else None


def _give_back(lent, problem):
    ClockRun.objects.filter(name=CLOCK, lent_until=lent).update(
        lent_until=None, ended_at=timezone.now(), problem=problem[:100]
    )
