"""The ledger: time and money that moved, by double entry. Nothing in it is ever changed; a mistake is reversed.

The entries of a posting are written first, the posting last. Then the database adds them up, and refuses a posting
whose entries do not come to nothing; to one that stands no entry is added.
"""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.audit.append_only import append_only
from portal.reciprocity.queries import EntryQuerySet

BALANCES = """
    (SELECT count(*) FROM (SELECT 1 FROM reciprocity_entry e WHERE e.posting_id = NEW.id LIMIT 2) AS two) = 2
    AND NOT EXISTS (
        SELECT 1 FROM reciprocity_entry e WHERE e.posting_id = NEW.id GROUP BY e.unit HAVING sum(e.amount) <> 0
    )
    AND (SELECT count(DISTINCT e.unit) FROM reciprocity_entry e WHERE e.posting_id = NEW.id) = 1
"""
STANDS_NOT_YET = "NOT EXISTS (SELECT 1 FROM reciprocity_posting p WHERE p.id = NEW.posting_id)"


@append_only()
class Account(models.Model):
    """Whose it is: a person's ("person:7"), or one of those named in `services/ledger.py`, such as "organisation"."""

    key = models.CharField(max_length=60, unique=True)
    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="reciprocity_account"
    )

    class Meta:
        verbose_name = _("account of the ledger")

    def __str__(self):
        return self.key


@append_only(insert_only_when=BALANCES, one_at_a_time="id")
class Posting(models.Model):
    """One thing that moved, from somewhere to somewhere. `key`: written with the same one again, the first stands."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    key = models.CharField(max_length=100, unique=True)
    what = models.CharField(max_length=40, help_text=_("A verb or a neutral label. Never words about a person."))
    on = models.DateField(_("on"))
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="postings_made")
    reverses = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="reversed_by")

    class Meta:
        verbose_name = _("posting of the ledger")

    def __str__(self):
        return f"{self.what} {self.on:%Y-%m-%d}"


@append_only(insert_only_when=STANDS_NOT_YET, one_at_a_time="posting_id")
class Entry(models.Model):
    """What one account got (more than nothing) or gave (less than nothing) by a posting. Whole minutes, or pence."""

    class Unit(models.TextChoices):
        MINUTES = "min", _("minutes")
        PENCE = "pence", _("pence")

    posting = models.ForeignKey(Posting, on_delete=models.PROTECT, related_name="entries")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="entries")
    unit = models.CharField(max_length=5, choices=Unit.choices)
    amount = models.BigIntegerField()

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry of the ledger")
        indexes = [models.Index(fields=["account", "unit"], name="entries_of_an_account")]
        constraints = [
            models.CheckConstraint(condition=~models.Q(amount=0), name="an_entry_moves_something"),
            models.CheckConstraint(condition=models.Q(unit__in=["min", "pence"]), name="an_entry_is_time_or_money"),
        ]

    def __str__(self):
        return f"{self.account_id} {self.amount} {self.unit}"
