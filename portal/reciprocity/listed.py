"""The lists of this part that organisations put in their own words, on the screens that members has for lists."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.members import services
from portal.reciprocity.models import CostKind, RewardKind


def register() -> None:
    stays = _("This stays as it is. Only the name can be changed later.")
    services.register_list(
        "things-people-get",
        RewardKind,
        title=_("Things people get"),
        about=_("What you can offer people for what they do with you, such as a voucher."),
        asked={
            "works": forms.ChoiceField(
                label=_("How does it work?"),
                help_text=stays,
                choices=RewardKind.Works.choices,
                widget=forms.RadioSelect,
            )
        },
    )
    services.register_list(
        "kinds-of-costs",
        CostKind,
        title=_("Kinds of costs"),
        about=_("What people pay to take part, and get back, such as a bus fare."),
        asked={
            "by_the_mile": forms.BooleanField(
                label=_("It is paid by the mile"),
                help_text=_("This stays as it is. Say how much a mile is under “Rates”."),
                required=False,
            )
        },
    )
