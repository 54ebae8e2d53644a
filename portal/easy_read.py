"""Writing in Easy Read: one picture and one idea in each row, in place of longer words. Never made by itself."""

import json
from functools import cache
from hashlib import sha256

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from home.blocks import drawing_choices
from home.forms import OneLine
from home.writing_advice import advisor_for
from portal.advice import EasyWords
from portal.drafts.forms import KeptForm
from portal.refusal import Refusal

AT_ONCE = 6  # pairs that are added at a time
MOST = 60
LONGEST = 300  # letters in a box; where longer words came from elsewhere, as long as those


class WroteToo(Refusal):
    sentence = _("Somebody wrote here at the same time. Look at theirs first. Saved once more, yours stands instead.")


def digest_of_pairs(pairs: list[dict]) -> str:
    """Says whether two people had the same version before them."""
    return sha256(json.dumps([[pair["drawing"], pair["words"]] for pair in pairs]).encode()).hexdigest()


class EasyReadForm(KeptForm):
    """Pairs of a picture and words, with a few empty ones at the end. A pair whose words are emptied goes.

    `easy`: what is there: `pairs`, each with a `drawing` and `words` (and `shows`, where the picture is none of our
    drawings), `checked_by`, and `source`, a digest of the longer words that it goes with; None while nobody has
    written one. `source`: that digest now. `locale`: of the words.
    """

    at_once = AT_ONCE
    asks_nothing = True  # nothing has to be filled in, and saying so at each box would be noise
    checked_by = OneLine(
        label=_("Who has read and checked it?"),
        max_length=160,
        required=False,
        help_text=_("People who read Easy Read, by the names they choose. Leave it empty as long as nobody has."),
    )
    same = forms.BooleanField(
        label=_("The Easy Read version still says the same"),
        required=False,
        help_text=_("Tick this only when you have looked. Otherwise we tell readers that it is older."),
    )
    before = forms.CharField(max_length=64, widget=forms.HiddenInput)
    source = forms.CharField(max_length=64, widget=forms.HiddenInput)
    OF_NOW = ("before",)

    def __init__(self, *args, easy, source: str, locale=None, **kwargs):
        super().__init__(*args, **kwargs)
        pairs = easy.pairs if easy else []
        self.initial |= {"before": digest_of_pairs(pairs), "source": source}
        self.initial["checked_by"] = easy.checked_by if easy else ""
        self.is_behind = easy is not None and easy.source != source
        if not self.is_behind:
            del self.fields["same"]
        # One for all of them, and only if there are words.
        advisor = cache(lambda: advisor_for(locale or Locale.get_active()))
        sent = sum(name.startswith("words_") for name in self.data)
        self.many = min(max(sent, self.at_once * (len(pairs) // self.at_once + 1)), MOST)
        for n in range(1, self.many + 1):
            self._add(n, pairs[n - 1] if n <= len(pairs) else {}, advisor)

    def _add(self, n, pair, advisor):
        choices = [("", _("Choose a picture")), *drawing_choices()]
        if shows := pair.get("shows"):
            choices.insert(1, (pair["drawing"], _("The picture that is there: %(shows)s") % {"shows": shows}))
        self.fields[f"drawing_{n}"] = forms.ChoiceField(label=_("Picture"), choices=choices, required=False)
        self.fields[f"words_{n}"] = forms.CharField(
            label=_("Words"),
            max_length=max(LONGEST, len(pair.get("words", ""))),
            required=False,
            widget=EasyWords(advisor=advisor, attrs={"rows": 3, "dir": "auto"}),
        )
        self.fields[f"place_{n}"] = forms.IntegerField(
            label=_("Place in the order"), min_value=1, max_value=99, required=False
        )
        self.initial |= {f"{name}_{n}": pair.get(name, "") for name in ("drawing", "words")}
        self.initial[f"place_{n}"] = n

    @property
    def rows(self) -> list[dict]:
        """The boxes, pair by pair."""
        names = ("drawing", "words", "place")
        known = {name for name, _shows in drawing_choices()}
        rows = [{name: self[f"{name}_{n}"] for name in names} | {"n": n} for n in range(1, self.many + 1)]
        return [row | {"shown": drawing if (drawing := row["drawing"].value()) in known else ""} for row in rows]

    def clean(self):
        cleaned = super().clean()
        for n in range(1, self.many + 1):
            words, drawing = cleaned.get(f"words_{n}", ""), cleaned.get(f"drawing_{n}")
            if words and drawing == "":
                self.add_error(f"drawing_{n}", _("Choose a picture for the words in row %(n)d.") % {"n": n})
            if not words and drawing and drawing != self.initial[f"drawing_{n}"]:
                self.add_error(f"words_{n}", _("Write the words for the picture in row %(n)d.") % {"n": n})
        return cleaned

    @property
    def said(self) -> dict:
        """As the services take it that write one."""
        said, found = self.cleaned_data, []
        for n in range(1, self.many + 1):
            if said[f"words_{n}"]:
                pair = {"drawing": said[f"drawing_{n}"], "words": said[f"words_{n}"]}
                found.append((said[f"place_{n}"] or n, pair))
        found.sort(key=lambda one: one[0])
        names = {name: said[name] for name in ("checked_by", "before", "source")}
        return names | {"pairs": [pair for _place, pair in found], "same": said.get("same", False)}
