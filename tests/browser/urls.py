"""The site's own addresses, and a few that show what no address shows by itself."""

from allauth.core.ratelimit import respond_429
from axe_playwright_python.base import AXE_SCRIPT
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path

from config.urls import urlpatterns as of_the_site
from tests.browser.pieces import AnyForm


def broken(request):
    raise RuntimeError("This address is there to show the page that says something went wrong.")


def axe(request):
    """Half a megabyte, which a browser keeps once it is read and understood."""
    return HttpResponse(AXE_SCRIPT, content_type="text/javascript", headers={"Cache-Control": "max-age=3600"})


def pieces(request):
    """Every component in every state."""
    messages.success(request, "Saved. Maya will ring you by Friday.")
    messages.error(request, "That link has been used.")
    wrong = AnyForm({"name": "", "email": "nobody"})
    return render(
        request,
        "styleguide.html",
        {
            "form": wrong,
            "clean_form": AnyForm(prefix="clean"),
            "crumbs": [{"title": "First page", "url": "/"}],
            "steps": [{"title": title, "state": state} for title, state in STEPS],
            "summary_rows": [{"key": "What to call you", "value": "Sam", "url": "#more"}],
            "bar_rows": [{"label": "Sam", "value": "3 hours", "percent": 60}],
            "page_obj": Paginator(range(30), 10).page(2),
        },
    )


STEPS = [("Get ready", "done"), ("Shortlist", "current"), ("Interview", "later")]
urlpatterns = [
    path("try/axe.js", axe),
    path("try/broken/", broken),
    path("try/pieces/", pieces),
    path("try/too-many/", respond_429),
    *of_the_site,
]
