"""What people ask or propose, inside and outside, and what becomes of it."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.groups.models.agenda import AgendaItem
from portal.groups.models.groups import Group
from portal.groups.queries import ProposalQuerySet
from portal.members.models import Asked


def any_number() -> int:
    """Numbers in a row would tell between which others, and so when, something without a name came."""
    return secrets.randbelow(2**53 - 1) + 1


class Proposal(Asked):
    """Somebody asks or proposes something, to all of us or to one group; it goes on in the way they chose.

    Of one without a name nothing says who sent it: no person, address or language, and no day, only the Monday of its
    week. Its key is made of its own words.
    """

    class How(models.TextChoices):
        NAMED = "named", _("Pass it on with my name")
        UNNAMED = "unnamed", _("Pass it on without my name")
        MYSELF = "myself", _("I would like to raise it myself")
        TALK = "talk", _("Talk to me first")
        # What somebody may say when we have talked: those who look after it know the name, and nobody else.
        QUIET = "quiet", _("Pass it on, and keep my name to whoever looks after it")

    class State(models.TextChoices):
        RECEIVED = "received", _("received")
        LOOKING = "looking", _("being looked at")
        GOING = "going", _("going ahead")
        LATER = "later", _("later")
        NO = "no", _("not going ahead")
        GONE = "gone", _("taken back")

    DECIDED = (State.GOING, State.LATER, State.NO)
    WITH_A_REASON = (State.LATER, State.NO)

    id = models.BigIntegerField(primary_key=True, default=any_number, editable=False)
    group = models.ForeignKey(Group, null=True, blank=True, on_delete=models.PROTECT, related_name="proposals")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="proposals"
    )
    how = models.CharField(_("how it goes on"), max_length=7, choices=How.choices)
    beside = models.BooleanField(_("somebody beside them"), default=False)
    hidden = models.BooleanField(_("not on the public page"), default=False)
    state = models.CharField(max_length=8, choices=State.choices, default=State.RECEIVED)
    item = models.ForeignKey(AgendaItem, null=True, on_delete=models.SET_NULL, related_name="proposals")
    said = models.CharField(_("you said"), max_length=300, blank=True)
    did = models.CharField(_("we did, or why not"), max_length=600, blank=True)

    objects = ProposalQuerySet.as_manager()

    class Meta(Asked.Meta):
        verbose_name = _("suggestion")
        verbose_name_plural = _("suggestions")
        constraints = [
            models.CheckConstraint(
                name="no_trace_of_whoever_is_unnamed",
                condition=~Q(how="unnamed") | Q(person=None, name="", means="", address="", language=""),
            ),
            models.CheckConstraint(
                name="no_answer_without_a_reason_and_a_name",
                condition=~Q(state__in=["later", "no"])
                | (Q(answered_by__isnull=False) & (~Q(answer="") | Q(words=""))),
            ),
            models.CheckConstraint(
                name="nothing_goes_on_before_we_have_talked",
                condition=~Q(how="talk") | Q(state__in=["received", "looking", "gone"], item=None),
            ),
        ]

    @property
    def wants_an_answer(self) -> bool:
        return bool(self.means or self.person_id)

    @property
    def is_decided(self) -> bool:
        return self.state in self.DECIDED

    @property
    def is_gone(self) -> bool:
        """Taken back, or let go on its day: there is nothing left to answer."""
        return not self.words

    @property
    def waits_for_a_talk(self) -> bool:
        return self.how == self.How.TALK

    @property
    def whose(self) -> str:
        """What they are called, by those who may know."""
        return str(self.person) if self.person_id else self.name

    def names(self, user) -> bool:
        """Whether this person may know who suggested it."""
        if self.how in (self.How.NAMED, self.How.MYSELF, self.How.TALK):  # before a talk, only who may talk sees it
            return True
        return self.how == self.How.QUIET and (user.pk in (self.taken_by_id, self.person_id) or user.is_coordinator)

    def may_be_reached_by(self, user) -> bool:
        """Whether they see the number or address that was given."""
        return bool(self.means) and (user.pk == self.taken_by_id or user.is_coordinator)
