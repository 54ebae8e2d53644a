"""The way from an address to its page, without asking the database again what every request asks.

Wagtail finds the site, the reader's language, the home page and its words before it looks for the page itself: a
quarter of what a short page costs. Their values are kept until something public changes; each request gets objects of
its own.
"""

import re

from django.apps import apps
from django.http import Http404
from wagtail.contrib.redirects.middleware import RedirectMiddleware
from wagtail.models import Page, Site

from home.freshness import keep
from home.models import PublicPage

WAGTAILS = "wagtail_serve"
WITHOUT_A_SITE = ("/healthz", "/brand-")  # they answer without the database
INSIDE = re.compile(r"/(?:[a-z]{2}(?:-[a-z]+)?/)?(?:portal|cms|accounts)/")


class KnownWay:
    """Before a view: tells Wagtail which site this is and, for a page, where the way leads."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if request.path.startswith(WITHOUT_A_SITE):
            return
        known = keep(request, "site", _site_and_home)
        if known is None:
            return
        site, home_type, home = known
        request._wagtail_site = Site.from_db("default", *site)
        if request.resolver_match.view_name == WAGTAILS:
            request._wagtail_route_for_request = _route(request, args[0], apps.get_model(home_type), home)


class Redirects(RedirectMiddleware):
    """Where a page went. Nothing inside is a page, and nobody there waits while it is looked for among them."""

    def process_response(self, request, response):
        return response if INSIDE.match(request.path) else super().process_response(request, response)


def _site_and_home():
    """The values of the one site's row, and of its home page in the reader's language; None: Wagtail has to choose."""
    sites = list(Site.objects.select_related("root_page"))
    if len(sites) != 1 or not sites[0].is_default_site:
        return None
    home = sites[0].root_page.localized
    if not issubclass(home.specific_class, PublicPage):
        return None
    return _values(Site, sites[0]), home.specific_class._meta.label, _values(Page, home)


def _values(model, thing):
    names = [field.attname for field in model._meta.concrete_fields]
    return names, [getattr(thing, name) for name in names]


def _route(request, path, home_type, home):
    components = [component for component in path.split("/") if component]
    if components:
        page = _without_its_words(home_type, *home)
    else:
        page = home_type.objects.filter(pk=home[1][home[0].index("id")]).first()
    try:
        return page.route(request, components) if page else None
    except Http404:
        return None


def _without_its_words(home_type, names, values):
    """The home page as others need it: above them, and where the way begins. What it says is fetched if asked for."""
    known = dict(zip(names, values, strict=True))
    known[home_type._meta.pk.attname] = known["id"]
    known["page_ptr_id"] = known["id"]  # the way from the home page's own row to its page's
    fields = [field.attname for field in home_type._meta.concrete_fields if field.attname in known]
    return home_type.from_db("default", fields, [known[name] for name in fields])
