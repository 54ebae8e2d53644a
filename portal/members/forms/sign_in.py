"""allauth's forms in our words: no words inside the boxes, and what to type said beside them."""

from allauth.account import forms as account
from allauth.core import context
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.utils.translation import gettext_lazy as _

from home.forms import Bounded, OneLine, SaysWhatToDo
from portal.members.recent import came_by_link

PASSWORD_HELP = _("At least 10 letters, numbers or signs. Three or four words that you will remember work well.")
CODE_BOX = {"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}
NAME_BOX = {"autocapitalize": "none", "spellcheck": "false"}


class Plain(Bounded, SaysWhatToDo):
    """Words beside the box instead of in it. `words` maps a field to its label, or to its label and its hint."""

    words: dict[str, tuple] = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            if name in self.words:
                field.label, field.help_text = self.words[name]


class Code(Plain):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs.update(CODE_BOX)


class SignIn(Plain, account.LoginForm):
    words = {"login": (_("Your e-mail or sign-in name"), ""), "password": (_("Your password"), "")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs.update(NAME_BOX, autocomplete="username")


class AskForCode(Plain, account.RequestLoginCodeForm):
    words = {"email": (_("Your e-mail address"), "")}


class MailedCode(Code, account.ConfirmLoginCodeForm):
    words = {"code": (_("The 6 numbers from the e-mail"), "")}


class MailedResetCode(Code, account.ConfirmPasswordResetCodeForm):
    words = MailedCode.words


class MailedAddressCode(Code, account.ConfirmEmailVerificationCodeForm):
    words = MailedCode.words


class AskForNewPassword(Plain, account.ResetPasswordForm):
    words = {"email": (_("Your e-mail address"), "")}


class NewAddress(Plain, account.AddEmailForm):
    words = {"email": (_("Your new e-mail address"), _("We send a code there, to see that it reaches you."))}


class ChangePassword(Plain, account.ChangePasswordForm):
    words = {
        "oldpassword": (_("The password you have now"), ""),
        "password1": (_("Your new password"), PASSWORD_HELP),
        "password2": (_("Your new password once more"), ""),
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if came_by_link(context.request):
            del self.fields["oldpassword"]


class ChoosePassword(Plain, account.SetPasswordForm):
    words = {"password1": (_("Your password"), PASSWORD_HELP), "password2": (_("Your password once more"), "")}


class PasswordAfterCode(Plain, account.ResetPasswordKeyForm):
    words = ChangePassword.words


class PasswordAgain(Plain, account.ReauthenticateForm):
    words = {"password": (_("Your password"), "")}


class AppCode(Code, mfa.AuthenticateForm):
    words = {
        "code": (_("The 6 numbers in your app"), _("No phone? Type one of your recovery codes instead.")),
    }


class AppCodeAgain(Code, mfa.ReauthenticateForm):
    words = AppCode.words


class FirstAppCode(Code, totp.ActivateTOTPForm):
    words = {"code": (_("The 6 numbers that your app shows now"), "")}


class NewPasskey(Plain, webauthn.AddWebAuthnForm):
    """Every key added here may be used to sign in with, so there is no box to tick for it."""

    words = {"name": (_("A name for it"), _("So that you know it from others, such as: my phone."))}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["passwordless"]
        self.fields["name"].max_length = 60
        self.fields["name"].widget.attrs["maxlength"] = 60


class RenamePasskey(Plain, webauthn.EditWebAuthnForm):
    words = NewPasskey.words


class CodeForm(Bounded, SaysWhatToDo, forms.Form):
    code = forms.CharField(
        label=_("The code on your card"),
        help_text=_("10 letters and numbers. Small letters, spaces and dashes are fine."),
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )


class NameOnly(Bounded, SaysWhatToDo, forms.Form):
    known_as = OneLine(
        label=_("What shall we call you?"),
        help_text=_("Any name you like. Others here will see it."),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "nickname", "dir": "auto"}),
    )


class FirstSteps(NameOnly):
    """What somebody who follows their first link is asked; one question must be answered."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("We send a code there, to see that it reaches you."),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
