"""Saying yes to a story, and looking at it with fresh eyes."""

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _, gettext_lazy
from django.views.generic import FormView, View
from django.views.generic.detail import SingleObjectMixin

from casestudies import services
from casestudies.forms.agreeing import LookForm, YesDownForm, YesForm
from casestudies.models import Consent, StorySeat
from casestudies.views.stories import OnePageOfAStory, page_of
from home.writing_advice import advise_page
from portal.agreement.agreed import as_it_was, subject_of
from portal.agreement.comparing import compare_pages
from portal.agreement.services import agreeing
from portal.drafts.keeping import Writes
from portal.drafts.sending import PressOn


class OnWords(Writes, OnePageOfAStory, SingleObjectMixin, FormView):
    """About exactly the words that somebody has before them."""

    def get_initial(self):
        return {"digest": self.readiness.digest}

    def form_valid(self, form):
        if form.cleaned_data["digest"] != self.readiness.digest:
            messages.warning(self.request, str(services.Changed()))
            return HttpResponseRedirect(self.request.path)
        return super().form_valid(form)

    def said(self, is_out) -> str:
        return _("Thank you. Everybody has said yes: it is on the site now.") if is_out else _("Thank you.")


class Agree(OnWords):
    """By those who make it; in another language by whom they trust with it, too."""

    permission_required = "stories.say_yes"
    template_name = "casestudies/telling/agree.html"
    form_class = YesForm

    @cached_property
    def person(self):
        user = self.request.user
        if not self.makes_it and not services.is_trusted(self.story, self.page, user):
            raise Http404
        return user

    @property
    def makes_it(self) -> bool:
        return self.request.user.has_perm("stories.agree", self.story)

    def get_context_data(self, **kwargs):
        earlier = agreeing.last_agreed_by(self.person, subject_of(self.page))
        changed = earlier is not None and earlier.digest != self.readiness.digest
        changes = compare_pages(as_it_was(self.newest, earlier), self.newest) if changed else []
        consent = self.story.consents.filter(person=self.person).first()
        return super().get_context_data(
            the_page=self.page,  # "page" is what the site's own frame calls a public page
            newest=self.newest,
            changes=changes,
            changed=changed,
            allows=not self.makes_it or (consent is not None and consent.holds_today),
            said_yes=self.readiness.says_yes(self.person.pk),
            **kwargs,
        )

    def act(self, form) -> str:
        is_out = services.say_yes(
            story=self.story,
            page=self.page,
            person=self.person,
            digest=form.cleaned_data["digest"],
            by=self.request.user,
            **self.told(form),
        )
        messages.success(self.request, self.said(is_out))
        return page_of(self.story)

    def told(self, form) -> dict:
        return {}


class AgreeDown(Agree):
    """Somebody in it said yes to the one who writes it down."""

    permission_required = "stories.agree"
    form_class = YesDownForm

    @cached_property
    def person(self):
        seat = StorySeat.objects.making().filter(story=self.story, pk=self.kwargs["seat"]).first()
        if seat is None or seat.person == self.request.user:
            raise Http404
        return seat.person

    def told(self, form):
        return {"said": form.cleaned_data["how_told"]}


class AgreeElse(OnWords):
    """Somebody who has no account looked at it, and said yes."""

    permission_required = "stories.agree"
    template_name = "casestudies/telling/agree.html"
    form_class = YesForm

    @cached_property
    def consent(self) -> Consent:
        consent = self.story.consents.filter(person=None, pk=self.kwargs["consent"]).first()
        if consent is None or self.page.pk != self.story.page_id:
            raise Http404
        return consent

    def get_context_data(self, **kwargs):
        given = {"the_page": self.page, "newest": self.newest, "allows": self.consent.holds_today}
        return super().get_context_data(somebody=self.consent.called, **given, **kwargs)

    def act(self, form) -> str:
        services.seen_and_allowed(
            consent=self.consent, page=self.page, digest=form.cleaned_data["digest"], by=self.request.user
        )
        messages.success(self.request, _("Written down."))
        return page_of(self.story)


class TakeYesBack(PressOn, OnePageOfAStory, SingleObjectMixin, View):
    permission_required = "stories.say_yes"
    said = gettext_lazy("Your yes is taken back. What is on the site stays there: you can take it down too.")

    def do(self, story, by):
        services.take_yes_back(story=story, page=self.page, by=by)


class PutBack(PressOn, OnePageOfAStory, SingleObjectMixin, View):
    """Everybody has said yes, and it is not on the site in this language."""

    permission_required = "stories.agree"
    said = gettext_lazy("It is on the site.")

    def do(self, story, by):
        services.put_back(story=story, page=self.page, by=by)


class Look(OnWords):
    permission_required = "stories.look"
    template_name = "casestudies/telling/look.html"
    form_class = LookForm

    @property
    def keeps_about(self):
        return f"story-look:{self.page.pk}-{self.story.pk}"

    @cached_property
    def unseen(self) -> list:
        """Who does not want to be in a picture."""
        allowed = self.story.consents.filter(pictures=False, ended_at=None).select_related("person")
        return list(allowed) if self.newest.has_pictures else []

    def get_form_kwargs(self):
        language = self.page.locale if self.page.pk != self.story.page_id else None
        return super().get_form_kwargs() | {"unseen": self.unseen, "language": language}

    def get_context_data(self, **kwargs):
        given = {"advice": advise_page(self.newest), "consents": self.story.consents.select_related("person")}
        return super().get_context_data(the_page=self.page, newest=self.newest, **given, **kwargs)

    def act(self, form) -> str:
        is_out = services.look(
            story=self.story,
            page=self.page,
            digest=form.cleaned_data["digest"],
            by=self.request.user,
            **form.said,
        )
        messages.success(self.request, self.said(is_out))
        return reverse("portal:stories:story", args=[self.story.pk])
