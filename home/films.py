"""A film is kept as what can be seen and heard: where it was taken, which phones write beside that, is blanked.

An MP4 is a row of boxes, some with boxes inside. Phones and cameras keep the place in boxes of words (`udta`, `meta`,
`uuid`), action cameras in a track of its own. What goes becomes an empty box of the same size, so that everything else
stays where the film says it is.
"""

import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from django.core.files.base import ContentFile, File

WORDS = {b"udta", b"meta", b"uuid"}
SEEN_AND_HEARD = {b"vide", b"soun"}
# Which boxes are opened, by the box they lie in; so deep and no deeper, whatever a file holds.
OPENED = {b"file": {b"moov", b"moof"}, b"moov": {b"trak"}, b"moof": {b"traf"}}
PACKED = b"cmov"  # a film's whole index, squeezed: nobody plays these any more, and nobody can see into one
MOST_BOXES, MOST_PIECES = 50_000, 500_000
ZEROS = bytes(64 * 1024)


@dataclass(frozen=True)
class Box:
    kind: bytes
    start: int
    inside: int  # where its head ends
    end: int


class Film:
    """Reads the boxes of a file. Raises ValueError or struct.error for one that cannot be a film."""

    def __init__(self, file: File):
        self.file, self.whole = file, Box(b"file", 0, 0, file.size)
        self.boxes_met = self.pieces_met = 0

    def boxes(self, holder: Box) -> Iterator[Box]:
        start = holder.inside
        while start < holder.end:
            box = self._box(start, holder.end)
            yield box
            start = box.end

    def _box(self, start, most) -> Box:
        self.boxes_met += 1
        size, kind = struct.unpack(">I4s", self._read(start, 8))
        inside = start + 8
        if size == 1:  # a large box says its size behind its name
            size, inside = struct.unpack(">Q", self._read(inside, 8))[0], start + 16
        elif size == 0:  # the last box may leave it open
            size = most - start
        if self.boxes_met > MOST_BOXES or kind == PACKED or not inside <= start + size <= most:
            raise ValueError("too many boxes, one that nobody can see into, or one that does not fit where it lies")
        return Box(kind, start, inside, start + size)

    def _read(self, start, length) -> bytes:
        self.file.seek(start)
        return self.file.read(length)

    def opened(self, holder: Box) -> Iterator[Box]:
        """Every box that is looked at: those in the file, and those inside the ones that are opened."""
        for box in self.boxes(holder):
            yield box
            if box.kind in OPENED.get(holder.kind, ()):
                yield from self.opened(box)

    def first(self, box: Box | None, *way: bytes) -> Box | None:
        for kind in way:
            box = box and next((inner for inner in self.boxes(box) if inner.kind == kind), None)
        return box

    def is_seen_or_heard(self, track: Box) -> bool:
        handler = self.first(track, b"mdia", b"hdlr")
        return handler is not None and self._read(handler.inside + 8, 4) in SEEN_AND_HEARD

    def pieces(self, track: Box) -> list[int]:
        """Where the pieces of a track begin in the file."""
        index = self.first(track, b"mdia", b"minf", b"stbl")
        found: list[int] = []
        for box in self.boxes(index) if index else ():
            if letter := {b"stco": "I", b"co64": "Q"}.get(box.kind):
                length = struct.calcsize(letter)
                count = min(struct.unpack(">I", self._read(box.inside + 4, 4))[0], (box.end - box.inside - 8) // length)
                self.pieces_met += max(count, 0)
                if self.pieces_met > MOST_PIECES:
                    raise ValueError("more pieces than a film has")
                found += struct.unpack(f">{count}{letter}", self._read(box.inside + 8, count * length))
        return found


def is_sound(file: File) -> bool:
    """Whether the boxes of a film hold together, with an index of what there is to play."""
    blanked(file)  # reads all that will be read of it
    film = Film(file)
    return any(box.kind == b"moov" for box in film.boxes(film.whole))


def without_places(file: File) -> File:
    """The film itself when nothing in it could say where it was taken, and else one in which that is blank."""
    boxes, areas = blanked(file)
    file.seek(0)
    if not boxes:
        return file
    kept = ContentFile(file.read(), name=file.name)
    for box in boxes:
        _write(kept, box.start + 4, b"free")
    for start, end in chain(((box.inside, box.end) for box in boxes), areas):
        for here in range(start, end, len(ZEROS)):
            _write(kept, here, ZEROS[: end - here])
    kept.seek(0)
    return kept


def blanked(file: File) -> tuple[list[Box], list[tuple[int, int]]]:
    """The boxes that go, and what the tracks among them have in the file."""
    film = Film(file)
    boxes = list(film.opened(film.whole))
    silent = {box for box in boxes if box.kind == b"trak" and not film.is_seen_or_heard(box)}
    gone = [box for box in boxes if box.kind in WORDS or box in silent]
    if not silent:
        return gone, []
    pieces = {box: film.pieces(box) for box in boxes if box.kind == b"trak"}
    data = [box for box in boxes if box.kind == b"mdat"]
    of_silent = {piece for track in silent for piece in pieces[track]}
    return gone, list(_areas(of_silent, sorted({*chain(*pieces.values())}), data))


def _areas(pieces, starts, data) -> Iterator[tuple[int, int]]:
    """Each piece up to where the next one begins, whosever that is: they lie one behind the other."""
    begins = [box.inside for box in data]
    for piece in pieces:
        box = data[max(bisect_right(begins, piece) - 1, 0)] if data else None
        if box and box.inside <= piece < box.end:
            after = bisect_right(starts, piece)
            yield piece, min([box.end, *starts[after : after + 1]])


def _write(kept, start, content):
    kept.seek(start)
    kept.write(content)
