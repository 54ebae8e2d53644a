"""Offering somebody something: four boxes, and more for whoever needs them."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from home.days import DayField, is_near_day, is_not_past
from home.forms import OneLine, SomeOf
from portal.drafts.forms import Folded, KeptForm
from portal.members.models import User
from portal.reciprocity.forms.amounts import HoursField, PoundsField
from portal.reciprocity.models import Budget, FeeRate, RewardKind
from portal.reciprocity.money import MOST, pounds

LINE = {"dir": "auto", "autocomplete": "off"}


class OfferForm(Folded, KeptForm):
    person = forms.ModelChoiceField(label=_("Who?"), queryset=User.objects.none(), empty_label=_("Choose somebody"))
    title = OneLine(
        label=_("What for?"),
        help_text=_("Such as: the meeting on Tuesday, reading the new leaflet."),
        max_length=120,
        widget=forms.TextInput(attrs=LINE),
    )
    kind = forms.ModelChoiceField(
        label=_("What would they get?"),
        queryset=RewardKind.objects.filter(in_use=True),
        empty_label=None,
        widget=forms.RadioSelect,
    )
    pence = PoundsField(label=_("How much, in pounds?"), required=False, help_text=_("For a fee or a voucher."))
    what = OneLine(
        label=_("Which shop, or which one?"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs=LINE),
    )
    day = DayField(label=_("On which day is it?"), required=False, validators=[is_near_day])
    minutes = HoursField(label=_("How many hours does it take?"), required=False)
    preparation_minutes = HoursField(label=_("Hours to read and get ready"), required=False)
    travel_minutes = HoursField(label=_("Hours to get there and back"), required=False)
    expenses = OneLine(
        label=_("Costs you pay back"),
        help_text=_("Such as: bus fares, lunch, somebody to look after a child."),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs=LINE),
    )
    access = OneLine(
        label=_("What you arrange and pay, so that they can take part"),
        help_text=_("Such as: an interpreter, papers in Easy Read, a taxi booked for them."),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs=LINE),
    )
    by_when = DayField(label=_("They get it by"), required=False, validators=[is_not_past, is_near_day])
    budget = forms.ModelChoiceField(
        label=_("Which budget is it from?"), queryset=Budget.objects.none(), empty_label=_("No budget"), required=False
    )
    agreed_by = OneLine(label=_("Who agreed to it?"), max_length=80, required=False, widget=forms.TextInput(attrs=LINE))

    ABOUT = ("minutes", "preparation_minutes", "travel_minutes", "expenses", "access", "by_when", "budget", "agreed_by")
    FOLDED = ("day", *ABOUT)

    def __init__(self, *args, by, those=(), fixed=(), **kwargs):
        """`those`: the people to choose from, all of them ticked, in place of everybody. `fixed`: boxes that say what
        is so, and are not changed here."""
        super().__init__(*args, **kwargs)
        for name in fixed:
            self.fields[name].disabled = True
            self.fields[name].validators = []
        if those:
            del self.fields["person"]
            ticks = {"widget": forms.CheckboxSelectMultiple, "queryset": those, "initial": [one.pk for one in those]}
            self.fields = {"people": SomeOf(label=_("Who?"), **ticks), **self.fields}
        for name in ("pence", "what"):
            self.fields[name].depends = True  # on what they would get
        if "person" in self.fields:
            self.fields["person"].queryset = User.objects.here().exclude(pk=by.pk).order_by("known_as", "pk")
        self.by_the_hour()
        self.fields["budget"].queryset = Budget.objects.open(timezone.localdate())
        if not self.fields["budget"].queryset.exists():
            del self.fields["budget"]

    def by_the_hour(self):
        rate = FeeRate.on(timezone.localdate())
        if rate:
            words = _("For a fee or a voucher. Leave it empty for a fee by the hour: say the hours, at %(rate)s each.")
            self.fields["pence"].help_text = words % {"rate": pounds(rate)}

    def clean(self):
        said = super().clean()
        kind, pence = said.get("kind"), said.get("pence")
        if kind and not pence and "pence" not in self.errors:
            pence = self.filled_in(said, kind)
        if kind and kind.has_amount and not pence and "pence" not in self.errors:
            self.add_error("pence", ValidationError(_("Type how much it is, such as 20.")))
        if kind and not kind.has_amount:
            said["pence"] = None  # it may have been typed before another kind was chosen
        return said

    def filled_in(self, said, kind) -> int | None:
        """A fee by the hour, at the rate of the day: for the work, and for getting ready."""
        minutes = sum(said.get(name) or 0 for name in ("minutes", "preparation_minutes"))
        if kind.works != kind.Works.FEE or not minutes:
            return None
        fee = FeeRate.fee(minutes, said.get("day") or timezone.localdate())
        if fee and fee["pence"] <= MOST:
            said |= fee
        return said.get("pence")

    @property
    def about(self) -> dict:
        said = self.cleaned_data
        return {name: said.get(name) for name in (*self.ABOUT, "day", "title")}

    @property
    def everybody(self) -> list[User]:
        """Whom it is offered."""
        said = self.cleaned_data
        return list(said["people"]) if "people" in said else [said["person"]]

    @property
    def reward(self) -> dict:
        return {name: self.cleaned_data.get(name) for name in ("kind", "pence", "pence_an_hour", "what")}
