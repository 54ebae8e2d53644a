"""Words for some people or for all, each by the way they chose."""

from collections import defaultdict

from django.contrib import messages
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _, ngettext
from django.views.generic import FormView, TemplateView, View

from portal.access import PortalView
from portal.drafts import kinds
from portal.drafts.keeping import KeepsWords
from portal.drafts.sending import Press
from portal.drafts.services import TooLong
from portal.members import services
from portal.members.forms.messaging import MessageForm
from portal.members.services.messaging import UNSENT, goes_out_at, has_gone_out
from portal.notices.models import Notice
from portal.notices.services import by_hand, ways_to

SEND = "send"
SHOWN_SENT = 3  # of the messages written before


class WriteToPeople(KeepsWords, PortalView, FormView):
    """Who and what; then how each will get it; then it goes out."""

    permission_required = "members.write_to_people"
    back_to = "portal:people:list"
    template_name = "portal/members/write_to_people.html"
    form_class = MessageForm
    keeps_about = UNSENT

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"by": self.request.user}

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        form = context["form"]
        sent = Notice.objects.sendings(self.request.user)[:SHOWN_SENT]
        return context | {"sent": sent, "nobody": not form.is_bound and not form.here.exists()}

    def form_valid(self, form):
        if self.request.POST.get("do") == SEND:
            return self.once(lambda: self.act(form))
        return self.render_to_response(self.get_context_data(form=form, ways=ways_to(form.recipients)))

    def act(self, form) -> str:
        said = {name: form.cleaned_data[name] for name in ("title", "words", "by_when")}
        told = services.write_to(people=form.recipients, by=self.request.user, **said)
        many = len(told)
        words = ngettext("Your message goes to %(n)d person.", "Your message goes to %(n)d people.", many) % {"n": many}
        messages.success(self.request, words)
        return reverse("portal:people:written", args=[told[0].sending])


class OneSending(PortalView):
    """One message that somebody wrote to people or to a group: theirs alone, and gone when nobody has it any more.

    How each is reached is for coordinators to know; to other writers it says only whether their words have gone out.
    """

    permission_required = "members.see_written"

    @cached_property
    def notices(self) -> list[Notice]:
        sending = Notice.objects.of_sending(self.kwargs["sending"], by=self.request.user)
        found = list(sending.select_related("person").order_by("person__known_as", "pk"))
        if not found:
            raise Http404
        return found

    @property
    def message(self) -> Notice:
        return self.notices[0]

    def get_permission_object(self):
        return self.message

    @cached_property
    def form_url(self) -> str:
        """Where its words wait when they are taken back."""
        return kinds.form_of(self.request.user, self.message.form or UNSENT)

    @property
    def back_url(self) -> str:
        return self.message.path or self.form_url or reverse("portal:home")


class Written(OneSending, TemplateView):
    """What became of it for each, and a way back while it has not arrived."""

    template_name = "portal/members/written.html"

    def get_context_data(self, **kwargs):
        how = self.how_each_is_reached() if self.request.user.is_coordinator else self.whether_it_went_out()
        return super().get_context_data(message=self.message, **how, **kwargs)

    def how_each_is_reached(self) -> dict:
        names = defaultdict(list)
        for notice in self.notices:
            names[notice.get_state_display()].append(notice.called)
        waiting = [notice for notice in self.notices if notice.state == Notice.State.WAITING]
        return {
            "by_state": sorted(names.items()),
            "goes_out_at": min((notice.next_try_at for notice in waiting), default=None),
            "has_calls": any(by_hand(notice) for notice in self.notices),
            "can_take_back": Notice.objects.filter(about=self.message.about).to_take_back().exists(),
        }

    def whether_it_went_out(self) -> dict:
        gone = has_gone_out(self.message)
        return {
            "names": [notice.called for notice in self.notices],
            "goes_out_at": None if gone else goes_out_at(self.message),
            "has_gone_out": gone,
            "can_take_back": not gone,
        }


class TakeBack(Press, OneSending, View):
    def act(self) -> str:
        before, sending = len(self.notices), reverse("portal:people:written", args=[self.kwargs["sending"]])
        try:
            many = services.take_words_back(about=self.message.about, by=self.request.user)
        except TooLong:
            messages.warning(self.request, _("Too many unsent messages wait in the form. Send one, or let one go."))
            return sending
        knows = self.request.user.is_coordinator
        if not many:
            reached = _("It has reached everybody already, so it cannot be taken back.")
            messages.warning(self.request, reached if knows else _("It has gone out, so it cannot be taken back."))
            return sending
        if knows:
            self.say_how_many(not_told=many, told=before - many)
        else:
            messages.success(self.request, _("You took it back. Only who was rung in the meantime has it."))
        if self.form_url:
            messages.success(self.request, _("Your words are here again."))
        return self.form_url or self.back_url

    def say_how_many(self, *, not_told, told):
        said = ngettext("%(n)d person does not get it.", "%(n)d people do not get it.", not_told)
        messages.success(self.request, said % {"n": not_told})
        if told:
            said = ngettext("%(n)d person has it already.", "%(n)d people have it already.", told)
            messages.warning(self.request, said % {"n": told})
