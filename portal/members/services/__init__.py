"""Verbs of people's accounts: coming in, being reached, leaving."""

from .leaving import erase_person
from .links import (
    CoordinatorExists,
    LinkSpent,
    MayNotSignIn,
    first_coordinator,
    make_link,
    person_of_link,
    subject_of,
    use_link,
)

__all__ = [
    "CoordinatorExists",
    "LinkSpent",
    "MayNotSignIn",
    "erase_person",
    "first_coordinator",
    "make_link",
    "person_of_link",
    "subject_of",
    "use_link",
]
