"""Parts that somebody adds to a page on the plain form, or takes away from it."""

from uuid import uuid4

from django.utils.translation import gettext_lazy as _

from portal.agreement.words import FIELDS

ADDED = {"text": _("Add words"), "heading": _("Add a heading"), "peoples_words": _("Add what somebody said")}


def add(page, kind: str) -> str:
    """An empty part at the end of the page. Returns its number."""
    block = page.body.stream_block.child_blocks[kind]
    empty = block.get_default()
    if isinstance(empty, dict):
        for name in empty:
            empty[name] = "" if empty[name] is None else empty[name]
    page.body.append((kind, empty))
    page.body[-1].id = str(uuid4())
    return page.body[-1].id


def drop(page, number: str) -> None:
    """The part with this number, if the plain form shows all of it; what it cannot show is taken away in the CMS."""
    for place, block in enumerate(page.body):
        if block.id == number and block.block_type in FIELDS:
            del page.body[place]
            return
