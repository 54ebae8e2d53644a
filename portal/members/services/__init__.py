"""Verbs of people's accounts: coming in, being reached, leaving."""

from . import asking
from .doings import call_off, close, keep_doing, offer_a_hand, take_hand_back
from .inviting import (
    Guest,
    NotInvited,
    come_in,
    forget_who_never_came,
    invite,
    is_invited,
    may_be_invited,
    print_card,
    send_invitation,
    withdraw,
)
from .leaving import erase_person
from .links import (
    CoordinatorExists,
    LinkSpent,
    MayNotSignIn,
    first_coordinator,
    good_link,
    make_link,
    subject_of,
    use_link,
)
from .messaging import write_to
from .starting import BACKUP_SHOWN, say_backups_are_known
from .welcoming import STEPS, write_welcome

__all__ = [
    "BACKUP_SHOWN",
    "STEPS",
    "CoordinatorExists",
    "Guest",
    "LinkSpent",
    "MayNotSignIn",
    "NotInvited",
    "asking",
    "call_off",
    "close",
    "come_in",
    "erase_person",
    "first_coordinator",
    "forget_who_never_came",
    "good_link",
    "invite",
    "is_invited",
    "keep_doing",
    "make_link",
    "may_be_invited",
    "offer_a_hand",
    "print_card",
    "say_backups_are_known",
    "send_invitation",
    "subject_of",
    "take_hand_back",
    "use_link",
    "withdraw",
    "write_to",
    "write_welcome",
]
