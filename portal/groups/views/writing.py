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
from portal.groups.models import Paper
from portal.groups.services.writing import form_of
from portal.groups.views.groups import OneGroup
from portal.notices.models import Notice
from portal.notices.services import ways_to
from portal.refusal import Refusal

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

    def get_form_kwargs(self):
        takes_papers = self.request.user.has_perm("groups.send_paper", self.group)
        return super().get_form_kwargs() | {"takes_papers": takes_papers}

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            papers=list(Paper.objects.unsent(self.request.user, self.group)),
            sent=Notice.objects.sendings(self.request.user, form=self.keeps_about)[:SHOWN_SENT],
            nobody=not self.others.exists(),
            shows_ways=self.request.user.is_coordinator,
            **kwargs,
        )

    def form_valid(self, form):
        if self.request.POST.get("do") == SEND:
            return super().form_valid(form)
        if not self.paper_is_kept(form):
            return self.render_to_response(self.get_context_data(form=form), status=409)
        if self.request.user.is_coordinator:
            who = {"ways": ways_to(self.others)}
        else:
            who = {"names": [str(person) for person in self.others]}
        return self.render_to_response(self.get_context_data(form=form, **who))

    def form_invalid(self, form):
        self.paper_is_kept(form)
        return super().form_invalid(form)

    def paper_is_kept(self, form) -> bool:
        """Browsers send a file once: it waits here, whatever else is to be done before the message goes."""
        try:
            self.keep_paper(form)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            return False
        return True

    def keep_paper(self, form):
        title, file = form.cleaned_data.get("title"), form.cleaned_data.get("file")
        if title and file:
            services.keep_paper(group=self.group, title=title, file=file, by=self.request.user)
            form.data = self.request.POST = form.data.copy()
            form.data["title"] = ""

    def act(self, form) -> str:
        self.keep_paper(form)
        told = services.write_to_group(group=self.group, words=form.cleaned_data["words"], by=self.request.user)
        many = len(told)
        words = ngettext("Your message goes to %(n)d person.", "Your message goes to %(n)d people.", many) % {"n": many}
        messages.success(self.request, words)
        return reverse("portal:people:written", args=[told[0].sending])
