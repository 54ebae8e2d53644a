"""The agenda: it begins empty, everybody brings to it, and nobody takes away what another brought."""

import json
from uuid import uuid4

import pytest
from django.apps import apps
from django.utils import timezone

from portal.audit.models import Entry
from portal.drafts.models import Draft, Sent
from portal.groups import services
from portal.groups.models import AgendaItem, Decision, ViewHeard, Vote
from portal.groups.services import AgendaClosed, TalkedAbout
from portal.groups.services.agenda import HasBegun, OthersSaidSomething, SavedAlready
from portal.members.standing import COORDINATORS
from portal.notices.models import Notice
from tests.at_once import came_to
from tests.effort import RACES
from tests.factories.groups import group, meeting
from tests.factories.people import UserFactory
from tests.portal.groups.working import (
    LIVED,
    STAFF,
    again,
    around,
    item,
    on,
    page,
    send,
    shown,
    signed_in,
    url,
    verbs,
    works,
    write,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def ann(db):
    return UserFactory(known_as="Ann")


@pytest.fixture
def ben(db):
    return UserFactory(known_as="Ben")


@pytest.fixture
def made(ann, ben):
    return group(ann, ben)


@pytest.fixture
def next_week(made):
    return meeting(made)


def bring(client, person, there, what="The last bus", who="me", **given):
    return send(client, person, "add-item", there.pk, what=what, why="talk", who=who, **given)


def on_it(there) -> list[str]:
    return [one.what for one in again(there).items.all()]


# --- What people bring ------------------------------------------------------------------------------------------------
def test_it_begins_empty(client, made, next_week, ann):
    assert next_week.items.count() == 0
    assert "Nothing is on it yet. It begins empty" in page(client, ann, "meeting", next_week.pk)


def test_whoever_is_in_the_group_brings_something(client, next_week, ben, ann):
    answer = bring(client, ben, next_week, minutes="20", content_note="Somebody died.")
    assert answer.url == url("meeting", next_week.pk)
    one = next_week.items.get()
    assert (one.what, one.why, one.minutes, one.content_note, one.raised_by) == (
        "The last bus",
        "talk",
        20,
        "Somebody died.",
        ben,
    )
    text = page(client, ann, "meeting", next_week.pk)
    for part in ("The last bus", "To talk about it", "20 minutes", "brought by <bdi>Ben</bdi>", "Somebody died."):
        assert part in text
    entry = Entry.objects.get(verb="groups.item_added")
    assert (entry.by, entry.on_behalf_of) == (ben, None)


def test_somebody_phones_it_in(client, next_week, ann, ben):
    """To a coordinator, or to somebody in the group: it is theirs, and their trail says who wrote it down."""
    cora = UserFactory(groups=[COORDINATORS])
    for by in (cora, ann):
        bring(client, by, next_week, what=f"By {by.pk}", who=ben.pk)
    assert set(next_week.items.values_list("raised_by", flat=True)) == {ben.pk}
    said = Entry.objects.filter(verb="groups.item_added").values_list("by", "on_behalf_of", "concerns")
    assert list(said) == [(cora.pk, ben.pk, ben.pk), (ann.pk, ben.pk, ben.pk)]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"what": ""}, "Please fill this in."),
        ({"what": "x" * 201}, "200"),
        ({"minutes": "0"}, "1"),
        ({"minutes": "soon"}, "number"),
        ({"who": "999999"}, "Select"),
        ({"who": ""}, "choose"),
    ],
)
def test_bad_input_comes_back_with_a_sentence_and_all_that_was_typed(client, next_week, ben, wrong, sentence):
    typed = {"what": "The last bus", "why": "talk", "who": "me", "content_note": "Somebody died."} | wrong
    answer = send(client, ben, "add-item", next_week.pk, **typed)
    text = shown(answer)
    assert "error-summary" in text
    assert sentence in text
    assert "Somebody died." in text
    assert not AgendaItem.objects.exists()


def test_who_is_not_in_the_group_brings_nothing(client, next_week):
    assert bring(client, UserFactory(), next_week).status_code == 404
    asked = UserFactory()
    next_week.group.seats.create(person=asked, state="asked")
    assert bring(client, asked, next_week).status_code == 403
    assert not AgendaItem.objects.exists()


# --- Somebody who would rather not be named ---------------------------------------------------------------------------
def every_row() -> dict:
    """Everything in the database, by table and key."""
    found = {}
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy:
            for row in model._base_manager.values():
                found[model._meta.label, row[model._meta.pk.attname]] = row
    return found


