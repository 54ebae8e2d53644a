"""Which ways to reach them people let other members have: each by a yes of its own, and nothing by default."""

from allauth.account.signals import email_changed, email_removed
from django.dispatch import receiver

from portal.audit.services import audited
from portal.members.models import Shared
from portal.members.routes import routes_by
from portal.members.services.about import note
from portal.members.services.holding import hold
from portal.notices.routes import Means, Route

What = Shared.What


def reachable_at(person) -> dict[str, str]:
    """The addresses and numbers that somebody gave, by what they are."""
    about = person.known
    given = {What.MAIL: person.email, What.PHONE: about.phone, What.POST: about.post_address}
    return {what.value: address for what, address in given.items() if address}


@audited()
def share(*, person, by, whats) -> None:
    """Let members who are found in the list of people have these, and no others."""
    held = hold(person)
    whats = {what for what in reachable_at(held) if what in whats}
    before = set(held.shared.values_list("what", flat=True))
    held.shared.exclude(what__in=whats).delete()
    Shared.objects.bulk_create(Shared(person=held, what=what) for what in sorted(whats - before))
    if whats != before:
        note("members.shared_changed", person=person, by=by)


def stop_sharing(held, fields) -> None:
    """The yes was to an address or number that is another now, or gone: the next one begins with nobody."""
    of_fields = {"phone": What.PHONE, "post_address": What.POST}
    held.shared.filter(what__in=[of_fields[name] for name in fields]).delete()


@receiver(email_changed)
def stop_sharing_the_old_mail(user, **kwargs):
    user.shared.filter(what=What.MAIL).delete()


@receiver(email_removed)
def stop_sharing_a_mail_that_is_gone(user, email_address, **kwargs):
    if email_address.primary:
        user.shared.filter(what=What.MAIL).delete()


def shared_routes(person, *, choices, whats) -> list[Route]:
    """The ways by which members may reach somebody, the best first; never one that is not to be used."""
    return [route for route in routes_by(person, choices) if _what(route, person) in whats]


def _what(route, person) -> str:
    """Which of somebody's addresses or numbers a way gives away."""
    if route.means == Means.VIDEO:
        return What.PHONE if person.known.phone else What.MAIL
    whats = {Means.MAIL: What.MAIL, Means.TEXT: What.PHONE, Means.CALL: What.PHONE, Means.POST: What.POST}
    return whats.get(route.means, "")
