"""What somebody fills in who applies; and whoever writes it down for them."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _, ngettext

from home.forms import Bounded, OneLine, PhotoOrDocumentField, SaysWhatToDo
from portal.drafts.forms import KeyedForm
from portal.members.codes import as_made
from portal.members.outside.forms import OutsideForm, Words
from portal.notices.routes import Means
from portal.roles.codes import LENGTH
from portal.roles.equality import QUESTIONS
from portal.roles.models import AnswerFile, Route

LONGEST = 12_000  # letters: a thousand long words, however the count of words comes out


class BeginForm(OutsideForm):
    """Who they are, and one way to reach them: all that is asked before the first answer."""

    ways = [
        (Means.MAIL, _("Send me an e-mail")),
        (Means.TEXT, _("Send me a text message")),
        (Means.CALL, _("Ring me")),
        (Means.POST, _("Write me a letter")),
    ]
    labels = {
        "name": (_("What is your name?"), _("Those who choose do not see it.")),
        "means": (_("How can we reach you?"), ""),
        "address": (_("Your e-mail address, number or address"), ""),
    }


def words_in(text: str) -> int:
    return len(text.split())


class AnswerForm(KeyedForm):
    """One thing that the role needs. However somebody learned it, there is the same room."""

    routes = forms.MultipleChoiceField(
        label=_("How did you learn it?"),
        help_text=_("Tick all that are true. All count the same."),
        choices=[],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    words = Words(
        max_length=LONGEST, required=False, strip=False, widget=forms.Textarea(attrs={"rows": 10, "dir": "auto"})
    )

    stood = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, *args, need, most: int, **kwargs):
        super().__init__(*args, **kwargs)
        self.most = most
        self.fields["routes"].choices = [(route.value, route.label) for route in need.routes]
        self.fields["words"].label = _("Your answer")
        for name in ("routes", "words"):
            self.fields[name].depends = need.essential  # it may be empty for now; nothing says that it can be skipped
        hints = [need.hint, _("Say what you can do and what you learned. You need not say what happened to you.")]
        room = ngettext("At most %(most)d word.", "At most %(most)d words.", most) % {"most": most}
        self.fields["words"].help_text = format_html_join(" ", "{}", ((hint,) for hint in (*hints, room) if hint))

    def clean_words(self):
        words = self.cleaned_data["words"].strip()
        over = words_in(words) - self.most
        if over > 0:
            said = ngettext(
                "That is %(over)d word more than there is room for. Please shorten it.",
                "That is %(over)d words more than there is room for. Please shorten it.",
                over,
            )
            raise ValidationError(said % {"over": over})
        return words

    def clean_routes(self):
        return [Route(route) for route in self.cleaned_data["routes"]]


class FileForm(KeyedForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["file"] = PhotoOrDocumentField(label=_("Your file"), kinds=AnswerFile.KINDS)
        self.fields["file"].help_text = _(
            "A recording, a film, a photo of a page, or a document, of at most %(most)s. Of photos and films we take "
            "out where they were made."
        ) % {"most": filesizeformat(settings.WAGTAILDOCS_MAX_UPLOAD_SIZE)}


class WhatHelpsForm(KeyedForm):
    """Apart from the application: those who choose never read it."""

    words = Words(
        label=_("What would help you to take part?"),
        help_text=_("Such as: questions before the talk, a quiet room, BSL, a break, somebody with you."),
        max_length=2_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
    )
    disability_confident = forms.BooleanField(
        label=_("I am disabled and would like to be offered a talk (Disability Confident)"),
        help_text=_("If you can show what the role needs, we offer you a talk. We ask for no details."),
        required=False,
    )


class HelperForm(KeyedForm):
    name = OneLine(label=_("Who helps you?"), max_length=80, help_text=_("A first name is enough."))


UNKNOWN_CODE = _("We do not know this code. Look at it once more, or press “I lost my code or link”.")


class CodeForm(Bounded, SaysWhatToDo, forms.Form):
    code = Words(
        label=_("Your code"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )

    def clean_code(self):
        code = as_made(self.cleaned_data["code"])
        if len(code) != LENGTH:
            raise ValidationError(UNKNOWN_CODE)
        return code


class LostForm(Bounded, SaysWhatToDo, forms.Form):
    address = Words(label=_("The e-mail address or number that you gave us"), max_length=300)


class EqualityForm(KeyedForm):
    """None of them has to be answered; but it is sent once."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for question in QUESTIONS:  # each may be left out
            self.fields[question.key] = forms.ChoiceField(
                label=question.words, choices=question.choices, required=False, widget=forms.RadioSelect
            )

    def clean(self):
        if not any(self.cleaned_data.get(question.key) for question in QUESTIONS):
            raise ValidationError(_("You have not ticked anything. Tick what you like, or go back."))
        return super().clean()

    @property
    def answers(self) -> dict[str, str]:
        return {question.key: self.cleaned_data[question.key] for question in QUESTIONS}