def speaks_of(person, label, row) -> bool:
    """By a key to them, or by what they are called."""
    fields = apps.get_model(label)._meta.concrete_fields
    held = json.dumps(list(row.values()), default=str)
    by_name = any(name in held for name in (person.username, person.known_as, person.email))
    return by_name or person.pk in [row[field.attname] for field in fields if field.related_model is type(person)]


@pytest.mark.parametrize("by_phone", [False, True])
def test_of_an_unnamed_item_no_row_says_who_brought_it_or_wrote_it_down(client, next_week, ann, ben, by_phone):
    """Neither the item, nor the trail, nor a draft, nor the note that a form was sent, by which a time would tell."""
    person = UserFactory(groups=[COORDINATORS]) if by_phone else ben
    client = signed_in(client, person)
    client.get(url("add-item", next_week.pk))
    before = every_row()
    answer = client.post(
        url("add-item", next_week.pk), {"key": uuid4(), "what": "Rude drivers", "why": "talk", "who": "unnamed"}
    )
    assert answer.status_code == 302
    new = {name: row for name, row in every_row().items() if before.get(name) != row}
    assert {label for label, _pk in new} - {"sessions.Session"} == {"groups.AgendaItem"}
    (one,) = [row for (label, _pk), row in new.items() if label == "groups.AgendaItem"]
    assert one["raised_by_id"] is one["parked_by_id"] is None
    assert [name for name, row in new.items() if speaks_of(person, name[0], row)] == []
    assert not any(isinstance(value, type(timezone.now())) for value in one.values()), "nor when"
    assert not Sent.objects.exists()
    assert not Draft.objects.exists()
    text = page(client, ann, "meeting", next_week.pk)
    assert "Rude drivers" in text
    assert "brought by" not in text


def test_of_an_unnamed_view_no_row_says_who_wrote_it_down_and_twice_it_is_one(client, next_week, ann, ben):
    there = on(next_week.group, ann, ben)
    one = item(there)
    signed_in(client, ben).get(url("hear-view", there.pk, one.pk))
    before = every_row()
    for _press in range(2):
        client.post(url("hear-view", there.pk, one.pk), {"key": uuid4(), "words": "I feel unsafe"})
    new = {name: row for name, row in every_row().items() if before.get(name) != row}
    assert {label for label, _pk in new} - {"sessions.Session"} == {"groups.ViewHeard"}
    assert [name for name, row in new.items() if speaks_of(ben, name[0], row)] == []


def test_a_named_item_is_found_by_that_scan(client, next_week, ben):
    """So that the test above can fail."""
    before = every_row()
    bring(client, ben, next_week)
    new = {name: row for name, row in every_row().items() if before.get(name) != row}
    found = {label for (label, _pk), row in new.items() if speaks_of(ben, label, row)}
    assert {"groups.AgendaItem", "audit.Entry", "drafts.Sent"} <= found


def test_in_whose_name_something_is_brought_is_told_of_it_and_of_what_stays_among_them_without_words(
    client, next_week, ann, ben
):
    bring(client, ann, next_week, what="The last bus", who=ben.pk)
    bring(client, ann, next_week, what="What Sue said", who=ben.pk, confidential="on")
    bring(client, ann, next_week, what="Rude drivers", who="unnamed")
    bring(client, ann, next_week, what="Benches")
    assert set(AgendaItem.objects.values_list("what", "raised_by")) == {
        ("The last bus", ben.pk),
        ("What Sue said", ben.pk),
        ("Rude drivers", None),
        ("Benches", ann.pk),
    }
    told_ben = Notice.objects.filter(about__startswith="noted:").order_by("pk")
    assert [one.person for one in told_ben] == [ben, ben]
    assert [("The last bus" in one.words, "Sue" in one.words) for one in told_ben] == [(True, False), (False, False)]
    assert told_ben[0].state == "here", "one that has not reached them gives way to the next"


def test_pressed_twice_an_unnamed_item_is_one_and_others_are_their_own(client, next_week, ben):
    for _press in range(2):
        bring(client, ben, next_week, what="Rude drivers", who="unnamed")
    bring(client, ben, next_week, what="Rude drivers", who="unnamed", minutes="5")
    bring(client, ben, next_week, what="Rude drivers", who="me")
    assert list(next_week.items.values_list("raised_by", "minutes")) == [(None, None), (None, 5), (ben.pk, None)]


