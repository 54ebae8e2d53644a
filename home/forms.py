"""How every form of the site is drawn, and what is done to a file before it is kept."""

import unicodedata
from pathlib import PurePath

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.forms.renderers import TemplatesSetting
from django.template.defaultfilters import filesizeformat
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.documents.fields import WagtailDocumentField
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from home.pictures import make_again
from home.uploads import check_document, extension, is_photo

EMPTY = {"required": _("Choose a file."), "empty": _("This file is empty. Choose another.")}


class SiteRenderer(TemplatesSetting):
    """Django's own form rendering with our templates (templates/django/forms/)."""

    form_template_name = "django/forms/div.html"
    field_template_name = "django/forms/field.html"


class Bounded:
    """Put before a form that anybody may send: an answer that shows what was typed is never as big as what was sent.

    What a person types by hand comes back whole, also when it is longer than what is taken.
    """

    LONGEST = 20_000  # letters in one box

    def __init__(self, *args, **kwargs):
        if kwargs.get("data"):
            kwargs["data"] = self._cut(kwargs["data"])
        super().__init__(*args, **kwargs)

    def _cut(self, data):
        cut = data.copy()
        for name, values in data.lists() if hasattr(data, "lists") else ():
            cut.setlist(name, [value[: self.LONGEST] for value in values])
        return cut


# They turn what follows round, on the page as in a mail; and signs that look like nothing.
TURN_ROUND = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
BLANK = set("\u115f\u1160\u2800\u3164\uffa0")


LONGEST_NUMBER = 18  # digits


class OneLine(forms.CharField):
    """A name that can be seen. Line breaks in it would be lines of a mail that we send."""

    def to_python(self, value):
        words = " ".join("".join(filter(_is_kept, super().to_python(value))).split())
        return words if any(map(_is_seen, words)) else ""


def _is_kept(sign) -> bool:
    return sign.isspace() or (unicodedata.category(sign) != "Cc" and sign not in TURN_ROUND)


def _is_seen(sign) -> bool:
    return unicodedata.category(sign)[0] in "LNPS" and sign not in BLANK


class SomeOf(forms.ModelMultipleChoiceField):
    """Some of a list. A number that no table holds is in none."""

    def clean(self, value):
        for one in value or ():
            if len(str(one)) > LONGEST_NUMBER:
                raise forms.ValidationError(self.error_messages["invalid_choice"], "invalid_choice", {"value": one})
        return super().clean(value)


class SaysWhatToDo:
    """Put before a form: what to do about an empty box, in place of "This field is required."."""

    def add_error(self, field, error):
        super().add_error(field, _what_to_do(self.fields[field], error) if field in self.fields else error)


def _what_to_do(field, error):
    if field.widget.is_hidden:
        return ValidationError(_("This form is too old. Please open the page again."), code="too-old")
    if getattr(error, "message", "") is not forms.Field.default_error_messages["required"]:
        return error
    if isinstance(field, (forms.MultipleChoiceField, forms.ModelMultipleChoiceField)):
        words = _("Please tick at least one.")
    elif isinstance(field, forms.ChoiceField):
        words = _("Please choose one.")
    else:
        words = _("Please fill this in.")
    return ValidationError(words, code="required")


class PictureFileField(WagtailImageField):
    """Takes any picture that can be opened, whatever its name says, and hands on the one made again from its pixels."""

    default_validators = []

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.error_messages |= EMPTY
        self.help_text = format_lazy(
            _("A picture of at most {most}. We take out when and where it was taken, and anything else hidden in it."),
            most=self.max_upload_size_text,
        )

    def to_python(self, data):
        upload = forms.FileField.to_python(self, data)
        if upload is None:
            return None
        made_again = make_again(upload)
        _overwrite(upload, made_again)
        return made_again


def _overwrite(upload, made_again):
    """Put the new picture in the place of the one that came: Wagtail may keep that until its words are written."""
    upload.file.seek(0)
    upload.file.truncate()
    upload.file.write(made_again.read())
    upload.file.flush()
    upload.size = made_again.size
    upload.name = f"{PurePath(upload.name).stem}.{extension(made_again.name)}"
    upload.seek(0)
    made_again.seek(0)


class DocumentFileField(WagtailDocumentField):
    """Takes a file that is what its name says. `kinds`: which of those that the site takes; all of them without it."""

    def __init__(self, *, kinds=(), **kwargs):
        super().__init__(**kwargs)
        self.error_messages |= EMPTY
        self.kinds = kinds or settings.WAGTAILDOCS_EXTENSIONS
        self.help_text = _("A file of at most %(most)s that ends in %(kinds)s.") % {
            "most": filesizeformat(settings.WAGTAILDOCS_MAX_UPLOAD_SIZE),
            "kinds": ", ".join(f".{kind}" for kind in self.kinds),
        }

    def to_python(self, data):
        upload = forms.FileField.to_python(self, data)
        if upload is not None:
            check_document(upload, name=upload.name, kinds=self.kinds)
        return upload


class PhotoOrDocumentField(DocumentFileField):
    """A document, or a photo of one."""

    def __init__(self, **given):
        super().__init__(**given)
        self.help_text = [self.help_text, _("Or a photo: we take out when and where it was taken.")]
        self.help_text = " ".join(str(part) for part in self.help_text)

    def to_python(self, data):
        upload = forms.FileField.to_python(self, data)
        if upload is not None and is_photo(upload.name):
            return make_again(upload)
        try:
            return super().to_python(data)
        except forms.ValidationError as wrong:
            problem = wrong.error_list[0]
            if problem.code == "kind":
                problem.message = _("Choose a photo, or a file that ends in %(kinds)s.")
            raise


def _take_over(form, field_class):
    """Let a field of ours read the file, in the place and with the look of the one Wagtail made."""
    made = form.fields.get("file")
    if made is not None:
        form.fields["file"] = field_class(label=made.label, required=made.required, widget=made.widget)


class PictureForm(BaseImageForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _take_over(self, PictureFileField)

    def clean_description(self):
        description = self.cleaned_data["description"]
        if PurePath(description).suffix[1:].lower() in settings.WAGTAILIMAGES_EXTENSIONS:
            raise ValidationError(_("This is the name of a file. Write what the picture shows, in a sentence."))
        return description


class DocumentForm(BaseDocumentForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _take_over(self, DocumentFileField)
