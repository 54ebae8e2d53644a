from django.db import models
from django.db.models import Q

from portal.audit import words


class EntryQuerySet(models.QuerySet):
    def visible_to(self, user):
        """What somebody did, what was done for them, and what concerns them; never what is sealed."""
        if not user.is_active:
            return self.none()
        mine = Q(by=user) | Q(on_behalf_of=user) | Q(concerns=user)
        return self.filter(mine).exclude(verb__in=words.sealed())

    def looks_at(self, user):
        """When others read what is this person's."""
        return self.filter(verb__in=words.looks(), concerns=user).exclude(by=user)

    def without_looks_at(self, user):
        return self.exclude(pk__in=self.looks_at(user).values("pk"))
