"""What a group decides together: cards, one a meeting, in the order that suits it. A card is a few lines."""

from dataclasses import dataclass

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from home.models import Rung, Stage
from portal.groups.models.groups import Group
from portal.groups.queries import CardLineQuerySet


class Card(models.TextChoices):
    GOAL = "goal", _("What do we want to reach?")
    STEPS = "steps", _("Steps to get there")
    SCOPE = "scope", _("What is it about, and what is it not about?")
    KIND = "kind", _("What kind of group are we?")
    RIGHTS = "rights", _("What may we decide?")
    ANSWERS = "answers", _("Where do our decisions go?")
    OFFER = "offer", _("What do people get for it?")
    BALANCE = "balance", _("How many of us from each side?")
    VOICES = "voices", _("Whose voices are missing?")
    LIMITS = "limits", _("What could stand in our way?")
    RESOURCES = "resources", _("What do we have, and what do we need?")
    SAY = "say", _("How much say do people have?")
    READING = "reading", _("What is good to read first?")

    @property
    def is_one(self) -> bool:
        """One line is all there is to it."""
        return self in (Card.GOAL, Card.KIND, Card.BALANCE)

    @property
    def has_headings(self) -> bool:
        """Its lines stand under what sort they are; elsewhere that is said beside each."""
        return self in (Card.SCOPE, Card.RIGHTS, Card.RESOURCES)

    @property
    def is_in_order(self) -> bool:
        return self is Card.STEPS

    @property
    def sheet(self) -> "Sheet":
        return SHEETS[self]


# What a group talks about when it begins, in two parts; none is asked for.
TO_BEGIN_WITH = (
    Card.GOAL,
    Card.SCOPE,
    Card.STEPS,
    Card.KIND,
    Card.VOICES,
    Card.OFFER,
    Card.BALANCE,
    Card.READING,
    Card.RESOURCES,
)
POWER_AND_LIMITS = (Card.RIGHTS, Card.ANSWERS, Card.LIMITS, Card.SAY)
BEFORE_JOINING = (Card.GOAL, Card.SCOPE)  # on each invitation
BEFORE_THE_TOP = (Card.SCOPE, Card.BALANCE, Card.RIGHTS, Card.OFFER)  # work calls itself co-production only after these


class Kind(models.TextChoices):
    ACTION = "action", _("Action group: we get something done")
    BOARD = "board", _("Board: we steer something")
    TEAM = "team", _("Team: we work together all the time")
    COMMISSIONING = "commissioning", _("Commissioning: we choose who does something, and pay for it")
    REFLECTIVE = "reflective", _("Reflective: we think about how it goes for us")
    INFORMAL = "informal", _("Informal: we meet, and see what comes of it")


class Step(models.TextChoices):
    TO_COME = "to-come", _("Still to come")
    REACHED = "reached", _("We are there")


class Scope(models.TextChoices):
    IN = "in", _("It is about this")
    OUT = "out", _("It is not about this")
    UNKNOWN = "unknown", _("We do not know yet")


class Right(models.TextChoices):
    WE = "we", _("We decide")
    RECOMMEND = "recommend", _("We say what we think, and others decide")
    FIXED = "fixed", _("It is decided already")


class Decider(models.TextChoices):
    HERE = "here", _("Whoever decides is in our group")
    ELSEWHERE = "elsewhere", _("Whoever decides is not in our group")


class Challenge(models.TextChoices):
    YES = "yes", _("Yes, we can challenge it")
    NO = "no", _("No, we have to live with it")
    UNKNOWN = "unknown", _("We do not know yet")


class Means(models.TextChoices):
    HAVE = "have", _("We have it")
    NEED = "need", _("We still need it")


@dataclass(frozen=True)
class Box:
    """`asks` stands above the box of the form; `says` before what was written in it, on the card."""

    name: str
    asks: str
    says: str = ""
    hint: str = ""


@dataclass(frozen=True)
class Sheet:
    """What a card is for, and its few boxes. `sorts`: what the box "sort" lets one choose from."""

    lead: str
    boxes: tuple[Box, ...]
    sorts: type[models.TextChoices] | None = None


