"""Two people change the same thing at once: the second reads what the first wrote, and loses nothing."""

from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from portal.groups import services
from portal.groups.models import Group, Meeting
from tests.factories.groups import group as make_group, meeting
from tests.portal.groups.working import again
from tests.portal.members.door import words

pytestmark = [pytest.mark.both, pytest.mark.django_db]


@pytest.fixture
def group(people):
    return make_group(people["member"], people["outsider"])


def opened(client, name, thing) -> dict:
    """What an open form sends."""
    form = client.get(reverse(f"portal:groups:{name}", args=[thing.pk])).context["form"]
    values = {box.name: box.value() for box in form}
    return {name: value for name, value in values.items() if value not in (None, False)} | {"key": uuid4()}


def sent(client, name, thing, typed):
    return client.post(reverse(f"portal:groups:{name}", args=[thing.pk]), typed | {"key": uuid4()})


def change_it(group, by):
    said = {"question": "Whose buses?", "anyone_may_ask": False, "interests": []}
    services.change(group=group, name="Buses by night", by=by, **said)


def test_of_two_who_change_a_group_the_second_reads_what_the_first_wrote(client_of, people, group):
    client = client_of("member")
    mine = opened(client, "change", group) | {"name": "Late buses"}
    change_it(group, people["outsider"])
    answer = sent(client, "change", group, mine)
    page = words(answer)
    assert answer.status_code == 409
    assert all(said in page for said in ("Somebody changed this", "Buses by night", "Whose buses?", "Late buses"))
    assert again(group).name == "Buses by night"
    mine["stood"] = answer.context["form"]["stood"].value()
    assert sent(client, "change", group, mine).status_code == 302
    assert again(group).name == "Late buses"


def test_words_that_were_kept_are_about_what_stood_there_then(client_of, people, group):
    client = client_of("member")
    mine = opened(client, "change", group) | {"name": ""}
    assert sent(client, "change", group, mine).status_code == 200
    change_it(group, people["outsider"])
    kept = opened(client, "change", group) | {"name": "Late buses"}
    assert kept["stood"] == mine["stood"]
    assert sent(client, "change", group, kept).status_code == 409


def test_of_two_who_change_a_meeting_the_second_reads_what_the_first_wrote(client_of, people, group):
    there = meeting(group)
    client = client_of("member")
    day, time = timezone.localtime(there.starts_at).strftime("%Y-%m-%d %H:%M").split()
    mine = opened(client, "change-meeting", there) | {"place": "The library", "starts_at_0": day, "starts_at_1": time}
    services.change_meeting(meeting=there, starts_at=there.starts_at, place="The hall", by=people["outsider"])
    answer = sent(client, "change-meeting", there, mine)
    assert answer.status_code == 409
    assert all(said in words(answer) for said in ("Somebody changed this", "The hall", "The library"))
    assert Meeting.objects.get().place == "The hall"


def test_a_look_back_that_another_wrote_is_not_written_over_unseen(client_of, people, group):
    client = client_of("member")
    mine = opened(client, "finish", group) | {"found_out": "Buses are late."}
    services.finish(group=group, found_out="Two buses run till ten.", by=people["outsider"])
    services.go_on(group=group, by=people["outsider"])
    answer = sent(client, "finish", group, mine)
    assert answer.status_code == 409
    assert all(said in words(answer) for said in ("Two buses run till ten.", "Buses are late."))
    assert Group.objects.get().is_open
