"""Applying, without an account: whoever has the code of an application writes it, sends it, and takes it back."""

from contextlib import suppress

from allauth.core import ratelimit
from django.contrib import messages
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.decorators import method_decorator
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.timezone import localdate
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.generic import FormView, TemplateView, View

from home import reading
from home.serve import send
from portal.drafts.sending import OnlySent
from portal.members.codes import spaced
from portal.members.outside.views import ComesBack, way_back
from portal.notices.routes import Means
from portal.refusal import Refusal
from portal.roles import services
from portal.roles.codes import code_of, path_of
from portal.roles.copies import copy_of
from portal.roles.forms.applying import (
    UNKNOWN_CODE,
    AnswerForm,
    BeginForm,
    CodeForm,
    EqualityForm,
    FileForm,
    HelperForm,
    LostForm,
    WhatHelpsForm,
)
from portal.roles.models import Adjustments, Need, Route, Vacancy
from portal.roles.privacy import NEWEST, NOTICES
from portal.roles.services.applying import digest_of_words

WHOLE = "all"  # in an address: not one answer, but all of it in one piece


class Outside:
    """Never kept anywhere: what is on it is one person's."""

    @method_decorator(never_cache)
    def dispatch(self, request, *args, **kwargs):
        return super().dispatch(request, *args, **kwargs)

    def crumbs(self):
        return [*way_back(self.request), reading.Link(_("Open roles"), reverse("get-involved:vacancies"))]

    def get_context_data(self, **kwargs):
        return super().get_context_data(crumbs=self.crumbs(), **kwargs)


