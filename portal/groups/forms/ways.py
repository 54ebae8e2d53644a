"""Ways of working, as a form and in words."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from home.days import DayField
from portal.advice import LongWords
from portal.agreement.models import DecisionRule, Majority, Method, SecretNumbers, Tie, Votes
from portal.drafts.forms import Folded, KeptForm
from portal.groups.models.groups import Names
from portal.members.standpoints import SaidField

CHOICES = {"method": Method, "votes": Votes, "majority": Majority, "tie": Tie, "names": Names}
CHOICES |= {"secret_numbers": SecretNumbers}
AS_USUAL = DecisionRule().as_words() | {"names": str(Names.NONE)}


def long_words(label, help_text=""):
    widget = LongWords(attrs={"rows": 4, "dir": "auto"})
    return forms.CharField(label=label, help_text=help_text, max_length=3_000, required=False, widget=widget)


def one_of(label, choices):
    return forms.ChoiceField(label=label, choices=choices.choices, widget=forms.RadioSelect)


class WaysForm(Folded, KeptForm):
    values = long_words(_("What matters to us?"), _("Such as: we listen, we say when we do not know."))
    behaviours = long_words(_("What do we do, and what not?"))
    listening = long_words(_("How do we know that we were listened to?"))
    method = one_of(_("How do we decide?"), Method)
    votes = one_of(_("If we cannot agree, may we vote?"), Votes)
    quorum = forms.IntegerField(label=_("How many of us are enough to decide?"), min_value=1)
    each_side = forms.IntegerField(
        label=_("And how many from each side, at least?"),
        min_value=0,
        help_text=_(
            "People with lived experience, and staff. 0 if it does not matter. Nobody is counted by it: those who are "
            "there say whether it is so."
        ),
    )
    names = one_of(_("How are our names shown to others?"), Names)
    majority = one_of(_("When is something carried by a vote?"), Majority)
    tie = one_of(_("What if a vote is even?"), Tie)
    secret_numbers = one_of(_("What is shown of a secret vote?"), SecretNumbers)
    review_on = DayField(label=_("When do we look at this again?"), required=False)
    after = forms.IntegerField(widget=forms.HiddenInput, required=False)

    FOLDED = ("majority", "tie", "secret_numbers", "review_on")
    OF_NOW = ("after",)

    def __init__(self, *args, many: int, version=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.many = many
        self.initial |= AS_USUAL | (version.words if version else {})
        self.initial["after"] = version.number if version else None

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("method") == Method.VOTE and cleaned.get("votes") == Votes.NONE:
            self.add_error("votes", ValidationError(_("You decide by a vote. Choose how you vote.")))
        if (cleaned.get("quorum") or 0) > self.many:
            words = _("There are %(many)d of you. Choose %(many)d or fewer.") % {"many": self.many}
            self.add_error("quorum", ValidationError(words))
        if 2 * (cleaned.get("each_side") or 0) > self.many:
            words = _("There are not as many of you. Choose fewer, or 0 if it does not matter.")
            self.add_error("each_side", ValidationError(words))
        return cleaned

    @property
    def opens(self) -> bool:
        return any(self[name].errors for name in self.FOLDED)

    @property
    def words(self) -> dict:
        """As they are agreed to."""
        names = [name for name in self.fields if name not in ("key", "goes_on", "after", "why")]
        said = {name: self.cleaned_data[name] for name in names}
        return {
            name: value.isoformat() if isinstance(value, date) else value
            for name, value in said.items()
            if value is not None
        }


class SmallFixForm(WaysForm):
    """A date, a spelling: one does it, all are told, and any of them can undo it."""

    why = forms.CharField(label=_("What is put right?"), max_length=200)
    FOLDED = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("method", "votes", "quorum", "each_side", "names", "majority", "tie", "secret_numbers"):
            self.fields[name].disabled = True  # how people decide is no small thing
            self.fields[name].widget = forms.HiddenInput()


LABELS = {name: field.label for name, field in WaysForm.base_fields.items() if name not in ("key", "goes_on", "after")}


def in_words(words: dict) -> dict[str, str]:
    """What people read, by key: a choice as it was offered, a day as it is said."""
    shown = {}
    for name in LABELS:
        value = words.get(name)
        if value in (None, ""):
            continue
        if name in CHOICES:
            value = CHOICES[name](value).label
        elif name == "review_on":
            value = date_format(date.fromisoformat(value), "l j F Y")
        shown[name] = str(value)
    if words.get("votes") == Votes.NONE:
        shown.pop("majority", None), shown.pop("tie", None)
    if words.get("votes") != Votes.SECRET:
        shown.pop("secret_numbers", None)
    return shown


class YesForm(KeptForm):
    """Somebody's yes, told to whoever writes it down."""

    how_told = SaidField()
