"""The words of a page, one entry a field of the plain form; and putting changed words back where they came from.

Words have keys such as "introduction" or "text-<block id>", which stay the same while other blocks come and go.
"""

import json
from dataclasses import dataclass
from hashlib import sha256

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.rich_text import RichText

from portal.agreement import marks

LINE, TEXT, MARKS, POINTS, ADDRESS, CHOICE = "line", "text", "marks", "points", "address", "choice"


@dataclass(frozen=True)
class Words:
    """One field: what it is called, how it is typed, what it says now. `part`: the block it is in, whose first field
    `begins` it."""

    key: str
    label: str
    kind: str
    text: str
    longest: int = 20_000
    needed: bool = True
    choices: tuple = ()
    part: str = ""
    begins: bool = False

    @property
    def shown(self) -> str:
        """The words to look at, without marks, and what was chosen by its name."""
        if self.kind == CHOICE:
            return str(dict(self.choices).get(self.text, self.text))
        return marks.without_marks(self.text) if self.kind == MARKS else self.text


@dataclass(frozen=True)
class Fixed:
    """A block the plain form cannot show faithfully: it is only looked at there, and changed in the CMS."""

    block: object


# For each kind of block: (key of the value inside it, label, how it is typed, longest, needed, choices if any).
FIELDS: dict[str, list[tuple]] = {
    "heading": [("text", _("Heading"), LINE, 120, True)],
    "text": [("", _("Text"), MARKS, 20_000, True)],
    "quote": [("words", _("Quote"), TEXT, 5_000, True), ("who", _("Who said it"), LINE, 255, False)],
    "peoples_words": [
        ("words", _("What somebody said"), TEXT, 5_000, True),
        ("who", _("Their name, as they chose"), LINE, 255, False),
    ],
    "points": [("title", _("Title of the list"), LINE, 255, False), ("points", _("Points"), POINTS, 20_000, True)],
    "details": [("summary", _("Words to press"), LINE, 120, True), ("text", _("Text that opens"), MARKS, 20_000, True)],
}


def register(kind: str, fields: list[tuple]) -> None:
    """For a block that only one part of the site has: which fields it is on the plain form."""
    FIELDS[kind] = fields


def parts_of(page) -> list[Words | Fixed]:
    """Everything on the page from top to bottom, as fields where it can be and as blocks to look at where not."""
    field = page._meta.get_field("introduction")
    parts: list[Words | Fixed] = [
        Words("title", _("Title"), LINE, page.title, longest=255),
        Words(
            "introduction", _("Introduction"), TEXT, _typed(page.introduction), longest=2_000, needed=not field.blank
        ),
    ]
    for block in page.body:
        parts += _fields(block) or [Fixed(block)]
    return parts + [_below(page, name) for name in page.more_words]


def _below(page, name: str) -> Words:
    field = page._meta.get_field(name)
    kind = TEXT if isinstance(field, models.TextField) else LINE
    longest = field.max_length or 5_000
    return Words(name, capfirst(field.verbose_name), kind, _typed(getattr(page, name)), longest, not field.blank)


def words_of(page) -> dict[str, str]:
    """What the page says, by key: only the words that the plain form can change."""
    return {part.key: part.text for part in parts_of(page) if isinstance(part, Words)}


def chosen_on(page) -> dict:
    """By the name of the field: the number of what is chosen there, or the numbers."""
    said = page.serializable_data()
    return {name: said[name] for name in page.more_choices}


def digest_of_choices(page) -> str:
    """Says whether two people had the same before them."""
    return sha256(json.dumps(chosen_on(page), sort_keys=True).encode()).hexdigest()


def choices_on(page) -> dict[str, str]:
    """What is chosen on the page, in words, by the name of the field."""
    return {name: _in_words(page, page._meta.get_field(name)) for name in page.more_choices}


def _in_words(page, field) -> str:
    if field.many_to_many:
        return ", ".join(map(str, getattr(page, field.name).all()))
    if field.choices:
        return str(getattr(page, f"get_{field.name}_display")())
    chosen = getattr(page, field.name)
    return str(getattr(chosen, "plain_name", "") or chosen or "")


def put(page, changes: dict[str, str]) -> None:
    """Write changed words into the page. Blocks that are not named stay as they are, to the last sign."""
    page.title = changes.get("title", page.title)
    if changes.get("introduction", _typed(page.introduction)) != _typed(page.introduction):
        page.introduction = changes["introduction"]
    for name in page.more_words:
        if changes.get(name, _typed(getattr(page, name))) != _typed(getattr(page, name)):
            setattr(page, name, changes[name])
    for block in page.body:
        for inside, _label, kind, *_more in FIELDS.get(block.block_type, []):
            if (key := _key(block, inside)) in changes:
                _put(block, inside, kind, changes[key])


def _fields(block) -> list[Words]:
    """The fields of one block; none when any part of it cannot be said exactly."""
    found = []
    for inside, label, kind, *more in FIELDS.get(block.block_type, []):
        value = block.value[inside] if inside else block.value
        text = _read(value, kind)
        if text is None:
            return []
        found.append(Words(_key(block, inside), label, kind, text, *more, part=block.id, begins=not found))
    return found


def _key(block, inside: str) -> str:
    return "-".join(filter(None, (block.block_type, inside, block.id)))


def _read(value, kind: str) -> str | None:
    if kind == MARKS:
        return marks.to_marks(value.source) if marks.says_exactly(value.source) else None
    if kind == POINTS:
        points = list(value)
        return "\n".join(points) if all(point == point.strip() and "\n" not in point for point in points) else None
    return _typed(value or "")


def _typed(text: str) -> str:
    """As it comes back from a browser: the ends of lines and the space around it are not what somebody changed."""
    return text.replace("\r\n", "\n").strip()


def _put(block, inside: str, kind: str, text: str) -> None:
    value = block.value[inside] if inside else block.value
    if text == _read(value, kind):
        return
    if kind == MARKS:
        new = RichText(marks.to_html(text, like=value.source))
    elif kind == POINTS:
        return _put_points(value, [line.strip() for line in text.splitlines() if line.strip()])
    else:
        new = text
    if inside:
        block.value[inside] = new
    else:
        block.value = new


def _put_points(points, lines: list[str]) -> None:
    """A point that was there before keeps its place in comments and translations."""
    kept = {point.value: point for point in points.bound_blocks}
    points.bound_blocks[:] = [
        kept.pop(line, None) or points.ListChild(points.list_block.child_block, line) for line in lines
    ]
