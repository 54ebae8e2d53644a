"""Words for some people or for all, each by the way they chose."""

from collections import defaultdict

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _, ngettext
from django.views.generic import FormView

from portal.access import PortalView
from portal.drafts.keeping import KeepsWords
from portal.members import services
from portal.members.forms.messaging import MessageForm
from portal.notices.services import by_hand, goes_by

SEND = "send"


class WriteToPeople(KeepsWords, PortalView, FormView):
    """Who and what; then how each will get it; then it goes out."""

    permission_required = "members.write_to_people"
    back_to = "portal:people:list"
    template_name = "portal/members/write_to_people.html"
    form_class = MessageForm
    keeps_about = "message:new"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"by": self.request.user}

    def form_valid(self, form):
        if self.request.POST.get("do") == SEND:
            return self.once(lambda: self.act(form))
        ways = defaultdict(list)
        for person in form.recipients.select_related("about"):
            ways[str(goes_by(person))].append(str(person))
        return self.render_to_response(self.get_context_data(form=form, ways=sorted(ways.items())))

    def act(self, form) -> str:
        said = {name: form.cleaned_data[name] for name in ("title", "words", "by_when")}
        told = services.write_to(people=form.recipients, by=self.request.user, **said)
        many, waiting = len(told), sum(by_hand(notice) for notice in told)
        words = ngettext("Your message goes to %(n)d person.", "Your message goes to %(n)d people.", many) % {"n": many}
        messages.success(self.request, words)
        if waiting:
            messages.info(self.request, _("Some of them have to be rung or written to. Here they are."))
            return reverse("portal:notices:by-hand")
        return reverse("portal:home")
