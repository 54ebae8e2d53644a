"""Pictures and documents, and the files they are made of: drawn and packed here, so that no sample file is kept."""

import io
import struct
import zipfile

import factory
from django.contrib.auth.models import Group, Permission
from django.core.files.base import ContentFile
from PIL import Image
from wagtail.models import Collection

from home.models import Document, Picture

SHARED = "Shared pictures and files"


def drawing(size=(640, 480), mode="RGB"):
    """A picture with something in it, so that turning and cutting it can be seen: its top left corner is red."""
    picture = Image.linear_gradient("L").resize(size).convert(mode)
    picture.paste((200, 30, 30) if mode == "RGB" else (200, 30, 30, 255), (0, 0, size[0] // 2, size[1] // 2))
    return picture


def picture_bytes(kind="JPEG", size=(640, 480), mode="RGB", **how):
    written = io.BytesIO()
    drawing(size, mode).save(written, kind, **how)
    return written.getvalue()


def picture_file(name="photo.jpg", **how):
    return ContentFile(picture_bytes(**how), name=name)


def packed(parts: dict[str, bytes]) -> bytes:
    """A packed folder, as Word, Excel and their kin are."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as folder:
        for name, content in parts.items():
            folder.writestr(name, content)
    return written.getvalue()


def box(kind: bytes, *content: bytes) -> bytes:
    """One box of a film: its size, its name, and what is in it."""
    inside = b"".join(content)
    return struct.pack(">I4s", 8 + len(inside), kind) + inside


def handler(kind: bytes) -> bytes:
    """What says whether a track is seen (`vide`), heard (`soun`) or neither."""
    return box(b"hdlr", bytes(8), kind, bytes(12))


FILM_BEGINS = box(b"ftyp", b"isom\0\0\2\0isomiso2avc1mp41")
PDF = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"
DOCX = packed({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<document>Hello</document>"})
XLSX = packed({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"})
PPTX = packed({"[Content_Types].xml": b"<Types/>", "ppt/presentation.xml": b"<presentation/>"})
ODT = packed({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<content/>"})
RTF = b"{\\rtf1\\ansi Hello}"
MP4 = (
    FILM_BEGINS
    + box(b"moov", box(b"mvhd", bytes(100)), box(b"trak", box(b"mdia", handler(b"vide"))))
    + box(b"mdat", bytes(range(256)) * 40)
)
M4A = MP4.replace(b"isom\0\0\2\0isomiso2avc1mp41", b"M4A \0\0\0\0M4A mp42isom\0\0\0\0", 1)
MOV = MP4.replace(b"isom\0\0\2\0isomiso2avc1mp41", b"qt  \0\0\2\0qt  " + bytes(12), 1)
FILM_OF_A_PHONE = MP4.replace(b"isom\0\0\2\0isomiso2avc1mp41", b"3gp4\0\0\2\0isom3gp4" + bytes(8), 1)
WEBM = b"\x1aE\xdf\xa3\x9fB\x86\x81\x01B\xf7\x81\x01B\xf2\x81\x04B\xf3\x81\x08B\x82\x84webm" + b"\0" * 400
MP3 = b"ID3\x03\0\0\0\0\0\0" + b"\xff\xfb\x90\x64" + b"\0" * 400
VTT = b"WEBVTT\n\n00:00.000 --> 00:01.000\nHello\n"
TXT = "Croeso, Siân. 5 € a person.\n".encode()
CSV = b"name,tea\nAda,yes\n"
OGG = b"OggS" + bytes(24) + b"\x01\x1eOpusHead" + bytes(40)
WAV = b"RIFF" + bytes([36, 0, 0, 0]) + b"WAVEfmt " + bytes(28)

SOUND = {
    "3gp": FILM_OF_A_PHONE,
    "mov": MOV,
    "opus": OGG,
    "csv": CSV,
    "docx": DOCX,
    "m4a": M4A,
    "mp3": MP3,
    "mp4": MP4,
    "odt": ODT,
    "ogg": OGG,
    "pdf": PDF,
    "pptx": PPTX,
    "rtf": RTF,
    "txt": TXT,
    "vtt": VTT,
    "wav": WAV,
    "webm": WEBM,
    "xlsx": XLSX,
}


def shared():
    return Collection.objects.get(name=SHARED)


def give(group, verbs, collection):
    """Let a group do this with the pictures and documents of a collection, with no others, and with no page."""
    group, _made = Group.objects.get_or_create(name=group)
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    group.collection_permissions.all().delete()
    group.page_permissions.all().delete()
    for app, kind in (("wagtailimages", "image"), ("wagtaildocs", "document")):
        for verb in verbs:
            may = Permission.objects.get(content_type__app_label=app, codename=f"{verb}_{kind}")
            group.collection_permissions.create(collection=collection, permission=may)
    return group


class PictureFactory(factory.django.DjangoModelFactory):
    """`shared=True` puts it where everybody who writes pages may choose it."""

    class Meta:
        model = Picture

    class Params:
        shared = factory.Trait(collection=factory.LazyFunction(shared))

    title = factory.Sequence(lambda n: f"Picture {n}")
    description = "Two people at a table, laughing."
    file = factory.LazyFunction(picture_file)


class DocumentFactory(factory.django.DjangoModelFactory):
    """`kind="pdf"` (or any other in `SOUND`) makes a sound file of that kind."""

    class Meta:
        model = Document

    class Params:
        kind = "pdf"
        shared = factory.Trait(collection=factory.LazyFunction(shared))

    title = factory.Sequence(lambda n: f"File {n}")
    file = factory.LazyAttribute(lambda made: ContentFile(SOUND[made.kind], name=f"brought.{made.kind}"))
