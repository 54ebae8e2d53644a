"""Somebody presses when it is settled already: they read how it stands by now, and lose nothing that they typed."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import resolve, reverse
from django.utils import timezone

from portal.reciprocity import rules, services
from portal.reciprocity.services import (
    answer,
    approve,
    ask_for_reference,
    confirm,
    give,
    keep_offer,
    put_right,
    say_missing,
    say_reference_written,
    send_back,
    take_back,
    take_spending_back,
    withdraw,
)
from tests.factories.people import UserFactory
from tests.factories.reciprocity import (
    answered,
    approved,
    budget,
    called_off,
    cost,
    fresh,
    gave,
    got,
    paid,
    reward,
    spent,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def cora():
    return UserFactory(known_as="Cora", groups=["Coordinators"])


@pytest.fixture
def helen():
    return UserFactory(known_as="Helen", groups=["Payers"])


@pytest.fixture
def mina():
    return UserFactory(known_as="Mina")


@pytest.fixture
def wes():
    return UserFactory(known_as="Wes")


def press(person, name, thing, **typed):
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    sent = {"key": str(uuid4()), **typed}
    return client.post(reverse(f"portal:reciprocity:{name}", args=[thing.pk]), sent, follow=True)


GIVEN, NOT_OFFERED = "It is written down as given.", "It is not offered any more."
TO_GIVE, IS_SO = "Somebody has said yes, and it is still to be given.", "Somebody has said that it is so."


# Who presses what, after somebody else settled it how; and what they read.
def confirmed(p):
    made = gave(p["mina"], witness=p["wes"])
    services.say_it_is_so(contribution=made, by=p["wes"])
    return made


def reference_written(p):
    asked = ask_for_reference(words="A job", by=p["mina"])
    say_reference_written(asked=asked, by=p["cora"])
    return asked


def withdrawn(p):
    made = reward(p["mina"], by=p["cora"])
    withdraw(reward=made, why="The day is full.", by=p["cora"])
    return made


def sent_back(p):
    made = cost(p["mina"])
    send_back(cost=made, why="Which day?", by=p["cora"])
    return made


def taken_back(p):
    made = got(p["mina"], by=p["cora"])
    take_back(thing=made, why="It was lost.", by=p["cora"])
    return made


def missing(p):
    made = got(p["mina"], by=p["cora"])
    say_missing(thing=made, by=p["mina"])
    return made


def kept(p):
    made = called_off(p["mina"], by=p["cora"])
    keep_offer(reward=made, by=p["cora"])
    return made


def paid_back_in(p):
    made = spent(budget(by=p["cora"]), by=p["cora"])
    take_spending_back(spending=made, why="By mistake.", by=p["cora"])
    return made


CASES = {
    "undo a spending twice": ("helen", "take-spending-back", paid_back_in, "It was taken back."),
    "keep twice": ("helen", "keep-offer", kept, TO_GIVE),
    "approve what is approved": ("helen", "approve", lambda p: approved(p["mina"], by=p["cora"]), TO_GIVE),
    "approve what was sent back": ("helen", "approve", sent_back, "It was sent back, and waits to be put right."),
    "give what is given": ("helen", "give", lambda p: got(p["mina"], by=p["cora"]), GIVEN),
    "give what is withdrawn": ("helen", "give", withdrawn, NOT_OFFERED),
    "pay what is paid": ("helen", "give-cost", lambda p: paid(p["mina"], by=p["cora"]), GIVEN),
    "confirm twice": ("mina", "confirm", lambda p: cost(p["mina"]), "It waits for somebody to say yes to it."),
    "confirm twice for her": ("helen", "confirm-for", lambda p: cost(p["mina"]), "It waits for somebody to say yes"),
    "answer what is given": ("mina", "answer", lambda p: got(p["mina"], by=p["cora"]), GIVEN),
    "answer what is withdrawn": ("mina", "answer", withdrawn, NOT_OFFERED),
    "write down what she answered": ("helen", "answer-down", lambda p: answered(p["mina"], by=p["cora"]), TO_GIVE),
    "withdraw what is withdrawn": ("helen", "withdraw", withdrawn, NOT_OFFERED),
    "take back what was taken back": ("helen", "take-back", taken_back, TO_GIVE),
    "missing twice": ("mina", "missing", missing, "It is written down that it did not arrive."),
    "it came twice": ("mina", "came", lambda p: got(p["mina"], by=p["cora"]), GIVEN),
    "take back a cost that is approved": ("mina", "drop-cost", lambda p: approved(p["mina"], by=p["cora"]), TO_GIVE),
    "put right a cost that is approved": ("mina", "put-right", lambda p: approved(p["mina"], by=p["cora"]), TO_GIVE),
    "take back what is written": ("mina", "take-reference-back", reference_written, "The reference is written."),
    "choose a budget for what is paid": ("helen", "choose-budget", lambda p: paid(p["mina"], by=p["cora"]), GIVEN),
    "right twice": ("mina", "accept", lambda p: gave(p["mina"]), ""),
    "so twice": ("wes", "is-so", confirmed, IS_SO),
    "cannot say what they said": ("wes", "cannot-say", confirmed, IS_SO),
    "written twice": ("helen", "reference-written", reference_written, "The reference is written."),
}


@pytest.mark.parametrize("case", CASES)
def test_they_read_how_it_stands_and_nothing_changes(case, mina, wes, cora, helen):
    people = {"mina": mina, "wes": wes, "cora": cora, "helen": helen}
    who, name, make, says = CASES[case]
    thing = type(made := make(people)).objects.get(pk=made.pk)
    before = {field.attname: getattr(thing, field.attname) for field in thing._meta.fields}
    answer = press(people[who], name, thing)
    assert answer.redirect_chain == [(services.path_of(thing), 302)]
    html = answer.content.decode()
    assert "Something has changed here meanwhile." in html
    assert says in html
    thing.refresh_from_db()
    assert {field.attname: getattr(thing, field.attname) for field in thing._meta.fields} == before


def test_every_verb_whose_moment_can_pass_is_tried():
    """But for these: whoever rang does not know of it afterwards any more; the others go on as long as it stands."""
    views = (resolve(reverse(f"portal:reciprocity:{name}", args=[1])) for _who, name, *_rest in CASES.values())
    tried = {view.func.view_class.permission_required for view in views}
    left = {"accept_for", "write_is_so_down", "say_what_changed", "choose_who_reads"}
    assert set(rules.WHO) - tried == {f"reciprocity.{verb}" for verb in left}


@pytest.mark.parametrize(
    ("name", "make", "typed"),
    [
        ("withdraw", withdrawn, {"why": "My long reason."}),
        ("send-back", lambda p: approved(p["mina"], by=p["cora"]), {"why": "My long reason."}),
        ("take-back", taken_back, {"why": "My long reason."}),
        (
            "give",
            lambda p: got(p["mina"], by=p["cora"]),
            {"how": "code", "on": "2026-11-30", "code": "My long reason."},
        ),
    ],
)
def test_what_they_typed_is_there_to_copy(name, make, typed, mina, cora, helen):
    answer = press(helen, name, make({"mina": mina, "cora": cora}), **typed)
    html = answer.content.decode()
    assert (answer.status_code, answer.redirect_chain) == (403, [])
    assert "Something has changed here meanwhile." in html
    assert "My long reason." in html
    assert "2026-11-30" not in html


def test_where_her_gift_should_go_is_not_lost(mina, cora):
    answer = press(mina, "answer", got(mina, by=cora), answer="away", goes_to="The food bank in Elm Road")
    assert "The food bank in Elm Road" in answer.content.decode()


def test_who_may_not_know_of_it_finds_nothing_and_who_may_not_do_it_is_refused(mina, wes, cora, helen):
    made, theirs = approved(mina, by=cora), approved(cora, by=helen)
    assert press(wes, "approve", made).status_code == 404
    assert press(wes, "give", got(mina, by=cora)).status_code == 404
    assert press(mina, "approve", made).status_code == 403, "never her own"
    assert press(cora, "approve", theirs).status_code == 403
    assert press(helen, "confirm", cost(mina)).status_code == 403, "hers alone"
    assert press(cora, "confirm-for", cost(mina, by=cora)).status_code == 403, "not by who wrote it down"
    assert press(mina, "reference-written", ask_for_reference(words="A job", by=mina)).status_code == 403


def test_of_two_at_once_the_second_reads_it_too(mina, cora, helen):
    """Settled between the gate and the verb."""
    made = answered(mina, by=cora)
    give(thing=made, on=timezone.localdate(), how="hand", by=cora)
    with pytest.raises(services.TooLate, match="It is written down as given"):
        give(thing=made, on=timezone.localdate(), how="hand", by=helen)
    asked = cost(mina)
    put_right(cost=asked, by=mina, title="Tuesday", kind=asked.kind, on=asked.on, pence=500)
    with pytest.raises(services.TooLate, match="waits for somebody to say yes"):
        approve(cost=asked, by=cora, seen=asked.stamp)
    told = cost(mina, by=cora)
    confirm(cost=told, by=mina)
    confirm(cost=told, by=mina)
    open_one = reward(mina, by=cora)
    withdraw(reward=open_one, why="No.", by=cora)
    with pytest.raises(services.TooLate, match="not offered any more"):
        answer(reward=open_one, answer="yes", by=mina)
    assert fresh(open_one).state == "withdrawn"
