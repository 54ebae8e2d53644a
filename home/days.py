"""Days and times as people write them."""

from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# As browsers send a day, and as people here write one where the browser offers no calendar: the day before the month.
AS_DAYS_ARE_WRITTEN = ["%Y-%m-%d", "%d/%m/%Y", "%d/%m/%y", "%d.%m.%Y", "%d-%m-%Y", "%d %B %Y", "%d %b %Y"]


class DayField(forms.DateField):
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    default_error_messages = {"invalid": _("Please write a day, such as 31/12/2026.")}

    def __init__(self, **given):
        super().__init__(input_formats=AS_DAYS_ARE_WRITTEN, **given)


DAY, TIME = {"type": "date"}, {"type": "time"}


class Moment(forms.SplitDateTimeField):
    """A day and a time, in two boxes that phones help with."""

    default_error_messages = {
        "invalid_date": _("Please write the day as well, such as 31/12/2026."),
        "invalid_time": _("Please write the time as well, such as 14:30."),
    }

    def __init__(self, **given):
        widget = forms.SplitDateTimeWidget(date_attrs=DAY, time_attrs=TIME, date_format="%Y-%m-%d", time_format="%H:%M")
        super().__init__(widget=widget, input_date_formats=AS_DAYS_ARE_WRITTEN, **given)


AHEAD = timedelta(days=5 * 365)  # nobody plans a coffee for longer, and calendars end somewhere


def is_near(when) -> None:
    """Raises ValidationError for a moment that is years away: a slip of the year."""
    if not timezone.now() - AHEAD < when < timezone.now() + AHEAD:
        raise ValidationError(_("That is a long way off. Look at the year again."))


def is_near_day(day) -> None:
    """The same of a day."""
    today = timezone.localdate()
    if not today - AHEAD < day < today + AHEAD:
        raise ValidationError(_("That is a long way off. Look at the year again."))


def is_not_past(day) -> None:
    """Raises ValidationError for a day that is over."""
    if day < timezone.localdate():
        raise ValidationError(_("That day is over already. Choose today, or a day that is still to come."))


def is_to_come(when) -> None:
    """Raises ValidationError for a moment that is over."""
    if when < timezone.now():
        raise ValidationError(_("That is over already. Choose a day and a time that are still to come."))
