"""The page that says in sums what people give and get, and what changed because of it: there when it is put out."""

from datetime import datetime, time, timedelta

from django.core.paginator import Paginator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from home import pagecache
from home.freshness import keep
from home.models.public_page import PublicPage, tabs
from home.sums import Sums, source


@tabs
class GiveAndGetPage(PublicPage):
    page_description = _(
        "Below your words stand sums of the last tax year that is over, and what people let everybody read of what "
        "changed. No names. It is there for as long as the page is on the site."
    )
    subpage_types = []
    template = "home/give_and_get_page.html"
    narrowed_by = frozenset({"page"})
    per_page = 20

    class Meta:
        verbose_name = _("what people give and get")

    def get_context(self, request, *args, **kwargs):
        here = super().get_context(request, *args, **kwargs)
        found = source()
        if found is None:
            return here
        sums = keep(request, "give and get", found.sums, ends=_end_of)
        if end := _end_of(sums):
            pagecache.ends(request, end)
        # Words that somebody may take back are in nobody's memory.
        changed = Paginator(found.changed(), self.per_page).get_page(request.GET.get("page"))
        return here | {"sums": sums, "page_obj": changed}


def _end_of(sums: Sums) -> datetime | None:
    """From when on they are of another year."""
    return sums.until and timezone.make_aware(datetime.combine(sums.until + timedelta(days=1), time()))
