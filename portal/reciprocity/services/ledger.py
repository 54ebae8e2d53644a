"""Writing the ledger. What it refuses, it refuses by itself: see `models/ledger.py`."""

from collections.abc import Mapping
from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone

from portal.reciprocity.models import Account, Entry, Posting

ORGANISATION = "organisation"
OUTSIDE = "outside"  # charities, shops, whoever is not here
POT = "pot"  # hours for whoever needs them


class Unbalanced(Exception):
    """What was taken does not come to what was given, or it is not one kind of thing, or nothing moved."""


def account(key: str) -> Account:
    return Account.objects.get_or_create(key=key)[0]


def account_of(person) -> Account:
    return Account.objects.get_or_create(key=f"person:{person.pk}", defaults={"person": person})[0]


def post(*, key: str, what: str, unit: str, moves: Mapping[Account, int], by, on: date | None = None, reverses=None):
    """Write one posting: to each account of `moves` its whole minutes or pence, which come to nothing together.

    The same `key` again, also by somebody else at the same moment, answers with what stands already.
    """
    standing = Posting.objects.filter(key=key).first()
    if standing:
        return standing
    posting = Posting(key=key, what=what, on=on or timezone.localdate(), by=by, reverses=reverses)
    entries = [Entry(posting_id=posting.pk, account=one, unit=unit, amount=amount) for one, amount in moves.items()]
    try:
        with transaction.atomic():
            Entry.objects.bulk_create(entries)
            posting.save(force_insert=True)
    except IntegrityError as refused:
        standing = Posting.objects.filter(key=key).first()
        if standing is None:
            raise Unbalanced from refused
        return standing
    return posting


def reverse(*, posting: Posting, by) -> Posting:
    """The same again the other way round, once. Why stands with whatever the posting was for."""
    moves = {entry.account: -entry.amount for entry in posting.entries.select_related("account")}
    unit = posting.entries.values_list("unit", flat=True)[0]
    return post(key=f"reversed:{posting.pk}", what="reversed", unit=unit, moves=moves, by=by, reverses=posting)
