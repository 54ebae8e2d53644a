"""Who has a part in a story, and whom they trust with a language."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from casestudies.models.stories import Story
from casestudies.queries import SeatQuerySet, TrustedQuerySet
from portal.members.models import Seat, Support


class StorySeat(Seat):
    """Somebody and a story: asked, in it, or not any more. One row, whatever becomes of it."""

    class Role(models.TextChoices):
        TELLER = "teller", _("Whose story it is")
        CO_WRITER = "writer", _("Writes with them")
        LISTENER = "listener", _("Listens, and writes it down")
        ILLUSTRATOR = "artist", _("Makes pictures for it")
        FRESH_EYES = "reader", _("Reads it with fresh eyes, and does not write")
        TRANSLATOR = "language", _("Puts it into another language")

    class State(models.TextChoices):
        ASKED = "asked", _("asked, no answer yet")
        YES = "yes", _("takes part")
        NO = "no", _("said no")
        LEFT = "left", _("does not take part any more")

    MAKES_IT = (Role.TELLER, Role.CO_WRITER, Role.LISTENER, Role.ILLUSTRATOR)

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="seats")
    role = models.CharField(max_length=8, choices=Role.choices)
    state = models.CharField(max_length=5, choices=State.choices, default=State.ASKED)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="story_seats_offered"
    )
    said = models.CharField(max_length=5, choices=Support.SaidYes.choices, default=Support.SaidYes.HERE)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="story_seats_noted"
    )
    # Once, whatever they are now: nobody with fresh eyes.
    has_made_it = models.BooleanField(default=False)
    has_translated_it = models.BooleanField(default=False)
    changed_at = models.DateTimeField(auto_now=True)

    objects = SeatQuerySet.as_manager()

    class Meta:
        verbose_name = _("seat in a story")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["story", "person"], name="one_seat_in_a_story")]

    def save(self, *args, **kwargs):
        self.has_made_it = self.has_made_it or self.makes_it
        self.has_translated_it = self.has_translated_it or self.translates_it
        super().save(*args, **kwargs)

    def has_written(self, *, in_other_languages: bool) -> bool:
        return self.has_made_it or (in_other_languages and self.has_translated_it)

    def get_story_display(self) -> str:
        """In a copy of what is held of somebody: whoever is asked, or has left, is not told what it is called."""
        return str(self.story) if self.is_taken else ""

    @property
    def is_taken(self) -> bool:
        return self.state == self.State.YES

    @property
    def makes_it(self) -> bool:
        """Whether they are one of those who say yes to it, and what they allow."""
        return self.is_taken and self.role in self.MAKES_IT

    @property
    def translates_it(self) -> bool:
        """Writes its pages in other languages, and not what it says in its own."""
        return self.is_taken and self.role == self.Role.TRANSLATOR

    @property
    def tells_it(self) -> bool:
        return self.is_taken and self.role == self.Role.TELLER


class Trusted(models.Model):
    """Whom one who makes a story trusts with a language they do not read: there that person's yes is a yes for both.

    It says nothing of what anybody allows: that each says themselves.
    """

    seat = models.ForeignKey(StorySeat, on_delete=models.CASCADE, related_name="trusts")
    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="trusted_with_languages"
    )

    objects = TrustedQuerySet.as_manager()

    class Meta:
        verbose_name = _("trust with a language")
        constraints = [models.UniqueConstraint(fields=["seat", "locale"], name="one_person_is_trusted_with_a_language")]

    def __str__(self):
        return f"{self.locale}: {self.person}"
