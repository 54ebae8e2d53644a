"""What people give: writing it down, looking at it, confirming it, saying what changed. And thanking somebody."""

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy
from django.views.generic import DetailView, FormView
from django.views.generic.detail import SingleObjectMixin

from portal.access import PortalView
from portal.drafts.keeping import Writes
from portal.reciprocity import services
from portal.reciprocity.forms.contributing import ChangedForm, GaveDownForm, GaveForm, ThanksForm
from portal.reciprocity.models import Contribution, Thanks
from portal.reciprocity.views.things import OneThing, OnThing, PressThing

GAVE = Contribution.objects.with_all()


class WriteDown(Writes, PortalView, FormView):
    permission_required = "reciprocity.write_down"
    template_name = "portal/folded_form.html"
    form_class = GaveForm
    back_to = "portal:reciprocity:mine"
    keeps_about = "gave:new"
    heading = gettext_lazy("Write down what I gave")
    lead = gettext_lazy("Your time counts, and so do your words. Only you see it, and whoever you ask.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"person": self.request.user}

    def act(self, form) -> str:
        made = services.write_down(by=self.request.user, **form.said)
        if made.witness:
            messages.success(self.request, _("Saved. %(name)s is asked.") % {"name": made.witness})
        else:
            messages.success(self.request, _("Saved. Thank you for what you gave."))
        return reverse(self.back_to)


class WriteGaveDown(Writes, PortalView, FormView):
    """Told on the phone."""

    permission_required = "reciprocity.write_gave_down"
    template_name = "portal/folded_form.html"
    form_class = GaveDownForm
    back_to = "portal:reciprocity:all"
    keeps_about = "gave-down:new"
    heading = gettext_lazy("Write down what somebody gave")
    lead = gettext_lazy("They say whether it is right. Until then it counts for nothing, and then it is theirs alone.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"by": self.request.user}

    def act(self, form) -> str:
        made = services.write_down(by=self.request.user, **form.said)
        messages.success(self.request, _("Saved. %(name)s is asked whether it is right.") % {"name": made.person})
        return reverse(self.back_to)


class ShowGave(OneThing, DetailView):
    permission_required = "reciprocity.see_gave"
    queryset = GAVE
    template_name = "portal/reciprocity/gave.html"
    back_to = "portal:reciprocity:mine"
    back_url = PortalView.back_url

    def get_context_data(self, **kwargs):
        hears = self.request.user.pk not in (self.object.person_id, self.object.witness_id)
        asks = hears and self.object.written_by == self.request.user
        others_who_ask = self.who_else_pays() if asks else None
        return super().get_context_data(
            others_who_ask=others_who_ask, is_mine=self.is_mine, others=not self.is_mine, hears=hears, **kwargs
        )


class SayOtherwise(Writes, OneThing, SingleObjectMixin, FormView):
    permission_required = "reciprocity.say_otherwise"
    queryset = GAVE
    template_name = "portal/folded_form.html"
    form_class = GaveForm
    heading = gettext_lazy("Change what I gave")

    @property
    def lead(self):
        return _("Whoever said that it is so is asked again.") if self.object.confirmed_at else ""

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"person": self.request.user, "gave": self.object}

    def act(self, form) -> str:
        services.change(contribution=self.object, by=self.request.user, **form.said)
        messages.success(self.request, _("Saved. Thank you for what you gave."))
        return self.back_url


class SayWhatChanged(OnThing):
    permission_required = "reciprocity.say_what_changed"
    queryset = GAVE
    form_class = ChangedForm
    heading = gettext_lazy("What changed?")

    @property
    def lead(self):
        if self.is_mine:
            return _("You choose whether everybody may read it.")
        return _("%(name)s reads it, and chooses whether everybody may read it.") % {"name": self.object.person}

    def get_initial(self):
        return super().get_initial() | {"impact": self.object.impact}

    def act(self, form) -> str:
        services.say_what_changed(contribution=self.object, words=form.cleaned_data["impact"], by=self.request.user)
        messages.success(self.request, _("Saved."))
        return self.back_url


# --- One button -------------------------------------------------------------------------------------------------------
class PressGave(PressThing):
    queryset = GAVE
    verb = None

    @property
    def seen(self) -> int:
        """How often it had been changed when they read it."""
        seen = self.request.POST.get("seen", "")
        return int(seen) if seen.isdecimal() and len(seen) < 9 else -1

    def do(self, thing, by):
        self.verb(contribution=thing, by=by)


class Accept(PressGave):
    permission_required = "reciprocity.accept"
    verb = staticmethod(services.accept)
    said = gettext_lazy("Saved. Thank you for what you gave.")

    @property
    def back_url(self):
        return reverse("portal:reciprocity:mine")


class TakeAway(Accept):
    permission_required = "reciprocity.say_otherwise"
    verb = staticmethod(services.take_away)
    said = gettext_lazy("It is gone.")


class SayItIsSo(PressGave):
    permission_required = "reciprocity.say_it_is_so"
    said = gettext_lazy("Thank you for saying so.")

    def do(self, thing, by):
        services.say_it_is_so(contribution=thing, by=by, seen=self.seen)


class CannotSay(Accept):
    permission_required = "reciprocity.say_it_is_so"
    verb = staticmethod(services.cannot_say)
    said = gettext_lazy("That is fine. You are not asked any more.")


# --- One button, about what somebody said on the phone ----------------------------------------------------------------
class Told(PressGave):
    """Whoever was rung said so. Then it is not theirs to look at any more who rang."""

    @property
    def back_url(self):
        return reverse("portal:reciprocity:all")

    def do(self, thing, by):
        self.verb(contribution=thing, by=by, told=True)


class AcceptFor(Told):
    permission_required = "reciprocity.accept_for"
    verb = staticmethod(services.accept)
    said = gettext_lazy("Saved: they said that it is right.")


class TakeAwayFor(Told):
    permission_required = "reciprocity.accept_for"
    verb = staticmethod(services.take_away)
    said = gettext_lazy("It is gone.")


class WriteIsSoDown(Told):
    permission_required = "reciprocity.write_is_so_down"
    said = gettext_lazy("Saved: they said that it is so.")

    def do(self, thing, by):
        services.say_it_is_so(contribution=thing, by=by, seen=self.seen, told=True)


class CannotSayDown(Told):
    permission_required = "reciprocity.write_is_so_down"
    verb = staticmethod(services.cannot_say)
    said = gettext_lazy("That is fine. They are not asked any more.")


# --- Who reads what changed -------------------------------------------------------------------------------------------
class LetItBePublic(PressGave):
    permission_required = "reciprocity.choose_who_reads"
    said = gettext_lazy("Saved. You can change your mind whenever you like.")

    def do(self, thing, by):
        services.let_it_be_public(contribution=thing, by=by, seen=self.seen)


class KeepAmongUs(PressGave):
    permission_required = "reciprocity.choose_who_reads"
    verb = staticmethod(services.keep_among_us)
    said = gettext_lazy("Saved. Not everybody may read it.")


# --- Thanks -----------------------------------------------------------------------------------------------------------
class SayThanks(Writes, PortalView, FormView):
    permission_required = "reciprocity.thank"
    form_class = ThanksForm
    back_to = "portal:reciprocity:mine"
    heading = gettext_lazy("Thank somebody")
    button = gettext_lazy("Send my thanks")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"by": self.request.user}

    def get_initial(self):
        return super().get_initial() | {"to": self.request.GET.get("to")}

    def act(self, form) -> str:
        made = services.thank(to=form.cleaned_data["to"], words=form.cleaned_data["words"], by=self.request.user)
        messages.success(self.request, _("%(name)s is told.") % {"name": made.to})
        return reverse(self.back_to)


class TakeThanksAway(PressThing):
    permission_required = "reciprocity.take_thanks_away"
    queryset = Thanks.objects.with_all()
    said = gettext_lazy("It is gone.")

    @property
    def back_url(self):
        return reverse("portal:reciprocity:mine")

    def do(self, thing, by):
        services.take_thanks_away(thanks=thing, by=by)
