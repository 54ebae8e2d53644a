"""What is offered: making an offer, answering it, and not offering it any more."""

from contextlib import suppress
from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _, gettext_lazy
from django.views.generic import DetailView, FormView

from home.days import is_near_day
from portal.access import PortalView
from portal.drafts.keeping import Writes
from portal.members.models import User
from portal.reciprocity import services, subjects
from portal.reciprocity.forms.answering import AnswerDownForm, AnswerForm
from portal.reciprocity.forms.giving import WhyForm
from portal.reciprocity.forms.offering import OfferForm
from portal.reciprocity.views.things import REWARDS, OneThing, OnThing, PressThing


class MakeOffer(Writes, PortalView, FormView):
    permission_required = "reciprocity.offer"
    template_name = "portal/folded_form.html"
    form_class = OfferForm
    back_to = "portal:reciprocity:all"

    @cached_property
    def named(self) -> dict:
        """By the page that led here, as far as it is so: for what it is, whom, and on which day. What it is for that
        nobody here knows of, or that is called off, opens the plain form."""
        asked = self.request.GET
        if "for" in asked and not services.takes_offers(self.request.user, asked["for"]):
            return {}
        others = User.objects.here().exclude(pk=self.request.user.pk)
        found = {name: asked[name] for name in ("for", "title") if name in asked}
        if one := others.filter(pk__in=_numbers([asked.get("person", "")])).first():
            found["person"] = one.pk
        if those := list(others.filter(pk__in=_numbers(asked.getlist("people"))).values_list("pk", flat=True)):
            found["people"] = those
        with suppress(ValueError, ValidationError):
            day = date.fromisoformat(asked.get("day", ""))
            is_near_day(day)
            found["day"] = day
        return found | self.fixed

    @cached_property
    def fixed(self) -> dict:
        """How what it is for is called, and when it is: nobody who offers something for it calls it otherwise."""
        asked = self.request.GET.get("for", "")
        if not services.takes_offers(self.request.user, asked):
            return {}
        title, day = subjects.says(asked)
        return {"title": title} | ({"day": day} if day else {})

    @property
    def keeps_about(self):
        """Words that were kept are for whom they were begun; who comes here for somebody begins anew."""
        return "" if {"person", "people", "for"} & self.named.keys() else "offer:new"

    heading = gettext_lazy("Offer somebody something")
    lead = gettext_lazy("Before the work, so that they can say yes or no thanks.")
    button = gettext_lazy("Offer it")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"by": self.request.user, "those": self.those(), "fixed": self.fixed}

    def those(self):
        """Whom the page that led here named: those who come to a meeting, say."""
        return User.objects.here().filter(pk__in=self.named.get("people", ())).order_by("known_as", "pk")

    def get_initial(self):
        named = {name: self.named[name] for name in ("person", "title", "day") if name in self.named}
        return super().get_initial() | named

    def act(self, form) -> str:
        said = {"people": form.everybody, "rewards": [form.reward], "subject": self.named.get("for", "")}
        made = services.offer_to_each(by=self.request.user, **said, **form.about)
        if len(made) > 1:
            messages.success(self.request, _("All of them are told. Each can say yes or no thanks."))
            return reverse(self.back_to)
        told = {"name": made[0].person}
        messages.success(self.request, _("%(name)s is told, and can say yes or no thanks.") % told)
        return services.path_of(made[0].rewards.get())


def _numbers(typed) -> list[int]:
    return [int(one) for one in typed if one.isdecimal() and len(one) < 19]


class ShowReward(OneThing, DetailView):
    permission_required = "reciprocity.see"
    queryset = REWARDS
    template_name = "portal/reciprocity/reward.html"
    back_url = PortalView.back_url

    @property
    def back_to(self):
        return "portal:reciprocity:mine" if self.is_mine else "portal:reciprocity:all"

    def get_context_data(self, **kwargs):
        reward, user = self.object, self.request.user
        answers = user.has_perm("reciprocity.answer", reward)
        return super().get_context_data(
            offer=reward.offer,
            is_mine=self.is_mine,
            form=AnswerForm(reward=reward) if answers else None,
            advice=services.advice(reward) if answers and reward.kind.has_amount else "",
            warning=services.warning(reward) if answers else "",
            undone=reward.givings.exclude(undone_at=None).order_by("-pk"),
            shows_code=self.shows_code,
            is_called_off=reward.activity.is_called_off,
            **kwargs,
        )


class AnswerOffer(OnThing):
    permission_required = "reciprocity.answer"
    queryset = REWARDS
    template_name = "portal/reciprocity/answer.html"
    form_class = AnswerForm
    heading = gettext_lazy("Would you like it?")
    thanks = gettext_lazy("Thank you. You can change your mind until it is given.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"reward": self.object}

    def get_context_data(self, **kwargs):
        advice = services.advice(self.object) if self.object.kind.has_amount else ""
        return super().get_context_data(reward=self.object, advice=advice, warning=self.warning, **kwargs)

    @property
    def warning(self) -> str:
        """For its person alone."""
        return services.warning(self.object)

    def act(self, form) -> str:
        services.answer(reward=self.object, by=self.request.user, **form.said)
        messages.success(self.request, self.thanks)
        return self.back_url


class WriteAnswerDown(AnswerOffer):
    """Told by phone or face to face, to somebody else than whoever gets it."""

    permission_required = "reciprocity.write_answer_down"
    form_class = AnswerDownForm
    writes_down = True
    warning = ""
    heading = gettext_lazy("What did they say?")
    thanks = gettext_lazy("Saved. They can change their mind until it is given.")


class Withdraw(OnThing):
    permission_required = "reciprocity.withdraw"
    queryset = REWARDS
    form_class = WhyForm
    heading = gettext_lazy("Do not offer it any more")
    button = gettext_lazy("Tell them")

    @property
    def lead(self):
        return _("%(what)s, for %(name)s.") % {"name": self.object.person, "what": self.object}

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        form.fields["why"].label = _("Why not any more?")
        return form

    def act(self, form) -> str:
        said = {name: form.cleaned_data[name] for name in ("why", "seen")}
        services.withdraw(reward=self.object, by=self.request.user, **said)
        messages.success(self.request, _("It is not offered any more. They are told why."))
        return self.back_url


class KeepOffer(PressThing):
    """What it is for was called off."""

    permission_required = "reciprocity.keep_offer"
    queryset = REWARDS
    said = gettext_lazy("Saved. It stands.")

    def do(self, thing, by):
        services.keep_offer(reward=thing, by=by)
