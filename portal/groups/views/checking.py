"""Minutes that are written: "is this right?", approving them next time, and what is put right after that."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _, gettext_lazy
from django.views.generic import FormView, View
from django.views.generic.detail import SingleObjectMixin

from portal.drafts.forms import KeyedForm
from portal.drafts.keeping import Writes
from portal.drafts.sending import PressOn
from portal.groups import services
from portal.groups.forms.minutes import CheckDownForm, CheckForm, CorrectionForm
from portal.groups.models import Check, Meeting
from portal.groups.views.meeting import OneMeeting
from portal.groups.views.minutes import minutes_of


class SendToCheck(PressOn, OneMeeting, SingleObjectMixin, View):
    permission_required = "groups.send_minutes"
    said = gettext_lazy("Everybody who was there is asked: is this right?")

    @property
    def back_url(self):
        return minutes_of(self.meeting)

    def do(self, meeting, by):
        services.send_to_check(meeting=meeting, by=by)


class Checking(Writes, OneMeeting, SingleObjectMixin, FormView):
    template_name = "portal/groups/check.html"
    form_class = CheckForm

    @property
    def back_url(self):
        return minutes_of(self.meeting)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"digest": services.digest_of(self.meeting)}

    def say(self, form, person) -> str:
        said = {name: form.cleaned_data[name] for name in ("answer", "words", "digest")}
        try:
            services.check(meeting=self.meeting, person=person, by=self.request.user, **said)
        except services.Changed:
            form.as_of_now()
            raise
        messages.success(self.request, _("Thank you. It is written down."))
        return self.back_url


class SayIsRight(Checking):
    permission_required = "groups.check_minutes"
    heading = gettext_lazy("Is this right?")

    @property
    def keeps_about(self):
        return f"check:{self.meeting.pk}"

    def act(self, form) -> str:
        return self.say(form, self.request.user)


class CheckDown(Checking):
    """Somebody had it read out, and said it to the one who writes it down."""

    permission_required = "groups.write_check_down"
    form_class = CheckDownForm

    @property
    def keeps_about(self):
        return f"check-down:{self.meeting.pk}-{self.kwargs['person']}"

    @property
    def back_url(self):
        """A coordinator who is not in the group reads no minutes."""
        reads = self.request.user.has_perm("groups.read_minutes", self.meeting)
        return minutes_of(self.meeting) if reads else reverse("portal:groups:meeting", args=[self.meeting.pk])

    @cached_property
    def person(self):
        there = self.meeting.present.exclude(person=self.request.user).select_related("person")
        return get_object_or_404(there, person=self.kwargs["person"]).person

    @property
    def heading(self):
        return _("What %(name)s told you") % {"name": self.person}

    def act(self, form) -> str:
        return self.say(form, self.person)


class Approve(Writes, OneMeeting, SingleObjectMixin, FormView):
    """At the next meeting, by whoever is there, for all who are: the URL says at which. They are asked first."""

    permission_required = "groups.approve_minutes"
    template_name = "portal/groups/approve.html"
    form_class = KeyedForm
    heading = gettext_lazy("Do you all approve these minutes?")
    button = gettext_lazy("We approve these minutes")

    @cached_property
    def at(self) -> Meeting:
        later = Meeting.objects.filter(group=self.meeting.group, present__person=self.request.user)
        return get_object_or_404(later, pk=self.kwargs["at"])

    @property
    def back_url(self):
        return reverse("portal:groups:meeting", args=[self.kwargs["at"]])

    def get_context_data(self, **kwargs):
        here = self.at.present.select_related("person").order_by("person__known_as", "pk")
        otherwise = self.meeting.checks.filter(answer=Check.Answer.NOT_RIGHT).count()
        here = [one.person for one in here]
        return super().get_context_data(meeting=self.meeting, at=self.at, here=here, otherwise=otherwise, **kwargs)

    def act(self, form) -> str:
        services.approve(meeting=self.meeting, at=self.at, by=self.request.user)
        messages.success(self.request, _("Approved. These minutes stay as they are."))
        return self.back_url


class Correct(Writes, OneMeeting, SingleObjectMixin, FormView):
    permission_required = "groups.correct_minutes"
    form_class = CorrectionForm
    heading = gettext_lazy("Something was written down wrong")
    lead = gettext_lazy(
        "Approved minutes stay as they are. What you write stands beside them, with your name and the day."
    )

    @property
    def keeps_about(self):
        return f"correction:{self.meeting.pk}"

    @property
    def back_url(self):
        return minutes_of(self.meeting)

    def act(self, form) -> str:
        services.correct_minutes(meeting=self.meeting, words=form.cleaned_data["words"], by=self.request.user)
        messages.success(self.request, _("It stands beside the minutes."))
        return self.back_url
