"""A group: a name and a question, the people in it, and what each does for it."""

from django.conf import settings
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from portal.agreement.models import Version
from portal.groups.queries import GroupQuerySet, SeatQuerySet
from portal.members.models import Balance, Interest, Seat, Support


class Names(models.TextChoices):
    """How names of the people in a group are shown to others, the most private last."""

    NAMES = "names", _("With our first names")
    INITIALS = "initials", _("With initials")
    NONE = "none", _("Without names")


class Group(models.Model):
    """People who explore a question together."""

    BOXES = ("name", "question", "anyone_may_ask", "interests", "papers_days")  # what two may change at once
    LOOK_BACK = ("found_out", "what_now", "thanks")

    name = models.CharField(_("what is the group called?"), max_length=80)
    question = models.TextField(
        _("what is your question?"),
        max_length=500,
        help_text=_("Something you want to find out or change. Not the answer: that comes from all of you."),
    )
    anyone_may_ask = models.BooleanField(_("anyone here may ask to join"), default=False)
    shown_outside = models.BooleanField(_("there is a page about us for everybody"), default=False)
    interests = models.ManyToManyField(Interest, blank=True, related_name="+", verbose_name=_("who may like it?"))
    papers_days = models.PositiveSmallIntegerField(
        default=7, help_text=_("How many days before a meeting everybody gets the papers.")
    )
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="groups_begun")
    begun_at = models.DateTimeField(auto_now_add=True)
    ways = models.ForeignKey(Version, null=True, on_delete=models.PROTECT, related_name="+")
    ways_agreed_at = models.DateTimeField(null=True, blank=True)
    sides_counted = models.JSONField(default=dict, help_text=_("How many were here from each side, and who that was."))
    finished_at = models.DateTimeField(null=True, blank=True)
    found_out = models.TextField(_("what did we find out or change?"), max_length=1_000, blank=True)
    what_now = models.TextField(_("what happens with it now?"), max_length=1_000, blank=True)
    thanks = models.TextField(_("a thank-you"), max_length=1_000, blank=True)

    objects = GroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("group")
        ordering = ["name", "pk"]

    def __str__(self):
        return self.name

    @property
    def about(self) -> str:
        """The group in the trail and in messages."""
        return f"group:{self.pk}"

    @property
    def is_open(self) -> bool:
        return self.finished_at is None

    @property
    def takes_people_outside(self) -> bool:
        """Whether somebody who is not here yet may say that they would like to take part."""
        return self.shown_outside and self.anyone_may_ask and self.is_open

    @property
    def names(self) -> Names:
        """As the group agreed that names are shown to others; without names, until it agreed to anything."""
        return Names((self.ways.words if self.ways else {}).get("names", Names.NONE))

    @property
    def is_reflective(self) -> bool:
        """They think about how it goes for them: what is said there stays among those who were there."""
        return any(line.sort == "reflective" for line in self.cards.get("kind", []))

    @property
    def look_back(self) -> list[tuple[str, str]]:
        """What those who finished it say of it: each part that is not empty, under its heading."""
        parts = [
            (_("What we found out or changed"), self.found_out),
            (_("What happens with it now"), self.what_now),
            (_("Thank you"), self.thanks),
        ]
        return [(heading, words) for heading, words in parts if words]

    @cached_property
    def cards(self) -> dict[str, list]:
        """What is written down, card by card."""
        return self.card_lines.by_card()

    @property
    def outline(self) -> dict[str, list]:
        """Goal, steps and scope, where they are written down: of the group's page, its agendas and its invitations."""
        return {card: self.cards[card] for card in ("goal", "steps", "scope") if card in self.cards}

    @property
    def balance(self) -> Balance:
        """As it was counted last. Numbers that went along with each who comes or goes would say how that one is here:
        see `services/sides.py`."""
        return Balance(*(self.sides_counted.get(side, 0) for side in ("lived", "staff", "others")))


class GroupSeat(Seat):
    """Somebody and a group: asked, in it, or not any more. One row, whatever becomes of it; a question that is still
    open when the group finishes goes."""

    class State(models.TextChoices):
        ASKED = "asked", _("asked, no answer yet")
        MORE = "more", _("would like to know more")
        ASKS = "asks", _("would like to join")
        YES = "yes", _("in the group")
        NO = "no", _("said no")
        NOT_NOW = "not-now", _("was told: not now")
        LEFT = "left", _("has left")

    MAY_BE_ASKED_AGAIN = (State.LEFT, State.NOT_NOW)

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="seats")
    state = models.CharField(max_length=7, choices=State.choices, default=State.ASKED)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="group_seats_offered"
    )
    note = models.CharField(_("what was said when they were asked"), max_length=1_000, blank=True)
    words = models.CharField(_("what they said"), max_length=500, blank=True)
    said = models.CharField(
        _("how they said it"), max_length=5, choices=Support.SaidYes.choices, default=Support.SaidYes.HERE
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="group_seats_noted"
    )
    changed_at = models.DateTimeField(auto_now=True)
    since = models.DateTimeField(null=True, help_text=_("When they came in; of whoever began the group, nothing."))
    caught_up_at = models.DateTimeField(null=True, help_text=_("When they first read what the group has done so far."))
    named_in_public = models.CharField(
        _("how are you named there?"),
        max_length=8,
        choices=[("", _("As the group agreed")), *Names.choices[1:]],
        blank=True,
    )

    objects = SeatQuerySet.as_manager()

    class Meta:
        verbose_name = _("seat in a group")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["group", "person"], name="one_seat_in_a_group")]

    @property
    def is_taken(self) -> bool:
        return self.state == self.State.YES

    @property
    def is_asked(self) -> bool:
        return self.state in (self.State.ASKED, self.State.MORE)


class Role(models.Model):
    """What somebody does for their group. Any member may; they take it on themselves, and give it back."""

    class Kind(models.TextChoices):
        FACILITATOR = "facilitator", _("Looks after the group")
        CHAIR = "chair", _("Chairs the meetings")
        MINUTES = "minutes", _("Writes the minutes")
        PEER_MENTOR = "mentor", _("Peer mentor")

    seat = models.ForeignKey(GroupSeat, on_delete=models.CASCADE, related_name="roles")
    kind = models.CharField(max_length=11, choices=Kind.choices)
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("role in a group")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["seat", "kind"], name="a_role_taken_once")]

    def __str__(self):
        return self.kind
