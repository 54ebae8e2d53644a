"""Two people write in the same boxes at the same time: nobody's words are lost."""

import json
from hashlib import sha256

from portal.agreement.merging import carry
from portal.refusal import WroteMeanwhile


def digest_of_boxes(thing, boxes) -> str:
    """Says whether two people had the same before them in these boxes."""
    said = {box: getattr(thing, box) for box in boxes}
    many = {box: sorted(value.values_list("pk", flat=True)) for box, value in said.items() if hasattr(value, "through")}
    return sha256(json.dumps({box: str(value) for box, value in (said | many).items()}).encode()).hexdigest()


def refuse_if_changed(thing, boxes, stood: str) -> None:
    """`stood`: the digest of what somebody had before them in a form; empty for whoever had none. `thing` is held."""
    if stood and stood != digest_of_boxes(thing, boxes):
        raise WroteMeanwhile


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
        merged = merged_into(now, theirs, mine)
        if merged is None:
            merged, both = f"{now}\n\n{mine}", True
        setattr(thing, box, merged)
        changed = True
    return changed, both


def merged_into(now: str, before: str, mine: str) -> str | None:
    """What stands there now, with the change from `before` to `mine` made in it; None when that cannot be done."""
    return carry(now, before, mine) if _can_be_compared(now, before, mine) else None


def as_lines(text: str) -> str:
    """Browsers send other line ends than they were given."""
    return text.replace("\r\n", "\n").strip()


MOST = 1_500  # words: comparing costs their square, and others wait meanwhile


def _can_be_compared(*texts) -> bool:
    return all(len(text.split()) <= MOST and len(text) <= 12_000 for text in texts)
