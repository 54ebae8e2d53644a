"""What a role needs, and how somebody can show it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.members.models import Choosable
from portal.roles.models.roles import Role
from portal.roles.queries import OfRolesQuerySet


class Route(models.TextChoices):
    """How somebody learned it. All count the same: the same scale, the same room for words."""

    LIFE = "life", _("From your own life")
    WORK = "work", _("From work or volunteering")
    QUALIFICATION = "paper", _("From a course or a qualification")


class Criterion(models.Model):
    """One thing that the role needs. Where a qualification counts, what somebody has lived through counts as well,
    unless a law says that it cannot (`legal_reason`)."""

    class Stage(models.TextChoices):
        APPLICATION = "form", _("when we read the application")
        INTERVIEW = "talk", _("when we talk")
        TASK = "task", _("by trying something out together")

    SCORES = range(5)

    role = models.ForeignKey(Role, on_delete=models.CASCADE, related_name="criteria")
    text = models.CharField(_("what do we need?"), max_length=300)
    essential = models.BooleanField(_("we need this"), default=True)
    stage = models.CharField(
        _("when do we look at it?"), max_length=4, choices=Stage.choices, default=Stage.APPLICATION
    )
    by_life = models.BooleanField(Route.LIFE.label, default=True)
    by_work = models.BooleanField(Route.WORK.label, default=True)
    by_qualification = models.BooleanField(Route.QUALIFICATION.label, default=False)
    legal_reason = models.CharField(_("which law says that only a qualification counts?"), max_length=300, blank=True)
    hint = models.CharField(_("a hint for whoever applies"), max_length=300, blank=True)
    questions = models.JSONField(default=list, blank=True)  # what whoever talks with people about it may ask
    anchors = models.JSONField(default=dict, blank=True)  # by route, then by score: what it looks like
    place = models.PositiveSmallIntegerField(default=100)

    objects = OfRolesQuerySet.as_manager()

    class Meta:
        verbose_name = _("thing that a role needs")
        verbose_name_plural = _("things that a role needs")
        ordering = ["place", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(by_life=True) | Q(by_work=True) | Q(by_qualification=True), name="shown_by_some_route"
            )
        ]

    def __str__(self):
        return self.text

    @property
    def routes(self) -> list[Route]:
        taken = {Route.LIFE: self.by_life, Route.WORK: self.by_work, Route.QUALIFICATION: self.by_qualification}
        return [route for route, is_taken in taken.items() if is_taken]

    @property
    def shuts_life_out(self) -> bool:
        """A qualification counts, and what somebody has lived through does not, and nothing says why."""
        return self.by_qualification and not self.by_life and not self.legal_reason

    def as_words(self) -> dict:
        """Exactly what people agree to. What is chosen is no small thing, so it is no text."""
        words = {"text": self.text, "essential": self.essential, "stage": self.stage, "place": self.place}
        words["routes"] = [str(route) for route in self.routes]
        anchors = {route: said for route, said in self.anchors.items() if route in words["routes"]}
        given = {"hint": self.hint, "legal_reason": self.legal_reason, "anchors": anchors, "questions": self.questions}
        return words | {name: said for name, said in given.items() if said}


class CriterionIdea(Choosable):
    """Something that roles often need, to begin with."""

    hint = models.CharField(_("a hint for whoever applies"), max_length=300, blank=True)
    is_value = models.BooleanField(_("it is a value of working together"), default=False)

    class Meta(Choosable.Meta):
        verbose_name = _("idea for what a role needs")
        verbose_name_plural = _("ideas for what a role needs")


class QuestionIdea(Choosable):
    """A question that people often ask when they talk with an applicant; about one of the ideas, or anything."""

    name = models.CharField(_("question"), max_length=300, unique=True)
    about = models.ForeignKey(CriterionIdea, null=True, blank=True, on_delete=models.SET_NULL, related_name="questions")

    class Meta(Choosable.Meta):
        verbose_name = _("question that people often ask")
        verbose_name_plural = _("questions that people often ask")


class OffPutting(Choosable):
    """Words in adverts that make people think that a role is not for them, and why."""

    why = models.CharField(_("why, and what to say instead"), max_length=200)

    class Meta(Choosable.Meta):
        verbose_name = _("words that put people off")
        verbose_name_plural = _("words that put people off")