def test_what_somebody_types_to_bring_is_kept_nowhere(client, next_week, ben):
    """With their name it would be, and they may not want to be named."""
    answer = signed_in(client, ben).get(url("add-item", next_week.pk))
    assert "data-autosave-url" not in shown(answer)
    send(client, ben, "add-item", next_week.pk, what="Rude drivers", why="talk", who="")
    autosaved = client.post(f"/portal/drafts/item-new:{next_week.pk}/", {"what": "Rude drivers"})
    assert autosaved.status_code in (403, 404)
    assert not Draft.objects.exists()


def test_nobody_takes_an_unnamed_item_back(client, next_week, ben):
    bring(client, ben, next_week, who="unnamed")
    one = next_week.items.get()
    assert send(client, ben, "take-item-back", one.pk).status_code == 403
    assert "Take it back" not in page(client, ben, "meeting", next_week.pk)


# --- What somebody says of it beforehand ------------------------------------------------------------------------------
SAID = "I cannot come by bus at all."


def beforehand(client, by, one, who="unnamed"):
    return send(client, by, "say-beforehand", one.pk, words=SAID, who=who)


@pytest.mark.parametrize("by_phone", [False, True])
def test_what_is_said_beforehand_without_a_name_leaves_no_trace_of_anybody(client, next_week, ann, ben, by_phone):
    person, one = UserFactory(groups=[COORDINATORS]) if by_phone else ben, item(next_week)
    signed_in(client, person).get(url("say-beforehand", one.pk))
    before = every_row()
    for _press in range(2):
        assert client.post(url("say-beforehand", one.pk), {"key": uuid4(), "words": SAID, "who": "unnamed"}).url
    new = {name: row for name, row in every_row().items() if before.get(name) != row}
    assert [label for label, _pk in new if label != "sessions.Session"] == ["groups.ViewHeard"], "once, also twice"
    assert [name for name, row in new.items() if speaks_of(person, name[0], row)] == []
    assert SAID in page(client, ann, "meeting", next_week.pk)
    if by_phone:
        assert SAID not in page(client, person, "meeting", next_week.pk)


def test_with_a_name_it_is_theirs_and_it_goes_with_the_item_into_the_minutes(client, made, next_week, ann, ben):
    one = item(next_week, by=ann)
    beforehand(client, ann, one, who=ben.pk)
    entry = Entry.objects.get(verb="groups.said_beforehand")
    assert (entry.by, entry.on_behalf_of, ViewHeard.objects.get().person) == (ann, ben, ben)
    with pytest.raises(OthersSaidSomething):
        services.take_item_back(item=one, by=ann)
    services.park_item(item=one, why="No time", by=ann)
    today = on(made, ann, ben)
    services.bring_back_item(item=again(one), meeting=today, by=ann)
    text = page(client, ben, "minutes", today.pk)
    assert SAID in text
    assert "said beforehand" in text
    assert beforehand(client, ben, one).status_code == 403, "the meeting has begun"
    with pytest.raises(HasBegun):
        services.say_beforehand(item=again(one), words="No.", person=None, by=ben)


def test_what_is_said_beforehand_of_what_is_among_us_is_for_those_who_were_there(client, made, ann, ben):
    there = meeting(made, days=1)
    one = item(there, confidential=True)
    beforehand(client, ben, one, who="me")
    assert SAID not in page(client, ben, "meeting", there.pk)
    there.present.create(person=ann)
    assert [SAID in page(client, who, "meeting", there.pk) for who in (ann, ben)] == [True, False]


# --- Its order --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("which", "way", "order"),
    [("B", "up", "BAC"), ("B", "down", "ACB"), ("A", "up", "ABC"), ("C", "down", "ABC"), ("A", "down", "BAC")],
)
def test_one_place_up_or_down(client, next_week, ben, which, way, order):
    items = {what: item(next_week, what) for what in "ABC"}
    send(client, ben, f"item-{way}", items[which].pk)
    assert "".join(on_it(next_week)) == order
    assert verbs(next_week.group) == (["groups.agenda_ordered"] if order != "ABC" else [])


def test_the_buttons_stand_where_they_do_something(client, next_week, ben):
    for what in "ABC":
        item(next_week, what)
    text = page(client, ben, "meeting", next_week.pk)
    assert (text.count("/up/"), text.count("/down/"), text.count("/take-back/")) == (2, 2, 0)


