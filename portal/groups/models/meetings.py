"""When a group meets, who can on which day, and who comes."""

from datetime import datetime, time, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from portal.groups.models.easy_read import EasyRead
from portal.groups.models.groups import Group
from portal.groups.queries import MeetingQuerySet
from portal.members.models import Support

PAPERS_AT = time(9)


class Meeting(models.Model):
    """While several dates are offered it has none; one of them is chosen."""

    ABOUT_IT = ("place", "you_get", "venue", "getting_in", "link", "breaks")  # what those who are asked hear of it
    BOXES = ("starts_at", *ABOUT_IT, "among_us")  # what two may change at once
    LASTS = timedelta(hours=3)  # what began at two is still going on at four
    GOES_SLOWER = timedelta(minutes=10)

    class Venue(models.TextChoices):
        ROOM = "room", _("In a room")
        AWAY = "away", _("By video or phone")
        BOTH = "both", _("In a room, and by video or phone")

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="meetings")
    starts_at = models.DateTimeField(_("when does it begin?"), null=True, blank=True)
    place = models.CharField(_("where?"), max_length=200, blank=True)
    venue = models.CharField(_("how do we meet?"), max_length=4, choices=Venue.choices, blank=True)
    getting_in = models.TextField(
        _("getting there, and getting in"),
        max_length=1_000,
        blank=True,
        help_text=_("Steps, lifts, parking, the bus, toilets, a quiet room: whatever helps to know."),
    )
    link = models.URLField(_("link, if people can join by video or phone"), max_length=500, blank=True)
    breaks = models.CharField(
        _("when are there breaks?"),
        max_length=200,
        blank=True,
        help_text=_("Such as: after each half hour, ten minutes."),
    )
    you_get = models.TextField(
        _("what you’d get"),
        max_length=500,
        blank=True,
        help_text=_("Such as: tea and lunch, your bus fare, a £10 voucher. If there is nothing, say so."),
    )
    among_us = models.BooleanField(
        _("what is said stays with those who are there"),
        default=False,
        help_text=_("Whoever was not there reads nothing of it. This cannot be taken back."),
    )
    slower_since = models.DateTimeField(null=True, blank=True, help_text=_("Somebody asked to go slower."))
    called_off_at = models.DateTimeField(null=True, blank=True)
    to_check_since = models.DateTimeField(null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="minutes_approved"
    )
    approved_in = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="approved")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="meetings_made")
    made_at = models.DateTimeField(auto_now_add=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("meeting")
        ordering = ["starts_at", "pk"]

    def __str__(self):
        return f"{self.group_id} {self.starts_at:%Y-%m-%d}" if self.starts_at else str(self.group_id)

    @staticmethod
    def has_a_day_to_choose(since) -> Exists:
        """Of a meeting in a query: one of the days that were offered is not over."""
        return Exists(OfferedDate.objects.filter(meeting=OuterRef("pk"), starts_at__gte=since))

    @property
    def about(self) -> str:
        return f"meeting:{self.pk}"

    @property
    def easy_read_about(self) -> str:
        """What the Easy Read version of its agenda is of."""
        return f"agenda:{self.pk}"

    @cached_property
    def easy_read(self) -> EasyRead | None:
        return EasyRead.objects.filter(subject=self.easy_read_about).first()

    @property
    def has_begun(self) -> bool:
        return self.starts_at is not None and timezone.now() >= self.starts_at

    @property
    def is_over(self) -> bool:
        return self.starts_at is not None and timezone.now() >= self.starts_at + self.LASTS

    @property
    def is_open(self) -> bool:
        return self.called_off_at is None and not self.is_over

    @property
    def has_its_day(self) -> bool:
        """The day of the meeting has come, or is over: people arrive, and minutes are written."""
        return (
            self.called_off_at is None
            and self.starts_at is not None
            and timezone.localdate(self.starts_at) <= timezone.localdate()
        )

    @property
    def is_on(self) -> bool:
        """It is the day, and people sit together or did so a while ago."""
        return self.has_its_day and timezone.localdate(self.starts_at) == timezone.localdate()

    @property
    def goes_slower(self) -> bool:
        """Somebody asked for it a moment ago, and nobody has said since that they have slowed down."""
        return self.slower_since is not None and timezone.now() < self.slower_since + self.GOES_SLOWER

    @property
    def takes_items(self) -> bool:
        """Until what was said goes round to be checked."""
        return self.called_off_at is None and self.to_check_since is None

    @property
    def papers_from(self) -> datetime | None:
        """When all read the papers that are there by then: in the morning, so many days before. None without a day."""
        if self.starts_at is None or self.called_off_at is not None:
            return None
        day = timezone.localdate(self.starts_at) - timedelta(days=self.group.papers_days)
        morning = datetime.combine(day, PAPERS_AT, tzinfo=timezone.get_current_timezone())
        return min(morning, self.starts_at)

    @property
    def papers_are_out(self) -> bool:
        return self.papers_from is not None and self.papers_from <= timezone.now()

    def is_for_all(self, items) -> bool:
        """Whether nothing that was talked about is only for those who were there. Else that is so too of what people
        say of the minutes as a whole, since it can name it."""
        return not (self.among_us or any(item.confidential for item in items))

    @property
    def is_checked(self) -> bool:
        """Whether the minutes are with the people who were there, who say whether they are right."""
        return self.to_check_since is not None and self.approved_at is None


class OfferedDate(models.Model):
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="dates")
    starts_at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("date to choose from")
        ordering = ["starts_at"]
        constraints = [models.UniqueConstraint(fields=["meeting", "starts_at"], name="a_date_offered_once")]

    def __str__(self):
        return f"{self.starts_at:%Y-%m-%d %H:%M}"


class DateAnswer(models.Model):
    """Whether somebody can on that day."""

    date = models.ForeignKey(OfferedDate, on_delete=models.CASCADE, related_name="answers")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="date_answers")
    can = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["date", "person"], name="one_answer_to_a_date")]

    def __str__(self):
        return f"{self.person_id} {self.can}"


class Reply(models.Model):
    """Whether somebody comes. No reason is asked, and what would help them is shown without a name. When the day was
    changed since, `answer` is empty until they say it anew."""

    class Answer(models.TextChoices):
        COMING = "coming", _("I’m coming")
        MAYBE = "maybe", _("I may come")
        APOLOGIES = "sorry", _("I can’t come")

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="replies")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="meeting_replies")
    answer = models.CharField(_("will you come?"), max_length=6, choices=Answer.choices)
    would_help = models.CharField(_("what would help you to take part?"), max_length=500, blank=True)
    counted = models.BooleanField(
        default=False,
        help_text=_("They can on the day that was chosen, and have not said since what would help them."),
    )
    said = models.CharField(max_length=5, choices=Support.SaidYes.choices, default=Support.SaidYes.HERE)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="meeting_replies_noted"
    )
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "person"], name="one_reply_to_a_meeting")]

    def __str__(self):
        return self.answer
