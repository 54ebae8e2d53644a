"""Which stories the public may read, and what a list of them needs."""

from django.db.models import Count, Prefetch
from wagtail.models import PageQuerySet

from home.models import Picture

ON_A_CARD = "fill-480x270|format-webp"


class StoryQuerySet(PageQuerySet):
    def readable(self):
        """What anybody may read now."""
        return self.live().public()

    def for_cards(self):
        """Newest first, with what a card shows and nothing of the long text."""
        picture = Prefetch("picture", Picture.objects.prefetch_renditions(ON_A_CARD))
        return self.defer_streamfields().prefetch_related(picture).order_by("-first_published_at", "-pk")

    def counted(self, value, words, *order):
        """(value, words, how many stories) for each value that any of these stories has."""
        rows = self.filter(**{f"{value}__isnull": False}).order_by(*order, words)
        return list(rows.values_list(value, words).annotate(stories=Count("pk", distinct=True)))
