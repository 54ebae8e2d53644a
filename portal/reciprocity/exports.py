"""What this part keeps about people. The sums stay when somebody leaves; their row is "a former member" then."""

from django.utils.translation import gettext_lazy as _

from portal.held import deleted, kept

BOOKS = "whoever pays has to show what was given, to whom or to a former member, for as long as the law says"
TRANSFERS = "is the other person's as well, without its words, from or to a former member"
DONE = "says who did it, and belongs to whoever it was done for"

HELD = [
    kept(
        "reciprocity.Offer.person",
        BOOKS,
        title=_("What you were offered"),
        shows=("activity", "answers", "minutes", "expenses", "access", "agreed_by", "by_when", "made_at"),
    ),
    kept("reciprocity.Offer.by", DONE),
    kept("reciprocity.Reward.recorded_by", DONE),
    kept("reciprocity.Reward.withdrawn_by", DONE),
    kept(
        "reciprocity.Giving.person",
        BOOKS,
        title=_("What you were given"),
        shows=("what", "on", "how", "own_code", "missing_at", "undone_at", "undone_why"),
    ),
    kept("reciprocity.Giving.by", DONE),
    kept("reciprocity.Giving.undone_by", DONE),
    kept(
        "reciprocity.Cost.person",
        BOOKS,
        title=_("Costs you asked for"),
        shows=("activity", "kind", "on", "pence", "miles", "no_receipt_because", "sent_back_why", "by_when"),
    ),
    kept("reciprocity.Cost.by", DONE),
    kept("reciprocity.Cost.writers", DONE),
    kept("reciprocity.Cost_writers.user", DONE),
    kept("reciprocity.Cost.approved_by", DONE),
    kept("reciprocity.Cost.sent_back_by", DONE),
    deleted(
        "reciprocity.Contribution.person",
        title=_("What you gave"),
        shows=("kind", "activity", "on", "minutes", "words", "written_by", "witness", "impact", "public_ok_at"),
    ),
    kept("reciprocity.Contribution.written_by", DONE),
    kept("reciprocity.Contribution.recorded_by", DONE),
    kept("reciprocity.Contribution.witness", DONE),
    kept("reciprocity.Contribution.not_asked", DONE),
    kept("reciprocity.Contribution_not_asked.user", DONE),
    kept("reciprocity.Contribution.impact_by", DONE),
    deleted("reciprocity.Thanks.to", title=_("Thanks you got"), shows=("on", "by", "words")),
    kept("reciprocity.Thanks.by", "belongs to whoever was thanked, who may have taken it away without a word"),
    kept(
        "reciprocity.TimeTransfer.by",
        TRANSFERS,
        title=_("Hours you gave"),
        shows=("on", "to", "from_pot", "minutes", "what", "undone_at", "undone_why"),
    ),
    kept(
        "reciprocity.TimeTransfer.to",
        TRANSFERS,
        title=_("Hours you got"),
        shows=("on", "by", "from_pot", "minutes", "what", "undone_at", "undone_why"),
    ),
    kept("reciprocity.TimeTransfer.undone_by", DONE),
    deleted("reciprocity.Limit.person", title=_("When we warn you"), shows=("pence", "each")),
    deleted(
        "reciprocity.ReferenceRequest.person",
        title=_("References you asked for"),
        shows=("words", "shown", "by_when", "at", "done_at"),
    ),
    kept("reciprocity.ReferenceRequest.done_by", DONE),
    kept("reciprocity.Account.person", BOOKS),
    kept("reciprocity.Posting.by", DONE),
    kept("reciprocity.Policy.by", DONE),
    kept("reciprocity.Budget.by", DONE),
    kept("reciprocity.Spending.by", DONE),
    kept("reciprocity.Spending.undone_by", DONE),
]
