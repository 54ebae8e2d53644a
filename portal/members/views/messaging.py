"""Words for some people or for all, each by the way they chose."""

from collections import defaultdict

from django.contrib import messages
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _, ngettext
from django.views.generic import FormView, ListView, View
from django.views.generic.list import MultipleObjectMixin

from portal.access import PortalList, PortalView
from portal.drafts.keeping import KeepsWords
from portal.drafts.sending import Press
from portal.drafts.services import TooLong
from portal.members import services
from portal.members.forms.messaging import MessageForm
from portal.members.services.messaging import UNSENT
from portal.notices.models import Notice
from portal.notices.queries import about_sending
from portal.notices.services import by_hand, goes_by

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
        ways = defaultdict(list)
        for person in form.recipients.select_related("about"):
            ways[str(goes_by(person))].append(str(person))
        return self.render_to_response(self.get_context_data(form=form, ways=sorted(ways.items())))

    def act(self, form) -> str:
        said = {name: form.cleaned_data[name] for name in ("title", "words", "by_when")}
        told = services.write_to(people=form.recipients, by=self.request.user, **said)
        many = len(told)
        words = ngettext("Your message goes to %(n)d person.", "Your message goes to %(n)d people.", many) % {"n": many}
        messages.success(self.request, words)
        return reverse("portal:people:written", args=[told[0].sending])


class OneSending(PortalList):
    """One message that somebody wrote to people: theirs alone, and gone when nobody has it any more."""

    permission_required = "members.write_to_people"
    back_to = "portal:people:write"
    queryset = Notice.objects.select_related("person").order_by("person__known_as", "pk")

    @property
    def about(self) -> str:
        return about_sending(self.kwargs["sending"])

    def get_queryset(self):
        found = super().get_queryset().filter(about=self.about, by=self.request.user)
        if not found:
            raise Http404
        return found


class Written(OneSending, ListView):
    """What became of it for each, and a way back while it has not arrived."""

    template_name = "portal/members/written.html"
    context_object_name = "notices"

    def get_context_data(self, **kwargs):
        names = defaultdict(list)
        for notice in self.object_list:
            names[notice.get_state_display()].append(notice.called)
        waiting = [notice for notice in self.object_list if notice.state == Notice.State.WAITING]
        return super().get_context_data(
            message=self.object_list[0],
            by_state=sorted(names.items()),
            goes_out_at=min((notice.next_try_at for notice in waiting), default=None),
            has_calls=any(by_hand(notice) for notice in self.object_list),
            can_take_back=self.object_list.to_take_back().exists(),
            **kwargs,
        )


class TakeBack(Press, OneSending, MultipleObjectMixin, View):
    def act(self) -> str:
        before, sending = len(self.get_queryset()), reverse("portal:people:written", args=[self.kwargs["sending"]])
        try:
            many = services.take_words_back(about=self.about, by=self.request.user)
        except TooLong:
            messages.warning(self.request, _("Too many unsent messages wait in the form. Send one, or let one go."))
            return sending
        if not many:
            messages.warning(self.request, _("It has reached everybody already, so it cannot be taken back."))
            return sending
        not_told = ngettext("%(n)d person does not get it.", "%(n)d people do not get it.", many) % {"n": many}
        messages.success(self.request, " ".join([not_told, _("Your words are here again.")]))
        if have := before - many:
            said = ngettext("%(n)d person has it already.", "%(n)d people have it already.", have)
            messages.warning(self.request, said % {"n": have})
        return self.back_url
