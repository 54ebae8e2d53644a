"""The CMS in our look, with nothing in it that a person cannot use or may not know of."""

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Left, Length
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.listing import ExplorableIndexView, GenericPageFilterSet
from wagtail.admin.views.pages.revisions import RevisionsRevertView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.admin.widgets.button import Button
from wagtail.models import Page
from wagtail.permissions import policy_registry

from home.in_public import open_pages
from home.media_hooks import OnlyTheirs
from home.models import PublicPage
from home.page_permissions import has_others_below
from home.rich_text import PageLink
from home.signals import notes_were_written
from home.writing_advice import advise_page

# What everybody who writes can use; the rest of the menu is for those who also look after the lists of the site.
FOR_WRITERS = {"explorer", "images", "documents"}


@hooks.register("construct_main_menu")
def only_what_they_use(request, menu_items):
    user, left_out = request.user, set() if request.user.is_superuser else {"reports"}
    if not user.has_perm("home.change_glossaryterm"):
        left_out = {item.name for item in menu_items} - FOR_WRITERS
    menu_items[:] = [item for item in menu_items if item.name not in left_out]


@hooks.register("construct_page_chooser_queryset")
def only_public_or_theirs(pages, request):
    """A link can be made to what everybody reads and to what one may change; others' drafts are not there.

    Nor are pages below a draft: the draft's title would be shown above the list, or beside what is found.
    """
    if request.user.is_superuser:
        return pages
    theirs = policy_registry.get_by_type(Page).explorable_instances(request.user)
    known = Page.objects.filter(Q(depth=1) | Q(pk__in=theirs.values("pk")) | Q(pk__in=open_pages().values("pk")))
    if not known.filter(pk=_above(pages, request)).exists():
        raise Http404
    parent = Left(OuterRef("path"), Length(OuterRef("path")) - Page.steplen)
    shown = known.filter(Q(depth=1) | Exists(known.filter(path=parent)))
    return pages.filter(pk__in=shown.values("pk"))


def _above(pages, request):
    """The page whose children the chooser shows; where none was asked for, Wagtail has chosen one by itself."""
    if number := request.resolver_match.kwargs.get("parent_page_id"):
        return number
    first = pages.first()
    return first.get_parent().pk if first and not first.is_root() else Page.get_first_root_node().pk


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


@hooks.register("before_copy_page")
def no_copy_of_what_is_below(request, page):
    """Wagtail asks whether somebody may copy the page above, and not for what comes along."""
    if request.POST.get("copy_subpages") and has_others_below(page):
        raise PermissionDenied


# --- Wagtail's lists of pages -----------------------------------------------------------------------------------------
class Filters(GenericPageFilterSet):
    """Without the names of everybody who ever wrote a page or began one, whosever page it was."""

    owner = edited_by = None


class Explorer(ExplorableIndexView):
    def get_side_panels(self):
        """Of a page that somebody only passes by: not who works on it, nor what a reader said to them."""
        return super().get_side_panels() if self.permissions.can_edit() else MediaContainer()


class NotesByThePortal:
    def send_commenting_notifications(self, changes):
        """Wagtail would mail people the notes by itself. Messages go by the portal, by the way each person chose."""
        if changes["new_comments"] or changes["new_replies"]:
            notes_were_written.send(sender=type(self.page), page=self.page, by=self.request.user)


class Editor(NotesByThePortal, EditView):
    pass


class Reverter(NotesByThePortal, RevisionsRevertView):
    pass


class Pages(PageViewSet):
    index_view_class = Explorer
    edit_view_class = Editor
    revisions_revert_view_class = Reverter
    filterset_class = Filters


@hooks.register("register_admin_viewset")
def lists_of_pages():
    return Pages()


class PagesTheyMayKnow(PagesAdminAPIViewSet):
    """For the menu of pages: without a page's translations, which may be others' drafts."""

    meta_fields = [name for name in PagesAdminAPIViewSet.meta_fields if name != "translations"]


@hooks.register("construct_admin_api", order=1000)
def narrow_api(router):
    router.register_endpoint("pages", PagesTheyMayKnow)


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
