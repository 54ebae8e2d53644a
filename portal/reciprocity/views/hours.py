"""Time credits: one's own hours, giving some, and giving them back. While they are off, none of it is there."""

from django.contrib import messages
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy
from django.views.generic import FormView, View
from django.views.generic.detail import SingleObjectMixin

from portal.access import PortalObject, PortalView
from portal.drafts.keeping import Writes
from portal.drafts.sending import PressOn, Sends, sending_of
from portal.reciprocity import services
from portal.reciprocity.forms.giving import WhyForm
from portal.reciprocity.forms.hours import FromPotForm, HoursForm
from portal.reciprocity.hours import in_hours
from portal.reciprocity.models import TimeTransfer
from portal.reciprocity.views.lists import Paged


class OfHours(PortalView):
    refused = Http404


class GivesHours(Writes, OfHours, FormView):
    give = None

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"by": self.request.user}

    def act(self, form) -> str:
        sending = sending_of(self.request)
        key = f"{sending['key']}:{sending['words'][:40]}"
        made = self.give(**form.said, key=key, by=self.request.user)
        messages.success(self.request, _("%(name)s is told.") % {"name": made.to} if made.to else _("Thank you."))
        return reverse("portal:reciprocity:hours")


class Hours(Paged, GivesHours):
    """How many they have, what moved, and a form to give some."""

    permission_required = "reciprocity.give_hours"
    template_name = "portal/reciprocity/hours.html"
    form_class = HoursForm
    back_to = "portal:reciprocity:mine"
    give = staticmethod(services.give_hours)

    def get_context_data(self, **kwargs):
        user = self.request.user
        found = TimeTransfer.objects.visible_to(user).with_all().order_by("-on", "-pk")
        minutes = services.minutes_of(user)
        return super().get_context_data(
            has=in_hours(minutes) if minutes > 0 else "",
            gave_more=in_hours(-minutes) if minutes < 0 else "",
            page_obj=self.pages(found),
            **kwargs,
        )


class GiveFromPot(GivesHours):
    permission_required = "reciprocity.give_from_pot"
    form_class = FromPotForm
    back_to = "portal:reciprocity:hours"
    give = staticmethod(services.give_from_pot)
    heading = gettext_lazy("Give hours out of the pot")
    button = gettext_lazy("Give them")

    @property
    def lead(self) -> str:
        minutes = services.minutes_in_pot()
        if not minutes:
            return _("The pot is empty now. It fills when people give hours to it.")
        return _("In the pot: %(hours)s.") % {"hours": in_hours(minutes)}


# --- One transfer -----------------------------------------------------------------------------------------------------
class OnTransfer(PortalObject, SingleObjectMixin):
    refused = Http404
    queryset = TimeTransfer.objects.with_all()
    back_to = "portal:reciprocity:hours"


class HandBack(PressOn, OnTransfer, View):
    permission_required = "reciprocity.hand_hours_back"
    said = gettext_lazy("Given back. They are told.")

    def do(self, transfer, by):
        services.hand_hours_back(transfer=transfer, by=by)


class TakeHoursBack(Sends, OnTransfer, FormView):
    permission_required = "reciprocity.take_hours_back"
    template_name = "portal/form.html"
    form_class = WhyForm
    heading = gettext_lazy("Take hours back")
    button = gettext_lazy("Take them back")

    @property
    def lead(self) -> str:
        said = {"hours": self.object, "name": self.object.to}
        if self.object.to is None:
            return _("%(hours)s, from the pot.") % said
        return _("%(hours)s, from %(name)s.") % said

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        if self.object.to is None:
            form.fields["why"].help_text = ""  # nobody is told
        return form

    def act(self, form) -> str:
        services.take_hours_back(transfer=self.object, why=form.cleaned_data["why"], by=self.request.user)
        messages.success(self.request, _("Taken back."))
        return self.back_url
