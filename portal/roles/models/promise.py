"""What an organisation promises everyone who applies: the same words on each advert."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Promise(models.Model):
    """There is one of it, or none as long as nobody has written it."""

    LONGEST = 600

    words = models.TextField(_("what we promise everyone who applies"), max_length=LONGEST, blank=True)
    guide = models.URLField(_("where people read how to choose well"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("what we promise everyone who applies")

    def __str__(self):
        return self.words

    @classmethod
    def now(cls) -> "Promise":
        """As it is written, or empty: reading it writes nothing."""
        return cls.objects.first() or cls()
