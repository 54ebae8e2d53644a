"""Which pages anybody may read."""

from functools import reduce
from operator import and_, or_

from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page, PageQuerySet, PageViewRestriction, Site


def not_over(page: str = "") -> Q:
    """Pages (or what has one, as `page`) whose day to end has not come: nobody reads them after it, also when the clock
    that takes them down has stopped."""
    return Q(**{f"{page}expire_at": None}) | Q(**{f"{page}expire_at__gt": timezone.now()})


def not_private() -> Q:
    """Pages that are not behind a password or a sign-in, nor below one that is. As Wagtail's `public()` says it, which
    fetches whole pages to learn where they stand."""
    private = PageViewRestriction.objects.values_list("page__path", flat=True)
    return reduce(and_, (~Q(path__startswith=path) for path in private), Q())


def is_out(page: Page | None) -> bool:
    """Whether it may be led to: the address of what is not on the site is its title."""
    return page is not None and page.live and (page.expire_at is None or page.expire_at > timezone.now())


def public_pages(request, language: str) -> PageQuerySet:
    """The site's live pages written in a language: none that is private, and no copy that waits for its translation."""
    homes = Site.find_for_request(request).root_page.get_translations(inclusive=True)
    below = reduce(or_, (Q(path__startswith=path) for path in homes.values_list("path", flat=True)))
    there = Page.objects.live().filter(below, not_private(), not_over())
    return there.filter(alias_of__isnull=True, locale__language_code=language)
