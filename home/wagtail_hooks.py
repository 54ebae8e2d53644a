"""The CMS in our look, with nothing in it that a person cannot use or may not know of."""

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.admin.widgets.button import Button
from wagtail.models import Page
from wagtail.permissions import policy_registry

from home import media_hooks
from home.models import PublicPage
from home.rich_text import PageLink
from home.writing_advice import advise_page

# What everybody who writes can use; the rest of the menu is for those who also look after the lists of the site.
FOR_WRITERS = {"explorer", "images", "documents"}


@hooks.register("construct_main_menu")
def only_what_they_use(request, menu_items):
    if not request.user.has_perm("home.change_glossaryterm"):
        menu_items[:] = [item for item in menu_items if item.name in FOR_WRITERS]


@hooks.register("construct_page_chooser_queryset")
def only_public_or_theirs(pages, request):
    """A link can be made to what everybody reads and to what one may change; others' drafts are not there."""
    if request.user.is_superuser:
        return pages
    theirs = policy_registry.get_by_type(Page).explorable_instances(request.user).values("pk")
    may_know_of = Q(live=True) | Q(pk__in=theirs)
    above = request.resolver_match.kwargs.get("parent_page_id")  # shown over the list, whatever the list holds
    if above and not Page.objects.filter(may_know_of | Q(depth=1), pk=above).exists():
        raise Http404
    return pages.filter(may_know_of)


@hooks.register("register_admin_urls")
def urls():
    return [path("plain-english/<int:page_id>/", plain_english, name="plain-english")]


def plain_english(request, page_id):
    """Advice on the newest words of a page, on the site or not."""
    page = get_object_or_404(Page, pk=page_id)
    if not page.permissions_for_user(request.user).can_edit() or not issubclass(page.specific_class, PublicPage):
        raise Http404
    newest = page.get_latest_revision_as_object()
    return render(request, "home/cms/plain_english.html", {"the_page": newest, "advice": advise_page(newest)})


@hooks.register("register_page_header_buttons")
def advice_button(page, user, view_name, next_url=None):
    if page.pk and issubclass(page.specific_class, PublicPage) and page.permissions_for_user(user).can_edit():
        url = reverse("plain-english", args=[page.pk])
        yield Button(_("Ideas for plainer words"), url, icon_name="help", priority=6)


class OnlyTheirs(media_hooks.OnlyTheirs):
    """Ticking boxes for pages that one may not touch would show their titles, only to say so."""


@hooks.register("register_admin_urls", order=1000)
def replace_bulk_actions():
    actions = bulk_action_registry.get_bulk_actions_for_model("wagtailcore", "page")
    for action in actions:
        guarded = type(action.__name__, (OnlyTheirs, action), {"__module__": __name__})
        bulk_action_registry.actions["wagtailcore"]["page"][action.action_type] = guarded
    return []


@hooks.register("register_rich_text_features", order=10)  # after Wagtail's own
def links_in_one_query(features):
    features.register_link_type(PageLink)


@hooks.register("before_move_page")
def only_where_they_may(request, page, destination):
    """Wagtail asks for both pages' titles to be confirmed before it asks whether one may know of them."""
    if not page.specific.permissions_for_user(request.user).can_move_to(destination.specific):
        raise PermissionDenied
