"""Bringing one person's change into words that somebody else has changed too, or saying that it cannot be done."""

import re
from dataclasses import dataclass, field
from difflib import SequenceMatcher

WORD = re.compile(r"\S+\s*|\s+")


def words(text: str) -> list[str]:
    """The words of a text, each with the space after it."""
    return WORD.findall(text)


def carry(text: str, old: str, new: str) -> str | None:
    """`text` with the change from `old` to `new` made in it too; None when the same words were changed there."""
    if text == old:
        return new
    if text == new:
        return text
    mine, theirs = words(old), words(text)
    same = SequenceMatcher(None, mine, theirs, autojunk=False).get_matching_blocks()
    merged, end = [], 0
    for _tag, start, stop, new_start, new_stop in _changes(mine, words(new)):
        place = next((block for block in same if _holds(block, start, stop)), None)
        if place is None:
            return None
        there = place.b + start - place.a
        merged += theirs[end:there] + words(new)[new_start:new_stop]
        end = there + stop - start
    return "".join(merged + theirs[end:])


def how_many_words(old: str, new: str) -> int:
    """How many words differ: those taken away and those added, the greater of the two for each place."""
    changes = _changes(old.split(), new.split())
    return sum(max(stop - start, new_stop - new_start) for _tag, start, stop, new_start, new_stop in changes)


def _changes(mine, yours):
    opcodes = SequenceMatcher(None, mine, yours, autojunk=False).get_opcodes()
    return [code for code in opcodes if code[0] != "equal"]


def _holds(block, start, stop) -> bool:
    """Whether the changed words, with a neighbour to hold on to, are among words that are the same in both."""
    if start == stop:  # something is put in between: a word beside it must be there
        return block.size > 0 and block.a <= start <= block.a + block.size
    return block.a <= start and stop <= block.a + block.size


@dataclass
class Together:
    """Two people's words side by side: what the form now holds, where both changed the same, and what has no place."""

    words: dict[str, str]
    clashes: dict[str, tuple[str, str]] = field(default_factory=dict)
    homeless: dict[str, str] = field(default_factory=dict)


def bring_together(*, base: dict[str, str] | None, theirs: dict[str, str], mine: dict[str, str]) -> Together:
    """What I typed, put with what somebody else saved meanwhile. `base` is what I began from, when it is still known.

    A field only one of us changed takes that change. Where both did, mine stays in the form and theirs is shown too.
    """
    together = Together(words=dict(theirs))
    for key, text in mine.items():
        began = base.get(key) if base is not None else None
        if text == began:
            continue
        if key not in theirs:
            together.homeless[key] = text
        elif text != theirs[key]:
            together.words[key] = text
            if theirs[key] != began:
                together.clashes[key] = (text, theirs[key])
    return together
