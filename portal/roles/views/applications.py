"""Applications, for whoever looks after a role: who applies, writing one down for somebody, and hiding names."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _, gettext_lazy, ngettext
from django.views.generic import DetailView, FormView, View
from django.views.generic.detail import SingleObjectMixin

from portal.access import PortalObject
from portal.drafts.keeping import Writes
from portal.drafts.sending import AsksFirst, OnlySent, PressOn, Sends
from portal.members.codes import spaced
from portal.refusal import WroteMeanwhile
from portal.roles import services
from portal.roles.equality import ENOUGH, LEAST, QUESTIONS, shown
from portal.roles.forms.applications import (
    AnswerDownForm,
    ArrangeForm,
    NeedsDownForm,
    UploadForm,
    WhoForm,
    WriteItDownForm,
)
from portal.roles.models import Adjustments, Answer, AnswerFile, Application, Need, Route
from portal.roles.services.applying import digest_of_words
from portal.roles.services.redacting import as_read, is_ready, looked_at, may_be_passed_on
from portal.roles.views.opening import OneVacancy

PER_PAGE = 50


def page_of(application) -> str:
    return reverse("portal:roles:application", args=[application.pk])


class OfVacancy(OneVacancy):
    """Whoever may not know of applications finds nothing there."""

    refused = Http404


class Applications(OfVacancy, DetailView):
    """All for one role, with names: whoever looks after it is the only one who sees them."""

    permission_required = "roles.see_applications"
    template_name = "portal/roles/applications.html"

    def get_context_data(self, **kwargs):
        every = self.vacancy.applications
        found = (
            every.going_on()
            .select_related("applicant", "adjustments")
            .prefetch_related("answers__redacted", "files")
            .order_by("-sent_at", "-pk")
        )
        page_obj = Paginator(found, PER_PAGE).get_page(self.request.GET.get("page"))
        for one in page_obj:
            one.is_ready, (one.looked_at, one.many) = is_ready(one), looked_at(one)
        return super().get_context_data(
            page_obj=page_obj,
            counts=every.aggregate(
                sent=Count("pk", filter=Q(state="sent")),
                begun=Count("pk", filter=Q(state="begun")),
                gone=Count("pk", filter=Q(state="gone")),
            ),
            **kwargs,
        )


class WriteDown(Writes, OfVacancy, SingleObjectMixin, FormView):
    """Somebody rang, came by, or wrote on paper."""

    permission_required = "roles.write_application_down"
    form_class = WriteItDownForm
    heading = gettext_lazy("Write an application down")
    more = gettext_lazy("First read them “What we do with what you tell us”. It stands with the role.")
    button, icon = gettext_lazy("Go on to the answers"), "arrow-right"

    @property
    def lead(self):
        return self.vacancy.title

    @property
    def back_url(self):
        return reverse("portal:roles:applications", args=[self.vacancy.pk])

    @property
    def keeps_about(self):
        return f"application-down:{self.vacancy.pk}"

    def act(self, form) -> str:
        said = {"key": form.cleaned_data["key"], "came_by": form.cleaned_data["came_by"]}
        made = services.begin(vacancy=self.vacancy, outsider=form.outsider(), by=self.request.user, **said)
        return page_of(made)


class Upload(Sends, OfVacancy, SingleObjectMixin, FormView):
    """Those that came another way, as files."""

    permission_required = "roles.upload_applications"
    form_class, template_name = UploadForm, "portal/form.html"
    heading = gettext_lazy("Put in applications that came as files")
    more = gettext_lazy("Mails: save them as a PDF or as text first. Then write down who each is from, and hide names.")
    button, icon = gettext_lazy("Put them in"), "upload"

    @property
    def lead(self):
        return self.vacancy.title

    @property
    def back_url(self):
        return reverse("portal:roles:applications", args=[self.vacancy.pk])

    def act(self, form) -> str:
        given = {"files": form.cleaned_data["files"], "key": form.cleaned_data["key"]}
        made = services.upload(vacancy=self.vacancy, by=self.request.user, **given)
        words = ngettext(
            "%(many)d application is put in. Next: write down who it is from.",
            "%(many)d applications are put in. Next: write down who each is from.",
            len(made),
        )
        messages.success(self.request, words % {"many": len(made)})
        return self.back_url


class Counts(OfVacancy, DetailView):
    """What those who applied said about equality, in counts; none that could be somebody's."""

    permission_required = "roles.see_counts"
    template_name = "portal/roles/counts.html"

    @property
    def back_url(self):
        return reverse("portal:roles:applications", args=[self.vacancy.pk])

    def get_context_data(self, **kwargs):
        are_shown = self.vacancy.counts_are_shown
        return super().get_context_data(
            are_shown=are_shown,
            tables=tables_of(self.vacancy) if are_shown else [],
            least=LEAST,
            enough=ENOUGH,
            **kwargs,
        )


