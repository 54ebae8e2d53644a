"""What a group decides together, card by card; how much say people have; catching up; and the group's contact sheet."""

import re
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import Locale

from home.models import GlossaryTerm, Rung, Stage
from portal.audit.models import Entry
from portal.drafts.models import Draft
from portal.groups import services
from portal.groups.models import Action, AgendaItem, Card, CardLine, Group, GroupSeat, Meeting, Minute
from portal.groups.models.cards import BEFORE_THE_TOP, POWER_AND_LIMITS, TO_BEGIN_WITH
from portal.groups.services.sides import count_sides
from portal.members import held, services as members
from portal.members.models import User
from portal.needs import needs_of
from portal.notices.models import Notice
from tests.factories.groups import card_line, group, in_days, meeting, seat
from tests.factories.people import UserFactory
from tests.factories.reading import locale
from tests.portal.members.door import words

pytestmark = [pytest.mark.both, pytest.mark.django_db]

BOXES = {"goal": {"who": "", "why": ""}, "scope": {"sort": "in", "why": ""}, "steps": {"sort": "to-come"}}


@pytest.fixture
def mina(people):
    return people["member"]


@pytest.fixture
def wes(people):
    return people["writer"]


@pytest.fixture
def buses(mina, wes):
    """Looked after by Mina; Wes is in it."""
    return group(mina, wes)


@pytest.fixture
def rungs(db):
    """A step in the middle of the ladder, and its top."""
    first = Locale.get_default()
    given = {"locale": first, "text": "Words."}
    plan = Rung.objects.create(title="Co-design", plain_name="We plan it together", order=6, **given)
    top = Rung.objects.create(title="Co-production", plain_name="We do it together", order=7, is_top=True, **given)
    return plan, top


def url(name, *given):
    return reverse(f"portal:groups:{name}", args=given)


def send(client, where, /, *given, **said):
    return client.post(url(where, *given), {"key": uuid4()} | said)


def page(client, name, *given) -> str:
    return words(client.get(url(name, *given)))


def write(made, card, text="Night buses", *, by=None, line=None, before=None, **said):
    said = {"words": text} | BOXES.get(card, {}) | said
    by = by or made.begun_by
    return services.write_line(group=made, card=Card(card), line=line, said=said, before=before or {}, by=by)


def as_opened(line, *boxes) -> dict:
    return {box: services.cards.as_text(getattr(line, box)) for box in boxes}


def again(made) -> Group:
    """As the next request finds it."""
    return Group.objects.get(pk=made.pk)


def verbs(made) -> list[str]:
    return list(Entry.objects.filter(subject=made.about).order_by("number").values_list("verb", flat=True))


# --- Writing ----------------------------------------------------------------------------------------------------------
def test_each_card_has_its_few_boxes_and_can_be_written(client_of, buses, rungs):
    """None is a form of 25 fields; what is asked for is filled in, and all of it stands on the card."""
    client = client_of("writer")
    typed = {
        "words": "Bread and roses",
        "why": "It is so",
        "what_we_do": "We ask around",
        "who": "The council",
        "carried_by": "Dev",
        "answered_by": "four weeks",
        "due_on": "2031-05-03",
        "link": "https://example.org/read",
        "rung": rungs[0].pk,
    }
    for card in Card:
        names = [box.name for box in card.sheet.boxes]
        assert 1 <= len(names) <= 5
        said = {name: typed[name] for name in names if name in typed}
        if card.sheet.sorts:
            said["sort"] = card.sheet.sorts.values[-1]
        answer = send(client, "write-card", buses.pk, card, "new", **said)
        assert answer.status_code == 302, card
        html = page(client, "card", buses.pk, card)
        for name in said.keys() - {"due_on", "rung", "sort", "link"}:
            assert typed[name] in html, (card, name)
    assert "3 May 2031" in page(client, "card", buses.pk, "steps")
    assert "We plan it together" in page(client, "card", buses.pk, "say")
    assert 'href="https://example.org/read"' in page(client, "card", buses.pk, "reading")
    assert buses.card_lines.count() == len(Card)


