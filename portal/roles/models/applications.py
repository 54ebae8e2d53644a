"""Somebody applies. Three stores, for three audiences: what they say for the role (`Application` and its answers),
what they need so that they can take part (`Adjustments`), and what is only counted (`vacancies.Counted`).

Who they are (`Applicant`) stands apart from all three. A panel reads `Redacted` words under a code name, and no more.
"""

import uuid
from pathlib import PurePath

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext, gettext_lazy as _

from home.models.media import PhotoOrDocument, ReplacesItsFile, private_storage
from home.serve import content_type_of
from home.uploads import extension
from portal.notices.routes import Means
from portal.roles.models.vacancies import Need, Vacancy
from portal.roles.queries import ApplicationQuerySet, OfApplicationsQuerySet


class Application(models.Model):
    """One for each who applies, whatever becomes of it: of one that was taken back only that there was one is left."""

    class State(models.TextChoices):
        BEGUN = "begun", _("begun, not sent yet")
        SENT = "sent", _("sent")
        WITHDRAWN = "gone", _("taken back")
        LET_GO = "over", _("deleted on its day")

    class CameBy(models.TextChoices):
        FORM = "form", _("the form on the website")
        PHONE = "phone", _("phone")
        PAPER = "paper", _("a letter or on paper")
        TALK = "talk", _("a talk")
        FILE = "file", _("a file or a mail, from elsewhere")

    vacancy = models.ForeignKey(Vacancy, on_delete=models.PROTECT, related_name="applications")
    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)  # of the form that began it
    code_name = models.CharField(max_length=30, help_text=_("What a panel calls it, such as River 12."))
    state = models.CharField(max_length=5, choices=State.choices, default=State.BEGUN)
    came_by = models.CharField(_("came by"), max_length=5, choices=CameBy.choices, default=CameBy.FORM)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="applications_written"
    )
    notice = models.PositiveSmallIntegerField(
        help_text=_("Which of our words about their information they were shown.")
    )
    codes = models.PositiveSmallIntegerField(default=1)  # how many were made for whoever applies
    helpers = models.PositiveSmallIntegerField(default=0)  # and for whoever helped them
    begun_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    is_counted = models.BooleanField(default=False)  # they answered the questions about equality, or would rather not
    kept_because = models.CharField(_("why is it kept longer?"), max_length=300, blank=True)
    kept_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="applications_kept"
    )

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("application")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["vacancy", "code_name"], name="a_code_name_is_one_application"),
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False) | ~Q(state="sent"), name="what_is_sent_has_a_time"
            ),
        ]

    def __str__(self):
        return self.code_name

    @property
    def about(self) -> str:
        return f"application:{self.pk}"

    @property
    def is_begun(self) -> bool:
        return self.state == self.State.BEGUN

    @property
    def is_sent(self) -> bool:
        return self.state == self.State.SENT

    @property
    def is_gone(self) -> bool:
        """Nobody reads it any more; where it is kept for a reason in law, only that it is there is seen."""
        return self.state in (self.State.WITHDRAWN, self.State.LET_GO)

    @property
    def is_uploaded(self) -> bool:
        """It came as a file, and is still being decided."""
        return self.came_by == self.CameBy.FILE and not self.is_gone and self.vacancy.ended_at is None

    @property
    def may_be_written(self) -> bool:
        return self.is_begun and self.vacancy.takes_applications


class Applicant(models.Model):
    """Who it is, for whoever looks after the role; never for a panel. Whoever has the code of `fingerprint` opens the
    application, and whoever has that of `helper` helps to write it."""

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="applicant")
    name = models.CharField(_("name"), max_length=80, blank=True)  # empty: it came as a file, and nobody has read whose
    means = models.CharField(_("how to reach them"), max_length=5, choices=Means.choices)
    address = models.CharField(_("their address or number"), max_length=300, blank=True)
    language = models.CharField(max_length=10, blank=True)
    fingerprint = models.CharField(max_length=64, unique=True)
    helper = models.CharField(max_length=64, unique=True, null=True)
    helper_name = models.CharField(_("who helps them"), max_length=80, blank=True)

    objects = OfApplicationsQuerySet.as_manager()

    class Meta:
        verbose_name = _("somebody who applies")

    def __str__(self):
        return self.name or gettext("Name not written down yet")


class Adjustments(models.Model):
    """What would help them to take part in choosing. A panel hears only what is `arranged`."""

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="adjustments")
    words = models.TextField(_("what would help"), max_length=2_000, blank=True)
    disability_confident = models.BooleanField(_("asks for a talk under Disability Confident"), default=False)
    arranged = models.CharField(_("what is arranged"), max_length=300, blank=True)

    objects = OfApplicationsQuerySet.as_manager()

    class Meta:
        verbose_name = _("what somebody needs who applies")

    def __str__(self):
        return str(self.application_id)


class Answer(models.Model):
    """What somebody says to one `Need` (`need`: its key); with an empty one, the whole of what came in one piece."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="answers")
    need = models.CharField(max_length=30, blank=True)
    routes = models.JSONField(default=list)  # how they learned it: values of Route
    words = models.TextField(blank=True)

    objects = OfApplicationsQuerySet.as_manager()

    class Meta:
        verbose_name = _("answer in an application")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["application", "need"], name="one_answer_to_a_need")]

    def __str__(self):
        return self.need or str(self.pk)


class Redacted(models.Model):
    """The words of an answer as a panel reads them. `of`: a digest of the answer they were made from, so that words
    that changed since are looked at again."""

    answer = models.OneToOneField(Answer, on_delete=models.CASCADE, related_name="redacted")
    words = models.TextField(blank=True)
    of = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="answers_redacted")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("words with names hidden")

    def __str__(self):
        return str(self.answer_id)


class AnswerFileField(models.FileField):
    attr_class = PhotoOrDocument


def nameless(instance, name: str) -> str:
    """Where a file is kept: people call it by their own name, and that goes to no disk, backup or list."""
    return f"applications/{uuid.uuid4()}.{extension(name)}"


class AnswerFile(ReplacesItsFile, models.Model):
    """An answer as a recording, or a paper. A panel gets it once somebody who knows who it is has looked at it."""

    KINDS = (
        *("3gp", "m4a", "mov", "mp3", "mp4", "ogg", "opus", "wav", "webm"),
        *("docx", "odt", "pdf", "rtf", "txt"),
    )
    MOST, MOST_BYTES = 20, 200 * 1024 * 1024  # of one application

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="files")
    need = models.CharField(max_length=30, blank=True)
    file = AnswerFileField(_("the file"), upload_to=nameless, storage=private_storage)
    file_size = models.PositiveBigIntegerField(editable=False)
    file_hash = models.CharField(max_length=40, editable=False)
    added_at = models.DateTimeField(auto_now_add=True)
    for_panel_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="answer_files_passed_on"
    )

    objects = OfApplicationsQuerySet.as_manager()

    class Meta:
        verbose_name = _("file in an application")
        ordering = ["pk"]

    def __str__(self):
        return str(self.pk)

    @property
    def filename(self) -> str:
        """By the code name: the name that it came with is not kept, and nothing says which came first."""
        number = self.need.removeprefix(Need.BEGINS) or "all"
        code = self.application.code_name.lower().replace(" ", "-")
        stored = PurePath(self.file.name)
        return f"{code}-{number}-{stored.stem[:8]}{stored.suffix}"

    @property
    def content_type(self) -> str:
        return content_type_of(self.file.name)
