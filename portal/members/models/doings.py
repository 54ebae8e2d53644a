"""Things to come to and things to do that belong to no group: a coffee morning, an hour of folding leaflets."""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.members.models.lists import Interest
from portal.members.queries import ComingQuerySet, GatheringQuerySet, OneOffQuerySet

LASTS = timedelta(hours=3)  # of what has no end: what began at two is still on at four


class Doing(models.Model):
    """Open to every member, and kept by whoever wrote it."""

    title = models.CharField(_("what is it?"), max_length=120)
    words = models.TextField(_("a few words about it"), max_length=2_000, blank=True)
    interests = models.ManyToManyField(Interest, blank=True, related_name="+", verbose_name=_("who may like it"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="%(class)ss_made")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True

    def __str__(self):
        return self.title

    @property
    def yeses(self):
        """Who said yes, in order."""
        return self.said_yes.select_related("person").order_by("pk")


class Gathering(Doing):
    """Something informal at a time and place. Nobody writes minutes."""

    starts_at = models.DateTimeField(_("when does it begin?"))
    ends_at = models.DateTimeField(_("when does it end?"), null=True, blank=True)
    place = models.CharField(_("where?"), max_length=200, blank=True)
    called_off_at = models.DateTimeField(null=True, blank=True)

    objects = GatheringQuerySet.as_manager()

    class Meta:
        verbose_name = _("gathering")
        ordering = ["starts_at", "pk"]

    def clean(self):
        super().clean()
        if self.ends_at and self.starts_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": _("It ends before it begins. Look at the times again.")})

    @property
    def is_over(self) -> bool:
        return timezone.now() >= (self.ends_at or self.starts_at + LASTS)

    @property
    def is_open(self) -> bool:
        return self.called_off_at is None and not self.is_over


class OneOff(Doing):
    """One thing to do, for whoever says "I will"."""

    until = models.DateField(_("until when?"), null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = OneOffQuerySet.as_manager()

    class Meta:
        verbose_name = _("thing to do")
        ordering = ["until", "pk"]

    @property
    def is_open(self) -> bool:
        return self.closed_at is None and (self.until is None or self.until >= timezone.localdate())


class Yes(models.Model):
    """Somebody said yes to it."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="%(class)s")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True

    def __str__(self):
        return str(self.person_id)


class Offered(Yes):
    """ "I would like to"."""

    to = models.ForeignKey(OneOff, on_delete=models.CASCADE, related_name="said_yes")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["to", "person"], name="offered_once")]


class Coming(Yes):
    """ "I am coming". Let go of shortly after it is over."""

    to = models.ForeignKey(Gathering, on_delete=models.CASCADE, related_name="said_yes")

    objects = ComingQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["to", "person"], name="coming_once")]