def test_whoever_is_in_the_group_may_write_and_the_trail_says_so(buses, wes):
    write(buses, "voices", what_we_do="We ask at the depot.", by=wes)
    entry = Entry.objects.get(subject=buses.about)
    assert (entry.verb, entry.by, entry.detail) == ("groups.card_written", wes, {"card": "voices"})
    write(buses, "voices", what_we_do="We ask at the depot.", line=buses.card_lines.get().pk, by=wes)
    assert len(verbs(buses)) == 1, "nothing was changed"


def test_what_is_out_of_scope_says_why(client_of, buses):
    client = client_of("writer")
    answer = send(client, "write-card", buses.pk, "scope", "new", words="Fares", sort="out", why=" ")
    assert "Please say why it is not about this." in words(answer)
    assert "Fares" in words(answer), "nothing typed is lost"
    with pytest.raises(services.NoReason):
        write(buses, "scope", "Fares", sort="out")
    with pytest.raises(IntegrityError), transaction.atomic():
        card_line(buses, "scope", sort="out")
    for sort in ("in", "unknown"):
        write(buses, "scope", sort, sort=sort)
    assert send(client, "write-card", buses.pk, "scope", "new", words="Fares", sort="out", why="The county").url
    assert [line.words for line in again(buses).outline["scope"]] == ["in", "Fares", "unknown"]


@pytest.mark.parametrize("link", ["javascript:alert(1)", "ftp://example.org/", "data:text/html,x", ""])
def test_only_an_address_of_the_web_is_read_first(client_of, buses, link):
    answer = send(client_of("writer"), "write-card", buses.pk, "reading", "new", words="Read", link=link)
    assert answer.status_code == 200
    assert not buses.card_lines.exists()


def test_an_empty_line_says_what_to_do(client_of, buses):
    client = client_of("writer")
    for card, said in (
        ("voices", {"words": "  "}),
        ("goal", {}),
        ("kind", {}),
        ("say", {}),
        ("rights", {"words": "x"}),
    ):
        answer = send(client, "write-card", buses.pk, card, "new", **said)
        assert answer.status_code == 200, card
        assert "Error:" in words(answer), card
    with pytest.raises(services.NothingThere):
        write(buses, "voices", "", what_we_do="")
    assert not buses.card_lines.exists()


def test_what_is_typed_and_not_sent_waits(client_of, buses, wes):
    client, key = client_of("writer"), uuid4()
    about = f"card:{buses.pk}-voices-new"
    answer = client.post(reverse("portal:drafts:keep", args=[about]), {"words": "Night workers", "key": key})
    assert answer.status_code == 200
    assert [need.url for need in needs_of(wes)] == [url("write-card", buses.pk, "voices", "new")]
    assert "Night workers" in page(client, "write-card", buses.pk, "voices", "new")
    send(client, "write-card", buses.pk, "voices", "new", words="Night workers", what_we_do="", key=key)
    assert not Draft.objects.exists()
    for nowhere in ("", "-voices", "-voices-x", "-nothing-new"):
        odd = reverse("portal:drafts:keep", args=[f"card:{buses.pk}{nowhere}"])
        assert client.post(odd, {"words": "x", "key": uuid4()}).status_code == 404, "no form is there to go on with"
    outside = client_of("outsider").post(reverse("portal:drafts:keep", args=[about]), {"words": "x", "key": uuid4()})
    assert outside.status_code == 404


def test_pressing_twice_writes_once(client_of, buses):
    client, key = client_of("writer"), uuid4()
    for _press in range(2):
        assert send(client, "write-card", buses.pk, "voices", "new", words="Nurses", key=key).status_code == 302
    assert buses.card_lines.count() == 1


def test_a_finished_group_is_read_and_not_written(client_of, buses):
    line = write(buses, "voices", what_we_do="").line
    type(buses).objects.filter(pk=buses.pk).update(finished_at=timezone.now())
    client = client_of("writer")
    html = page(client, "card", buses.pk, "voices")
    assert "Night buses" in html
    assert "Take it out" not in html
    assert send(client, "write-card", buses.pk, "voices", "new", words="x").status_code == 403
    assert send(client, "take-line-out", line.pk).status_code == 403
    with pytest.raises(services.Finished):
        write(buses, "voices", what_we_do="")


