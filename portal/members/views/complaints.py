"""Complaints, as coordinators see them."""

from django.utils.translation import gettext as _, gettext_lazy, ngettext

from portal.members.forms.complaints import AnswerForm, ComplaintDownForm
from portal.members.models import Complaint
from portal.members.services import complaints
from portal.members.views.asking import AskedList, PressAsked, ShowAsked, WriteAbout, WriteDown

COMPLAINTS = Complaint.objects.select_related("taken_by", "answered_by")


class Complaints(AskedList):
    queryset = Complaint.objects.all()
    lead = gettext_lazy(
        "We say that one has come, look into it, and say how it goes. About information the law gives 30 days."
    )
    extra_context = {
        "word": "complaints",
        "one": "portal:asking:complaint",
        "all": "portal:asking:complaints",
        "down": "portal:asking:complaint-down",
        "outside": "get-involved:complaint",
        "drawing": "letter",
        "none_found": gettext_lazy("Nothing by that name or number"),
        "see_all": gettext_lazy("See all complaints"),
        "none_now": gettext_lazy("No complaints now"),
        "what_comes": gettext_lazy(
            "One that comes by the website, by phone or on paper stands here, with the day by which we answer."
        ),
    }


class WriteComplaintDown(WriteDown):
    form_class, back_to, keeps_about = ComplaintDownForm, "portal:asking:complaints", "complaint-down:new"
    heading = gettext_lazy("Write a complaint down")
    lead = gettext_lazy("Somebody rang, wrote or said it. The days run from the day on which it came.")

    def write_down(self, given, **whom):
        return complaints.complain(**{name: given[name] for name in ("key", "kind", "came_by", "came_on")}, **whom)


class ShowComplaint(ShowAsked):
    template_name = "portal/members/asking/complaint.html"
    queryset = COMPLAINTS

    def get_context_data(self, **kwargs):
        letter = complaints.acknowledgement(self.object, self.request.user)
        return super().get_context_data(acknowledgement=letter, **kwargs)


class Acknowledge(PressAsked):
    queryset = COMPLAINTS
    said = gettext_lazy("Good. It is on its way to them. It counts when it has reached them.")

    def do(self, asked, by):
        complaints.acknowledge(complaint=asked, by=by)


class SayHowItGoes(WriteAbout):
    queryset, form_class, which = COMPLAINTS, AnswerForm, "progress"
    heading, button, icon = gettext_lazy("Say how it is going"), gettext_lazy("Tell them"), "arrow-right"
    said = gettext_lazy("Your words are on their way to them.")

    @property
    def lead(self):
        return _("This goes to them by %(means)s, with your name.") % {"means": self.object.get_means_display()}

    def do(self, form, by):
        complaints.say_how_it_goes(complaint=self.object, by=by, words=form.cleaned_data["words"])


class AnswerComplaint(WriteAbout):
    queryset, form_class, which = COMPLAINTS, AnswerForm, "answer"
    heading, button, icon = gettext_lazy("Say how it ended"), gettext_lazy("Send our answer"), "arrow-right"
    said = gettext_lazy("Your answer is on its way to them.")

    @property
    def lead(self):
        if not self.object.wants_an_answer:
            return _("What you found, and what changes. They gave no way to reach them, so it goes to nobody.")
        said = _("What you found, and what changes. This goes to them by %(means)s, with your name.")
        return said % {"means": self.object.get_means_display()}

    @property
    def more(self):
        days = self.answering.complaints_kept_days
        said = ngettext(
            "We add that what they told us is deleted in %(days)s day.",
            "We add that what they told us is deleted in %(days)s days.",
            days,
        )
        return said % {"days": days}

    def do(self, form, by):
        complaints.answer_complaint(complaint=self.object, by=by, words=form.cleaned_data["words"])