SHEETS = {
    Card.GOAL: Sheet(
        _("A sentence or two. What is different when you have done it?"),
        (
            Box("words", _("What do you want to reach?")),
            Box(
                "who",
                _("Was it decided outside the group? By whom?"),
                _("Decided by"),
                _("Leave it empty if it is your own."),
            ),
            Box("why", _("And why?"), _("Why")),
        ),
    ),
    Card.STEPS: Sheet(
        _("One step after the other. With a day it is a milestone: look at it together when the day comes."),
        (
            Box("words", _("What is the step?")),
            Box("due_on", _("By which day?"), _("By"), _("Leave it empty if you do not know yet.")),
            Box("sort", _("How is it?")),
        ),
        Step,
    ),
    Card.SCOPE: Sheet(
        _("So that nobody is surprised later. Whoever is asked to join reads it."),
        (
            Box("words", _("What?")),
            Box("sort", _("Is it about this?")),
            Box("why", _("Why?"), _("Why"), _("If it is not about this, people want to know why.")),
        ),
        Scope,
    ),
    Card.KIND: Sheet(
        _("It says what others can expect of you."),
        (Box("sort", _("What kind of group are you?")), Box("words", _("In your own words, if you like"))),
        Kind,
    ),
    Card.RIGHTS: Sheet(
        _("Say openly what is yours to decide, what others decide after hearing you, and what is decided already."),
        (
            Box("words", _("What is there to decide?")),
            Box("sort", _("Who decides it?")),
            Box("why", _("Why is it so?"), _("Why")),
        ),
        Right,
    ),
    Card.ANSWERS: Sheet(
        _("If somebody else has the last word, or the money: who takes it to them, and when do you hear?"),
        (
            Box("words", _("What goes there?")),
            Box("who", _("Who decides about it?"), _("Decides")),
            Box("sort", _("Are they in the group?")),
            Box("carried_by", _("Who takes it to them?"), _("Takes it there")),
            Box("answered_by", _("By when do they answer?"), _("They answer by"), _("Such as: within four weeks.")),
        ),
        Decider,
    ),
    Card.OFFER: Sheet(
        _("Say it before the work begins: fees, vouchers, fares, food, training. If there is nothing, say that."),
        (Box("words", _("What do people get?")), Box("who", _("Whom can people ask about it?"), _("Ask"))),
    ),
    Card.BALANCE: Sheet(
        _(
            "How many people with lived experience, and how many staff, do you want to be? "
            "If it is not even, say why you go ahead. Name nobody."
        ),
        (Box("words", _("What have you agreed?")),),
    ),
    Card.VOICES: Sheet(
        _("Who knows something about it and is not here? Look at this at each meeting."),
        (
            Box("words", _("Whose voice is missing?"), "", _("A kind of people, not a name.")),
            Box("what_we_do", _("How could you hear it?"), _("What we do")),
        ),
    ),
    Card.LIMITS: Sheet(
        _("Money, rules, time: look ahead, and agree what you do if it comes to that."),
        (
            Box("words", _("What could stand in your way?")),
            Box("who", _("Where does it come from?"), _("Comes from"), _("Such as: a law, a contract, a person.")),
            Box("sort", _("Can you challenge it?")),
            Box("what_we_do", _("What do you do if it stays as it is?"), _("What we do then")),
        ),
        Challenge,
    ),
    Card.RESOURCES: Sheet(
        _("Rooms, money, time, skills, people who help."),
        (
            Box("words", _("What is it?")),
            Box("sort", _("Do you have it?")),
            Box("who", _("Who has it, or could get it?"), _("Who")),
        ),
        Means,
    ),
    Card.SAY: Sheet(
        _("Call it by its name, for each part of the work. When it changes, everybody in the group is told."),
        (
            Box("stage", _("Which part of the work?")),
            Box("rung", _("How much say do people have in it?")),
            Box("why", _("Why is it so?"), _("Why")),
        ),
    ),
    Card.READING: Sheet(
        _("A few links for whoever is new."),
        (
            Box("words", _("What is it called?")),
            Box("link", _("Its address"), "", _("It begins with https:// or http://")),
        ),
    ),
}


class CardLine(models.Model):
    """One line of a card; which of its boxes a card has, its sheet says."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="card_lines")
    card = models.CharField(max_length=9, choices=Card.choices)
    sort = models.CharField(max_length=13, blank=True)
    words = models.TextField(max_length=1_000, blank=True)
    why = models.TextField(max_length=1_000, blank=True)
    what_we_do = models.TextField(max_length=1_000, blank=True)
    who = models.CharField(max_length=200, blank=True)
    carried_by = models.CharField(max_length=200, blank=True)
    answered_by = models.CharField(max_length=100, blank=True)
    due_on = models.DateField(null=True, blank=True)
    link = models.URLField(max_length=500, blank=True)
    stage = models.ForeignKey(Stage, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    rung = models.ForeignKey(Rung, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField(default=0)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="card_lines")
    changed_at = models.DateTimeField(auto_now=True)
    taken_out_at = models.DateTimeField(null=True, blank=True, help_text=_("It can be put back."))

    objects = CardLineQuerySet.as_manager()

    class Meta:
        verbose_name = _("line of a card")
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "card"],
                condition=Q(card__in=["goal", "kind", "balance"], taken_out_at=None),
                name="a_card_of_one_line",
            ),
            models.UniqueConstraint(
                fields=["group", "stage"],
                condition=Q(card="say", stage__isnull=False, taken_out_at=None),
                name="say_once_a_stage",
            ),
            models.UniqueConstraint(
                fields=["group"], condition=Q(card="say", stage=None, taken_out_at=None), name="say_once_of_all_of_it"
            ),
            models.CheckConstraint(condition=~Q(card="scope", sort="out", why=""), name="out_of_scope_says_why"),
        ]

    def __str__(self):
        return self.words or (self.stage.title if self.stage_id else self.get_card_display())

    @property
    def about(self) -> str:
        return f"card-line:{self.pk}"

    @property
    def sort_words(self) -> str:
        sorts = Card(self.card).sheet.sorts
        return sorts(self.sort).label if sorts and self.sort in sorts.values else ""

    @property
    def place(self) -> int:
        """Where its heading stands among the headings of the card, if it has any."""
        card = Card(self.card)
        if not card.has_headings:
            return 0
        sorts = card.sheet.sorts.values
        return sorts.index(self.sort) if self.sort in sorts else len(sorts)

    @property
    def tag(self) -> str:
        """What sort it is, where no heading says so."""
        return "" if Card(self.card).has_headings or self.sort == Step.TO_COME else self.sort_words

    @property
    def facts(self) -> list[tuple[str, object]]:
        """What was written beside the words, and what to call it."""
        boxes = ((box.says, getattr(self, box.name)) for box in Card(self.card).sheet.boxes if box.says)
        return [(says, value) for says, value in boxes if value]
