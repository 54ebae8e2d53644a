"""What may be seen of members' data. `visible_to(user)` is the rule of every list."""

from .about import ChoiceQuerySet, LineQuerySet
from .asking import AskedQuerySet
from .doings import ComingQuerySet, GatheringQuerySet, OneOffQuerySet
from .joining import InvitationQuerySet, WelcomeQuerySet
from .links import SignInLinkQuerySet
from .peers import SuggestionQuerySet
from .people import PeopleQuerySet
from .reviewing import ReviewQuerySet
from .support import SupportQuerySet

__all__ = [
    "AskedQuerySet",
    "ChoiceQuerySet",
    "ComingQuerySet",
    "GatheringQuerySet",
    "InvitationQuerySet",
    "LineQuerySet",
    "OneOffQuerySet",
    "PeopleQuerySet",
    "ReviewQuerySet",
    "SignInLinkQuerySet",
    "SuggestionQuerySet",
    "SupportQuerySet",
    "WelcomeQuerySet",
]
