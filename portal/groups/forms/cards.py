"""The few boxes of a card. Which they are, its sheet says."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import get_language, gettext_lazy as _

from home.days import DayField
from home.forms import OneLine
from home.models import Rung, Stage
from portal.advice import LongWords
from portal.agreement.services.two_writers import as_lines
from portal.drafts.forms import KeptForm
from portal.groups.models import CardLine
from portal.groups.models.cards import Box, Card, Scope
from portal.groups.services.cards import LONG, as_text

BEFORE = "before_"
ALL_OF_IT = _("All of it")
FEW_ROWS = {"words": 3, "why": 2, "what_we_do": 2}


class OfTheSite(forms.TypedChoiceField):
    """One of a list of the site, in the language that is read; in the site's own where that language has none."""

    widget = forms.RadioSelect

    def __init__(self, rows, *, name, nothing="", **given):
        own = {settings.LANGUAGE_CODE, get_language()}
        found = list(rows.filter(locale__language_code__in=own).select_related("locale"))
        read = [row for row in found if row.locale.language_code == get_language()]
        self.rows = {str(row.pk): row for row in read or found}
        choices = [(pk, getattr(row, name)) for pk, row in self.rows.items()]
        nothing = [("", nothing)] if nothing else []
        super().__init__(choices=nothing + choices, coerce=self.rows.get, empty_value=None, **given)

    def shown(self, row) -> str:
        """What is chosen when it is this row, or the one of which it is a translation."""
        same = (pk for pk, one in self.rows.items() if row and one.translation_key == row.translation_key)
        return next(same, "")


class LineForm(KeptForm):
    """One line. The hidden boxes say what stood there when the form was opened: so two writers lose nothing."""

    def __init__(self, *args, card: Card, line: CardLine | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.card, self.line = card, line
        for box in self.boxes:
            self.fields[box.name] = self._field(box)
            value = getattr(line, box.name) if line else None
            self.initial[box.name] = self._shown(box.name, value)
            self.fields[BEFORE + box.name] = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)
            self.initial[BEFORE + box.name] = as_text(value)

    @property
    def boxes(self) -> list[Box]:
        """What a line is about stays: of the ladder, another part of the work is another line."""
        return [box for box in self.card.sheet.boxes if not (self.line and box.name == "stage")]

    def _field(self, box: Box) -> forms.Field:
        given = {"label": box.asks, "help_text": box.hint, "required": False}
        most = CardLine._meta.get_field(box.name).max_length
        match box.name:
            case "sort":
                sorts = self.card.sheet.sorts
                return forms.ChoiceField(choices=sorts.choices, widget=forms.RadioSelect, **given | {"required": True})
            case "rung":
                given["required"] = True
                return OfTheSite(Rung.objects.filter(can_be_used=True), name="plain_name", **given)
            case "stage":
                return OfTheSite(Stage.objects.all(), name="title", nothing=ALL_OF_IT, **given)
            case "due_on":
                return DayField(**given)
            case "link":
                given["required"] = True
                schemes = [URLValidator(schemes=["https", "http"])]
                return forms.URLField(max_length=most, assume_scheme="https", validators=schemes, **given)
            case name if name in LONG:
                given["required"] = name == "words" and self.card is not Card.KIND
                widget = LongWords(attrs={"rows": FEW_ROWS[name], "dir": "auto"})
                return forms.CharField(max_length=most, strip=False, widget=widget, **given)
        return OneLine(max_length=most, **given)

    def _shown(self, name, value):
        if name == "sort" and not value:
            return self.card.sheet.sorts.values[0] if self.card is Card.STEPS else ""
        if name in ("stage", "rung"):
            return self.fields[name].shown(value)
        return value

    def clean(self):
        cleaned = super().clean()
        for name in LONG:
            if name in cleaned:
                cleaned[name] = as_lines(cleaned[name])
        if cleaned.get("words") == "" and self.fields["words"].required:
            self.add_error("words", ValidationError(_("Please fill this in.")))
        if cleaned.get("sort") == Scope.OUT and self.card is Card.SCOPE and not cleaned.get("why"):
            self.add_error("why", ValidationError(_("Please say why it is not about this. People want to know.")))
        return cleaned

    @property
    def said(self) -> dict:
        """As `services.write_line` takes it: rows of the site's lists in its first language."""
        said = {box.name: self.cleaned_data[box.name] for box in self.boxes}
        for name in {"stage", "rung"} & said.keys():
            said[name] = said[name] and in_the_first_language(said[name])
        return said

    @property
    def before(self) -> dict[str, str]:
        return {box.name: as_lines(self.cleaned_data[BEFORE + box.name]) for box in self.boxes}


def in_the_first_language(row):
    if row.locale.language_code == settings.LANGUAGE_CODE:
        return row
    first = type(row).objects.filter(locale__language_code=settings.LANGUAGE_CODE, translation_key=row.translation_key)
    return first.first() or row
