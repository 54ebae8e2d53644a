from django.apps import apps
from django.db import models
from django.utils.translation import get_language


class CardLineQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Of the groups that somebody is in. What a group is about, whoever may know of it reads on its page."""
        if not user.is_active:
            return self.none()
        return self.filter(group__in=apps.get_model("groups", "Group").objects.of(user).values("pk"))

    def of(self, *cards):
        return self.filter(card__in=cards)

    def standing(self):
        """Without those that were taken out."""
        return self.filter(taken_out_at=None)

    def taken_out(self):
        return self.filter(taken_out_at__isnull=False).order_by("-taken_out_at")

    def by_card(self) -> dict[str, list]:
        """The lines of each card that has any, those of one sort together where they stand under headings."""
        found, lines = {}, list(self.standing().select_related("stage__locale", "rung__locale"))
        in_the_language_read(lines)
        for line in sorted(lines, key=lambda line: line.place):
            found.setdefault(line.card, []).append(line)
        return found


def in_the_language_read(lines) -> None:
    """Stages and rungs are lists of the site, with translations: two queries at most, however many lines."""
    named, language = [line for line in lines if line.rung_id], get_language()
    for name in ("stage", "rung"):
        others = {row for line in named if (row := getattr(line, name)) and row.locale.language_code != language}
        if others:
            model, keys = type(next(iter(others))), [row.translation_key for row in others]
            there = model.objects.filter(locale__language_code=language, translation_key__in=keys)
            there = {row.translation_key: row for row in there}
            for line in named:
                row = getattr(line, name)
                setattr(line, name, there.get(row.translation_key, row) if row else None)
