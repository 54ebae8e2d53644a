"""What a group decided and how; and votes, which it takes only when it agreed to that beforehand."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.agreement.models import DecisionRule, Tally, Version, Votes
from portal.groups.models.agenda import AgendaItem
from portal.groups.models.groups import Group
from portal.groups.models.meetings import Meeting
from portal.groups.models.minutes import Minute
from portal.groups.queries import DecisionQuerySet, OfMeetingsQuerySet


class Vote(Tally):
    """For or against one question. A secret one has no row that links somebody to a choice: whoever has voted is on the
    roll, without a time, and a number goes up by one."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="votes")
    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="votes")
    question = models.CharField(_("what do we vote on?"), max_length=300)
    votes = models.CharField(max_length=6, choices=Votes.choices)
    rule = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="votes_opened")
    opened_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    was_enough = models.BooleanField(_("enough people to decide"), default=False)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="votes_closed"
    )
    called_off = models.BooleanField(default=False)
    paper_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="papers_counted"
    )
    paper_checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="papers_checked"
    )

    objects = OfMeetingsQuerySet.as_manager()

    class Meta:
        verbose_name = _("vote")
        ordering = ["pk"]

    def __str__(self):
        return self.question

    @property
    def group(self) -> Group:
        return self.meeting.group

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def is_secret(self) -> bool:
        return self.votes == Votes.SECRET

    @property
    def decision_rule(self) -> DecisionRule:
        return DecisionRule.from_words(self.rule.words)

    @property
    def is_carried(self) -> bool:
        yes, no, _neither = self.numbers
        return self.was_enough and self.decision_rule.is_carried(yes, no)

    @property
    def is_decided(self) -> bool:
        """Closed, and not called off."""
        return not self.is_open and not self.called_off

    @property
    def waits_for_a_second(self) -> bool:
        """Votes on paper are counted by one person, and by no other yet."""
        return self.paper_by_id is not None and self.paper_checked_by_id is None

    @property
    def shows_numbers(self) -> bool:
        """Only when it is closed; of a secret one, only when the group agreed to that, and they tell nobody how anybody
        voted."""
        return self.is_decided and (
            not self.is_secret or (self.decision_rule.shows_secret_numbers and self.tells_nobody)
        )


class OnRoll(models.Model):
    """Somebody has voted. It says nothing more, and not when; `on_paper`: whoever counted the papers said so."""

    vote = models.ForeignKey(Vote, on_delete=models.CASCADE, related_name="roll")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="votes_taken_part_in")
    on_paper = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["vote", "person"], name="one_person_one_vote")]

    def __str__(self):
        return str(self.person_id)


class OpenBallot(models.Model):
    """How somebody voted, where the group agreed that everybody can see it."""

    class Choice(models.TextChoices):
        YES = "yes", _("For it")
        NO = "no", _("Against it")
        ABSTAIN = "abstain", _("Neither")

    vote = models.ForeignKey(Vote, on_delete=models.CASCADE, related_name="ballots")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="open_ballots")
    choice = models.CharField(max_length=7, choices=Choice.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["vote", "person"], name="one_open_ballot")]

    def __str__(self):
        return self.choice


class Decision(models.Model):
    """More on what was decided about an item: how, why, and what is still thought otherwise. What was decided stands in
    its minute."""

    class How(models.TextChoices):
        CONSENSUS = "consensus", _("Everybody can live with it")
        VIEWS = "views", _("Agreed, with different views")
        CHAIR = "chair", _("The chair decided, after we talked")
        VOTE = "vote", _("By a vote")

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="decisions")
    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="decisions")
    question = models.CharField(_("what was the question?"), max_length=300)
    options = models.TextField(_("what could we have done?"), max_length=2_000, blank=True)
    how = models.CharField(_("how did we decide?"), max_length=9, choices=How.choices, default=How.CONSENSUS)
    rule = models.ForeignKey(Version, null=True, on_delete=models.PROTECT, related_name="+")
    both_sides = models.BooleanField(
        _("were people from both sides there?"), null=True, help_text=_("As whoever wrote it down says.")
    )
    vote = models.OneToOneField(Vote, null=True, blank=True, on_delete=models.PROTECT, related_name="decision")
    reasons = models.TextField(_("why?"), max_length=4_000, blank=True)
    expect = models.TextField(_("what do we expect from it?"), max_length=2_000, blank=True)
    review_on = models.DateField(_("when do we look at it again?"), null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    looked_at = models.DateTimeField(null=True, blank=True, help_text=_("When it was put on an agenda again."))

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "item"], name="one_decision_an_item")]

    def __str__(self):
        return self.question

    @property
    def group(self) -> Group:
        return self.meeting.group


class Dissent(models.Model):
    """ "What I still think", in somebody's own words."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="dissents")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="dissents")
    words = models.TextField(_("what I still think"), max_length=2_000)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["decision", "person"], name="one_dissent_a_person")]

    def __str__(self):
        return f"{self.decision_id} {self.person_id}"


class Outcome(models.Model):
    """What changed because of a decision, as somebody in the group says it later."""

    minute = models.ForeignKey(Minute, on_delete=models.CASCADE, related_name="outcomes")
    words = models.TextField(_("what changed because of this?"), max_length=2_000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="outcomes_told")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("what came of a decision")
        ordering = ["pk"]

    def __str__(self):
        return self.words
