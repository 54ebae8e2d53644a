"""Words to everybody in a group: a message, and the look back when it finishes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from home.forms import OneLine, PhotoOrDocumentField
from portal.advice import LongWords
from portal.drafts.forms import KeptForm
from portal.groups.forms.as_it_stood import AsItStood
from portal.groups.models import Group


class NoteForm(KeptForm):
    words = forms.CharField(
        label=_("Your message"),
        max_length=4_000,
        widget=LongWords(attrs={"rows": 6, "dir": "auto"}),
        help_text=_("The name of the group, and yours, stand with it."),
    )
    title = OneLine(
        label=_("Is there a paper with it? Say in a sentence what it is"),
        max_length=200,
        required=False,
        help_text=_("Such as: the new timetable. Everybody in the group can read the paper, and nobody else."),
    )

    def __init__(self, *args, takes_papers: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if takes_papers:
            self.fields["file"] = PhotoOrDocumentField(label=_("The file"), required=False)
        else:
            del self.fields["title"]

    def clean(self):
        cleaned = super().clean()
        if "file" in self.fields and not self.errors.keys() & {"file", "title"}:
            if cleaned["file"] and not cleaned["title"]:
                self.add_error("title", _("Say in a sentence what the paper is. Then choose the file once more."))
            elif cleaned["title"] and not cleaned["file"]:
                self.add_error("file", _("Choose the file, or empty the box above."))
        return cleaned


class LookBackForm(AsItStood):
    class Meta:
        model = Group
        fields = Group.LOOK_BACK
        widgets = dict.fromkeys(fields, LongWords(attrs={"rows": 4, "dir": "auto"}))

    BOXES = Meta.fields

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["found_out"].required = True
