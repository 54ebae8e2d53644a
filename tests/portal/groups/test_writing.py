"""A message to a group: each gets it by the way they chose, and whoever wrote it learns no more than that."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from portal.drafts.services import kept
from portal.groups.models import Paper
from portal.groups.services import leave, let_papers_of_messages_go
from portal.groups.services.papers import MOST_WITH_IT
from portal.members.models import About, Channel, ChannelChoice
from portal.members.services import take_a_break
from portal.notices import services as notices
from portal.notices.models import Notice
from tests.factories.groups import group as make_group, seat
from tests.factories.notices import a_while_later
from tests.factories.people import UserFactory
from tests.portal.members.door import words

pytestmark = [pytest.mark.both, pytest.mark.django_db]
NOT_SAID = ("By e-mail", "Phone call", "passed on", "passes it on", "Goes out by itself", "their space")


@pytest.fixture
def george(db):
    """He has no e-mail: one of us rings him."""
    person = UserFactory(known_as="George", email="")
    About.objects.create(person=person, phone="01632 960 101")
    ChannelChoice.objects.create(person=person, channel=Channel.objects.get(name="Phone call"), rank=1)
    return person


@pytest.fixture
def group(people, george):
    """Mina looks after it; Olu and George are in it. Wes was asked, Sol has left."""
    made = make_group(people["member"], people["outsider"], george)
    seat(made, people["writer"], "asked")
    seat(made, people["superuser"], "left")
    return made


def send(client, group, do="send", **given):
    url = reverse("portal:groups:write", args=[group.pk])
    return client.post(url, {"key": uuid4(), "words": "Bring your bus pass.", "do": do} | given)


def take_back(client, page):
    return client.post(f"{page}take-back/", {"key": uuid4()}, follow=True)


def five_minutes_later():
    Notice.objects.update(made_at=timezone.now() - timedelta(minutes=6))


# --- Who gets it ------------------------------------------------------------------------------------------------------
def test_any_member_writes_to_the_others_in_it_and_to_nobody_else(client_of, people, group, george):
    page = send(client_of("outsider"), group)["Location"]
    assert {notice.person for notice in Notice.objects.all()} == {people["member"], george}
    assert "Your message goes to 2 people." in words(client_of("outsider").get(page))
    notices.send_due()
    assert mail.outbox == [], "a slip can be taken back for five minutes"
    a_while_later()
    assert [message.to for message in mail.outbox] == [[people["member"].email]]
    assert all(said in mail.outbox[0].body for said in ("Bus fares", "Bring your bus pass.", "Olu"))
    calls = words(client_of("coordinator").get(reverse("portal:notices:by-hand")))
    assert all(said in calls for said in ("George", "01632 960 101", "Bus fares", "Bring your bus pass.", "Olu"))


def test_a_coordinator_who_is_not_in_it_writes_to_all_of_them(client_of, people, group, george):
    send(client_of("coordinator"), group)
    told = {notice.person for notice in Notice.objects.all()}
    assert told == {people["member"], people["outsider"], george}


def test_a_member_sees_who_gets_it_and_not_how(client_of, group):
    page = words(send(client_of("member"), group, do="check"))
    assert "<bdi>George</bdi>, <bdi>Olu</bdi>" in page
    assert not [said for said in NOT_SAID if said in page]
    assert Notice.objects.count() == 0


def test_a_coordinator_sees_how_each_gets_it(client_of, group):
    page = words(send(client_of("coordinator"), group, do="check"))
    assert "By one of us (Phone call)</span>: <bdi>George</bdi>" in page


def test_the_page_of_its_people_leads_there_and_back(client_of, group):
    client = client_of("outsider")
    page, people, form = (reverse(f"portal:groups:{name}", args=[group.pk]) for name in ("group", "people", "write"))
    assert f'href="{form}"' in words(client.get(people))
    written = words(client.get(send(client, group)["Location"]))
    assert written.count(f'href="{page}"') == 2
    assert "“Bus fares”: a message from Olu" in words(client.get(form)), "what was written lately"


def test_with_nobody_else_in_it_there_is_no_form(client_of, people):
    alone = make_group(people["member"], name="Alone")
    client = client_of("member")
    assert "<textarea" not in words(client.get(reverse("portal:groups:write", args=[alone.pk])))
    response = send(client, alone)
    assert (response.status_code, Notice.objects.count()) == (409, 0)


def test_nobody_writes_to_a_group_that_has_finished(client_of, people, group):
    group.finished_at = timezone.now()
    group.save()
    assert send(client_of("member"), group).status_code == 403
    assert "Write to the group" not in words(client_of("member").get(reverse("portal:groups:people", args=[group.pk])))


def test_words_that_were_not_sent_wait_in_the_form(client_of, people, group):
    client = client_of("outsider")
    send(client, group, do="check")
    assert "to a group" in words(client.get(reverse("portal:home")))
    form = client.get(reverse("portal:groups:write", args=[group.pk])).context["form"]
    assert form["words"].value() == "Bring your bus pass."


# --- What whoever wrote it learns -------------------------------------------------------------------------------------
def test_a_member_reads_only_whether_it_has_gone_out(client_of, people, group, george):
    """Whatever became of it for one or the other, the page is the same."""
    client = client_of("outsider")
    page = send(client, group)["Location"]
    client.get(page)
    first = words(client.get(page))
    assert "<bdi>George</bdi>, <bdi>Mina</bdi>" in first
    assert not [said for said in NOT_SAID if said in first]
    pages = set()
    for state in Notice.State.values:
        Notice.objects.filter(person=george).update(state=state, seen_at=timezone.now())
        pages.add(without_keys(words(client.get(page))))
    assert pages == {without_keys(first)}
    five_minutes_later()
    later = words(client.get(page))
    assert "It has gone out." in later
    assert "Take it back" not in later


def without_keys(page):
    return "".join(part for part in page.split("\n") if 'name="key"' not in part)


def test_a_coordinator_reads_what_became_of_it_for_each(client_of, group):
    client = client_of("coordinator")
    page = words(client.get(send(client, group)["Location"]))
    assert "Somebody passes it on</dt><dd><bdi>George</bdi>" in page
    assert reverse("portal:notices:by-hand") in page


def test_nobody_else_opens_it_or_takes_it_back(client_of, group):
    page = send(client_of("outsider"), group)["Location"]
    for who in ("member", "coordinator", "superuser"):
        assert client_of(who).get(page).status_code == 404
        assert client_of(who).post(f"{page}take-back/", {"key": uuid4()}).status_code == 404
    assert Notice.objects.count() == 2


def test_whoever_wrote_it_cannot_try_whether_it_waits_to_be_passed_on(client_of, group, george):
    client = client_of("outsider")
    send(client, group)
    number = Notice.objects.get(person=george).pk
    for name in ("pass-on", "tried", "let-it-be", "put-back"):
        url = reverse(f"portal:notices:{name}", args=[number])
        assert client.post(url, {"key": uuid4()}).status_code == 404


def test_when_words_are_too_old_to_be_kept_nothing_says_who_never_heard_them(client_of, group):
    client = client_of("outsider")
    page = send(client, group)["Location"]
    Notice.objects.update(made_at=timezone.now() - timedelta(days=91))
    assert client.get(page).status_code == 404
    form = words(client.get(reverse("portal:groups:write", args=[group.pk])))
    assert "What you wrote lately" not in form


@pytest.mark.parametrize("many", [1, 12])
def test_a_message_to_many_costs_what_one_to_one_does(many, client_of, people, django_assert_num_queries):
    group = make_group(people["outsider"], *UserFactory.create_batch(many))
    client = client_of("outsider")
    page = send(client, group)["Location"]
    client.get(page)
    with django_assert_num_queries(5):
        client.get(page)
    with django_assert_num_queries(27):
        send(client, group, do="check")


# --- Taking it back ---------------------------------------------------------------------------------------------------
def test_a_slip_is_taken_back_and_its_words_wait_in_the_form_of_the_group(client_of, group):
    client = client_of("outsider")
    response = take_back(client, send(client, group)["Location"])
    assert response.request["PATH_INFO"] == reverse("portal:groups:write", args=[group.pk])
    assert response.context["form"]["words"].value() == "Bring your bus pass."
    assert "Your words are here again." in words(response)
    assert Notice.objects.count() == 0
    a_while_later()
    assert mail.outbox == []


def test_taken_back_says_nothing_of_who_has_it(client_of, people, group, george):
    """One of us rang George at once. What Olu reads is the same, and there is no page left that would tell."""
    client = client_of("outsider")
    page = send(client, group)["Location"]
    notices.pass_on(notice=Notice.objects.get(person=george), by=people["coordinator"])
    said = words(take_back(client, page))
    assert "You took it back. Only who was rung in the meantime has it." in said
    assert "George" not in said
    assert "1 person" not in said
    assert client.get(page).status_code == 404
    assert Notice.objects.get().person == george, "whoever has it keeps it"


def test_after_five_minutes_a_member_takes_nothing_back(client_of, group):
    """Though George has not been rung yet: that it can still be taken back would say so."""
    client = client_of("outsider")
    page = send(client, group)["Location"]
    five_minutes_later()
    assert "It has gone out, so it cannot be taken back." in words(take_back(client, page))
    assert Notice.objects.count() == 2


def test_a_coordinator_takes_it_back_from_whoever_it_has_not_reached(client_of, group, george):
    client = client_of("coordinator")
    page = send(client, group)["Location"]
    a_while_later()
    five_minutes_later()
    response = take_back(client, page)
    assert "1 person does not get it." in words(response)
    assert "2 people have it already." in words(response)
    assert response.context["form"]["words"].value() == "Bring your bus pass."
    assert not Notice.objects.filter(person=george).exists()


def test_whoever_has_left_the_group_still_takes_back_what_they_wrote(client_of, people, group):
    client = client_of("outsider")
    page = send(client, group)["Location"]
    leave(group=group, by=people["outsider"])
    response = take_back(client, page)
    assert response.status_code == 200
    assert "Your words are here again." not in words(response), "there is no form for them any more"
    assert kept(person=people["outsider"], about=f"group-note:{group.pk}") is None
    assert Notice.objects.count() == 0


def test_whoever_takes_a_break_finds_it_in_their_space_alone(client_of, people, group):
    take_a_break(person=people["member"], by=people["member"])
    page = send(client_of("outsider"), group)["Location"]
    assert Notice.objects.get(person=people["member"]).state == Notice.State.HERE
    assert "<bdi>George</bdi>, <bdi>Mina</bdi>" in words(client_of("outsider").get(page))


# --- Papers with it ---------------------------------------------------------------------------------------------------
PAPER = "The new timetablexq"


def with_paper(client, group, do="check", name="a.txt", content=b"The last bus goes at eight.", **given):
    return send(client, group, do=do, **{"title": PAPER, "file": SimpleUploadedFile(name, content)} | given)


def opened(client, paper) -> int:
    answer = client.get(paper.url)
    b"".join(answer)
    return answer.status_code


def test_a_paper_waits_with_the_words_goes_with_the_message_and_is_for_the_group_alone(client_of, people, group):
    client = client_of("outsider")
    page = words(with_paper(client, group))
    paper = Paper.objects.get()
    assert (PAPER in page, 'value="' + PAPER not in page) == (True, True)
    assert [opened(client_of(who), paper) for who in ("outsider", "member", "coordinator")] == [200, 404, 404]
    assert PAPER not in words(client_of("member").get(reverse("portal:groups:group", args=[group.pk])))
    client = client_of("outsider")
    with_paper(client, group)
    assert Paper.objects.count() == 1, "the same file, sent again with the page, is there once"
    written = words(client.get(send(client, group)["Location"]))
    assert "with a paper on the page of “Bus fares”" in written
    assert opened(client_of("member"), paper) == 200
    assert PAPER in words(client_of("member").get(reverse("portal:groups:group", args=[group.pk])))
    for who in ("coordinator", "writer", "superuser"):
        assert opened(client_of(who), paper) == 404, who
        assert PAPER not in words(client_of(who).get(reverse("portal:groups:group", args=[group.pk])))
    assert not Notice.objects.filter(words__contains=PAPER).exists()


def test_whoever_is_mailed_or_rung_hears_that_there_is_a_paper_and_where(client_of, people, group):
    with_paper(client_of("outsider"), group, do="send")
    a_while_later()
    said = "A message from Olu, with a paper on the page of “Bus fares”"
    assert said in mail.outbox[0].body
    assert reverse("portal:groups:group", args=[group.pk]) in mail.outbox[0].body
    assert said in words(client_of("coordinator").get(reverse("portal:notices:by-hand")))


def test_taken_back_the_paper_waits_in_the_form_again_and_nobody_else_reads_it(client_of, group):
    client = client_of("outsider")
    page = with_paper(client, group, do="send")["Location"]
    paper = Paper.objects.get()
    assert PAPER in words(take_back(client, page))
    assert opened(client_of("member"), paper) == 404
    client = client_of("outsider")
    client.post(reverse("portal:groups:take-paper-back", args=[paper.pk]), {"key": uuid4()})
    assert not Paper.objects.exists()
    assert "with a paper" not in words(client.get(send(client, group)["Location"]))


def test_what_is_no_paper_is_refused_with_a_sentence_and_the_words_stay(client_of, group):
    client = client_of("outsider")
    for given, said in (
        ({"name": "a.exe"}, "Bring your bus pass."),
        ({"title": ""}, "Say in a sentence what the paper is."),
        ({"file": ""}, "Choose the file, or empty the box above."),
    ):
        for do in ("check", "send"):
            page = words(with_paper(client, group, do=do, **given))
            assert said in page
            assert "Bring your bus pass." in page
    assert (Paper.objects.count(), Notice.objects.count()) == (0, 0)
    with_paper(client, group, words="")
    assert Paper.objects.count() == 1, "a file is sent once: it waits, though the words are missing"
    for n in range(MOST_WITH_IT - 1):
        with_paper(client, group, content=b"%d" % n)
    answer = with_paper(client, group, content=b"one more")
    assert (answer.status_code, Paper.objects.count()) == (409, MOST_WITH_IT)
    assert "There are 5 papers with this message already." in words(answer)


def test_a_coordinator_who_is_not_in_it_sends_words_alone(client_of, group):
    client = client_of("coordinator")
    assert 'type="file"' not in words(client.get(reverse("portal:groups:write", args=[group.pk])))
    with_paper(client, group, do="send")
    assert (Paper.objects.count(), Notice.objects.count()) == (0, 3)


def test_a_paper_goes_when_the_words_of_its_message_have_gone(client_of, group):
    with_paper(client_of("outsider"), group, do="send")
    paper = Paper.objects.get()
    Paper.objects.update(added_at=timezone.now() - timedelta(days=91))
    let_papers_of_messages_go()
    assert Paper.objects.exists(), "somebody has the message still"
    Notice.objects.all().delete()
    with_paper(client_of("outsider"), group, content=b"another")
    let_papers_of_messages_go()
    assert not Paper.objects.filter(pk=paper.pk).exists()
    assert Paper.objects.count() == 1, "this one was not sent yet"
