"""What people outside ask of us, as coordinators see it: who has it, what was said, and when it is deleted."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _, gettext_lazy
from django.views.generic import DetailView, FormView, ListView, View
from django.views.generic.detail import SingleObjectMixin

from home import reading
from portal.access import PortalList, PortalObject, PortalView
from portal.drafts.forms import KeyedForm
from portal.drafts.sending import Press, SentOnce
from portal.members.forms.asking import AnswerForm, ComplaintDownForm, FindForm, NoForm, NotesForm, OfferDownForm
from portal.members.models import Answering, Complaint, Enquiry
from portal.members.services import asking
from portal.notices.models import Notice


# --- Lists ------------------------------------------------------------------------------------------------------------
class AskedList(PortalList, ListView):
    """Those that wait first, by the day on which somebody hears from us."""

    permission_required = "members.see_asked"
    context_object_name = "found"
    paginate_by = 20

    @cached_property
    def form(self):
        form = FindForm(self.request.GET)
        form.is_valid()
        return form

    def get_queryset(self):
        words = self.form.cleaned_data.get("q", "")
        return super().get_queryset().saying(words).in_order().select_related("taken_by")

    def get_context_data(self, **kwargs):
        words = self.form.cleaned_data.get("q", "")
        query = f"{urlencode({'q': words})}&" if words else ""
        return super().get_context_data(search=self.form, query=query, answering=Answering.now(), **kwargs)


class Offers(AskedList):
    template_name = "portal/members/asking/offers.html"
    queryset = Enquiry.objects.all()


class Complaints(AskedList):
    template_name = "portal/members/asking/complaints.html"
    queryset = Complaint.objects.all()


# --- Writing one down -------------------------------------------------------------------------------------------------
class WriteDown(SentOnce, PortalView, FormView):
    """It came by phone, on paper or in a talk. Whoever writes it down may leave it for another to take on."""

    permission_required = "members.see_asked"

    def form_valid(self, form):
        return self.once(lambda: self.act(form))

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def act(self, form) -> str:
        given = form.cleaned_data
        asked = self.write_down(
            key=given["key"],
            outsider=form.outsider(),
            by=self.request.user,
            came_by=given["came_by"],
            came_on=given["came_on"],
            **self.more(given),
        )
        said = _("Written down. Its number is %(reference)s: tell them, if you can.") % {"reference": asked.reference}
        messages.success(self.request, said)
        return own_url(asked)

    def more(self, given) -> dict:
        return {}


class WriteOfferDown(WriteDown):
    template_name = "portal/members/asking/offer_down.html"
    form_class = OfferDownForm
    write_down = staticmethod(asking.offer_help)

    def more(self, given):
        return {"interests": given["interests"]}


class WriteComplaintDown(WriteDown):
    template_name = "portal/members/asking/complaint_down.html"
    form_class = ComplaintDownForm
    write_down = staticmethod(asking.complain)


# --- One of them ------------------------------------------------------------------------------------------------------
def own_url(asked) -> str:
    name = "offer" if isinstance(asked, Enquiry) else "complaint"
    return reverse(f"portal:asking:{name}", args=[asked.pk])


class OneAsked(PortalObject):
    """Open to whoever may see it: that somebody else has it or has answered is said in words, not by a refusal."""

    permission_required = "members.see_asked"
    context_object_name = "asked"

    @property
    def own_url(self):
        return own_url(self.get_object())


class OneOffer(OneAsked):
    queryset = Enquiry.objects.select_related("taken_by", "answered_by")


class OneComplaint(OneAsked):
    queryset = Complaint.objects.select_related("taken_by", "answered_by")


class ShowAsked(DetailView):
    def get_context_data(self, **kwargs):
        told = Notice.objects.filter(about=self.object.about).select_related("by").order_by("made_at", "pk")
        return super().get_context_data(told=told, answering=Answering.now(), **kwargs)


class ShowOffer(OneOffer, ShowAsked):
    template_name = "portal/members/asking/offer.html"
    queryset = OneOffer.queryset.prefetch_related("interests")


class ShowComplaint(OneComplaint, ShowAsked):
    template_name = "portal/members/asking/complaint.html"

    def get_context_data(self, **kwargs):
        letter = asking.acknowledgement(self.object, self.request.user)
        return super().get_context_data(acknowledgement=letter, **kwargs)


class PressAsked(Press):
    """One button on its page. What cannot be done is said there."""

    def act(self) -> str:
        try:
            self.do(self.get_object(), self.request.user)
        except asking.Refusal as refusal:
            messages.warning(self.request, str(refusal))
        else:
            messages.success(self.request, self.said)
        return self.own_url


class PressOffer(PressAsked, OneOffer, SingleObjectMixin, View):
    pass


class PressComplaint(PressAsked, OneComplaint, SingleObjectMixin, View):
    pass


class Take:
    said = gettext_lazy("It is yours. The others see that you have it.")

    def do(self, asked, by):
        asking.take(asked=asked, by=by)


class TakeOver:
    said = gettext_lazy("It is yours now. We tell whoever had it.")

    def do(self, asked, by):
        asking.take_over(asked=asked, by=by)


class TakeOffer(Take, PressOffer):
    pass


class TakeComplaint(Take, PressComplaint):
    pass


class TakeOverOffer(TakeOver, PressOffer):
    pass


class TakeOverComplaint(TakeOver, PressComplaint):
    pass


class ReopenOffer(PressOffer):
    said = gettext_lazy("It waits for an answer again.")

    def do(self, asked, by):
        asking.reopen(enquiry=asked, by=by)


class Acknowledge(PressComplaint):
    said = gettext_lazy("Good. They hear that it has come, and the date is written down.")

    def do(self, asked, by):
        asking.acknowledge(complaint=asked, by=by)


class Invite(PressOffer):
    """Yes: on to the invitation, with what they told us filled in."""

    def act(self) -> str:
        asked = self.get_object()
        try:
            asking.say_yes(enquiry=asked, by=self.request.user)
        except asking.Refusal as refusal:
            messages.warning(self.request, str(refusal))
            return self.own_url
        return f"{reverse('portal:people:invite')}?offer={asked.pk}"


class WriteAbout(SentOnce):
    """A form about one of them, for whoever has it. When somebody else has it by now, nothing typed is lost."""

    for_whom = "members.answer_asked"

    def get(self, request, *args, **kwargs):
        self.object = self.get_object()
        if not request.user.has_perm(self.for_whom, self.object):
            raise PermissionDenied
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        self.object = self.get_object()
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        try:
            return self.once(lambda: self.act(form))
        except asking.Refusal as refusal:
            form.add_error(None, str(refusal))
            return self.render_to_response(self.get_context_data(form=form), status=409)

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def act(self, form) -> str:
        self.do(form, self.request.user)
        messages.success(self.request, self.said)
        return self.own_url

    def get_context_data(self, **kwargs):
        return super().get_context_data(own_url=self.own_url, answering=Answering.now(), **kwargs)


class WriteAboutOffer(WriteAbout, OneOffer, SingleObjectMixin, FormView):
    pass


class WriteAboutComplaint(WriteAbout, OneComplaint, SingleObjectMixin, FormView):
    pass


class Notes:
    template_name = "portal/members/asking/notes.html"
    form_class = NotesForm
    said = gettext_lazy("Your notes are kept.")

    def get_initial(self):
        return {"notes": self.object.notes}

    def do(self, form, by):
        asking.write_notes(asked=self.object, by=by, notes=form.cleaned_data["notes"])


class OfferNotes(Notes, WriteAboutOffer):
    pass


class ComplaintNotes(Notes, WriteAboutComplaint):
    pass


class SayNo(WriteAboutOffer):
    template_name = "portal/members/asking/no.html"
    form_class = NoForm
    said = gettext_lazy("Your answer is on its way to them.")

    def get_initial(self):
        thanks = _("Thank you for offering to help us at %(name)s. We are glad that you thought of us.")
        return {
            "opening": thanks % {"name": reading.brand(self.request)["name"]},
            "closing": _("This says nothing about you. You are welcome to ask again at any time."),
        }

    def do(self, form, by):
        asking.say_no(enquiry=self.object, by=by, words=form.letter)


class SayHowItGoes(WriteAboutComplaint):
    template_name = "portal/members/asking/progress.html"
    form_class = AnswerForm
    said = gettext_lazy("Your words are on their way to them.")

    def do(self, form, by):
        asking.say_how_it_goes(complaint=self.object, by=by, words=form.cleaned_data["words"])


class AnswerComplaint(WriteAboutComplaint):
    template_name = "portal/members/asking/answer.html"
    form_class = AnswerForm
    said = gettext_lazy("Your answer is on its way to them.")

    def do(self, form, by):
        asking.answer_complaint(complaint=self.object, by=by, words=form.cleaned_data["words"])


class OfferTakenBack(WriteAboutOffer):
    """Asked once more, since what goes does not come back."""

    for_whom = "members.take_back_offer"
    template_name = "portal/members/asking/taken_back.html"
    form_class = KeyedForm
    said = gettext_lazy("Noted. What they told us is gone.")

    def do(self, form, by):
        asking.take_back(enquiry=self.object, by=by)
