"""Made-up people and what they do, to try Alongside out with.

A part takes part by having a `demo.py` with `load()`, which may be called again and again, and may also have `AFTER`
(names of the apps whose demo it builds on) and `sign_ins()`, which yields a `SignIn`-like row for each person who can
sign in: name, what they can do, sign-in name, password.
"""

from graphlib import TopologicalSorter

from django.conf import settings
from django.db import transaction

from operations.parts import modules

HEADINGS = ("Who", "Can", "Sign-in name", "Password")


class RealPeopleHere(Exception):
    """The made-up people's passwords are known to everybody."""


def load():
    if not settings.DEMO_PEOPLE_ALLOWED:
        raise RealPeopleHere("Made-up people are for trying out: run `make run`, or set DEMO_PEOPLE=yes.")
    for module in _in_order():
        with transaction.atomic():
            module.load()


def table() -> str:
    """The people one can sign in as, in columns."""
    rows = [row for module in _in_order() for row in getattr(module, "sign_ins", list)()]
    if not rows:
        return ""
    widths = [max(len(row[column]) for row in [HEADINGS, *rows]) for column in range(len(HEADINGS))]
    lines = ("  ".join(word.ljust(width) for word, width in zip(row, widths, strict=True)) for row in (HEADINGS, *rows))
    return "".join(f"  {line.rstrip()}\n" for line in lines)


def _in_order():
    """The parts' demos, each after those it builds on."""
    found = modules("demo")
    order = TopologicalSorter({name: getattr(module, "AFTER", ()) for name, module in found.items()})
    return [found[name] for name in order.static_order() if name in found]
