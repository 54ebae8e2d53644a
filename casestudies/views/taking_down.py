"""Taking a story down, bringing it back, letting it go; and taking only one's own part out."""

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy
from django.views.generic import FormView, View
from django.views.generic.detail import SingleObjectMixin

from casestudies import services
from casestudies.forms.agreeing import LeaveForm
from casestudies.views.stories import OneStory
from portal.agreement.words import Words, parts_of
from portal.drafts.forms import KeyedForm
from portal.drafts.keeping import Writes
from portal.drafts.sending import PressOn


class TakeDown(Writes, OneStory, SingleObjectMixin, FormView):
    """Asks once."""

    permission_required = "stories.take_down"
    template_name = "casestudies/telling/take_down.html"
    form_class = KeyedForm
    heading = gettext_lazy("Take it down?")
    button = gettext_lazy("Take it down now")

    def act(self, form) -> str:
        services.take_down(story=self.story, by=self.request.user)
        messages.success(self.request, _("It is down. Nobody can read it any more."))
        return reverse("portal:stories:story", args=[self.story.pk])


class BringBack(PressOn, OneStory, SingleObjectMixin, View):
    permission_required = "stories.bring_back"
    said = gettext_lazy("It is back.")

    def do(self, story, by):
        services.bring_back(story=story, by=by)


class DeleteNow(Writes, OneStory, SingleObjectMixin, FormView):
    """Every copy: this cannot be undone, so it asks."""

    permission_required = "stories.bring_back"
    template_name = "portal/form.html"
    form_class = KeyedForm
    heading = gettext_lazy("Delete every copy now?")
    lead = gettext_lazy("Nobody can bring it back after that, not even you.")
    more = gettext_lazy("Would you like to keep it for yourself? Then go back, and print it or save it first.")
    button = gettext_lazy("Delete every copy now")

    def act(self, form) -> str:
        services.delete_now(story=self.story, by=self.request.user)
        messages.success(self.request, _("It is gone. Your messages say what we deleted."))
        return reverse("portal:stories:list")


class Leave(Writes, OneStory, SingleObjectMixin, FormView):
    permission_required = "stories.leave"
    template_name = "portal/form.html"
    form_class = LeaveForm
    heading = gettext_lazy("Take my part and my name out?")
    button = gettext_lazy("Take them out")

    @property
    def makes_it(self) -> bool:
        return self.request.user.has_perm("stories.write", self.story)

    @property
    def lead(self):
        if not self.makes_it:
            return _("You read this story no longer. Nobody asks you why.")
        return _("The story is off the site at once. Whoever is left reads it again before it may come back.")

    def get_form_kwargs(self):
        newest, parts = self.story.page.get_latest_revision_as_object(), []
        if self.makes_it:
            theirs = services.theirs_to_take_out(self.story.seats.get(person=self.request.user), newest)
            parts = [part for part in _parts_to_take_out(newest) if part[0] in theirs]
        return super().get_form_kwargs() | {"parts": parts}

    def act(self, form) -> str:
        services.leave(story=self.story, by=self.request.user, mine=form.cleaned_data.get("mine", []))
        messages.success(self.request, _("You are out of it. Nobody asks you why."))
        return reverse("portal:stories:list")


def _parts_to_take_out(page) -> list[tuple[str, str]]:
    """Words, and pictures by what they show, as they follow one another."""
    found = [(services.MAIN_PICTURE, _picture(page.picture.description))] if page.picture else []
    for part in parts_of(page):
        if isinstance(part, Words):
            if part.begins and part.shown:
                found.append((part.part, _shortened(part.shown)))
        elif part.block.block_type in services.SHOWS_PICTURES:
            shows = [
                one["alt"] or one["picture"].description for one in services.pictures_in(part.block) if one["picture"]
            ]
            found.append((part.block.id, _picture("; ".join(shows))))
    return found


def _picture(shows: str) -> str:
    return _("Picture: %(shows)s") % {"shows": _shortened(shows)}


def _shortened(words: str) -> str:
    return words if len(words) <= 120 else f"{words[:120].rsplit(' ', 1)[0]} …"
