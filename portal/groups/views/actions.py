"""Who does what."""

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy
from django.views.generic import DetailView, FormView, View
from django.views.generic.detail import SingleObjectMixin

from portal.drafts.keeping import Writes
from portal.drafts.sending import PressOn
from portal.groups import services
from portal.groups.forms.minutes import AgreeDownForm, AgreeForm, ClosingForm, RewordForm
from portal.groups.models import Action
from portal.groups.views.groups import InAGroup, page_of


class OneAction(InAGroup):
    queryset = Action.objects.select_related("group", "owner", "second", "meeting", "item")
    context_object_name = "action"

    @property
    def action(self) -> Action:
        return self.get_object()

    @property
    def back_url(self):
        return reverse("portal:groups:action", args=[self.action.pk])


class ShowAction(OneAction, DetailView):
    permission_required = "groups.see_action"
    template_name = "portal/groups/action.html"

    @property
    def back_url(self):
        return page_of(self.action.group)

    def get_context_data(self, **kwargs):
        action = self.action
        by_me = action.is_agreed_by(self.request.user)
        return super().get_context_data(agreed_by_me=by_me, for_whom=action.next_to_answer, **kwargs)


class Agreeing(Writes, OneAction, SingleObjectMixin, FormView):
    form_class = AgreeForm
    button = gettext_lazy("Save")

    @property
    def lead(self):
        return self.action.what

    def get_initial(self):
        return {"due_on": self.action.due_on, "need": self.action.need_of(self.person)}

    def act(self, form) -> str:
        said = {name: form.cleaned_data[name] for name in ("due_on", "need")}
        services.agree(action=self.action, person=self.person, by=self.request.user, **said)
        messages.success(self.request, _("Written down. You can change it at any time."))
        return self.back_url


class Agree(Agreeing):
    permission_required = "groups.answer_action"
    heading = gettext_lazy("Yes, I do it")

    @property
    def person(self):
        return self.request.user


class AgreeDown(Agreeing):
    """Also by a coordinator who rings about it, and is not in the group."""

    permission_required = "groups.write_action_down"
    form_class = AgreeDownForm

    def get_queryset(self):
        return self.queryset.to_be_answered_for(self.request.user)

    def get_initial(self):
        return super().get_initial() if self.request.user.has_perm("groups.see_action", self.action) else {}

    @property
    def back_url(self):
        sees = self.request.user.has_perm("groups.see_action", self.action)
        return super().back_url if sees else reverse("portal:notices:by-hand")

    @property
    def person(self):
        return self.action.next_to_answer

    def act(self, form) -> str:
        if form.cleaned_data["answer"] == "yes":
            return super().act(form)
        services.hand_back(action=self.action, person=self.person, by=self.request.user)
        messages.success(self.request, _("Written down. Somebody else can take it on."))
        return self.back_url

    @property
    def heading(self):
        return _("What %(name)s told you") % {"name": self.person}


class HandBack(PressOn, OneAction, SingleObjectMixin, View):
    permission_required = "groups.answer_action"
    said = gettext_lazy("That is fine. Somebody else can take it on.")

    @property
    def back_url(self):
        return page_of(self.action.group)

    def do(self, action, by):
        services.hand_back(action=action, person=by, by=by)


class TakeOnAction(PressOn, OneAction, SingleObjectMixin, View):
    permission_required = "groups.take_on_action"
    said = gettext_lazy("Thank you for doing it. Choose a day.")

    @property
    def back_url(self):
        return reverse("portal:groups:agree", args=[self.action.pk])

    def do(self, action, by):
        services.take_on_action(action=action, by=by)


class Reword(Writes, OneAction, SingleObjectMixin, FormView):
    permission_required = "groups.reword_action"
    form_class = RewordForm
    heading = gettext_lazy("Put it in other words")
    lead = gettext_lazy("Whoever else does it is asked again, with the new words.")

    def get_initial(self):
        return {"what": self.action.what}

    def act(self, form) -> str:
        services.reword_action(action=self.action, what=form.cleaned_data["what"], by=self.request.user)
        messages.success(self.request, _("Saved."))
        return self.back_url


class CloseAction(Writes, OneAction, SingleObjectMixin, FormView):
    permission_required = "groups.close_action"
    form_class = ClosingForm
    heading = gettext_lazy("Done, or not needed any more")

    @property
    def lead(self):
        return self.action.what

    def act(self, form) -> str:
        said = {name: form.cleaned_data[name] for name in ("state", "closing")}
        services.close_action(action=self.action, by=self.request.user, **said)
        messages.success(self.request, _("Thank you."))
        return page_of(self.action.group)
