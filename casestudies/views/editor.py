"""The way into the site's own editor, and out of it again."""

from django.contrib import messages
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _, gettext_lazy
from django.views.generic import FormView, View
from django.views.generic.detail import SingleObjectMixin

from casestudies import services
from casestudies.views.stories import OneStory, page_of
from portal.access import PortalView
from portal.drafts.forms import KeyedForm
from portal.drafts.keeping import Writes
from portal.drafts.sending import Press


class UseEditor(Writes, OneStory, SingleObjectMixin, FormView):
    permission_required = "stories.use_editor"
    template_name = "portal/form.html"
    form_class = KeyedForm
    heading = gettext_lazy("Write in the editor of the site?")
    more = gettext_lazy(
        "To go in there, everybody has a second way to show who they are. "
        "From then on we ask you for it each time you sign in. You can stop using it on any day."
    )
    button = gettext_lazy("Yes, I would like to")

    @cached_property
    def seat(self):
        return self.story.seats.get(person=self.request.user)

    @property
    def lead(self):
        if self.seat.translates_it:
            return _("There the story stands sentence by sentence, with a box beside each for your words.")
        return _("There you can put in more pictures, tables and films, and write notes to each other.")

    def act(self, form) -> str:
        services.use_editor(by=self.request.user)
        if self.seat.translates_it:  # the page that it was told on is not theirs
            return page_of(self.story)
        return reverse("wagtailadmin_pages:edit", args=[self.story.page_id])


class LeaveEditor(Press, PortalView, View):
    permission_required = "stories.leave_editor"

    def act(self) -> str:
        services.leave_editor(by=self.request.user)
        messages.success(self.request, _("You do not use the editor of the site any more. Your stories are here."))
        return reverse("portal:stories:list")
