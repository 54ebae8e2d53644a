"""Who is in a group, what each does for it, who waits to be answered, and how they reach each other."""

from django.db.models import Prefetch
from django.db.models.functions import Lower
from django.views.generic import DetailView

from portal.groups.models import Role
from portal.groups.places import role_word
from portal.groups.views.groups import OneGroup
from portal.members.models import ChannelChoice, User
from portal.members.services import shared_routes
from portal.words import word


class People(OneGroup, DetailView):
    permission_required = "groups.see_who"
    template_name = "portal/groups/people.html"

    def get_context_data(self, **kwargs):
        user, group, seat = self.request.user, self.group, self.seat
        seats = list(group.seats.by_name().select_related("person__about").prefetch_related("roles"))
        here, others = [one for one in seats if one.is_taken], [one for one in seats if one.person_id != user.pk]
        keeps = user.has_perm("groups.keep", group)
        mine = {role.kind for role in seat.roles.all()} if seat else set()
        return super().get_context_data(
            seat=seat,
            keeps=keeps,
            here=here,
            waiting=[one for one in others if one.is_asked] if keeps else [],
            asking=[one for one in others if one.state == "asks"] if keeps else [],
            roles=[(kind.value, word(role_word(kind), self.request), kind in mine) for kind in Role.Kind],
            **kwargs,
        )


class Contacts(OneGroup, DetailView):
    """The ways to reach each other, of those in the group who let members have them."""

    permission_required = "groups.see_contacts"
    template_name = "portal/groups/contacts.html"

    def get_context_data(self, **kwargs):
        people = User.objects.filter(pk__in=self.group.seats.taken().values("person")).on_contact_sheet()
        people = people.select_related("about").order_by(Lower("known_as"), "pk")
        ways = Prefetch("channel_choices", ChannelChoice.objects.for_one_person(), to_attr="choices")
        cards = [(person, self.routes(person)) for person in people.prefetch_related(ways, "shared")]
        return super().get_context_data(cards=cards, **kwargs)

    def routes(self, person):
        return shared_routes(person, choices=person.choices, whats={one.what for one in person.shared.all()})
