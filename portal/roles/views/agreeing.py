"""Everybody who writes a role says yes to its exact words."""

from django.contrib import messages
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy
from django.views.generic import DetailView, FormView, View
from django.views.generic.detail import SingleObjectMixin

from portal.agreement import saying_yes
from portal.agreement.services import agreeing
from portal.drafts.keeping import Writes
from portal.roles import services
from portal.roles.forms.agreeing import PutForwardForm, YesForm
from portal.roles.models import Role
from portal.roles.views.roles import OfRole, page_of
from portal.roles.wording import easy_of


class ShowWords(OfRole, DetailView):
    """The words that were put before people, and who has said yes to them."""

    permission_required = "roles.see"
    template_name = "portal/roles/agree.html"

    def get_context_data(self, **kwargs):
        if self.version is None:
            raise Http404
        given = {"changed": self.version.words != self.role.as_words()}
        counts = self.in_force()
        given["easy_still"] = easy_of(counts.words) if counts not in (None, self.version) else None
        return super().get_context_data(**self.agreeing(), **self.easy(self.version.words), **given, **kwargs)


class PutForward(Writes, OfRole, SingleObjectMixin, FormView):
    """All of it as it stands now, above the button."""

    permission_required = "roles.agree"
    template_name = "portal/roles/put_forward.html"
    form_class = PutForwardForm
    heading = gettext_lazy("Ask everybody: do you agree?")
    button = gettext_lazy("Ask everybody")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"version": self.version, "words": self.role.as_words()}

    def get_context_data(self, **kwargs):
        words = self.role.as_words()
        return super().get_context_data(
            rows=self.rows(words),
            changes=self.compared(self.version.words, words) if self.version else [],
            missing=services.missing_in(self.role),
            **self.easy(words),
            **kwargs,
        )

    def act(self, form) -> str:
        after, why = form.cleaned_data["after"], form.cleaned_data.get("why", "")
        try:
            stood = form.cleaned_data["read"]
            services.put_forward(role=self.role, after=after, stood=stood, small_fix=why, by=self.request.user)
        except agreeing.VersionChanged:
            form.as_of_now()
            raise
        if why:
            messages.success(self.request, _("Put right. Everybody is told, and can undo it for seven days."))
        else:
            messages.success(self.request, _("Everybody is asked. You can say yes below, too."))
        return reverse("portal:roles:agree", args=[self.role.pk])


class BesideWords(OfRole):
    @property
    def back_url(self):
        return reverse("portal:roles:agree", args=[self.role.pk])


class SayYes(saying_yes.AgreeToWords, BesideWords, SingleObjectMixin, View):
    """With the last yes to the page of the role, which says what is next."""

    permission_required = "roles.agree"

    @property
    def back_url(self):
        agreed = Role.objects.filter(pk=self.role.pk, agreed__number=self.kwargs["number"])
        return page_of(self.role) if agreed.exists() else super().back_url


class BothSidesSaidYes(saying_yes.BothSidesSaidYes, BesideWords, SingleObjectMixin, View):
    permission_required = "roles.agree"


class TakeYesBack(saying_yes.TakeYesBack, BesideWords, SingleObjectMixin, View):
    permission_required = "roles.agree"


class UndoFix(saying_yes.UndoFix, BesideWords, SingleObjectMixin, View):
    permission_required = "roles.agree"


class NotReached(saying_yes.NotReached, BesideWords, SingleObjectMixin, View):
    permission_required = "roles.write_yes_down"


class YesDown(saying_yes.YesDown, BesideWords, SingleObjectMixin, FormView):
    permission_required = "roles.write_yes_down"
    form_class = YesForm
