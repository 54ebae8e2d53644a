from dataclasses import dataclass

from django.contrib import messages
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_lazy as _
from django.views.generic import FormView, TemplateView

from home import reading
from home.models import (
    Answer,
    Brand,
    Contribution,
    GlossaryTerm,
    Indicator,
    Partner,
    PlainWord,
    Principle,
    PrincipleSet,
    Resource,
    Rung,
    Signposting,
    Stage,
    Tip,
    TipSet,
)
from portal.access import PortalView
from portal.drafts.sending import SentOnce
from portal.members import services
from portal.members.forms.settings import WhoWeAreForm, WordsForm
from portal.members.models import Answering, OwnWord
from portal.members.services import ABOUT, LISTS
from portal.members.starting import steps_of

# What the website itself shows, kept in the CMS: the model, and one line that says what it is.
WEBSITE = [
    (Signposting, _("Who to ring or text in hard times. They stand at the foot of every page.")),
    (Principle, _("What you agreed matters when you work together.")),
    (PrincipleSet, _("Where principles come from, when you use more than one set.")),
    (Stage, _("The steps of a piece of work, from planning to looking back.")),
    (Rung, _("The rungs of the ladder, from being told to deciding together.")),
    (Tip, _("Short advice for working together.")),
    (TipSet, _("The lists in which tips stand.")),
    (Indicator, _("What you look for, to see whether it works.")),
    (Answer, _("What people often ask.")),
    (Resource, _("Guides, films and forms that people can use.")),
    (GlossaryTerm, _("Hard words and what they mean. They are explained on every page that uses them.")),
    (PlainWord, _("What to write in place of hard words. Shown as advice to whoever writes.")),
    (Contribution, _("What people give when they work together, as stories name it.")),
    (Partner, _("Organisations that you work with.")),
]

# What is asked in plain boxes here: title, what it is, where, and the permission.
FIRST = [
    (
        _("Who we are"),
        _("What you are called, whom people can ring, and who answers them by when."),
        "portal:settings:who-we-are",
        "members.say_who_we_are",
    ),
    (
        _("Words on the screen"),
        _("What places and buttons are called on this site."),
        "portal:settings:words",
        "members.change_words",
    ),
]


@dataclass(frozen=True)
class Setting:
    title: str
    about: str
    url: str


class Settings(PortalView, TemplateView):
    """One page that leads to everything the organisation can put in its own words."""

    permission_required = "members.see_settings"
    template_name = "portal/members/settings.html"

    def get_context_data(self, **kwargs):
        may = self.request.user.has_perm
        first = [
            Setting(title, about, reverse(url))
            for title, about, url, permission in [*FIRST, *services.SETTINGS]
            if may(permission)
        ]
        lists = [Setting(*ABOUT[slug], reverse("portal:settings:list", args=[slug])) for slug in LISTS]
        return super().get_context_data(first=first, lists=lists, website=self.website(), **kwargs)

    def website(self) -> list[Setting]:
        """What this person may change there: the CMS asks again."""
        found = []
        if self.request.user.has_perm("home.change_brand"):
            about = _("Your logo and your colours.")
            found.append(Setting(_("Logo and colours"), about, reverse("wagtailsettings:edit", args=["home", "brand"])))
        for model, about in WEBSITE:
            if self.request.user.has_perm(f"home.change_{model._meta.model_name}"):
                found.append(
                    Setting(
                        capfirst(model._meta.verbose_name_plural),
                        about,
                        reverse(model.snippet_viewset.get_url_name("list")),
                    )
                )
        return found


class WhoWeAre(SentOnce, PortalView, FormView):
    permission_required = "members.say_who_we_are"
    template_name = "portal/form.html"
    form_class, back_to = WhoWeAreForm, "portal:settings:all"
    heading = _("Who we are")
    lead = _("It stands on the website, in messages and on cards.")

    def get_form_kwargs(self):
        brand = Brand.objects.first() or Brand()
        return super().get_form_kwargs() | {"brand": brand, "answering": Answering.now()}

    def form_valid(self, form):
        return self.once(lambda: self.act(form))

    def act(self, form) -> str:
        services.say_who_we_are(said=form.said(), by=self.request.user)
        messages.success(self.request, _("Saved."))
        if not (form.cleaned_data["contact_phone"] or form.cleaned_data["contact_email"]):
            messages.warning(self.request, _("Nobody can ring or write to you yet: there is no number and no address."))
        begins = any(not step.done for step in steps_of(self.request.user))
        return reverse("portal:people:start" if begins else self.back_to)


class Words(SentOnce, PortalView, FormView):
    """In the language in which the screen is read: another one is chosen as on every page."""

    permission_required = "members.change_words"
    template_name = "portal/form.html"
    form_class, back_to = WordsForm, "portal:settings:all"
    heading = _("Words on the screen")
    lead = _("Call things what you call them. Where a box is empty, our own word stands.")

    @property
    def more(self) -> str:
        if len(reading.spoken()) < 2:
            return ""
        language = reading.language(reading.language_around()).name
        said = gettext("You are writing in %(language)s. Choose another language under “Help and reading”.")
        return said % {"language": language}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"own": OwnWord.in_language(reading.language_around())}

    def form_valid(self, form):
        return self.once(lambda: self.act(form))

    def act(self, form) -> str:
        services.say_words(language=reading.language_around(), said=form.said(), by=self.request.user)
        messages.success(self.request, _("Saved."))
        return reverse(self.back_to)
