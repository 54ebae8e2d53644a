from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.reciprocity.hours import in_hours
from portal.reciprocity.models import Giving, Reward
from portal.reciprocity.money import pounds as in_pounds
from portal.reciprocity.services import path_of

register = template.Library()


@register.filter
def pounds(pence: int) -> str:
    return in_pounds(pence)


@register.filter
def hours(minutes: int) -> str:
    return in_hours(minutes)


# How far a Reward, a Cost or a Giving is, in a word, and how the word looks.
STATES = {
    "offered": (_("Offered"), "sun"),
    "unconfirmed": (_("Is this right?"), "sun"),
    "back": (_("Please look again"), "sun"),
    "sent": (_("Sent"), ""),
    "yes": (_("Yes"), ""),
    "given": (_("Given"), "success"),
    "missing": (_("Did not arrive"), "sun"),
    "no": (_("No thanks"), "plain"),
}
OVER = (_("Not offered any more"), "plain")


@register.inclusion_tag("components/tag.html")
def how_far(state) -> dict:
    words, kind = STATES.get(state, OVER)
    return {"words": words, "kind": kind}


@register.inclusion_tag("portal/reciprocity/_thing.html")
def thing(of, *, whose=False, button="", button_url="") -> dict:
    """A line of a list: something that is offered, a cost, or what was given of either."""
    given = isinstance(of, Giving)
    one = of.thing if given else of
    return {
        "thing": one,
        "how_far": how_far(of.state),
        "words": one.taken_words,
        "url": path_of(one),
        "on": of.on if given else None,
        "was_meant_for": one.by_when if one.is_to_give and _is_over(one.by_when) else None,
        "whose": whose,
        "button": button,
        "button_url": button_url,
    }


def _is_over(day) -> bool:
    return day is not None and day < timezone.localdate()


@register.simple_tag(takes_context=True)
def give_url(context, one) -> str:
    """Where it is written down as given; nothing for what is the reader's own."""
    if context["request"].user.pk == one.person_id:
        return ""
    return reverse(f"portal:reciprocity:{'give' if isinstance(one, Reward) else 'give-cost'}", args=[one.pk])