# --- Nobody takes away what another brought ---------------------------------------------------------------------------
def test_whoever_brought_it_takes_it_back_and_nobody_else(client, next_week, ann, ben):
    one = item(next_week, by=ben)
    cora = UserFactory(groups=[COORDINATORS])
    assert [send(client, who, "take-item-back", one.pk).status_code for who in (ann, cora)] == [403, 403]
    services.take_item_back(item=one, by=ann)
    assert on_it(next_week) == ["The last bus"]
    assert "Take it back" in page(client, ben, "meeting", next_week.pk)
    send(client, ben, "take-item-back", one.pk)
    assert on_it(next_week) == []
    assert "groups.item_taken_back" in verbs(next_week.group)


def test_saved_for_later_with_a_reason_and_a_name_and_brought_back(client, made, next_week, ann, ben):
    one = item(next_week, by=ben)
    answer = send(client, ann, "park-item", one.pk, why=" ")
    assert "error-summary" in shown(answer)
    assert on_it(next_week) == ["The last bus"]
    send(client, ann, "park-item", one.pk, why="The bus company is not here.")
    assert on_it(next_week) == []
    for where in ((ben, "cards", made.pk), (ben, "meeting", next_week.pk)):
        text = page(client, *where)
        assert "The bus company is not here." in text
        assert "(<bdi>Ann</bdi>)" in text
    send(client, ben, "bring-back-item", one.pk, next_week.pk)
    one.refresh_from_db()
    assert (on_it(next_week), one.parked_why, one.parked_by, one.raised_by) == (["The last bus"], "", None, ben)
    assert verbs(made) == ["groups.item_parked", "groups.item_brought_back"]


def test_a_service_parks_nothing_without_a_reason(next_week, ann):
    with pytest.raises(ValueError, match="reason"):
        services.park_item(item=item(next_week), why="  ", by=ann)


def test_of_two_reasons_the_first_stands(next_week, ann, ben):
    one = item(next_week, by=ben)
    services.park_item(item=one, why="The bus company is not here.", by=ann)
    with pytest.raises(SavedAlready):
        services.park_item(item=one, why="Not important.", by=ben)
    assert (again(one).parked_why, again(one).parked_by) == ("The bus company is not here.", ann)


def test_what_somebody_brought_and_is_saved_for_later_is_still_theirs_to_take_back(client, next_week, ann, ben):
    one = item(next_week, by=ben)
    services.park_item(item=one, why="Not today.", by=ann)
    send(client, ben, "take-item-back", one.pk)
    assert not AgendaItem.objects.exists()


def test_it_is_not_brought_back_to_a_meeting_of_another_group(client, next_week, ann, ben):
    one = item(next_week, by=ben)
    services.park_item(item=one, why="Not today.", by=ann)
    elsewhere = meeting(group(ann))
    assert send(client, ann, "bring-back-item", one.pk, elsewhere.pk).status_code == 404
    assert again(one).meeting is None


# --- What was talked about stays --------------------------------------------------------------------------------------
def test_what_has_minutes_an_action_a_vote_or_a_decision_stays_where_it_is(ann):
    made, (ann, ben) = around(LIVED, STAFF)
    rule = works(made, votes="open")
    there = on(made, ann, ben)
    talked = {name: item(there, name, by=ben) for name in ("minutes", "action", "vote", "decision")}
    write(there, talked["minutes"], said="It goes at eight.")
    services.add_action(meeting=there, item=talked["action"], what="Write", owner=None, by=ann)
    about = {"meeting": there, "question": "Nine?"}
    Vote.objects.create(item=talked["vote"], votes="open", rule=rule, opened_by=ann, **about)
    Decision.objects.create(item=talked["decision"], **about)
    for one in talked.values():
        with pytest.raises(TalkedAbout):
            services.park_item(item=one, why="Later.", by=ann)
        with pytest.raises(TalkedAbout):
            services.take_item_back(item=one, by=ben)
    assert on_it(there) == list(talked)


def test_what_nobody_wrote_a_word_about_can_still_be_saved_for_later(client, ann, made):
    """Somebody went past it, pressing “Save and go on”; or took away again what they wrote."""
    there = on(made, ann)
    passed, emptied = item(there), item(there)
    write(there, passed)
    write(there, emptied, said="Hm")
    write(there, emptied, before={"said": "Hm"})
    for one in (passed, emptied):
        services.park_item(item=one, why="No time left.", by=ann)
    assert made.items.saved_for_later().count() == 2
    assert "Nothing was on the agenda." in page(client, ann, "minutes", there.pk)


