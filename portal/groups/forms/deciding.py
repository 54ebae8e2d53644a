from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from home.days import DayField, is_not_past
from home.forms import SaysWhatToDo
from portal.advice import LongWords
from portal.drafts.forms import KeptForm
from portal.groups.forms.folded import Folded
from portal.groups.models import Decision, OpenBallot
from portal.groups.services.two_writers import as_lines


class VoteForm(KeptForm):
    question = forms.CharField(
        label=_("What do we vote on?"),
        max_length=300,
        help_text=_("One question that can be answered with for or against, such as: Shall we move to Mondays?"),
    )


class BallotForm(SaysWhatToDo, forms.Form):
    """No key, and nothing kept: the roll sees to it that nobody votes twice."""

    choice = forms.ChoiceField(label=_("Your vote"), choices=OpenBallot.Choice.choices, widget=forms.RadioSelect)


class CountForm(KeptForm):
    """What was counted in the room, by phone or on paper."""

    yes = forms.IntegerField(label=_("For it"), min_value=0, max_value=500, initial=0)
    no = forms.IntegerField(label=_("Against it"), min_value=0, max_value=500, initial=0)
    abstain = forms.IntegerField(label=_("Neither"), min_value=0, max_value=500, initial=0)
    people = forms.MultipleChoiceField(
        label=_("Whose votes did you count?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("People who voted online are not in this list."),
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in people}
        self.fields["people"].choices = [(pk, str(person)) for pk, person in self.people.items()]
        if not self.people:
            for name in ("yes", "no", "abstain", "people"):
                self.fields[name].widget = forms.MultipleHiddenInput() if name == "people" else forms.HiddenInput()

    @property
    def counted(self) -> dict[str, int]:
        return {name: self.cleaned_data[name] for name in ("yes", "no", "abstain")}

    @property
    def ticked(self) -> list:
        return [self.people[pk] for pk in self.cleaned_data["people"]]

    def clean(self):
        cleaned = super().clean()
        if {"yes", "no", "abstain", "people"} <= set(cleaned):
            counted, ticked = cleaned["yes"] + cleaned["no"] + cleaned["abstain"], len(cleaned["people"])
            if counted != ticked:
                words = _("You counted %(counted)d votes, and ticked %(ticked)d people. Please count once more.")
                self.add_error("people", ValidationError(words % {"counted": counted, "ticked": ticked}))
        return cleaned


def long_words(label, *, required=False, length=4_000):
    widget = LongWords(attrs={"rows": 3, "dir": "auto"})
    return forms.CharField(label=label, max_length=length, required=required, widget=widget)


BEFORE = "before_"


class DecisionForm(Folded, KeptForm, forms.ModelForm):
    question = forms.CharField(label=_("What was the question?"), max_length=300)
    decided = long_words(_("What we decided"), required=True)
    reasons = long_words(_("Why?"))
    options = long_words(_("What else could we have done?"), length=2_000)
    expect = long_words(_("What do we expect from it?"), length=2_000)
    review_on = DayField(label=_("When do we look at it again?"), required=False)

    class Meta:
        model = Decision
        fields = ("question", "how", "reasons", "options", "expect", "review_on")
        widgets = {"how": forms.RadioSelect}

    FOLDED = ("options", "expect", "review_on")
    field_order = ("question", "decided", "how", "reasons", *FOLDED)

    def __init__(self, *args, vote=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.vote = vote
        for name in (*self._meta.fields, "decided"):
            stood = self.initial.get(name) if self.instance.pk or name == "decided" else None
            self.fields[BEFORE + name] = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)
            self.initial[BEFORE + name] = "" if stood is None else str(stood)
        hows = [one for one in Decision.How if one != Decision.How.VOTE or vote]
        self.fields["how"].label = _("How did we decide?")
        if self.instance.pk is None:
            self.initial["how"] = Decision.How.VOTE if vote else ""
        self.fields["how"].choices = [(one.value, one.label) for one in hows]

    def clean_review_on(self):
        """A day that has passed since may stay."""
        day = self.cleaned_data["review_on"]
        if day is not None and day != self.initial.get("review_on"):
            is_not_past(day)
        return day

    @property
    def said(self) -> dict:
        """As `services.write_decision` takes it."""
        boxes = (*self._meta.fields, "decided")
        said = {box: self.cleaned_data[box] for box in boxes}
        said = {box: as_lines(words) if isinstance(words, str) else words for box, words in said.items()}
        return said | {"before": {box: as_lines(self.cleaned_data[BEFORE + box]) for box in boxes}}


class StillThinkForm(KeptForm):
    words = forms.CharField(
        label=_("What I still think"),
        max_length=2_000,
        required=False,
        widget=LongWords(attrs={"rows": 4, "dir": "auto"}),
        help_text=_("It stays beside the decision, with your name. Take the words away, and it goes."),
    )
