from django import forms
from django.utils.translation import gettext_lazy as _

from home.forms import OneLine
from portal.advice import LongWords
from portal.drafts.forms import Folded, KeptForm
from portal.groups.forms.as_it_stood import AsItStood
from portal.groups.models import Group, GroupSeat
from portal.members.models import Interest, User


class StartForm(KeptForm, forms.ModelForm):
    name = OneLine(label=_("What is the group called?"), max_length=80)

    class Meta:
        model = Group
        fields = ("name", "question")
        widgets = {"question": LongWords(attrs={"rows": 3, "dir": "auto"})}


class ChangeForm(Folded, AsItStood, StartForm):
    interests = forms.ModelMultipleChoiceField(
        label=_("Who may like it?"),
        queryset=Interest.objects.filter(in_use=True),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Whoever is interested in these finds the group first, if anyone may ask to join."),
    )

    papers_days = forms.IntegerField(
        label=_("How many days before a meeting does everybody get the papers?"),
        min_value=0,
        max_value=60,
        required=False,
        help_text=_("All of you at the same moment: nobody reads them before the others."),
    )

    class Meta(StartForm.Meta):
        fields = Group.BOXES

    BOXES = Meta.fields
    FOLDED = ("papers_days",)

    @property
    def opens(self) -> bool:
        return bool(self["papers_days"].errors)


class AskForm(KeptForm):
    people = forms.ModelMultipleChoiceField(
        label=_("Whom would you like to ask?"),
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Is somebody not here? Tell a coordinator who, and they can ask them."),
    )
    note = forms.CharField(
        label=_("A few words from you"),
        max_length=1_000,
        required=False,
        widget=LongWords(attrs={"rows": 3, "dir": "auto"}),
        help_text=_("They stand in the message, under the question."),
    )
    anyone_may_ask = forms.BooleanField(
        label=_("Anyone here may ask to join"),
        required=False,
        help_text=_("Then the group stands on the list of what there is to do. You say who comes in."),
    )

    def __init__(self, *args, group, by, **kwargs):
        super().__init__(*args, **kwargs)
        known = group.seats.exclude(state__in=GroupSeat.MAY_BE_ASKED_AGAIN).values("person")
        self.fields["people"].queryset = User.objects.listed_for(by).exclude(pk__in=known)
        self.fields["people"].error_messages["invalid_choice"] = _(
            "Somebody whom you ticked was asked in the meantime, or is not here any more. Look at the list once more."
        )


class TellMoreForm(KeptForm):
    words = forms.CharField(
        label=_("Your answer"),
        max_length=2_000,
        widget=LongWords(attrs={"rows": 5, "dir": "auto"}),
        help_text=_("It goes by the way they chose, with your name."),
    )


class ReasonForm(KeptForm):
    reason = forms.CharField(
        label=_("The reason"),
        max_length=1_000,
        widget=LongWords(attrs={"rows": 4, "dir": "auto"}),
        help_text=_("They read it with your name."),
    )
