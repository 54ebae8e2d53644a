"""A new way in for somebody who has joined: a lost card, phone or password, and no e-mail to help with it."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from portal.audit.services import audited
from portal.members.second_factor import needs_second_factor
from portal.members.services.holding import hold
from portal.members.services.links import MayNotSignIn, make_link
from portal.notices import services as notices

WAY_IN_LASTS = timedelta(days=7)  # a letter has to arrive


class NotByCard(Exception):
    """A card lets past the second step, which keeps others' things safe: nobody is let in to those by a colleague."""

    def __str__(self):
        return _(
            "They can see or change what belongs to others, so no card is made here. Whoever looks after the website "
            "can make a link for them."
        )


@audited()
def make_way_in(*, person, by) -> str:
    """The code of a new card for somebody who has come before. Earlier ones end, and they are told in any case."""
    held = hold(person)
    if by == held or not held.is_active:
        raise MayNotSignIn
    if needs_second_factor(held):
        raise NotByCard
    code = make_link(person=held, by=by, ends_at=timezone.now() + WAY_IN_LASTS)
    _tell(held)
    return code


def _tell(held):
    """Also in a break, like a changed number: or a break would be the moment to come in as somebody else."""
    with notices.speaking_to(held):
        title = _("A new way to sign in was made for you")
        words = _(
            "One of the coordinators made a code for you that signs you in once. If you did not ask for it, please "
            "ring us today."
        )
    routes = held.contact_routes()
    if routes:
        notices.tell_the_old_way(person=held, route=routes[0], title=title, words=words)
    else:
        notices.tell(person=held, title=title, words=words)
