"""Which stories the public may read, and what a list of them needs."""

from datetime import datetime, time

from django.apps import apps
from django.db import models
from django.db.models import Count, Exists, F, Min, OuterRef, Prefetch, Q
from django.db.models.functions import ExtractYear
from django.utils.timezone import localdate, make_aware
from wagtail.models import PageQuerySet

from home.models import Picture
from home.queries import not_over, not_private

ON_A_CARD = "fill-480x270|format-webp"


class StoryQuerySet(PageQuerySet):
    def readable(self):
        """What anybody may read now."""
        return self.live().filter(not_private(), not_over())

    def newest_first(self):
        """Without the long text."""
        return self.defer_streamfields().order_by("-first_published_at", "-pk")

    def for_cards(self):
        """Newest first, with what a card shows."""
        picture = Prefetch("picture", Picture.objects.prefetch_renditions(ON_A_CARD))
        return self.newest_first().prefetch_related(picture, "stages")

    def sharing_with(self, story):
        """Others in its language that are about a part of the work, or show a principle, that it is about."""
        by_stage = self.model.stages.through.objects.filter(stage__in=[stage.pk for stage in story.stages.all()])
        by_principle = self.model.principles.through.objects.filter(
            principle__in=[principle.pk for principle in story.principles.all()]
        )
        near = Q(pk__in=by_stage.values("storypage")) | Q(pk__in=by_principle.values("storypage"))
        return self.filter(near, locale=story.locale_id).exclude(translation_key=story.translation_key)

    def counted(self, value, words, *order):
        """(value, words, how many stories) for each value that any of these stories has."""
        rows = self.filter(**{f"{value}__isnull": False}).order_by(*order, words)
        return list(rows.values_list(value, words).annotate(stories=Count("pk", distinct=True)))

    def counted_by_year(self):
        came_out = self.filter(first_published_at__isnull=False).annotate(year=ExtractYear("first_published_at"))
        return list(came_out.order_by("-year").values_list("year", F("year")).annotate(stories=Count("pk")))


class TellingQuerySet(models.QuerySet):
    """Stories, as those who tell them know them. Nobody else does, by no office."""

    def visible_to(self, user):
        if not user.is_active:
            return self.none()
        theirs = apps.get_model("casestudies", "StorySeat").objects.asked_or_taken().filter(person=user)
        return self.filter(pk__in=theirs.values("story"))

    def of_page(self, page):
        """The story that a page, in whatever language, tells."""
        return self.filter(page__translation_key=page.translation_key)

    def due_to_go(self):
        return self.filter(delete_on__lte=localdate())


class SeatQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of stories that somebody takes part in."""
        stories = apps.get_model("casestudies", "Story").objects.visible_to(user)
        return self.filter(story__in=stories.values("pk"))

    def taken(self):
        return self.filter(state="yes")

    def asked_or_taken(self):
        return self.filter(state__in=["asked", "yes"])

    def making(self):
        """Of those who say yes to it, and what they allow."""
        return self.writing().exclude(role="language")

    def writing(self):
        """Those of all but whoever reads it with fresh eyes."""
        return self.taken().exclude(role="reader")

    def translating(self):
        return self.taken().filter(role="language")

    def of_stories_there(self):
        """Nothing of a story that was taken down is changed, until it comes back."""
        return self.filter(story__hidden_at=None)

    def tellers(self):
        return self.taken().filter(role="teller")

    def by_name(self):
        return self.select_related("person").order_by("person__known_as", "pk")


class TrustedQuerySet(models.QuerySet):
    def holding(self):
        """While both take part, and neither reads it with fresh eyes."""
        seats = apps.get_model("casestudies", "StorySeat").objects
        here = seats.writing().filter(story=OuterRef("seat__story"), person=OuterRef("person"))
        return self.filter(Exists(here), seat__in=seats.making().values("pk"))


class ConsentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own; and, for those who make the story, what they wrote down for somebody who has no account."""
        seats = apps.get_model("casestudies", "StorySeat").objects.making().filter(person=user)
        return self.filter(Q(person=user) | Q(person=None, story__in=seats.values("story")))

    def first_end(self, translation_key):
        """The moment from which not everybody allows it any more; None for a story that nobody real is in."""
        held = self.filter(story__page__translation_key=translation_key, ended_at=None)
        first = held.aggregate(first=Min("ends_on"))["first"]
        return first and make_aware(datetime.combine(first, time.min))


class RecordingQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Of those who make the story: whoever reads it with fresh eyes hears nothing."""
        seats = apps.get_model("casestudies", "StorySeat").objects.making().filter(person=user)
        return self.filter(story__in=seats.values("story"))
