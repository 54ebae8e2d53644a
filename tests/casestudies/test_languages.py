"""A story in other languages: nowhere until its people have said yes to it there."""

import pytest
from wagtail.models import Locale, Page
from wagtail_localize.models import LocaleSynchronization

from casestudies.models import StoryPage
from casestudies.models.told import NoMirror
from tests.factories.reading import home_in
from tests.factories.telling import source, stories_index, told_story

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("live", [True, False])
def test_a_language_that_follows_english_gets_no_mirror_of_a_story(live):
    told, _people, _reader = told_story()
    if not live:
        source(told).unpublish()
    welsh = Locale.objects.create(language_code="cy")
    LocaleSynchronization.objects.create(locale=welsh, sync_from=source(told).locale).sync_trees()
    assert Page.objects.filter(locale=welsh, alias_of__isnull=False).exists(), "of other pages it does"
    assert not StoryPage.objects.filter(locale=welsh).exists()


def test_nobody_makes_a_mirror_of_a_story_in_any_way():
    told, _people, _reader = told_story()
    with pytest.raises(NoMirror):
        source(told).create_alias(update_slug="mirror")
    with pytest.raises(NoMirror):
        stories_index().create_alias(update_slug="mirror", recursive=True)
    assert source(told).copy_for_translation(home_in("cy").locale, copy_parents=True, alias=True) is None
    assert StoryPage.objects.get() == source(told)
