"""How a group works together: agreed to by everybody in it, each on the words as they stand."""

from datetime import timedelta

import pytest
import time_machine
from django.db.models import F
from django.utils import timezone

from portal.agreement.models import Agreement, DecisionRule, NotReached, Version
from portal.agreement.services import agreeing
from portal.agreement.services.agreeing import VersionChanged
from portal.agreement.services.together import NotAllYet, NotInIt
from portal.audit.models import Entry
from portal.groups import services
from portal.groups.services.ways import NotSmall
from portal.members.models import Support
from portal.members.standing import COORDINATORS
from portal.needs import needs_of
from tests.at_once import came_to
from tests.effort import RACES
from tests.factories.groups import group, seat
from tests.factories.members import SupportFactory
from tests.factories.people import UserFactory
from tests.portal.groups.working import (
    LIVED,
    STAFF,
    again,
    around,
    on,
    page,
    send,
    shown,
    signed_in,
    subject,
    told,
    url,
    verbs,
    words,
)

pytestmark = pytest.mark.django_db
ASKED = "How “Bus fares” works together: do you agree?"
WAYS = 13
UNDONE = "Undone: a small fix of how “Bus fares” works together"


@pytest.fixture
def made(db):
    """Ann looks after it; Ben and Sue are in it, Sue as staff."""
    made, (ann, ben, sue) = around(LIVED, LIVED, STAFF, name="Bus fares")
    for person, name in ((ann, "Ann"), (ben, "Ben"), (sue, "Sue")):
        person.known_as = name
        person.save()
    return made


def who(made) -> list:
    return [one.person for one in made.seats.select_related("person").order_by("pk")]


def put(made, said, *, after=None, why="", by=None) -> Version:
    return services.put_ways_forward(group=made, words=said, after=after, small_fix=why, by=by or made.begun_by)


def yes(made, version, *people):
    for person in people:
        services.WAYS.agree(made, version=version, person=person, by=person)


def all_agree(made, **rule) -> Version:
    version = put(made, words(**rule), after=getattr(agreeing.current(subject(made)), "number", None))
    yes(made, version, *who(made))
    made.refresh_from_db()
    return version


def asked(person) -> bool:
    return ASKED in [need.words for need in needs_of(again(person))]


def typed(**given) -> dict:
    """The form as somebody fills it in."""
    return words() | {"votes": "open"} | given


# --- Putting words forward --------------------------------------------------------------------------------------------
def test_nothing_is_written_at_first_and_people_decide_by_talking(client, made):
    assert services.rule_of(made) == DecisionRule()
    assert not services.rule_of(made).may_vote
    assert "Nothing is written yet" in page(client, made.begun_by, "ways", made.pk)


def test_whoever_is_in_it_writes_and_the_others_are_asked_by_the_way_they_chose(client, made):
    ann, ben, sue = who(made)
    answer = send(client, ben, "change-ways", made.pk, **typed(values="We listen."))
    assert answer.url == url("ways", made.pk)
    version = agreeing.current(subject(made))
    assert (version.number, version.by, version.words["values"], version.words["votes"]) == (
        1,
        ben,
        "We listen.",
        "open",
    )
    assert [told(person) for person in (ann, ben, sue)] == [[ASKED], [], [ASKED]]
    assert [asked(person) for person in (ann, ben, sue)] == [True, True, True], "whoever wrote it has not said yes yet"
    text = page(client, sue, "ways", made.pk)
    for part in ("We listen.", "Not agreed yet", "Do you agree?", "everybody can see how each of us voted"):
        assert part in text


def test_words_written_on_others_than_stand_there_are_not_lost_and_put_nothing_forward(client, made):
    _ann, ben, sue = who(made)
    put(made, words("We listen."))
    put(made, words("We answer."), after=1)
    answer = send(client, ben, "change-ways", made.pk, **typed(values="We wait.", after=1))
    assert answer.status_code == 409
    assert "The words were changed while you were reading" in shown(answer)
    assert "We wait." in shown(answer)
    assert agreeing.current(subject(made)).words["values"] == "We answer."
    assert sue.drafts.count() == 0 < ben.drafts.count()


