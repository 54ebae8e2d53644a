"""A message to everybody in a group."""

from django.contrib import messages
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView
from django.views.generic.detail import SingleObjectMixin

from portal.drafts.keeping import Writes
from portal.groups import services
from portal.groups.forms.writing import NoteForm
from portal.groups.services.writing import form_of
from portal.groups.views.groups import OneGroup
from portal.notices.models import Notice
from portal.notices.services import ways_to

SEND = "send"
SHOWN_SENT = 3  # of the messages written before


class WriteToGroup(Writes, OneGroup, SingleObjectMixin, FormView):
    """The words; then who gets them; then they go out. How each gets them is shown to coordinators alone."""

    permission_required = "groups.write"
    template_name = "portal/groups/write.html"
    form_class = NoteForm
    heading = gettext_lazy("Write to the group")

    @property
    def keeps_about(self):
        return form_of(self.group)

    @cached_property
    def others(self):
        return services.others_in(self.group, self.request.user)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            sent=Notice.objects.sendings(self.request.user, form=self.keeps_about)[:SHOWN_SENT],
            nobody=not self.others.exists(),
            shows_ways=self.request.user.is_coordinator,
            **kwargs,
        )

    def form_valid(self, form):
        if self.request.POST.get("do") == SEND:
            return super().form_valid(form)
        if self.request.user.is_coordinator:
            who = {"ways": ways_to(self.others)}
        else:
            who = {"names": [str(person) for person in self.others]}
        return self.render_to_response(self.get_context_data(form=form, **who))

    def act(self, form) -> str:
        told = services.write_to_group(group=self.group, words=form.cleaned_data["words"], by=self.request.user)
        many = len(told)
        words = ngettext("Your message goes to %(n)d person.", "Your message goes to %(n)d people.", many) % {"n": many}
        messages.success(self.request, words)
        return reverse("portal:people:written", args=[told[0].sending])
