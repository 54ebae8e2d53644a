"""What the organisation calls things, where it says it otherwise than we do."""

from django.conf import settings
from django.db import models
from django.db.models.signals import post_delete, post_save
from django.utils.translation import gettext_lazy as _

from home import freshness


class OwnWord(models.Model):
    """One word of `portal.words` in one language. There is none for what is called as we call it."""

    key = models.CharField(_("what it stands for"), max_length=40)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    words = models.CharField(_("what it is called"), max_length=40)

    class Meta:
        verbose_name = _("own word")
        verbose_name_plural = _("own words")
        constraints = [models.UniqueConstraint(fields=["key", "language"], name="one_own_word_a_language")]

    def __str__(self):
        return self.words

    @classmethod
    def in_language(cls, language: str) -> dict[str, str]:
        """By key."""
        return dict(cls.objects.filter(language=language).values_list("key", "words"))


for signal in (post_save, post_delete):
    signal.connect(freshness.changed, sender=OwnWord)  # they stand on public pages too
