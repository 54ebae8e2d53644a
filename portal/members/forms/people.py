"""Finding somebody in the list of people, by the address alone."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.members.models import Channel, Interest, Skill


class FindForm(forms.Form):
    q = forms.CharField(
        label=_("Name, skill or interest"),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "dir": "auto"}),
    )
    skill = forms.ModelChoiceField(
        label=_("Can share"), queryset=Skill.objects.all(), empty_label=_("Any skill"), required=False
    )
    interest = forms.ModelChoiceField(
        label=_("Interested in"), queryset=Interest.objects.all(), empty_label=_("Anything"), required=False
    )
    channel = forms.ModelChoiceField(
        label=_("Likes to be in touch by"), queryset=Channel.objects.all(), empty_label=_("Any way"), required=False
    )
    by_hand = forms.BooleanField(label=_("Needs a call or a letter"), required=False)
    paused = forms.BooleanField(label=_("Is taking a break"), required=False)

    FOR_COORDINATORS = ("channel", "by_hand", "paused")

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        if not user.is_coordinator:
            for name in self.FOR_COORDINATORS:
                del self.fields[name]

    def asked(self) -> dict[str, str]:
        """What somebody chose from, as it stands in the address; choices that we do not have are left out."""
        given = {name: self.data[name] for name in self.fields if self.data.get(name)}
        return {name: value for name, value in given.items() if name not in self.errors}

    def narrow(self, people):
        asked = {name: value for name, value in self.cleaned_data.items() if value}
        if "q" in asked:
            people = people.saying(asked["q"], user=self.user)
        if "skill" in asked:
            people = people.with_skill(asked["skill"], user=self.user)
        if "interest" in asked:
            people = people.with_interest(asked["interest"], user=self.user)
        if "channel" in asked:
            people = people.reached_by(asked["channel"])
        if "by_hand" in asked:
            people = people.reached_by_hand()
        return people.paused() if "paused" in asked else people
