"""A page in Easy Read, for people whom the CMS puts off."""

from dataclasses import dataclass

from django.contrib import messages
from django.utils.translation import gettext as _, gettext_lazy
from django.views.generic import FormView
from django.views.generic.detail import SingleObjectMixin

from home.blocks import drawing_choices
from portal.agreement import services
from portal.agreement.views.pages import OnePage
from portal.agreement.words import Words, parts_of
from portal.drafts.keeping import Writes
from portal.easy_read import EasyReadForm, WroteToo

MORE = "more"


@dataclass(frozen=True)
class Written:
    """The Easy Read version that a page has, as its form takes it."""

    pairs: list[dict]
    checked_by: str
    source: str


class WriteEasyRead(Writes, OnePage, SingleObjectMixin, FormView):
    permission_required = "agreement.edit_page"
    template_name = "portal/write_easy_read.html"
    form_class = EasyReadForm
    longer = gettext_lazy("The longer words")
    adds_more = True
    lead = gettext_lazy(
        "One picture and one idea in each row, in at most 15 words. Write it anew for whoever reads it."
    )

    @property
    def keeps_about(self):
        return f"page-easy-read:{self.get_object().pk}"

    @property
    def heading(self):
        return _("“%(page)s” in Easy Read") % {"page": self.newest.title}

    @property
    def back_url(self):
        return self.own_url

    def get_form_kwargs(self):
        page = self.newest
        easy = Written(services.pairs_of(page), page.easy_read_checked_by, page.easy_read_of)
        given = {"easy": easy if page.easy_read else None, "source": page.words_digest(), "locale": page.locale}
        return super().get_form_kwargs() | given

    def get_context_data(self, **kwargs):
        self.object = self.get_object()
        longer = [{"what": part.shown} for part in parts_of(self.newest) if isinstance(part, Words) and part.shown]
        return super().get_context_data(items=longer, drawings=drawing_choices(), **kwargs)

    def act(self, form) -> str:
        try:
            services.write_easy_read(page=self.get_object(), by=self.request.user, **form.said)
        except WroteToo:
            form.as_of_now()
            raise
        messages.success(self.request, _("Saved. Nobody outside the team sees it yet."))
        return self.request.path if self.request.POST.get("do") == MORE else self.back_url
