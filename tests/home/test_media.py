"""A picture is made again from its pixels, whatever way it comes in."""

import io
import json
import os
from datetime import timedelta
from hashlib import sha1

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from PIL import Image, ImageCms
from pillow_heif import from_pillow
from wagtail.models import Collection, UploadedFile

from home.clock import let_unfinished_uploads_go
from home.models import Picture, PictureRendition
from home.pictures import LONGEST, make_again
from tests.factories.media import PictureFactory, drawing, picture_bytes, picture_file

pytestmark = pytest.mark.django_db
SECRETS = (b"51.4545", b"Ada's phone", b"a note to self", b"GPSLatitude", b"<x:xmpmeta", b"Exif\0\0")


def exif(orientation=1):
    """What a phone writes: how it was held, whose it is, and where it was (51.4545 north)."""
    notes = Image.Exif()
    notes[0x0112] = orientation
    notes[0x010F] = "Ada's phone"
    notes.get_ifd(0x8825).update({1: "N", 2: (51.0, 27.0, 16.2), 3: "W", 4: (2.0, 35.0, 16.1), 29: "51.4545"})
    return notes


def photograph(kind="JPEG", orientation=1, **how):
    more = {"comment": b"a note to self"} if kind == "JPEG" else {}
    xmp = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>51.4545</x:xmpmeta>"
    return picture_bytes(kind, exif=exif(orientation), xmp=xmp, **more, **how)


def heic():
    written = io.BytesIO()
    from_pillow(drawing()).save(written, exif=exif().tobytes())
    return written.getvalue()


def stored(name):
    with storages["private"].open(name) as file:
        return file.read()


def again(content, name="photo.jpg"):
    return Image.open(make_again(ContentFile(content, name=name)))


def is_red(pixel):
    return pixel[0] > 150 and pixel[1] < 90 and pixel[2] < 90


