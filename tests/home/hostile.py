"""Files made to mislead, each built here: `PICTURES` for where a picture is asked for, `DOCUMENTS` for elsewhere."""

import io
import struct
import zipfile
import zlib

from PIL import Image

from tests.factories.media import DOCX, FILM_BEGINS, MP4, PDF, box, drawing, handler, packed, picture_bytes

SCRIPT = b"<script>alert('hostile')</script>"
PROGRAM = b"MZ\x90\x00\x03\x00\x00\x00" + b"\0" * 56 + b"This program cannot be run in DOS mode hostile"
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
SVG = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'>" + SCRIPT + b"</svg>"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def chunk(kind, content):
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png(*more, width=8, height=8):
    """A PNG written by hand, with chunks of anybody's choosing before its pixels."""
    start = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    rows = zlib.compress(b"\0" + b"\0" * 24) if width != 8 else zlib.compress((b"\0" + b"\x80" * 24) * 8)
    return start + b"".join(more) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def swollen_words():
    """50 MB of nothing in 50 kB, where a PNG keeps its comments."""
    return png(chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"\0" * 50_000_000)))


def swollen_profile():
    return png(chunk(b"iCCP", b"sRGB\0\0" + zlib.compress(b"\0" * 50_000_000)))


def script_in_gif():
    """A GIF that is a script as well: its width opens a comment that its end closes."""
    gif = bytearray(picture_bytes("GIF", size=(8, 8)))
    gif[6:8] = b"/*"
    return bytes(gif) + b"*/=1;" + SCRIPT


def many_frames():
    written = io.BytesIO()
    frames = [Image.new("P", (4, 4), number % 255) for number in range(2_000)]
    frames[0].save(written, "GIF", save_all=True, append_images=frames[1:])
    return written.getvalue()


def other_format(kind, mode="RGB"):
    written = io.BytesIO()
    drawing((32, 32)).convert(mode).save(written, kind)
    return written.getvalue()


def swollen_folder():
    """A letter of 30 MB in 30 kB."""
    return packed({"[Content_Types].xml": b"<Types/>", "word/document.xml": b" " * 30_000_000})


def vast_folder():
    """A letter that says of itself that it is 3 GB."""
    folder = packed({"word/document.xml": bytes(range(256)) * 4_000})
    listed = folder.index(b"PK\x01\x02")
    return folder[: listed + 24] + struct.pack("<I", 3_000_000_000) + folder[listed + 28 :]


def overlapping_folder():
    """A folder that lists the same bytes a hundred times."""
    folder = bytearray(packed({"word/document.xml": bytes(range(256)) * 20}))
    listed = folder.index(b"PK\x01\x02")
    end = folder.index(b"PK\x05\x06")
    listing, closing = bytes(folder[listed:end]), bytes(folder[end:])
    count, size = 100, len(listing) * 100
    closing = closing[:8] + struct.pack("<HHII", count, count, size, listed) + closing[20:]
    return bytes(folder[:listed]) + listing * count + closing


