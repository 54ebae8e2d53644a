"""What waits for somebody in roles, on their home. Two queries."""

from collections import Counter

from django.db.models import CharField, Count, Exists, OuterRef, Q, Subquery, Value
from django.db.models.functions import Cast, Concat
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _, ngettext

from portal.agreement.models import Agreement, Version
from portal.members.models import User
from portal.members.standing import COORDINATORS
from portal.needs import OF_A_KIND, Need
from portal.roles.models import Role, RoleSeat, Vacancy
from portal.today import Due


def seats_of(me):
    return RoleSeat.objects.filter(person=me, state__in=["asked", "yes"], role__set_aside_at=None)


def in_my_roles(user):
    """Who asks me to write one; where everybody is asked whether they agree, and I have not said yes; what others said
    and nobody answered."""
    subject = Concat(Value("role:"), Cast(OuterRef("pk"), CharField()))
    newest = Version.objects.filter(subject=subject).order_by("-number")
    yes = Agreement.objects.filter(version=OuterRef("newest"), person=user, taken_back_at=None)
    roles = (
        Role.objects.filter(pk__in=seats_of(user).values("role"))
        .annotate(newest=Subquery(newest.values("pk")[:1]), said_yes=Exists(yes))
        .annotate(asked=Exists(seats_of(user).filter(role=OuterRef("pk"), state="asked")))
        .annotate(remarks_open=Count("remarks", filter=Q(remarks__state="open") & ~Q(remarks__by=user)))
        .order_by("pk")
    )
    many = 0
    for role in roles:
        if many == OF_A_KIND:
            return
        said = _need(role)
        if said:
            many += 1
            yield said


def _need(role) -> Need | None:
    words = {"role": role.title, "n": role.remarks_open}
    if role.asked:
        said = _("Will you help to write “%(role)s”?") % words
        return Need(said, reverse("portal:roles:answer", args=[role.pk]), _("Answer"))
    if role.newest and not role.said_yes:
        said = _("“%(role)s”: do you agree?") % words
        return Need(said, reverse("portal:roles:agree", args=[role.pk]), _("Read it"))
    if role.remarks_open:
        said = ngettext(
            "%(n)d thing was said about “%(role)s”, and has no answer yet.",
            "%(n)d things were said about “%(role)s”, and have no answer yet.",
            role.remarks_open,
        )
        return Need(said % words, reverse("portal:roles:role", args=[role.pk]), _("Open"))
    return None


MOST_DUE = 5  # open roles of one sort, on Today
SHOWN = ("title", "role_id", "outcome", "closes_on", "answers_by")


def to_look_after(user):
    """For coordinators, on Today: names to hide, what became of a role, and a role that nobody looks after. One query;
    words that changed since they were looked at are not among those to hide."""
    if not user.is_coordinator:
        return
    sent = Q(applications__state="sent") & ~Q(applications__answers__words="")
    unread = Q(applications__answers__isnull=False, applications__answers__redacted=None)
    to_hide = Count("applications__answers", filter=sent & unread, distinct=True)
    there = User.objects.here().filter(pk=OuterRef("looked_after_by"), groups__name=COORDINATORS)
    vacancies = Vacancy.objects.not_ended().annotate(to_hide=to_hide, is_looked_after=Exists(there))
    today, many = localdate(), Counter()
    waits = Q(to_hide__gt=0) | Q(closes_on__lt=today) | Q(is_looked_after=False)
    for vacancy in vacancies.filter(waits).only(*SHOWN).order_by("closes_on", "pk"):
        for sort, say in _due(vacancy):
            many[sort] += 1
            if many[sort] <= MOST_DUE:
                yield say(vacancy, today)


def _due(vacancy):
    if vacancy.to_hide:
        yield "hide", _to_hide
    if not vacancy.takes_applications:
        yield "end", _to_end
    if not vacancy.is_looked_after:
        yield "nobody", _nobody


def _to_hide(vacancy, today):
    said = ngettext(
        "“%(role)s”: hide who it is in %(n)d answer, so that others can read it.",
        "“%(role)s”: hide who it is in %(n)d answers, so that others can read them.",
        vacancy.to_hide,
    )
    applications = reverse("portal:roles:applications", args=[vacancy.pk])
    said %= {"role": vacancy.title, "n": vacancy.to_hide}
    return Due(said, max(today, vacancy.closes_on), applications, _("Open"))


def _to_end(vacancy, today):
    said = _("“%(role)s”: say what became of it.") % {"role": vacancy.title}
    return Due(said, vacancy.answers_by, reverse("portal:roles:end-vacancy", args=[vacancy.pk]), _("Say it"))


def _nobody(vacancy, today):
    said = _("Nobody looks after the applications for “%(role)s”.") % {"role": vacancy.title}
    return Due(said, today, reverse("portal:roles:role", args=[vacancy.role_id]), _("Open"))
