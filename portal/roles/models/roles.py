"""A role that people write together, before anybody is asked to apply for it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.agreement.models import Version
from portal.agreement.models.versions import digest_of_words
from portal.members.models import Seat, Support
from portal.roles.queries import RoleQuerySet, SeatQuerySet

EASY = "easy"  # what the keys of the Easy Read version begin with, in the words that people agree to


def longer(words: dict) -> dict:
    """Without the Easy Read version: what it goes with."""
    return {key: said for key, said in words.items() if not key.startswith(EASY)}


class Role(models.Model):
    """What somebody would do, and what they would need for it. `agreed`: the words that everybody who writes it said
    yes to last. Nobody owns it: all who have a seat may change each word, until it opens."""

    class Kind(models.TextChoices):
        PAID = "paid", _("a paid job")
        SESSIONAL = "sessional", _("paid for each time")
        VOLUNTARY = "voluntary", _("voluntary")

    SECTIONS = ("purpose", "doing", "people", "place", "pay", "support", "choosing")
    BOXES = ("title", "kind")  # what two may change at once, beside the sections

    title = models.CharField(_("what is the role called?"), max_length=120)
    kind = models.CharField(_("what sort of role is it?"), max_length=9, choices=Kind.choices)
    purpose = models.TextField(_("What the role is for"), blank=True)
    doing = models.TextField(_("What you will do"), blank=True)
    people = models.TextField(_("Who you will work with"), blank=True)
    place = models.TextField(_("Time and place"), blank=True)
    pay = models.TextField(_("Pay, and what we offer"), blank=True)
    support = models.TextField(_("How we support you"), blank=True)
    choosing = models.TextField(_("How we choose"), blank=True)
    easy_read = models.JSONField(default=list, blank=True)  # pairs of a drawing and words: portal.easy_read
    easy_read_checked_by = models.CharField(_("who has read and checked it?"), max_length=160, blank=True)
    easy_read_of = models.CharField(max_length=64, blank=True)  # a digest of the longer words that it goes with
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="roles_begun")
    begun_at = models.DateTimeField(auto_now_add=True)
    agreed = models.ForeignKey(Version, null=True, on_delete=models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(null=True)
    set_aside_at = models.DateTimeField(null=True, help_text=_("Nobody writes on it any more."))

    objects = RoleQuerySet.as_manager()

    class Meta:
        verbose_name = _("role")

    def __str__(self):
        return self.title

    @property
    def about(self) -> str:
        """The role in the trail and in messages."""
        return f"role:{self.pk}"

    @classmethod
    def label_of(cls, section: str):
        return cls._meta.get_field(section).verbose_name

    @property
    def sections(self) -> list[tuple[str, str, str]]:
        """Name, what it is called, and what stands in it so far."""
        return [(name, self.label_of(name), getattr(self, name)) for name in self.SECTIONS]

    def as_words(self) -> dict:
        """Exactly what people agree to, and applicants are asked about: see `portal.roles.wording`."""
        words = {"title": self.title, "kind": self.kind}
        words |= {name: getattr(self, name) for name in self.SECTIONS if getattr(self, name)}
        words |= {f"criterion-{one.pk}": one.as_words() for one in self.criteria.all()}
        return words | self._easy_words()

    def _easy_words(self) -> dict:
        """The pictures are chosen, the words are written: only these may be a small fix."""
        if not self.easy_read:
            return {}
        words = {f"{EASY}-{n}": pair["words"] for n, pair in enumerate(self.easy_read, 1)}
        words[f"{EASY}_pictures"] = [pair["drawing"] for pair in self.easy_read]
        return words | ({f"{EASY}_checked_by": self.easy_read_checked_by} if self.easy_read_checked_by else {})

    def easy_read_is_behind(self, words: dict) -> bool:
        """Of `as_words()`: they have changed since somebody looked at both."""
        return bool(self.easy_read) and self.easy_read_of != digest_of_words(longer(words))


class RoleSeat(Seat):
    """Somebody and a role: asked to write it, writing it, or not any more. One row, whatever becomes of it."""

    class State(models.TextChoices):
        ASKED = "asked", _("asked, no answer yet")
        YES = "yes", _("writes it")
        NO = "no", _("said no")
        LEFT = "left", _("does not write it any more")

    role = models.ForeignKey(Role, on_delete=models.CASCADE, related_name="seats")
    state = models.CharField(max_length=5, choices=State.choices, default=State.ASKED)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="role_seats_offered"
    )
    said = models.CharField(max_length=5, choices=Support.SaidYes.choices, default=Support.SaidYes.HERE)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="role_seats_noted"
    )
    called = models.CharField(
        _("how are you named in the advert?"),
        max_length=80,
        blank=True,
        help_text=_("Such as: Mair, a parent. Leave it empty, and you are not named."),
    )
    changed_at = models.DateTimeField(auto_now=True)

    objects = SeatQuerySet.as_manager()

    class Meta:
        verbose_name = _("seat in writing a role")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["role", "person"], name="one_seat_in_a_role")]

    @property
    def is_taken(self) -> bool:
        return self.state == self.State.YES

    @property
    def is_asked(self) -> bool:
        return self.state == self.State.ASKED
