"""Finding a page, and seeing how it stands."""

from urllib.parse import urlencode

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import DetailView, ListView, View
from django.views.generic.detail import SingleObjectMixin
from wagtail.models import Page

from portal.access import PortalList, PortalObject
from portal.agreement import services
from portal.agreement.forms import SearchForm
from portal.agreement.kinds import kind_of
from portal.agreement.overview import overview_of
from portal.agreement.queries import TeamPages
from portal.drafts.sending import Press
from portal.refusal import Refusal


def sent(state) -> str:
    """What somebody is told who sent a page to be read."""
    if state.status == state.STATUS_APPROVED:
        return _("It is on the site now. There is nobody else yet who could read it first.")
    return _("Sent. We ask people to read it.")


class PageList(PortalList, ListView):
    permission_required = "agreement.list_pages"
    template_name = "portal/agreement/pages.html"
    queryset = TeamPages(Page)
    context_object_name = "pages"
    paginate_by = 20

    @cached_property
    def form(self):
        form = SearchForm(self.request.GET)
        form.is_valid()
        return form

    def get_queryset(self):
        words = self.form.cleaned_data.get("q", "")
        return super().get_queryset().with_waiting().saying(words).order_by("title", "pk")

    def get_context_data(self, **kwargs):
        words = self.form.cleaned_data.get("q", "")
        query = f"{urlencode({'q': words})}&" if words else ""
        return super().get_context_data(search=self.form, query=query, **kwargs)


class OnePage(PortalObject):
    queryset = TeamPages(Page)
    context_object_name = "the_page"  # "page" is what the site's own frame calls a public page

    @cached_property
    def newest(self):
        """The page with its newest words, on the site or not."""
        return self.get_object().get_latest_revision_as_object()

    @property
    def own_url(self) -> str:
        """Where its people look after it."""
        return kind_of(self.get_object()).home(self.get_object())


class ShowPage(OnePage, DetailView):
    permission_required = "agreement.see_page"
    template_name = "portal/agreement/page.html"

    def get(self, request, *args, **kwargs):
        return super().get(request, *args, **kwargs) if self.own_url == request.path else redirect(self.own_url)

    def get_context_data(self, **kwargs):
        return super().get_context_data(overview=overview_of(self.object, self.newest, self.request.user), **kwargs)


class Preview(OnePage, DetailView):
    """The newest words as readers would see them."""

    permission_required = "agreement.see_page"

    def get(self, request, *args, **kwargs):
        return self.newest.make_preview_request(request, self.newest.default_preview_mode)


class TakeBack(Press, OnePage, SingleObjectMixin, View):
    """Open to whoever may change the page: another person's press finds nothing to take back."""

    permission_required = "agreement.edit_page"

    def act(self) -> str:
        services.take_back(page=self.get_object(), by=self.request.user)
        messages.success(self.request, _("Nobody is asked to read it any more. Your words are kept."))
        return self.own_url


class SendTranslation(Press, OnePage, SingleObjectMixin, View):
    permission_required = "agreement.send_translation"

    def post(self, request, *args, **kwargs):
        try:
            return super().post(request, *args, **kwargs)
        except Refusal as refusal:
            messages.warning(request, str(refusal))
            return redirect(self.own_url)

    def act(self) -> str:
        state = services.send_translation(page=self.get_object(), by=self.request.user)
        messages.success(self.request, sent(state))
        return self.own_url
