"""What somebody did with public pages stays: others agreed to those words too. Pages are named by number, since their
newest title may not be for this person."""

from django.utils.translation import gettext_lazy as _

from portal.held import deleted, kept

HELD = [
    kept(
        "agreement.Reading.person",
        "shows that both sides read a page before it went out",
        title=_("Pages you said yes to"),
        shows=("page_id", "said_at"),
    ),
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
]
