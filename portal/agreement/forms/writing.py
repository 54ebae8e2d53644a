"""The plain form of a page: one field a block, without JavaScript."""

from itertools import zip_longest

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _
from wagtail.models import Collection, Page

from home.blocks import LONGEST_POINT
from home.forms import PictureFileField
from home.models import Picture
from portal.agreement import marks
from portal.agreement.kinds import kind_of
from portal.agreement.parts import ADDED
from portal.agreement.services import Writing, version_of
from portal.agreement.words import ADDRESS, CHOICE, LINE, MARKS, POINTS, Words, parts_of
from portal.drafts.forms import KeptForm

WEB = [URLValidator(schemes=["http", "https"])]
HINTS = {POINTS: _("One point on each line.")}
SAVE, SEND, FIX = "save", "send", "fix"
ADD, DROP = "add-", "drop-"  # and then which kind of part, or the number of one


class PageForm(KeptForm):
    """What somebody writes on a page. `loaded` says which version they had before them.

    Words whose part of the page was taken away meanwhile travel along, so that they are kept as long as the form is.
    """

    loaded = forms.CharField(widget=forms.HiddenInput)
    picture = PictureFileField(label=_("Another picture"), required=False)
    picture_shows = forms.CharField(
        label=_("What the new picture shows"),
        max_length=255,
        required=False,
        help_text=_("One sentence for people who cannot see it."),
    )
    no_picture = forms.BooleanField(label=_("Take the picture away"), required=False)
    easy_read_same = forms.BooleanField(
        label=_("The Easy Read version still says the same"),
        required=False,
        help_text=_("Tick this only when you have looked. Otherwise we tell readers that it is older than the page."),
    )
    why = forms.CharField(
        label=_("What was wrong?"),
        max_length=200,
        required=False,
        help_text=_("For a small fix, such as: the phone number was old."),
    )

    def __init__(self, *args, page, **kwargs):
        super().__init__(*args, **kwargs)
        self.page = page
        # Of a story hardly anything has to be written: saying so at each box would be noise.
        self.asks_nothing = not kind_of(page).is_read_by_both_sides
        self.parts = parts_of(page)
        self.initial.setdefault("loaded", version_of(page))
        for part in self.word_parts:
            needed = part.needed and self._asks_for(part)
            self.fields[part.key] = _field(part, needed=needed, language=page.locale.language_code)
            self.initial.setdefault(part.key, part.text)
        if not page.picture_id:
            del self.fields["no_picture"]
        if not page.easy_read:
            del self.fields["easy_read_same"]
        if not page.live:
            del self.fields["why"]
        typed = words_in(self.data or self.initial)
        homeless = {name: text for name, text in typed.items() if text and name not in self.fields}
        for name in homeless:
            self.fields[name] = forms.Field(widget=forms.HiddenInput, required=False)
        self.homeless = list(homeless.values())

    def _asks_for(self, part) -> bool:
        """A draft may have gaps while parts are added to it, and a story until it goes out; never is it without a
        title."""
        if part.key == "title":
            return True
        if kind_of(self.page).is_read_by_both_sides:
            return not self.pressed.startswith((ADD, DROP))
        return self.pressed == FIX

    @property
    def pressed(self) -> str:
        return self.data.get("do", SAVE)

    @property
    def added(self) -> str:
        """The kind of part that somebody adds."""
        kind = self.pressed.removeprefix(ADD)
        return kind if self.pressed.startswith(ADD) and kind in ADDED else ""

    @property
    def dropped(self) -> str:
        return self.pressed.removeprefix(DROP) if self.pressed.startswith(DROP) else ""

    @property
    def drops_words(self) -> bool:
        """Something stands in the part that somebody takes away, and they have not said that they are sure."""
        said = any(part.part == self.dropped and self.data.get(part.key, "").strip() for part in self.word_parts)
        return bool(self.dropped) and said and self.data.get("sure") != self.dropped

    @property
    def word_parts(self) -> list[Words]:
        return [part for part in self.parts if isinstance(part, Words)]

    def rows(self, advisor) -> list[tuple]:
        """The page from top to the end of its parts: (field, None, plain-English advice on what it holds, the number of
        the part that begins there, of the one that ends there) or (None, block, [], "", "")."""
        rows, parts = [], [part for part in self.parts if getattr(part, "key", "") not in self.page.more_words]
        for part, after in zip_longest(parts, parts[1:]):
            if isinstance(part, Words):
                field, ends = self[part.key], not (isinstance(after, Words) and after.part == part.part)
                begins = part.part if part.begins else ""
                rows.append((field, None, _advice(field, advisor), begins, part.part if ends else ""))
            else:
                rows.append((None, part.block, [], "", ""))
        return rows

    def below(self, advisor) -> list[tuple]:
        """(field, advice) for what stands below the parts."""
        names = [name for name in self.page.more_words if name not in self.page.later_words]
        return [(self[name], _advice(self[name], advisor)) for name in names]

    def later(self, advisor) -> list[tuple]:
        """(field, advice) for what nobody writes at the beginning."""
        return [(self[name], _advice(self[name], advisor)) for name in self.page.later_words]

    @property
    def opens_later(self) -> bool:
        return any(self[name].value() or self[name].errors for name in self.page.later_words)

    def clean(self):
        cleaned = super().clean()
        for part in self.word_parts:
            if part.kind == MARKS and part.key in cleaned:
                self._check_links(part, cleaned[part.key])
        if cleaned.get("picture") and not cleaned.get("picture_shows"):
            self.add_error("picture_shows", _("Write what the picture shows, in a sentence."))
        if self.data.get("do") == FIX:
            self._check_fix(cleaned)
        return cleaned

    def _check_links(self, part, text):
        """A link to one of our pages leads to what everybody may read; other links only where an address can lead."""
        try:
            marks.to_html(text)
        except marks.WrongAddress as wrong:
            self.add_error(part.key, _("“%(address)s” is not an address we know.") % {"address": wrong})
            return
        new = marks.addresses(text) - marks.addresses(part.text)
        pages = {int(address.split()[1]) for address in new if address.startswith("page ")}
        known = set(Page.objects.live().public().filter(pk__in=pages).values_list("pk", flat=True)) if pages else set()
        if pages - known or any(address.startswith("file ") for address in new):
            self.add_error(part.key, _("A link leads to a page or file that is not there. Choose it in the CMS."))

    def _check_fix(self, cleaned):
        if not cleaned.get("why") and "why" not in self.errors and "why" in self.fields:
            self.add_error("why", _("Say in a few words what was wrong, so that everybody understands."))
        if cleaned.get("picture") or cleaned.get("no_picture"):
            raise ValidationError(_("Another picture is not a small fix. Please send it to be read."))

    @property
    def words(self) -> dict[str, str]:
        return {part.key: self.cleaned_data[part.key] for part in self.word_parts}

    def writing(self, *, by) -> Writing:
        return Writing(
            words=self.words,
            picture=self._picture(by),
            no_picture=self.cleaned_data.get("no_picture", False),
            easy_read_same=self.cleaned_data.get("easy_read_same", False),
            add=self.added,
            drop=self.dropped,
        )

    def _picture(self, by) -> Picture | None:
        """The new picture; the verb keeps it, once it knows that it may."""
        upload = self.cleaned_data.get("picture")
        if not upload:
            return None
        shows = self.cleaned_data["picture_shows"]
        picture = Picture(title=shows[:120], description=shows, file=upload, uploaded_by_user=by)
        if name := kind_of(self.page).collection:
            picture.collection = Collection.objects.get(name=name)
        picture._set_image_file_metadata()
        return picture


