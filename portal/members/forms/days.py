from django import forms
from django.utils.translation import gettext_lazy as _

# As browsers send a day, and as people here write one where the browser offers no calendar: the day before the month.
AS_DAYS_ARE_WRITTEN = ["%Y-%m-%d", "%d/%m/%Y", "%d/%m/%y", "%d.%m.%Y", "%d-%m-%Y", "%d %B %Y", "%d %b %Y"]


class DayField(forms.DateField):
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    default_error_messages = {"invalid": _("Please write a day, such as 31/12/2026.")}

    def __init__(self, **given):
        super().__init__(input_formats=AS_DAYS_ARE_WRITTEN, **given)