def test_other_words_take_back_what_people_were_told_of_the_earlier(made):
    _ann, ben, _sue = who(made)
    put(made, words("We listen."))
    put(made, words("We answer."), after=1)
    assert told(ben) == [ASKED]


# --- Agreeing ---------------------------------------------------------------------------------------------------------
def test_it_counts_once_everybody_has_said_yes(client, made):
    ann, ben, sue = who(made)
    version = put(made, words(votes="open"))
    for person in (ann, ben):
        send(client, person, "agree-to-ways", made.pk, version.number)
        assert again(made).ways is None
    assert not asked(ann)
    send(client, sue, "agree-to-ways", made.pk, version.number)
    made.refresh_from_db()
    assert (made.ways, services.rule_of(made).may_vote) == (version, True)
    assert timezone.now() - made.ways_agreed_at < timedelta(minutes=1)
    assert verbs(made).count("groups.ways_agreed") == 1
    text = page(client, ben, "ways", made.pk)
    assert "Agreed on" in text
    assert "Do you agree?" not in text


def test_what_was_agreed_stays_until_the_next_is(client, made):
    ann, ben, sue = who(made)
    first = all_agree(made, values="We listen.")
    second = put(made, words("We answer.", votes="secret"), after=1)
    yes(made, second, ann, ben)
    assert again(made).ways == first
    assert not services.rule_of(again(made)).may_vote
    yes(made, second, sue)
    assert again(made).ways == second


def test_a_yes_pressed_beside_words_that_changed_agrees_to_nothing(client, made):
    _ann, ben, _sue = who(made)
    put(made, words("We listen."))
    put(made, words("We answer."), after=1)
    answer = signed_in(client, ben).post(url("agree-to-ways", made.pk, 1), {}, follow=True)
    assert "The words were changed while you were reading" in answer.content.decode()
    assert not Agreement.objects.exists()


def test_what_changed_since_they_said_yes_stands_beside_the_question(client, made):
    ben = who(made)[1]
    all_agree(made, values="We listen to everybody.")
    put(made, words("We listen to nobody.", quorum=3), after=1)
    text = page(client, ben, "ways", made.pk)
    assert "Changed since you said yes" in text
    for changed in ("<del>everybody.</del>", "<ins>nobody.</ins>", "<del>2</del>", "<ins>3</ins>"):
        assert changed in text
    cat = UserFactory()
    seat(made, cat)
    assert "Changed since you said yes" not in page(client, cat, "ways", made.pk), "who has said no yes yet"


def test_a_yes_is_taken_back_without_a_reason_and_everybody_sees_it(client, made):
    ann, ben, _sue = who(made)
    version = all_agree(made)
    send(client, ben, "take-yes-back", made.pk, version.number)
    assert "groups.ways_open_again" in verbs(made)
    assert asked(ben)
    text = page(client, ann, "ways", made.pk)
    assert "Not yet" in text
    assert again(made).ways == version, "until other words are agreed"


def a_day_passes():
    NotReached.objects.update(last_tried_at=F("last_tried_at") - timedelta(days=1))


def test_after_two_tries_it_goes_on_once_somebody_says_that_both_sides_have_said_yes(client, made):
    """Who knows them says it; it is not counted here, or words that wait for one person would tell their side."""
    ann, ben, sue = who(made)
    version = put(made, words())
    yes(made, version, ann)
    button = "Yes, people from both sides: it counts from now on"
    for tries in (0, 1, 2):
        with pytest.raises(NotAllYet):
            services.WAYS.both_sides_said_yes(made, version=version, by=ann)
        assert button not in page(client, ann, "ways", made.pk)
        if tries < 2:
            send(client, ann, "ways-not-reached", made.pk, version.number, sue.pk)
            a_day_passes()
    yes(made, version, ben)
    assert again(made).ways is None
    assert button in page(client, ben, "ways", made.pk)
    send(client, ben, "both-sides-said-yes", made.pk, version.number)
    assert again(made).ways == version
    assert Entry.objects.get(verb="groups.ways_agreed").by == ben
    text = page(client, sue, "ways", made.pk)
    assert "<dt>Not reached</dt><dd><bdi>Sue</bdi></dd>" in text
    assert not Agreement.objects.filter(person=sue).exists()
    assert asked(sue), "who can say yes at any time"


