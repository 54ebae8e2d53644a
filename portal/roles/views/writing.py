"""One section, or one thing that the role needs, at a time."""

from django.contrib import messages
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext as _, gettext_lazy
from django.views.generic import DetailView, FormView, View
from django.views.generic.detail import SingleObjectMixin

from portal.access import PortalObject
from portal.drafts.keeping import Writes
from portal.drafts.sending import PressOn
from portal.roles import services
from portal.roles.forms.writing import AnchorsForm, CriterionForm, SectionForm
from portal.roles.models import Criterion, CriterionIdea, Role
from portal.roles.views.roles import OneRole, page_of, section_of

NEXT = "next"


class WriteSection(Writes, OneRole, SingleObjectMixin, FormView):
    """Saving leads on to the next section that is still empty, or back."""

    permission_required = "roles.write"
    template_name = "portal/roles/write_section.html"
    form_class = SectionForm

    @cached_property
    def section(self) -> str:
        return section_of(self.kwargs["section"])

    @property
    def heading(self):
        return Role.label_of(self.section)

    @property
    def lead(self):
        return self.role.title

    @property
    def keeps_about(self):
        return f"role-section:{self.role.pk}-{self.section}"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"role": self.role, "section": self.section}

    def get_context_data(self, **kwargs):
        said = self.role.remarks.filter(section=self.section, state="open").select_related("by")
        return super().get_context_data(remarks=said, follows=self.follows, **kwargs)

    @property
    def follows(self) -> str:
        """The next section in which nothing stands."""
        after = Role.SECTIONS[Role.SECTIONS.index(self.section) + 1 :]
        return next((name for name in after if not getattr(self.role, name)), "")

    def here(self, section: str) -> str:
        return reverse("portal:roles:write-section", args=[self.role.pk, section])

    def act(self, form) -> str:
        follows = self.follows
        both = services.write_section(role=self.role, section=self.section, by=self.request.user, **form.said)
        if both:
            words = _("Somebody wrote here at the same time. Both stand below: put them in order.")
            messages.warning(self.request, words)
            return self.here(self.section)
        messages.success(self.request, _("Saved."))
        for one in form.off_putting:
            words = _("“%(words)s” puts some people off. %(why)s You can keep it.")
            messages.info(self.request, words % {"words": one, "why": gettext(one.why)})
        return self.here(follows) if follows and self.request.POST.get("do") == NEXT else self.back_url


class AddCriterion(Writes, OneRole, SingleObjectMixin, FormView):
    permission_required = "roles.write"
    template_name = "portal/folded_form.html"
    form_class = CriterionForm
    heading = gettext_lazy("What do we need?")
    lead = gettext_lazy("However somebody learned it: it counts the same.")

    @property
    def keeps_about(self):
        return "" if self.idea else f"role-need:{self.role.pk}"

    @cached_property
    def idea(self) -> CriterionIdea | None:
        number = self.request.GET.get("idea", "")
        there = CriterionIdea.objects.filter(in_use=True)
        return there.filter(pk=number).first() if number.isdecimal() and len(number) < 19 else None

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"idea": self.idea}

    def act(self, form) -> str:
        services.add_criterion(role=self.role, by=self.request.user, **form.said)
        messages.success(self.request, _("It stands on the list."))
        return f"{self.back_url}#needs"


class Ideas(OneRole, DetailView):
    """What roles often need, to begin with."""

    permission_required = "roles.write"
    template_name = "portal/roles/ideas.html"

    def get_context_data(self, **kwargs):
        taken = {one.text.casefold() for one in self.role.criteria.all()}
        ideas = [one for one in CriterionIdea.objects.filter(in_use=True) if str(one).casefold() not in taken]
        return super().get_context_data(ideas=ideas, **kwargs)


class OneCriterion(PortalObject):
    queryset = Criterion.objects.select_related("role")
    context_object_name = "criterion"

    @property
    def criterion(self) -> Criterion:
        return self.get_object()

    @property
    def back_url(self):
        return f"{page_of(self.criterion.role)}#needs"


class ChangeCriterion(Writes, OneCriterion, SingleObjectMixin, FormView):
    permission_required = "roles.write"
    template_name = "portal/folded_form.html"
    form_class = CriterionForm
    heading = gettext_lazy("What do we need?")

    @property
    def keeps_about(self):
        return f"role-need-change:{self.criterion.pk}"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"criterion": self.criterion}

    def act(self, form) -> str:
        stood = form.cleaned_data["stood"]
        services.change_criterion(criterion=self.criterion, stood=stood, by=self.request.user, **form.said)
        messages.success(self.request, _("Saved."))
        return self.back_url


class SetAnchors(Writes, OneCriterion, SingleObjectMixin, FormView):
    permission_required = "roles.write"
    form_class = AnchorsForm
    heading = gettext_lazy("What the scores look like")
    more = gettext_lazy("Nothing has to stand here. A few words for 1 and 3 help those who read the applications.")

    @property
    def lead(self):
        return self.criterion.text

    @property
    def keeps_about(self):
        return f"role-anchors:{self.criterion.pk}"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"criterion": self.criterion}

    def act(self, form) -> str:
        said = {"anchors": form.anchors, "stood": form.cleaned_data["stood"]}
        services.set_anchors(criterion=self.criterion, by=self.request.user, **said)
        messages.success(self.request, _("Saved."))
        return self.back_url


class RemoveCriterion(PressOn, OneCriterion, SingleObjectMixin, View):
    permission_required = "roles.write"
    said = gettext_lazy("It is off the list.")

    def do(self, criterion, by):
        services.remove_criterion(criterion=criterion, by=by)


class MoveUp(PressOn, OneCriterion, SingleObjectMixin, View):
    permission_required = "roles.write"
    said = gettext_lazy("It stands one higher.")

    def do(self, criterion, by):
        services.move_up(criterion=criterion, by=by)
