"""What waits for somebody to answer; and for whoever pays, what to look at, to give, to look for."""

from datetime import datetime, time

from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _, ngettext

from portal.needs import OF_A_KIND, Need
from portal.reciprocity.models import Contribution, Cost, Giving, ReferenceRequest, Reward
from portal.reciprocity.services import add_up, path_of
from portal.reciprocity.stages import by_stage
from portal.today import Due, Fact


def to_answer(user):
    """For the person themselves."""
    for reward in Reward.objects.of(user).to_answer().with_all().order_by("pk")[:OF_A_KIND]:
        said = {"what": reward, "for": reward.activity}
        yield Need(_("For “%(for)s” you’d get: %(what)s. Would you like it?") % said, path_of(reward), _("Answer"))


def has_an_offer(me):
    """The rows by which the home finds out whether there is anything."""
    return Reward.objects.of(me).to_answer()


def to_put_right(user):
    for cost in Cost.objects.of(user).with_the_person().with_all().order_by("pk")[:OF_A_KIND]:
        said = {"what": cost, "for": cost.activity}
        if cost.sent_back_at:
            yield Need(_("Please look again: %(what)s for “%(for)s”.") % said, path_of(cost), _("Open"))
        else:
            yield Need(_("Is this right? %(what)s for “%(for)s”.") % said, path_of(cost), _("Open"))


def has_a_cost(me):
    return Cost.objects.of(me).with_the_person()


def to_confirm(user):
    for one in Contribution.objects.to_confirm(user).with_all().order_by("pk")[:OF_A_KIND]:
        said = {"name": one.person, "what": one}
        yield Need(_("%(name)s asks you: is this so? %(what)s.") % said, path_of(one), _("Open"))


def is_asked(me):
    return Contribution.objects.to_confirm(me)


def to_look_at(user):
    """However many there are, one line: it is nothing that anybody waits for."""
    if Contribution.objects.proposed_to(user).exists():
        words = _("We wrote down something that you gave. Is it right?")
        yield Need(words, reverse("portal:reciprocity:mine"), _("Look at it"))


def has_a_proposal(me):
    return Contribution.objects.proposed_to(me)


FEW = 5  # of a sort on the list of the day: all of them stand in the list to which the last line leads


def due(user):
    """What others are to have, the soonest first; at once what did not arrive, what is to be looked at, and what is for
    something that was called off."""
    things = [model.objects.of_others(user) for model in (Reward, Cost)]
    things += [model.objects.exclude(person=user) for model in (Giving, ReferenceRequest)]
    waiting, left_out, days = by_stage(*things, names=SAID, most=FEW), 0, []
    for name, say in SAID.items():
        rows = waiting[name]
        yield from (say(one) for one in rows[:FEW])
        for one in rows[FEW:]:
            left_out += one.many - FEW
            days.append(_day(one))
    if left_out:
        words = ngettext("And %(n)d more.", "And %(n)d more.", left_out) % {"n": left_out}
        yield Due(words, min(days), reverse("portal:reciprocity:all"), _("See all of them"))


def _day(one):
    return one.day or timezone.localdate()


def _called_off(one) -> Due:
    words = _("Called off, and offered to %(name)s: %(what)s. Does it stand?")
    words %= {"name": one.person, "what": one.taken_words}
    return Due(words, timezone.localdate(), path_of(one), _("Look at it"))


def _missing(giving) -> Due:
    return _of_thing(giving.thing, giving.day, _("%(name)s did not get it: %(what)s."), _("Look into it"))


def _to_give(one) -> Due:
    return _of_thing(one, _day(one), _("For %(name)s: %(what)s."), _("Give it"))


def _to_look_at(one) -> Due:
    return _of_thing(one, _day(one), _("%(name)s asks to have back: %(what)s."), _("Look at it"))


def _of_thing(one, day, words, button) -> Due:
    return Due(words % {"name": one.person, "what": one.taken_words}, day, path_of(one), button)


def _to_write(asked) -> Due:
    words = _("%(name)s asks for a reference.") % {"name": asked.person}
    return Due(words, _day(asked), path_of(asked), _("Look at it"))


SAID = {
    "called_off": _called_off,
    "missing": _missing,
    "to_give": _to_give,
    "to_look_at": _to_look_at,
    "to_pay": _to_give,
    "to_write": _to_write,
}


def for_payers(user):
    """For whoever pays and does not coordinate: what coordinators have on their list of the day."""
    if user.pays and not user.is_coordinator:
        for one in due(user):
            yield Need(one.words, one.url, one.button, _at_noon(one.by))


def _at_noon(day):
    return timezone.make_aware(datetime.combine(day, time(12)))


ASKED_AGAIN = 60  # seconds: it reads every entry there is


def books():
    """Whether what was given and what was taken come to nothing together."""
    adds = cache.get_or_set("the-books-add-up", add_up, ASKED_AGAIN)
    words = _("They add up.") if adds else _("They do not add up. Tell whoever looks after this site.")
    yield Fact(_("The books"), words)
