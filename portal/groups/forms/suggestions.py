"""Asking and proposing, inside and outside; and what those who decide write."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, gettext_lazy as _

from home.forms import OneLine
from home.spoken import moment
from portal.advice import LongWords
from portal.drafts.forms import KeptForm, KeyedForm
from portal.groups.models import AgendaItem, Group, Meeting, Proposal
from portal.groups.services.suggestions import is_a_reason
from portal.members.outside.forms import BIG, NOT_AT_ALL, OutsideForm, Words, WriteDownForm

How, State = Proposal.How, Proposal.State
# What somebody chooses when they suggest it.
CHOICES = [(how.value, how.label) for how in (How.NAMED, How.UNNAMED, How.MYSELF, How.TALK)]


class HowField(forms.ChoiceField):
    widget = forms.RadioSelect

    def __init__(self, **given):
        help_text = _("Without your name: read further down what we keep, and what we cannot promise.")
        super().__init__(label=_("How shall it go on?"), choices=CHOICES, help_text=help_text, **given)


def beside():
    return forms.BooleanField(label=_("I would like somebody beside me when we talk about it"), required=False)


def hidden():
    return forms.BooleanField(
        label=_("Leave it off the page “You said, we did”"),
        required=False,
        help_text=_("That page never says who suggested something, and never in your own words."),
    )


class Reached:
    """Put before a form with a name and a way to answer: what each way to go on needs, and what it must not have."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].required = self.fields["means"].required = False

    def clean(self):
        cleaned = super().clean()
        how, means = cleaned.get("how"), cleaned.get("means")
        if how == How.UNNAMED:
            self._without_a_name(cleaned)
        elif how:
            if not cleaned.get("name") and "name" not in self.errors:
                self.add_error("name", gettext("Please write what we call you, or choose to go on without a name."))
            if how != How.NAMED and means in ("", NOT_AT_ALL) and "means" not in self.errors:
                self.add_error("means", gettext("Please choose a way to reach you, so that we can talk with you."))
            elif not means and cleaned.get("address"):
                self.add_error("means", gettext("Please choose how we answer you."))
        return cleaned

    def _without_a_name(self, cleaned):
        """Nothing of them may be kept, and whoever gave it may have meant something else: only they can say."""
        typed = [name for name in ("name", "address") if cleaned.get(name)]
        for name in typed:
            words = gettext("Please take this away, or choose another way to go on: without a name we keep none of it.")
            self.add_error(name, ValidationError(words))
        if not typed and cleaned.get("means") not in ("", None, NOT_AT_ALL):
            words = gettext("Without a name we cannot answer you. Please choose no answer, or another way to go on.")
            self.add_error("means", ValidationError(words))

    def told(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("how", "beside", "hidden") if name in self.cleaned_data}


class OutsideSuggestionForm(Reached, OutsideForm):
    ways = [*OutsideForm.ways, (NOT_AT_ALL, _("No answer, thank you"))]
    words = Words(max_length=4_000, widget=BIG)
    how = HowField()
    beside, hidden = beside(), hidden()

    field_order = ["words", "how", "name", "means", "address", "beside", "hidden"]
    labels = {
        "words": (_("What would you like to ask or propose?"), _("In any language. A sentence is enough.")),
        "name": (_("What shall we call you?"), _("A first name is enough. Nothing, if you would rather not be named.")),
        "means": (_("How shall we answer?"), _("You can skip this if you would rather not be named.")),
        "address": (
            _("Where does that reach you?"),
            _("A phone number, an e-mail address or a postal address. Nothing, if we see you or need not answer."),
        ),
    }


class SuggestionDownForm(Reached, WriteDownForm):
    """By phone, on paper or in a talk."""

    ways = [*WriteDownForm.ways, (NOT_AT_ALL, _("They want no answer"))]
    words = Words(max_length=4_000, widget=BIG)
    how = HowField()
    beside, hidden = beside(), hidden()

    field_order = ["key", "words", "how", "name", "means", "address", "beside", "hidden", "came_by", "came_on"]
    labels = {
        "words": (_("In their words"), ""),
        "how": (_("How shall it go on? Read them the four out."), ""),
        "name": (_("What shall we call them?"), _("Nothing, if they would rather not be named.")),
        "means": (_("How would they like to hear from us?"), ""),
        "address": (
            _("Where does that reach them?"),
            _("A phone number, an e-mail address or a postal address. Nothing, if somebody tells them."),
        ),
        "beside": (_("They would like somebody beside them when we talk about it"), ""),
        "hidden": (_("Leave it off the page “You said, we did”"), ""),
    }


