from django import forms
from django.template.defaultfilters import yesno
from django.utils.translation import gettext as _

from home.spoken import moment
from portal.agreement.services.two_writers import digest_of_boxes
from portal.drafts.forms import Stood


class AsItStood(Stood, forms.ModelForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["stood"] = digest_of_boxes(self.instance, self.BOXES)

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
