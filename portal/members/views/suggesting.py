"""Members say what somebody is good at; the person says yes or no."""

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy
from django.views.generic import FormView, View
from django.views.generic.detail import SingleObjectMixin

from portal.access import PortalObject
from portal.drafts.sending import Press, SentOnce
from portal.members import services
from portal.members.forms.suggesting import MaySuggestForm, SuggestForm
from portal.members.models import Suggestion
from portal.members.telling import WHO
from portal.members.views.about import ChangeMe
from portal.members.views.somebody import AboutSomebody


class Suggest(SentOnce, AboutSomebody, FormView):
    permission_required = "members.suggest_skill"
    template_name = "portal/members/people/suggest.html"
    form_class = SuggestForm

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"person": self.person, "by": self.request.user}

    def form_valid(self, form):
        try:
            return self.once(lambda: self.act(form.cleaned_data))
        except services.NotSuggested as problem:
            form.add_error(None, str(problem))
            return self.form_invalid(form)

    def act(self, said) -> str:
        what = {name: said[name] for name in ("skill", "words", "why")}
        services.suggest_skill(person=self.person, by=self.request.user, **what)
        messages.success(self.request, _("Thank you. It is theirs to say yes; until then nobody else sees it."))
        return reverse("portal:people:person", args=[self.person.pk])


class ChangeSuggestions(ChangeMe):
    permission_required = "members.choose_suggestions"
    form_class, heading = MaySuggestForm, gettext_lazy("What others think you are good at")

    def get_initial(self):
        return {"may_suggest": "yes" if self.request.user.known.may_suggest else "no"}

    def keep(self, form):
        services.take_suggestions(**self.for_person, may_suggest=form.cleaned_data["may_suggest"])


class OneSuggestion(Press, PortalObject, SingleObjectMixin, View):
    permission_required = "members.answer_suggestion"
    queryset = Suggestion.objects.select_related("person", "by", "skill")

    def act(self) -> str:
        self.do(suggestion=self.get_object(), by=self.request.user)
        return reverse("portal:me:about")


class AddSuggestion(OneSuggestion):
    def do(self, **facts):
        try:
            line = services.add_suggestion(**facts)
        except services.NoRoom as problem:
            messages.error(self.request, str(problem))
            return
        if line:
            messages.success(self.request, " ".join([_("Added to “What I can share”."), str(WHO[line.shown_to])]))


class LeaveSuggestion(OneSuggestion):
    def do(self, **facts):
        services.leave_suggestion(**facts)
        messages.success(self.request, _("That is fine. It is gone, and nobody is told."))
