from django import forms
from django.utils.translation import gettext_lazy as _

from home.forms import DocumentFileField, OneLine
from home.pictures import make_again
from portal.drafts.forms import KeyedForm
from portal.groups.models.papers import is_photo


class PaperFileField(DocumentFileField):
    """A document, or a photo of one."""

    def __init__(self, **given):
        super().__init__(**given)
        self.help_text = [self.help_text, _("Or a photo: we take out when and where it was taken.")]
        self.help_text = " ".join(str(part) for part in self.help_text)

    def to_python(self, data):
        upload = forms.FileField.to_python(self, data)
        return make_again(upload) if upload is not None and is_photo(upload.name) else super().to_python(data)


class PaperForm(KeyedForm):
    title = OneLine(label=_("What is it, in a sentence?"), max_length=200, help_text=_("Such as: the new timetable."))
    item = forms.ChoiceField(label=_("What is it for?"), required=False)

    def __init__(self, *args, items, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["file"] = PaperFileField(label=_("The file"))
        self.items = {str(item.pk): item for item in items if not item.confidential}
        names = [(pk, item.what) for pk, item in self.items.items()]
        self.fields["item"].choices = [("", _("The whole meeting")), *names]

    @property
    def said(self) -> dict:
        """As `services.add_paper` takes it."""
        names = {name: self.cleaned_data[name] for name in ("title", "file")}
        return names | {"item": self.items.get(self.cleaned_data["item"])}
