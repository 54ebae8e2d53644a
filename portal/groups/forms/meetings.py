from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from home.days import Moment, is_near, is_to_come
from portal.drafts.forms import Folded, KeptForm
from portal.groups.forms.as_it_stood import AsItStood
from portal.groups.models import Meeting

ABOUT_IT = Meeting.ABOUT_IT
CHECKS = [is_to_come, is_near]


class AboutMeeting(Folded, KeptForm, forms.ModelForm):
    link = forms.URLField(
        label=_("Link, if people can join by video or phone"),
        max_length=500,
        required=False,
        assume_scheme="https",
        validators=[URLValidator(schemes=["https", "http"])],
    )

    class Meta:
        model = Meeting
        fields = (*ABOUT_IT, "among_us")
        widgets = {
            "you_get": forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
            "getting_in": forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        }

    FOLDED = ("third", "venue", "getting_in", "link", "breaks", "among_us")

    def __init__(self, *args, stays_among_us=False, **kwargs):
        """`stays_among_us`: it is settled already who reads what is said, and not asked."""
        super().__init__(*args, **kwargs)
        if stays_among_us:
            del self.fields["among_us"]

    @property
    def about_it(self) -> dict:
        given = {name: self.cleaned_data[name] for name in ABOUT_IT}
        return given | {"among_us": self.cleaned_data.get("among_us", False)}


class OfferDatesForm(AboutMeeting):
    first = Moment(label=_("One day"), validators=CHECKS)
    second = Moment(label=_("Another day"), validators=CHECKS, required=False)
    third = Moment(label=_("A third day"), validators=CHECKS, required=False)
    field_order = ("first", "second", "third", *ABOUT_IT)

    def clean(self):
        cleaned = super().clean()
        if len(set(self.dates)) < len(self.dates):
            self.add_error("second", ValidationError(_("Two of the days are the same. Change one, or take it away.")))
        return cleaned

    @property
    def dates(self) -> list:
        found = (self.cleaned_data.get(name) for name in ("first", "second", "third"))
        return [date for date in found if date]


class ChangeMeetingForm(AsItStood, AboutMeeting):
    BOXES = Meeting.BOXES
    starts_at = Moment(label=_("When does it begin?"), validators=[is_near])
    field_order = ("starts_at", *ABOUT_IT)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.before = self.instance.starts_at
        if self.before is None:
            del self.fields["starts_at"]  # people are still saying when they can
        self.initial["starts_at"] = self.before

    def clean_starts_at(self):
        starts_at = self.cleaned_data["starts_at"]
        if starts_at != self.before:
            is_to_come(starts_at)
        return starts_at
