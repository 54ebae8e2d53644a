"""What people say to a group: yes or no, how they are here, when they can, and whether they come."""

from django import forms
from django.utils.translation import gettext_lazy as _

from home.spoken import moment
from portal.drafts.forms import KeptForm
from portal.groups.models import GroupSeat, Reply
from portal.members.models import Support
from portal.members.standpoints import SaidField, StandpointField

State, SaidYes = GroupSeat.State, Support.SaidYes


class DatesField(forms.MultipleChoiceField):
    """Which of the offered dates somebody can. It becomes pairs of a date and whether they can."""

    widget = forms.CheckboxSelectMultiple
    default_error_messages = {
        "invalid_choice": _("A day that you ticked is not offered any more. Look at the days once more.")
    }

    def __init__(self, dates, **given):
        self.dates = list(dates)
        choices = [(str(date.pk), moment(date.starts_at)) for date in self.dates]
        super().__init__(label=_("Which days can you?"), required=False, choices=choices, **given)

    def clean(self, value):
        chosen = super().clean(value)
        return [(date, str(date.pk) in chosen) for date in self.dates]


class DatesAnswerForm(KeptForm):
    def __init__(self, *args, dates, can=(), **kwargs):
        super().__init__(*args, **kwargs)
        help_text = _("Tick each day on which you could come. None of them? Tick nothing, and save.")
        self.fields["dates"] = DatesField(dates, help_text=help_text)
        self.initial["dates"] = [str(pk) for pk in can]


class AnswerForm(KeptForm):
    """To whoever was asked to join."""

    state = forms.ChoiceField(
        label=_("Your answer"),
        choices=[
            (State.YES, _("Yes, I’d like to")),
            (State.MORE, _("Tell me more first")),
            (State.NO, _("No, thank you")),
        ],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("What would you like to know, or to say?"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=_("Whoever looks after the group reads it. You need not write anything."),
    )
    standpoint = StandpointField(
        help_text=_("Nobody sees it beside your name. The group sees numbers only, once five or more are on each side.")
    )

    def __init__(self, *args, seat, dates=(), can=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.initial |= {"standpoint": seat.standpoint_id, "words": seat.words}
        self.initial["state"] = "" if seat.state == State.ASKED else seat.state
        if dates:
            self.fields["dates"] = DatesField(dates)
            self.initial["dates"] = [str(pk) for pk in can]

        if seat.is_taken and not self._was_asked_for("state"):  # whoever is in it says how, and when they can
            del self.fields["state"], self.fields["words"]

    def _was_asked_for(self, name) -> bool:
        """Sent from a page on which the box stood."""
        return self.add_prefix(name) in self.data

    @property
    def said(self) -> dict:
        """As `services.answer` takes it."""
        names = ("state", "words", "standpoint", "dates")
        return {name: self.cleaned_data[name] for name in names if name in self.fields}


class AnswerDownForm(AnswerForm):
    """What somebody without e-mail, or on the phone, said."""

    how_told = SaidField()

    def __init__(self, *args, seat, **kwargs):
        super().__init__(*args, seat=seat, **kwargs)
        if "state" in self.fields:
            self.fields["state"].label = _("Their answer")
            self.fields["state"].choices = [
                (State.YES, _("Yes")),
                (State.MORE, _("They want to know more")),
                (State.NO, _("No")),
            ]
            self.fields["words"].label = _("What would they like to know, or to say?")
        self.fields["standpoint"].label = _("They are here as…")
        self.fields["standpoint"].help_text = _("Ask them. Do not guess: choose nothing if they did not say.")
        del self.initial["standpoint"]  # what they said of themselves earlier is nobody else's to read
        if "dates" in self.fields:
            self.fields["dates"].label = _("Which days can they?")


class ReplyForm(KeptForm):
    answer = forms.ChoiceField(label=_("Will you come?"), choices=Reply.Answer.choices, widget=forms.RadioSelect)
    would_help = forms.CharField(
        label=_("What would help you to take part?"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=_(
            "A lift, big print, a break every half hour, somebody beside you: whatever it is. "
            "Whoever looks after the meeting reads it, without your name. While few have answered, they may guess."
        ),
    )


class ReplyDownForm(ReplyForm):
    how_told = SaidField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["answer"].label = _("Will they come?")
        self.fields["answer"].choices = [("coming", _("Yes")), ("maybe", _("Perhaps")), ("sorry", _("No"))]
        self.fields["would_help"].label = _("What would help them to take part?")
