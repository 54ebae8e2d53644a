"""What may be seen of rewards and of the ledger, and sums."""

from datetime import timedelta

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Sum, Value
from django.db.models.functions import Cast, Coalesce, Concat, TruncDate

from portal.notices.models import Notice
from portal.reciprocity import subjects
from portal.reciprocity.stages import InStages

TAKES = ("yes", "less", "away")
# Of costs that are under way. With the person: they say whether it is right, or put it right.
WITH_THE_PERSON = Q(confirmed_at=None) | Q(sent_back_at__isnull=False)
TO_LOOK_AT = Q(confirmed_at__isnull=False, approved_at=None, sent_back_at=None)
TO_PAY = Q(approved_at__isnull=False)


class Gettable(InStages):
    """What people get: what was offered, and costs that are paid back. `WHOSE` leads to the person."""

    WHOSE = "person"

    def visible_to(self, user):
        """Their own; and all of them for whoever pays."""
        return self if user.is_active and user.pays else self.of(user)

    def of(self, person):
        return self.filter(**{self.WHOSE: person})

    def of_others(self, person):
        return self.exclude(**{self.WHOSE: person})

    def of_people_here(self):
        """Nobody waits who left for good."""
        return self.filter(**{f"{self.WHOSE}__erased_at": None})


class RewardQuerySet(Gettable):
    WHOSE = "offer__person"
    DAY = Coalesce("offer__by_when", "expected_on")

    def with_all(self):
        """With everything that its page and lists show."""
        offer = ("offer__activity", "offer__person", "offer__by", "offer__budget")
        return self.select_related(*offer, "kind", "given__by", "recorded_by")

    def for_lists(self):
        """With what a line of a list says."""
        return self.select_related("offer__activity", "offer__person", "kind")

    def open(self):
        return self.filter(given=None, withdrawn_at=None)

    def stages(self) -> dict[str, Q]:
        """Of those that are open. Called off: what they are for does not take place, and nobody has said yet that they
        stand all the same."""
        off = Q(pk__in=[])
        for found in subjects.called_off():
            off |= Q(offer__activity__subject__in=found)
        return {
            "called_off": off & Q(kept_at=None) & ~Q(answer="no"),
            "to_give": Q(answer__in=TAKES),
            "to_answer": Q(answer=""),
        }

    def under_way(self):
        return self.open().of_people_here()

    def by_when(self):
        return self.order_by(self.DAY, "pk")

    def taken(self):
        """What they said yes to, for themselves, or got: by the day it is for, or else has to be there."""
        taken = self.filter(answer__in=["yes", "less"], withdrawn_at=None)
        return taken.annotate(day=Coalesce("offer__activity__day", "given__on", "offer__by_when", "expected_on"))

    def income(self):
        """Fees and vouchers."""
        return self.exclude(kind__works="thing")

    def to_come(self):
        """What they are offered or said yes to, for themselves, and have not got."""
        return self.open().filter(answer__in=["", "yes", "less"])

    def to_answer(self):
        return self.open().filter(answer="")

    def declined(self):
        return self.open().filter(answer="no")

    def to_give(self):
        return self.open().filter(answer__in=TAKES)


class CostQuerySet(Gettable):
    DAY = Coalesce("by_when", TruncDate("confirmed_at"))

    def with_all(self):
        return self.select_related(
            "activity", "person", "by", "kind", "budget", "given__by", "approved_by", "sent_back_by"
        )

    def for_lists(self):
        """With what a line of a list says."""
        return self.select_related("activity", "person", "kind")

    def unconfirmed(self):
        return self.under_way().filter(confirmed_at=None)

    def like(self, cost):
        """Others with the same photo, whoever sent it; and the same person's of the same amount on the same day:
        perhaps sent twice."""
        same = Q(person=cost.person, on=cost.on, pence=cost.pence)
        if cost.file_hash:
            same |= Q(file_hash=cost.file_hash)
        return self.filter(same).exclude(pk=cost.pk).order_by("pk")[:5]

    def settled_before(self, day):
        """Paid back before it; or never, and written down before it."""
        return self.filter(Q(given__on__lt=day) | Q(given=None, made_at__date__lt=day))

    def with_the_person(self):
        return self.under_way().filter(WITH_THE_PERSON)

    def to_give(self):
        return self.under_way().filter(TO_PAY)

    def stages(self) -> dict[str, Q]:
        """Of those that are under way."""
        return {"to_look_at": TO_LOOK_AT, "to_pay": TO_PAY, "with_the_person": WITH_THE_PERSON}

    def under_way(self):
        """Few of all there ever were: the index of these alone is read."""
        return self.filter(given=None).of_people_here()


