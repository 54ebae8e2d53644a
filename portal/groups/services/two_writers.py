"""Two people write in the same boxes at the same time: nobody's words are lost."""

from portal.agreement.merging import carry


def write_into(thing, words: dict[str, str], before: dict[str, str]) -> tuple[bool, bool]:
    """Put somebody's words into the boxes of a thing. `before`: the words that they had before them. Saves nothing.

    What another wrote meanwhile stays, and both stand there when they changed the same line. Returns whether anything
    changed, and whether both stand there now.
    """
    changed, both = False, False
    for box, mine in words.items():
        now, theirs = getattr(thing, box), before.get(box, "")
        if mine in (theirs, now):
            continue
        merged = carry(now, theirs, mine) if _can_be_compared(now, theirs, mine) else None
        if merged is None:
            merged, both = f"{now}\n\n{mine}", True
        setattr(thing, box, merged)
        changed = True
    return changed, both


def as_lines(text: str) -> str:
    """Browsers send other line ends than they were given."""
    return text.replace("\r\n", "\n").strip()


MOST = 1_500  # words: comparing costs their square, and others wait meanwhile


def _can_be_compared(*texts) -> bool:
    return all(len(text.split()) <= MOST and len(text) <= 12_000 for text in texts)
