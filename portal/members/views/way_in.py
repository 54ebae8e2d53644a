from allauth.account.adapter import get_adapter
from allauth.core import ratelimit
from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from portal.drafts.sending import SentOnce
from portal.members import services
from portal.members.cards import keep_card
from portal.members.second_factor import needs_second_factor
from portal.members.views.somebody import AboutSomebody

COMMAND = "manage.py sign_in_link"  # for those whom no card lets in


class NewWayIn(SentOnce, AboutSomebody, TemplateView):
    """A card, or a code to read out, for somebody who has joined and cannot come back in by themselves."""

    permission_required = "members.give_way_in"
    template_name = "portal/members/people/way_in.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(guarded=needs_second_factor(self.person), command=COMMAND, **kwargs)

    def post(self, request, *args, **kwargs):
        if not ratelimit.consume(request, action="way_in", key=str(self.person.pk)):
            return self.again(get_adapter().error_messages["rate_limited"], 429)
        try:
            return self.once(self.act)
        except services.NotByCard as problem:
            return self.again(str(problem), 422)

    def again(self, words, status):
        messages.error(self.request, words)
        return self.render_to_response(self.get_context_data(), status=status)

    def act(self) -> str:
        keep_card(self.request, self.person, services.make_way_in(person=self.person, by=self.request.user))
        messages.success(self.request, _("Here is the card. %(name)s is told of it.") % {"name": self.person})
        return reverse("portal:people:cards")
