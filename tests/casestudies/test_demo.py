import pytest

from casestudies import demo
from casestudies.models import Story
from casestudies.readiness import readiness_of
from portal.agreement.digest import digest_of_revision
from portal.members import demo as people
from tests.factories.telling import stories_index

pytestmark = pytest.mark.django_db


def test_one_on_its_way_with_a_yes_to_other_words_and_one_on_the_site(settings):
    stories_index()
    people.load()
    demo.load()
    demo.load()
    under_way, out = Story.objects.order_by("pk")
    ready = readiness_of(under_way.page, digest_of_revision(under_way.page.get_latest_revision()), under_way)
    assert [(str(line.name), line.changed_since, line.said_yes) for line in ready.lines] == [
        ("Dev", False, False),
        ("Mair", True, False),
    ]
    assert (under_way.page.live, out.page.live) == (False, True)
    assert out.page.told_by == "Tunde, Sana"
    assert out.page.is_example
