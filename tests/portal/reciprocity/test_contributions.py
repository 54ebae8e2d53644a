"""What people give: in time or in words, theirs alone, and confirmed by somebody else."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from portal import needs
from portal.answers import note_places
from portal.audit.models import Entry as Trail
from portal.members.models import About
from portal.members.services import erase_person
from portal.notices.models import Notice
from portal.reciprocity import services
from portal.reciprocity.forms.contributing import GaveForm, others_of
from portal.reciprocity.models import Activity, Contribution, ContributionKind, Thanks, TimeTransfer
from portal.reciprocity.services import NotTheirOwn, TooLate
from portal.reciprocity.services.contributing import WordsOfAnother
from portal.reciprocity.timeline import GAVE, GOT, THANKS, bars_of, lines_of, timeline_of
from tests.factories.people import UserFactory
from tests.factories.reciprocity import cost, fresh, gave, got, hours, proposed, reward, time_credits

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture
def mina():
    return UserFactory(known_as="Mina")


@pytest.fixture
def wes():
    return UserFactory(known_as="Wes")


@pytest.fixture
def cora():
    return UserFactory(known_as="Cora", groups=["Coordinators"])


def kind(name) -> ContributionKind:
    return ContributionKind.objects.get(name=name)


def otherwise(made, by, **said):
    """As it was, but for what is said otherwise."""
    before = {name: getattr(made, name) for name in ("kind", "on", "minutes", "words", "witness")}
    services.change(contribution=made, by=by, **before | {"title": made.activity.title} | said)
    return fresh(made)


# --- Writing it down --------------------------------------------------------------------------------------------------
def test_it_stands_as_people_say_it(mina):
    assert str(gave(mina, title="the Tuesday group")) == "Peer support: the Tuesday group, 2 hours"
    assert str(gave(mina, minutes=None, words="I was there for her.")) == "Peer support"
    assert str(gave(mina, minutes=90, kind="Reading")) == "Reading, 1 hour 30 minutes"


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"minutes": "2"}, set()),
        ({"words": "I sat with her."}, set()),
        ({}, {"minutes"}),
        ({"minutes": "0"}, {"minutes"}),
        ({"minutes": "201"}, {"minutes"}),
        ({"minutes": "two"}, {"minutes"}),
        ({"minutes": "2", "kind": ""}, {"kind"}),
        ({"minutes": "2", "on": "2099-01-01"}, {"on"}),
    ],
)
def test_three_questions_what_when_and_how_long_or_in_words(mina, typed, wrong):
    given = {"key": str(uuid4()), "kind": kind("Care").pk, "on": TODAY().isoformat()} | typed
    form = GaveForm(given, person=mina)
    assert set(form.errors) == wrong, form.errors


def test_staff_time_counts_as_well(cora):
    assert gave(cora).state == "kept"


def test_a_kind_that_was_put_away_stays_on_what_was_written_down_with_it(mina):
    made = gave(mina, kind="Panel")
    ContributionKind.objects.filter(name="Panel").update(in_use=False)
    assert kind("Panel") in GaveForm(person=mina, gave=made).fields["kind"].queryset
    assert kind("Panel") not in GaveForm(person=mina).fields["kind"].queryset


def test_only_they_and_whom_they_ask_know_of_it(mina, wes, cora):
    made = gave(mina, witness=wes)
    people = [mina, wes, cora, UserFactory(), UserFactory(groups=["Payers"]), UserFactory(is_superuser=True)]
    assert {one for one in people if made in Contribution.objects.visible_to(one)} == {mina, wes}
    services.cannot_say(contribution=made, by=wes)
    assert {one for one in people if made in Contribution.objects.visible_to(one)} == {mina}


def test_whom_one_may_name(mina, wes, cora):
    stranger, listed = UserFactory(known_as="Sid"), UserFactory(known_as="Lil")
    About.objects.create(person=listed, in_directory=True)
    assert set(others_of(mina)) == {cora, listed}
    proposed(mina, wes)
    assert set(others_of(mina)) == {cora, listed, wes}, "who was at a meeting with her"
    proposed(mina, stranger, subject="story:1", source="story")
    assert stranger not in others_of(mina), "a story does not say who has a part in it"
    services.thank(to=mina, words="You were kind.", by=stranger)
    assert stranger in others_of(mina), "and she may thank back"


def test_the_trail_has_no_words_and_no_hours(mina, wes):
    made = gave(mina, words="I sat with her.", witness=wes)
    services.say_it_is_so(contribution=made, by=wes)
    services.say_what_changed(contribution=made, words="She sleeps now.", by=mina)
    services.thank(to=mina, words="You were kind.", by=wes)
    rows = Trail.objects.filter(verb__startswith="reciprocity.")
    assert [one.detail for one in rows] == [{}] * 4


# --- Written down by itself -------------------------------------------------------------------------------------------
def test_what_is_proposed_counts_only_when_they_say_so(mina, wes):
    made = proposed(mina, wes, minutes=60)
    assert (made.person, made.state, bars_of(wes)) == (wes, "proposed", [])
    assert not Notice.objects.exists(), "it is quiet"
    services.accept(contribution=made, by=wes)
    services.accept(contribution=made, by=wes)
    assert [(one["label"], one["value"], one["percent"]) for one in bars_of(wes)] == [("Meeting", "1 hour", 100)]
    assert not bars_of(mina)


def test_proposed_again_nothing_is_added_and_what_they_changed_stays(mina, wes):
    made = proposed(mina, minutes=60)
    assert otherwise(made, mina, minutes=150).state == "kept"
    assert proposed(mina, minutes=60).minutes == 150
    proposed(mina, wes)
    assert Contribution.objects.filter(person=mina).count() == 1
    assert Contribution.objects.filter(person=wes).count() == 1


def test_what_they_refused_is_empty_and_not_proposed_again(mina):
    made = otherwise(proposed(mina), mina, minutes=60, words="I spoke of my mother.")
    services.take_away(contribution=made, by=mina)
    row = Contribution.objects.get()
    assert (row.words, row.minutes, row.accepted_at) == ("", None, None)
    proposed(mina)
    assert not Contribution.objects.visible_to(mina).exists()
    assert not Contribution.objects.proposed_to(mina).exists()
    with pytest.raises(TooLate):
        services.accept(contribution=row, by=mina)


def test_nothing_is_proposed_when_the_kind_is_put_away(mina):
    ContributionKind.objects.filter(proposed_for="meeting").update(in_use=False)
    services.propose(people=[mina], subject="meeting:1", title="Bus fares", source="meeting", day=TODAY())
    assert not Contribution.objects.exists()


def test_the_home_says_once_that_something_waits(mina):
    assert not needs.needs_of(mina)
    proposed(mina)
    proposed(mina, subject="meeting:2")
    assert [one.words for one in needs.needs_of(mina)] == ["We wrote down something that you gave. Is it right?"]


# --- Confirming -------------------------------------------------------------------------------------------------------
def test_whom_they_ask_is_told_without_what_it_was(mina, wes):
    gave(mina, words="I sat with her.", witness=wes)
    told = Notice.objects.get(person=wes)
    assert told.title == "Mina asks you: is this so?"
    assert "sat with" not in told.words
    assert "Mina asks you: is this so? Peer support, 2 hours." in [one.words for one in needs.needs_of(wes)]


def test_somebody_else_confirms_it_and_nobody_their_own(mina, wes):
    made = gave(mina, witness=wes)
    with pytest.raises(NotTheirOwn):
        services.say_it_is_so(contribution=made, by=mina)
    with pytest.raises(TooLate):
        services.say_it_is_so(contribution=made, by=UserFactory())
    services.say_it_is_so(contribution=made, by=wes)
    assert fresh(made).state == "confirmed"
    for wrong in ({"witness": mina}, {"witness": None}, {"minutes": 0}, {"public_ok_at": timezone.now()}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Contribution.objects.filter(pk=made.pk).update(**wrong)


def test_other_words_are_confirmed_anew(mina, wes):
    made = gave(mina, witness=wes)
    services.say_it_is_so(contribution=made, by=wes)
    made = otherwise(fresh(made), mina)
    assert made.state == "confirmed", "nothing was changed"
    made = otherwise(made, mina, minutes=600)
    assert (made.state, made.witness) == ("asked", wes)
    with pytest.raises(TooLate):
        services.say_it_is_so(contribution=made, by=wes, seen=0)
    services.say_it_is_so(contribution=made, by=wes, seen=made.changes)


def test_whoever_cannot_say_is_not_asked_any_more(mina, wes):
    made = gave(mina, witness=wes)
    services.cannot_say(contribution=made, by=wes)
    assert fresh(made).state == "kept"
    assert not Notice.objects.exists()
    assert not needs.needs_of(wes)


# --- By phone ---------------------------------------------------------------------------------------------------------
@pytest.fixture
def helen():
    return UserFactory(known_as="Helen", groups=["Payers"])


@pytest.fixture
def nan():
    """Is told things by phone."""
    return UserFactory(known_as="Nan", email="")


def known_to(made, *people) -> set:
    return {one for one in people if made in Contribution.objects.visible_to(one)}


def test_what_was_told_on_the_phone_counts_for_nothing_until_they_say_that_it_is_right(nan, wes, cora):
    made = gave(nan, by=cora, title="the Tuesday group", witness=wes)
    assert (made.state, made.written_by, bars_of(nan)) == ("proposed", cora, [])
    assert not Notice.objects.filter(person=wes).exists()
    told = Notice.objects.get(person=nan)
    assert (told.title, "Tuesday" in told.words) == ("Is this right?", False)
    services.accept(contribution=made, by=nan)
    assert fresh(made).state == "asked"
    assert Notice.objects.filter(person=wes, about=made.about).exists(), "now he is asked"
    assert not Notice.objects.filter(person=nan, about=made.about).exists()
    row = Trail.objects.get(verb="reciprocity.gave")
    assert (row.by, row.on_behalf_of) == (cora, nan)


def test_their_yes_on_the_phone_is_written_down_by_somebody_else_than_who_wrote_it(nan, mina, cora, helen):
    made = gave(nan, by=cora)
    assert {who for who in (nan, cora, helen, mina) if who.has_perm("reciprocity.accept_for", made)} == {helen}
    for verb in (services.accept, services.take_away):
        with pytest.raises(NotTheirOwn):
            verb(contribution=made, by=cora, told=True)
        with pytest.raises(TooLate):
            verb(contribution=gave(nan), by=helen, told=True)
        with pytest.raises(TooLate):
            verb(contribution=made, by=helen)
    services.accept(contribution=made, by=helen, told=True)
    assert fresh(made).state == "kept"
    with pytest.raises(TooLate):
        services.take_away(contribution=made, by=helen, told=True)


def test_what_is_not_right_goes_when_they_say_so_on_the_phone(nan, cora, helen):
    services.take_away(contribution=gave(nan, by=cora), by=helen, told=True)
    assert not Contribution.objects.exists()
    assert not Notice.objects.exists()


def test_whoever_rings_knows_of_it_only_while_it_waits_and_only_when_somebody_is_rung(nan, mina, wes, cora, helen):
    admin = UserFactory(is_superuser=True)
    everybody = (nan, mina, wes, cora, helen, admin)
    told, online = gave(nan, by=cora), gave(mina, by=cora)
    assert known_to(told, *everybody) == {nan, cora, helen}
    assert known_to(online, *everybody) == {mina}, "she looks at it here"
    services.accept(contribution=told, by=helen, told=True)
    assert known_to(told, *everybody) == {nan}
    asked = gave(mina, witness=nan)
    assert known_to(asked, *everybody) == {mina, nan, cora, helen}
    assert known_to(gave(mina, witness=wes), *everybody) == {mina, wes}
    services.say_it_is_so(contribution=asked, by=helen, told=True)
    assert known_to(asked, *everybody) == {mina, nan}


def test_it_is_so_on_the_phone_by_nobody_who_has_a_part_in_it(nan, mina, wes, cora, helen):
    made = gave(mina, by=cora, witness=nan)
    services.accept(contribution=made, by=mina)
    made = fresh(made)
    may = {who for who in (nan, mina, wes, cora, helen) if who.has_perm("reciprocity.write_is_so_down", made)}
    assert may == {helen}
    for who in (cora, mina):
        with pytest.raises(NotTheirOwn):
            services.say_it_is_so(contribution=made, by=who, told=True)
    with pytest.raises(TooLate):
        services.say_it_is_so(contribution=made, by=helen)
    services.say_it_is_so(contribution=made, by=helen, told=True)
    made = fresh(made)
    assert (made.state, made.recorded_by) == ("confirmed", helen)
    row = Trail.objects.get(verb="reciprocity.is_so")
    assert (row.by, row.on_behalf_of) == (helen, nan)
    made = otherwise(made, mina, minutes=30)
    assert (made.state, made.recorded_by) == ("asked", None)
    services.cannot_say(contribution=made, by=helen, told=True)
    assert fresh(made).witness is None


def test_whoever_rings_is_led_to_it_and_reads_no_more_of_it_afterwards(client, nan, mina, cora, helen):
    made, told = gave(mina, witness=nan, words="I sat with her."), gave(nan, by=cora)
    messages = list(Notice.objects.filter(person=nan))
    at = {one.about: reverse("portal:reciprocity:gave", args=[one.pk]) for one in (made, told)}
    for who, expected in ((helen, at), (cora, at | {told.about: ""}), (UserFactory(), dict.fromkeys(at, ""))):
        note_places(who, messages)
        assert {message.about: message.answered_at for message in messages} == expected
    client.force_login(helen)
    shown = client.get(at[made.about]).content.decode()
    assert ("I sat with her." in shown, "They told me that it is so" in shown) == (True, True)
    sent = {"key": str(uuid4()), "seen": made.changes}
    client.post(reverse("portal:reciprocity:is-so-down", args=[made.pk]), sent)
    assert fresh(made).recorded_by == helen
    assert client.get(at[made.about]).status_code == 404
    client.force_login(mina)
    shown = client.get(at[made.about]).content.decode()
    assert "Their answer was written down by</dt><dd><bdi>Helen</bdi>" in shown


def test_the_page_says_who_wrote_it_down_for_them(client, nan, cora):
    made = gave(nan, by=cora)
    client.force_login(nan)
    shown = client.get(reverse("portal:reciprocity:gave", args=[made.pk])).content.decode()
    assert "Written down for you by</dt><dd><bdi>Cora</bdi>" in shown
    assert "written down for you by <bdi>Cora</bdi>" in client.get(reverse("portal:reciprocity:mine")).content.decode()


def test_nobody_is_written_down_as_their_own_witness(client, nan, wes, cora):
    client.force_login(cora)
    where = reverse("portal:reciprocity:gave-down")
    sent = {
        "key": str(uuid4()),
        "kind": kind("Care").pk,
        "on": TODAY().isoformat(),
        "minutes": "2",
        "words": "With her",
    }
    for wrong in ({"person": nan.pk, "witness": nan.pk}, {"person": cora.pk}, {"person": ""}):
        answer = client.post(where, sent | wrong)
        assert (answer.status_code, Contribution.objects.count()) == (200, 0)
        assert "With her" in answer.content.decode()
    assert client.post(where, sent | {"person": nan.pk, "witness": wes.pk}).status_code == 302
    assert Contribution.objects.get().person == nan


# --- What changed -----------------------------------------------------------------------------------------------------
def test_what_changed_is_for_everybody_only_with_their_own_yes_to_these_words(mina, wes):
    made = gave(mina, witness=wes)
    services.say_what_changed(contribution=made, words="The clinic has a quiet room.", by=wes)
    made = fresh(made)
    assert (made.impact_by, made.public_ok_at) == (wes, None)
    with pytest.raises(TooLate):
        services.let_it_be_public(contribution=made, by=wes)
    with pytest.raises(WordsOfAnother):
        services.say_what_changed(contribution=made, words="Mine.", by=mina)
    services.let_it_be_public(contribution=made, by=mina, seen=made.changes)
    assert fresh(made).public_ok_at
    services.say_what_changed(contribution=made, words="Two quiet rooms.", by=wes)
    assert not fresh(made).public_ok_at
    with pytest.raises(TooLate):
        services.let_it_be_public(contribution=made, by=mina, seen=made.changes)
    services.let_it_be_public(contribution=made, by=mina)
    services.keep_among_us(contribution=made, by=mina)
    assert not fresh(made).public_ok_at


# --- Thanks -----------------------------------------------------------------------------------------------------------
def test_thanks_are_read_by_whoever_got_them_alone(mina, wes, cora):
    made = services.thank(to=mina, words="You were kind.", by=wes)
    assert Notice.objects.get(person=mina).words == "You were kind."
    assert {one for one in (mina, wes, cora) if made in Thanks.objects.visible_to(one)} == {mina}
    with pytest.raises(TooLate):
        services.take_thanks_away(thanks=made, by=wes)
    services.take_thanks_away(thanks=made, by=mina)
    assert not Thanks.objects.exists()
    assert not Notice.objects.exists()
    with pytest.raises(NotTheirOwn):
        services.thank(to=mina, words="Well done.", by=mina)


# --- One timeline -----------------------------------------------------------------------------------------------------
def test_what_they_gave_and_got_stands_on_one_line_of_days(mina, wes, cora):
    ago = [TODAY() - timedelta(days=days) for days in range(4)]
    gift, first = got(mina, by=cora, on=ago[2]), gave(mina, on=ago[3])
    last, thanks = gave(mina, on=ago[1]), services.thank(to=mina, words="You were kind.", by=wes)
    proposed(mina)
    gave(wes)
    lines = lines_of(timeline_of(mina))
    found = [(line.which, line.of) for line in lines]
    assert found == [(THANKS, thanks), (GAVE, last), (GOT, gift.given), (GAVE, first)]


def test_the_bars_add_up_hours_kind_by_kind(mina):
    for minutes in (120, 30, None):
        gave(mina, minutes=minutes, words="And more.")
    gave(mina, kind="Care", minutes=300)
    gave(mina, kind="Introduction", minutes=None, words="Mina meets Sol.")
    rows = [(one["label"], one["value"], one["percent"]) for one in bars_of(mina)]
    assert rows == [
        ("Care", "5 hours", 100),
        ("Peer support", "2 hours 30 minutes", 50),
        ("Introduction", "In words", 0),
    ]


def test_nothing_is_fine_and_said_so(client, mina):
    client.force_login(mina)
    assert "Nothing so far, and that is fine." in client.get(reverse("portal:reciprocity:mine")).content.decode()


@pytest.mark.parametrize("many", [1, 30])
def test_give_and_get_costs_the_same_for_1_and_for_30_of_everything(
    client, mina, wes, cora, many, django_assert_num_queries
):
    time_credits(by=cora)
    for number in range(many):
        other, day = UserFactory(), TODAY() - timedelta(days=number)
        gave(mina, on=day, witness=other)
        gave(other, witness=mina)
        proposed(mina, subject=f"meeting:{number}")
        services.thank(to=mina, words="You were kind.", by=other)
        Thanks.objects.filter(by=other).update(on=day)
        got(mina, on=day, by=cora)
        reward(mina, by=cora)
        cost(mina)
        hours(other, mina)
        TimeTransfer.objects.filter(by=other).update(on=day)
    client.force_login(mina)
    where = reverse("portal:reciprocity:mine")
    client.get(where)
    with django_assert_num_queries(17):
        assert client.get(where).status_code == 200


# --- Leaving ----------------------------------------------------------------------------------------------------------
def test_whoever_leaves_takes_what_they_gave_and_the_thanks_along(mina, wes):
    gave(mina, words="I sat with her.", title="the ward", witness=wes)
    proposed(mina)
    asked, said = gave(wes, witness=mina), gave(wes, witness=mina)
    services.say_it_is_so(contribution=said, by=mina)
    services.thank(to=mina, words="You were kind.", by=wes)
    kept = services.thank(to=wes, words="So were you.", by=mina)
    erase_person(person=mina, by=None)
    assert set(Contribution.objects.all()) == {asked, said}
    assert not Activity.objects.filter(title="the ward").exists()
    assert (fresh(asked).state, fresh(asked).witness) == ("kept", None)
    assert (fresh(said).state, str(fresh(said).witness)) == ("confirmed", "a former member")
    assert [(str(one.by), one.words) for one in Thanks.objects.all()] == [("a former member", kept.words)]
    assert not Notice.objects.filter(words__contains="You were kind").exists()
