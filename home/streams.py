"""What a stream of blocks says: how it happened to be written down, and under what ids, is not part of it."""

import re

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
