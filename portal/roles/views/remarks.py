"""What people say about a role, and the answer."""

from django.contrib import messages
from django.utils.functional import cached_property
from django.utils.translation import gettext as _, gettext_lazy
from django.views.generic import FormView, View
from django.views.generic.detail import SingleObjectMixin

from portal.access import PortalObject
from portal.drafts.keeping import Writes
from portal.drafts.sending import PressOn
from portal.roles import services
from portal.roles.forms.remarks import AnswerRemarkForm, RemarkForm
from portal.roles.models import Remark, Role
from portal.roles.views.roles import OneRole, page_of, section_of

ALL = "all"  # of the role, where an address or a draft names a section


class Say(Writes, OneRole, SingleObjectMixin, FormView):
    """About all of it; or, by the URL, about one section."""

    permission_required = "roles.remark"
    template_name = "portal/folded_form.html"
    form_class = RemarkForm
    heading = gettext_lazy("Say what you think")
    button = gettext_lazy("Send it")

    @cached_property
    def section(self) -> str:
        name = self.kwargs.get("section", ALL)
        return "" if name == ALL else section_of(name)

    @property
    def lead(self):
        return Role.label_of(self.section) if self.section else self.role.title

    @property
    def more(self):
        return _("All who read this role see it, with your name. Those who write it answer you.")

    @property
    def keeps_about(self):
        return f"role-remark:{self.role.pk}-{self.section or ALL}"

    def get_form_kwargs(self):
        stands = getattr(self.role, self.section) if self.section else None
        return super().get_form_kwargs() | {"stands": stands}

    def act(self, form) -> str:
        services.say(role=self.role, section=self.section, by=self.request.user, **form.said)
        messages.success(self.request, _("Thank you. Those who write it answer you."))
        return self.back_url


class OneRemark(PortalObject):
    queryset = Remark.objects.select_related("role", "by")
    context_object_name = "remark"

    @property
    def remark(self) -> Remark:
        return self.get_object()

    @property
    def back_url(self):
        return page_of(self.remark.role)


class AnswerRemark(Writes, OneRemark, SingleObjectMixin, FormView):
    permission_required = "roles.answer_remark"
    template_name = "portal/roles/answer_remark.html"
    form_class = AnswerRemarkForm
    button = gettext_lazy("Send the answer")

    @property
    def heading(self):
        return _("%(name)s says") % {"name": self.remark.by}

    @property
    def keeps_about(self):
        return f"role-answer:{self.remark.pk}"

    def act(self, form) -> str:
        said = {"taken": form.takes, "reason": form.cleaned_data["reason"]}
        services.answer_remark(remark=self.remark, by=self.request.user, **said)
        messages.success(self.request, _("They are told."))
        return self.back_url


class TakeRemarkBack(PressOn, OneRemark, SingleObjectMixin, View):
    permission_required = "roles.take_remark_back"
    said = gettext_lazy("It is gone.")

    def do(self, remark, by):
        services.take_remark_back(remark=remark, by=by)
