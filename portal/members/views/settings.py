from dataclasses import dataclass

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from home.models import (
    Answer,
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
from portal.members.services import LISTS
from portal.members.views.lists import ABOUT

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
    (Partner, _("Organisations that you work with.")),
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
        lists = [Setting(*ABOUT[slug], reverse("portal:settings:list", args=[slug])) for slug in LISTS]
        return super().get_context_data(lists=lists, website=self.website(), **kwargs)

    def website(self) -> list[Setting]:
        """What this person may change there: the CMS asks again."""
        found = []
        if self.request.user.has_perm("home.change_brand"):
            about = _("What you are called, your logo and colour, and who people can ring.")
            found.append(Setting(_("Name and logo"), about, reverse("wagtailsettings:edit", args=["home", "brand"])))
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
