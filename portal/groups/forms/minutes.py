from hashlib import sha256

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from home.days import DayField, is_not_past
from home.forms import OneLine
from portal.advice import LongWords
from portal.agreement.services.two_writers import as_lines
from portal.drafts.forms import KeptForm
from portal.groups.models import Check, Minute
from portal.groups.services.minutes import BOXES
from portal.members.standpoints import SaidField


class PresentForm(KeptForm):
    people = forms.MultipleChoiceField(label=_("Who is here?"), required=False, widget=forms.CheckboxSelectMultiple)
    before = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, seats, present, **kwargs):
        super().__init__(*args, **kwargs)
        self.people = {str(seat.person_id): seat.person for seat in seats}
        self.fields["people"].choices = [(pk, str(person)) for pk, person in self.people.items()]
        self.initial["people"] = [str(pk) for pk in present]
        self.initial["before"] = ",".join(self.initial["people"])

    @property
    def ticked(self) -> list:
        return [self.people[pk] for pk in self.cleaned_data["people"]]

    @property
    def shown(self) -> list:
        """Who was ticked when the form was opened."""
        return [self.people[pk] for pk in self.cleaned_data["before"].split(",") if pk in self.people]


class MinuteForm(KeptForm):
    """Three boxes. The hidden ones say what stood there when the form was opened: so two writers lose nothing."""

    said = forms.CharField(
        label=_("What we said"),
        max_length=10_000,
        required=False,
        widget=LongWords(attrs={"rows": 5, "dir": "auto"}),
        strip=False,
    )
    decided = forms.CharField(
        label=_("What we decided"),
        max_length=4_000,
        required=False,
        widget=LongWords(attrs={"rows": 3, "dir": "auto"}),
        strip=False,
    )
    todo = forms.CharField(
        label=_("What is to be done?"), max_length=300, required=False, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    owner = forms.ChoiceField(label=_("Who does it?"), required=False)
    second = forms.ChoiceField(label=_("Together with"), required=False)
    before_said = forms.CharField(widget=forms.HiddenInput, required=False, strip=False, max_length=10_000)
    before_decided = forms.CharField(widget=forms.HiddenInput, required=False, strip=False, max_length=4_000)

    def __init__(self, *args, minute: Minute, people, **kwargs):
        super().__init__(*args, **kwargs)
        for box in BOXES:
            self.initial[box] = self.initial[f"before_{box}"] = getattr(minute, box)
        self.people = {str(person.pk): person for person in people}
        nobody = [("", _("We do not know yet"))]
        names = [(pk, str(person)) for pk, person in self.people.items()]
        self.fields["owner"].choices, self.fields["second"].choices = nobody + names, [("", _("nobody else")), *names]

    def clean(self):
        cleaned = super().clean()
        if (cleaned.get("owner") or cleaned.get("second")) and not cleaned.get("todo"):
            self.add_error("todo", ValidationError(_("Please write what they do.")))
        return cleaned

    @property
    def words(self) -> dict:
        return {box: as_lines(self.cleaned_data[box]) for box in BOXES}

    @property
    def before(self) -> dict:
        return {box: as_lines(self.cleaned_data[f"before_{box}"]) for box in BOXES}

    @property
    def action(self) -> dict | None:
        if not self.cleaned_data["todo"]:
            return None
        who = {name: self.people.get(self.cleaned_data[name]) for name in ("owner", "second")}
        return {"what": self.cleaned_data["todo"]} | who


class DeclareForm(KeptForm):
    words = forms.CharField(
        label=_("Is there something the others should know?"),
        help_text=_("Such as: I work for the bus company. It stands in the minutes, with your name."),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )


class ViewForm(KeptForm):
    words = forms.CharField(
        label=_("What do you think, or did somebody else think?"),
        max_length=2_000,
        widget=LongWords(attrs={"rows": 4, "dir": "auto"}),
    )
    named = forms.BooleanField(label=_("It is mine, with my name"), required=False)


class MarkLineForm(KeptForm):
    """Which line, and if one likes, why and who. Nothing of it is kept while somebody types."""

    line = forms.ChoiceField(label=_("Which line?"), widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("How do you see it?"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    named = forms.BooleanField(
        label=_("With my name"),
        required=False,
        help_text=_("Without it, nothing says who it was, not even to whoever looks after the site."),
    )

    def __init__(self, *args, lines, **kwargs):
        super().__init__(*args, **kwargs)
        self.lines = {_digest(line): line for line in lines}
        self.fields["line"].choices = list(self.lines.items())

    @property
    def said(self) -> dict:
        given = {name: self.cleaned_data[name] for name in ("words", "named")}
        return given | {"line": self.lines[self.cleaned_data["line"]]}


def _digest(line: str) -> str:
    return sha256(line.encode()).hexdigest()[:16]


class CheckForm(KeptForm):
    answer = forms.ChoiceField(label=_("Is this right?"), choices=Check.Answer.choices, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("What do you see otherwise?"),
        max_length=2_000,
        required=False,
        widget=LongWords(attrs={"rows": 4, "dir": "auto"}),
        help_text=_("It stands beside the minutes, with your name. A line that is wrong you can put right yourself."),
    )
    digest = forms.CharField(widget=forms.HiddenInput)
    OF_NOW = ("digest",)

    def __init__(self, *args, digest: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["digest"] = digest

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("answer") == Check.Answer.NOT_RIGHT and not cleaned.get("words", "").strip():
            self.add_error("words", ValidationError(_("Please write in a few words what you see otherwise.")))
        return cleaned


class CheckDownForm(CheckForm):
    how_told = SaidField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        theirs = [("right", _("Yes, they say that it is right")), ("not", _("They see it otherwise"))]
        self.fields["answer"].choices = theirs
        self.fields["words"].label = _("What do they see otherwise?")


class CorrectionForm(KeptForm):
    words = forms.CharField(
        label=_("What should it say?"), max_length=2_000, widget=LongWords(attrs={"rows": 4, "dir": "auto"})
    )


class OutcomeForm(KeptForm):
    words = forms.CharField(
        label=_("What changed because of this?"),
        max_length=2_000,
        widget=LongWords(attrs={"rows": 4, "dir": "auto"}),
        help_text=_("Nothing yet is an answer as well: say why, if you know."),
    )


class AgreeForm(KeptForm):
    """Yes to an action, by a day of one's own."""

    due_on = DayField(label=_("By which day? You choose."), required=False)
    need = forms.CharField(
        label=_("What do you need for it, or what would you like to ask?"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=_("The group reads it."),
    )

    def clean_due_on(self):
        """A day that has passed since may stay, when they only say what they need."""
        day = self.cleaned_data["due_on"]
        if day is not None and day != self.initial.get("due_on"):
            is_not_past(day)
        return day


class AgreeDownForm(AgreeForm):
    answer = forms.ChoiceField(
        label=_("Will they do it?"), choices=[("yes", _("Yes")), ("no", _("No"))], widget=forms.RadioSelect
    )
    how_told = SaidField()
    field_order = ("answer", "due_on", "need", "how_told")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["due_on"].label = _("By which day? They choose.")
        self.fields["need"].label = _("What do they need for it, or what would they like to ask?")


class RewordForm(KeptForm):
    what = OneLine(label=_("What is to be done?"), max_length=300)


class ClosingForm(KeptForm):
    state = forms.ChoiceField(
        label=_("How is it?"),
        choices=[("done", _("It is done")), ("stopped", _("It is not needed any more"))],
        widget=forms.RadioSelect,
    )
    closing = forms.CharField(
        label=_("What would help next time?"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
