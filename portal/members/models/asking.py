"""What people without an account ask of us: to take part, or to put right how we handled what we know of them."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.members.codes import new_code
from portal.members.models.lists import Interest
from portal.members.queries import AskedQuerySet
from portal.notices.routes import Means


def new_reference() -> str:
    """Short enough to say on the phone."""
    return new_code(6)


class Asked(models.Model):
    """Somebody asked, one of us answers by a day, and what they told us is gone on another."""

    class CameBy(models.TextChoices):
        FORM = "form", _("the form on the website")
        PHONE = "phone", _("phone")
        PAPER = "paper", _("a letter or on paper")
        TALK = "talk", _("a talk")

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)  # of the form: sent twice, it is taken once
    reference = models.CharField(max_length=6, unique=True, default=new_reference, editable=False)
    name = models.CharField(_("name"), max_length=80, blank=True)
    means = models.CharField(
        _("how to reach them"),
        max_length=5,
        choices=Means.choices,
        blank=True,
        help_text=_("Empty: no answer is wanted."),
    )
    address = models.CharField(_("their address or number"), max_length=300, blank=True)
    words = models.TextField(_("in their words"), max_length=4_000, blank=True)
    language = models.CharField(max_length=10, blank=True)
    came_by = models.CharField(_("came by"), max_length=5, choices=CameBy.choices, default=CameBy.FORM)
    came_on = models.DateField(_("came on"))
    answer_by = models.DateField(_("answer by"))
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="%(class)ss_taken"
    )
    notes = models.TextField(_("notes of our talk"), max_length=4_000, blank=True)
    answer = models.TextField(_("our answer"), max_length=4_000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="%(class)ss_answered"
    )
    delete_on = models.DateField(_("deleted on"), null=True, blank=True)

    objects = AskedQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["answer_by", "pk"]

    def __str__(self):
        return self.reference

    @property
    def about(self) -> str:
        """The name under which the trail and messages speak of it."""
        return f"{self._meta.model_name}:{self.pk}"

    @property
    def is_waiting(self) -> bool:
        return self.answered_at is None

    @property
    def wants_an_answer(self) -> bool:
        return bool(self.means)

    @property
    def language_name(self) -> str:
        """The language of the pages it was written on, when that is another than the site's own."""
        return str(dict(settings.LANGUAGES).get(self.language, "")) if self.language != settings.LANGUAGE_CODE else ""


class Enquiry(Asked):
    """ "I'd like to help": somebody would like to take part."""

    class Outcome(models.TextChoices):
        OPEN = "open", _("waiting for an answer")
        INVITED = "invited", _("invited")
        NOT_NOW = "not-now", _("not this time")
        WITHDRAWN = "gone", _("taken back")

    interests = models.ManyToManyField(Interest, blank=True, related_name="+", verbose_name=_("what interests them"))
    invited = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="enquiries"
    )
    outcome = models.CharField(max_length=7, choices=Outcome.choices, default=Outcome.OPEN)
    part_in = models.CharField(max_length=60, blank=True, help_text=_("What they would like to take part in: group:7"))
    part_in_words = models.CharField(_("would like to take part in"), max_length=200, blank=True)

    class Meta(Asked.Meta):
        verbose_name = _("offer to help")
        verbose_name_plural = _("offers to help")


class Complaint(Asked):
    """Somebody says that something was not right. About what we know of them, the law gives 30 days to say that it has
    come."""

    class Kind(models.TextChoices):
        OURS = "ours", _("Something we did, said or decided")
        DATA = "data", _("What we keep about somebody, or who saw it")

    kind = models.CharField(_("what it is about"), max_length=4, choices=Kind.choices, default=Kind.DATA)
    letter_at = models.DateTimeField(_("the words that it has come were written"), null=True, blank=True)
    acknowledged_at = models.DateTimeField(_("they heard that it has come"), null=True, blank=True)

    class Meta(Asked.Meta):
        verbose_name = _("complaint")
        verbose_name_plural = _("complaints")
