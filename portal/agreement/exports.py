"""What somebody did with public pages stays: others agreed to those words too. Pages are named by number, since their
newest title may not be for this person."""

from django.utils.translation import gettext_lazy as _

from portal.held import deleted, kept

HELD = [
    kept(
        "agreement.SmallFix.by",
        "shows what changed on a page that others agreed to",
        title=_("Small things you put right"),
        shows=("page_id", "why", "made_at"),
    ),
    kept(
        "agreement.SmallFix.undone_by",
        "shows what changed on a page that others agreed to",
        title=_("Small fixes you put back"),
        shows=("page_id", "undone_at"),
    ),
    deleted("agreement.Telling.person", title=_("Small fixes we told you of"), shows=("fix_id", "seen_at")),
    kept("agreement.Version.by", "others agreed to those words"),
    kept(
        "agreement.Agreement.person",
        "shows that words were agreed to by everybody they concern",
        title=_("What you agreed to"),
        shows=("version", "said", "at", "taken_back_at"),
    ),
    kept("agreement.Agreement.recorded_by", "shows whoever agreed that it was written down, and by a member"),
    deleted("agreement.NotReached.person", title=_("Words we could not reach you about"), shows=("version", "tries")),
    kept("agreement.NotReached.last_tried_by", "belongs to whoever was not reached"),
]
