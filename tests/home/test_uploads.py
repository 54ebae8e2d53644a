"""What people bring is refused in a plain sentence, or kept so that it can do no harm. None ends in an error page."""

import io
import json
import os
import subprocess
import sys

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from wagtail.models import Collection, UploadedFile

from home.models import Document, Picture
from home.pictures import most_pixels
from home.uploads import CHECKS, TYPES, check_document
from tests.factories.media import SOUND, DocumentFactory, picture_bytes
from tests.home.hostile import DOCUMENTS, KEPT, PICTURES

pytestmark = pytest.mark.django_db


@pytest.fixture
def cms(client_of, settings):
    settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = 3_000_000
    return client_of("superuser")


def root():
    return Collection.get_first_root_node().pk


def everything_kept():
    storage = storages["private"]
    folders = [name for name in ("original_images", "documents", "wagtail_uploads") if storage.exists(name)]
    return {f"{folder}/{name}" for folder in folders for name in storage.listdir(folder)[1]}


def is_a_sentence(errors):
    return len(errors) == 1 and errors[0][0].isupper() and errors[0].endswith(".") and "%(" not in errors[0]


def test_there_are_enough_of_them():
    assert len(PICTURES) + len(DOCUMENTS) >= 40


@pytest.mark.parametrize("hostile", PICTURES)
def test_hostile_pictures(cms, hostile):
    name, content, fate = PICTURES[hostile]
    before = everything_kept()
    upload = SimpleUploadedFile(name, content(), content_type="image/png")
    form = {"title": "T", "description": "A cup.", "collection": root(), "file": upload}
    response = cms.post(reverse("wagtailimages:add"), form)
    if fate == KEPT:
        check_kept_picture(cms, response)
    else:
        assert response.status_code == 200 and is_a_sentence(response.context["form"].errors["file"])
        assert (Picture.objects.count(), everything_kept() - before) == (0, set())


def check_kept_picture(cms, response):
    assert response.status_code == 302
    picture = Picture.objects.get()
    served = cms.get(picture.file.url)
    kept = b"".join(served.streaming_content)
    shown = Image.open(io.BytesIO(kept))
    assert Image.MIME[shown.format] == served["Content-Type"]
    assert (served["X-Content-Type-Options"], served["Content-Security-Policy"]) == (
        "nosniff",
        "default-src 'none'; sandbox",
    )
    assert "hostile" not in served["Content-Disposition"] and "X-Hostile" not in served
    assert b"hostile" not in kept and "hostile" not in picture.file.name and len(picture.file.name) < 60


@pytest.mark.parametrize("hostile", DOCUMENTS)
def test_hostile_documents(cms, hostile):
    name, content, fate = DOCUMENTS[hostile]
    before = everything_kept()
    upload = SimpleUploadedFile(name, content(), content_type="text/html")
    form = {"title": "T", "collection": root(), "file": upload}
    response = cms.post(reverse("wagtaildocs:add"), form)
    if fate == KEPT:
        check_kept_document(cms, response)
    else:
        assert response.status_code == 200 and is_a_sentence(response.context["form"].errors["file"])
        assert (Document.objects.count(), everything_kept() - before) == (0, set())


def check_kept_document(cms, response):
    assert response.status_code == 302
    document = Document.objects.get()
    served = cms.get(document.url)
    b"".join(served.streaming_content)
    way = "inline" if document.is_played else "attachment"
    assert served["Content-Disposition"].startswith(f"{way}; ") and served["Content-Type"] == document.content_type
    assert (served["X-Content-Type-Options"], served["Content-Security-Policy"]) == (
        "nosniff",
        "default-src 'none'; sandbox",
    )
    assert "hostile" not in document.file.name and len(document.file.name) < 60


@pytest.mark.parametrize("hostile", ["SVG", "page called PNG", "nothing", "2.5 thousand million pixels"])
def test_hostile_pictures_among_many(cms, hostile):
    name, content, _fate = PICTURES[hostile]
    before = everything_kept()
    data = {"files[]": SimpleUploadedFile(name, content()), "title": "T", "collection": root()}
    answer = json.loads(cms.post(reverse("wagtailimages:add_multiple"), data).content)
    assert not answer["success"] and is_a_sentence([answer["error_message"]])
    assert (UploadedFile.objects.count(), everything_kept() - before) == (0, set())


