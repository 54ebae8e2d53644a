"""Everything under /accounts/. Names without a namespace, since allauth looks its own up that way."""

from allauth.account.decorators import reauthentication_required
from allauth.account.views import password_set
from django.contrib.auth.decorators import login_required
from django.urls import include, path
from django.views.generic import RedirectView, TemplateView

from portal.members.views import sign_in

urlpatterns = [
    path("", sign_in.HowYouSignIn.as_view(), name="how_you_sign_in"),
    path("again/", sign_in.SignInAgain.as_view(), name="sign_in_again"),
    path("code/", sign_in.TypeCode.as_view(), name="type_code"),
    path("link/<str:code>/", sign_in.UseLink.as_view(), name="sign_in_link"),
    # allauth asks who it is before a passkey, but not before a first password.
    path(
        "password/set/",
        login_required(reauthentication_required(app="allauth.account")(password_set)),
        name="account_set_password",
    ),
    path("left/", TemplateView.as_view(template_name="portal/members/left.html"), name="you_have_left"),
    path("2fa/", RedirectView.as_view(pattern_name="how_you_sign_in"), name="mfa_index"),
    path("2fa/totp/activate/", login_required(sign_in.SetUpApp.as_view()), name="mfa_activate_totp"),
    path("2fa/webauthn/keys/<int:pk>/remove/", sign_in.RemovePasskey.as_view(), name="mfa_remove_webauthn"),
    path("", include("allauth.account.urls")),
    path("2fa/", include("allauth.mfa.urls")),
    path("sessions/", include("allauth.usersessions.urls")),
]
