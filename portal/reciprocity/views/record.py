"""What somebody did here, for a CV; a certificate of it to print; and asking for a
reference, which whoever pays writes."""

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.http import urlencode
from django.utils.translation import gettext as _, gettext_lazy
from django.views.generic import DetailView, FormView, TemplateView, View
from django.views.generic.detail import SingleObjectMixin

from home import reading
from portal import pdf
from portal.access import PortalView
from portal.drafts.sending import PressOn, SentOnce
from portal.reciprocity import services
from portal.reciprocity.forms.own import CertificateForm, ReferenceForm
from portal.reciprocity.models import ReferenceRequest
from portal.reciprocity.record import certificate_of, done_by, shown_for
from portal.reciprocity.views.statement import OnPaper
from portal.reciprocity.views.things import OneThing


class OfRecord(PortalView):
    permission_required = "reciprocity.see_own"
    back_to = "portal:reciprocity:mine"


class ShowRecord(OfRecord, TemplateView):
    template_name = "portal/reciprocity/record.html"

    def get_context_data(self, **kwargs):
        done = done_by(self.request.user)
        return super().get_context_data(
            done=done,
            minutes=sum(one.minutes for one in done),
            person=self.request.user,
            references=ReferenceRequest.objects.filter(person=self.request.user).order_by("-pk")[:5],
            **kwargs,
        )


class RecordFile(OfRecord, View):
    """As plain text, to be put into a CV."""

    def get(self, request, *args, **kwargs):
        said = {"name": request.user, "organisation": reading.brand(request)["name"]}
        lines = [_("What %(name)s did with %(organisation)s") % said, ""]
        for one in done_by(request.user):
            lines.append(f"{date_format(one.day, 'F Y')}: {one.title}" if one.day else one.title)
        response = HttpResponse("\ufeff" + "\r\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")
        response["Content-Disposition"] = 'attachment; filename="what-i-did.txt"'
        return response


class ShowCertificate(OfRecord, TemplateView):
    """Of one thing or of everything between two days, with a place to sign. Theirs alone; no money stands on it."""

    template_name = "portal/reciprocity/certificate.html"
    back_to = "portal:reciprocity:record"

    def get_context_data(self, **kwargs):
        done = done_by(self.request.user)
        form = CertificateForm(self.request.GET, done=done)
        said = form.cleaned_data if form.is_valid() else {}
        return super().get_context_data(
            form=form,
            asked=urlencode({name: value for name, value in self.request.GET.items() if name in form.fields}),
            certificate=certificate_of(done, **said),
            person=self.request.user,
            has_pdf=pdf.IS_INSTALLED,
            **kwargs,
        )


class CertificatePdf(OnPaper, ShowCertificate):
    named = "certificate.pdf"


class AskForReference(SentOnce, PortalView, FormView):
    permission_required = "reciprocity.ask_reference"
    template_name = "portal/form.html"
    form_class = ReferenceForm
    back_to = "portal:reciprocity:record"
    heading = gettext_lazy("Ask for a reference")
    lead = gettext_lazy("Somebody who coordinates writes a few words on what you do here, for you to show to others.")
    button = gettext_lazy("Ask for it")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"person": self.request.user}

    def form_valid(self, form):
        return self.once(lambda: self.act(form))

    def act(self, form) -> str:
        said = {name: form.cleaned_data.get(name, ()) for name in ("words", "by_when", "shows")}
        services.ask_for_reference(by=self.request.user, **said)
        messages.success(self.request, _("Asked. You are told when it is written."))
        return reverse(self.back_to)


class OneReference(OneThing):
    queryset = ReferenceRequest.objects.select_related("person", "done_by")
    context_object_name = "asked"


class ShowReference(OneReference, DetailView):
    """For whoever writes it, with what the person lets them see; and for the person."""

    permission_required = "reciprocity.see_reference"
    template_name = "portal/reciprocity/reference.html"
    back_url = PortalView.back_url

    @property
    def back_to(self):
        return "portal:reciprocity:record" if self.object.person == self.request.user else "portal:reciprocity:all"

    def get_context_data(self, **kwargs):
        return super().get_context_data(done=shown_for(self.object), **kwargs)


class ReferenceWritten(PressOn, OneReference, SingleObjectMixin, View):
    permission_required = "reciprocity.write_reference"
    said = gettext_lazy("Thank you. They are told.")
    back_url = PortalView.back_url
    back_to = "portal:reciprocity:all"

    def do(self, asked, by):
        services.say_reference_written(asked=asked, by=by)


class TakeReferenceBack(PressOn, OneReference, SingleObjectMixin, View):
    permission_required = "reciprocity.take_reference_back"
    said = gettext_lazy("Taken back. Nobody writes it any more.")
    back_url = PortalView.back_url
    back_to = "portal:reciprocity:record"

    def do(self, asked, by):
        services.take_reference_back(asked=asked, by=by)
