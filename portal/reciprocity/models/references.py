from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.reciprocity.queries import ReferenceQuerySet


class ReferenceRequest(models.Model):
    """Somebody asks for words about what they did here, to show to others. It waits until somebody has written them.

    `shows`: what they gave that whoever writes may see meanwhile. Without it, nothing of that is seen.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="references_asked_for")
    words = models.CharField(_("what is it for?"), max_length=300)
    by_when = models.DateField(_("by when?"), null=True, blank=True)
    shows = models.ManyToManyField("Contribution", blank=True, related_name="+")
    at = models.DateTimeField(_("asked on"), auto_now_add=True)
    done_at = models.DateTimeField(_("written on"), null=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="references_written"
    )

    objects = ReferenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("reference that somebody asked for")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(done_by=models.F("person")), name="nobody_writes_their_own_reference"
            )
        ]

    def __str__(self):
        return f"{self.person_id} {self.at:%Y-%m-%d}"

    @property
    def about(self) -> str:
        return f"reference:{self.pk}"

    @property
    def shown(self) -> str:
        """What they let be seen of what they gave: for their own copy."""
        return "; ".join(str(one) for one in self.shows.with_all().order_by("pk"))

    @property
    def state(self) -> str:
        return "wanted" if self.is_open else "written"

    @property
    def is_open(self) -> bool:
        return self.done_at is None
