"""A film from a phone is kept without the place it was taken in, and plays as before."""

import struct

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import Collection

from home.films import blanked, without_places
from home.models import Document
from home.uploads import check_document
from tests.factories.media import FILM_BEGINS, MP4, DocumentFactory, box, handler

PLACE = b"+53.8008-001.5491/"
PICTURE, SOUND, WHERE = b"picture" * 30, b"sound" * 30, b"where 53.8008, -1.5491 " * 9


def large_box(kind, content):
    """The same with its size behind its name, as for boxes of more than 4 GB."""
    return struct.pack(">I4sQ", 1, kind, 16 + len(content)) + content


def track(kind, at, *more, letter="I"):
    """A track with its pieces at these places in the file."""
    name = {"I": b"stco", "Q": b"co64"}[letter]
    index = box(b"stbl", box(name, struct.pack(f">II{len(at)}{letter}", 0, len(at), *at)))
    return box(b"trak", box(b"mdia", handler(kind), box(b"minf", index)), *more)


def from_a_phone(data, *tracks):
    """Words of every make: Android's and Apple's in the film and its tracks, and those of editors beside it."""
    android = box(b"udta", box(b"\xa9xyz", b"\0\x12\x15\xc7", PLACE), box(b"loci", PLACE))
    apple = box(b"meta", handler(b"mdta"), box(b"keys", b"com.apple.quicktime.location.ISO6709"), box(b"ilst", PLACE))
    index = box(b"moov", box(b"mvhd", bytes(100)), android, *tracks, apple, large_box(b"uuid", PLACE))
    return FILM_BEGINS + data + index + box(b"uuid", bytes(16), PLACE) + box(b"meta", PLACE)


@pytest.fixture(params=["I", "Q"])
def film(request):
    """Picture, sound and place lie by turns in the film, two pieces each, as cameras write them."""
    data = box(b"mdat", *[PICTURE, SOUND, WHERE] * 2)
    first = len(FILM_BEGINS) + 8
    turn = len(PICTURE + SOUND + WHERE)
    pieces = [[start, start + turn] for start in (first, first + len(PICTURE), first + len(PICTURE + SOUND))]
    words = box(b"udta", box(b"name", PLACE))
    tracks = [
        track(kind, at, words, letter=request.param)
        for kind, at in zip((b"vide", b"soun", b"meta"), pieces, strict=True)
    ]
    return from_a_phone(data, *tracks)


def kept(content) -> bytes:
    file = ContentFile(content, name="a.mp4")
    check_document(file, name="a.mp4")
    return without_places(file).read()


def test_nothing_says_where_it_was_taken(film):
    now = kept(film)
    assert PLACE in film and b"53.8008" in film
    assert b"53.8008" not in now and b"apple" not in now and b"xyz" not in now and b"where" not in now


def test_everything_else_stays_where_it_was(film):
    """Only what is blanked is different, and what is seen and heard is not."""
    now = kept(film)
    assert len(now) == len(film)
    assert [now.count(part) for part in (PICTURE, SOUND)] == [2, 2]
    same = [place for place in range(len(film)) if now[place] == film[place]]
    assert {now[place] for place in set(range(len(film))) - set(same)} <= set(b"\0free")
    assert now.count(b"trak") == 2 and now.count(b"stbl") == 2
    assert now.index(b"moov") == film.index(b"moov") and now.startswith(FILM_BEGINS)


def test_its_boxes_are_still_boxes(film):
    now = ContentFile(kept(film), name="a.mp4")
    check_document(now, name="a.mp4")
    assert blanked(now) == ([], [])


def test_a_film_in_fragments():
    parts = box(b"moof", box(b"traf", box(b"udta", PLACE)), box(b"meta", PLACE)) + box(b"mdat", PICTURE)
    assert PLACE not in kept(MP4 + parts * 3)


def test_the_last_box_may_leave_its_size_open():
    film = MP4 + struct.pack(">I4s", 0, b"udta") + PLACE
    assert PLACE not in kept(film) and kept(film).startswith(MP4)


def test_a_film_that_says_nothing_is_kept_to_the_last_sign():
    file = ContentFile(MP4, name="a.mp4")
    assert without_places(file) is file
    assert kept(MP4) == MP4


def test_a_track_may_say_nothing_about_where_it_lies():
    """No list of pieces, no data at all, or pieces outside of it: the track goes, and nothing else is touched."""
    for tracks in (box(b"trak"), box(b"trak", box(b"mdia", handler(b"meta"))), track(b"meta", [0, 5, 2**32 - 1])):
        film = FILM_BEGINS + box(b"moov", tracks)
        assert kept(film).replace(b"free", b"trak", 1)[: len(FILM_BEGINS) + 16] == film[: len(FILM_BEGINS) + 16]
        assert kept(film + box(b"mdat", PICTURE)).endswith(PICTURE)


@pytest.mark.django_db
def test_whichever_way_a_film_comes(film, client_of):
    cms, root = client_of("superuser"), Collection.get_first_root_node().pk
    form = {"title": "One", "collection": root, "file": SimpleUploadedFile("VID_2301.mp4", film)}
    assert cms.post(reverse("wagtaildocs:add"), form).status_code == 302
    many = {"files[]": SimpleUploadedFile("VID_2302.mp4", film), "title": "Two", "collection": root}
    assert cms.post(reverse("wagtaildocs:add_multiple"), many).json()["success"]
    DocumentFactory(title="Three", file=ContentFile(film, name="a.mp4"))
    for document in Document.objects.all():
        served = b"".join(cms.get(document.url).streaming_content)
        assert served == kept(film)
        assert (document.file_size, document.filename) == (len(film), f"{document.title.lower()}.mp4")
    assert Document.objects.count() == 3 and Document.objects.values("file_hash").distinct().count() == 1
