"""What whoever looks after a role fills in about applications."""

from django import forms
from django.utils.translation import gettext, gettext_lazy as _

from home.forms import DocumentFileField, OneLine
from portal.drafts.forms import KeptForm, KeyedForm, Stood
from portal.members.outside.forms import ReachForm, Words, WriteDownForm
from portal.roles.finding_names import Found, Sort
from portal.roles.forms.applying import AnswerForm, WhatHelpsForm
from portal.roles.services.redacting import as_read, digest_of, found_in
from portal.roles.services.uploading import KINDS

LONGEST = 60_000


class WriteItDownForm(WriteDownForm):
    """Who rang, or wrote on paper, and how to reach them."""

    labels = {
        "name": (_("What is their name?"), ""),
        "means": (_("How can we reach them?"), ""),
        "address": (_("Their e-mail address, number or address"), ""),
    }


class WhoForm(ReachForm, KeptForm):
    """Who applied, and how to reach them: put right, or written down for the first time."""

    labels = WriteItDownForm.labels
    ways = WriteDownForm.ways


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFilesField(DocumentFileField):
    """Several at once, each of which is what its name says."""

    widget = ManyFiles
    MOST = 20

    def clean(self, data, initial=None):
        files = data if isinstance(data, (list, tuple)) else [data] if data else []
        if len(files) > self.MOST:
            words = gettext("That is more than %(most)d at once. Choose fewer, and then the rest.")
            raise forms.ValidationError(words % {"most": self.MOST})
        if not files:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return [self._checked(file) for file in files]

    def _checked(self, file):
        """What is wrong with one of several says with which."""
        try:
            return DocumentFileField(kinds=self.kinds).clean(file)
        except forms.ValidationError as problem:
            said = {"name": file.name, "problem": " ".join(problem.messages)}
            raise forms.ValidationError("“%(name)s”: %(problem)s", params=said) from problem


class UploadForm(KeyedForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["files"] = ManyFilesField(label=_("The files"), kinds=KINDS)
        hints = (self.fields["files"].help_text, _("One for each who applied, up to 20 at once."))
        self.fields["files"].help_text = " ".join(map(str, hints))


class AnswerDownForm(AnswerForm, Stood):
    """What somebody says to one thing, written down for them."""


class NeedsDownForm(WhatHelpsForm, KeptForm):
    """What would help somebody, as they say it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["words"].label = _("What would help them to take part?")
        self.fields["disability_confident"].label = _(
            "They are disabled and would like to be offered a talk (Disability Confident)"
        )


class ArrangeForm(KeptForm):
    arranged = OneLine(
        label=_("What is arranged?"),
        help_text=_("Those who choose read this line. Say what happens, and not why: “Questions the day before.”"),
        max_length=300,
        required=False,
    )


class HideForm(KeyedForm):
    """What was found in each answer, to be ticked; and what nobody found, to be written."""

    more = forms.CharField(
        label=_("Hide these as well"),
        help_text=_("One a line: names of people and places that say who it is."),
        max_length=2_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )
    seen = forms.CharField(widget=forms.HiddenInput, max_length=10_000)

    def __init__(self, *args, answers, applicant=None, **kwargs):
        """All that was found goes, unless somebody lets it stay. Without an `applicant` nothing is ticked: it is other
        people who are to be taken out."""
        super().__init__(*args, **kwargs)
        self.found = {answer.pk: found_in(answer, applicant) for answer in answers}
        self.initial["seen"] = " ".join(f"{answer.pk}:{digest_of(answer)}" for answer in answers)
        for pk, found in self.found.items():
            if found:
                choices = [(one.words, one.words) for one in found]
                ticked = [one.words for one in found] if applicant else []
                self.fields[f"hide-{pk}"] = forms.MultipleChoiceField(
                    label=_("Hide"),
                    choices=choices,
                    initial=ticked,
                    required=False,
                    widget=forms.CheckboxSelectMultiple,
                )

    def box(self, answer):
        return self[f"hide-{answer.pk}"] if f"hide-{answer.pk}" in self.fields else None

    @property
    def hidden(self) -> dict[int, list[Found]]:
        more = [Found(line.strip(), Sort.NAME) for line in self.cleaned_data["more"].splitlines() if line.strip()]
        return {
            pk: [one for one in found if one.words in self.cleaned_data.get(f"hide-{pk}", [])] + more
            for pk, found in self.found.items()
        }

    @property
    def were_seen(self) -> dict[int, str]:
        pairs = (one.partition(":") for one in self.cleaned_data["seen"].split())
        return {int(pk): digest for pk, _colon, digest in pairs if pk.isdecimal() and len(pk) < 19}


class ByHandForm(KeptForm):
    """The words as a panel reads them. The hidden box says which words of the answer they were made from."""

    words = Words(
        label=_("What those who choose read"),
        max_length=LONGEST,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12, "dir": "auto"}),
    )
    of = forms.CharField(widget=forms.HiddenInput, max_length=64)
    OF_NOW = ("of",)

    def __init__(self, *args, answer, **kwargs):
        super().__init__(*args, **kwargs)
        made = as_read(answer)
        self.initial |= {"words": answer.words if made is None else made, "of": digest_of(answer)}

    def go_on_with(self, draft):
        super().go_on_with(draft)
        self.initial["of"] = draft.boxes.get("of", "")


class KeepForm(KeptForm):
    why = OneLine(
        label=_("Why is it kept longer?"),
        help_text=_("A reason in law, such as: a complaint that is not decided yet. Whoever applied can read it."),
        max_length=300,
    )
