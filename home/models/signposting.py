"""Where to get help."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.models import register_snippet

from home.models.ordered import Ordered

number = RegexValidator(r"^\+?[0-9 ]+\Z", _("Write the number alone, so that a phone can ring it."))


@register_snippet
class Signposting(Ordered):
    """Where somebody can get help now, and when it was last checked that they answer."""

    name = models.CharField(_("name"), max_length=120)
    what_for = models.CharField(_("what they help with"), max_length=255)
    phone = models.CharField(_("phone"), max_length=30, blank=True, validators=[number])
    text_number = models.CharField(_("text"), max_length=160, blank=True)
    hours = models.CharField(_("when they answer"), max_length=120, blank=True)
    url = models.URLField(_("website"), blank=True)
    urgent = models.BooleanField(_("for when it is urgent"), default=False)
    checked_on = models.DateField(_("last checked on"), null=True, blank=True)

    panels = [
        FieldPanel(name)
        for name in ("name", "what_for", "phone", "text_number", "hours", "url", "urgent", "checked_on", "order")
    ]

    class Meta(Ordered.Meta):
        verbose_name = _("place to get help")
        verbose_name_plural = _("places to get help")
        ordering = ["-urgent", "order", "pk"]

    def __str__(self):
        return self.name
