"""How somebody stands to the page of a story, for those who ask about pages."""

from django.urls import reverse

from casestudies.models import Story, StorySeat

STORYTELLERS = "Storytellers"  # the group, made by migration: those who use the site's own editor for their stories


def address_of(page) -> str:
    """Where its people look after it; the lists of stories for an example, which has none."""
    story = Story.objects.of_page(page).first()
    return reverse("portal:stories:story", args=[story.pk]) if story else reverse("portal:pages:page", args=[page.pk])


def is_told_by(user, page) -> bool:
    return _has_one(StorySeat.objects.tellers(), user, page)


def is_made_by(user, page) -> bool:
    return _has_one(StorySeat.objects.making(), user, page)


def _has_one(seats, user, page) -> bool:
    return seats.filter(person=user, story__page__translation_key=page.translation_key).exists()
