"""What was said and decided at a meeting, who was there, and what they say of the minutes."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.groups.models.agenda import AgendaItem
from portal.groups.models.groups import Group
from portal.groups.models.meetings import Meeting
from portal.groups.queries import MarkQuerySet, OfMeetingsQuerySet


class Present(models.Model):
    """Somebody was there: what they did for the group then, and what they declared."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="present")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="meetings_attended")
    roles = models.JSONField(default=list)
    declared = models.CharField(
        _("is there something the others should know?"),
        max_length=300,
        blank=True,
        help_text=_("Such as: I work for the bus company. It stands in the minutes, with your name."),
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "person"], name="present_once")]

    def __str__(self):
        return str(self.person_id)


class Minute(models.Model):
    """What was said and decided about one item at one meeting."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="written")
    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="minutes_of_it")
    said = models.TextField(_("what we said"), max_length=10_000, blank=True)
    decided = models.TextField(_("what we decided"), max_length=4_000, blank=True)

    objects = OfMeetingsQuerySet.as_manager()

    class Meta:
        verbose_name = _("minute")
        constraints = [models.UniqueConstraint(fields=["meeting", "item"], name="one_minute_an_item")]

    def __str__(self):
        return f"{self.meeting_id} {self.item_id}"

    @property
    def group(self) -> Group:
        return self.meeting.group

    @property
    def lines(self) -> list[str]:
        """Of both boxes, each once."""
        lines = (line.strip() for line in f"{self.said}\n{self.decided}".splitlines())
        return list(dict.fromkeys(line for line in lines if line))


class LineMark(models.Model):
    """ "I don't agree with this line", as long as the line says the same. Nobody's, unless they wish."""

    minute = models.ForeignKey(Minute, on_delete=models.CASCADE, related_name="marks")
    line = models.TextField(_("the line"), max_length=10_000)
    words = models.CharField(_("what they say about it"), max_length=500, blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="lines_marked"
    )

    objects = MarkQuerySet.as_manager()

    class Meta:
        verbose_name = _("mark beside a line")
        ordering = ["pk"]

    def __str__(self):
        return self.line

    @property
    def group(self) -> Group:
        return self.minute.group

    @property
    def meeting(self) -> Meeting:
        return self.minute.meeting


class ViewHeard(models.Model):
    """What somebody thought, so that it is heard also when it was decided otherwise. Nobody's, unless they wish."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="views_heard")
    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="views_heard")
    words = models.TextField(_("what was thought"), max_length=2_000)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="views_heard"
    )

    beforehand = models.BooleanField(default=False, help_text=_("It was said before the meeting, to one or two."))

    class Meta:
        verbose_name = _("view heard")
        ordering = ["pk"]

    def __str__(self):
        return self.words


class Check(models.Model):
    """ "Is this right?", answered by somebody who was there. A change of the words asks them again."""

    class Answer(models.TextChoices):
        RIGHT = "right", _("Yes, this is right")
        NOT_RIGHT = "not", _("I see it otherwise")

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="checks")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="minutes_checked")
    answer = models.CharField(_("is this right?"), max_length=5, choices=Answer.choices)
    words = models.TextField(_("what I see otherwise"), max_length=2_000, blank=True)
    digest = models.CharField(max_length=64, help_text=_("Of the words they had before them."))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="checks_noted"
    )
    at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "person"], name="one_check_of_the_minutes")]

    def __str__(self):
        return self.answer


class Correction(models.Model):
    """What was found to be wrong after the minutes were approved: dated, and beside them."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="corrections")
    words = models.TextField(_("what should it say?"), max_length=2_000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="minutes_corrected")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("correction of minutes")
        ordering = ["pk"]

    def __str__(self):
        return self.words
