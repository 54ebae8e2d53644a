"""What a story is about, for those whom the editor of the site puts off."""

from django.contrib import messages
from django.utils.translation import gettext as _, gettext_lazy
from django.views.generic import FormView
from django.views.generic.detail import SingleObjectMixin

from casestudies import services
from casestudies.forms.about import AboutForm
from casestudies.views.stories import OneStory, page_of
from portal.drafts.keeping import Writes


class WhatItIsAbout(Writes, OneStory, SingleObjectMixin, FormView):
    permission_required = "stories.write"
    template_name = "portal/folded_form.html"
    form_class = AboutForm
    heading = gettext_lazy("About this story")
    lead = gettext_lazy("So that people find it in the list of stories. Choose what fits, or nothing.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"page": self.story.page.get_latest_revision_as_object()}

    def act(self, form) -> str:
        services.say_what_it_is_about(
            story=self.story, chosen=form.chosen, before=form.cleaned_data["before"], by=self.request.user
        )
        messages.success(self.request, _("Saved. Nobody outside the team sees it yet."))
        return page_of(self.story)
