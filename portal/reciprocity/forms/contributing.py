"""Writing down what one gave, in three questions: what, when, and how long or in words. And thanking somebody."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from home.days import DayField
from home.forms import OneLine
from portal.drafts.forms import Folded, KeptForm, KeyedForm
from portal.members.models import User
from portal.reciprocity.forms.amounts import HoursField
from portal.reciprocity.forms.giving import is_no_later_than_today
from portal.reciprocity.forms.offering import LINE
from portal.reciprocity.models import Contribution, ContributionKind, Thanks, TimeTransfer


def others_of(person):
    """Whom they may name: of whom they may know that they are here, who was at a meeting with them, and whoever asked
    them to confirm something, thanked them or gave them hours."""
    together = Contribution.objects.filter(person=person, activity__subject__startswith="meeting:").values("activity")
    met = Contribution.objects.filter(activity__in=together).values("person")
    known = User.objects.visible_to(person).values("pk")
    asked = Contribution.objects.asking(person).values("person")
    thanked = Thanks.objects.visible_to(person).values("by")
    gave_hours = TimeTransfer.objects.filter(to=person).values("by")
    near = Q(pk__in=known) | Q(pk__in=met) | Q(pk__in=asked) | Q(pk__in=thanked) | Q(pk__in=gave_hours)
    return User.objects.here().filter(near).exclude(pk=person.pk).order_by("known_as", "pk")


class GaveForm(Folded, KeptForm):
    kind = forms.ModelChoiceField(
        label=_("What did you give?"), queryset=ContributionKind.objects.none(), empty_label=_("Choose what fits best")
    )
    on = DayField(label=_("When?"), initial=timezone.localdate, validators=[is_no_later_than_today])
    minutes = HoursField(
        most=24,  # of one day
        label=_("How many hours?"),
        help_text=_("Such as 2, or 0.5 for half an hour. Leave it empty to say it in words."),
        required=False,
    )
    words = forms.CharField(
        label=_("Or in your own words"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )
    title = OneLine(
        label=_("What was it for?"),
        help_text=_("Such as: the group on Tuesday."),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs=LINE),
    )
    witness = forms.ModelChoiceField(
        label=_("Who could say that it is so?"),
        help_text=_(
            "Only if you like. They are asked, and see what you wrote here. Somebody who is told things by phone has "
            "it read out to them."
        ),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("Nobody"),
    )
    FOLDED = ("title", "witness")

    def __init__(self, *args, person, gave: Contribution | None = None, **kwargs):
        """`gave`: one that is changed."""
        super().__init__(*args, **kwargs)
        self.gave = gave
        kinds, others = Q(in_use=True), others_of(person)
        if gave:
            kinds |= Q(pk=gave.kind_id)
            others = others | User.objects.filter(pk=gave.witness_id)
            self.initial |= {name: getattr(gave, name) for name in ("kind", "on", "minutes", "words", "witness")}
            self.initial["title"] = gave.activity.title
            if gave.activity.subject:
                del self.fields["title"]
        self.fields["kind"].queryset = ContributionKind.objects.filter(kinds)
        self.fields["witness"].queryset = others
        for name in ("minutes", "words"):
            self.fields[name].depends = True  # on one another

    def clean(self):
        said = super().clean()
        if not (said.get("minutes") or said.get("words") or {"minutes", "words"} & self.errors.keys()):
            words = _("Type how many hours it was, such as 2. Or say it in words, in the next box.")
            self.add_error("minutes", ValidationError(words))
        return said

    @property
    def said(self) -> dict:
        return {name: self.cleaned_data[name] for name in self.fields if name not in ("key", "goes_on")}


class GaveDownForm(GaveForm):
    """Told on the phone: whoever gave it says whether it is right."""

    person = forms.ModelChoiceField(
        label=_("Who gave it?"), queryset=User.objects.none(), empty_label=_("Choose somebody")
    )

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, person=by, **kwargs)
        others = User.objects.here().exclude(pk=by.pk).order_by("known_as", "pk")
        self.fields["person"].queryset = self.fields["witness"].queryset = others
        self.fields["kind"].label = _("What did they give?")
        self.fields["words"].label = _("Or in their own words")
        self.fields["witness"].help_text = _(
            "Only if they like. They are asked once it is right, and see what stands here."
        )
        self.order_fields(("person",))

    def clean(self):
        said = super().clean()
        if said.get("person") and said.get("person") == said.get("witness"):
            self.add_error("witness", ValidationError(_("Choose somebody else than who gave it, or nobody.")))
        return said


class ChangedForm(KeyedForm):
    impact = forms.CharField(
        label=_("What changed because of it?"),
        help_text=_("Such as: the clinic now has a quiet room."),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )


class ThanksForm(KeyedForm):
    to = forms.ModelChoiceField(
        label=_("Whom would you like to thank?"), queryset=User.objects.none(), empty_label=_("Choose somebody")
    )
    words = forms.CharField(
        label=_("Your words"),
        help_text=_("They read it, with your name. Somebody who is told things by phone has it read out to them."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = others_of(by)
