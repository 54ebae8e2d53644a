"""What becomes of offers when somebody leaves for good."""

from functools import partial

from django.db import transaction
from django.db.models import Q
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils import timezone

from portal.members.signals import leaves_for_good
from portal.notices import services as notices
from portal.reciprocity.models import (
    Activity,
    Contribution,
    Cost,
    Giving,
    Offer,
    ReferenceRequest,
    Reward,
    Thanks,
    TimeTransfer,
)
from portal.reciprocity.services import nobody_reads_it_any_more


@receiver(leaves_for_good)
def let_go_what_was_not_given(person, **kwargs):
    """What was given stays, for the sums; words that say more about them than that go."""
    theirs = Reward.objects.filter(offer__person=person)
    for reward in theirs:
        notices.forget(about=reward.about)
    said = Activity.objects.filter(Q(offers__person=person) | Q(costs__person=person), subject="")
    activities = list(said.values_list("pk", flat=True))
    theirs.filter(givings=None).delete()
    theirs.filter(given=None, withdrawn_at=None).update(withdrawn_at=timezone.now())
    theirs.update(goes_to="", what="", withdrawn_why="")
    Offer.objects.filter(person=person, rewards=None).delete()
    Offer.objects.filter(person=person).update(expenses="", access="", agreed_by="")
    costs = Cost.objects.filter(person=person)
    for cost in costs:
        notices.forget(about=cost.about)
    costs.filter(givings=None).delete()
    costs.filter(given=None).update(budget=None)
    costs.update(no_receipt_because="", sent_back_why="")
    Giving.objects.filter(person=person).update(code="", undone_why="", missing_at=None)
    left = Activity.objects.filter(pk__in=activities)
    left.filter(offers=None, costs=None, contributions=None).delete()
    left.update(title="")


@receiver(leaves_for_good)
def let_go_what_they_gave(person, **kwargs):
    """Whom others asked to confirm something, and did not yet, is not asked any more."""
    theirs = Contribution.objects.filter(person=person)
    # These before their messages, as in confirming: they may be confirmed at this moment.
    asked = Contribution.objects.filter(witness=person, confirmed_at=None)
    list(asked.order_by("pk").select_for_update(of=["self"], no_key=True))
    for one in (*theirs, *asked, *Thanks.objects.filter(to=person)):
        notices.forget(about=one.about)
    if theirs.in_public().exists():
        nobody_reads_it_any_more()
    own = list(theirs.filter(activity__subject="").values_list("activity", flat=True))
    theirs.delete()
    Activity.objects.filter(pk__in=own).delete()
    asked.update(witness=None)


@receiver(leaves_for_good)
def hours_lose_their_words(person, **kwargs):
    """What they were for told of the two of them; how many moved stays, with the other."""
    theirs = TimeTransfer.objects.of(person)
    for one in theirs:
        notices.forget(about=one.about)
    theirs.update(what="", undone_why="")


@receiver(leaves_for_good)
def nobody_writes_a_reference_any_more(person, **kwargs):
    for asked in ReferenceRequest.objects.filter(person=person):
        notices.forget(about=asked.about)


@receiver(post_delete, sender=Cost)
def let_its_receipt_go(instance, **kwargs):
    if instance.file:
        transaction.on_commit(partial(instance.file.storage.delete, instance.file.name))
