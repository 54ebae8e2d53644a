"""Making a picture again from its pixels, so that nothing else that came in its file is kept or sent out."""

from io import BytesIO

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from PIL import Image, ImageCms
from pillow_heif import HeifImagePlugin  # noqa: F401 (teaches Pillow the photographs of newer phones)

FORMATS = ("AVIF", "GIF", "HEIF", "JPEG", "PNG", "WEBP")
LOSSLESS = {"GIF", "PNG"}
DECODED_SMALL = {"JPEG", "MPO"}  # MPO: two JPEG photographs in one, from some phones
LONGEST = 3840  # pixels on the longer side: sharp on any screen, and light enough for a small machine
THINNEST = 20  # how many times longer than wide a picture may be and still be one
QUALITY = 90
SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
ORIENTATION = 0x0112  # where cameras note which way up they were held
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


class MadeAgain(ContentFile):
    """A picture that went through `make_again`, and need not go again."""


def make_again(file: File) -> MadeAgain:
    """The same picture, upright, in sRGB, at most `LONGEST` pixels a side, with no word or place inside it.

    Of a moving picture the first frame is kept. Raises ValidationError, in words for the person who chose the file.
    """
    if isinstance(file, MadeAgain):
        return file
    _check_size(file)
    picture = _open(file)
    _check_shape(picture)
    try:
        pixels = _pixels(picture)
    except Exception as problem:  # a broken file can make a decoder fail in any way
        raise ValidationError(
            _("This picture is broken: part of it is missing. Try to save it again."), "broken"
        ) from (problem)
    return _kept(pixels, lossless=picture.format in LOSSLESS)


def _check_size(file):
    most = settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE
    if file.size > most:
        raise ValidationError(
            _("This picture is %(size)s. The most we can take is %(most)s. Save it smaller, and try again."),
            "too_big",
            {"size": filesizeformat(file.size), "most": filesizeformat(most)},
        )


def _open(file):
    file.seek(0)
    start = file.read(1024)
    file.seek(0)
    try:
        return Image.open(file, formats=FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_many_pixels() from None
    except Exception as problem:
        if b"<svg" in start.lower():
            raise ValidationError(
                _("Drawings in the SVG format cannot be used here. Save it as PNG, and choose that."), "svg"
            ) from problem
        raise ValidationError(
            _("This is not a picture that we can open. Choose a JPEG, PNG, WebP, GIF, AVIF or HEIC file."), "no_picture"
        ) from problem


def most_pixels(kind=None):
    """Half as many for what cannot be decoded small: the largest of either needs some 300 to 500 MB for a second."""
    most = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS
    return most if kind in DECODED_SMALL else most // 2


def _too_many_pixels(kind=None):
    return ValidationError(
        _("This picture has too many pixels: more than %(most)d million. Save it smaller, and try again."),
        "too_many_pixels",
        {"most": most_pixels(kind) // 1_000_000},
    )


def _check_shape(picture):
    shorter, longer = sorted(picture.size)
    if shorter * longer > most_pixels(picture.format):
        raise _too_many_pixels(picture.format)
    if longer > THINNEST * shorter:
        raise ValidationError(
            _("This picture is too long and thin to show. Cut out a part of it, and try again."), "thin"
        )


def _pixels(picture):
    picture.draft(None, (LONGEST, LONGEST))  # a large JPEG photograph is decoded small at once
    turn = _turn(picture)
    if picture.mode not in {"L", "RGB", "RGBA", "CMYK"} or "transparency" in picture.info:
        picture = _plain(picture)
    picture.thumbnail((LONGEST, LONGEST))
    picture = _in_srgb(picture)
    return picture.transpose(turn) if turn is not None else picture


def _turn(picture):
    try:
        return TURNS.get(picture.getexif().get(ORIENTATION))
    except Exception:  # the notes beside the pixels are broken; the pixels need not be
        return None


def _plain(picture):
    """The picture as red, green and blue, and as see-through as it was."""
    if picture.mode.startswith("I"):
        return picture.convert("I").point(lambda value: value / 256).convert("RGB")  # 16 bits of grey to 8
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    plain = picture.convert("RGBA")
    return plain.convert("RGB") if plain.getextrema()[3] == (255, 255) else plain


def _in_srgb(picture):
    profile = picture.info.get("icc_profile")
    if profile:
        mode = "RGBA" if picture.mode == "RGBA" else "RGB"
        try:
            return ImageCms.profileToProfile(picture, ImageCms.ImageCmsProfile(BytesIO(profile)), SRGB, outputMode=mode)
        except (ImageCms.PyCMSError, OSError):
            pass  # a profile that is broken, or for other colours than the picture's, says nothing
    return _plain(picture)


def _kept(pixels, *, lossless):
    pixels = _plain(pixels)
    fresh = Image.new(pixels.mode, pixels.size)  # has nothing but pixels, so nothing else can be written
    fresh.paste(pixels)
    kept = BytesIO()
    if lossless or fresh.mode == "RGBA":
        fresh.save(kept, "PNG")
        return MadeAgain(kept.getvalue(), name="picture.png")
    fresh.save(kept, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return MadeAgain(kept.getvalue(), name="picture.jpg")
