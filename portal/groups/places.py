"""The place of groups in somebody's space, and the words of this part that an organisation may say otherwise."""

from django.utils.translation import gettext_lazy as _

from portal.groups.models import Role
from portal.nav import Entry

PLACE = Entry(
    label=_("Groups"),
    about=_("Groups that you are in, that ask you, or that you may ask to join."),
    word="groups",
    url_name="portal:groups:list",
    permission="groups.list",
    order=90,
    in_menu=True,
)


# The parts of a group, in the order in which they stand on each of its pages: the name of the address, what it is
# called, and who may go there.
PARTS = (
    ("group", _("The group, at a glance"), "groups.see"),
    ("people", _("Who is here"), "groups.see_who"),
    ("actions", _("Who does what"), "groups.read_minutes"),
    ("meetings", _("What we said"), "groups.read_minutes"),
    ("log", _("What we decided"), "groups.read_minutes"),
    ("cards", _("Things to decide together"), "groups.read_cards"),
    ("ways", _("How we work together"), "groups.see_ways"),
    ("catch-up", _("What has happened so far"), "groups.catch_up"),
)


def role_word(kind) -> str:
    """The key of what a role is called."""
    return f"role-{kind}"


# Key, what we say, and where it stands.
WORDS = [
    ("suggest", _("Suggest something"), _("The button and the page to ask or propose something, inside and outside.")),
    ("here-as", _("I’m here as…"), _("The question how somebody is here, in a group or a panel.")),
    ("you-get", _("What you’d get"), _("What people get for coming: above the words on tea, fares or vouchers.")),
    *((role_word(kind), kind.label, _("What somebody does for a group.")) for kind in Role.Kind),
]
