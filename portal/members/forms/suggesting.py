from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _, gettext_lazy

from home.forms import OneLine
from portal.drafts.forms import KeyedForm
from portal.members.forms.about import AboutForm
from portal.members.models import Line, Skill, Suggestion


class SuggestForm(KeyedForm):
    """One skill from the list, or one in other words. What the reader can see already is not offered."""

    asks_nothing = True
    skill = forms.ModelChoiceField(
        label=gettext_lazy("From the list"), queryset=None, required=False, empty_label=gettext_lazy("Choose one")
    )
    words = OneLine(
        label=gettext_lazy("Or in your own words"),
        help_text=gettext_lazy("Such as: calming people down, or mending bikes."),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    why = OneLine(
        label=gettext_lazy("A kind sentence, if you like"),
        help_text=gettext_lazy("Such as: you made me laugh on my first day. Only they see it."),
        max_length=Suggestion._meta.get_field("why").max_length,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )

    def __init__(self, *args, person, by, **kwargs):
        super().__init__(*args, **kwargs)
        seen = Line.objects.visible_to(by).filter(person=person, kind=Line.Kind.SHARE).values("skills")
        told = Skill.objects.filter(pk__in=seen)
        self.fields["skill"].queryset = Skill.objects.filter(in_use=True).exclude(pk__in=told.values("pk"))

    def clean(self):
        cleaned = super().clean()
        if self.errors:
            return cleaned
        skill, words = cleaned["skill"], cleaned["words"]
        if bool(skill) == bool(words):
            both = _("One at a time, please: choose from the list, or write it in your own words.")
            raise ValidationError(
                both if skill else _("Choose something from the list, or write it in your own words.")
            )
        named = {str(one).casefold(): one for one in self.fields["skill"].queryset}
        if words.casefold() in named:
            cleaned |= {"skill": named[words.casefold()], "words": ""}
        return cleaned


class MaySuggestForm(AboutForm):
    may_suggest = forms.TypedChoiceField(
        label=gettext_lazy("May others suggest what you are good at?"),
        help_text=gettext_lazy(
            "You are asked each time. Nobody else sees it before you say yes, and nobody hears of a no."
        ),
        choices=[("yes", gettext_lazy("Yes, they may")), ("no", gettext_lazy("No, please don’t suggest"))],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
    )