def tables_of(vacancy) -> list[tuple[str, list]]:
    """Each question with its rows: what was answered, and how many; None where that is not shown."""
    kept = {(one.question, one.answer): one.many for one in vacancy.counted.all()}
    tables = []
    for question in QUESTIONS:
        counts = shown({answer: kept.get((question.key, answer), 0) for answer, _label in question.choices})
        tables.append((question.words, [(label, counts[answer]) for answer, label in question.choices]))
    return tables


# --- One of them ------------------------------------------------------------------------------------------------------
class OneApplication(PortalObject):
    queryset = Application.objects.select_related("vacancy__version", "vacancy__role", "applicant", "adjustments")
    context_object_name = "application"
    permission_required = "roles.see_application"
    refused = Http404

    @property
    def application(self) -> Application:
        return self.get_object()

    @property
    def back_url(self) -> str:
        return page_of(self.application)


class ShowApplication(OneApplication, DetailView):
    template_name = "portal/roles/application.html"

    @property
    def back_url(self):
        return reverse("portal:roles:applications", args=[self.application.vacancy_id])

    def get_context_data(self, **kwargs):
        application = self.application
        application.is_ready = is_ready(application)
        answers = {one.need: one for one in application.answers.select_related("redacted")}
        files = list(application.files.all())
        for file in files:
            file.application = application
        rows = []
        for need in [*application.vacancy.asked, None]:
            key = need.key if need else ""
            rows.append(_row(application, need, answers.get(key), [one for one in files if one.need == key]))
        return super().get_context_data(
            vacancy=application.vacancy,
            who=application.applicant,
            needs=Adjustments.objects.filter(application=application).first(),
            rows=[row for row in rows if row["need"] or row["answer"] or row["files"]],
            **kwargs,
        )


def _row(application, need: Need | None, answer: Answer | None, files: list[AnswerFile]) -> dict:
    """`is_written`: whoever looks after it may write here for them; of a recording that was sent, what it says."""
    said_only = bool(files) and not (answer and answer.words)
    return {
        "is_written": need and (application.may_be_written or application.is_uploaded or said_only),
        "need": need,
        "answer": answer,
        "routes": [Route(route).label for route in answer.routes] if answer else [],
        "as_read": as_read(answer) if answer else None,
        "files": [(file, may_be_passed_on(file)) for file in files],
    }


class ReadCode(OnlySent, OneApplication, SingleObjectMixin, View):
    """Pressed, so that looking at an application does not show it to whoever stands behind."""

    def code(self) -> str:
        return services.read_code(application=self.application, by=self.request.user)

    def post(self, request, *args, **kwargs):
        said = {"application": self.application, "spaced": spaced(self.code()), "view": self}
        return render(request, "portal/roles/code.html", said)


class NewCode(ReadCode):
    def code(self):
        return services.make_new_code(application=self.application, by=self.request.user)


class ForApplicant(Writes, OneApplication, SingleObjectMixin, FormView):
    """Written down for whoever applies, as they say it."""

    permission_required = "roles.write_for_applicant"
    refused = PermissionDenied

    @property
    def lead(self):
        return str(self.application.applicant)


class SayWho(ForApplicant):
    permission_required = "roles.see_application"
    refused = Http404
    form_class = WhoForm
    heading = gettext_lazy("Who it is, and how to reach them")

    @property
    def keeps_about(self):
        return f"application-who:{self.application.pk}"

    def get_initial(self):
        who = self.application.applicant
        return {"name": who.name, "means": who.means, "address": who.address}

    def act(self, form) -> str:
        services.say_who(application=self.application, outsider=form.outsider(), by=self.request.user)
        messages.success(self.request, _("Saved."))
        return self.back_url


