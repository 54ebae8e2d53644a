import secrets

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.notices.queries import LONG, WRITTEN, NoticeQuerySet
from portal.notices.routes import Means


class Notice(models.Model):
    """Words for one person. They stand in the person's own space, and go out by the way the person chose.

    `person` is empty for somebody without an account: then `name`, `means`, `address` and `language` say whom to reach
    and how.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("goes out by itself")
        SENDING = "sending", _("on its way")
        SENT = "sent", _("sent")
        BY_HAND = "by-hand", _("somebody passes it on")
        PASSED_ON = "passed-on", _("passed on")
        NOT_REACHED = "not-reached", _("not reached")
        HERE = "here", _("stands in their space only")

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="notices"
    )
    name = models.CharField(max_length=80, blank=True)
    means = models.CharField(_("how"), max_length=5, choices=Means.choices, blank=True)
    way = models.CharField(max_length=80, blank=True, help_text=_("What the organisation calls this way."))
    address = models.CharField(_("where"), max_length=300, blank=True)
    language = models.CharField(max_length=10, blank=True)
    title = models.CharField(max_length=120)
    words = models.TextField(blank=True)
    path = models.CharField(max_length=300, blank=True, help_text=_("Where on the site it goes on."))
    about = models.CharField(max_length=100, blank=True, db_index=True)
    key = models.CharField(max_length=100, blank=True)
    private = models.BooleanField(default=False, help_text=_("A mail only says that there is news."))
    state = models.CharField(max_length=11, choices=State.choices, default=State.WAITING)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="notices_written"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    by_when = models.DateField(_("by when"), null=True, blank=True)
    next_try_at = models.DateTimeField(null=True, default=timezone.now)
    first_failed_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="notices_passed_on"
    )
    seen_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "key"], condition=~models.Q(key=""), name="one_notice_a_person_and_key"
            )
        ]
        indexes = [models.Index(fields=["state", "next_try_at"], name="notices_due")]

    def __str__(self):
        return f"{self.about} {self.state}"

    @property
    def sending(self) -> str:
        """The number that it shares with what somebody wrote to others in one go."""
        return self.about.removeprefix(WRITTEN)[:LONG]

    @property
    def form(self) -> str:
        """The form in which somebody wrote it to several people; empty, when that was "Write to people"."""
        return self.about.removeprefix(WRITTEN)[LONG + 1 :]

    @property
    def called(self) -> str:
        return str(self.person) if self.person_id else self.name

    @property
    def is_quiet(self) -> bool:
        """Outside the person's own space only that there is news is said."""
        return self.private or bool(self.person_id and self.person.known.only_say_news)

    @property
    def in_full(self) -> str:
        """As it is sent or read out: what it is about, the words, and who writes, unless the words say so already."""
        if self.person_id is None:
            return self.words
        by = str(self.by) if self.by_id else ""
        around = [said if said not in self.words else "" for said in (self.title, by)]
        return "\n\n".join(part for part in (around[0], self.words, around[1]) if part)

    @property
    def safe_words(self) -> str:
        """When it is fine to contact this person, in words; empty when it always is."""
        return str(self.person.safe_times()) if self.person_id else ""


def new_feed_key() -> str:
    return secrets.token_urlsafe(24)


class FeedKey(models.Model):
    """The secret end of the address at which a person's own calendar reads what is on for them."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="feed_key")
    key = models.CharField(max_length=40, unique=True, default=new_feed_key)
    made_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("calendar address")

    def __str__(self):
        return str(self.person_id)


class Post(models.Model):
    """Whether this site can send e-mail. One row."""

    none_yet = models.BooleanField(_("we have no e-mail yet"), default=False)
    last_worked_at = models.DateTimeField(null=True)
    failing_since = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("e-mail of this site")
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="one_row_of_post")]

    def __str__(self):
        return str(self.pk)

    @classmethod
    def now(cls) -> "Post":
        return cls.objects.get_or_create(pk=1)[0]
