"""Whether a document is what its name says, and nothing that could harm the person who opens it."""

import zipfile
from collections.abc import Callable
from pathlib import PurePosixPath

import puremagic
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from home import films

TYPES = {
    "3gp": "video/3gpp",
    "csv": "text/csv; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "m4a": "audio/mp4",
    "mov": "video/quicktime",
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
    "ogg": "audio/ogg",
    "opus": "audio/ogg",
    "odt": "application/vnd.oasis.opendocument.text",
    "pdf": "application/pdf",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "rtf": "application/rtf",
    "txt": "text/plain; charset=utf-8",
    "vtt": "text/vtt; charset=utf-8",
    "wav": "audio/wav",
    "webm": "video/webm",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
# Shown inside a page; everything else is downloaded.
PLAYED = {"3gp", "m4a", "mov", "mp3", "mp4", "ogg", "opus", "vtt", "wav", "webm"}

HEART = {"docx": "word/document.xml", "odt": "content.xml", "pptx": "ppt/presentation.xml", "xlsx": "xl/workbook.xml"}
UNPACKED = 200 * 1024 * 1024  # bytes
SQUEEZED = 100  # times: a long letter is squeezed ten times, a trap a thousand times and more
PARTS = 5_000
SQUEEZED_AS, LOCKED = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}, 0x1
MARKUP = (b"<!doctype", b"<html", b"<head", b"<body", b"<script", b"<svg", b"<?xml", b"<?php", b"<iframe", b"#!")


FILMS = ("3gp", "m4a", "mov", "mp4")  # all of them rows of boxes: see `films`


def extension(name: str) -> str:
    """What comes after the last dot, in lower case."""
    return PurePosixPath(name).suffix[1:].lower()


def is_photo(name: str) -> bool:
    """Of a paper that lay on somebody's table, say."""
    return extension(name) in settings.WAGTAILIMAGES_EXTENSIONS


def check_document(file: File, *, name: str, kinds=()) -> None:
    """Refuse a file that is not what `name` says, or none of these `kinds`. Raises ValidationError, in words for
    whoever chose it."""
    kind = extension(name)
    _check_kind(kind, kinds or settings.WAGTAILDOCS_EXTENSIONS)
    _check_size(file)
    try:
        sound = CHECKS[kind](file, kind)
    except Exception as problem:  # a file made to mislead can make a reader fail in any way
        raise _not_what_it_says(kind) from problem
    finally:
        file.seek(0)
    if not sound:
        raise _not_what_it_says(kind)


def as_kept(file: File, *, name: str) -> File:
    """What is kept of a file that was checked: all of it, but of a film not where it was taken."""
    return films.without_places(file) if extension(name) in FILMS else file


def _check_kind(kind, kinds):
    if kind not in TYPES or kind not in kinds:
        raise ValidationError(
            _("We cannot take this kind of file. Choose one that ends in %(kinds)s."),
            "kind",
            {"kinds": ", ".join(f".{kind}" for kind in sorted(set(TYPES) & set(kinds)))},
        )


def _check_size(file):
    if not file.size:
        raise ValidationError(_("This file is empty. Choose another."), "empty")
    most = settings.WAGTAILDOCS_MAX_UPLOAD_SIZE
    if file.size > most:
        raise ValidationError(
            _("This file is %(size)s. The most we can take is %(most)s. Save it smaller, and try again."),
            "too_big",
            {"size": filesizeformat(file.size), "most": filesizeformat(most)},
        )


def _not_what_it_says(kind):
    return ValidationError(
        _("This file ends in .%(kind)s but is something else inside. Save it again as %(kind)s, and choose that."),
        "not_what_it_says",
        {"kind": kind},
    )


def _ends(file, length=4096):
    """The first and the last `length` bytes."""
    file.seek(0)
    start = file.read(length)
    file.seek(max(0, file.size - length))
    return start, file.read()


def _is_known_by_its_start(file, kind):
    start, _end = _ends(file)
    # mpga is what a sound file without a title at its start is called.
    wanted = {f".{kind}"} | ({".mpga"} if kind == "mp3" else set())
    return bool(wanted & {match.extension for match in puremagic.magic_string(start)})


def _is_wave(file, kind):
    """What a picture may also begin with says only further on that it is a sound."""
    start, _end = _ends(file)
    return start.startswith(b"RIFF") and start[8:12] == b"WAVE"


def _is_film(file, kind):
    start, _end = _ends(file)
    known = start[4:11] == b"ftyp3gp" if kind == "3gp" else _is_known_by_its_start(file, kind)
    return known and films.is_sound(file)


def _is_opus(file, kind):
    """What messages that were spoken are kept as: Opus in an Ogg file."""
    start, _end = _ends(file)
    return start.startswith(b"OggS") and b"OpusHead" in start[:64]


def _is_pdf(file, kind):
    """Begins as a PDF at its first byte and ends as one: nothing can be hung on behind it."""
    start, end = _ends(file)
    return start.startswith(b"%PDF-") and b"%%EOF" in end and not end.rpartition(b"%%EOF")[2].strip(b"\0\t\n\r ")


def _is_text(file, kind):
    """Words and nothing else: no control signs, and not a page or program under another name."""
    file.seek(0)
    words = file.read()
    if kind == "vtt" and not words.removeprefix(b"\xef\xbb\xbf").startswith(b"WEBVTT"):
        return False
    if words.startswith((b"\xff\xfe", b"\xfe\xff")):
        words = words.decode("utf-16").encode()
    controls = {sign for sign in set(words) if sign < 32} - set(b"\t\n\r\f\x1a")
    return not controls and not words.removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(MARKUP)


def _is_office_file(file, kind):
    """A packed folder with the right heart, no program inside, and nothing that swells when it is unpacked."""
    start, _end = _ends(file)
    if not start.startswith(b"PK\x03\x04"):
        return False
    file.seek(0)
    with zipfile.ZipFile(file) as folder:
        parts = folder.infolist()
        unpacked, packed = sum(part.file_size for part in parts), sum(part.compress_size for part in parts)
        if len(parts) > PARTS or unpacked > UNPACKED or unpacked > SQUEEZED * file.size or packed > file.size:
            raise ValueError("swells when it is unpacked, or counts the same bytes many times")
        if any(part.compress_type not in SQUEEZED_AS or part.flag_bits & LOCKED for part in parts):
            raise ValueError("is squeezed in a way that nothing bounds, or locked")
        names = {part.filename for part in parts}
        return HEART[kind] in names and not any(name.lower().endswith("vbaproject.bin") for name in names)


CHECKS: dict[str, Callable[[File, str], bool]] = {
    **dict.fromkeys(("mp3", "ogg", "rtf", "webm"), _is_known_by_its_start),
    **dict.fromkeys(FILMS, _is_film),
    "opus": _is_opus,
    **dict.fromkeys(("csv", "txt", "vtt"), _is_text),
    **dict.fromkeys(HEART, _is_office_file),
    "pdf": _is_pdf,
    "wav": _is_wave,
}
