"""The door before Wagtail's screens: what somebody may not know of answers "not found" here too.

Some of those screens name a page before they ask whose it is; the reports go over the whole site, with the names people
sign in by. Wagtail's own checks stand behind this one.
"""

from django.http import Http404
from wagtail.models import Page
from wagtail.permissions import policy_registry
from wagtail_localize.models import TranslationSource

# For the machine's administrator alone: nobody's work here needs them.
CLOSED = {
    "wagtailadmin_choose_page_chosen_multiple",
    "wagtail_localize:translations_report",
    "wagtail_localize:translations_report_results",
}
# Where a screen about a page names it in its address. Choosing asks another question (`only_public_or_theirs`).
NUMBERS = {"page_id", "parent_page_id", "page_to_move_id", "destination_id"}
CHOOSING = "wagtailadmin_choose_page_child"


class CmsGate:
    """Behind `SignInRules`, which says first who has to sign in or to show a second factor."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        match = request.resolver_match
        if not request.path_info.startswith("/cms/") or not request.user.is_authenticated or request.user.is_superuser:
            return
        if match.view_name in CLOSED or "wagtailadmin_reports" in match.namespaces:
            raise Http404
        if match.view_name != CHOOSING:
            only_theirs(request.user, pages_named(kwargs))


def pages_named(kwargs) -> set[int]:
    """The pages that an address is about; a translation is about the page in every language."""
    numbers = {kwargs[name] for name in NUMBERS & kwargs.keys()}
    if source := kwargs.get("translation_source_id"):
        key = TranslationSource.objects.filter(pk=source).values("object_id")
        numbers |= set(Page.objects.filter(translation_key__in=key).values_list("pk", flat=True))
    return numbers


def only_theirs(user, numbers: set[int]) -> None:
    """Whether all these pages are somebody's to work on, or on the way to those that are."""
    theirs = policy_registry.get_by_type(Page)
    if numbers and theirs.explorable_instances(user).filter(pk__in=numbers).count() < len(numbers):
        raise Http404
