"""How people decide, as they agreed beforehand; and the numbers of a vote."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields

from django.db import models
from django.utils.translation import gettext_lazy as _


class Method(models.TextChoices):
    CONSENSUS = "consensus", _("We talk until everybody can live with it")
    CHAIR = "chair", _("We talk, and then the chair decides")
    VOTE = "vote", _("We talk, and then we vote")


class Votes(models.TextChoices):
    NONE = "none", _("We do not vote")
    OPEN = "open", _("We may vote, and everybody can see how each of us voted")
    SECRET = "secret", _("We may vote, and nobody can see how anybody voted")


class Tie(models.TextChoices):
    AGAIN = "again", _("We talk about it once more, next time")
    STAYS = "stays", _("Everything stays as it is")


class Majority(models.TextChoices):
    MORE = "more", _("More for it than against it")
    TWO_THIRDS = "thirds", _("Two thirds for it")


class SecretNumbers(models.TextChoices):
    NEVER = "never", _("Only this: carried, or not carried")
    SHOWN = "shown", _("The numbers as well, when five or more voted, and not all alike")


@dataclass(frozen=True)
class DecisionRule:
    """How a group, a panel or a team decides. It is part of the words that people agree to (`Version.words`), so each
    decision can name the version it was taken by.

    `quorum`: how many people are enough to decide; `each_side`: how many of them from each side, at least;
    `secret_numbers`: whether more is shown of a secret vote than whether it is carried.
    """

    method: str = Method.CONSENSUS
    votes: str = Votes.NONE
    majority: str = Majority.MORE
    tie: str = Tie.AGAIN
    quorum: int = 2
    each_side: int = 1
    secret_numbers: str = SecretNumbers.NEVER

    @classmethod
    def from_words(cls, words: Mapping) -> "DecisionRule":
        """Of a version's words; what they do not say is as usual."""
        return cls(**{field.name: words[field.name] for field in fields(cls) if field.name in words})

    def as_words(self) -> dict:
        return {name: value if isinstance(value, int) else str(value) for name, value in asdict(self).items()}

    @property
    def may_vote(self) -> bool:
        return self.votes != Votes.NONE

    @property
    def asks_for_both_sides(self) -> bool:
        return self.each_side > 0

    @property
    def shows_secret_numbers(self) -> bool:
        return self.secret_numbers == SecretNumbers.SHOWN

    def is_enough(self, present: int, *, both_sides: bool) -> bool:
        """Whether enough people are there to decide. `both_sides`: whether enough of each side are, as those who are
        there say: were it counted here, ticking one name more or less would tell how that person is here."""
        return present >= self.quorum and (both_sides or not self.asks_for_both_sides)

    def is_carried(self, yes: int, no: int) -> bool:
        """Of those who were for it or against it. An even vote carries nothing."""
        return yes >= 2 * no and yes > 0 if self.majority == Majority.TWO_THIRDS else yes > no


class Tally(models.Model):
    """The numbers of a vote: what came online, and beside it what was counted in the room, by phone and on paper."""

    SHOWN_FROM = 5
    SECRET_FROM = 3  # votes: of fewer, what came of it says how somebody voted

    yes = models.PositiveSmallIntegerField(_("for it"), default=0)
    no = models.PositiveSmallIntegerField(_("against it"), default=0)
    abstain = models.PositiveSmallIntegerField(_("neither"), default=0)
    counted_yes = models.PositiveSmallIntegerField(_("for it"), default=0)
    counted_no = models.PositiveSmallIntegerField(_("against it"), default=0)
    counted_abstain = models.PositiveSmallIntegerField(_("neither"), default=0)

    class Meta:
        abstract = True

    @property
    def numbers(self) -> tuple[int, int, int]:
        """For, against, neither."""
        return self.yes + self.counted_yes, self.no + self.counted_no, self.abstain + self.counted_abstain

    @property
    def voted(self) -> int:
        return sum(self.numbers)

    @property
    def online(self) -> int:
        return self.yes + self.no + self.abstain

    @property
    def is_too_few(self) -> bool:
        """For a secret vote: in all, or of those who voted online while whoever counts the papers knows the others."""
        return self.voted < self.SECRET_FROM or 0 < self.online < self.SECRET_FROM

    @property
    def tells_nobody(self) -> bool:
        """Numbers of a secret vote say nothing about anybody when five or more voted, and not all alike."""
        return self.voted >= self.SHOWN_FROM and max(self.numbers) < self.voted