class AnswerDown(ForApplicant):
    form_class = AnswerDownForm
    wrote_too = False

    @cached_property
    def need(self) -> Need:
        asked = {one.number: one for one in self.application.vacancy.asked}
        if self.kwargs["number"] not in asked:
            raise Http404
        return asked[self.kwargs["number"]]

    @property
    def heading(self):
        return self.need.text

    @property
    def keeps_about(self):
        return f"application-answer:{self.application.pk}-{self.need.number}"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"need": self.need, "most": self.application.vacancy.words_each}

    def get_initial(self):
        answer = self.application.answers.filter(need=self.need.key).first()
        said = {"words": answer.words, "routes": answer.routes} if answer else {}
        return said | {"stood": digest_of_words(said.get("words", ""))}

    def act(self, form) -> str:
        said = {name: form.cleaned_data[name] for name in ("words", "routes")}
        write = services.write_answer if self.application.may_be_written else services.put_under
        said |= {"need": self.need.key, "stood": form.cleaned_data["stood"] or None, "by": self.request.user}
        try:
            write(application=self.application, **said)
        except WroteMeanwhile:
            form.as_of_now()
            self.wrote_too = True
            raise
        messages.success(self.request, _("Saved."))
        return self.back_url

    def get_context_data(self, **kwargs):
        """What came in one piece stands above, to be copied from."""
        whole = self.application.answers.filter(need="").exclude(words="").first()
        theirs = [(_("All of it in one piece"), whole.words)] if whole else []
        if self.wrote_too:
            theirs.append((self.need.text, self.get_initial()["words"]))
        return super().get_context_data(**{"theirs": theirs} | kwargs)


class NeedsDown(ForApplicant):
    permission_required = "roles.see_application"
    form_class = NeedsDownForm
    heading = gettext_lazy("What would help them")

    @property
    def keeps_about(self):
        return f"application-needs:{self.application.pk}"

    def get_initial(self):
        said = Adjustments.objects.filter(application=self.application).first()
        return {"words": said.words, "disability_confident": said.disability_confident} if said else {}

    def act(self, form) -> str:
        said = {name: form.cleaned_data[name] for name in ("words", "disability_confident")}
        services.say_what_helps(application=self.application, by=self.request.user, **said)
        messages.success(self.request, _("Saved."))
        return self.back_url


class Arrange(ForApplicant):
    permission_required = "roles.see_application"
    form_class = ArrangeForm
    heading = gettext_lazy("What is arranged")

    @property
    def keeps_about(self):
        return f"application-arranged:{self.application.pk}"

    def get_initial(self):
        said = Adjustments.objects.filter(application=self.application).first()
        return {"arranged": said.arranged if said else ""}

    def act(self, form) -> str:
        arranged = form.cleaned_data["arranged"]
        services.arrange(application=self.application, arranged=arranged, by=self.request.user)
        messages.success(self.request, _("Saved."))
        return self.back_url


class SendFor(PressOn, OneApplication, SingleObjectMixin, View):
    permission_required = "roles.send_for_applicant"
    said = gettext_lazy("It is sent.")

    def do(self, application, by):
        services.send(application=application, by=by)


class OpenAgainFor(PressOn, OneApplication, SingleObjectMixin, View):
    said = gettext_lazy("It can be changed again. Send it once more before it closes.")

    def do(self, application, by):
        services.change_again(application=application, by=by)


class TakeBackFor(AsksFirst, OneApplication, SingleObjectMixin, FormView):
    """They said so, on the phone or in a letter."""

    said = gettext_lazy("It is taken back, and what was in it is deleted.")
    heading = gettext_lazy("Take it back and delete it?")
    more = gettext_lazy(
        "Do it when they ask you to. What they wrote, their files and their name are deleted at once. This cannot be "
        "undone."
    )
    button, or_else = gettext_lazy("Yes, delete it"), gettext_lazy("No, keep it")

    @property
    def lead(self):
        return str(self.application.applicant)

    @property
    def leads_to(self):
        return reverse("portal:roles:applications", args=[self.application.vacancy_id])

    def do(self, application, by):
        services.withdraw(application=application, by=by)
