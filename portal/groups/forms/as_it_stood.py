from django import forms
from django.template.defaultfilters import yesno
from django.utils.translation import gettext as _

from home.spoken import moment
from portal.drafts.forms import KeptForm
from portal.groups.services.two_writers import digest_of_boxes


class AsItStood(KeptForm, forms.ModelForm):
    """Over something that others write over too: the form says what stood there when its words were typed."""

    stood = forms.CharField(widget=forms.HiddenInput, required=False)
    OF_NOW = ("stood",)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["stood"] = digest_of_boxes(self.instance, self.BOXES)

    def go_on_with(self, draft):
        """Words that were kept began with what stood there then."""
        super().go_on_with(draft)
        self.initial["stood"] = draft.boxes.get("stood", "")

    @property
    def theirs(self) -> list[tuple[str, str]]:
        """What stands there now, where it is not what was typed here."""
        names = [name for name in self.changed_data if name in self.BOXES]
        return [(self.fields[name].label, _in_words(self.initial[name])) for name in names]


def _in_words(value) -> str:
    if isinstance(value, bool):
        return yesno(value, _("yes,no"))
    if hasattr(value, "hour"):
        return moment(value)
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
