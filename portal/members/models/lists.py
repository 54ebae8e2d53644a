"""The lists that people choose from, in the organisation's own words: each entry may be renamed or put away."""

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext, gettext_lazy as _

from portal.notices.routes import Means


class Choosable(models.Model):
    """One entry of a list. Put away rather than deleted, so that what people chose earlier keeps its name."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    order = models.PositiveSmallIntegerField(_("place in the list"), default=100)
    in_use = models.BooleanField(_("people can choose it"), default=True)

    class Meta:
        abstract = True
        ordering = ["order", "pk"]
        constraints = [models.UniqueConstraint(Lower("name"), name="one_%(class)s_a_name")]

    def __str__(self):
        """Our own words are in the catalogues; what an organisation typed stands as it was typed."""
        return gettext(self.name)

    def others_needed(self) -> models.Q | None:
        """Which entries of the list do the same as this one, when one of them must stay in use; None when none must."""
        return None


class Channel(Choosable):
    """A way to be in touch, such as "a phone call"."""

    means = models.CharField(_("how it works"), max_length=5, choices=Means.choices)
    for_one = models.BooleanField(
        _("reaches one person alone"), default=True, help_text=_("Messages to one person can go this way.")
    )

    class Meta(Choosable.Meta):
        verbose_name = _("way to be in touch")
        verbose_name_plural = _("ways to be in touch")

    def others_needed(self):
        """Everybody can be reached alone."""
        return models.Q(for_one=True) if self.for_one else None


class Side(models.TextChoices):
    """What a balance is counted by. Many standpoints may share a side."""

    LIVED = "lived", _("lived experience")
    STAFF = "staff", _("staff")
    OTHER = "other", _("others")


class Standpoint(Choosable):
    """How somebody is here, in one group, panel, role or story. Never stored as what a person is."""

    side = models.CharField(_("counts as"), max_length=5, choices=Side.choices)

    class Meta(Choosable.Meta):
        verbose_name = _("way to be here")
        verbose_name_plural = _("ways to be here")

    def others_needed(self):
        """Somebody of each side finds a way to say how they are here."""
        return models.Q(side=self.side)


class Skill(Choosable):
    class Meta(Choosable.Meta):
        verbose_name = _("skill")
        verbose_name_plural = _("skills")


class Interest(Choosable):
    class Meta(Choosable.Meta):
        verbose_name = _("area of interest")
        verbose_name_plural = _("areas of interest")
