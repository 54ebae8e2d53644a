"""The lists of this part that organisations put in their own words."""

from django import forms
from django.utils.translation import gettext_lazy as _

from home.forms import OneLine
from portal.members import services
from portal.roles.models import CriterionIdea, OffPutting, QuestionIdea, Role, StarterRole

NEVER_WHAT_HAPPENED = _("Ask what they learned and can do, never what happened to them.")


def words(label, **given) -> forms.CharField:
    box = forms.Textarea(attrs={"rows": 4, "dir": "auto"})
    return forms.CharField(label=label, max_length=3_000, required=False, widget=box, **given)


def register() -> None:
    services.register_list(
        "roles-to-begin-from",
        StarterRole,
        title=_("Roles to begin from"),
        about=_("Words for roles that many places have. Whoever begins one changes them with the others."),
        asked={
            "kind": forms.ChoiceField(
                label=_("What sort of role is it?"), choices=Role.Kind.choices, widget=forms.RadioSelect
            )
        }
        | {name: words(Role.label_of(name)) for name in StarterRole.SECTIONS}
        | {"needs": words(_("What it needs"), help_text=_("One thing on each line."))},
        later=("kind", *StarterRole.SECTIONS, "needs"),
    )
    services.register_list(
        "what-roles-need",
        CriterionIdea,
        title=_("What roles often need"),
        about=_("What people begin with when they write down what a role needs. They can change each word."),
        asked={
            "hint": OneLine(
                label=_("A hint for whoever applies"), max_length=300, required=False, help_text=NEVER_WHAT_HAPPENED
            ),
            "is_value": forms.BooleanField(
                label=_("It is a value of working together"),
                required=False,
                help_text=_("Values stand first, by themselves."),
            ),
        },
        later=("hint", "is_value"),
    )
    services.register_list(
        "questions-people-ask",
        QuestionIdea,
        title=_("Questions people often ask"),
        about=_("What can be asked when you talk with somebody who applies. Those who write a role choose from it."),
        asked={
            "name": OneLine(label=_("What is the question?"), max_length=300, help_text=NEVER_WHAT_HAPPENED),
            "about": forms.ModelChoiceField(
                label=_("What is it about?"),
                queryset=CriterionIdea.objects.filter(in_use=True),
                required=False,
                empty_label=_("Anything"),
            ),
        },
        later=("about",),
    )
    services.register_list(
        "words-that-put-off",
        OffPutting,
        title=_("Words that put people off"),
        about=_("When somebody writes one of these in a role, they are told why, and can keep it."),
        asked={"why": OneLine(label=_("Why, and what could they say instead?"), max_length=200)},
        later=("why",),
    )
    services.register_setting(
        _("What we promise everyone who applies"),
        _("A few sentences that stand on each advert."),
        "portal:roles:promise",
        "roles.say_promise",
    )
