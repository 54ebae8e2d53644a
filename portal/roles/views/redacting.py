"""Hiding who applies, for whoever looks after the role: in their words, in their files, and in a copy for them."""

from django.contrib import messages
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _, gettext_lazy
from django.views.generic import FormView, View
from django.views.generic.detail import SingleObjectMixin

from home.serve import send
from portal.access import PortalObject
from portal.drafts.keeping import Writes
from portal.drafts.sending import PressOn, Sends
from portal.roles import services
from portal.roles.copies import copy_of
from portal.roles.finding_names import hide, spans
from portal.roles.forms.applications import ByHandForm, HideForm
from portal.roles.models import Answer, AnswerFile
from portal.roles.services.redacting import as_read
from portal.roles.views.applications import OneApplication, page_of
from portal.roles.views.applying import folder


class HideNames(Sends, OneApplication, SingleObjectMixin, FormView):
    form_class, template_name = HideForm, "portal/roles/hide_names.html"

    @cached_property
    def answers(self):
        return list(self.application.answers.exclude(words="").select_related("redacted"))

    @property
    def applicant(self):
        return self.application.applicant

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"answers": self.answers, "applicant": self.applicant}

    def act(self, form) -> str:
        given = {"hidden": form.hidden, "seen": form.were_seen}
        services.hide_names(application=self.application, by=self.request.user, **given)
        messages.success(self.request, _("This is what those who choose read. Look at it once more."))
        return self.request.path

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        form, labels = context["form"], {need.key: need.text for need in self.application.vacancy.needs}
        rows = [
            {
                "label": labels.get(answer.need, ""),
                "answer": answer,
                "pieces": marked(answer.words, form.found[answer.pk]),
                "box": form.box(answer),
                "as_read": as_read(answer),
            }
            for answer in self.answers
        ]
        is_done = rows and all(row["as_read"] is not None for row in rows) and "anew" not in self.request.GET
        return context | {"rows": rows, "is_done": is_done and not form.is_bound and self.applicant is not None}


def marked(text: str, found) -> list[tuple[str, bool]]:
    """The text in pieces, each with whether something was found there."""
    taken = sorted({span for one in found for span in spans(text, one.words)})
    pieces, at = [], 0
    for start, end in taken:
        if start < at:
            continue
        pieces += [(text[at:start], False), (text[start:end], True)]
        at = end
    return [*pieces, (text[at:], False)]


class Copy(HideNames):
    """Everything that is held of one who applied, when they ask for it; other people named in it taken out."""

    template_name, applicant = "portal/roles/copy.html", None

    def form_valid(self, form):
        hidden = form.hidden
        services.note_copy(application=self.application, by=self.request.user)
        return folder(copy_of(self.application, lambda answer, words: hide(words, hidden.get(answer.pk, []))))


class OneOfApplication(PortalObject):
    """An answer or a file; the rule asks about its application."""

    permission_required = "roles.see_application"
    refused = Http404

    def get_permission_object(self):
        return self.get_object().application

    @property
    def back_url(self):
        return page_of(self.get_object().application)


class HideByHand(Writes, OneOfApplication, SingleObjectMixin, FormView):
    queryset = Answer.objects.select_related("application__vacancy", "redacted")
    form_class = ByHandForm
    heading = gettext_lazy("Hide names by hand")

    @property
    def back_url(self):
        return reverse("portal:roles:hide-names", args=[self.get_object().application_id])

    @property
    def keeps_about(self):
        return f"application-hidden:{self.get_object().pk}"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"answer": self.get_object()}

    def act(self, form) -> str:
        said = {name: form.cleaned_data[name] for name in ("words", "of")}
        services.redact(answer=self.get_object(), by=self.request.user, **said)
        return self.back_url


class ShowFile(OneOfApplication, SingleObjectMixin, View):
    queryset = AnswerFile.objects.select_related("application__vacancy")
    http_method_names = ("get", "head")

    def get(self, request, *args, **kwargs):
        file = self.get_object()
        return send(request, file.file, file.content_type, etag=file.file_hash)


class PassFileOn(PressOn, OneOfApplication, SingleObjectMixin, View):
    queryset = AnswerFile.objects.select_related("application__vacancy")
    on, said = True, gettext_lazy("Those who choose may hear it.")

    def do(self, file, by):
        services.pass_file_on(file=file, on=self.on, by=by)


class KeepFileBack(PassFileOn):
    on, said = False, gettext_lazy("It stays with you.")
