"""What people are told about their information before they apply. Each application says which of these was shown: a
changed sentence is a new number, and the old ones stay."""

from django.utils.translation import gettext_lazy as _

NOTICES = {
    1: (
        _("We ask only what we need to choose somebody for this role, and we use it for nothing else."),
        _(
            "Whoever looks after this role sees your name and how to reach you. Those who choose do not: they read "
            "what you say under another name, such as “River 12”."
        ),
        _(
            "What you need so that you can take part stays with whoever looks after the role. Those who choose hear "
            "only what is arranged."
        ),
        _("Questions about equality are only counted. Nobody can see what you answered."),
        _("You can take your application back at any time. Then we delete it at once."),
        _("You can ask for a copy of what we hold, and for something to be put right."),
    ),
}
NEWEST = max(NOTICES)