# --- Told to somebody -------------------------------------------------------------------------------------------------
def test_a_yes_told_by_phone_is_written_down_and_stands_in_their_own_trail(client, made):
    ann, ben, _sue = who(made)
    version = put(made, words())
    text = page(client, ann, "yes-down", made.pk, version.number, ben.pk)
    assert "Read all of it out to them first." in text
    answer = send(client, ann, "yes-down", made.pk, version.number, ben.pk)
    assert "error-summary" in shown(answer), "how they said it is asked"
    assert not Agreement.objects.exists()
    send(client, ann, "yes-down", made.pk, version.number, ben.pk, how_told="said")
    one = Agreement.objects.get()
    assert (one.person, one.said, one.recorded_by, one.side) == (ben, "said", ann, LIVED)
    entry = Entry.objects.get(verb="agreement.agreed")
    assert (entry.by, entry.on_behalf_of, entry.concerns) == (ann, ben, ben)


def test_a_coordinator_who_may_not_read_it_out_writes_no_yes_down_but_that_they_tried(client, made):
    cora, ben = UserFactory(groups=[COORDINATORS]), who(made)[1]
    version = put(made, words("We do not say this elsewhere."))
    assert send(client, cora, "yes-down", made.pk, version.number, ben.pk, how_told="said").status_code == 403
    answer = send(client, cora, "ways-not-reached", made.pk, version.number, ben.pk)
    assert (Agreement.objects.exists(), NotReached.objects.get().last_tried_by) == (False, cora)
    after = signed_in(client, cora).get(answer.url)
    assert after.status_code == 200
    assert "We do not say this elsewhere." not in shown(after)
    assert signed_in(client, cora).get(url("ways", made.pk)).status_code == 403


def test_nobody_agrees_for_another(client, made):
    """Not whoever supports them with everything, nor somebody of the group, nor whoever has left it."""
    ann, ben, sue = who(made)
    version = put(made, words())
    helper = UserFactory()
    SupportFactory(member=ben, supporter=helper)
    for place in ("agree-to-ways", "yes-down"):
        numbers = (made.pk, version.number) + ((ben.pk,) if place == "yes-down" else ())
        assert send(client, helper, place, *numbers, how_told="said").status_code in (403, 404)
    assert send(client, sue, "yes-down", made.pk, version.number, ben.pk, how_told="said").status_code == 403
    assert send(client, ann, "yes-down", made.pk, version.number, ann.pk, how_told="said").status_code == 404
    made.seats.filter(person=ben).update(state="left")
    with pytest.raises(NotInIt):
        services.WAYS.agree(made, version=version, person=ben, by=ann, said=Support.SaidYes.SAID)
    assert not Agreement.objects.exists()


def test_nobody_agrees_to_the_words_of_another_group(made):
    ann, other = made.begun_by, group(UserFactory())
    with pytest.raises(NotInIt):
        services.WAYS.agree(made, version=put(other, words()), person=ann, by=ann)


# --- Who comes and who goes -------------------------------------------------------------------------------------------
def test_when_the_last_who_has_not_agreed_leaves_it_counts(made):
    ann, ben, sue = who(made)
    version = put(made, words())
    yes(made, version, ann, sue)
    services.leave(group=made, by=ben)
    assert again(made).ways == version


def test_whoever_comes_later_is_asked_and_what_was_agreed_stays(made):
    version, cat = all_agree(made), UserFactory()
    seat(made, cat)
    assert asked(cat)
    assert again(made).ways == version


