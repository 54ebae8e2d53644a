from django.apps import apps
from django.db import models
from wagtail.models import Locale


class CardLineQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Of the groups that somebody is in. What a group is about, whoever may know of it reads on its page."""
        if not user.is_active:
            return self.none()
        return self.filter(group__in=apps.get_model("groups", "Group").objects.of(user).values("pk"))

    def of(self, *cards):
        return self.filter(card__in=cards)

    def by_card(self) -> dict[str, list]:
        """The lines of each card that has any, those of one sort together where they stand under headings."""
        found, lines = {}, list(self.select_related("stage", "rung"))
        in_the_language_read(lines)
        for line in sorted(lines, key=lambda line: line.place):
            found.setdefault(line.card, []).append(line)
        return found


def in_the_language_read(lines) -> None:
    """Stages and rungs are lists of the site, with translations: two queries at most, however many lines."""
    named = [line for line in lines if line.rung_id]
    locale = Locale.get_active() if named else None
    for name in ("stage", "rung"):
        others = {row for line in named if (row := getattr(line, name)) and row.locale_id != locale.pk}
        if others:
            model, keys = type(next(iter(others))), [row.translation_key for row in others]
            there = {row.translation_key: row for row in model.objects.filter(locale=locale, translation_key__in=keys)}
            for line in named:
                row = getattr(line, name)
                setattr(line, name, there.get(row.translation_key, row) if row else None)
