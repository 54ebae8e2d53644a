from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.internal.flows.logout import logout
from allauth.account.internal.flows.manage_email import add_email
from allauth.account.mixins import NextRedirectMixin
from allauth.account.models import EmailAddress
from allauth.core import ratelimit
from allauth.core.internal.ratelimit import consume  # the public one never counts a GET
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.views import RemoveWebAuthnView
from django.conf import settings
from django.contrib import messages
from django.forms import Form
from django.http import HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import FormView, TemplateView

from portal.access import PortalView
from portal.members import services
from portal.members.codes import as_made
from portal.members.forms.sign_in import CodeForm, FirstSteps, NameOnly, NewAddress
from portal.members.middleware import GOING_TO
from portal.members.recent import came_by_link, may_have_lost_a_lock
from portal.members.second_factor import lacks_second_factor
from portal.members.trail import changes_for
from portal.members.ways import has_first_way, only_passkey_left, ways_of


class HowYouSignIn(PortalView, TemplateView):
    """All the ways somebody has to sign in, and the next step of each."""

    permission_required = "members.change_own_sign_in"
    template_name = "portal/members/how_you_sign_in.html"

    def get_context_data(self, **kwargs):
        user, session = self.request.user, self.request.session
        return super().get_context_data(
            ways=ways_of(user),
            comes_back=has_first_way(user),
            lacks=settings.SECOND_FACTOR_REQUIRED and lacks_second_factor(user),
            going_to=session.get(GOING_TO),
            lost=may_have_lost_a_lock(self.request),
            by_link=came_by_link(self.request),
            changes=changes_for(user, newest=5),
            **kwargs,
        )


class SignInAgain(NextRedirectMixin, PortalView, TemplateView):
    """For somebody with neither password nor passkey, who is to show again that it is them: a new code, then back."""

    permission_required = "members.change_own_sign_in"
    template_name = "portal/members/sign_in_again.html"

    def get_context_data(self, **kwargs):
        address = EmailAddress.objects.get_primary_email(self.request.user)
        return super().get_context_data(address=address, **kwargs)

    def post(self, request):
        user, address = request.user, EmailAddress.objects.get_primary_email(request.user)
        if not address:
            return redirect("how_you_sign_in")
        logout(request, show_message=False)
        if not ratelimit.consume(request, action="request_login_code", key=address.lower()):
            messages.error(request, get_adapter().error_messages["too_many_login_attempts"])
            return redirect("account_login")
        LoginCodeVerificationProcess.initiate(request=request, user=user, email=address)
        return HttpResponseRedirect(self.passthrough_next_url(reverse("account_confirm_login_code")))


class TooManyTries(Exception):
    """So many wrong codes came from this place that not even a good one is looked at for a while."""


def whose(code, request):
    """Whom a code is for, typed or in an address. Only wrong ones count, so that a room full of people comes in."""
    counted = {"app": "allauth.account", "action": "sign_in_code", "limit_get": True}
    if not consume(request, dry_run=True, **counted):
        raise TooManyTries
    try:
        return services.good_link(code).person
    except services.LinkSpent:
        consume(request, **counted)
        raise


@method_decorator(never_cache, name="dispatch")
class TypeCode(FormView):
    """For whoever has the code on a card: leads to the same place as the link."""

    template_name = "portal/members/type_code.html"
    form_class = CodeForm

    def form_valid(self, form):
        code = as_made(form.cleaned_data["code"])
        try:
            whose(code, self.request)
            return redirect("sign_in_link", code=code)
        except TooManyTries:
            form.add_error(None, get_adapter().error_messages["too_many_login_attempts"])
        except services.LinkSpent:
            form.add_error(
                "code",
                _("We do not know this code, or it was used already. Look at each letter once more, or ring us."),
            )
        return self.form_invalid(form)


@method_decorator(never_cache, name="dispatch")
class UseLink(FormView):
    """A one-use link. Opening it changes nothing, so a mail scanner cannot use it up; the button signs in."""

    template_name = "portal/members/use_link.html"

    def dispatch(self, request, *args, **kwargs):
        try:
            self.person = whose(kwargs["code"], request)
            return super().dispatch(request, *args, **kwargs)
        except TooManyTries:
            return render(request, "429.html", status=429)
        except services.LinkSpent:
            return render(request, "portal/members/link_spent.html", status=404)

    def get_form_class(self):
        if self.person.known_as:
            return Form
        return NameOnly if services.is_invited(self.person) else FirstSteps

    def get_initial(self):
        return {"known_as": self.person.invitation.name} if services.is_invited(self.person) else {}

    def form_valid(self, form):
        given = form.cleaned_data
        invited = services.is_invited(self.person)
        person = services.come_in(code=self.kwargs["code"], known_as=given.get("known_as", ""))
        let_in(self.request, person)
        if invited:
            return redirect("portal:me:welcome")
        if given.get("email"):
            return self.send_code_to(given["email"])
        return redirect("how_you_sign_in")

    def send_code_to(self, address):
        """The address is theirs only once the code sent there comes back; a slip of the finger gives nothing away."""
        form = NewAddress(data={"email": address}, user=self.request.user)
        if not form.is_valid():
            messages.error(self.request, " ".join(form.errors["email"]))
            return redirect("how_you_sign_in")
        add_email(self.request, form)
        return redirect("account_email_verification_sent")


def let_in(request, person):
    """Sign somebody in by their link, past the second factor: it may be the very thing they lost."""
    adapter = get_adapter()
    adapter.login(request, person)
    record_authentication(request, person, method="link", reauthenticated=True)
    adapter.post_login(
        request, person, email_verification="none", signal_kwargs=None, email=None, signup=False, redirect_url=None
    )


class SetUpApp(ActivateTOTPView):
    """allauth's, for somebody who has a first way: the app's numbers come second, and open nothing by themselves."""

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated and not has_first_way(request.user):
            messages.warning(request, _("Choose a password or add a passkey first. The app comes second."))
            return redirect("how_you_sign_in")
        return super().dispatch(request, *args, **kwargs)


class RemovePasskey(RemoveWebAuthnView):
    """allauth's, but the last way in stays."""

    def form_valid(self, form):
        if only_passkey_left(self.request.user):
            messages.error(self.request, get_adapter().error_messages["cannot_remove_primary_email"])
            return redirect("how_you_sign_in")
        return super().form_valid(form)
