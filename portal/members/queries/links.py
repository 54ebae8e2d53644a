"""Links that sign somebody in once."""

from django.db import models
from django.utils import timezone


class SignInLinkQuerySet(models.QuerySet):
    def not_over(self):
        """Asks the link's own row only: who waited for its lock looks at the row again, but never at another table."""
        return self.filter(used_at=None, ends_at__gt=timezone.now())

    def still_good(self):
        """Not used, not too old, and for somebody who may sign in."""
        return self.not_over().filter(person__is_active=True)
