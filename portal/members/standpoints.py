"""Asking somebody whether they take part, and how they are here: what every part asks it with."""

from django import forms
from django.contrib import messages
from django.utils.functional import lazy
from django.utils.translation import gettext, gettext_lazy as _

from portal.drafts.forms import KeyedForm
from portal.drafts.keeping import Writes
from portal.members.models import Standpoint, Support
from portal.words import word


class StandpointField(forms.ModelChoiceField):
    """How somebody is here. None, when nothing is chosen: what was said before stays."""

    widget = forms.RadioSelect

    def __init__(self, **given):
        queryset = Standpoint.objects.filter(in_use=True)
        label = lazy(word, str)("here-as")
        super().__init__(queryset=queryset, label=label, required=False, blank=True, empty_label=None, **given)


class SaidField(forms.ChoiceField):
    """How somebody said what another writes down for them."""

    widget = forms.RadioSelect

    def __init__(self, label=""):
        said = (Support.SaidYes.SAID, Support.SaidYes.PAPER)
        super().__init__(label=label or _("How did they tell you?"), choices=[(one.value, one.label) for one in said])


class AnswerForm(KeyedForm):
    """Yes or no, and how somebody is here. Nobody asks for a reason."""

    YES, NO = "yes", "no"

    answer = forms.ChoiceField(
        label=_("Your answer"),
        choices=[(YES, _("Yes, I’d like to")), (NO, _("No, thank you"))],
        widget=forms.RadioSelect,
    )
    standpoint = StandpointField(help_text=_("Nobody sees it beside your name."))

    @property
    def is_yes(self) -> bool:
        return self.cleaned_data["answer"] == self.YES


class AnswerDownForm(AnswerForm):
    """The same, told to whoever writes it down."""

    how_told = SaidField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["answer"].label = _("Their answer")
        self.fields["answer"].choices = [(self.YES, _("Yes")), (self.NO, _("No"))]
        self.fields["standpoint"].label = _("They are here as…")
        self.fields["standpoint"].help_text = _("Ask them. Do not guess: choose nothing if they did not say.")


class WritesAnswerDown(Writes):
    """A view of a `seat`: its person said it to the one who writes it down. `answer(**said)` does it."""

    form_class = AnswerDownForm

    @property
    def heading(self):
        return gettext("What %(name)s told you") % {"name": self.seat.person}

    def answer(self, **said) -> None:
        raise NotImplementedError

    def act(self, form) -> str:
        given = form.cleaned_data
        self.answer(
            person=self.seat.person,
            yes=form.is_yes,
            standpoint=given["standpoint"],
            by=self.request.user,
            said=given["how_told"],
        )
        messages.success(self.request, gettext("Written down. They can see that you wrote it."))
        return self.back_url
