"""What somebody says to an offer. Nothing is preselected, and no reason is asked."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from home.forms import OneLine
from portal.drafts.forms import KeyedForm
from portal.reciprocity.forms.amounts import PoundsField
from portal.reciprocity.forms.giving import SeenForm
from portal.reciprocity.forms.offering import LINE
from portal.reciprocity.models import Reward
from portal.reciprocity.money import pounds

Answer = Reward.Answer


class AnswerForm(KeyedForm):
    answer = forms.ChoiceField(label=_("Would you like it?"), choices=Answer.choices, widget=forms.RadioSelect)
    takes_pence = PoundsField(label=_("How much would you like, in pounds?"), required=False)
    goes_to = OneLine(
        label=_("Who should have it instead?"),
        help_text=_("A charity, or the group."),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs=LINE),
    )

    def __init__(self, *args, reward, **kwargs):
        super().__init__(*args, **kwargs)
        self.reward = reward
        if reward.pence is None:
            del self.fields["takes_pence"]
            self.fields["answer"].choices = [one for one in Answer.choices if one[0] != Answer.LESS]
        else:
            self.fields["takes_pence"].help_text = _("If you want less than %(most)s.") % {"most": pounds(reward.pence)}
        for name in {"takes_pence", "goes_to"} & self.fields.keys():
            self.fields[name].depends = True
        self.initial |= {
            "answer": reward.answer,
            "takes_pence": reward.takes_pence,
            "goes_to": reward.goes_to,
        }

    def clean(self):
        said = super().clean()
        answer, less = said.get("answer"), said.get("takes_pence")
        if answer == Answer.LESS and "takes_pence" not in self.errors:
            if not less:
                self.add_error("takes_pence", ValidationError(_("Type how much you would like, such as 10.")))
            elif less >= self.reward.pence:
                most = {"most": pounds(self.reward.pence)}
                self.add_error("takes_pence", ValidationError(_("Type less than %(most)s, or choose yes.") % most))
        if answer == Answer.AWAY and not said.get("goes_to") and "goes_to" not in self.errors:
            self.add_error("goes_to", ValidationError(_("Say who should have it: a charity, or the group.")))
        return said

    @property
    def said(self) -> dict:
        return {name: self.cleaned_data[name] for name in self.fields if name != "key"}


class AnswerDownForm(AnswerForm, SeenForm):
    """Written down by whoever they told it, over no other answer than the one that stood there."""

    def __init__(self, *args, reward, **kwargs):
        super().__init__(*args, reward=reward, **kwargs)
        self.fields["answer"].label = _("What did they say?")
        self.fields["goes_to"].label = _("Who should have it instead, did they say?")
        if "takes_pence" in self.fields:
            self.fields["takes_pence"].label = _("How much would they like, in pounds?")
