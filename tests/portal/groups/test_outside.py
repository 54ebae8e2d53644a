"""A group's page for everybody, and whoever would like to take part without being here yet."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import now

from portal.groups import services
from portal.groups.models import GroupSeat
from portal.groups.services.sides import count_sides
from portal.members.models import Enquiry
from portal.members.services import Guest, asking, invite, offers
from portal.members.services.inviting import come_in
from portal.members.services.links import make_link
from portal.members.standing import COORDINATORS
from portal.notices.routes import Means
from tests.factories.groups import card_line, group, meeting
from tests.factories.people import UserFactory
from tests.portal.groups.test_in_public import out
from tests.portal.groups.working import LIVED, STAFF, around, item, on, page, send, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def ann(db):
    return UserFactory(known_as="Ann")


@pytest.fixture
def ben(db):
    return UserFactory(known_as="Ben")


@pytest.fixture
def made(ann, ben):
    return group(ann, ben, name="Bus fares", question="Why does Ben walk?", anyone_may_ask=True)


def address(made) -> str:
    return reverse("get-involved:group", args=[made.pk])


def outside(client, made) -> str:
    client.logout()
    response = client.get(address(made))
    return response.content.decode() if response.status_code == 200 else ""


def listed(client) -> str:
    client.logout()
    return client.get(reverse("get-involved:groups")).content.decode()


def test_nobody_outside_knows_of_it_until_it_is_shown_and_whoever_is_in_it_hides_it(client, settings, made, ann, ben):
    settings.PAGE_CACHE_SECONDS = 600
    assert "Bus fares" not in listed(client) + outside(client, made)
    send(client, ann, "show-outside", made.pk)
    assert told(ben) == ["“Bus fares” has a page for everybody"]
    assert "Bus fares" in listed(client)
    assert "Bus fares" in outside(client, made)
    send(client, ben, "hide-outside", made.pk)
    assert "Bus fares" not in listed(client) + outside(client, made)
    assert told(ann) == ["“Bus fares” has no page for everybody any more"]


def test_it_shows_what_it_is_about_and_no_names_places_or_other_cards(client, made):
    card_line(made, "goal", "Ben gets home.", who="whodecidesxq", why="whydecidesxq")
    card_line(made, "scope", "Fares", sort="out", why="The county does that.")
    for card in ("steps", "voices", "limits", "resources", "answers"):
        card_line(made, card, "insidexq")
    meeting(made, place="placexq", link="https://linkxq.example.org")
    made.shown_outside = True
    made.save()
    text = outside(client, made)
    assert "Why does somebody walk?" in listed(client)
    assert "Ben" not in listed(client)
    for part in (
        "Why does somebody walk?",
        "Somebody gets home.",
        "Fares: The county does that.",
        "I’d like to take part",
    ):
        assert part in text
    assert not [part for part in ("xq", "Ann", "Ben", "people are in the group") if part in text]


def test_numbers_only_from_five_and_of_sides_only_from_five_of_each(client):
    four, _people = around(*[LIVED] * 4, shown_outside=True)
    nine, _people = around(*[LIVED] * 5, *[STAFF] * 4, shown_outside=True)
    ten, _people = around(*[LIVED] * 5, *[STAFF] * 5, shown_outside=True)
    for one in (four, nine, ten):
        count_sides(one)
    shown = [[part in outside(client, one) for part in ("people are in", "Staff: ")] for one in (four, nine, ten)]
    assert shown == [[False, False], [True, False], [True, True]]


def test_what_it_decided_and_what_came_of_it_stand_there_while_they_are_for_everybody(client, made, ann, ben):
    made.shown_outside = True
    made.save()
    there = on(made, ann, ben, to_check_since="2026-01-01T00:00Z", approved_at="2026-01-01T00:00Z")
    minute = there.written.create(item=item(there, "The last bus"), decided="We write.")
    minute.outcomes.create(words="It goes at nine.", by=ann)
    out(there, ann, ben)
    assert "We write." in outside(client, made)
    assert "It goes at nine." in outside(client, made)
    services.take_out_of_public(meeting=there, by=ben)
    assert "We write." not in outside(client, made)


PAGE, LIST = 7, 4


def test_it_costs_the_same_for_1_meeting_and_for_30(client, django_assert_num_queries):
    for many in (1, 30):
        ann, ben = UserFactory.create_batch(2)
        made = group(ann, ben, shown_outside=True)
        for week in range(many):
            there = on(made, ann, ben, ago=timedelta(weeks=week), to_check_since=now(), approved_at=now())
            there.written.create(item=item(there), decided="We write.")
            out(there, ann, ben)
        outside(client, made)
        with django_assert_num_queries(PAGE, info=str(many)):
            client.get(address(made))


def test_the_list_costs_the_same_for_1_group_and_for_20(client, django_assert_num_queries):
    for many in (1, 20):
        for _one in range(many):
            ann, ben = UserFactory.create_batch(2)
            on(group(ann, ben, shown_outside=True), ann, ben)
        listed(client)
        with django_assert_num_queries(LIST, info=str(many)):
            client.get(reverse("get-involved:groups"))


# --- Whoever would like to take part ----------------------------------------------------------------------------------
ASKED = {"name": "Nia", "means": "call", "address": "01632 960 188", "words": "wordsxq"}


def ask(client, part_in) -> Enquiry:
    client.logout()
    form = client.get(reverse("get-involved:help"), {"part": part_in}).context["form"]
    said = ASKED | {"key": form["key"].value(), "part_in": part_in}
    assert client.post(reverse("get-involved:help"), said).status_code == 302
    return Enquiry.objects.latest("pk")


@pytest.mark.parametrize("closed", ["hidden", "full", "finished"])
def test_what_takes_nobody_from_outside_is_not_named_and_the_offer_comes_all_the_same(client, made, closed):
    made.shown_outside = closed != "hidden"
    made.anyone_may_ask = closed != "full"
    made.finished_at = "2026-01-01T00:00Z" if closed == "finished" else None
    made.save()
    assert "Bus fares" not in client.get(reverse("get-involved:help"), {"part": made.about}).content.decode()
    asked = ask(client, made.about)
    assert (asked.name, asked.part_in, asked.part_in_words) == ("Nia", "", "")


def joins(asked, by):
    """A coordinator invites them, and they come."""
    asked = asking.take(asked=asked, by=by)
    invitation = invite(guest=Guest("Nia", Means.CALL, "01632 960 188"), note="", by=by)
    offers.say_yes(enquiry=asked, person=invitation.person, by=by)
    return come_in(code=make_link(person=invitation.person, by=by, ends_at=invitation.ends_at), known_as="Nia")


def test_coordinators_see_what_for_keepers_how_many_and_whoever_comes_asks_for_a_seat(client, made, ann, ben):
    made.shown_outside = True
    made.save()
    asked, cora = ask(client, made.about), UserFactory(groups=[COORDINATORS])
    client.force_login(cora, backend="django.contrib.auth.backends.ModelBackend")
    offer = client.get(reverse("portal:asking:offer", args=[asked.pk])).content.decode()
    assert "Would like to take part in: <strong><bdi>Bus fares</bdi></strong>" in offer
    text = page(client, ann, "group", made.pk)
    assert "1 person who is not here yet would like to take part." in text
    assert "1 person who is not here yet" not in page(client, ben, "group", made.pk)
    assert not [part for part in ("Nia", "01632 960 188", "wordsxq") if part in text]
    nia = joins(asked, cora)
    assert GroupSeat.objects.get(group=made, person=nia).state == "asks"
    assert told(ann) == ["Nia would like to join “Bus fares”"]
    assert "wordsxq" not in page(client, ann, "group", made.pk)


def test_when_the_group_takes_nobody_any_more_whoever_comes_is_here_and_asks_for_nothing(client, made):
    made.shown_outside = True
    made.save()
    asked, cora = ask(client, made.about), UserFactory(groups=[COORDINATORS])
    made.anyone_may_ask = False
    made.save()
    assert not GroupSeat.objects.filter(person=joins(asked, cora)).exists()
