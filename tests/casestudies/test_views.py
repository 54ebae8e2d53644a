"""What the pages of a story cost, and what comes back from an address that is not of this story."""

import pytest
from django.urls import reverse

from casestudies import services
from portal.needs import needs_of
from tests.factories.people import UserFactory
from tests.factories.telling import Role, allow, joined, say_yes, source, story, told_story

pytestmark = pytest.mark.django_db
MANY = 30


@pytest.fixture
def shown(client, django_assert_num_queries):
    """`shown(12, "story", 3)`: what that page says, at the cost of 12 queries."""

    def get(queries, name, *numbers, by):
        client.force_login(by, backend="django.contrib.auth.backends.ModelBackend")
        url = reverse(f"portal:stories:{name}", args=numbers)
        client.get(url)  # what is kept in memory is there
        with django_assert_num_queries(queries):
            response = client.get(url)
        assert response.status_code == 200
        return response.content.decode()

    return get


@pytest.mark.parametrize("many", [1, MANY])
def test_the_list_of_stories_costs_the_same(many, shown):
    teller, asks = UserFactory(), UserFactory()
    for number in range(many):
        story(title=f"Mine {number}", teller=teller)
        services.ask(story=story(title="Theirs", teller=asks), person=teller, role=Role.LISTENER, by=asks)
    html = shown(5, "list", by=teller)
    assert html.count("would like to tell a story with you") == many
    assert html.count("Mine ") == many
    assert "Theirs" not in html, "they have not said yes yet"


@pytest.mark.parametrize("many", [1, 10])
def test_the_page_of_a_story_costs_the_same(many, shown):
    told = story()
    for number in range(many):
        who = joined(told)
        allow(told, who)
        say_yes(told, who)
        joined(told, role=Role.FRESH_EYES)
        services.ask(story=told, person=UserFactory(), role=Role.LISTENER, by=told.begun_by)
        another = {"called": f"Neighbour {number}", "naming": "none", "given": "talk"}
        services.allow(story=told, by=told.begun_by, **another)
    html = shown(23, "story", told.pk, by=told.begun_by)
    assert html.count("Neighbour ") >= many


def test_a_page_of_another_story_is_not_found_under_mine(client):
    mine, other = story(), story(title="Theirs")
    client.force_login(mine.begun_by, backend="django.contrib.auth.backends.ModelBackend")
    answers = {
        name: client.get(reverse(f"portal:stories:{name}", args=[mine.pk, other.page_id])).status_code
        for name in ("preview", "agree", "take-yes-back", "put-back")
    }
    assert answers == {"preview": 404, "agree": 404, "take-yes-back": 405, "put-back": 405}
    assert client.post(reverse("portal:stories:take-yes-back", args=[mine.pk, other.page_id])).status_code == 404


def test_a_seat_and_a_consent_of_another_story_are_not_found_under_mine(client):
    mine, other = story(), story(title="Theirs")
    seat = other.seats.get(person=joined(other))
    asked = {"called": "A neighbour", "naming": "none", "given": "talk", "by": other.begun_by}
    consent = services.allow(story=other, **asked)
    client.force_login(mine.begun_by, backend="django.contrib.auth.backends.ModelBackend")
    for name, number in (("agree-down", seat.pk), ("agree-else", consent.pk)):
        url = reverse(f"portal:stories:{name}", args=[mine.pk, mine.page_id, number])
        assert client.get(url).status_code == 404


def test_a_button_that_did_nothing_says_so(client):
    told = story()
    client.force_login(told.begun_by, backend="django.contrib.auth.backends.ModelBackend")
    url = reverse("portal:stories:put-back", args=[told.pk, told.page_id])
    html = client.post(url, follow=True).content.decode()
    assert "Not everybody has said yes to these words yet." in html
    assert not source(told).live


@pytest.mark.django_db
def test_from_the_site_it_is_one_press_to_where_it_is_taken_down(sign_in):
    told, (teller, _writer), _reader = told_story()
    shown = sign_in(teller).get(source(told).url).content.decode()
    assert f'href="{reverse("portal:pages:page", args=[told.page_id])}"' in shown
    assert "Change this story, or take it down" in shown
    assert "take it down" not in sign_in(UserFactory()).get(source(told).url).content.decode()


@pytest.mark.django_db
def test_whoever_is_asked_to_read_is_asked_for_that(sign_in):
    told = story()
    person = UserFactory()
    services.ask(story=told, person=person, role=Role.FRESH_EYES, by=told.begun_by)
    asked = "asks you to read a story before it goes on the site."
    assert [asked in need.words for need in needs_of(person) if need.url.endswith("/answer/")] == [True]
    page = reverse("portal:stories:story", args=[told.pk])
    assert "Somebody asks you to read it before it goes on the site." in sign_in(person).get(page).content.decode()
    assert (
        f"<bdi>{person}</bdi> is asked, and has not answered yet" in sign_in(told.begun_by).get(page).content.decode()
    )
