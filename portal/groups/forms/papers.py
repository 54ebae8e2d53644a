from django import forms
from django.utils.translation import gettext_lazy as _

from home.forms import OneLine, PhotoOrDocumentField
from portal.drafts.forms import KeyedForm


class PaperForm(KeyedForm):
    title = OneLine(label=_("What is it, in a sentence?"), max_length=200, help_text=_("Such as: the new timetable."))
    item = forms.ChoiceField(label=_("What is it for?"), required=False)

    def __init__(self, *args, items, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["file"] = PhotoOrDocumentField(label=_("The file"))
        self.items = {str(item.pk): item for item in items if not item.confidential}
        names = [(pk, item.what) for pk, item in self.items.items()]
        self.fields["item"].choices = [("", _("The whole meeting")), *names]

    @property
    def said(self) -> dict:
        """As `services.add_paper` takes it."""
        names = {name: self.cleaned_data[name] for name in ("title", "file")}
        return names | {"item": self.items.get(self.cleaned_data["item"])}
