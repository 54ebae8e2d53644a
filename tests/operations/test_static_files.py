"""What browsers are given to keep for ever: every name says its content, every name inside it too."""

import hashlib
import json
import re

import pytest

from tests.operations.conftest import ROOT

HASHED = re.compile(r"\.[0-9a-f]{12}\.")


@pytest.fixture(scope="module")
def names(collected):
    return json.loads((collected / "staticfiles.json").read_text())["paths"]


def test_every_file_of_ours_has_a_name_that_says_its_content(collected, names):
    ours = {
        path.relative_to(ROOT / "site" / "static").as_posix()
        for path in (ROOT / "site" / "static").rglob("*")
        if path.is_file()
    }

    assert ours
    assert ours <= set(names)
    for name in ours:
        content = (collected / names[name]).read_bytes()
        assert hashlib.md5(content, usedforsecurity=False).hexdigest()[:12] in names[name] or name.endswith(
            (".css", ".js")
        )
        assert HASHED.search(names[name])


def test_text_is_kept_packed_too(collected, names):
    sheet = collected / names["css/site.css"]
    packed = sheet.with_name(sheet.name + ".br")

    assert packed.stat().st_size < sheet.stat().st_size / 3


def test_our_scripts_import_one_another_by_their_hashed_names(collected, names):
    imported = set()
    for name in names:
        if name.startswith("js/") and name.endswith(".js"):
            source = (collected / names[name]).read_text()
            imported |= set(re.findall(r"""(?:from|import)\s*\(?["'](\.[^"']+)["']""", source))

    assert {path for path in imported if not HASHED.search(path)} == set()


def test_no_style_sheet_or_script_of_ours_names_a_file_that_is_not_there(names):
    """A source map would be one more file to fetch, and shows nothing that the sources do not."""
    for name in names:
        if name.startswith(("js/", "css/")) and name.endswith((".js", ".css")):
            assert "sourceMappingURL" not in (ROOT / "site" / "static" / name).read_text(), name
