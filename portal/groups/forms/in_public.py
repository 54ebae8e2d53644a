"""Minutes for everybody, item by item; "please change this"; and how somebody is named there."""

from dataclasses import dataclass, field

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from portal.advice import LongWords
from portal.drafts.forms import KeptForm
from portal.easy_read import EasyReadForm
from portal.groups.hiding import more_private
from portal.groups.models import Box, GroupSeat, Names

ALWAYS = (Box.WHAT, Box.SAID, Box.DECIDED)  # of the others, those in which something stands
PHONE_LINE, HIGHEST = 22, 20  # letters in a line of a box on a phone; lines of the highest box
ONE_LINE = {Box.WHAT: 200, Box.NOTE: 200}


@dataclass
class OfOneItem:
    """What the form asks of one item."""

    what: str
    included: BoundField
    boxes: list[BoundField] = field(default_factory=list)


class AsNamedThen(KeptForm):
    """Words for everybody: the form says how people were named when its words were typed."""

    named = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, named: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["named"] = named

    def go_on_with(self, draft):
        """Words that were kept may have a name in them that somebody has hidden since."""
        super().go_on_with(draft)
        self.initial["named"] = draft.boxes.get("named", "")


class PublicForm(AsNamedThen):
    asks_nothing = (
        True  # but for a few words first, and what it was about: so that not each box says that it may be empty
    )

    summary = forms.CharField(
        label=_("In short"),
        help_text=_("Two or three plain sentences for somebody who knows nothing of the group. They stand first."),
        max_length=1_500,
        widget=LongWords(attrs={"rows": 4, "dir": "auto"}),
    )
    after = forms.IntegerField(widget=forms.HiddenInput, required=False)
    OF_NOW = ("after", "named")

    def __init__(self, *args, summary: str, items: list[dict], after: int | None, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial |= {"summary": summary, "after": after}
        self.numbers = {item["item"]: item["what"] for item in items}
        for item in items:
            self.fields[f"included-{item['item']}"] = forms.BooleanField(
                label=_("Everybody may read this"), required=False
            )
            self.initial[f"included-{item['item']}"] = item["included"]
            for box in Box:
                if item[box.value] or box in ALWAYS:
                    self.fields[f"{box.value}-{item['item']}"] = _box(box, item[box.value])
                    self.initial[f"{box.value}-{item['item']}"] = item[box.value]

    @property
    def by_item(self) -> list[OfOneItem]:
        found = []
        for number, what in self.numbers.items():
            names = [f"{box.value}-{number}" for box in Box if f"{box.value}-{number}" in self.fields]
            found.append(OfOneItem(what, self[f"included-{number}"], [self[name] for name in names]))
        return found

    def clean(self):
        cleaned = super().clean()
        included = [number for number in self.numbers if cleaned.get(f"included-{number}")]
        if self.numbers and not included:
            self.add_error(None, ValidationError(_("Tick at least one thing that everybody may read.")))
        for number in included:
            if not cleaned.get(f"what-{number}"):
                self.add_error(f"what-{number}", ValidationError(_("Please write in a few words what it was about.")))
        return cleaned

    @property
    def items(self) -> list[dict]:
        """Those that are ticked, as they are put forward."""
        return [
            {"item": number}
            | {box.value: self.cleaned_data.get(f"{box.value}-{number}", "").replace("\r\n", "\n") for box in Box}
            for number in self.numbers
            if self.cleaned_data[f"included-{number}"]
        ]


def _box(box: Box, words: str) -> forms.CharField:
    """As high as its words on a phone: whoever looks for what tells somebody reads all of them."""
    if box in ONE_LINE:
        line = forms.TextInput(attrs={"dir": "auto"})
        return forms.CharField(label=box.label, max_length=ONE_LINE[box], required=False, widget=line)
    lines = sum(1 + len(line) // PHONE_LINE for line in words.splitlines())
    widget = LongWords(attrs={"rows": min(max(3, lines + 1), HIGHEST), "dir": "auto"})
    return forms.CharField(label=box.label, max_length=10_000, required=False, widget=widget)


class PublicEasyReadForm(AsNamedThen, EasyReadForm):
    """Sent, it goes to others to look at: so there is room for all of it at once."""

    at_once = 18
    OF_NOW = ("before", "named")

    @property
    def said(self) -> dict:
        return super().said | {"named": self.cleaned_data["named"]}


class OtherWordsForm(KeptForm):
    words = forms.CharField(
        label=_("What should be changed?"),
        help_text=_("Those who were there read it, with your name. It never stands on the website."),
        max_length=2_000,
        widget=LongWords(attrs={"rows": 4, "dir": "auto"}),
    )


class NamedForm(KeptForm):
    asks_nothing = True

    how = forms.ChoiceField(
        label=_("How are you named in what everybody may read?"),
        choices=GroupSeat._meta.get_field("named_in_public").choices,
        widget=forms.RadioSelect,
        required=False,
        help_text=_("It holds at once, also for what is on the website already. Only you see what you chose."),
    )

    def __init__(self, *args, agreed, **kwargs):
        """`agreed`: how the group names people. Nobody can be more known than that."""
        super().__init__(*args, **kwargs)
        known = [how for how in Names.values if more_private(agreed, how) != how]
        self.fields["how"].choices = [one for one in self.fields["how"].choices if one[0] not in known]