@pytest.mark.parametrize(
    ("content", "kept_as"),
    [
        (lambda: photograph("JPEG"), "JPEG"),
        (lambda: photograph("PNG"), "PNG"),
        (lambda: photograph("WEBP"), "JPEG"),
        (lambda: photograph("AVIF"), "JPEG"),
        (heic, "JPEG"),
        (lambda: picture_bytes("GIF", comment=b"a note to self"), "PNG"),
    ],
    ids=["jpeg", "png", "webp", "avif", "heic", "gif"],
)
def test_nothing_but_pixels_is_kept(content, kept_as):
    before = content()
    assert any(secret in before for secret in SECRETS)  # or the test would show nothing
    kept = make_again(ContentFile(before, name="photo.jpg")).read()
    assert [secret for secret in SECRETS if secret in kept] == []
    picture = Image.open(io.BytesIO(kept))
    picture.load()
    assert (picture.format, picture.size, dict(picture.getexif())) == (kept_as, (640, 480), {})
    assert set(picture.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression"}
    assert is_red(picture.getpixel((10, 10))) and not is_red(picture.getpixel((600, 10)))


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_is_kept_upright(orientation):
    turned_back = {1: None, 2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}[orientation]
    upright = drawing()
    written = io.BytesIO()
    held = upright if turned_back is None else upright.transpose(turned_back)
    held.save(written, "PNG", exif=exif(orientation))
    picture = again(written.getvalue())
    assert picture.size == (640, 480)
    corners = [is_red(picture.getpixel(at)) for at in ((10, 10), (630, 10), (10, 470), (630, 470))]
    assert corners == [True, False, False, False]


def test_colours_are_turned_into_those_every_screen_shows():
    """Under a profile in which red and green have changed places, what is written as red is shown as green."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    profile = profile.replace(b"rXYZ", b"swap").replace(b"gXYZ", b"rXYZ").replace(b"swap", b"gXYZ")
    for kind in ("PNG", "JPEG"):
        red, green, _blue = again(picture_bytes(kind, icc_profile=profile)).getpixel((10, 10))
        assert green > 150 and red < 90


@pytest.mark.parametrize("profile", [b"", b"not a profile", b"\0" * 200], ids=["none", "words", "zeros"])
def test_a_broken_profile_says_nothing(profile):
    assert is_red(again(picture_bytes("PNG", icc_profile=profile)).getpixel((10, 10)))


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_way_of_storing_pixels_is_read(mode):
    source = Image.new("I;16", (64, 48), 40_000) if mode == "I;16" else drawing((64, 48), "RGBA").convert(mode)
    written = io.BytesIO()
    source.save(written, "PNG")
    picture = again(written.getvalue())
    assert (picture.size, picture.mode) == ((64, 48), "RGB")
    if mode == "I;16":
        assert picture.getpixel((0, 0)) == (156, 156, 156)


def test_what_is_see_through_stays_so():
    written = io.BytesIO()
    Image.new("RGBA", (20, 20), (10, 20, 30, 77)).save(written, "WEBP", lossless=True)
    picture = again(written.getvalue())
    assert (picture.format, picture.getpixel((0, 0))) == ("PNG", (10, 20, 30, 77))


def test_of_a_moving_picture_the_first_frame_is_kept():
    written = io.BytesIO()
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue", "green")]
    frames[0].save(written, "GIF", save_all=True, append_images=frames[1:])
    picture = again(written.getvalue())
    assert (getattr(picture, "n_frames", 1), picture.convert("RGB").getpixel((0, 0))) == (1, (255, 0, 0))


def test_a_large_picture_is_made_smaller():
    assert again(picture_bytes(size=(6000, 4000))).size == (LONGEST, LONGEST * 4000 // 6000)


def test_the_same_picture_gives_the_same_hash():
    one, other = PictureFactory(), PictureFactory()
    assert one.file_hash == other.file_hash != ""


def test_a_picture_made_by_code_is_made_again_and_named_by_us():
    picture = Picture.objects.create(
        title="T", description="D", file=ContentFile(photograph(), name="../../Ada Smith, bipolar.php.jpg")
    )
    picture.refresh_from_db()
    kept = stored(picture.file.name)
    assert [secret for secret in SECRETS if secret in kept] == []
    folder, name = picture.file.name.split("/")
    assert (folder, len(name), name[-4:]) == ("original_images", 36, ".jpg")
    assert picture.file_size == len(kept) and picture.get_file_hash() == picture.file_hash
    assert (picture.width, picture.height) == (640, 480)


def test_a_file_saved_by_itself_is_made_again():
    picture = PictureFactory()
    picture.file.save("x.png", ContentFile(photograph("PNG"), name="x.png"))
    kept = stored(Picture.objects.get().file.name)
    assert [secret for secret in SECRETS if secret in kept] == []


def test_what_is_no_picture_is_refused_by_code_as_well():
    with pytest.raises(ValidationError):
        PictureFactory().file.save("x.png", ContentFile(b"<html>", name="x.png"))


def test_a_picture_without_words_is_not_kept():
    with pytest.raises(IntegrityError), transaction.atomic():
        PictureFactory(description="")


def test_a_new_file_takes_the_old_one_and_its_renditions_with_it(django_capture_on_commit_callbacks):
    picture = PictureFactory()
    old, small = picture.file.name, picture.get_rendition("width-100")
    address = small.url
    with django_capture_on_commit_callbacks(execute=True):
        picture.file = picture_file(size=(300, 300))
        picture.save()
    assert not storages["private"].exists(old) and not storages["private"].exists(small.file.name)
    assert set(PictureRendition.objects.all()) == set()
    assert picture.get_rendition("width-100").url != address
    assert (picture.width, picture.height) == (300, 300)


def test_deleting_a_picture_deletes_its_files(django_capture_on_commit_callbacks):
    picture = PictureFactory()
    kept = {picture.file.name, picture.get_rendition("width-100").file.name}
    with django_capture_on_commit_callbacks(execute=True):
        picture.delete()
    assert {name for name in kept if storages["private"].exists(name)} == set()


# --- the ways in through the CMS ----------------------------------------------------------------------------------


def upload(content=None, name="Ada at home.jpg"):
    return SimpleUploadedFile(name, content or photograph(), content_type="image/jpeg")


def root():
    return Collection.get_first_root_node().pk


def form(**fields):
    return {
        "title": "Tea",
        "description": "A pot of tea.",
        "credit": "",
        "collection": root(),
        "focal_point_x": "",
        "focal_point_y": "",
        "focal_point_width": "",
        "focal_point_height": "",
    } | fields


def everything_stored():
    """Every byte that lies in our storage now."""
    storage = storages["private"]
    for folder in ("original_images", "images", "wagtail_uploads"):
        if storage.exists(folder):
            yield from (stored(f"{folder}/{name}") for name in storage.listdir(folder)[1])


@pytest.fixture
def bare_storage(settings, tmp_path):
    settings.PRIVATE_ROOT = tmp_path
    for alias in ("default", "private"):
        storages[alias].__dict__.pop("base_location", None)
        storages[alias].__dict__.pop("location", None)
    yield
    for alias in ("default", "private"):
        storages[alias].__dict__.pop("base_location", None)
        storages[alias].__dict__.pop("location", None)


@pytest.fixture
def cms(client_of, bare_storage):
    return client_of("superuser")


def nothing_secret():
    contents = list(everything_stored())
    return contents and not [secret for secret in SECRETS for content in contents if secret in content]


@pytest.mark.parametrize("handler", ["Memory", "Temporary"])
def test_adding_one(cms, settings, handler):
    settings.FILE_UPLOAD_HANDLERS = [f"django.core.files.uploadhandler.{handler}FileUploadHandler"]
    response = cms.post(reverse("wagtailimages:add"), form(file=upload()))
    assert response.status_code == 302
    picture = Picture.objects.get()
    assert nothing_secret()
    assert picture.file_hash == sha1(stored(picture.file.name)).hexdigest()
    assert "Ada" not in picture.file.name


def test_adding_without_words_says_what_to_write(cms):
    response = cms.post(reverse("wagtailimages:add"), form(file=upload(), description=" "))
    assert response.context["form"].errors == {"description": ["This field is required."]}
    response = cms.post(reverse("wagtailimages:add"), form(file=upload(), description="IMG_2301.jpg"))
    assert "Write what the picture shows" in response.context["form"].errors["description"][0]
    assert Picture.objects.count() == 0


@pytest.mark.parametrize("handler", ["Memory", "Temporary"])
def test_adding_many(cms, settings, handler):
    """Wagtail keeps each upload until its words are written: what waits is made again already."""
    settings.FILE_UPLOAD_HANDLERS = [f"django.core.files.uploadhandler.{handler}FileUploadHandler"]
    data = {"files[]": upload(), "title": "Tea", "collection": root()}
    answer = json.loads(cms.post(reverse("wagtailimages:add_multiple"), data).content)
    waiting = UploadedFile.objects.get()
    assert answer["success"] and "Ada at home.jpg" in answer["form"]
    assert nothing_secret() and "Ada" not in waiting.file.name
    prefix = f"uploaded-image-{waiting.pk}-"
    address = reverse("wagtailimages:create_multiple_from_uploaded_image", args=[waiting.pk])
    refused = json.loads(cms.post(address, {f"{prefix}{k}": v for k, v in form(description="").items()}).content)
    assert not refused["success"] and Picture.objects.count() == 0
    assert json.loads(cms.post(address, {f"{prefix}{k}": v for k, v in form().items()}).content)["success"]
    picture = Picture.objects.get()
    assert (picture.description, UploadedFile.objects.count()) == ("A pot of tea.", 0)
    assert nothing_secret()
    picture.refresh_from_db()
    assert len(stored(picture.file.name)) == picture.file_size


def test_adding_many_refuses_in_a_sentence(cms):
    data = {"files[]": upload(b"<html>", "page.jpg"), "title": "Tea", "collection": root()}
    answer = json.loads(cms.post(reverse("wagtailimages:add_multiple"), data).content)
    assert answer == {
        "success": False,
        "error_message": "This is not a picture that we can open. Choose a JPEG, PNG, WebP, GIF, AVIF or HEIC file.",
    }


def test_adding_while_choosing(cms):
    prefix = "image-chooser-upload-"
    data = {f"{prefix}{name}": value for name, value in form(file=upload()).items()}
    answer = json.loads(cms.post(reverse("wagtailimages_chooser:create"), data).content)
    picture = Picture.objects.get()
    assert answer["step"] == "chosen" and answer["result"]["default_alt_text"] == "A pot of tea."
    assert answer["result"]["preview"]["url"].startswith(f"/pictures/{picture.pk}/")
    assert nothing_secret()


def test_changing_the_file(cms, django_capture_on_commit_callbacks):
    picture = PictureFactory()
    old = picture.file.name
    picture.get_rendition("width-100")
    with django_capture_on_commit_callbacks(execute=True):
        response = cms.post(reverse("wagtailimages:edit", args=[picture.pk]), form(file=upload()))
    assert response.status_code == 302
    picture.refresh_from_db()
    assert picture.file.name != old and not storages["private"].exists(old)
    assert PictureRendition.objects.count() == 0 and nothing_secret()


def test_changing_the_words_leaves_the_file(cms):
    picture = PictureFactory()
    cms.post(reverse("wagtailimages:edit", args=[picture.pk]), form(description="Another."))
    again = Picture.objects.get()
    assert (again.description, again.file.name, again.file_hash) == ("Another.", picture.file.name, picture.file_hash)


def test_the_name_of_the_file_need_not_match_what_is_in_it(cms):
    """Browsers save a WebP under .jpg; to refuse that would only puzzle people."""
    response = cms.post(reverse("wagtailimages:add"), form(file=upload(photograph("WEBP"), "from the web.jpg")))
    assert response.status_code == 302 and Picture.objects.get().file.name.endswith(".jpg")


def test_uploads_nobody_finished_are_let_go(cms):
    for name in ("old", "new", "gone"):
        data = {"files[]": upload(name=f"{name}.jpg"), "title": name, "collection": root()}
        cms.post(reverse("wagtailimages:add_multiple"), data)
    old, new, gone = UploadedFile.objects.order_by("pk")
    eight_days_ago = (timezone.now() - timedelta(days=8)).timestamp()
    os.utime(old.file.path, (eight_days_ago, eight_days_ago))
    os.remove(gone.file.path)
    let_unfinished_uploads_go()
    assert set(UploadedFile.objects.all()) == {new}
    assert [storages["private"].exists(one.file.name) for one in (old, new)] == [False, True]