class Begin(ComesBack, Outside, FormView):
    form_class, template_name = BeginForm, "get_involved/apply.html"

    @cached_property
    def vacancy(self) -> Vacancy:
        return get_object_or_404(Vacancy.objects.select_related("version"), pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(vacancy=self.vacancy, notice=NOTICES[NEWEST], **kwargs)

    def get(self, request, *args, **kwargs):
        return super().get(request) if self.vacancy.takes_applications else redirect(self.vacancy.url)

    def form_valid(self, form):
        if not ratelimit.consume(self.request, action="public_form"):
            return self.too_often(form)
        outsider, mails = form.outsider(), self.may_be_mailed(form.outsider())
        try:
            begun = services.begin(vacancy=self.vacancy, key=form.cleaned_data["key"], outsider=outsider, mails=mails)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            return self.again(form, 409)
        return redirect(f"{path_of(code_of(begun))}?new")

    def may_be_mailed(self, outsider) -> bool:
        """Nobody has shown yet that the address is theirs. Without the mail they have the code on their screen."""
        if outsider.means != Means.MAIL:
            return False
        return bool(ratelimit.consume(self.request, action="application_link", key=outsider.address.casefold()))


class TypeCode(ComesBack, Outside, FormView):
    form_class, template_name = CodeForm, "get_involved/type_code.html"

    def form_valid(self, form):
        if not ratelimit.consume(self.request, action="public_form"):
            return self.too_often(form)
        code = form.cleaned_data["code"]
        if services.by_code(code) is None:
            form.add_error("code", UNKNOWN_CODE)
            return self.again(form, 422)
        return redirect("get-involved:application", code=code)


class LostCode(ComesBack, Outside, FormView):
    """The same answer to everybody: it does not say who applies here."""

    form_class, template_name = LostForm, "get_involved/lost_code.html"

    def form_valid(self, form):
        if not ratelimit.consume(self.request, action="public_form"):
            return self.too_often(form)
        address = form.cleaned_data["address"]
        if ratelimit.consume(self.request, action="application_link", key=address.strip().casefold()):
            services.send_the_link_again(address=address)
        return self.render_to_response(self.get_context_data(form=form, is_sent=True))


# --- With the code ----------------------------------------------------------------------------------------------------
class OfApplicant(Outside):
    """Whoever has the code of the application; `for_helpers`: also whoever has that of the person who helps."""

    for_helpers = False

    @cached_property
    def _found(self):
        return services.by_code(self.kwargs["code"])

    @property
    def application(self):
        return self._found[0]

    @property
    def helps(self) -> bool:
        return self._found[1]

    @property
    def vacancy(self) -> Vacancy:
        return self.application.vacancy

    @property
    def back_url(self) -> str:
        return path_of(self.kwargs["code"])

    def dispatch(self, request, *args, **kwargs):
        """Whoever comes with a link that was not copied whole can type their code."""
        if self._found is None or (self.helps and not self.for_helpers):
            said = {"crumbs": Outside.crumbs(self)}
            unknown = render(request, "get_involved/unknown_code.html", said, status=404)
            add_never_cache_headers(unknown)
            return unknown
        return super().dispatch(request, *args, **kwargs)

    def crumbs(self):
        return [*super().crumbs(), reading.Link(_("Your application"), self.back_url)]

    def get_context_data(self, **kwargs):
        said = {"application": self.application, "vacancy": self.vacancy, "helps": self.helps}
        said |= {"code": self.kwargs["code"], "back_url": self.back_url}
        return super().get_context_data(**said | kwargs)


class Mine(OfApplicant, TemplateView):
    """Where it stands, and what is next."""

    template_name, for_helpers = "get_involved/application.html", True

    def crumbs(self):
        return super().crumbs()[:-1]

    def get_context_data(self, **kwargs):
        answers = {one.need: one for one in self.application.answers.all()}
        files = list(self.application.files.all())
        steps = [
            {"need": need, "answer": answers.get(need.key), "files": [one for one in files if one.need == need.key]}
            for need in self.vacancy.asked
        ]
        needs = None if self.helps else Adjustments.objects.filter(application=self.application).first()
        return super().get_context_data(
            steps=steps,
            whole={"answer": answers.get(""), "files": [one for one in files if not one.need]},
            next=next((one["need"] for one in steps if not (one["answer"] or one["files"])), None),
            adjustments=needs,
            spaced=spaced(code_of(self.application)),
            is_new="new" in self.request.GET,
            corrections=list(self.vacancy.corrections.all()),
            **kwargs,
        )


def often(request, application) -> bool:
    """Somebody, or something, presses much more often than anybody who writes."""
    return not ratelimit.consume(request, action="application", key=str(application.pk))


class Form(ComesBack, OfApplicant, FormView):
    """A form of whoever applies: `act(form)` does it. What is refused is said above, and what was typed stays."""

    template_name = "get_involved/application_form.html"
    heading, lead, button = "", "", gettext_lazy("Save")

    def form_valid(self, form):
        if often(self.request, self.application):
            return self.too_often(form)
        try:
            self.act(form)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            return self.again(form, 409)
        if words := self.said():
            messages.success(self.request, words)
        return redirect(self.leads_to())

    def said(self) -> str:
        return _("Saved.")

    def leads_to(self) -> str:
        return self.back_url


class OfNeed(Form):
    for_helpers = True

    @cached_property
    def need(self) -> Need:
        asked = {one.key: one for one in self.vacancy.asked}
        if self.kwargs["need"] not in asked:
            raise Http404
        return asked[self.kwargs["need"]]

    def get_context_data(self, **kwargs):
        asked = self.vacancy.asked
        return super().get_context_data(need=self.need, number=asked.index(self.need) + 1, many=len(asked), **kwargs)


class WriteAnswer(OfNeed):
    form_class, template_name = AnswerForm, "get_involved/write_answer.html"
    button = gettext_lazy("Save and go on")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"need": self.need, "most": self.vacancy.words_each}

    @cached_property
    def answer(self):
        return self.application.answers.filter(need=self.need.key).first()

    def get_initial(self):
        said = {"words": self.answer.words, "routes": self.answer.routes} if self.answer else {}
        return said | {"stood": digest_of_words(said.get("words", ""))}

    def act(self, form):
        said = {name: form.cleaned_data[name] for name in ("words", "routes")}
        stood = form.cleaned_data["stood"] or None
        services.write_answer(application=self.application, need=self.need.key, stood=stood, **said)

    def again(self, form, status):
        """What somebody else wrote meanwhile stands above, and once more this replaces it."""
        now = self.answer.words if self.answer else ""
        if status == 409 and form.cleaned_data["stood"] != digest_of_words(now):
            form.data = form.data.copy()
            form.data["stood"] = digest_of_words(now)
            self.theirs = now
        return super().again(form, status)

    theirs = None

    @property
    def stops(self) -> bool:
        return "stop" in self.request.POST

    def said(self):
        if not self.stops:
            return super().said()
        day = date_format(self.vacancy.closes_on, "j F")
        return _("Saved. You can close this page. Your code brings you back until the end of %(day)s.") % {"day": day}

    def leads_to(self):
        """To the next thing that is asked; after the last, to all of them."""
        asked = self.vacancy.asked
        after = asked[asked.index(self.need) + 1 :]
        if self.stops or not after:
            return self.back_url
        return reverse("get-involved:write-answer", args=[self.kwargs["code"], after[0].key])

    def get_context_data(self, **kwargs):
        said = {"theirs": self.theirs, "too_late": not self.application.may_be_written}
        files = list(self.application.files.filter(need=self.need.key))
        return super().get_context_data(files=files, **said, **kwargs)


class AddFile(Form):
    for_helpers = True
    form_class = FileForm
    heading = gettext_lazy("Answer with a recording or a paper")
    lead = gettext_lazy("Say it in your own words, or in BSL. It counts the same as writing.")
    button = gettext_lazy("Add it")

    @cached_property
    def need(self) -> str:
        key = "" if self.kwargs["need"] == WHOLE else self.kwargs["need"]
        if key and key not in {one.key for one in self.vacancy.asked}:
            raise Http404
        return key

    def get_context_data(self, **kwargs):
        return super().get_context_data(need=self.need, **kwargs)

    def act(self, form):
        services.add_file(application=self.application, need=self.need, file=form.cleaned_data["file"])

    def said(self):
        return _("Your file is added.")


class OneFile(OfApplicant):
    for_helpers = True

    def file(self):
        return get_object_or_404(self.application.files.select_related("application"), pk=self.kwargs["pk"])