class SuggestForm(KeyedForm):
    """A member's own. Its words are kept nowhere before they are sent, since they may be meant to have no name."""

    words = Words(
        label=OutsideSuggestionForm.labels["words"][0],
        help_text=OutsideSuggestionForm.labels["words"][1],
        max_length=4_000,
        widget=LongWords(attrs={"rows": 6, "dir": "auto"}),
    )
    how = HowField()
    beside, hidden = beside(), hidden()

    def told(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("how", "beside", "hidden")}


# --- Those who decide -------------------------------------------------------------------------------------------------
class TalkForm(KeptForm):
    notes = Words(
        label=_("What did you talk about, and what did you agree?"),
        help_text=_("Whoever decides about it reads this, and so does the person. It is deleted with the rest."),
        max_length=4_000,
        widget=LongWords(attrs={"rows": 5, "dir": "auto"}),
    )
    how = forms.ChoiceField(
        label=_("How shall it go on? They choose."),
        choices=[
            (How.NAMED, _("We pass it on with their name")),
            (How.QUIET, _("We pass it on, and only whoever looks after it knows the name")),
            (How.MYSELF, _("They raise it themselves")),
        ],
        widget=forms.RadioSelect,
    )


class PassOnForm(KeyedForm):
    group = forms.ModelChoiceField(
        label=_("A group, or the coordinators"),
        queryset=Group.objects.none(),
        required=False,
        blank=True,
        empty_label=_("The coordinators"),
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, by, proposal, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = Group.objects.visible_to(by).open()
        self.initial["group"] = proposal.group_id


class BringForm(KeyedForm):
    meeting = forms.ModelChoiceField(
        label=_("To which meeting?"), queryset=Meeting.objects.none(), empty_label=None, widget=forms.RadioSelect
    )
    what = OneLine(
        label=_("What shall stand on the agenda?"),
        help_text=_("In your own words: it stays in the minutes when theirs are deleted."),
        max_length=AgendaItem._meta.get_field("what").max_length,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )

    def __init__(self, *args, proposal, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["meeting"].queryset = Meeting.objects.filter(group=proposal.group_id, to_check_since=None).to_come()
        self.fields["meeting"].label_from_instance = _when


def _when(meeting) -> str:
    return moment(meeting.starts_at) if meeting.starts_at else gettext("The next one, whose day is still to be chosen")


class AnswerSuggestionForm(KeptForm):
    state = forms.ChoiceField(
        label=_("What becomes of it?"),
        choices=[
            (State.GOING, _("It is going ahead")),
            (State.LATER, _("Later")),
            (State.NO, _("It is not going ahead")),
        ],
        widget=forms.RadioSelect,
    )
    words = Words(
        label=_("Why, and what happens now?"),
        help_text=_("In plain words. They read it with your name. “Later” and “not going ahead” need a reason."),
        max_length=4_000,
        required=False,
        widget=LongWords(attrs={"rows": 5, "dir": "auto"}),
    )
    said = OneLine(
        label=_("For everybody: you said"),
        help_text=_("In your own words, so that nobody can tell who it was. Such as: the tea is always cold."),
        max_length=Proposal._meta.get_field("said").max_length,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    did = Words(
        label=_("For everybody: we did, or why not"),
        help_text=_("Such as: we bought a flask. Both stand on the public page, without a name."),
        max_length=Proposal._meta.get_field("did").max_length,
        required=False,
        widget=LongWords(attrs={"rows": 3, "dir": "auto"}),
    )

    def __init__(self, *args, proposal, **kwargs):
        super().__init__(*args, **kwargs)
        if proposal.is_decided:
            self.initial |= {"state": proposal.state, "words": proposal.answer}
        self.initial |= {"said": proposal.said, "did": proposal.did}
        if proposal.hidden:
            del self.fields["said"], self.fields["did"]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("state") in Proposal.WITH_A_REASON and "words" in cleaned and not is_a_reason(cleaned["words"]):
            words = _("Please write the reason in plain words: a thank-you alone is no answer.")
            self.add_error("words", ValidationError(words))
        said, did = cleaned.get("said"), cleaned.get("did")
        if bool(said) != bool(did):
            missing = "did" if said else "said"
            self.add_error(missing, ValidationError(_("Please write both for the public page, or neither.")))
        return cleaned

    @property
    def answer(self) -> dict:
        """As `services.answer_proposal` takes it."""
        return {name: self.cleaned_data[name] for name in ("state", "words", "said", "did") if name in self.fields}
