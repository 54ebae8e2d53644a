"""What somebody found who tried to get around the rules of giving and getting."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from portal.members.models import About
from portal.members.services import erase_person, take_a_copy
from portal.notices.models import Notice
from portal.reciprocity import services
from portal.reciprocity.models import Activity, Contribution, Cost, CostKind, MileageRate, RewardKind, Thanks
from portal.reciprocity.services.contributing import CannotSay, WordsOfAnother
from portal.reciprocity.services.costs import TooFar
from portal.reciprocity.services.thanking import ThankedEnough
from tests.factories.groups import group, meeting
from tests.factories.people import UserFactory
from tests.factories.reciprocity import answered, budget, cost, fresh, gave, got, kind, reward
from tests.portal.members.door import words

pytestmark = pytest.mark.django_db
ROOT = "/portal/give-and-get/"


@pytest.fixture
def mina():
    return UserFactory(known_as="Mina")


@pytest.fixture
def wes():
    return UserFactory(known_as="Wesley")


@pytest.fixture
def cora():
    return UserFactory(known_as="Cora", groups=["Coordinators"])


@pytest.fixture
def helen():
    return UserFactory(known_as="Helen", groups=["Payers"])


def as_(person) -> Client:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def lines_of(answer) -> list[str]:
    return b"".join(answer.streaming_content).decode().splitlines()


def sent(person, path, **typed):
    return as_(person).post(f"{ROOT}{path}", {"key": uuid4()} | typed)


def otherwise(made, **said):
    """What stands there, with some of it otherwise."""
    standing = {"kind": made.kind, "on": made.on, "minutes": made.minutes, "words": made.words}
    return standing | {"title": made.activity.title, "witness": made.witness} | said


def again(made, **said):
    return {"title": "The Tuesday meeting", "kind": made.kind, "on": made.on, "pence": made.pence} | said


# --- what a meeting is called -----------------------------------------------------------------------------------------
def test_nobody_who_offers_something_calls_a_meeting_otherwise(mina, helen):
    art = group(mina, helen, name="Art")
    there = meeting(art)
    services.propose(people=[mina], subject=there.about, title="Art", source="meeting", day=timezone.localdate())
    services.accept(contribution=Contribution.objects.get(), by=mina)
    path = f"offer/?for={there.about}&people={mina.pk}&title=Court"
    form = as_(helen).get(f"{ROOT}{path}").context["form"]
    assert (form.fields["title"].disabled, "Art" in form["title"].value()) == (True, True)
    typed = {"people": [mina.pk], "title": "A court case", "kind": kind().pk, "pence": "5"}
    assert sent(helen, path, **typed).status_code == 302
    assert Activity.objects.get(subject=there.about).title == "Art", "what she said yes to"


def test_before_anybody_gave_to_it_it_is_called_as_its_group_calls_it(mina, helen):
    there = meeting(group(mina, helen, name="Art"))
    typed = {"people": [mina.pk], "title": "Poison", "kind": kind().pk, "pence": "5"}
    assert sent(helen, f"offer/?for={there.about}&people={mina.pk}", **typed).status_code == 302
    services.propose(people=[mina], subject=there.about, title="Art", source="meeting", day=timezone.localdate())
    assert Activity.objects.get(subject=there.about).title.startswith("Art, ")


# --- what a witness said ----------------------------------------------------------------------------------------------
def test_what_a_witness_wrote_goes_when_something_else_is_said(mina, wes):
    made = gave(mina, title="Made tea", witness=wes)
    services.say_it_is_so(contribution=made, by=wes)
    services.say_what_changed(contribution=fresh(made), words="The clinic has a quiet room.", by=wes)
    services.let_it_be_public(contribution=fresh(made), by=mina)
    services.change(contribution=fresh(made), by=mina, **otherwise(fresh(made), title="Ran the clinic", witness=None))
    now = fresh(made)
    assert (now.impact, now.impact_by, now.public_ok_at) == ("", None, None)


def test_their_own_words_stay_and_are_for_everybody_by_another_yes(mina):
    made = gave(mina, title="Made tea")
    services.say_what_changed(contribution=made, words="There was tea.", by=mina)
    services.let_it_be_public(contribution=fresh(made), by=mina)
    services.change(contribution=fresh(made), by=mina, **otherwise(fresh(made), title="Made cake"))
    now = fresh(made)
    assert (now.impact, now.impact_by, now.public_ok_at) == ("There was tea.", mina, None)


def test_whoever_gave_it_takes_anothers_words_away_and_never_changes_them(mina, wes):
    made = gave(mina, witness=wes)
    services.say_what_changed(contribution=made, words="She is a liar.", by=wes)
    services.cannot_say(contribution=fresh(made), by=wes)
    with pytest.raises(WordsOfAnother):
        services.say_what_changed(contribution=fresh(made), words="She is a saint.", by=mina)
    assert "Take these words away" in as_(mina).get(f"{ROOT}gave/{made.pk}/").content.decode()
    assert sent(mina, f"gave/{made.pk}/what-changed/").status_code == 302
    assert fresh(made).impact == ""


def test_whoever_cannot_say_is_not_asked_of_the_same_again(mina, wes):
    made = gave(mina, witness=wes)
    services.cannot_say(contribution=made, by=wes)
    with pytest.raises(CannotSay):
        services.change(contribution=fresh(made), by=mina, **otherwise(fresh(made), minutes=60, witness=wes))
    assert not Notice.objects.filter(person=wes).exists()


def test_whoever_left_while_the_form_was_open_is_not_asked(mina, wes):
    left = type(wes).objects.get(pk=wes.pk)
    erase_person(person=wes, by=None)
    assert fresh(gave(mina, witness=left)).state == "kept"


# --- thanks -----------------------------------------------------------------------------------------------------------
def test_nobody_is_flooded_with_thanks(mina, wes, cora):
    About.objects.create(person=mina, in_directory=True)
    for _n in range(3):
        services.thank(to=mina, words="You were kind.", by=wes)
    with pytest.raises(ThankedEnough):
        services.thank(to=mina, words="You were kind.", by=wes)
    assert "wait until tomorrow" in sent(wes, "thanks/new/", to=mina.pk, words="Kind!").content.decode()
    services.thank(to=mina, words="You were kind.", by=cora)
    Thanks.objects.update(on=timezone.localdate() - timedelta(days=1))
    services.thank(to=mina, words="You were kind.", by=wes)


def test_who_thanked_stands_with_it_and_goes_when_they_leave(mina, wes):
    thanks = services.thank(to=mina, words="You were kind.", by=wes)
    assert "Wesley" in as_(mina).get("/portal/messages/").content.decode()
    assert "You were kind." not in str(take_a_copy(person=wes)), "it would say whether it was taken away"
    erase_person(person=wes, by=None)
    told = Notice.objects.get(about=thanks.about)
    assert "Wesley" not in told.title + told.words


# --- what one does not have, or not any more --------------------------------------------------------------------------
def test_the_code_of_what_was_given_on_is_not_for_whoever_gave_it_on(mina, cora):
    away = got(mina, by=cora, says="away", goes_to="the food bank", how="code", code="AWAY-1")
    own = got(mina, by=cora, how="code", code="OWN-1")
    assert "AWAY-1" not in as_(mina).get(f"{ROOT}{away.pk}/").content.decode()
    assert "AWAY-1" in as_(cora).get(f"{ROOT}{away.pk}/").content.decode()
    assert "OWN-1" in as_(mina).get(f"{ROOT}{own.pk}/").content.decode()
    copy = str(take_a_copy(person=mina))
    assert ("AWAY-1" in copy, "OWN-1" in copy) == (False, True)


def test_whether_a_kind_is_there_is_not_said_to_whoever_may_not_know(mina):
    client, there = as_(mina), RewardKind.objects.first().pk
    assert {client.get(f"{ROOT}ways/things/{pk}/").status_code for pk in (there, 99_999)} == {404}


# --- what was not looked at -------------------------------------------------------------------------------------------
@pytest.mark.parametrize("seen", ["", "before"])
def test_nothing_is_done_to_what_has_changed_since_it_was_looked_at(mina, cora, helen, seen):
    offered, other, claimed = reward(mina, by=cora), reward(mina, by=cora), cost(mina)
    before = {one.about: {"seen": one.stamp if seen else ""} for one in (offered, other, claimed)}
    services.answer(reward=offered, answer="yes", by=mina)
    services.answer(reward=other, answer="yes", by=cora)
    services.put_right(cost=claimed, by=mina, **again(claimed, pence=999))
    today = timezone.localdate().isoformat()
    sent(cora, f"{offered.pk}/give/", how="hand", on=today, **before[offered.about])
    sent(cora, f"{offered.pk}/withdraw/", why="No.", **before[offered.about])
    sent(helen, f"{other.pk}/answer-down/", answer="no", **before[other.about])
    sent(cora, f"costs/{claimed.pk}/send-back/", why="Too much.", **before[claimed.about])
    assert [fresh(one).state for one in (offered, other, claimed)] == ["yes", "yes", "sent"]
    sent(helen, f"{other.pk}/answer-down/", answer="no", seen=fresh(other).stamp)
    sent(cora, f"{offered.pk}/withdraw/", why="No.", seen=fresh(offered).stamp)
    sent(cora, f"costs/{claimed.pk}/send-back/", why="Too much.", seen=fresh(claimed).stamp)
    assert [fresh(one).state for one in (offered, other, claimed)] == ["withdrawn", "no", "back"]


def test_a_budget_is_not_changed_over_what_another_typed(cora, helen):
    of = budget(by=cora, pence=5_000, lines={"people": 4_000})
    typed = {"name": of.name, "first": of.first.isoformat(), "last": of.last.isoformat(), "seen": of.stamp}
    assert sent(cora, f"budgets/{of.pk}/change/", pence="30", **typed).status_code == 302
    assert sent(helen, f"budgets/{of.pk}/change/", pence="50", **typed).status_code == 409
    of.refresh_from_db()
    assert (of.pence, of.lines.count()) == (3_000, 0)


# --- miles and numbers ------------------------------------------------------------------------------------------------
def test_more_miles_than_can_be_paid_are_said_in_a_sentence(mina, cora):
    by_car = CostKind.objects.filter(by_the_mile=True).first()
    services.set_rate(kind=by_car, pence=20_000, since=timezone.localdate() - timedelta(days=9), by=cora)
    typed = {"title": "x", "kind": by_car.pk, "on": timezone.localdate().isoformat()}
    answer = sent(mina, "costs/new/", miles="51", **typed)
    assert (answer.status_code, str(TooFar()) in words(answer)) == (409, True)
    assert sent(mina, "costs/new/", miles="50", **typed).status_code == 302


def test_a_cost_that_is_put_right_keeps_its_rate(mina, cora):
    by_car, today = CostKind.objects.filter(by_the_mile=True).first(), timezone.localdate()
    MileageRate.objects.all().delete()
    services.set_rate(kind=by_car, pence=45, since=today - timedelta(days=99), by=cora)
    on = today - timedelta(days=3)
    made = cost(mina, kind=by_car.name, on=on, pence=None, miles=10)
    services.set_rate(kind=by_car, pence=200, since=today - timedelta(days=5), by=cora)
    services.put_right(cost=made, by=mina, title="x", kind=by_car, on=on, miles=20)
    assert fresh(made).pence == 900
    services.put_right(cost=made, by=mina, title="x", kind=by_car, on=today, miles=20)
    assert fresh(made).pence == 4_000, "of another day"


def test_a_number_that_no_table_holds_is_nobody(mina, cora):
    gave(mina)
    huge = "9" * 30
    path = f"offer/?people={mina.pk}"
    answer = sent(cora, path, people=[huge], title="x", kind=kind().pk, pence="5")
    assert (answer.status_code, set(answer.context["form"].errors)) == (200, {"people"})
    answer = sent(mina, "reference/", words="A job", shows=[huge])
    assert (answer.status_code, set(answer.context["form"].errors)) == (200, {"shows"})


def test_a_line_of_a_file_is_one_line(mina, cora):
    made = reward(mina, by=cora)
    sent(mina, f"{made.pk}/answer/", answer="away", goes_to="Bank\u202e\r\nreward:1,Evil")
    assert fresh(made).goes_to == "Bank reward:1,Evil"
    typed = {"kind": gave(mina).kind_id, "on": "2026-11-01", "minutes": "1", "title": "Tea\r\nJune 2020: Director"}
    sent(mina, "gave/new/", **typed)
    assert "\nJune 2020" not in as_(mina).get(f"{ROOT}record/file/").content.decode()


@pytest.mark.parametrize("path", ["statement/file/", "statement/pdf/", "letter/pdf/"])
def test_a_file_is_of_no_other_days_than_were_asked_for(mina, cora, path):
    got(mina, by=cora)
    answer = as_(mina).get(f"{ROOT}{path}?first=2020-01-01&last=rubbish")
    assert answer.status_code == 400
    assert answer["Content-Type"].startswith("text/html")


# --- paid once --------------------------------------------------------------------------------------------------------
def test_the_second_file_says_that_it_stood_in_one_before(mina, cora, helen):
    answered(mina, by=cora)
    cost_of_mina = cost(mina)
    services.approve(cost=cost_of_mina, by=cora)
    today = str(timezone.localdate())
    first, second = (lines_of(as_(who).post(f"{ROOT}to-pay/file/"))[1:] for who in (cora, helen))
    assert ([line.endswith(today) for line in first], len(first)) == ([False, False], 2)
    assert [line.rstrip('"').endswith(today) for line in second] == [True, True]


def test_a_receipt_that_two_people_send_is_said(mina, wes, cora):
    ours, theirs, other = cost(mina), cost(wes), cost(UserFactory())
    Cost.objects.filter(pk__in=[ours.pk, theirs.pk]).update(file_hash="a" * 40)
    assert set(Cost.objects.like(fresh(ours))) == {theirs}
    page = as_(cora).get(f"{ROOT}costs/{ours.pk}/").content.decode()
    assert f"/costs/{theirs.pk}/" in page
    assert "<bdi>Wesley</bdi>" in page
    assert f"/costs/{other.pk}/" not in page


def test_how_much_is_left_is_not_found_out_by_asking(mina, wes, cora):
    of = budget(by=cora, pence=5_000)
    made = answered(mina, by=cora, pence=4_000, says="no", budget=of)
    answered(wes, by=cora, pence=1_700, budget=of)
    for takes in (1, 3_000, 3_299, 3_301):
        with pytest.raises(services.NotEnoughLeft):
            services.answer(reward=made, answer="less", takes_pence=takes, by=mina)
    heard = reward(mina, by=cora, pence=1_000, budget=of)
    services.answer(reward=heard, answer="no", by=cora)
    answered(wes, by=cora, pence=3_000, budget=of)
    with pytest.raises(services.BeyondBudget, match="£3 left"):
        services.answer(reward=heard, answer="less", takes_pence=900, by=cora)
    services.answer(reward=heard, answer="less", takes_pence=300, by=cora)
