"""Ways of working: agreed by each member on an exact version, and in force until another is agreed."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy

from portal.agreement.models import DecisionRule, Version
from portal.agreement.services.together import Together
from portal.audit.services import audited, record
from portal.groups.hiding import more_private
from portal.groups.services.in_public import hide_in_what_is_there, hiding_in
from portal.groups.services.noting import tell_it_was_noted
from portal.groups.services.starting import hold
from portal.refusal import Refusal


class NotSmall(Refusal):
    sentence = gettext_lazy("How you decide is no small thing. Change the words, and everybody is asked.")


class Ways(Together):
    kind, open_again = "ways", "groups.ways_open_again"

    def hold(self, group):
        return hold(group)

    def seats(self, group):
        return group.seats.taken()

    def in_force(self, group):
        return group.ways_id

    def goes_on(self, group, version):
        group.ways = version
        group.save(update_fields=["ways"])

    def put_in_force(self, group, version, *, by):
        names_before = group.names
        group.ways, group.ways_agreed_at = version, timezone.now()
        group.save(update_fields=["ways", "ways_agreed_at"])
        if group.names != names_before and more_private(names_before, group.names) == group.names:
            hide_in_what_is_there(group, hiding_in(group))
        record("groups.ways_agreed", subject=group.about, by=by, number=version.number)

    def path(self, group):
        return reverse("portal:groups:ways", args=[group.pk])

    def said(self, group, version):
        said = {"group": group.name, "name": version.by, "why": version.small_fix}
        if version.is_undo:
            title = _("Undone: a small fix of how “%(group)s” works together") % said
            return title, _("%(name)s undid a small fix: %(why)s. It says what it said before.") % said
        if version.small_fix:
            title = _("A small fix: how “%(group)s” works together") % said
            return title, _("%(name)s put a small thing right: %(why)s. You can undo it for seven days.") % said
        title = _("How “%(group)s” works together: do you agree?") % said
        words = _("%(name)s wrote down how “%(group)s” could work together. It counts once all have agreed.")
        return title, "\n\n".join([words % said, _("Please read it, and say yes, or talk with the others about it.")])

    def tell_it_was_noted(self, group, person, *, by):
        tell_it_was_noted(group, person, "ways", group.pk, by=by)


WAYS = Ways()


def rule_of(group) -> DecisionRule:
    """How the group decides at present: as it agreed, or else by talking alone."""
    return DecisionRule.from_words(group.ways.words if group.ways else {})


@audited()
def put_ways_forward(*, group, words: dict, after: int | None, small_fix="", by) -> Version:
    before = WAYS.newest(group)
    if small_fix and before and DecisionRule.from_words(before.words) != DecisionRule.from_words(words):
        raise NotSmall
    return WAYS.put_forward(group, words=words, after=after, small_fix=small_fix, by=by)
