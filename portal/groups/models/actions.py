"""Who does what."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.groups.models.agenda import AgendaItem
from portal.groups.models.groups import Group
from portal.groups.models.meetings import Meeting
from portal.groups.queries import ActionQuerySet


class Action(models.Model):
    """One thing to do. It is somebody's once they say yes, and they set the date; nobody is late in red."""

    class State(models.TextChoices):
        OPEN = "open", _("to do")
        DONE = "done", _("done")
        STOPPED = "stopped", _("not needed any more")

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="actions")
    meeting = models.ForeignKey(Meeting, null=True, on_delete=models.SET_NULL, related_name="actions")
    item = models.ForeignKey(AgendaItem, null=True, on_delete=models.SET_NULL, related_name="actions")
    what = models.CharField(_("what is to be done?"), max_length=300)
    was = models.CharField(max_length=300, blank=True, help_text=_("What stood there when the minutes were approved."))
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="actions",
        verbose_name=_("who does it?"),
    )
    said_yes_at = models.DateTimeField(null=True, blank=True)
    second = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="actions_together",
        verbose_name=_("who does it with them?"),
    )
    second_yes_at = models.DateTimeField(null=True, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="actions_noted"
    )
    due_on = models.DateField(_("until when?"), null=True, blank=True)
    need = models.CharField(_("what I need for it, or would like to ask"), max_length=500, blank=True)
    second_need = models.CharField(_("what the other needs, or would like to ask"), max_length=500, blank=True)
    second_recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="actions_noted_of_the_other"
    )
    state = models.CharField(max_length=7, choices=State.choices, default=State.OPEN)
    closing = models.CharField(_("what would help next time?"), max_length=500, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = ActionQuerySet.as_manager()

    class Meta:
        verbose_name = _("action")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(second=models.F("owner")), name="two_people_do_it_together")
        ]

    def __str__(self):
        return self.what

    @property
    def about(self) -> str:
        return f"action:{self.pk}"

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    @property
    def needs(self) -> list[str]:
        return [words for words in (self.need, self.second_need) if words]

    def need_of(self, person) -> str:
        return self.second_need if person.pk == self.second_id else self.need

    @property
    def owners(self) -> list:
        """One, or two who do it together, each with whether they have said yes."""
        pairs = [(self.owner, self.said_yes_at), (self.second, self.second_yes_at)]
        return [(person, said is not None) for person, said in pairs if person]

    @property
    def next_to_answer(self):
        """Of those who are to do it, who has not said yes yet; of two who have both said it, the first."""
        return next((person for person, said in self.owners if not said), self.owner)

    def is_agreed_by(self, person) -> bool:
        return any(said for one, said in self.owners if one == person)

    @property
    def is_past(self) -> bool:
        """Its day is over. It is asked about kindly, and never counted."""
        return self.is_open and self.due_on is not None and self.due_on < timezone.localdate()
