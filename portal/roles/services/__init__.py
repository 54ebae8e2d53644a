"""Verbs of roles: writing them together, agreeing to them, opening them."""

from .agreeing import ROLES, missing_in, put_forward
from .easy_read import write_easy_read
from .people import about_seat, answer, ask, ask_no_longer, be_called, leave
from .remarks import answer_remark, say, take_remark_back
from .words import PROMISE, add_word_url, offer_to_glossary, say_promise
from .writing import (
    add_criterion,
    bring_back,
    change_criterion,
    in_our_words,
    move_up,
    remove_criterion,
    rename,
    set_anchors,
    set_aside,
    set_questions,
    start,
    write_section,
)

__all__ = [
    "PROMISE",
    "ROLES",
    "about_seat",
    "add_criterion",
    "add_word_url",
    "answer",
    "answer_remark",
    "ask",
    "ask_no_longer",
    "be_called",
    "bring_back",
    "change_criterion",
    "in_our_words",
    "leave",
    "missing_in",
    "move_up",
    "offer_to_glossary",
    "put_forward",
    "remove_criterion",
    "rename",
    "say",
    "say_promise",
    "set_anchors",
    "set_aside",
    "set_questions",
    "start",
    "take_remark_back",
    "write_easy_read",
    "write_section",
]