# --- A small fix ------------------------------------------------------------------------------------------------------
def test_a_small_fix_is_live_at_once_and_told_to_all_and_undone_by_one_of_them(client, made):
    ann, ben, sue = who(made)
    all_agree(made, values="We lisen.")
    since = made.ways_agreed_at
    send(client, ann, "fix-ways", made.pk, **typed(values="We listen.", after=1, why="Spelling"))
    made.refresh_from_db()
    assert (made.ways.number, made.ways.words["values"], made.ways_agreed_at) == (2, "We listen.", since)
    assert [told(person)[-1] for person in (ben, sue)] == ["A small fix: how “Bus fares” works together"] * 2
    assert "Undo it" in page(client, sue, "ways", made.pk)
    send(client, sue, "undo-ways-fix", made.pk, 2)
    made.refresh_from_db()
    assert (made.ways.number, made.ways.words["values"], made.ways_agreed_at) == (3, "We lisen.", since)


def test_how_people_decide_is_no_small_thing(client, made):
    first = all_agree(made)
    send(client, made.begun_by, "fix-ways", made.pk, **typed(values="We listen!", votes="secret", after=1, why="Sign"))
    assert again(made).ways.words["votes"] == "none", "the form does not take it"
    with pytest.raises(NotSmall):
        put(made, first.words | {"votes": "open"}, after=2, why="Spelling")


def test_a_small_fix_of_words_that_are_not_agreed_yet_brings_them_into_force_for_nobody(made):
    """Else one person could let their group vote."""
    first = all_agree(made)
    put(made, words("We anser.", votes="open"), after=1)
    put(made, words("We answer.", votes="open"), after=2, why="Spelling")
    assert again(made).ways == first
    assert not services.rule_of(again(made)).may_vote


def test_words_put_right_on_the_way_are_agreed_when_the_last_agrees(made):
    """Not when the words before them were: a vote is taken at a meeting that begins after that."""
    ann, ben, sue = who(made)
    all_agree(made)
    made.ways_agreed_at = timezone.now() - timedelta(days=30)
    made.save()
    yes(made, put(made, words("We anser.", votes="open"), after=1), ann)
    fix = put(made, words("We answer.", votes="open"), after=2, why="Spelling")
    there = on(made, ann, sue)
    yes(made, fix, ben, sue)
    made.refresh_from_db()
    assert made.ways == fix
    assert timezone.now() - made.ways_agreed_at < timedelta(minutes=1)
    assert not services.may_vote_at(again(there))


def test_who_has_not_agreed_cannot_undo_it(client, made):
    cat = UserFactory()
    all_agree(made, values="We lisen.")
    seat(made, cat)
    put(made, words("We listen."), after=1, why="Spelling")
    assert "Undo it" not in page(client, cat, "ways", made.pk)
    answer = signed_in(client, cat).post(url("undo-ways-fix", made.pk, 2), {}, follow=True)
    assert "Those who agreed to these words can undo it" in answer.content.decode()
    assert again(made).ways.number == 2


def test_it_is_undone_for_seven_days(client, made):
    ben = who(made)[1]
    all_agree(made, values="We lisen.")
    fix = put(made, words("We listen."), after=1, why="Spelling")
    with time_machine.travel(fix.made_at + timedelta(days=7, minutes=1), tick=True):
        assert "Undo it" not in page(client, ben, "ways", made.pk)
        answer = signed_in(client, ben).post(url("undo-ways-fix", made.pk, 2), {}, follow=True)
    assert "The seven days are over" in answer.content.decode()
    assert again(made).ways == fix