@pytest.mark.parametrize("hostile", ["SVG", "page called PDF", "nothing", "Word file with a program"])
def test_hostile_documents_among_many(cms, hostile):
    name, content, _fate = DOCUMENTS[hostile]
    before = everything_kept()
    data = {"files[]": SimpleUploadedFile(name, content()), "title": "T", "collection": root()}
    answer = json.loads(cms.post(reverse("wagtaildocs:add_multiple"), data).content)
    assert not answer["success"] and is_a_sentence([answer["error_message"]])
    assert (Document.objects.count(), UploadedFile.objects.count(), everything_kept() - before) == (0, 0, set())


@pytest.mark.parametrize("kind", sorted(SOUND))
def test_a_sound_file_is_taken_every_way(cms, kind):
    add = {"title": "One", "collection": root(), "file": SimpleUploadedFile(f"Ada.{kind}", SOUND[kind])}
    assert cms.post(reverse("wagtaildocs:add"), add).status_code == 302
    many = {"files[]": SimpleUploadedFile(f"Ada.{kind.upper()}", SOUND[kind]), "title": "Two", "collection": root()}
    assert json.loads(cms.post(reverse("wagtaildocs:add_multiple"), many).content)["success"]
    choose = {f"document-chooser-upload-{name}": value for name, value in add.items()} | {
        "document-chooser-upload-title": "Three",
        "document-chooser-upload-file": SimpleUploadedFile(f"Ada.{kind}", SOUND[kind]),
    }
    assert json.loads(cms.post(reverse("wagtaildocs_chooser:create"), choose).content)["step"] == "chosen"
    DocumentFactory(kind=kind, title="Four")
    kept = {document.title: document.filename for document in Document.objects.all()}
    assert kept == {name: f"{name.lower()}.{kind}" for name in ("One", "Two", "Three", "Four")}
    assert len(set(Document.objects.values_list("file_hash", flat=True))) == 1


def test_code_cannot_bring_what_a_form_would_refuse():
    with pytest.raises(ValidationError):
        Document.objects.create(title="T", file=ContentFile(b"<html>", name="a.pdf"))
    assert Document.objects.count() == 0


def test_a_new_file_takes_the_old_one_with_it(cms, django_capture_on_commit_callbacks):
    document = DocumentFactory()
    old, address = document.file.name, document.url
    upload = SimpleUploadedFile("b.docx", SOUND["docx"])
    with django_capture_on_commit_callbacks(execute=True):
        form = {"title": "T", "collection": root(), "file": upload}
        assert cms.post(reverse("wagtaildocs:edit", args=[document.pk]), form).status_code == 302
    document.refresh_from_db()
    assert document.file.name != old and not storages["private"].exists(old)
    assert document.filename == "t.docx" and cms.get(address).status_code == 404


def test_every_kind_has_a_check_a_type_and_a_place_in_the_settings(settings):
    assert set(CHECKS) == set(TYPES) == set(SOUND) == set(settings.WAGTAILDOCS_EXTENSIONS)
    for kind, content in SOUND.items():
        check_document(ContentFile(content), name=f"a.{kind}")


@pytest.mark.parametrize("kind", sorted(SOUND))
def test_a_file_is_what_its_name_says(kind):
    """Words are words, sent as such whatever they say: captions may be called text, but not the other way round."""
    also = {"csv", "txt"} if kind in {"csv", "pdf", "rtf", "txt", "vtt"} else set()
    also |= {"ogg", "opus"} if kind in {"ogg", "opus"} else set()
    assert {called for called in SOUND if is_taken(kind, called)} == {kind} | also


def is_taken(kind, called):
    try:
        check_document(ContentFile(SOUND[kind]), name=f"a.{called}")
    except ValidationError:
        return False
    return True


MEASURE = """
import io, resource, django
django.setup()
from django.core.files.base import ContentFile
from PIL import Image
from home.pictures import make_again
file = ContentFile(open({path!r}, "rb").read(), name="a")
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
make_again(file)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


@pytest.mark.once
@pytest.mark.parametrize(("kind", "mode", "most"), [("JPEG", "RGB", 400), ("PNG", "RGBA", 450)])
def test_the_largest_picture_needs_little_memory(tmp_path, kind, mode, most):
    """In megabytes, on top of what the site needs anyway."""
    path = tmp_path / "large"
    side = int(most_pixels(kind) ** 0.5)
    path.write_bytes(picture_bytes(kind, size=(side, side), mode=mode))
    env = {"DJANGO_SETTINGS_MODULE": "config.settings.test", "PYTHONPATH": ".:site", "PATH": os.environ["PATH"]}
    run = [sys.executable, "-c", MEASURE.format(path=str(path))]
    done = subprocess.run(run, env=env, capture_output=True, text=True, check=True)
    assert int(done.stdout) / 1024 < most