def folder_with(name):
    return packed({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<document/>", name: b"hostile"})


def stored_behind(start):
    """A packed folder behind something else, which still opens as a folder."""
    written = io.BytesIO(start)
    written.seek(0, io.SEEK_END)
    with zipfile.ZipFile(written, "a") as folder:
        folder.writestr("word/document.xml", "<document/>")
    return written.getvalue()


MOOV = box(b"moov", box(b"mvhd", bytes(100)))
COUNTED = struct.pack(">II", 0, 100_000)
LARGEST = struct.pack(">I4sQ", 1, b"mdat", 2**64 - 1)


def film(*boxes):
    return FILM_BEGINS + b"".join(boxes)


def track(pieces):
    """A film with a track that is neither seen nor heard, and says that its pieces lie there."""
    index = box(b"minf", box(b"stbl", box(b"stco", pieces)))
    return box(b"moov", box(b"trak", box(b"mdia", handler(b"meta"), index)))


def nested_film():
    inner = box(b"moov")
    for _time in range(20_000):
        inner = struct.pack(">I4s", 8 + len(inner), b"moov") + inner
    return film(inner)


KEPT, REFUSED = "kept", "refused"

# name: (the name it comes with, what is in it, what becomes of it)
PICTURES = {
    "page behind a PNG": ("a.png", lambda: picture_bytes("PNG") + b"<html>" + SCRIPT, KEPT),
    "script in a GIF": ("a.gif", script_in_gif, REFUSED),
    "script behind a GIF": ("a.gif", lambda: picture_bytes("GIF") + SCRIPT, KEPT),
    "folder behind a JPEG": ("a.jpg", lambda: picture_bytes() + packed({"hostile.exe": PROGRAM}), KEPT),
    "program in the comment of a JPEG": ("a.jpg", lambda: picture_bytes(comment=b"<?php hostile ?>"), KEPT),
    "script in the comments of a PNG": ("a.png", lambda: png(chunk(b"tEXt", b"Comment\0" + SCRIPT)), KEPT),
    "script in the words of a WebP": ("a.webp", lambda: picture_bytes("WEBP", xmp=SCRIPT), KEPT),
    "SVG": ("a.svg", lambda: SVG, REFUSED),
    "SVG called PNG": ("a.png", lambda: SVG, REFUSED),
    "SVG after a long comment": ("a.png", lambda: b"<!--" + b"x" * 2000 + b"-->" + SVG, REFUSED),
    "page called PNG": ("a.png", lambda: b"<!doctype html>" + SCRIPT, REFUSED),
    "program called JPEG": ("a.jpg", lambda: PROGRAM, REFUSED),
    "PDF called JPEG": ("a.jpg", lambda: PDF, REFUSED),
    "nothing": ("a.png", lambda: b"", REFUSED),
    "one byte": ("a.png", lambda: b"\x89", REFUSED),
    "2.5 thousand million pixels": ("a.png", lambda: png(width=50_000, height=50_000), REFUSED),
    "100 million pixels": ("a.png", lambda: png(width=10_000, height=10_000), REFUSED),
    "one pixel high": ("a.png", lambda: picture_bytes("PNG", size=(100_000, 1)), REFUSED),
    "half a JPEG": ("a.jpg", lambda: picture_bytes()[:3000], REFUSED),
    "half an AVIF": ("a.avif", lambda: picture_bytes("AVIF")[:-200], REFUSED),
    "PNG whose sums are wrong": ("a.png", lambda: png().replace(b"\x08\x02\0\0\0", b"\x08\x06\0\0\0", 1), REFUSED),
    "swollen words": ("a.png", swollen_words, REFUSED),
    "swollen profile": ("a.png", swollen_profile, REFUSED),
    "too many bytes": ("a.jpg", lambda: picture_bytes() + b"\0" * (10 * 1024 * 1024), REFUSED),
    "TIFF called JPEG": ("a.jpg", lambda: other_format("TIFF"), REFUSED),
    "EPS called JPEG": ("a.jpg", lambda: other_format("EPS"), REFUSED),
    "BMP": ("a.bmp", lambda: other_format("BMP"), REFUSED),
    "ICO": ("a.ico", lambda: other_format("ICO"), REFUSED),
    "two thousand frames": ("a.gif", many_frames, KEPT),
    "picture called PHP": ("holiday.jpg.php", picture_bytes, KEPT),
    "name that climbs": ("../../../etc/cron.d/hostile.jpg", picture_bytes, KEPT),
    "name that reads backwards": ("holiday\u202egpj.exe", picture_bytes, KEPT),
    "name with a NUL": ("holiday\0.php.jpg", picture_bytes, KEPT),
    "name of 300 letters": ("h" * 300 + ".jpg", picture_bytes, KEPT),
    "name with line ends": ("a.jpg\r\nX-Hostile: yes", picture_bytes, KEPT),
}

DOCUMENTS = {
    "page called PDF": ("a.pdf", lambda: b"<!doctype html>" + SCRIPT, REFUSED),
    "page behind a PDF": ("a.pdf", lambda: PDF + b"<html>" + SCRIPT, REFUSED),
    "page before a PDF": ("a.pdf", lambda: b"<html>" + SCRIPT + PDF, REFUSED),
    "PDF that acts": (
        "a.pdf",
        lambda: PDF.replace(b"/Catalog", b"/Catalog /OpenAction << /S /JavaScript /JS (app.alert('hostile')) >>"),
        KEPT,
    ),
    "half a PDF": ("a.pdf", lambda: PDF[:40], REFUSED),
    "program called Word": ("a.docx", lambda: PROGRAM, REFUSED),
    "program before a Word file": ("a.docx", lambda: stored_behind(PROGRAM), REFUSED),
    "locked Word file": ("a.docx", lambda: OLE, REFUSED),
    "folder called Word": ("a.docx", lambda: packed({"hostile.exe": PROGRAM}), REFUSED),
    "Excel called Word": ("a.docx", lambda: packed({"xl/workbook.xml": b"<workbook/>"}), REFUSED),
    "Word file with a program": ("a.docx", lambda: folder_with("word/vbaProject.bin"), REFUSED),
    "Word file that swells": ("a.docx", swollen_folder, REFUSED),
    "Word file of 3 GB": ("a.docx", vast_folder, REFUSED),
    "Word file that counts twice": ("a.docx", overlapping_folder, REFUSED),
    "Word file whose list is broken": ("a.docx", lambda: DOCX[:-30] + b"\xff" * 30, REFUSED),
    "half a Word file": ("a.docx", lambda: DOCX[: len(DOCX) // 2], REFUSED),
    "Word file with climbing names": ("a.docx", lambda: folder_with("../../etc/hostile"), KEPT),
    "SVG": ("a.svg", lambda: SVG, REFUSED),
    "page": ("a.html", lambda: SCRIPT, REFUSED),
    "program": ("a.exe", lambda: PROGRAM, REFUSED),
    "program called PDF, then program": ("invoice.pdf.exe", lambda: PROGRAM, REFUSED),
    "program whose name reads backwards": ("invoice\u202efdp.exe", lambda: PROGRAM, REFUSED),
    "no ending": ("README", lambda: b"words", REFUSED),
    "only an ending": (".pdf", lambda: PDF, REFUSED),
    "page called text": ("a.txt", lambda: b"\xef\xbb\xbf  <HTML>" + SCRIPT, REFUSED),
    "program called text": ("a.txt", lambda: b"#!/bin/sh\nrm -rf hostile\n", REFUSED),
    "bytes called text": ("a.csv", lambda: b"a,b\n\0\0\x01\n", REFUSED),
    "text in a broken alphabet": ("a.txt", lambda: b"\xff\xfe" + b"\x00\xd8\x00", REFUSED),
    "words that scanners know": ("a.txt", lambda: EICAR, KEPT),
    "sums that act": ("a.csv", lambda: b"name,sum\n=cmd|'/c calc'!A0,1\n", KEPT),
    "captions without their mark": ("a.vtt", lambda: b"00:00.000 --> 00:01.000\nHello\n", REFUSED),
    "page called film": ("a.mp4", lambda: b"<html>" + SCRIPT, REFUSED),
    "film whose box is smaller than its head": ("a.mp4", lambda: film(struct.pack(">I4s", 7, b"moov")), REFUSED),
    "film whose box is longer than the film": (
        "a.mp4",
        lambda: film(MOOV, struct.pack(">I4s", 2**31, b"mdat")),
        REFUSED,
    ),
    "film whose box is as long as numbers go": ("a.mp4", lambda: film(MOOV, LARGEST), REFUSED),
    "film whose box turns back": ("a.mp4", lambda: film(MOOV, struct.pack(">I4sQ", 1, b"mdat", 8)), REFUSED),
    "film whose inner box is longer than its outer": (
        "a.mp4",
        lambda: film(box(b"moov", struct.pack(">I4s", 5_000, b"udta")), bytes(6_000)),
        REFUSED,
    ),
    "film of a hundred thousand boxes": ("a.mp4", lambda: film(MOOV, box(b"free") * 100_000), REFUSED),
    "film of a hundred thousand boxes in one": ("a.mp4", lambda: film(box(b"moov", box(b"trak") * 100_000)), REFUSED),
    "film in a film in a film": ("a.mp4", nested_film, KEPT),
    "film with a squeezed index": ("a.mp4", lambda: film(box(b"moov", box(b"cmov", b"hostile"))), REFUSED),
    "film without an index": ("a.mp4", lambda: film(box(b"mdat", b"hostile")), REFUSED),
    "half a film": ("a.mp4", lambda: MP4[:400], REFUSED),
    "page behind a film": ("a.mp4", lambda: MP4 + b"<html>" + SCRIPT, REFUSED),
    "track of more pieces than it holds": ("a.mp4", lambda: film(track(struct.pack(">II", 0, 2**32 - 1))), KEPT),
    "track whose pieces are everywhere": (
        "a.mp4",
        lambda: film(track(struct.pack(">5I", 0, 3, 0, 40, 2**32 - 1)), box(b"mdat", b"hostile")),
        KEPT,
    ),
    "film of more pieces than there are": ("a.mp4", lambda: film(track(COUNTED + bytes(4 * 100_000)) * 6), REFUSED),
    "track whose list of pieces is cut off": ("a.mp4", lambda: film(track(b"\0\0\0\0\0")), REFUSED),
    "program called recording": ("a.mp3", lambda: PROGRAM, REFUSED),
    "nothing": ("a.pdf", lambda: b"", REFUSED),
    "too many bytes": ("a.txt", lambda: b"a" * 3_000_001, REFUSED),
    "name that climbs": ("../../../etc/hostile.pdf", lambda: PDF, KEPT),
    "name with a NUL": ("a\0.exe.pdf", lambda: PDF, KEPT),
    "name of 300 letters": ("h" * 300 + ".pdf", lambda: PDF, KEPT),
}
