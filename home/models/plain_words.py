"""Words to think twice about."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import TranslatableMixin
from wagtail.snippets.models import register_snippet


@register_snippet
class PlainWord(TranslatableMixin):
    """A word that puts people off, with a plainer or kinder one. It advises writers; nothing is refused for it."""

    class Kind(models.TextChoices):
        JARGON = "jargon", _("Hard word")
        LABEL = "label", _("Label for people")

    word = models.CharField(_("word"), max_length=80)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.JARGON)
    instead = models.CharField(_("try instead"), max_length=255, blank=True)

    panels = [FieldPanel(name) for name in ("word", "kind", "instead")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("word to think twice about")
        verbose_name_plural = _("words to think twice about")
        ordering = ["word"]

    def __str__(self):
        return self.word
