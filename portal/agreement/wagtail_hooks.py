"""Where the CMS and the portal meet: one writer at a time, readings that lapse, and the ways from one to the other."""

from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.ui.components import Component
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from home.models import PublicPage
from portal.agreement import cms, cms_translations  # noqa: F401  its hooks
from portal.agreement.overview import side_lines
from portal.agreement.queries import TeamPages
from portal.agreement.review import review_of
from portal.agreement.services import lapse_what_changed
from portal.agreement.waiting import pages_to_read


@hooks.register("register_admin_urls")
def urls():
    return [path("pages/<int:page_id>/kept-words/", cms.kept_words, name="kept-words")]


@hooks.register("before_edit_page")
def one_writer_at_a_time(request, page):
    if request.method == "POST":
        return None if page.alias_of_id or hasattr(request, cms.HELD) else cms.answer_in_turn(request, page)
    if url := cms.kept_url(request.user, page):
        words = _("We kept what you typed here and could not save.")
        messages.info(request, words, buttons=[messages.button(url, _("See it"))])
    if review := review_of(page):
        url = reverse("portal:pages:page", args=[page.pk])
        messages.info(request, _reading(review), buttons=[messages.button(url, _("Who reads it"))])
    return None


def _reading(review) -> str:
    """How far the reading is, in a few sentences."""
    said = [_("This page is being read before it goes on the site.")]
    for side in side_lines(review):
        if side.yes:
            said.append(_("%(side)s: %(name)s said yes.") % {"side": side.name, "name": side.yes.person})
        elif side.earlier_yes:
            said.append(_("%(side)s: changed since somebody said yes, so we ask again.") % {"side": side.name})
    if review.one_reader_is_enough:
        said.append(_("One other person reads it, because we do not yet have two readers on each side."))
    return " ".join(said)


@hooks.register("after_edit_page")
def readings_lapse(request, page):
    lapse_what_changed(page=page, by=request.user)


@hooks.register("register_page_header_buttons")
def ways_to_the_portal(page, user, view_name, next_url=None):
    if page.pk and isinstance(page.specific_deferred, PublicPage) and user.has_perm("agreement.see_page", page):
        url = reverse("portal:pages:page", args=[page.pk])
        yield Button(_("Small fix, readers and plain form"), url, icon_name="edit", priority=5)


@hooks.register("construct_homepage_panels")
def first_steps(request, panels):
    """Ours alone: Wagtail's go on showing somebody the pages that they once wrote, and are no longer theirs."""
    panels[:] = [FirstSteps()]


class FirstSteps(Component):
    """Three plain steps for somebody new, the pages they may change, and what waits to be read."""

    name = "first_steps"
    template_name = "portal/agreement/cms_first_steps.html"
    order = 50

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        pages = TeamPages(Page).changeable_by(user).order_by("-latest_revision_created_at", "pk")
        return {"pages": pages[:5], "to_read": list(pages_to_read(user))}


@hooks.register("insert_global_admin_css")
def our_look():
    return format_html('<link rel="stylesheet" href="{}">', static("cms/brand.css"))
