"""A role that people may apply for."""

from datetime import datetime, time, timedelta

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.agreement.models import Version
from portal.roles.models.criteria import Criterion, Route
from portal.roles.models.roles import Role
from portal.roles.queries import VacancyQuerySet


class Vacancy(models.Model):
    """A role, open to everybody in exactly the words that all who write it agreed to (`version`). Those stay as they
    are, whatever becomes of the role: a correction stands beside them, with its day."""

    class Outcome(models.TextChoices):
        OPEN = "open", _("open, or being decided")
        FILLED = "filled", _("somebody does it now")
        NOBODY = "nobody", _("nobody was chosen")
        WITHDRAWN = "gone", _("taken back")

    role = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="vacancies")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=120, editable=False)  # as in the version, which never changes: to find it by
    kind = models.CharField(max_length=9, choices=Role.Kind.choices, editable=False)
    closes_on = models.DateField(_("until the end of which day can people apply?"))
    talks_on = models.DateField(_("on which day do you talk with people?"), null=True, blank=True)
    answers_by = models.DateField(_("by when does everybody hear from you?"))
    town = models.CharField(_("in which town is it?"), max_length=80, blank=True)
    from_home = models.BooleanField(_("all of it can be done from home"), default=False)
    words_each = models.PositiveSmallIntegerField(
        _("how many words for each answer, at most?"),
        default=250,
        validators=[MinValueValidator(50), MaxValueValidator(1_000)],
    )
    kept_months = models.PositiveSmallIntegerField(
        _("how many months do you keep applications after you decided?"),
        default=12,
        validators=[MinValueValidator(1), MaxValueValidator(24)],
    )
    instead_of_education = models.BooleanField(
        _("tell search engines that experience counts in place of education"), default=False
    )
    looked_after_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="vacancies_looked_after"
    )
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="vacancies_opened")
    opened_at = models.DateTimeField(auto_now_add=True)
    outcome = models.CharField(max_length=6, choices=Outcome.choices, default=Outcome.OPEN)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="vacancies_ended"
    )
    delete_on = models.DateField(null=True, help_text=_("When the applications go, once it has ended."))
    ended_why = models.CharField(_("why? Everybody who applied reads it"), max_length=300, blank=True)

    objects = VacancyQuerySet.as_manager()

    class Meta:
        verbose_name = _("open role")
        verbose_name_plural = _("open roles")
        ordering = ["closes_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["role"], condition=Q(outcome="open"), name="a_role_is_open_once"),
            models.CheckConstraint(condition=Q(answers_by__gte=F("closes_on")), name="answers_come_after_closing"),
            models.CheckConstraint(
                condition=Q(outcome="open", ended_at=None) | (~Q(outcome="open") & Q(ended_at__isnull=False)),
                name="what_is_not_open_has_ended",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def about(self) -> str:
        return f"vacancy:{self.pk}"

    @property
    def url(self) -> str:
        return reverse("get-involved:vacancy", args=[self.pk])

    @property
    def closes_at(self) -> datetime:
        """The moment from which nothing is taken any more: the end of the day, where the organisation is."""
        return timezone.make_aware(datetime.combine(self.closes_on + timedelta(days=1), time.min))

    @property
    def takes_applications(self) -> bool:
        return self.outcome == self.Outcome.OPEN and timezone.now() < self.closes_at

    @property
    def counts_from(self) -> datetime:
        """When nobody answers questions about equality any more: what was counted is shown from then on, all at once,
        so that nobody sees a count grow by one."""
        return self.closes_at + timedelta(days=1)

    @property
    def counts_are_shown(self) -> bool:
        return timezone.now() >= self.counts_from

    @property
    def is_being_decided(self) -> bool:
        return self.outcome == self.Outcome.OPEN and not self.takes_applications

    @property
    def sections(self) -> list[tuple[str, str]]:
        """What each is called, and what it says."""
        words = self.version.words
        return [(str(Role.label_of(name)), words[name]) for name in Role.SECTIONS if words.get(name)]

    @property
    def needs(self) -> list["Need"]:
        words = self.version.words
        said = [Need(key, one) for key, one in words.items() if key.startswith(Need.BEGINS)]
        return sorted(said, key=lambda one: (one.place, one.key))

    @property
    def asked(self) -> list["Need"]:
        """What the application asks about; the rest is looked at later."""
        return [need for need in self.needs if need.stage == Criterion.Stage.APPLICATION]


class Need:
    """A criterion as it was agreed. `key`: its name in the words of the version, and in whatever is said to it."""

    BEGINS = "criterion-"

    def __init__(self, key: str, said: dict):
        self.key, self.text, self.essential, self.stage = key, said["text"], said["essential"], said["stage"]
        self.place, self.hint = said["place"], said.get("hint", "")
        self.legal_reason, self.anchors = said.get("legal_reason", ""), said.get("anchors", {})
        self.routes = [Route(route) for route in said["routes"]]

    @property
    def number(self) -> int:
        return int(self.key.removeprefix(self.BEGINS))

    def __str__(self):
        return self.text

    def __eq__(self, other):
        return isinstance(other, Need) and other.key == self.key

    def __hash__(self):
        return hash(self.key)


class Correction(models.Model):
    """Something about an open role that was wrong, or has changed. What people are asked to show never changes."""

    vacancy = models.ForeignKey(Vacancy, on_delete=models.CASCADE, related_name="corrections")
    words = models.CharField(_("what has changed?"), max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="vacancies_corrected")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("correction of an open role")
        ordering = ["-at", "-pk"]

    def __str__(self):
        return self.words


class Counted(models.Model):
    """How many who applied gave this answer to a question about equality. No row says who, or when: only that."""

    vacancy = models.ForeignKey(Vacancy, on_delete=models.CASCADE, related_name="counted")
    question = models.CharField(max_length=20)
    answer = models.CharField(max_length=20)
    many = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("count of answers about equality")
        constraints = [models.UniqueConstraint(fields=["vacancy", "question", "answer"], name="an_answer_is_one_count")]

    def __str__(self):
        return f"{self.question} {self.answer}"
