"""The first ten members: whom to ask, who has come, and cards for those without e-mail."""

from django.contrib import messages
from django.db.models import F
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _, ngettext
from django.views.generic import FormView, ListView, TemplateView, View
from django.views.generic.detail import SingleObjectMixin

from home import reading
from portal.access import PortalList, PortalObject, PortalView
from portal.drafts.keeping import KeepsWords
from portal.drafts.kinds import NEW
from portal.drafts.sending import Press
from portal.members import services
from portal.members.cards import cards_in, keep_card
from portal.members.forms.inviting import InviteForm, as_one_name
from portal.members.models import Enquiry, Invitation
from portal.members.services import offers
from portal.notices.routes import Means
from portal.notices.services import there_is_mail
from portal.refusal import Refusal

SEND = "send"


class InvitePeople(KeepsWords, PortalView, FormView):
    """Names and a note; then who gets an e-mail and who needs a call or a card; then it goes out."""

    permission_required = "members.invite"
    template_name = "portal/members/inviting/invite.html"
    form_class = InviteForm

    @property
    def keeps_about(self):
        return f"{self.offer.about}-invite" if self.offer else f"invite:{NEW}"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"by": self.request.user}

    def get_initial(self):
        return {"people": self.whoever_offered(), "note": self.default_note()}

    @cached_property
    def offer(self) -> Enquiry | None:
        """Of somebody who would like to help, and waits for an answer; or waited for one when the form was opened."""
        number = self.request.GET.get("offer", "")
        there = Enquiry.objects.visible_to(self.request.user)
        there = there if self.request.method == "POST" else there.waiting()
        return there.filter(pk=number).first() if number.isdecimal() and len(number) < 19 else None

    def whoever_offered(self) -> str:
        """Their line: their name never stands in an address."""
        offer = self.offer
        return ", ".join(part for part in (as_one_name(offer.name), offer.address) if part) if offer else ""

    def default_note(self):
        return _(
            "Please come and join us at %(name)s. Coming in takes a minute. There is nothing to pay and nothing to "
            "prepare. If it is not for you, you need do nothing."
        ) % {"name": reading.brand(self.request)["name"]}

    def form_valid(self, form):
        if self.offer and not self.offer.is_waiting:
            said = _("They are not waiting for an answer any more. Look at their offer before you invite them.")
            form.add_error("people", said)
            return self.form_invalid(form)
        if self.request.POST.get("do") == SEND:
            try:
                return self.once(lambda: self.act(form))
            except (services.NotInvited, Refusal) as problem:
                form.add_error("people", str(problem))
                return self.form_invalid(form)
        return self.render_to_response(self.get_context_data(form=form, ways=self.ways(form.cleaned_data["people"])))

    def ways(self, guests) -> list[tuple[str, list]]:
        """Who gets what, in words."""
        mail = [guest for guest in guests if guest.means == Means.MAIL]
        call = [guest for guest in guests if guest.means == Means.CALL]
        card = [guest for guest in guests if guest.means == Means.MEET]
        by_mail = _("We send an e-mail to") if there_is_mail() else _("There is no e-mail yet: print a card for")
        said = [(by_mail, mail), (_("You ring"), call), (_("You print a card for"), card)]
        return [(words, found) for words, found in said if found]

    def act(self, form) -> str:
        guests, by = form.cleaned_data["people"], self.request.user
        offer = self.offer
        for guest in guests:
            made = services.invite(guest=guest, note=form.cleaned_data["note"], buddy=form.cleaned_data["buddy"], by=by)
            if offer and (guest.name == as_one_name(offer.name) or (guest.address and guest.address == offer.address)):
                offers.say_yes(enquiry=offer, person=made.person, by=by)
                offer = None
        said = ngettext("%(n)d person is invited.", "%(n)d people are invited.", len(guests)) % {"n": len(guests)}
        if any(guest.means != Means.MAIL or not there_is_mail() for guest in guests):
            said += " " + _("Who gets no e-mail waits here for your call, or for a card.")
        messages.success(self.request, said)
        return reverse("portal:people:invitations")


class Invitations(PortalList, ListView):
    """Who has come and who has not yet."""

    permission_required = "members.invite"
    template_name = "portal/members/inviting/invitations.html"
    queryset = (
        Invitation.objects.select_related("person", "by")
        .and_their_codes()
        .order_by(F("joined_at").asc(nulls_first=True), "-made_at", "-pk")
    )
    context_object_name = "invitations"
    paginate_by = 20

    def get_context_data(self, **kwargs):
        return super().get_context_data(there_is_mail=there_is_mail(), **kwargs)


class OneInvitation(Press, PortalObject, SingleObjectMixin, View):
    permission_required = "members.invite"
    queryset = Invitation.objects.waiting().select_related("person")

    def act(self) -> str:
        try:
            return self.do(self.get_object(), self.request.user) or reverse("portal:people:invitations")
        except services.MayNotSignIn:
            messages.warning(self.request, _("Somebody was quicker: look below to see how it is now."))
            return reverse("portal:people:invitations")


class SendAgain(OneInvitation):
    queryset = OneInvitation.queryset.filter(means=Means.MAIL)

    def do(self, invitation, by):
        services.send_invitation(invitation=invitation, by=by)
        messages.success(self.request, _("A new e-mail goes out. The link in the one before stops working."))


class PrintCard(OneInvitation):
    """Makes a new code, which is shown to this browser alone: we keep no code that we could show again."""

    def do(self, invitation, by):
        keep_card(self.request, invitation.person, services.print_card(invitation=invitation, by=by))
        return reverse("portal:people:cards")


class Withdraw(OneInvitation):
    def do(self, invitation, by):
        services.withdraw(invitation=invitation, by=by)
        messages.success(self.request, _("Taken back. In an hour all of it is deleted."))


class PutBack(OneInvitation):
    queryset = Invitation.objects.taken_back().select_related("person")

    def do(self, invitation, by):
        services.put_back(invitation=invitation, by=by)
        messages.success(self.request, _("It is back. The old link stays dead: send it again, or print a card."))


class Cards(PortalView, TemplateView):
    """The cards made last in this browser, each on a sheet that can be folded."""

    permission_required = "members.invite"
    template_name = "portal/members/inviting/cards.html"

    def get(self, request, *args, **kwargs):
        cards = cards_in(request)
        if not cards:
            return redirect("portal:people:invitations")
        return self.render_to_response(self.get_context_data(cards=cards))
