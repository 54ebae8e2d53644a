"""Sending out pictures and documents: what is on show to everybody, what is not to those who work on it, else 404."""

import re

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import resolve
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, quote_etag
from django.views.decorators.http import require_safe

from home.in_public import in_public
from home.media_policy import may_see
from home.models import Document, Picture, PictureRendition
from home.uploads import TYPES, extension

PICTURE_TYPES = {"avif": "image/avif", "jpg": "image/jpeg", "png": "image/png", "webp": "image/webp"}
# A reader's own browser keeps it for an hour; whatever stands between asks us each time, so that what was taken down
# is gone from there at once.
OPEN = "public, max-age=3600, s-maxage=0, proxy-revalidate"
CLOSED = "private, no-store"
INERT = "default-src 'none'; sandbox"
ONE_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})\Z")


def content_type_of(name: str) -> str:
    """Of a file that we keep, by its name."""
    ending = extension(name)
    return TYPES.get(ending) or PICTURE_TYPES[ending]


@require_safe
def picture(request, pk, version, spec, kind):
    """A picture made to measure, by the address that `PictureRendition.url` gives."""
    renditions = PictureRendition.objects.select_related("image").annotate(
        on_show=in_public(Picture, pk="image_id", collection="image__collection__path")
    )
    file_hash, _dash, focal_point = version.partition("-")
    rendition = get_object_or_404(
        renditions, image_id=pk, filter_spec=spec.replace("+", "|"), focal_point_key=focal_point
    )
    if rendition.image.file_hash[:12] != file_hash or rendition.kind != kind:
        raise Http404
    allow(request, rendition.image, on_show=rendition.on_show)
    return send(request, rendition.file, PICTURE_TYPES[kind], etag=f"{version}-{spec}", on_show=rendition.on_show)


@require_safe
def original(request, pk):
    """The picture as it is kept, for those who work on it and nobody else."""
    found = get_object_or_404(Picture, pk=pk)
    allow(request, found, on_show=False)
    return send(request, found.file, PICTURE_TYPES[found.filename.rpartition(".")[2]], etag=found.file_hash)


@require_safe
def document(request, pk, version, filename):
    found = get_object_or_404(Document.objects.annotate(on_show=in_public(Document)), pk=pk)
    if found.file_hash[:12] != version or found.filename != filename:
        raise Http404
    allow(request, found, on_show=found.on_show)
    response = send(request, found.file, found.content_type, etag=found.file_hash, on_show=found.on_show)
    response["Content-Disposition"] = content_disposition_header(not found.is_played, found.filename)
    return response


def allow(request, item, *, on_show):
    user = getattr(request, "user", None)  # nobody yet, when OnShow asks
    if not on_show and not (user and may_see(user, item)):
        raise Http404


class OnShow:
    """Sends what is on show before sessions are opened: for somebody signed in, each opens with a read and a write.

    Whatever is not on show goes the long way, where it is known who asks.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path_info.startswith(("/pictures/", "/documents/")):
            try:
                view, args, kwargs = resolve(request.path_info)
                return view(request, *args, **kwargs)
            except Http404:
                pass
        return self.get_response(request)


def send(request, file, content_type, *, etag, on_show=False):
    """The file, or the part of it that was asked for, so that nothing in it can act on our pages."""
    etag = quote_etag(etag)
    response = get_conditional_response(request, etag=etag) or _content(request, file, content_type, etag)
    response["ETag"] = etag
    response["Cache-Control"] = OPEN if on_show else CLOSED
    response["Content-Security-Policy"] = INERT
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _content(request, file, content_type, etag):
    try:
        opened = file.storage.open(file.name, "rb")
    except FileNotFoundError:
        raise Http404 from None
    part = ONE_RANGE.match(request.headers.get("Range", ""))
    if part and any(part.groups()) and request.headers.get("If-Range", etag) == etag:
        response = _part(opened, *part.groups())
    else:
        response = FileResponse(opened)
    response["Content-Type"] = content_type
    response["Accept-Ranges"] = "bytes"
    return response


def _part(opened, first, last):
    """One range of bytes, which is how a film is played from its middle (RFC 9110, section 14)."""
    size = opened.size
    start = int(first) if first else max(0, size - int(last))
    end = min(int(last), size - 1) if first and last else size - 1
    if start > end:
        opened.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    response = FileResponse(Part(opened, start, end), status=206)
    response["Content-Range"] = f"bytes {start}-{end}/{size}"
    response["Content-Length"] = end - start + 1
    return response


class Part:
    """A file from `start` up to and with `end`."""

    def __init__(self, file, start, end):
        self.file, self.left = file, end - start + 1
        self.close = file.close
        file.seek(start)

    def read(self, size):
        block = self.file.read(min(size, self.left))
        self.left -= len(block)
        return block