class ReferenceQuerySet(InStages):
    DAY = Coalesce("by_when", TruncDate("at"))

    def visible_to(self, user):
        """Their own; and all of them for whoever pays."""
        return self if user.is_active and user.pays else self.filter(person=user)

    def stages(self):
        return {"to_write": Q(done_at=None)}

    def under_way(self):
        return self.open()

    def for_lists(self):
        return self.select_related("person")

    def open(self):
        return self.filter(done_at=None)


class GivingQuerySet(InStages):
    DAY = TruncDate("missing_at")

    def standing(self):
        """What was given and not taken back, the last first."""
        found = self.filter(undone_at=None).order_by("-on", "-pk")
        rewards = ("reward__offer__activity", "reward__offer__person", "reward__kind")
        return found.select_related(*rewards, "cost__activity", "cost__person", "cost__kind")

    def stages(self):
        return {"missing": Q(missing_at__isnull=False)}

    def under_way(self):
        return self.filter(undone_at=None, person__erased_at=None)

    def for_lists(self):
        return self.standing()

    def in_month(self, first):
        """By its first day."""
        return self.filter(on__gte=first, on__lt=(first + timedelta(days=31)).replace(day=1))

    def standing_of(self, person):
        """What they got: what they gave on to somebody else they never had."""
        return self.standing().filter(person=person).exclude(reward__answer="away")


class ContributionQuerySet(QuerySet):
    def visible_to(self, user):
        """Their own; once they have said yes to it, what they ask this person to confirm; and for whoever pays, what
        somebody has to be rung about."""
        if not user.is_active:
            return self.none()
        known = Q(person=user) | Q(witness=user, accepted_at__isnull=False)
        if user.pays:
            known |= Q(pk__in=self.model.objects.to_read_out().values("pk"))
        return self.filter(known, refused_at=None)

    def to_read_out(self):
        """It waits for an answer of somebody who is told things by one of us: whoever rings them has to know of it."""
        about = Concat(Value("contribution:"), Cast(OuterRef("pk"), CharField()))
        told = Notice.objects.filter(about=about, state__in=["by-hand", "passed-on"])
        theirs = Q(Exists(told.filter(person=OuterRef("person"))), accepted_at=None, written_by__isnull=False)
        asked = Q(Exists(told.filter(person=OuterRef("witness"))), accepted_at__isnull=False, confirmed_at=None)
        return self.filter(theirs | asked)

    def with_all(self):
        people = ("person", "witness", "impact_by", "written_by", "recorded_by")
        return self.select_related("activity", "kind", *people)

    def asking(self, person):
        """Whether it is, or was, so."""
        return self.filter(witness=person, accepted_at__isnull=False)

    def proposed_to(self, person):
        """Written down by itself, and they have not said yet whether it is right."""
        return self.filter(person=person, accepted_at=None, refused_at=None)

    def given(self):
        """What whoever gave it says is right."""
        return self.filter(accepted_at__isnull=False)

    def given_by(self, person):
        return self.given().filter(person=person)

    def in_public(self):
        """Whose giver agreed that everybody may read what changed because of it."""
        return self.filter(public_ok_at__isnull=False)

    def to_confirm(self, person):
        """What others ask this person to say of it: that it is so."""
        return self.filter(witness=person, accepted_at__isnull=False, confirmed_at=None)


class ThanksQuerySet(QuerySet):
    def visible_to(self, user):
        return self.filter(to=user) if user.is_active else self.none()

    def with_all(self):
        return self.select_related("by")


class TimeTransferQuerySet(QuerySet):
    def visible_to(self, user):
        """To the two of it alone: whoever gave them, and whoever got them."""
        return self.of(user) if user.is_active else self.none()

    def of(self, person):
        return self.filter(Q(by=person) | Q(to=person))

    def with_all(self):
        return self.select_related("by", "to", "undone_by")

    def moved_for(self, person):
        """What came to them or went from them, and stands: not what they gave out of the pot."""
        return self.filter(Q(by=person, from_pot=False) | Q(to=person), undone_at=None)


class BudgetQuerySet(QuerySet):
    def visible_to(self, user):
        return self if user.is_active and user.pays else self.none()

    def open(self, day):
        """What may be offered from: it has not ended, even when it has not begun."""
        return self.filter(last__gte=day)

    def on(self, day):
        return self.filter(first__lte=day, last__gte=day)


class SpendingQuerySet(QuerySet):
    def visible_to(self, user):
        return self if user.is_active and user.pays else self.none()

    def standing(self):
        return self.filter(undone_at=None)


class EntryQuerySet(QuerySet):
    def balance(self, account, unit) -> int:
        """What an account got, less what it gave, in whole minutes or pence."""
        return self.filter(account=account, unit=unit).aggregate(sum=Sum("amount"))["sum"] or 0

    def imbalances(self):
        """Postings whose entries do not come to nothing: there are none."""
        return self.values("posting", "unit").annotate(sum=Sum("amount")).exclude(sum=0)
