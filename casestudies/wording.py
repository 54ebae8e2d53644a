"""What people are told before they allow anything with a story. Each consent says which of these was shown: a changed
sentence is a new number, and the old ones stay."""

from django.utils.translation import gettext_lazy as _

WORDINGS = {
    1: (
        _("It is your choice. If you say no, nothing changes for you here."),
        _("Your story stands on this website, where everybody can read it. You say what else it may be used for."),
        _("You can take it down on any day, with one button and without a reason."),
        _("What others have copied or printed by then we cannot call back. We tell you so."),
        _("We ask you again before the time you choose is over. If we do not hear from you, the story goes."),
    ),
}
NEWEST = max(WORDINGS)
