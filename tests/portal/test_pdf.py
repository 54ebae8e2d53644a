"""Minutes as a PDF that a screen reader can go through, where WeasyPrint is installed; and what it may fetch."""

import re
import zlib
from pathlib import Path

import pytest
from django.conf import settings

from portal import pdf
from tests.factories.groups import group
from tests.factories.people import UserFactory
from tests.portal.groups.working import item, on, signed_in, url, write

SECRET = "Gwen cried in the lift"
STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)


@pytest.mark.parametrize(
    "address",
    [
        "http://testserver/portal/",
        "http://elsewhere.example/x.png",
        "file:///etc/passwd",
        "http://testserver/static/../manage.py",
        "http://testserver/static/%2e%2e/%2e%2e/manage.py",
        "data:text/html,Hello",
    ],
)
def test_nothing_but_our_own_static_files_is_fetched(address):
    try:
        found = pdf.own_file(address)
    except Exception as refused:  # Django's own refusal of a way out of the folder
        assert type(refused).__name__ == "SuspiciousFileOperation"
    else:
        assert found is None


def test_our_own_static_files_are_found():
    found = pdf.own_file("http://testserver/static/css/paper.css")
    assert found == Path(settings.BASE_DIR) / "site/static/css/paper.css"


@pytest.fixture
def there(db):
    ann = UserFactory(known_as="Ann")
    there = on(group(ann), ann)
    write(there, item(there), "It goes at eight.", by=ann)
    write(there, item(there, "Somebody’s home", confidential=True), SECRET, by=ann)
    return there


def _unpacked(stream: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(stream)
    except zlib.error:
        return stream


@pytest.mark.both
@pytest.mark.skipif(not pdf.IS_INSTALLED, reason="makes a PDF: needs `pip install -r requirements-pdf.txt`")
def test_it_has_tags_title_and_language_and_nothing_that_stays_among_those_who_were_there(client, there, monkeypatch):
    drawn = []
    of = pdf.weasyprint.HTML
    monkeypatch.setattr(pdf.weasyprint, "HTML", lambda **given: drawn.append(given["string"]) or of(**given))
    answer = signed_in(client, there.by).get(url("minutes-file", there.pk))
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")
    inside = b"".join(_unpacked(stream) for stream in STREAM.findall(answer.content))
    signs = (
        b"/StructTreeRoot",
        b"/MarkInfo",
        b"/Lang (en",
        b"/DisplayDocTitle true",
        b"pdfuaid",
        b"/H1",
        b"What we said on",
    )
    assert [sign for sign in signs if sign not in inside] == []
    (html,) = drawn
    assert "It goes at eight." in html
    assert SECRET not in html


@pytest.mark.skipif(pdf.IS_INSTALLED, reason="it is installed here")
def test_where_none_can_be_made_none_is_offered(client, there):
    assert signed_in(client, there.by).get(url("minutes-file", there.pk)).status_code == 404
    assert "minutes.pdf" not in client.get(url("minutes", there.pk)).content.decode()
