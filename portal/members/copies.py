"""Everything held about somebody as a file to take along: a page to read on a phone, and the same for a program."""

import json
import shutil
import tempfile
import zipfile
from collections.abc import Iterable
from typing import IO

from django.core.files.base import File
from django.template.loader import render_to_string


def packed(sections: list[dict], files: Iterable[tuple[str, File]] = ()) -> IO[bytes]:
    """A packed folder, open to be sent. `files`: what they are called there, and what is in them; recordings can be
    long, and are never in memory whole."""
    page = render_to_string("portal/members/me/copy.html", {"sections": sections})
    data = json.dumps([_plain(section) for section in sections], ensure_ascii=False, indent=2)
    file = tempfile.TemporaryFile()  # whoever sends it closes it  # noqa: SIM115
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("copy.html", page)
        archive.writestr("copy.json", data)
        for name, held in files:
            with held.open("rb") as opened, archive.open(name, "w", force_zip64=True) as inside:
                shutil.copyfileobj(opened, inside)
    file.seek(0)
    return file


def _plain(section) -> dict:
    rows = [{said["name"]: said["value"] for said in row} for row in section["rows"]]
    return {"title": section["title"], "rows": rows}
