"""The blocks of a story as fields of the plain form, for people whom the CMS puts off."""

from django.utils.translation import gettext_lazy as _

from casestudies.blocks import JUDGES
from portal.agreement.words import ADDRESS, CHOICE, LINE, MARKS, TEXT

FIELDS = {
    "what_happened": [("", _("What happened"), MARKS, 20_000, False)],
    "what_changed": [("", _("What changed"), MARKS, 20_000, False)],
    "what_we_learned": [("", _("What we learned"), MARKS, 20_000, False)],
    "outcome": [
        ("words", _("What came of it"), TEXT, 5_000, False),
        ("judged_by", _("Who says so"), CHOICE, 10, False, tuple(JUDGES)),
    ],
    "influenced": [
        ("who", _("Who took it up"), LINE, 160, True),
        ("what", _("What they did with it"), TEXT, 5_000, False),
        ("when", _("When"), LINE, 40, False),
        ("url", _("Where to read about it"), ADDRESS, 500, False),
    ],
    "peer_research": [
        ("method", _("How we asked"), TEXT, 5_000, True),
        ("led_by", _("Who led it"), LINE, 160, False),
        ("agreed", _("How people agreed"), TEXT, 5_000, False),
    ],
}
