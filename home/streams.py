"""What a stream of blocks says: how it happened to be written down, and under what ids, is not part of it."""

import re
from collections.abc import Iterator

from django.db.models import ForeignKey
from wagtail.documents import get_document_model
from wagtail.fields import StreamField
from wagtail.images import get_image_model
from wagtail.models import Page

PARAGRAPH_ID = re.compile(r' data-block-key="[^"]*"')


def content_of(stream) -> list:
    """[kind, value] for each block. The same words give the same list, loaded, typed or saved again."""
    return [[block.block_type, _without_ids(block.get_prep_value()["value"])] for block in stream]


def _without_ids(value):
    if isinstance(value, list):
        return [_without_ids(inner["value"] if _is_item(inner) else inner) for inner in value]
    if isinstance(value, dict):
        return {name: _without_ids(inner) for name, inner in value.items()}
    return PARAGRAPH_ID.sub("", value) if isinstance(value, str) else value


def _is_item(value) -> bool:
    """One of a list, as Wagtail wraps it."""
    return isinstance(value, dict) and value.get("type") == "item" and "value" in value


def files_in(kind, values) -> Iterator[tuple]:
    """(field, model, number) of each picture and file that a page of this kind shows with these values, as a form or a
    revision holds them, without asking for each."""
    return _held_in(kind, values, (get_image_model(), get_document_model()))


def pages_in(kind, values) -> Iterator[tuple]:
    """The same of the pages that it leads to."""
    return _held_in(kind, values, (Page,))


def _held_in(kind, values, wanted) -> Iterator[tuple]:
    for field in kind._meta.concrete_fields:
        value = values.get(field.name, values.get(field.attname))
        if value and hasattr(field, "extract_references"):
            held = field.to_python(value) if isinstance(field, StreamField) else str(value)
            for model, number, *_where in field.extract_references(held):
                if issubclass(model, wanted):
                    yield field.name, model, int(number)
        elif value and isinstance(field, ForeignKey) and issubclass(field.related_model, wanted):
            number = str(getattr(value, "pk", value))
            if number.isdecimal():  # what somebody sent past the choosers may be anything
                yield field.name, field.related_model, int(number)
