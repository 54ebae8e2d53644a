"""The first hour of a new site, for its coordinator: one thing after another, each with its own screen."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from home.models import Brand, HomePage
from portal.audit.models import Entry
from portal.members.models import Invitation, User
from portal.members.services import BACKUP_SHOWN
from portal.needs import Need
from portal.notices.models import Post


@dataclass(frozen=True)
class Step:
    title: str
    button: str
    url: str
    done: bool


def steps_of(user) -> list[Step]:
    """What a coordinator does first, and what of it is done. One query."""
    found = User.objects.filter(pk=user.pk).annotate(
        named=Exists(Brand.objects.exclude(contact_phone="", contact_email="")),
        mail=Exists(Post.objects.filter(Q(none_yet=True) | Q(last_worked_at__isnull=False))),
        home_is_ours=~Exists(HomePage.objects.filter(starting_text=True, locale__language_code=settings.LANGUAGE_CODE)),
        invited=Exists(Invitation.objects.all()) | Exists(User.objects.here().exclude(pk=OuterRef("pk"))),
        backup=Exists(Entry.objects.filter(verb=BACKUP_SHOWN)),
    )
    row = found.values("named", "mail", "home_is_ours", "invited", "backup").first()
    home = HomePage.objects.order_by("pk").values_list("pk", flat=True)[:1]
    edit = reverse("portal:pages:list") if row["home_is_ours"] else reverse("portal:pages:edit", args=[home[0]])
    brand, people = reverse("portal:settings:who-we-are"), reverse("portal:people:invite")
    return [
        Step(
            _("Say who you are, and whom people can ring."),
            _("Write it down"),
            brand,
            row["named"],
        ),
        Step(_("See whether this site can send e-mail."), _("Try it"), reverse("portal:notices:post"), row["mail"]),
        Step(_("Put your own words on the home page."), _("Change the home page"), edit, row["home_is_ours"]),
        Step(_("Ask the first people to join."), _("Invite people"), people, row["invited"]),
        Step(_("See how nothing gets lost."), _("About backups"), reverse("portal:people:backups"), row["backup"]),
    ]


def following(user) -> Step | None:
    """What a coordinator of a site that has just begun does next. Two queries, for coordinators."""
    return next((step for step in steps_of(user) if not step.done), None) if user.is_coordinator else None


def next_step(user):
    if step := following(user):
        words = _("Getting started. Next: %(step)s") % {"step": step.title}
        yield Need(words, reverse("portal:people:start"), _("See the steps"))
