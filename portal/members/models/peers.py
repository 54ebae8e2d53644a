"""What people see in one another, and which ways to reach them they show to others."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from portal.members.models.lists import Skill
from portal.members.queries import SuggestionQuerySet


class Suggestion(models.Model):
    """Somebody thinks that a person is good at something. Nobody else sees it before the person says yes."""

    class Answer(models.TextChoices):
        NONE = "", _("no answer yet")
        YES = "yes", _("added")
        NO = "no", _("not added")

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="suggestions")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="suggestions_made",
        verbose_name=_("who suggested it"),
    )
    skill = models.ForeignKey(
        Skill, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("skill")
    )
    words = models.CharField(_("in other words"), max_length=80, blank=True)
    why = models.CharField(_("a kind word"), max_length=200, blank=True)
    made_at = models.DateTimeField(_("when"), auto_now_add=True)
    answer = models.CharField(_("your answer"), max_length=3, choices=Answer.choices, blank=True)

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("suggestion")
        ordering = ["made_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(person=models.F("by")), name="nobody_suggests_themselves"),
            models.CheckConstraint(
                condition=models.Q(skill__isnull=False, words="") | (models.Q(skill=None) & ~models.Q(words="")),
                name="a_skill_or_words",
            ),
            models.UniqueConstraint(fields=["person", "by", "skill"], name="a_skill_suggested_once"),
            models.UniqueConstraint(
                "person", "by", Lower("words"), condition=~models.Q(words=""), name="words_suggested_once"
            ),
        ]

    def __str__(self):
        return f"{self.person_id} by {self.by_id}"

    @property
    def what(self) -> str:
        return str(self.skill) if self.skill else self.words


class Shared(models.Model):
    """Somebody lets members who are found in the list of people have this of them. No row: coordinators only."""

    class What(models.TextChoices):
        MAIL = "mail", _("E-mail address")
        PHONE = "phone", _("Phone number")
        POST = "post", _("Postal address")

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="shared")
    what = models.CharField(_("what"), max_length=5, choices=What.choices)
    at = models.DateTimeField(_("since"), auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "what"], name="shared_once")]

    def __str__(self):
        return f"{self.person_id} {self.what}"
