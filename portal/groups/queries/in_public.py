from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef


class PublicMinutesQuerySet(models.QuerySet):
    def in_public(self):
        """What everybody may read, the newest meeting first. Never anything of reflective groups."""
        return self.filter(live__isnull=False)._may_be_public().order_by("-meeting__starts_at", "-pk")

    def _may_be_public(self):
        lines = apps.get_model("groups", "CardLine").objects.standing().of("kind").filter(sort="reflective")
        found = self.filter(meeting__among_us=False)
        return found.exclude(Exists(lines.filter(group=OuterRef("meeting__group"))))

    def to_check_by(self, person):
        """Of meetings they were at, in groups they are in: what another put forward, and they have said nothing of."""
        this = {"person": person}
        agreed = apps.get_model("agreement", "Agreement").objects.filter(version=OuterRef("waiting"), **this)
        asked = apps.get_model("groups", "AskedChange").objects.filter(of=OuterRef("pk"), **this)
        groups = apps.get_model("groups", "Group").objects.of(person)
        found = self._may_be_public().filter(
            waiting__isnull=False, meeting__present__person=person, meeting__group__in=groups.values("pk")
        )
        return found.exclude(waiting__by=person).exclude(Exists(agreed)).exclude(Exists(asked))
