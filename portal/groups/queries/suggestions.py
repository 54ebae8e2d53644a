from django.apps import apps
from django.db.models import Exists, F, Q

from portal.groups.queries.agenda import _groups_of
from portal.members.queries import AskedQuerySet
from portal.members.standing import COORDINATORS

DECIDED = ["going", "later", "no"]


class ProposalQuerySet(AskedQuerySet):
    def visible_to(self, user):
        """One's own, and those of one's groups; all, for coordinators. Before they have talked with whoever asked for
        it, only those who look after the group."""
        if not user.is_active:
            return self.none()
        if user.is_coordinator:
            return self.all()
        return self.filter(Q(person=user) | _of_their_groups(user))

    def to_answer(self, user):
        """Those that wait, and that this person decides about; nobody has them, or this person has."""
        coordinates = Q(Exists(user.groups.filter(name=COORDINATORS)))  # asked with the rest
        return self.to_decide(user, coordinates=coordinates) if user.is_active else self.none()

    def to_decide(self, user, *, coordinates: Q):
        """The same, of somebody active; `coordinates`: whether they are a coordinator."""
        theirs = _of_their_groups(user) & Q(group__finished_at=None)
        theirs |= (Q(group=None) | Q(group__finished_at__isnull=False)) & coordinates
        return self.waiting().exclude(words="").filter(theirs, Q(taken_by=None) | Q(taken_by=user))

    def in_public(self):
        """What those who answered wrote for everybody, the newest first."""
        shown = self.filter(hidden=False, state__in=DECIDED).exclude(said="").exclude(did="")
        return shown.order_by(F("answered_at").desc(), "pk")


def _of_their_groups(user):
    looked_after = apps.get_model("groups", "Group").objects.looked_after_by(user)
    may_read = ~Q(how="talk") | Q(group__in=looked_after.values("pk"))
    return Q(group__in=_groups_of(user)) & may_read
