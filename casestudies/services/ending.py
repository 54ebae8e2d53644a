"""The time for which somebody allowed a story: they are told before it is over, and then the story goes by itself."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from casestudies.models import Consent, Story
from casestudies.services.agreeing import hide
from casestudies.services.holding import one_by_one
from casestudies.services.people import tell_the_others
from portal.audit.services import audited, record
from portal.notices import services as notices

BEFORE = timedelta(days=30)


def _running():
    return Consent.objects.filter(ended_at=None, story__hidden_at=None, story__page__live=True)


def tell_of_ends() -> int:
    """Whose yes it is, or who wrote it down for somebody without an account. Of how many stories."""
    return one_by_one(Story.objects.filter(pk__in=_to_tell().values("story")), _tell_of_it)


def _to_tell():
    return _running().filter(ends_on__lte=timezone.localdate() + BEFORE, told_of_end_at=None)


def _tell_of_it(story) -> None:
    for consent in _to_tell().filter(story=story).select_related("person__about"):
        for person in [consent.person] if consent.person else _who_speak_for(consent):
            _tell(consent, person)
        Consent.objects.filter(pk=consent.pk).update(told_of_end_at=timezone.now())
        record("stories.end_told", subject=story.about)


def _who_speak_for(consent):
    return [seat.person for seat in consent.story.seats.tellers().select_related("person__about")]


def _tell(consent, person) -> None:
    with notices.speaking_to(person):
        title = _("May your story stay on the site?")
        said = {"day": date_format(consent.ends_on, "j F Y")}
        words = _("You allowed it until %(day)s. Then it goes, unless you say that it may stay.") % said
    place = "allow" if consent.person_id else "story"
    path = reverse(f"portal:stories:{place}", args=[consent.story_id])
    notices.tell(person=person, title=title, words=words, path=path, about=consent.story.about, by_when=None)


def end_what_is_over() -> int:
    """Readers found it no longer from that day on (`StoryPage.expire_at`); now it is off the site. How many."""
    over = _running().filter(ends_on__lte=timezone.localdate())
    return one_by_one(Story.objects.filter(pk__in=over.values("story")), _end)


def _end(story) -> None:
    hide(story)
    record("stories.time_over", subject=story.about)
    tell_the_others(story, _over)


def _over():
    title = _("A story of yours is not on the site any more")
    return title, _("The time was over for which somebody in it had allowed it. With another yes it can come back.")


@audited()
def went_off(*, story, page, by=None) -> None:
    """Not by its people, who are told. The page is off the site already."""
    record("stories.time_over" if page.expired else "stories.down", subject=story.about, by=by)
    tell_the_others(story, _over if page.expired else _taken_off, but=by, by=by)


def _taken_off():
    title = _("A story of yours is not on the site any more")
    words = _("Somebody who looks after the site took it down. Nothing of it is lost: its words are a draft again.")
    return title, words
