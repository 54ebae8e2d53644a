"""People, and what they chose to tell us."""

from .about import About, ChannelChoice, Line
from .answering import Answering
from .asking import Asked, Complaint, Enquiry
from .doings import LASTS, Coming, Doing, Gathering, Offered, OneOff
from .joining import Invitation, Training, Welcome
from .links import SignInLink
from .lists import Channel, Choosable, Interest, Side, Skill, Standpoint
from .peers import Shared, Suggestion
from .reviewing import Review
from .seats import Balance, Seat
from .support import Support
from .user import User, Users, display_name, new_username, sign_in_name
from .words import OwnWord

__all__ = [
    "LASTS",
    "About",
    "Answering",
    "Asked",
    "Balance",
    "Channel",
    "ChannelChoice",
    "Choosable",
    "Coming",
    "Complaint",
    "Doing",
    "Enquiry",
    "Gathering",
    "Interest",
    "Invitation",
    "Line",
    "Offered",
    "OneOff",
    "OwnWord",
    "Review",
    "Seat",
    "Shared",
    "Side",
    "SignInLink",
    "Skill",
    "Standpoint",
    "Suggestion",
    "Support",
    "Training",
    "User",
    "Users",
    "Welcome",
    "display_name",
    "new_username",
    "sign_in_name",
]
