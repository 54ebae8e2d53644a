"""Verbs of roles: writing them together, agreeing to them, opening them."""

from .agreeing import ROLES, missing_in, put_forward
from .people import about_seat, answer, ask, ask_no_longer, be_called, leave
from .remarks import answer_remark, say, take_remark_back
from .writing import (
    add_criterion,
    bring_back,
    change_criterion,
    move_up,
    remove_criterion,
    rename,
    set_anchors,
    set_aside,
    start,
    write_section,
)

__all__ = [
    "ROLES",
    "about_seat",
    "add_criterion",
    "answer",
    "answer_remark",
    "ask",
    "ask_no_longer",
    "be_called",
    "bring_back",
    "change_criterion",
    "leave",
    "missing_in",
    "move_up",
    "put_forward",
    "remove_criterion",
    "rename",
    "say",
    "set_anchors",
    "set_aside",
    "start",
    "take_remark_back",
    "write_section",
]
