"""What waits for somebody in roles, on their home. Two queries."""

from django.db.models import CharField, Count, Exists, OuterRef, Q, Subquery, Value
from django.db.models.functions import Cast, Concat
from django.urls import reverse
from django.utils.translation import gettext as _, ngettext

from portal.agreement.models import Agreement, Version
from portal.needs import OF_A_KIND, Need
from portal.roles.models import Role, RoleSeat


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
