"""The places of this part in somebody's space."""

from django.utils.translation import gettext_lazy as _

from portal.nav import Entry

PLACES = [
    Entry(
        label=_("Give and get"),
        about=_("What you are offered for what you do with us, and what you got."),
        word="give-and-get",
        url_name="portal:reciprocity:mine",
        permission="reciprocity.see_own",
        order=120,
    ),
    Entry(
        label=_("What we give"),
        about=_("What people are offered, what is to be given, and the sum of each month."),
        word="what-we-give",
        url_name="portal:reciprocity:all",
        permission="reciprocity.see_all",
        order=420,
    ),
]
