"""A cost is sent with its receipt, said yes to by somebody else, and paid back once; it is nobody's income."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from portal import needs
from portal.drafts.models import Draft
from portal.notices.models import Notice
from portal.reciprocity.forms.amounts import HoursField
from portal.reciprocity.forms.costs import CostForm
from portal.reciprocity.forms.giving import GiveForm
from portal.reciprocity.models import Cost, CostKind, Entry, MileageRate
from portal.reciprocity.services import (
    NoRate,
    NotSaidYes,
    NotTheirOwn,
    TooLate,
    approve,
    confirm,
    drop_cost,
    give,
    ledger,
    let_old_receipts_go,
    put_right,
    send_back,
    set_policy,
)
from portal.reciprocity.statement import statement_of
from tests.factories.media import PDF, picture_bytes, picture_file
from tests.factories.people import UserFactory
from tests.factories.reciprocity import approved, cost, fresh, paid

pytestmark = pytest.mark.django_db


@pytest.fixture
def cora():
    return UserFactory(known_as="Cora", groups=["Coordinators"])


@pytest.fixture
def mina():
    return UserFactory(known_as="Mina")


def said(made, **other):
    return {"title": "The Tuesday meeting", "kind": made.kind, "on": made.on, "pence": made.pence} | other


def test_it_is_sent_said_yes_to_and_paid(mina, cora):
    set_policy(adviser="", days_to_pay=10, no_receipt_pence=500, by=cora)
    made = cost(mina)
    assert made.state == "sent"
    approve(cost=made, by=cora, seen=made.stamp)
    assert fresh(made).by_when == timezone.localdate() + timedelta(days=10)
    assert "You get it by" in Notice.objects.get(person=mina, about=made.about).words
    give(thing=made, on=timezone.localdate(), how="paid", by=cora)
    assert fresh(made).state == "given"
    assert Entry.objects.balance(ledger.account_of(mina), "pence") == 460


def test_it_is_not_income_and_stands_apart(mina, cora):
    paid(mina, by=cora)
    today = timezone.localdate()
    statement = statement_of(mina, today, today)
    assert (statement.total, statement.paid_back, len(statement.costs)) == (0, 460, 1)


def test_nobody_says_yes_to_their_own(cora):
    made = cost(cora)
    for verb in (approve, lambda cost, by: send_back(cost=cost, why="Mine", by=by)):
        with pytest.raises(NotTheirOwn):
            verb(cost=made, by=cora)
    with pytest.raises(IntegrityError), transaction.atomic():
        Cost.objects.filter(pk=made.pk).update(approved_by=cora, approved_at=timezone.now())


def test_where_the_only_coordinator_claims_a_named_member_says_yes(cora):
    helen = UserFactory(groups=["Payers"])
    made = cost(cora)
    assert helen.has_perm("reciprocity.approve", made)
    approve(cost=made, by=helen)
    give(thing=made, on=timezone.localdate(), how="hand", by=helen)
    assert fresh(made).state == "given"


def test_what_somebody_else_wrote_down_waits_for_their_yes(mina, cora):
    made = cost(mina, by=cora)
    assert made.state == "unconfirmed"
    with pytest.raises(TooLate):
        approve(cost=made, by=cora)
    with pytest.raises(IntegrityError), transaction.atomic():
        Cost.objects.filter(pk=made.pk).update(approved_at=timezone.now())
    confirm(cost=made, by=mina)
    approve(cost=fresh(made), by=cora)
    assert fresh(made).state == "yes"


def test_whoever_wrote_it_down_does_not_confirm_it_for_them(mina, cora):
    made, helen = cost(mina, by=cora), UserFactory(groups=["Payers"])
    may = {who for who in (mina, cora, helen) if who.has_perm("reciprocity.confirm_for", made)}
    assert may == {helen}


def test_it_is_sent_back_with_a_reason_put_right_and_sent_again(mina, cora):
    made = cost(mina)
    send_back(cost=made, why="The photo is too dark.", by=cora)
    assert fresh(made).state == "back"
    assert "too dark" in Notice.objects.get(person=mina, about=made.about).words
    with pytest.raises(TooLate):
        approve(cost=fresh(made), by=cora)
    put_right(cost=fresh(made), by=mina, **said(made, pence=510))
    assert (fresh(made).state, fresh(made).pence, fresh(made).sent_back_why) == ("sent", 510, "")


def test_whoever_pays_puts_right_what_they_wrote_down_wrong_and_it_is_confirmed_anew(mina, cora):
    made, helen = cost(mina, by=cora), UserFactory(groups=["Payers"])
    assert {who for who in (mina, cora, helen) if who.has_perm("reciprocity.put_right", made)} == {mina, cora}
    put_right(cost=made, by=cora, **said(made, pence=640))
    assert (fresh(made).state, fresh(made).pence) == ("unconfirmed", 640)
    confirm(cost=made, by=mina)
    with pytest.raises(NotTheirOwn):
        confirm(cost=cost(mina, by=cora), by=cora)


def test_what_was_sent_back_is_put_right_for_somebody_who_was_rung(mina, cora):
    made, helen = cost(mina), UserFactory(groups=["Payers"])
    send_back(cost=made, why="Which day?", by=cora)
    assert helen.has_perm("reciprocity.put_right", fresh(made))
    put_right(cost=fresh(made), by=helen, **said(made, title="The meeting on the 24th"))
    assert (fresh(made).state, fresh(made).by) == ("unconfirmed", helen)


def test_nobody_says_yes_to_what_they_did_not_see(mina, cora):
    made = cost(mina)
    put_right(cost=made, by=mina, **said(made, pence=99_000))
    with pytest.raises(TooLate):
        approve(cost=fresh(made), by=cora, seen=made.stamp)


def test_once_said_yes_to_it_stays_as_it_is(mina, cora):
    made = approved(mina, by=cora)
    with pytest.raises(TooLate):
        put_right(cost=made, by=mina, **said(made, pence=99_000))
    with pytest.raises(TooLate):
        drop_cost(cost=made, by=mina)


def test_what_nobody_said_yes_to_is_not_paid(mina, cora):
    with pytest.raises(NotSaidYes):
        give(thing=cost(mina), on=timezone.localdate(), how="paid", by=cora)


def test_miles_are_paid_by_the_rate_of_their_day(mina):
    car = CostKind.objects.get(name="Own car")
    MileageRate.objects.create(kind=car, since=date(2026, 4, 6), pence=50)
    before = cost(mina, kind="Own car", pence=None, miles=10, on=date(2026, 4, 5))
    after = cost(mina, kind="Own car", pence=None, miles=10, on=date(2026, 4, 6))
    assert [(one.pence, one.pence_a_mile) for one in (before, after)] == [(450, 45), (500, 50)]
    with pytest.raises(NoRate):
        cost(mina, kind="Own car", pence=None, miles=10, on=date(2001, 1, 1))


def test_money_that_is_needed_first_is_there_by_that_day(mina, cora):
    tomorrow = timezone.localdate() + timedelta(days=1)
    made = approved(mina, by=cora, ahead=True, on=tomorrow)
    assert made.by_when == tomorrow


def test_a_receipt_is_made_again_and_goes_with_its_cost(mina, django_capture_on_commit_callbacks):
    made = cost(mina, receipt=picture_file("IMG_2041.jpg", size=(60, 40), exif=b"Exif\0\0Home, 12 Elm Road"))
    storage, name = made.file.storage, made.file.name
    with storage.open(name) as kept, Image.open(kept) as picture:
        assert picture.size == (60, 40)
        kept.seek(0)
        assert b"Elm Road" not in kept.read()
    assert "IMG_2041" not in name
    with django_capture_on_commit_callbacks(execute=True):
        drop_cost(cost=made, by=mina)
    assert not storage.exists(name)


def test_an_old_receipt_goes_and_its_cost_stays(mina, cora, settings, django_capture_on_commit_callbacks):
    """By the day on which it was paid: somebody may have typed the year of the cost wrong."""
    old = timezone.localdate() - timedelta(days=settings.RECEIPT_DAYS + 1)
    gone = paid(mina, by=cora, on=old, receipt=picture_file(size=(60, 40)))
    stays = cost(mina, on=old, receipt=picture_file(size=(60, 40)))
    with django_capture_on_commit_callbacks(execute=True):
        let_old_receipts_go()
    assert [bool(fresh(one).file) for one in (gone, stays)] == [False, True]
    assert [one.file.storage.exists(one.file.name) for one in (gone, stays)] == [False, True]
    assert fresh(gone).pence == 460


def test_a_ticket_may_be_a_pdf(mina):
    made = cost(mina, receipt=ContentFile(PDF, name="ticket.pdf"))
    assert made.content_type == "application/pdf"


# --- What was typed and not sent --------------------------------------------------------------------------------------
def typed_and_not_sent(client, where, **typed):
    """The amount is missing, so the form comes back; a photo is with it."""
    bus = CostKind.objects.get(name="Bus, tram or train")
    sent = {
        "key": str(uuid4()),
        "title": "The Tuesday meeting",
        "kind": bus.pk,
        "on": "2026-11-30",
        "pence": "",
    } | typed
    return client.post(where, sent | {"receipt": picture_file("ticket.jpg", size=(60, 40))})


def test_words_of_a_cost_wait_until_they_are_sent_and_its_photo_is_not_kept(client, mina):
    client.force_login(mina)
    where = reverse("portal:reciprocity:claim")
    assert typed_and_not_sent(client, where, no_receipt_because="I lost it on the way.").status_code == 200
    draft = Draft.objects.get(person=mina)
    assert (draft.about, "receipt" in draft.boxes, "ticket" in str(draft.boxes)) == ("cost:new", False, False)
    assert "You began to write down what something cost you" in str(needs.needs_of(mina))
    form = client.get(where).context["form"]
    shown = {name: form[name].value() for name in ("title", "no_receipt_because", "receipt")}
    assert shown == {"title": "The Tuesday meeting", "no_receipt_because": "I lost it on the way.", "receipt": None}
    answer = typed_and_not_sent(
        client, where, key=str(form["key"].value()), pence="4.60", goes_on=form["goes_on"].value()
    )
    assert answer.status_code == 302
    assert not Draft.objects.exists()
    assert Cost.objects.get().file


def test_words_to_put_a_cost_right_wait_for_whoever_may_and_go_with_it(client, mina, cora):
    made = cost(mina)
    send_back(cost=made, why="Which day?", by=cora)
    where = reverse("portal:reciprocity:put-right", args=[made.pk])
    for person in (mina, cora):
        client.force_login(person)
        assert typed_and_not_sent(client, where, title=f"By {person}").status_code == 200
        assert client.get(where).context["form"]["title"].value() == f"By {person}"
        assert "how a cost is put right" in str(needs.needs_of(person))
    other = UserFactory()
    assert not other.has_perm("drafts.keep_draft", made.about)
    assert not cora.has_perm("drafts.keep_draft", "cost:99999999999999999999")
    drop_cost(cost=fresh(made), by=mina)
    assert not Draft.objects.exists()


def test_words_of_a_cost_for_somebody_are_kept_for_whoever_pays_alone(client, mina, cora):
    where = reverse("portal:reciprocity:cost-down")
    client.force_login(cora)
    assert typed_and_not_sent(client, where, person=mina.pk).status_code == 200
    assert [(one.person, one.about) for one in Draft.objects.all()] == [(cora, "cost-down:new")]
    assert client.get(where).context["form"]["person"].value() == str(mina.pk)
    assert not mina.has_perm("drafts.keep_draft", "cost-down:new")


def test_whoever_puts_a_cost_right_too_late_keeps_their_words(client, mina, cora):
    made = approved(mina, by=cora)
    client.force_login(mina)
    answer = typed_and_not_sent(client, reverse("portal:reciprocity:put-right", args=[made.pk]), title="My long words")
    assert ("My long words" in answer.content.decode(), answer.status_code) == (True, 403)


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"pence": "4.60"}, set()),
        ({"pence": "5.00"}, set()),
        ({"pence": "5.01"}, {"no_receipt_because"}),
        ({"pence": "5.01", "no_receipt_because": "The machine was broken."}, set()),
        ({"pence": "5.01", "ahead": "on"}, set()),
        ({"pence": ""}, {"pence"}),
        ({"pence": "four"}, {"pence"}),
        ({"pence": "-3"}, {"pence"}),
        ({"pence": "1e3"}, {"pence"}),
        ({"pence": "10000.01"}, {"pence"}),
        ({"kind": "Own car", "miles": ""}, {"miles"}),
        ({"kind": "Own car", "miles": "12", "pence": "99"}, set()),
    ],
)
def test_what_is_asked_for(typed, wrong):
    kind = CostKind.objects.get(name=typed.pop("kind", "Bus, tram or train"))
    given = {"key": str(uuid4()), "title": "The meeting", "kind": kind.pk, "on": "2026-11-30"} | typed
    form = CostForm(given)
    assert set(form.errors) == wrong, form.errors


# --- What was looked at, and by whom it was written -------------------------------------------------------------------
def test_nobody_says_that_a_cost_is_right_that_they_had_not_before_them(client, mina, cora):
    helen, made = UserFactory(groups=["Payers"]), cost(mina, by=cora)
    seen = made.stamp
    put_right(cost=made, by=cora, **said(made, pence=99_000, no_receipt_because="Lost."))
    for who, where in ((mina, "confirm"), (helen, "confirm-for")):
        client.force_login(who)
        for looked_at in ({}, {"seen": seen}):
            client.post(f"/portal/give-and-get/costs/{made.pk}/{where}/", {"key": uuid4()} | looked_at)
        assert fresh(made).confirmed_at is None
        assert f'value="{fresh(made).stamp}"' in client.get(f"/portal/give-and-get/costs/{made.pk}/").content.decode()
    client.post(f"/portal/give-and-get/costs/{made.pk}/confirm-for/", {"key": uuid4(), "seen": fresh(made).stamp})
    assert fresh(made).confirmed_at is not None


def test_whoever_pays_takes_nothing_away_that_somebody_else_sent(client, mina, cora):
    sent, down = cost(mina), cost(mina, by=cora)
    send_back(cost=sent, why="Too dark.", by=cora)
    client.force_login(cora)
    page = client.get(f"/portal/give-and-get/costs/{sent.pk}/").content.decode()
    assert ("put-right" in page, "take-away" in page) == (True, False)
    assert client.post(f"/portal/give-and-get/costs/{sent.pk}/take-away/", {"key": uuid4()}).status_code == 403
    with pytest.raises(TooLate):
        drop_cost(cost=sent, by=cora)
    drop_cost(cost=down, by=cora)
    assert set(Cost.objects.all()) == {sent}
    confirmed = cost(mina, by=cora)
    confirm(cost=confirmed, by=mina)
    with pytest.raises(TooLate):
        drop_cost(cost=confirmed, by=cora)


def test_whoever_wrote_a_cost_at_all_does_not_say_for_them_that_it_is_right(mina, cora):
    """Also when another put it right since."""
    helen, ann = UserFactory.create_batch(2, groups=["Payers"])
    made = cost(mina, by=cora)
    confirm(cost=made, by=mina)
    for by in (helen, ann):
        if fresh(made).state == "sent":
            send_back(cost=fresh(made), why="Look again.", by=by)
        put_right(cost=fresh(made), by=by, **said(made))
        confirm(cost=fresh(made), by=mina)
    send_back(cost=fresh(made), why="Look again.", by=ann)
    put_right(cost=fresh(made), by=ann, **said(made))
    for by in (cora, helen, ann):
        assert not by.has_perm("reciprocity.confirm_for", fresh(made))
        with pytest.raises(NotTheirOwn):
            confirm(cost=fresh(made), by=by)
    confirm(cost=fresh(made), by=UserFactory(groups=["Payers"]))


# --- what a walk through it found -------------------------------------------------------------------------------------
def test_a_photo_that_could_not_be_kept_is_asked_for_again(mina):
    bus = CostKind.objects.filter(by_the_mile=False).first()
    said = {"key": uuid4(), "title": "The meeting", "kind": bus.pk, "on": timezone.localdate(), "pence": "lots"}
    form = CostForm(said, {"receipt": SimpleUploadedFile("bus.jpg", picture_bytes("JPEG"))})
    assert form.errors["receipt"] == ["Please choose your photo again. It was not kept."]
    form = CostForm(said | {"pence": "2"}, {"receipt": SimpleUploadedFile("bus.txt", b"A ticket.")})
    assert form.errors["receipt"] == ["Choose a photo, or a file that ends in .pdf."]


def test_a_day_to_come_is_for_what_cannot_be_paid_first(mina):
    bus = CostKind.objects.filter(by_the_mile=False).first()
    later = timezone.localdate() + timedelta(days=3)
    said = {"key": uuid4(), "title": "The meeting", "kind": bus.pk, "on": later, "pence": "2"}
    assert CostForm(said).errors.keys() == {"ahead"}
    assert CostForm(said | {"ahead": "on"}).errors == {}


@pytest.mark.parametrize("typed", ["0", "6.5", "lots"])
def test_whatever_is_wrong_with_miles_it_says_how_they_are_typed(mina, typed):
    car = CostKind.objects.filter(by_the_mile=True).first()
    said = {"key": uuid4(), "title": "The meeting", "kind": car.pk, "on": timezone.localdate(), "miles": typed}
    assert CostForm(said).errors["miles"] == ["Type whole miles, such as 6."]


@pytest.mark.parametrize("typed", ["0", "30", "lots"])
def test_whatever_is_wrong_with_hours_it_says_how_they_are_typed(mina, typed):
    with pytest.raises(ValidationError, match="at most 24"):
        HoursField(most=24).clean(typed)


def test_sent_as_a_code_it_has_a_code(mina):
    said = {"key": uuid4(), "how": "code", "on": timezone.localdate(), "code": "", "seen": "x"}
    assert GiveForm(said).errors == {"code": ["Type the code, or choose another way."]}
