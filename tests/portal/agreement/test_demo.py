import pytest
from wagtail.models import Page

from portal.agreement import demo
from portal.agreement.models import Agreement, SmallFix
from portal.members import demo as people
from portal.members.models import User
from portal.needs import needs_of

pytestmark = pytest.mark.django_db


def test_there_is_something_to_see_for_everybody(starter_content, client):
    people.load()
    demo.load()
    assert "01632 960 119" in client.get("/contact/").content.decode()
    waiting = {name: len(needs_of(User.objects.get(username=name))) for name, *_rest in people.PEOPLE}
    assert {name for name, found in waiting.items() if found} == {"rosie", "dev", "mair", "tunde", "george"}


def test_loading_again_changes_nothing(starter_content):
    people.load()
    for _time in range(2):
        demo.load()
    assert (Agreement.objects.exclude(side="").count(), SmallFix.objects.count()) == (2, 1)


def test_without_starter_pages_nothing_is_invented(db):
    people.load()
    Page.objects.filter(slug="contact").delete()
    demo.load()
    assert not Agreement.objects.exists()
