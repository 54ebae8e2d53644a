from django import forms
from django.utils.translation import gettext_lazy as _

from portal.drafts.forms import KeyedForm
from portal.members.models import User

WORDS = {"rows": 3, "dir": "auto"}


class WelcomeForm(KeyedForm):
    """What was talked about. All of it can be skipped, and all of it can be changed later."""

    buddy = forms.ModelChoiceField(
        label=_("Who meets them first"), queryset=None, required=False, empty_label=_("Nobody yet")
    )
    met = forms.BooleanField(label=_("We have met"), required=False)
    access_talked = forms.BooleanField(label=_("We talked about what helps them take part"), required=False)
    payment_talked = forms.BooleanField(label=_("We talked about payment, expenses and benefits"), required=False)
    they_expect = forms.CharField(
        label=_("What they hope for from us"), required=False, max_length=1_000, widget=forms.Textarea(attrs=WORDS)
    )
    we_expect = forms.CharField(
        label=_("What we hope for from them"), required=False, max_length=1_000, widget=forms.Textarea(attrs=WORDS)
    )
    expectations = forms.BooleanField(label=_("We looked at both together"), required=False)

    def __init__(self, *args, welcome, own, may_choose_buddy, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["buddy"].queryset = User.objects.here().exclude(pk=welcome.person_id).order_by("known_as", "pk")
        if not may_choose_buddy:
            del self.fields["buddy"]
        if own:
            self._in_own_words()
        for step in ("met", "access_talked", "payment_talked", "expectations"):
            day = getattr(welcome, f"{step}_on")
            self.initial.setdefault(step, bool(day))
            if day:
                self.fields[step].help_text = _("Since %(day)s.") % {"day": day.strftime("%d.%m.%Y")}
        for name in ("buddy", "they_expect", "we_expect"):
            self.initial.setdefault(name, getattr(welcome, name))

    def _in_own_words(self):
        self.fields["access_talked"].label = _("We talked about what helps me take part")
        self.fields["they_expect"].label = _("What I hope for from you")
        self.fields["we_expect"].label = _("What you hope for from me")
