"""Beginning a page in another language, from the page as everybody reads it."""

from django.contrib import messages
from django.utils.translation import gettext as _, gettext_lazy
from django.views.generic import FormView
from django.views.generic.detail import SingleObjectMixin
from wagtail.models import Page

from portal.access import PortalObject
from portal.agreement import services
from portal.agreement.forms import LanguageForm
from portal.agreement.kinds import kind_of
from portal.agreement.queries import PagesOut
from portal.drafts.keeping import Writes


class BeginTranslation(Writes, PortalObject, SingleObjectMixin, FormView):
    permission_required = "agreement.begin_translation"
    queryset = PagesOut(Page)
    context_object_name = "the_page"  # "page" is what the site's own frame calls a public page
    template_name = "portal/form.html"
    form_class = LanguageForm
    heading = gettext_lazy("Put it into another language")
    button = gettext_lazy("Begin")

    @property
    def lead(self):
        if not kind_of(self.get_object()).is_read_by_both_sides:
            return _("This makes a draft. Those whose story it is decide whether it goes on the site.")
        return _("This makes a draft. It is on the site when people who read the language have said yes to it.")

    @property
    def back_url(self):
        return self.get_object().get_url(self.request)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"page": self.get_object()}

    def act(self, form) -> str:
        page, language = self.get_object(), form.cleaned_data["language"]
        begun = services.begin_translation(page=page, locale=language, by=self.request.user)
        if self.request.user.has_perm("agreement.see_page", begun):
            messages.success(self.request, _("It is begun. Write it sentence by sentence in the editor of the site."))
            return kind_of(begun).home(begun)
        messages.success(self.request, _("It is begun. Those whose story it is are told, and look after it."))
        return self.back_url