class ShowFile(OneFile, View):
    def get(self, request, *args, **kwargs):
        file = self.file()
        return send(request, file.file, file.content_type, etag=file.file_hash)


class TooOften(Refusal):
    sentence = gettext_lazy("That was a lot in a short time. Wait a few minutes and press it again, or ring us.")


class Press(OnlySent, OfApplicant, View):
    """A button that does something by itself. Pressed again, it leads to where it stands."""

    said = ""

    def post(self, request, *args, **kwargs):
        try:
            if often(request, self.application):
                raise TooOften
            self.do()
        except Refusal as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, self.said)
        return redirect(self.leads_to())

    def leads_to(self) -> str:
        return self.back_url


class TakeFileAway(OneFile, Press):
    said = gettext_lazy("It is gone.")

    def do(self):
        services.take_file_away(file=self.file())


class WhatHelps(Form):
    form_class = WhatHelpsForm
    heading = gettext_lazy("What would help you")
    lead = gettext_lazy(
        "Only whoever looks after the role reads this. Those who choose hear what is arranged, and not why."
    )

    def get_initial(self):
        said = Adjustments.objects.filter(application=self.application).first()
        return {"words": said.words, "disability_confident": said.disability_confident} if said else {}

    def act(self, form):
        said = {name: form.cleaned_data[name] for name in ("words", "disability_confident")}
        services.say_what_helps(application=self.application, **said)


class Helper(Form):
    form_class, template_name = HelperForm, "get_involved/helper.html"

    def act(self, form):
        services.let_somebody_help(application=self.application, name=form.cleaned_data["name"])

    def leads_to(self):
        return self.request.path

    def get_context_data(self, **kwargs):
        who = self.application.applicant
        code = code_of(self.application, for_helper=True) if who.helper else ""
        link = self.request.build_absolute_uri(path_of(code)) if code else ""
        return super().get_context_data(name=who.helper_name, link=link, spaced=spaced(code), **kwargs)


class NoHelper(Press):
    @property
    def said(self):
        return _("Nobody helps you now. The link does not open it any more.")

    def do(self):
        services.let_nobody_help(application=self.application)


class Copy(OnlySent, OfApplicant, View):
    """Everything that we hold of it, to take along. Pressed: making it is work."""

    def post(self, request, *args, **kwargs):
        if often(request, self.application):
            messages.warning(request, str(TooOften()))
            return redirect(self.back_url)
        services.note_copy(application=self.application)
        return folder(copy_of(self.application))


def folder(packed) -> FileResponse:
    name = f"application-{date_format(localdate(), 'Y-m-d')}.zip"
    return FileResponse(packed, as_attachment=True, filename=name, content_type="application/zip")


class Equality(Form):
    """Only counted: nothing of it is kept with the application, or typed anywhere again."""

    form_class = EqualityForm
    heading = gettext_lazy("A few questions about equality")
    lead = gettext_lazy(
        "They show us whom we reach, and whom we do not. We only count the answers. Nobody can see what you say here."
    )
    button = gettext_lazy("Count my answers")

    def get(self, request, *args, **kwargs):
        return redirect(self.back_url) if self.application.is_counted else super().get(request, *args, **kwargs)

    def act(self, form):
        services.count_answers(application=self.application, answers=form.answers)

    def said(self):
        return _("Thank you. It is counted.")


class Check(OfApplicant, TemplateView):
    """All of it once more, before it goes."""

    template_name = "get_involved/check_answers.html"

    def get_context_data(self, **kwargs):
        answers = {one.need: one for one in self.application.answers.all()}
        files = list(self.application.files.all())
        rows = [
            {
                "need": need,
                "words": answers[need.key].words if need.key in answers else "",
                "routes": [Route(route).label for route in answers[need.key].routes] if need.key in answers else [],
                "files": [one for one in files if one.need == need.key],
            }
            for need in self.vacancy.asked
        ]
        whole = [one for one in files if not one.need]
        return super().get_context_data(
            rows=rows,
            whole=whole,
            missing=[row for row in rows if row["need"].essential and not (row["words"] or row["files"])],
            is_empty=not (whole or any(row["words"] or row["files"] for row in rows)),
            adjustments=Adjustments.objects.filter(application=self.application).first(),
            notice=NOTICES[self.application.notice],
            **kwargs,
        )


class Send(Press):
    said = gettext_lazy("It is sent. Thank you.")

    def do(self):
        services.send(application=self.application)


class ChangeAgain(Press):
    @property
    def said(self):
        day = date_format(self.vacancy.closes_on, "j F")
        return _("It is open again, and not sent now. Send it again by the end of %(day)s.") % {"day": day}

    def do(self):
        services.change_again(application=self.application)


class TakeBack(OfApplicant, TemplateView):
    """Asks once, since everything goes."""

    template_name = "get_involved/take_application_back.html"

    def post(self, request, *args, **kwargs):
        said = {"crumbs": way_back(request), "vacancy": self.vacancy, "kept": self.application.kept_because}
        with suppress(Refusal):  # pressed twice
            services.withdraw(application=self.application)
        return render(request, "get_involved/application_gone.html", said)
