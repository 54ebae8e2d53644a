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
    mine, theirs, yours = words(old), words(text), words(new)
    same = SequenceMatcher(None, _bare(mine), _bare(theirs), autojunk=False).get_matching_blocks()
    merged, end = [], 0
    for _tag, start, stop, new_start, new_stop in _changes(mine, yours):
        place = next((block for block in same if _holds(block, start, stop, len(mine))), None)
        if place is None:
            return None
        there = place.b + start - place.a
        until = there + stop - start
        merged += theirs[end:there] + _spaced(yours[new_start:new_stop], mine[start:stop], theirs[there:until])
        end = until
    return "".join(merged + theirs[end:])


def how_many_words(old: str, new: str) -> int:
    """How many words differ: those taken away and those added, the greater of the two for each place."""
    changes = _changes(old.split(), new.split())
    return sum(max(stop - start, new_stop - new_start) for _tag, start, stop, new_start, new_stop in changes)


def _changes(mine, yours):
    opcodes = SequenceMatcher(None, mine, yours, autojunk=False).get_opcodes()
    return [code for code in opcodes if code[0] != "equal"]


def _bare(tokens: list[str]) -> list[str]:
    return [token.strip() for token in tokens]


def _holds(block, start, stop, length) -> bool:
    """Whether the changed words, and the word on either side of them, are among words that are the same in both."""
    if start == 0 and stop == length:
        return False
    return block.a <= max(start - 1, 0) and min(stop + 1, length) <= block.a + block.size


def _spaced(new: list[str], old: list[str], theirs: list[str]) -> list[str]:
    """The new words, with the space after the last of them as the other person has it, if it was not what changed."""
    if not (new and old):
        return new
    space = [tokens[-1][len(tokens[-1].rstrip()) :] for tokens in (new, old, theirs)]
    return [*new[:-1], new[-1].rstrip() + space[2]] if space[0] == space[1] else new


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
