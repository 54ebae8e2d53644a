"""The lists of this part that organisations put in their own words."""

from django.utils.translation import gettext_lazy as _

from home.forms import OneLine
from portal.members import services
from portal.roles.models import CriterionIdea, OffPutting


def register() -> None:
    services.register_list(
        "what-roles-need",
        CriterionIdea,
        title=_("What roles often need"),
        about=_("What people begin with when they write down what a role needs. They can change each word."),
        asked={
            "hint": OneLine(
                label=_("A hint for whoever applies"),
                max_length=300,
                required=False,
                help_text=_("Ask what they learned and can do, never what happened to them."),
            )
        },
    )
    services.register_list(
        "words-that-put-off",
        OffPutting,
        title=_("Words that put people off"),
        about=_("When somebody writes one of these in a role, they are told why, and can keep it."),
        asked={"why": OneLine(label=_("Why, and what could they say instead?"), max_length=200)},
    )
