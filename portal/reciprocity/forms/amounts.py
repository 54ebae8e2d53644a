"""Boxes for money and for time."""

import re
from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.reciprocity.models.budgets import MOST_OF_A_BUDGET
from portal.reciprocity.money import MOST, pounds

AMOUNT = re.compile(r"£?\s*(?P<pounds>\d{1,3}(?:,\d{3})+|\d{1,9})(?:\.(?P<pence>\d{1,2}))?\s*\Z", re.ASCII)


class PoundsField(forms.CharField):
    """Pounds as typed, "20", "£20" or "4.60", to whole pence; nothing to None."""

    WRONG = _("Type an amount in pounds, such as 20 or 4.60.")
    TOO_MUCH = _("Type an amount from 1p to £10,000.")
    most = MOST

    def __init__(self, *, least=1, **kwargs):
        attrs = {"inputmode": "decimal", "autocomplete": "off", "class": "input--short"}
        super().__init__(widget=forms.TextInput(attrs=attrs), **kwargs)
        self.least = least

    def prepare_value(self, value):
        return pounds(value).removeprefix("£") if isinstance(value, int) else value

    def clean(self, value):
        typed = super().clean(value)
        if not typed:
            return None
        found = AMOUNT.match(typed)
        if not found:
            raise forms.ValidationError(self.WRONG)
        pence = int(found["pounds"].replace(",", "")) * 100 + int((found["pence"] or "").ljust(2, "0"))
        if not self.least <= pence <= self.most:
            raise forms.ValidationError(self.TOO_MUCH)
        return pence


class BudgetField(PoundsField):
    TOO_MUCH = _("Type an amount from 1p to £1,000,000.")
    most = MOST_OF_A_BUDGET


class SaysHow:
    """Put before a field for numbers: whatever is wrong with one, how it is typed (`WRONG`)."""

    def clean(self, value):
        try:
            return super().clean(value)
        except forms.ValidationError as wrong:
            if wrong.error_list[0].code == "required":
                raise
            raise forms.ValidationError(self.WRONG, "wrong", {"most": self.max_value}) from wrong


class MilesField(SaysHow, forms.IntegerField):
    WRONG = _("Type whole miles, such as 6.")


class HoursField(SaysHow, forms.DecimalField):
    """Hours as typed, "2" or "1.5", to whole minutes; nothing to None. `most`: of one entry."""

    WRONG = _("Type hours, such as 2, or 0.5 for half an hour; at most %(most)s.")

    def __init__(self, *, most=200, **kwargs):
        super().__init__(min_value=Decimal("0.25"), max_value=Decimal(most), max_digits=5, decimal_places=2, **kwargs)

    def prepare_value(self, value):
        return f"{value / 60:g}" if isinstance(value, int) else value

    def clean(self, value):
        hours = super().clean(value)
        return None if hours is None else int(hours * 60)
