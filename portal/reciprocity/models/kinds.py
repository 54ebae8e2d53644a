from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.members.models import Choosable


class Payable(Choosable):
    """One kind of thing that people get, or of a cost: how it is paid, and what it counts as in a budget."""

    class Way(models.TextChoices):
        """For the file of what is to be paid, and nothing else: no payment is made from here."""

        PAYROLL = "payroll", _("with the wages")
        INVOICE = "invoice", _("they send a bill")
        VOUCHER = "voucher", _("bought and handed on")
        CASH = "cash", _("petty cash")
        OTHER = "other", _("another way")

    class Line(models.TextChoices):
        PEOPLE = "people", _("People")
        ACCESS = "access", _("So that everybody can take part")
        FORMATS = "formats", _("Easy Read, translations and other formats")
        TRAINING = "training", _("Training first")
        OTHER = "other", _("Other things")

    way = models.CharField(_("how it is paid"), max_length=7, choices=Way.choices, blank=True)
    counts_as = models.CharField(_("what it counts as"), max_length=8, choices=Line.choices, default=Line.PEOPLE)

    class Meta(Choosable.Meta):
        abstract = True