def test_steps_can_be_put_in_another_order(client_of, buses):
    lines = [write(buses, "steps", text, due_on=None).line for text in ("Ask", "Write", "Try")]
    client = client_of("writer")
    send(client, "line-up", lines[2].pk)
    send(client, "line-down", lines[0].pk)
    send(client, "line-up", lines[2].pk)
    assert [line.words for line in again(buses).outline["steps"]] == ["Try", "Ask", "Write"]
    send(client, "line-up", lines[2].pk)
    assert [line.order for line in buses.card_lines.all()] == [1, 2, 3]


# --- Two who write at once --------------------------------------------------------------------------------------------
def test_two_who_change_different_places_are_both_kept(buses, mina, wes):
    line = write(buses, "goal", "People get home safely. Nobody walks alone.").line
    opened = as_opened(line, "words", "who", "why")
    text = "Everybody gets home safely. Nobody walks alone."
    write(buses, "goal", text, line=line.pk, before=opened, by=mina)
    text = "People get home safely. Nobody walks home alone."
    written = write(buses, "goal", text, line=line.pk, before=opened, by=wes)
    line.refresh_from_db()
    assert (line.words, written.both) == ("Everybody gets home safely. Nobody walks home alone.", False)


def test_two_who_begin_the_same_card_are_both_kept(client_of, buses):
    client = client_of("writer")
    write(buses, "goal", "Buses until ten")
    answer = send(client, "write-card", buses.pk, "goal", "new", words="Safe ways home", who="", why="")
    assert buses.card_lines.get().words == "Buses until ten\n\nSafe ways home"
    assert "Both stand below" in words(client.get(answer.url))


def test_what_another_chose_meanwhile_is_said(client_of, buses):
    line = write(buses, "scope", "Taxis", why="").line
    opened = {f"before_{box}": text for box, text in as_opened(line, "words", "sort", "why").items()}
    CardLine.objects.filter(pk=line.pk).update(sort="unknown")
    said = {"words": "Taxis", "sort": "out", "why": "No money"}
    client = client_of("writer")
    answer = send(client, "write-card", buses.pk, "scope", line.pk, **said, **opened)
    assert "somebody else wrote “We do not know yet”" in words(client.get(answer.url))
    line.refresh_from_db()
    assert line.sort == "out"


def test_a_line_that_was_taken_out_meanwhile_comes_back_with_what_was_typed(client_of, buses):
    line = write(buses, "voices", what_we_do="").line
    client = client_of("writer")
    opened = {f"before_{box}": text for box, text in as_opened(line, "words", "what_we_do").items()}
    for _again in range(2):
        services.take_line_out(line=line, by=buses.begun_by)
    assert client.get(url("write-card", buses.pk, "voices", line.pk)).status_code == 200
    answer = send(client, "write-card", buses.pk, "voices", line.pk, words="Nurses", **opened)
    assert "Yours stands here again." in words(client.get(answer.url))
    assert buses.card_lines.standing().get().words == "Nurses"
    assert verbs(buses) == ["groups.card_written", "groups.line_taken_out", "groups.card_written"]


def test_what_was_taken_out_can_be_put_back(client_of, buses):
    line = write(buses, "goal", "Home by ten").line
    client = client_of("writer")
    send(client, "take-line-out", line.pk)
    assert "Home by ten" not in page(client, "group", buses.pk)
    assert "Home by ten" in page(client, "card", buses.pk, "goal")
    for _press in range(2):
        send(client, "put-line-back", line.pk)
    assert "Home by ten" in page(client, "group", buses.pk)
    send(client, "take-line-out", line.pk)
    other = write(buses, "goal", "Home by nine").line
    answer = send(client, "put-line-back", line.pk)
    assert "Something else stands there by now." in words(client.get(answer.url))
    services.write_line(
        group=buses,
        card=Card.GOAL,
        line=line.pk,
        said={"words": "Home by ten, please"},
        before={"words": "Home by ten"},
        by=buses.begun_by,
    )
    assert buses.card_lines.standing().get() == other
    other.refresh_from_db()
    assert other.words == "Home by nine\n\nHome by ten, please", "nothing is lost"