# --- What it costs, and at the same moment ----------------------------------------------------------------------------
def test_its_page_costs_the_same_for_1_and_for_30(client, django_assert_num_queries):
    ann = UserFactory()
    small, large = group(ann), group(ann, *UserFactory.create_batch(30))
    for one in (small, large):
        first = put(one, words("We listen."))
        yes(one, first, *who(one))
        second = put(one, words("We answer."), after=1)
        yes(one, second, *who(one)[1:10])
        signed_in(client, ann).get(url("ways", one.pk))
        with django_assert_num_queries(WAYS):
            client.get(url("ways", one.pk))


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_of_two_who_put_words_forward_at_once_one_is_told():
    for _repeat in range(RACES):
        made, people = around(LIVED, STAFF)
        came = came_to(*(lambda by=by, made=made: put(again(made), words(f"As {by} says"), by=by) for by in people))
        assert sorted(came) == ["VersionChanged", "done"]
        assert agreeing.current(subject(made)).by == people[came.index("done")]


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_the_last_two_who_agree_at_once_bring_it_into_force_once():
    for _repeat in range(RACES):
        made, people = around(LIVED, STAFF)
        version = put(made, words())
        came = came_to(
            *(lambda by=by, made=made, version=version: yes(again(made), version, again(by)) for by in people)
        )
        assert came == ["done", "done"]
        assert again(made).ways == version
        assert verbs(made).count("groups.ways_agreed") == 1


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_the_last_yes_while_the_words_change_brings_nothing_into_force_that_not_all_agreed_to():
    for _repeat in range(RACES):
        made, (ann, ben) = around(LIVED, STAFF)
        version = put(made, words())
        yes(made, version, ann)
        came = came_to(
            lambda made=made, version=version, ben=ben: yes(again(made), version, again(ben)),
            lambda made=made, ann=ann: put(again(made), words("We answer."), after=1, by=ann),
        )
        assert came in (["done", "done"], [VersionChanged.__name__, "done"])
        assert again(made).ways == (version if came[0] == "done" else None)


# --- Overtaken while writing ------------------------------------------------------------------------------------------
def test_whoever_was_overtaken_sees_what_changed_and_can_send_their_words_anew(client):
    made, (ann, ben) = around(LIVED, STAFF)
    services.put_ways_forward(group=made, words=words("Cold tea."), after=None, by=ann)
    services.put_ways_forward(group=made, words=words("Warm tea."), after=1, by=ann)
    mine = words("Coffee.") | {"review_on": ""}
    for after in (1, 1):  # pressed, and come back to in another window
        answer = send(client, ben, "change-ways", made.pk, after=after, **mine)
        assert (answer.status_code, "<ins>Warm" in answer.content.decode()) == (409, True)
    later = signed_in(client, ben).get(url("change-ways", made.pk))
    assert [one.label for one in later.context["changed_meanwhile"]] == ["What matters to us?"]
    assert "Coffee." in later.content.decode()
    assert later.context["form"]["after"].value() == answer.context["form"]["after"].value() == 2


def test_an_undone_fix_is_told_and_its_own_message_goes_out_no_more(made):
    ann, ben, sue = who(made)
    first = put(made, words("We lisen."))
    for person in (ann, ben, sue):
        services.WAYS.agree(made, version=first, person=person, by=person)
    fix = put(made, words("We listen."), after=1, why="Spelling")
    services.WAYS.undo_fix(made, version=fix, by=ben)
    assert [told(person) for person in (ann, ben, sue)] == [[UNDONE], [], [UNDONE]]


def test_a_small_fix_is_no_try_to_reach_somebody_and_a_second_press_no_second_yes(made):
    ann, ben, _sue = who(made)
    first = put(made, words("We lisen."))
    for _press in range(2):
        services.WAYS.agree(made, version=first, person=ann, by=ann)
    assert Entry.objects.filter(verb="agreement.agreed").count() == 1
    services.WAYS.not_reached(made, version=first, person=ben, by=ann)
    NotReached.objects.update(last_tried_at=F("last_tried_at") - timedelta(days=3))
    fix = put(made, words("We listen."), after=1, why="Spelling")
    services.WAYS.not_reached(made, version=fix, person=ben, by=ann)
    assert NotReached.objects.get(version=fix).tries == 2
