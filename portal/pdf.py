"""A page as a PDF that a screen reader can go through (PDF/UA), where WeasyPrint is installed (docs/how-to/install.md).

Nothing is fetched from anywhere: fonts and the style sheet are our own static files, and everything else is refused.
"""

import mimetypes
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import Http404, HttpResponse
from django.template.loader import render_to_string

try:
    import weasyprint
    from weasyprint.urls import URLFetcher, URLFetcherResponse
except (ImportError, OSError):  # not installed, or without the library that it draws letters with
    weasyprint = None

PAPER = "portal/_paper.html"
IS_INSTALLED = weasyprint is not None


def pdf_file(request, *, name: str, template: str, context: dict) -> HttpResponse:
    """To be downloaded. The template extends `base`, which is a bare page here, and prints what `on_paper` leaves."""
    if not IS_INSTALLED:
        raise Http404
    html = render_to_string(template, context | {"base": PAPER, "on_paper": True}, request)
    page = weasyprint.HTML(string=html, base_url=request.build_absolute_uri("/"), url_fetcher=OwnFiles())
    response = HttpResponse(page.write_pdf(pdf_variant="pdf/ua-1"), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def own_file(url: str) -> Path | None:
    """The static file at an address; None for every other address, whatever it is."""
    path = unquote(urlsplit(url).path)
    if not path.startswith(settings.STATIC_URL):
        return None
    name = path.removeprefix(settings.STATIC_URL)
    found = staticfiles_storage.path(name) if staticfiles_storage.exists(name) else finders.find(name)
    return Path(found) if found else None


if IS_INSTALLED:

    class OwnFiles(URLFetcher):
        def fetch(self, url, headers=None):
            found = own_file(url)
            if found is None:
                raise ValueError(f"Not a file of ours: {url}")
            kind = mimetypes.guess_type(found.name)[0] or "application/octet-stream"
            return URLFetcherResponse(url, found.read_bytes(), {"Content-Type": kind})
