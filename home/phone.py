"""Phone numbers as people write them: with spaces, brackets, dots or dashes, and + before a country."""

from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

is_phone = RegexValidator(r"^\+?[0-9][0-9 ()./-]{4,24}\Z", _("Write a phone number, such as 01632 960 001."))
