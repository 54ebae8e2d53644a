"""What changed between two versions of a page, in words that anybody can read: taken away, added."""

import json
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from django.utils.translation import gettext as _

from portal.agreement.merging import words
from portal.agreement.words import Fixed, Words, choices_on, parts_of

SAME, TAKEN, ADDED = "same", "taken", "added"
AROUND = 12  # words shown on either side of a change


@dataclass(frozen=True)
class Change:
    """One place that differs: what it is called, and its words as runs of (same, taken or added, text)."""

    label: str
    runs: list[tuple[str, str]]

    @property
    def before(self) -> list[tuple[bool, str]]:
        """(whether it was taken away, words) as it was."""
        return [(kind == TAKEN, text) for kind, text in self.runs if kind != ADDED]

    @property
    def after(self) -> list[tuple[bool, str]]:
        """(whether it was added, words) as it is now."""
        return [(kind == ADDED, text) for kind, text in self.runs if kind != TAKEN]


def compare_texts(label: str, old: str, new: str) -> Change:
    mine, yours = words(old), words(new)
    runs = []
    for tag, start, stop, new_start, new_stop in SequenceMatcher(None, mine, yours, autojunk=False).get_opcodes():
        if tag == "equal":
            runs.append((SAME, "".join(_shortened(mine[start:stop], start == 0, stop == len(mine)))))
            continue
        if stop > start:
            runs.append((TAKEN, "".join(mine[start:stop])))
        if new_stop > new_start:
            runs.append((ADDED, "".join(yours[new_start:new_stop])))
    return Change(label, runs)


def compare_words(labels: dict[str, str], old: dict[str, str], new: dict[str, str]) -> list[Change]:
    """The changes between two sets of words by key, in the order of `labels`."""
    keys = list(labels) + [key for key in old if key not in labels]
    return [
        compare_texts(labels.get(key, ""), old.get(key, ""), new.get(key, ""))
        for key in keys
        if old.get(key, "") != new.get(key, "")
    ]


def compare_pages(old, new) -> list[Change]:
    """Everything a reader of two versions would notice: words, pictures, and blocks the plain form cannot show."""
    before, after = _texts(old), _texts(new)
    keys = [*after, *(key for key in before if key not in after)]
    pairs = [(before.get(key, NOTHING), after.get(key, NOTHING)) for key in keys]
    return [_compare(was, now) for was, now in pairs if was.exactly != now.exactly]


def labels_of(page) -> dict[str, str]:
    return {part.key: str(part.label) for part in parts_of(page) if isinstance(part, Words)}


@dataclass(frozen=True)
class Text:
    """A stretch of a page: what it is called, its words, and all of it (links, bold and pictures too)."""

    label: str
    words: str
    exactly: str


NOTHING = Text("", "", "")


def _compare(was: Text, now: Text) -> Change:
    if was.words == now.words:  # only a link, a mark or a picture is different
        return compare_texts(now.label, was.exactly, now.exactly)
    return compare_texts(now.label or was.label, was.words, now.words)


def _texts(page) -> dict[str, Text]:
    """Everything on the page that a reader could notice, by key, from top to bottom."""
    found = {"content_note": _plain(page, "content_note", page.content_note)}
    picture = page.picture
    found["picture"] = _plain(page, "picture", f"{picture.description} ({picture.title})" if picture else "")
    for part in parts_of(page):
        if isinstance(part, Fixed):
            found[part.block.id] = _looked_at(part.block)
        else:
            found[part.key] = Text(str(part.label), part.shown, part.text)
    for name, chosen in choices_on(page).items():
        found[name] = _plain(page, name, chosen)
    for number, pair in enumerate(page.easy_read, 1):
        found[f"easy-read-{pair.id}"] = replace(_looked_at(pair), label=_("Easy Read %(number)d") % {"number": number})
    return found


def _plain(page, name: str, text: str) -> Text:
    return Text(str(page._meta.get_field(name).verbose_name).capitalize(), text, text)


def _looked_at(block) -> Text:
    words = "\n".join(str(text) for text in block.block.get_searchable_content(block.value))
    kept = json.dumps(block.get_prep_value()["value"], sort_keys=True)
    return Text(str(block.block.label), words, f"{words}\n{kept}")


def _shortened(run: list[str], first: bool, last: bool) -> list[str]:
    """The words near a change; a long stretch that stayed the same is left out."""
    head, tail = ([] if first else run[: 2 * AROUND]), ([] if last else run[-2 * AROUND :])
    if len(run) <= len(head) + len(tail) or (first and last):
        return run
    return [*head, " … ", *tail] if len(run) > 2 * AROUND else run