def _advice(field, advisor) -> list:
    return advisor.advise(marks.without_marks(str(field.value() or "")))


NO_WORDS = {*PageForm.base_fields, "do", "sure", "csrfmiddlewaretoken"}


def words_in(sent) -> dict[str, str]:
    """Of what a browser sends of a page's form, the words of the page itself."""
    return {name: text.replace("\r\n", "\n") for name, text in sent.items() if name not in NO_WORDS}


def _field(part: Words, *, needed: bool, language: str) -> forms.Field:
    said = {"label": part.label, "required": needed}
    if part.kind == CHOICE:
        return forms.ChoiceField(choices=[("", _("Nothing chosen")), *part.choices], **said)
    if part.kind == ADDRESS:
        return forms.URLField(max_length=part.longest, assume_scheme="https", validators=WEB, **said)
    widget = forms.TextInput if part.kind == LINE else forms.Textarea
    attrs = {"dir": "auto", "lang": language}
    if part.kind != LINE:
        attrs |= {"rows": min(16, max(3, part.text.count("\n") + len(part.text) // 70 + 1))}
    help_text = HINTS.get(part.kind, "")
    return _WordsField(
        validators=[_short_points] if part.kind == POINTS else [],
        max_length=part.longest,
        **said,
        help_text=help_text,
        widget=widget(attrs=attrs),
    )


def _short_points(text: str) -> None:
    """As the CMS asks, where a point that is longer could not be saved again."""
    if any(len(line) > LONGEST_POINT for line in text.splitlines()):
        raise ValidationError(
            _("Make each point at most %(most)d letters long, or put it on two lines."), params={"most": LONGEST_POINT}
        )


class _WordsField(forms.CharField):
    """Line ends as the page keeps them: browsers send others."""

    def to_python(self, value):
        return super().to_python(value).replace("\r\n", "\n")