def test_once_the_minutes_are_checked_the_agenda_stays_as_it_is(client, made, ann, ben):
    there = on(made, ann, ben)
    one, two, later = item(there, "A", by=ben), item(there, "B", by=ben), item(there, "C", by=ben)
    services.park_item(item=later, why="No time left.", by=ann)
    write(there, one, said="Hello.")
    services.send_to_check(meeting=there, by=ann)
    acts = [
        lambda: services.add_item(meeting=there, what="D", why="talk", raised_by=ann, by=ann),
        lambda: services.add_item(meeting=there, what="D", why="talk", raised_by=None, by=ann),
        lambda: services.move_item(item=two, direction=services.UP, by=ann),
        lambda: services.park_item(item=two, why="Later.", by=ann),
        lambda: services.take_item_back(item=two, by=ben),
        lambda: services.bring_back_item(item=later, meeting=there, by=ann),
    ]
    for act in acts:
        with pytest.raises(AgendaClosed):
            act()
    for verb in ("item-up", "item-down", "take-item-back"):
        assert send(client, ben, verb, two.pk).status_code == 403
    assert bring(client, ben, there).status_code == 403
    answer = signed_in(client, ben).post(url("bring-back-item", later.pk, there.pk), {}, follow=True)
    assert "What was said is being checked already" in answer.content.decode()
    text = page(client, ben, "meeting", there.pk)
    assert [verb for verb in ("Bring something", "Up<", "Save for later") if verb in text] == []
    assert on_it(there) == ["A", "B"]


# --- What it costs, and at the same moment ----------------------------------------------------------------------------
AGENDA = 24


def test_the_page_of_a_meeting_costs_the_same_for_1_item_and_for_30(client, ann, django_assert_num_queries):
    for many in (1, 30):
        people = UserFactory.create_batch(many)
        made = group(ann, *people)
        before, there = on(made, ann, *people, ago=timezone.timedelta(days=7)), on(made, ann, *people)
        for person in people:
            item(there, by=person)
            services.park_item(item=item(there, by=person), why="Later.", by=person)
            done = item(before, by=person)
            services.add_action(meeting=before, item=done, what="Write", owner=person, by=ann)
        signed_in(client, ann).get(url("meeting", there.pk))
        with django_assert_num_queries(AGENDA):
            client.get(url("meeting", there.pk))


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_moved_brought_and_saved_for_later_at_once_nothing_is_lost_or_twice():
    for _repeat in range(RACES):
        ann, ben = UserFactory.create_batch(2)
        there = meeting(group(ann, ben))
        one, two, three = (item(there, what, by=ben) for what in "ABC")
        came = came_to(
            lambda three=three, ann=ann: services.move_item(item=again(three), direction=services.UP, by=ann),
            lambda one=one, ben=ben: services.move_item(item=again(one), direction=services.DOWN, by=ben),
            lambda two=two, ann=ann: services.park_item(item=again(two), why="Later.", by=ann),
            lambda there=there, ben=ben: services.add_item(
                meeting=again(there), what="D", why="talk", raised_by=ben, by=ben
            ),
        )
        assert came == ["done"] * 4
        assert sorted(on_it(there)) == ["A", "C", "D"]
        orders = list(there.items.values_list("order", flat=True))
        assert len(set(orders)) == len(orders)


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_an_unnamed_item_pressed_twice_at_once_is_one():
    for _repeat in range(RACES):
        ann = UserFactory()
        there = meeting(group(ann))
        given = {"what": "Rude drivers", "why": "talk", "raised_by": None, "by": ann}
        came = came_to(*[lambda there=there, given=given: services.add_item(meeting=again(there), **given)] * 3)
        assert (came, there.items.count()) == (["done"] * 3, 1)


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_written_about_and_saved_for_later_at_once_is_one_of_the_two():
    for _repeat in range(RACES):
        ann, ben = UserFactory.create_batch(2)
        there = on(group(ann, ben), ann, ben)
        one = item(there, by=ben)
        came = came_to(
            lambda there=there, one=one, ann=ann: write(again(there), again(one), said="It goes at eight.", by=ann),
            lambda one=one, ben=ben: services.park_item(item=again(one), why="Later.", by=ben),
        )
        assert came in (["done", "TalkedAbout"], ["Changed", "done"])
        assert again(one).meeting == (there if came[0] == "done" else None)


def test_who_brought_something_hears_that_it_is_saved_for_later_and_why(next_week, ann, ben):
    one = item(next_week, "The last bus", by=ben)
    services.park_item(item=one, why="The bus company is not here.", by=ann)
    notice = Notice.objects.get(person=ben)
    assert notice.title == "Saved for later: The last bus"
    assert "The bus company is not here." in notice.words
