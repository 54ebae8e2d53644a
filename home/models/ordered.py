"""What lists of ours have in common: data in every language, in an order that editors choose."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import TranslatableMixin


class Ordered(TranslatableMixin):
    """One of a list whose order is a number people set: reordering never touches the other rows."""

    order = models.PositiveSmallIntegerField(_("place in the list"), default=100)

    class Meta(TranslatableMixin.Meta):
        abstract = True
        ordering = ["order", "pk"]


class Sourced(models.Model):
    """Something first said by somebody else, whom we name."""

    source = models.CharField(_("who first wrote it"), max_length=120, blank=True)
    source_url = models.URLField(_("where to read theirs"), blank=True)

    class Meta:
        abstract = True