def test_a_line_of_another_group_is_not_reached_through_ones_own(client_of, buses):
    other = card_line(group(UserFactory()), "voices", "Secret")
    client = client_of("writer")
    assert client.get(url("write-card", buses.pk, "voices", other.pk)).status_code == 404
    assert send(client, "write-card", buses.pk, "voices", other.pk, words="Mine").status_code == 404
    other.refresh_from_db()
    assert (other.words, buses.card_lines.exists()) == ("Secret", False)


def test_a_reason_that_another_emptied_meanwhile_is_asked_for(buses):
    line = write(buses, "scope", "Fares", why="The county").line
    opened = as_opened(line, "words", "sort", "why")
    CardLine.objects.filter(pk=line.pk).update(why="")
    with pytest.raises(services.NoReason):
        write(buses, "scope", "Fares", sort="out", why="The county", line=line.pk, before=opened)


# --- How much say people have -----------------------------------------------------------------------------------------
def say(made, rung, *, by=None, stage=None, why="", **given):
    said = {"stage": stage, "rung": rung, "why": why}
    by = by or made.begun_by
    return services.write_line(group=made, card=Card.SAY, said=said, before=given.pop("before", {}), by=by, **given)


FILLED = {"scope": {"sort": "in"}, "balance": {}, "rights": {"sort": "we"}, "offer": {}}


@pytest.mark.parametrize("missing", ["", *FILLED])
def test_the_top_is_chosen_only_when_four_cards_are_filled_in(buses, rungs, missing):
    for card, given in FILLED.items():
        if card != missing:
            card_line(buses, card, **given)
    if missing:
        with pytest.raises(services.NotYet) as refused:
            say(buses, rungs[1])
        assert str(Card(missing).label) in str(refused.value)
        assert [card.value for card in refused.value.missing] == [missing]
        assert not buses.card_lines.filter(card="say").exists()
        say(buses, rungs[0])
    else:
        say(buses, rungs[1])
    assert buses.card_lines.filter(card="say").count() == 1


def test_what_is_not_in_scope_does_not_say_what_the_work_is_about(buses, rungs):
    for card, given in (FILLED | {"scope": {"sort": "unknown"}}).items():
        card_line(buses, card, **given)
    with pytest.raises(services.NotYet):
        say(buses, rungs[1])


def test_numbers_count_for_the_balance_only_where_everybody_sees_them(buses):
    """A hint at numbers that nobody is shown would say how somebody is here."""
    for card in ("scope", "rights", "offer"):
        card_line(buses, card, **FILLED[card])
    for many in (1, 4):
        for _n in range(many):
            seat(buses, UserFactory(), side="lived")
            seat(buses, UserFactory(), side="staff")
        count_sides(buses)
        assert services.missing_before_the_top(again(buses)) == ([] if many == 4 else [Card.BALANCE])


def test_the_page_says_what_is_missing_before_and_after_pressing(client_of, buses, rungs):
    client = client_of("writer")
    html = page(client, "write-card", buses.pk, "say", "new")
    for card in BEFORE_THE_TOP:
        assert url("card", buses.pk, card) in html
    answer = send(client, "write-card", buses.pk, "say", "new", rung=rungs[1].pk, why="We share it all")
    assert answer.status_code == 409
    assert "when these cards are filled in" in words(answer)
    assert "We share it all" in words(answer)


def test_a_change_is_in_the_trail_and_told_to_the_group(buses, rungs, mina, wes):
    stage = Stage.objects.create(title="Planning", summary="Words", locale=Locale.get_default())
    asked = UserFactory()
    seat(buses, asked, "asked")
    line = say(buses, rungs[0], by=mina, stage=stage, why="They have the last word").line
    notice = Notice.objects.get(person=wes)
    for told in ("Planning: We plan it together. Before: nothing was said.", "Why: They have the last word"):
        assert told in notice.words
    assert notice.path == url("card", buses.pk, "say")
    assert not Notice.objects.filter(person__in=[mina, asked]).exists()
    for card, given in FILLED.items():
        card_line(buses, card, **given)
    opened = {"rung": str(rungs[0].pk), "why": line.why}
    said = {"rung": rungs[1], "why": line.why}
    services.write_line(group=buses, card=Card.SAY, line=line.pk, said=said, before=opened, by=wes)
    assert "We do it together. Before: We plan it together." in Notice.objects.get(person=mina).words
    services.write_line(group=buses, card=Card.SAY, line=line.pk, said=said | {"why": "New"}, before=opened, by=wes)
    changes = Entry.objects.filter(verb="groups.say_changed").order_by("number")
    assert [one.detail for one in changes] == [
        {"rung": rungs[0].pk, "before": None, "stage": stage.pk},
        {"rung": rungs[1].pk, "before": rungs[0].pk, "stage": stage.pk},
    ]
    services.take_line_out(line=line, by=mina)
    assert "nothing is said" in Notice.objects.get(person=wes).words, "what was told before is not so any more"
    buses.card_lines.filter(card="offer").delete()
    with pytest.raises(services.NotYet):
        services.put_line_back(line=line, by=wes)
    card_line(buses, "offer")
    services.put_line_back(line=line, by=wes)
    assert "We do it together. Before: nothing was said." in Notice.objects.get(person=mina).words


def test_each_part_of_the_work_has_one_step(buses, rungs, mina, wes):
    stage = Stage.objects.create(title="Planning", summary="Words", locale=Locale.get_default())
    first = say(buses, rungs[0], stage=stage, by=mina)
    again = say(buses, rungs[0], stage=stage, by=wes, why="We said so")
    say(buses, rungs[0], why="Of all")
    assert first.line.pk == again.line.pk
    assert buses.card_lines.count() == 2
    with pytest.raises(IntegrityError), transaction.atomic():
        card_line(buses, "say", "", rung=rungs[0])


def test_steps_of_the_ladder_that_may_not_be_used_are_not_offered(client_of, buses, rungs):
    Rung.objects.filter(pk=rungs[0].pk).update(can_be_used=False)
    html = page(client_of("writer"), "write-card", buses.pk, "say", "new")
    assert rungs[0].plain_name not in html
    assert rungs[1].plain_name in html


def test_the_ladder_is_read_in_ones_own_language(client_of, buses, rungs):
    welsh = rungs[0].copy_for_translation(locale("cy"))
    welsh.plain_name = "Cynllunio gyda’n gilydd"
    welsh.save()
    say(buses, rungs[0])
    client, line = client_of("writer"), buses.card_lines.get()
    assert "We plan it together" in page(client, "card", buses.pk, "say")
    said = {"rung": welsh.pk, "before_rung": str(rungs[0].pk), "why": "Felly"}
    with translation.override("cy"):
        assert "Cynllunio gyda’n gilydd" in page(client, "card", buses.pk, "say")
        form = page(client, "write-card", buses.pk, "say", line.pk)
        assert re.search(f'value="{welsh.pk}"[^>]*checked', form)
        assert send(client, "write-card", buses.pk, "say", line.pk, **said).status_code == 302
    line.refresh_from_db()
    assert (line.rung, line.why) == (rungs[0], "Felly")


# --- The page of the group, agendas and invitations -------------------------------------------------------------------
def test_the_list_says_what_is_in_words_and_what_is_not_and_asks_for_nothing(client_of, buses, wes):
    """Each card stands in one of its two parts; what the group wants to reach stands on its page, too."""
    assert sorted(TO_BEGIN_WITH + POWER_AND_LIMITS) == sorted(Card)
    client = client_of("writer")
    write(buses, "goal", "Home by ten")
    write(buses, "limits", "Money", who="", sort="unknown", what_we_do="")
    AgendaItem.objects.create(group=buses, what="Benches", parked_why="No time", parked_by=wes)
    assert "Home by ten" in page(client, "group", buses.pk)
    to_begin_with, _heading, power = page(client, "cards", buses.pk).partition("Power and limits")
    assert (to_begin_with.count("In words"), to_begin_with.count("Not yet in words")) == (1, 8)
    assert "Home by ten" in to_begin_with
    assert "Not agreed yet" in to_begin_with, "how they work together"
    assert (power.count("In words"), power.count("Not yet in words")) == (1, 3)
    assert "Benches: No time" in power
    assert "Put it on the agenda" not in to_begin_with + power, "there is no meeting"
    meeting(buses)
    assert page(client, "cards", buses.pk).count("Put it on the agenda") == 11
    Group.objects.update(finished_at=timezone.now())
    assert "Put it on the agenda" not in page(client, "cards", buses.pk)


def test_who_is_asked_reads_goal_and_scope_and_no_more(client_of, buses, people):
    seat(buses, people["outsider"], "asked", asked_by=buses.begun_by)
    write(buses, "goal", "Home by ten")
    write(buses, "steps", "Ask around", due_on=None)
    write(buses, "scope", "Fares", sort="out", why="The county decides")
    write(buses, "voices", what_we_do="")
    for who in ("outsider", "coordinator"):
        html = page(client_of(who), "group", buses.pk)
        assert "Home by ten" in html
        assert "The county decides" in html
        for hidden in ("Ask around", "Night buses", "Things to decide together", "What has happened so far"):
            assert hidden not in html, (who, hidden)


def test_an_invitation_says_what_it_is_about(buses):
    write(buses, "goal", "Home by ten")
    write(buses, "scope", "Lifts", sort="in")
    write(buses, "scope", "Fares", sort="out", why="The county decides")
    write(buses, "voices", what_we_do="")
    asked = UserFactory()
    services.ask(group=buses, people=User.objects.filter(pk=asked.pk), by=buses.begun_by)
    told = Notice.objects.get(person=asked).words
    for words_ in ("reach: Home by ten", "It is about: Lifts", "It is not about: Fares (The county decides)"):
        assert words_ in told
    assert "Night buses" not in told


def test_a_card_is_brought_to_the_next_meeting_once(client_of, buses, wes):
    meeting(buses, days=20)
    soon = meeting(buses, days=3)
    meeting(buses, days=1, called_off_at=timezone.now())
    client = client_of("writer")
    for _press in range(2):
        answer = send(client, "bring-card", buses.pk, "offer")
        assert answer.url == url("meeting", soon.pk)
    item = AgendaItem.objects.get()
    assert (item.meeting, item.card, item.raised_by, item.what) == (soon, "offer", wes, Card.OFFER.label)
    assert "It is on the agenda of the next meeting." in page(client, "card", buses.pk, "offer")
    assert url("card", buses.pk, "offer") in page(client, "meeting", soon.pk)
    Meeting.objects.filter(pk=soon.pk).update(starts_at=in_days(0))
    assert url("card", buses.pk, "offer") in page(client, "write-item", soon.pk, item.pk)


def test_without_a_meeting_to_come_nothing_is_brought(client_of, buses):
    client = client_of("writer")
    answer = send(client, "bring-card", buses.pk, "offer")
    assert "There is no meeting to come." in words(client.get(answer.url))
    with pytest.raises(services.NoMeeting):
        services.bring_card(group=buses, card=Card.OFFER, by=buses.begun_by)


def test_the_agenda_says_what_it_is_about_and_asks_whose_voices_are_missing(client_of, buses):
    write(buses, "goal", "Home by ten")
    one = meeting(buses)
    html = page(client_of("writer"), "meeting", one.pk)
    assert html.index('id="agenda"') < html.index("Home by ten") < html.index("It begins empty")
    assert "whose voices are missing?" in html
    assert "whose voices" not in page(client_of("coordinator"), "meeting", one.pk)


# --- Catching up, and the contact sheet -------------------------------------------------------------------------------
def approved(made, decided, days=-9) -> Minute:
    one = meeting(made, days=days, approved_at=timezone.now())
    item = AgendaItem.objects.create(group=made, meeting=one, what=f"About {decided}")
    return Minute.objects.create(meeting=one, item=item, decided=decided)


def test_whoever_comes_late_finds_all_of_it_on_one_page(client_of, buses, wes):
    write(buses, "goal", "A place on the panel")
    write(buses, "steps", "Ask around", due_on=date(2031, 5, 3))
    write(buses, "reading", "A report", link="https://example.org/report")
    approved(buses, "We write to them")
    draft = approved(buses, "Not approved")
    Meeting.objects.filter(pk=draft.meeting_id).update(approved_at=None)
    Action.objects.create(group=buses, what="Write the letter", owner=wes)
    meeting(buses, days=5, place="Library")
    GlossaryTerm.objects.create(term="panel", meaning="People who choose", locale=Locale.get_default())
    html = page(client_of("writer"), "catch-up", buses.pk)
    for text in (
        buses.question,
        "A place on the panel",
        "Ask around",
        "3 May 2031",
        "We write to them",
        "Write the letter",
        "Library",
        "https://example.org/report",
        "People who choose",
        str(wes),
    ):
        assert text in html
    assert "Not approved" not in html


def test_the_way_to_catch_up_is_there_for_whoever_is_new_or_has_not_looked(client_of, buses, wes):
    client, way = client_of("writer"), "New here?"
    assert way not in page(client, "group", buses.pk), "nothing has happened yet"
    write(buses, "goal", "Home by ten")
    long_ago = timezone.now() - timedelta(days=61)
    GroupSeat.objects.filter(person=wes).update(since=long_ago)
    assert way in page(client, "group", buses.pk)
    client.get(url("catch-up", buses.pk))
    assert way not in page(client, "group", buses.pk)
    GroupSeat.objects.filter(person=wes).update(since=long_ago + timedelta(days=2))
    assert way in page(client, "group", buses.pk)
    GroupSeat.objects.filter(person=wes).update(since=long_ago)
    services.answer(group=buses, person=wes, by=wes)
    assert way not in page(client, "group", buses.pk), "whoever says something about themselves is not new again"
    assert way not in page(client_of("member"), "group", buses.pk), "nor whoever began it"


def test_a_stale_way_in_to_a_card_of_one_line_changes_that_line(client_of, buses, wes):
    write(buses, "goal", "Home by ten")
    boxes = {"words": "Home by nine", "before_words": "Home by ten", "who": "", "before_who": ""}
    send(client_of("writer"), "write-card", buses.pk, "goal", "new", **boxes)
    assert again(buses).cards["goal"][0].words == "Home by nine"


def test_an_item_about_a_card_is_called_in_the_language_of_whoever_reads(buses, wes):
    meeting(buses)
    brought = services.bring_card(group=buses, card=Card.VOICES, by=wes)
    with translation.override("cy"):
        assert brought.called == str(Card.VOICES.label) != brought.what


def test_the_contact_sheet_of_a_group_holds_what_its_people_let_members_have(client_of, buses, mina, wes, people):
    outside = people["outsider"]
    for number, one in enumerate((mina, wes, outside)):
        members.be_found(person=one, by=one, in_directory=True)
        reaching = members.Reaching(phone=f"01632 96000{number}")
        members.say_how_to_reach(person=one, by=one, reaching=reaching, choices={})
        if one != wes:
            members.share(person=one, by=one, whats={"phone"})
    html = page(client_of("writer"), "contact-sheet", buses.pk)
    assert "01632 960000" in html
    assert "01632 960001" not in html, "he let nobody have it"
    assert "01632 960002" not in html, "not in the group"
    assert url("contact-sheet", buses.pk) in page(client_of("writer"), "people", buses.pk)


# --- What is kept, and what it costs ----------------------------------------------------------------------------------
def test_a_copy_holds_what_somebody_wrote(buses, wes):
    write(buses, "voices", "People who work at night", what_we_do="", by=wes)
    assert "People who work at night" in str(held.copy_of(wes))


@pytest.mark.parametrize("many", [1, 30])
@pytest.mark.parametrize(
    ("name", "cost"),
    [("card", 11), ("cards", 10), ("write-card", 12), ("group", 15), ("meeting", 20), ("catch-up", 13)],
)
def test_pages_cost_the_same_for_one_line_and_thirty(
    client_of, buses, wes, rungs, many, name, cost, django_assert_num_queries
):
    one = meeting(buses, days=-1, approved_at=timezone.now())
    for number in range(many):
        for card in ("steps", "voices", "reading", "rights"):
            card_line(buses, card, f"Line {number}", order=number)
        card_line(buses, "scope", f"Line {number}", sort="in", order=number)
        stage = Stage.objects.create(title=f"Part {number}", summary="Words", locale=Locale.get_default())
        card_line(buses, "say", "", rung=rungs[0], stage=stage)
        item = AgendaItem.objects.create(group=buses, meeting=one, what="x", card="voices")
        Minute.objects.create(meeting=one, item=item, decided="We do")
    given = {"card": ["say"], "write-card": ["say", "new"]}.get(name, [])
    where = url(name, one.pk if name == "meeting" else buses.pk, *given)
    client = client_of("writer")
    client.get(where)
    with django_assert_num_queries(cost):
        client.get(where)
