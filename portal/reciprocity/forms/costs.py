"""Claiming a cost back: what for, what, when, how much, and a photo of the receipt or why there is none."""

from django import forms
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from home.days import DayField, is_near_day
from home.forms import OneLine, PhotoOrDocumentField
from portal.drafts.forms import Folded, KeptForm
from portal.members.models import User
from portal.reciprocity.forms.amounts import MilesField, PoundsField
from portal.reciprocity.forms.giving import SeenForm
from portal.reciprocity.forms.offering import LINE
from portal.reciprocity.models import Cost, CostKind, Policy
from portal.reciprocity.money import pounds


class CostForm(Folded, KeptForm):
    """Its words are kept; the photo of a receipt never is, until it is sent."""

    title = OneLine(
        label=_("What did you take part in?"),
        help_text=_("Such as: the meeting on Tuesday."),
        max_length=120,
        widget=forms.TextInput(attrs=LINE),
    )
    kind = forms.ModelChoiceField(
        label=_("What did you pay for?"),
        queryset=CostKind.objects.filter(in_use=True),
        empty_label=None,
        widget=forms.RadioSelect,
    )
    on = DayField(label=_("On which day?"), initial=timezone.localdate, validators=[is_near_day])
    pence = PoundsField(label=_("How much, in pounds?"), required=False)
    miles = MilesField(
        label=_("How many miles, there and back?"),
        help_text=_("For your own car, motorbike or bicycle. We work out the amount."),
        min_value=1,
        max_value=2_000,
        required=False,
    )
    no_receipt_because = OneLine(
        label=_("No receipt? Say why"),
        help_text=_("Such as: the machine gave none."),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs=LINE),
    )
    ahead = forms.BooleanField(
        label=_("I cannot pay this first"),
        help_text=_("Then we try to give you the money, or a ticket, before that day."),
        required=False,
    )
    FOLDED = ("ahead",)
    SAID = ("title", "kind", "on", "pence", "miles", "receipt", "no_receipt_because", "ahead")

    def __init__(self, *args, cost: Cost | None = None, **kwargs):
        """`cost`: one that is put right; its receipt stays unless another is sent."""
        super().__init__(*args, **kwargs)
        self.cost = cost
        self.fields["receipt"] = PhotoOrDocumentField(
            label=_("A photo of the receipt or ticket"), kinds=("pdf",), required=False
        )
        self.fields["receipt"].widget.attrs["accept"] = "image/*,application/pdf"
        self.fields["receipt"].help_text = _("Or a PDF. We take out when and where a photo was taken.")
        if cost and cost.file:
            size = filesizeformat(cost.file_size)
            self.fields["receipt"].label = _("Another photo of the receipt, in place of the one that is there")
            self.fields["receipt"].help_text = _("There is one already (%(size)s).") % {"size": size}
        for name in ("pence", "miles", "receipt", "no_receipt_because"):
            self.fields[name].depends = True
        self.order_fields(self.order)
        if cost:
            shown = ("kind", "on", "pence", "miles", "no_receipt_because", "ahead")
            self.initial |= {name: getattr(cost, name) for name in shown} | {"title": cost.activity.title}

    order = ("person", "title", "kind", "on", "pence", "miles", "receipt", "no_receipt_because", "ahead")

    def clean(self):
        said = super().clean()
        kind = said.get("kind")
        if kind is None:
            return said
        asked, other = ("miles", "pence") if kind.by_the_mile else ("pence", "miles")
        if not said.get(asked) and asked not in self.errors:
            words = _("Type how many miles it was.") if kind.by_the_mile else _("Type how much it was, such as 4.60.")
            self.add_error(asked, ValidationError(words))
        said[other] = None  # it may have been typed before another kind was chosen
        if not kind.by_the_mile:
            self.check_receipt(said)
        if (on := said.get("on")) and on > timezone.localdate() and not said.get("ahead"):
            words = _("That day is still to come. Choose the day you paid, or tick “I cannot pay this first”.")
            self.add_error("ahead", ValidationError(words))
        if self.errors and said.get("receipt"):
            self.add_error("receipt", ValidationError(_("Please choose your photo again. It was not kept.")))
        return said

    def check_receipt(self, said):
        most = Policy.on(said.get("on")).no_receipt_pence
        there = said.get("receipt") or (self.cost and self.cost.file) or said.get("ahead")
        wrong = {"receipt", "no_receipt_because"} & self.errors.keys()
        if (said.get("pence") or 0) > most and not (there or wrong or said.get("no_receipt_because")):
            words = _("Above %(most)s we ask for a photo of the receipt. Is there none? Say why.")
            self.add_error("no_receipt_because", ValidationError(words % {"most": pounds(most)}))

    @property
    def said(self) -> dict:
        return {name: self.cleaned_data[name] for name in self.SAID}


class CostDownForm(CostForm):
    """Told by phone or on paper: whoever it is for confirms it."""

    person = forms.ModelChoiceField(
        label=_("Whose cost?"), queryset=User.objects.none(), empty_label=_("Choose somebody")
    )

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = User.objects.here().exclude(pk=by.pk).order_by("known_as", "pk")
        self.fields["title"].label = _("What did they take part in?")
        self.fields["kind"].label = _("What did they pay for?")
        self.fields["ahead"].label = _("They cannot pay this first")


class SendBackForm(SeenForm):
    why = forms.CharField(
        label=_("What is to be put right?"),
        help_text=_("They read it, with your name. Such as: the photo is too dark to read."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )
