"""Turns the blocks of a starter page into the values Wagtail stores."""

import re

RICH = {"text", "what_happened", "what_changed", "what_we_learned"}
OUR_LINK = re.compile(r'<a href="page:([^"]*)">')


def stream(rows, page_ids: dict[str, int]) -> list[dict]:
    """The stored form of `[[body]]` rows; `page_ids` resolves links to our own pages by their place in the tree."""
    return [{"type": row["type"], "value": _value(row, page_ids)} for row in rows]


def easy_read(rows) -> list[dict]:
    return [{"type": "pair", "value": {"drawing": row["drawing"], "words": row["words"]}} for row in rows]


def _value(row, page_ids):
    kind = row["type"]
    if kind in RICH:
        return linked(row["html"], page_ids)
    if kind == "details":
        return {"summary": row["summary"], "text": linked(row["html"], page_ids)}
    if kind == "call_to_action":
        return {"words": row.get("words", ""), "label": row["label"], "page": page_ids[row["page"]], "url": ""}
    if kind == "related_stories":
        stories = [page_ids[place] for place in row["stories"]]
        return {"heading": row.get("heading", ""), "stories": stories}
    if kind == "table":
        return _table(row)
    return {name: value for name, value in row.items() if name != "type"}


def _table(row):
    return {
        "data": [row["header"], *row["rows"]],
        "cell": [],
        "first_row_is_table_header": True,
        "first_col_is_header": False,
        "table_caption": row["caption"],
        "table_header_choice": "row",
    }


def linked(html: str, page_ids: dict[str, int]) -> str:
    """Rich text whose links to our own pages hold the page's id, so that they follow it when it moves."""
    return OUR_LINK.sub(lambda match: f'<a linktype="page" id="{page_ids[match[1]]}">', html.strip())
