import uuid

from django import forms

from home.forms import SaysWhatToDo


class KeyedForm(SaysWhatToDo, forms.Form):
    """A form that changes something: its hidden key makes a second press of the button harmless."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class KeptForm(KeyedForm):
    """A form whose words are kept while somebody types. `goes_on` says which kept words it was opened with."""

    goes_on = forms.CharField(widget=forms.HiddenInput, required=False)
    OF_NOW: tuple[str, ...] = ()  # hidden boxes that say what stood there when the form was opened

    def as_of_now(self):
        """Somebody changed it meanwhile, and whoever sent this is told so: sent again, it is about what is so now."""
        self.data = self.data.copy()
        for name in self.OF_NOW:
            now = self.initial[name]
            self.data[self.add_prefix(name)] = "" if now is None else now

    def go_on_with(self, draft):
        """Show what was typed before in place of what the form begins with; a box that was emptied is empty."""
        boxes = draft.boxes
        for name, field in self.fields.items():
            if name not in ("key", "goes_on", *self.OF_NOW):
                self.initial[name] = field.widget.value_from_datadict(boxes, {}, self.add_prefix(name))
        self.initial["goes_on"] = draft.version


class Stood(KeptForm):
    """Over something that others write over too: the form says what stood there (a digest) when its words were typed,
    also when those were kept and come back later."""

    stood = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    OF_NOW = ("stood",)

    def go_on_with(self, draft):
        super().go_on_with(draft)
        self.initial["stood"] = draft.boxes.get("stood", "")


class Folded:
    """Put before a form: the boxes named in `FOLDED` are folded away, unless something stands in one of them.

    Drawn by portal/folded_form.html.
    """

    FOLDED: tuple[str, ...] = ()

    @property
    def first_fields(self):
        return [field for field in self.visible_fields() if field.name not in self.FOLDED]

    @property
    def more_fields(self):
        return [self[name] for name in self.FOLDED if name in self.fields]

    @property
    def opens(self) -> bool:
        return any(field.errors or any(_boxes(field.value())) for field in self.more_fields)


def _boxes(value):
    return value if isinstance(value, (list, tuple)) else [value]
