"""The public's own forms: an offer to help, and a complaint."""

from portal.members.forms.complaints import ComplaintForm
from portal.members.forms.offers import HelpForm
from portal.members.models import Complaint, Enquiry
from portal.members.outside.views import AskForm, Sent, TakeBack
from portal.members.services import complaints, offers


class Help(AskForm):
    model, form_class, template_name = Enquiry, HelpForm, "get_involved/help.html"
    leads_to = "get-involved:help-sent"

    def get_initial(self):
        return {"part_in": self.request.GET.get("part", "")}

    def take_down(self, form):
        return offers.offer_help(key=form.cleaned_data["key"], outsider=form.outsider(), **form.told())


class Complain(AskForm):
    model, form_class, template_name = Complaint, ComplaintForm, "get_involved/complaint.html"
    leads_to = "get-involved:complaint-sent"

    def take_down(self, form):
        return complaints.complain(key=form.cleaned_data["key"], outsider=form.outsider(), **form.told())


class HelpSent(Sent):
    model, template_name = Enquiry, "get_involved/help_sent.html"


class ComplaintSent(Sent):
    model, template_name = Complaint, "get_involved/complaint_sent.html"


class TakeOfferBack(TakeBack):
    model, leads_to = Enquiry, "get-involved:help-sent"

    def take_back(self, asked):
        offers.take_back(enquiry=asked)
