"""What somebody is trusted with: the groups. Coordinators give it and take it back; one of them always stays."""

from allauth.usersessions.models import UserSession
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from portal.audit.services import audited, record
from portal.members.models import User
from portal.members.second_factor import has_second_factor, needs_second_factor
from portal.members.services.asking import give_back
from portal.members.services.links import end_links, subject_of
from portal.members.standing import COORDINATORS, PAGE_WRITERS, PAYERS, REVIEWERS_LIVED_EXPERIENCE, REVIEWERS_STAFF
from portal.notices import services as notices

# In the order of the screen, with the neutral labels that the trail keeps.
TRUSTS = {
    COORDINATORS: "coordinates",
    PAYERS: "pays",
    PAGE_WRITERS: "writes-pages",
    REVIEWERS_LIVED_EXPERIENCE: "reads-for-lived-experience",
    REVIEWERS_STAFF: "reads-for-staff",
}
TRUST_WORDS = {
    COORDINATORS: gettext_lazy("Coordinates"),
    PAYERS: gettext_lazy("Looks after what people get"),
    PAGE_WRITERS: gettext_lazy("Writes pages"),
    REVIEWERS_LIVED_EXPERIENCE: gettext_lazy("Reads pages for the lived experience side"),
    REVIEWERS_STAFF: gettext_lazy("Reads pages for the staff side"),
}


class LastCoordinator(Exception):
    """Nobody would be left to look after the others."""

    def __str__(self):
        return _(
            "Somebody has to coordinate. Make somebody else a coordinator first, and wait until they have signed in."
        )


@audited()
def trust(*, person, by, given=frozenset(), taken=frozenset()) -> None:
    """Give and take, by the names of groups. Coordinators who change each other at once wait for one another here."""
    group = Group.objects.select_for_update().get(name=COORDINATORS)
    if not User.objects.here().filter(pk=by.pk, groups=group).exists():
        raise PermissionDenied
    # In line with whoever makes them a card at this moment: no card is good for more than it was made for.
    held = User.objects.here().select_for_update(of=["self"], no_key=True).filter(pk=person.pk).first()
    if held is None:
        raise PermissionDenied
    now = set(held.groups.values_list("name", flat=True))
    given, taken = (set(given) & set(TRUSTS)) - now, set(taken) & set(TRUSTS) & now
    if COORDINATORS in taken and not others_coordinate(held):
        raise LastCoordinator
    if not given and not taken:
        return
    one_step = not needs_second_factor(held)
    held.groups.add(*Group.objects.filter(name__in=given))
    if given:
        end_links(person=held)  # made while a card was enough for them
        if one_step and has_second_factor(held):
            for used in UserSession.objects.filter(user=held):  # so was what they signed in by
                used.end()
    held.groups.remove(*Group.objects.filter(name__in=taken))
    if COORDINATORS in taken:
        give_back(person=held)
    labels = {"given": _labels(given), "taken": _labels(taken)}
    record("members.trusted", subject=subject_of(held), by=by, concerns=held, **labels)
    _tell_everybody(held, by, given, taken)


def others_coordinate(person) -> bool:
    """Whether somebody else coordinates here who has found their way in before."""
    others = User.objects.here().filter(groups__name=COORDINATORS, last_login__isnull=False)
    return others.exclude(pk=person.pk).exists()


def _labels(names) -> list[str]:
    return [label for name, label in TRUSTS.items() if name in names]


def _tell_everybody(person, by, given, taken):
    """The person, and every other coordinator: each in their own language. Who did it stands with the message as its
    sender, and not in its words, which outlive them here."""
    others = User.objects.here().filter(groups__name=COORDINATORS).exclude(pk__in=[person.pk, by.pk])
    for told in (person, *others.order_by("pk")):
        with notices.speaking_to(told):
            said = _to_them(given, taken) if told == person else _of_them(person, given, taken)
            notices.tell(person=told, about=subject_of(person), by=by, **said)


def _to_them(given, taken) -> dict:
    parts = [(_("You are now trusted with:"), given), (_("Not with you any more:"), taken)]
    words = _listed(parts)
    if given:
        more = _("When you next sign in, you may be asked for a second step. It keeps what others told us safe.")
        words = f"{words}\n{more}"
    return {"title": _("What you do here has changed"), "words": words, "path": reverse("portal:home")}


def _of_them(person, given, taken) -> dict:
    parts = [
        (_("%(name)s is now trusted with:"), given),
        (_("%(name)s is no longer trusted with:") if not given else _("Not with them any more:"), taken),
    ]
    return {
        "title": (_("What %(name)s does here has changed") % {"name": person})[:120],
        "words": _listed(parts, name=person),
        "path": reverse("portal:people:trust", args=[person.pk]),
    }


def _listed(parts, **names) -> str:
    lines = []
    for words, trusts in parts:
        if trusts:
            lines += [words % names, *(f"• {label}" for name, label in TRUST_WORDS.items() if name in trusts)]
    return "\n".join(lines)
