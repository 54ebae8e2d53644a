"""One section, or one thing that the role needs, at a time."""

from django.contrib import messages
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext as _, gettext_lazy
from django.views.generic import DetailView, FormView, View
from django.views.generic.detail import SingleObjectMixin

from home.blocks import drawing_choices
from portal.access import PortalObject
from portal.agreement.models import Version
from portal.agreement.models.versions import digest_of_words
from portal.drafts.keeping import Writes
from portal.drafts.sending import AsksFirst, PressOn
from portal.easy_read import WroteToo
from portal.roles import services
from portal.roles.forms.writing import (
    AnchorsForm,
    CriterionForm,
    ExplainForm,
    QuestionsForm,
    RoleEasyReadForm,
    SectionForm,
)
from portal.roles.models import Criterion, CriterionIdea, Role, longer
from portal.roles.views.roles import OneRole, page_of, section_of
from portal.roles.wording import Easy

NEXT, MORE = "next", "more"


def say_what_puts_off(request, form) -> None:
    """Nothing is refused because of it."""
    for one in form.off_putting:
        words = _("“%(words)s” puts some people off. %(why)s You can keep it.")
        messages.info(request, words % {"words": one, "why": gettext(one.why)})


def saved(role) -> str:
    """Whoever changes words that others said yes to learns that they are asked again."""
    newest = Version.objects.of(services.ROLES.subject(role)).first()
    if newest and newest.words != Role.objects.get(pk=role.pk).as_words():
        return _("Saved. The words are not those that you all were asked about: ask everybody again when they stand.")
    return _("Saved.")


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
        messages.success(self.request, saved(self.role))
        say_what_puts_off(self.request, form)
        back = f"{self.back_url}#s-{self.section}"
        return self.here(follows) if follows and self.request.POST.get("do") == NEXT else back


class WriteEasyRead(Writes, OneRole, SingleObjectMixin, FormView):
    """Beside the longer words. Whoever saved meanwhile is shown above, and nothing of either is lost."""

    permission_required = "roles.write"
    template_name = "portal/roles/write_easy_read.html"
    form_class = RoleEasyReadForm
    heading = gettext_lazy("The role in Easy Read")
    longer = gettext_lazy("The longer words")
    adds_more = True
    lead = gettext_lazy("One picture and one idea in each row, in at most 15 words. Write it fresh, not shortened.")
    wrote_too = False

    @property
    def keeps_about(self):
        return f"role-easy-read:{self.role.pk}"

    def get_form_kwargs(self):
        role = self.role
        easy = Easy(role.easy_read, role.easy_read_checked_by, role.easy_read_of) if role.easy_read else None
        return super().get_form_kwargs() | {"easy": easy, "source": digest_of_words(longer(role.as_words()))}

    def get_context_data(self, **kwargs):
        role = self.role
        items = [{"what": words} for _name, _label, words in role.sections if words]
        items += [{"what": one.text} for one in role.criteria.all()]
        said = {"items": items, "drawings": drawing_choices()}
        if self.wrote_too:
            said["theirs"] = [(n, pair["words"]) for n, pair in enumerate(role.easy_read, 1)]
        return super().get_context_data(**said, **kwargs)

    def act(self, form) -> str:
        try:
            services.write_easy_read(role=self.role, by=self.request.user, **form.said)
        except WroteToo:
            form.as_of_now()
            self.wrote_too = True
            raise
        messages.success(self.request, _("Saved."))
        say_what_puts_off(self.request, form)
        return self.request.path if self.request.POST.get("do") == MORE else f"{self.back_url}#easy"


class Explain(Writes, OneRole, SingleObjectMixin, FormView):
    """A word that nobody explains is sent to the coordinators, who look after the words explained."""

    permission_required = "roles.write"
    form_class = ExplainForm
    heading = gettext_lazy("Explain a word")
    more = gettext_lazy("The site explains hard words wherever they stand. Coordinators read yours first.")
    button = gettext_lazy("Send it")

    @property
    def lead(self):
        return self.role.title

    @property
    def keeps_about(self):
        return f"role-word:{self.role.pk}"

    def get_initial(self):
        return {"word": self.request.GET.get("word", "")[:80]}

    def act(self, form) -> str:
        said = {name: form.cleaned_data[name] for name in ("word", "meaning")}
        services.offer_to_glossary(role=self.role, by=self.request.user, **said)
        messages.success(self.request, _("Thank you. The coordinators are asked to explain it on the site."))
        return self.back_url


class AddCriterion(Writes, OneRole, SingleObjectMixin, FormView):
    permission_required = "roles.write"
    template_name = "portal/roles/need.html"
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
        say_what_puts_off(self.request, form)
        return f"{self.back_url}#needs"


class Ideas(OneRole, DetailView):
    """What roles often need, to begin with."""

    permission_required = "roles.write"
    template_name = "portal/roles/ideas.html"

    def get_context_data(self, **kwargs):
        taken = {one.text.casefold() for one in self.role.criteria.all()}
        ideas = [one for one in CriterionIdea.objects.filter(in_use=True) if str(one).casefold() not in taken]
        values, others = [one for one in ideas if one.is_value], [one for one in ideas if not one.is_value]
        return super().get_context_data(values=values, others=others, **kwargs)


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
    template_name = "portal/roles/need.html"
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
        say_what_puts_off(self.request, form)
        return self.back_url


class SetQuestions(Writes, OneCriterion, SingleObjectMixin, FormView):
    permission_required = "roles.write"
    template_name = "portal/roles/need.html"
    form_class = QuestionsForm
    heading = gettext_lazy("What we may ask about it")
    more = gettext_lazy("Everybody who applies is asked the same. You can leave it empty for now.")

    @property
    def lead(self):
        return self.criterion.text

    @property
    def keeps_about(self):
        return f"role-questions:{self.criterion.pk}"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"criterion": self.criterion}

    def act(self, form) -> str:
        said = {"questions": form.questions, "stood": form.cleaned_data["stood"]}
        services.set_questions(criterion=self.criterion, by=self.request.user, **said)
        messages.success(self.request, _("Saved."))
        say_what_puts_off(self.request, form)
        return self.back_url


class SetAnchors(Writes, OneCriterion, SingleObjectMixin, FormView):
    permission_required = "roles.write"
    form_class = AnchorsForm
    heading = gettext_lazy("What the scores look like")
    more = gettext_lazy(
        "You can leave this empty. 0 is nothing yet, 4 is very strong. A few words for 1 and 3 help those who read."
    )

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


class RemoveCriterion(AsksFirst, OneCriterion, SingleObjectMixin, FormView):
    permission_required = "roles.write"
    heading = gettext_lazy("Take it off the list?")
    more = gettext_lazy("Its questions and what its scores look like go with it.")
    button, or_else = gettext_lazy("Yes, take it off"), gettext_lazy("No, keep it")

    @property
    def lead(self):
        return self.criterion.text

    said = gettext_lazy("It is off the list.")

    def do(self, criterion, by):
        services.remove_criterion(criterion=criterion, by=by)


class MoveUp(PressOn, OneCriterion, SingleObjectMixin, View):
    permission_required = "roles.write"
    said = gettext_lazy("It stands one higher.")

    def do(self, criterion, by):
        services.move_up(criterion=criterion, by=by)
