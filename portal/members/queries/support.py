"""Who helps whom, and whether both agreed."""

from django.db import models
from django.db.models import Q
from django.utils import timezone


class SupportQuerySet(models.QuerySet):
    def going_on(self):
        """Not ended, and not past its last day; between two people who are both here."""
        both = Q(member__is_active=True, supporter__is_active=True)
        return self.filter(both, ended_at=None, ends_on__gte=timezone.localdate())

    def agreed(self):
        """Both have said yes. Until then nothing is open to anybody by it."""
        return self.going_on().filter(accepted_at__isnull=False)

    def asked(self):
        """The supporter has not answered yet."""
        return self.going_on().filter(accepted_at=None)

    def in_force(self):
        """Agreed, and neither of the two takes a break: nothing is done for anybody who does, or by them."""
        return self.agreed().filter(member__about__paused_at=None, supporter__about__paused_at=None)

    def lets(self, user, person, scope) -> bool:
        """Whether one of these lets `user` do what `scope` says for the person."""
        return any(scope in support.scope for support in self.filter(member=person, supporter=user))

    def over(self):
        """Nobody has ended it, and it is over all the same: its last day has passed, or one of the two has left."""
        gone = Q(member__is_active=False) | Q(supporter__is_active=False)
        return self.filter(gone | Q(ends_on__lt=timezone.localdate()), ended_at=None)

    def visible_to(self, user):
        mine = Q(member=user) | Q(supporter=user)
        if not user.is_active:
            return self.none()
        return self.all() if user.is_coordinator else self.filter(mine)
