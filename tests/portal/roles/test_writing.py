"""Several people write one role; nobody's words are lost, and no qualification shuts anybody out without a reason."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from portal.agreement.services.two_writers import digest_of_boxes
from portal.audit.models import Entry
from portal.drafts import services as drafts
from portal.members.services import erase_person
from portal.notices.models import Notice
from portal.refusal import WroteMeanwhile
from portal.roles import services
from portal.roles.models import Criterion, CriterionIdea, OffPutting, Role, RoleSeat
from portal.roles.services.holding import SetAside
from portal.roles.services.people import IsIn, NotAsked, TheLast
from portal.roles.services.writing import IS_SAID, MOST_CRITERIA, Enough, NotThere
from portal.roles.waiting import in_my_roles
from tests.at_once import at_once
from tests.effort import RACES
from tests.factories.people import UserFactory
from tests.factories.roles import again, agree, need, put_forward, remark, role

pytestmark = pytest.mark.django_db


@pytest.fixture
def ann(db):
    return UserFactory(known_as="Ann")


@pytest.fixture
def ben(db):
    return UserFactory(known_as="Ben")


def url(name, *args) -> str:
    return reverse(f"portal:roles:{name}", args=args)


def write(made, words, by, *, before="", section="purpose"):
    return services.write_section(role=made, section=section, words=words, before=before, by=by)


# --- Sections ---------------------------------------------------------------------------------------------------------
def test_whoever_begins_a_role_writes_it_with_the_same_rights_as_the_others(ann, ben):
    made = role(ann, ben, whole=False)
    assert set(made.seats.taken().values_list("person", flat=True)) == {ann.pk, ben.pk}
    write(made, "So that nobody waits alone.", ben)
    assert again(made).purpose == "So that nobody waits alone."


def test_two_who_write_one_section_lose_nothing(ann, ben):
    made = role(ann, ben)
    before = made.purpose
    assert write(made, "So that no child waits alone.", ann, before=before) is False
    assert write(made, "So that no parent waits alone.", ben, before=before) is True
    assert again(made).purpose == "So that no child waits alone.\n\nSo that no parent waits alone."
    write(made, "Other.", ann, before=again(made).purpose)
    assert again(made).purpose == "Other."


def test_two_who_change_different_places_of_it_have_both_in_one_text(ann, ben):
    made = role(ann, ben)
    before = "You sit with people on Monday. Then you have a break. At the end you write down what was said."
    write(made, before, ann, section="doing", before=made.doing)
    write(made, before.replace("on Monday", "on Tuesday"), ann, section="doing", before=before)
    assert write(made, before.replace("write down", "tell us"), ben, section="doing", before=before) is False
    assert again(made).doing == before.replace("on Monday", "on Tuesday").replace("write down", "tell us")


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_two_who_save_a_section_at_the_same_moment_both_stand_there():
    for _repeat in range(RACES):
        ann, ben = UserFactory.create_batch(2)
        made = role(ann, ben, whole=False)
        came = at_once(
            lambda made=made, ann=ann: write(again(made), "Ann’s words.", ann),
            lambda made=made, ben=ben: write(again(made), "Ben’s words.", ben),
        )
        assert sorted(came) == [False, True]
        assert set(again(made).purpose.split("\n\n")) == {"Ann’s words.", "Ben’s words."}


def test_the_form_shows_both_when_somebody_wrote_meanwhile(client, ann, ben):
    made = role(ann, ben)
    client.force_login(ben)
    sent = {"words": "Mine.", "before": "", "key": "8a1f0a39-6b8b-4b0e-9e0e-4a6cf8f2b001"}
    answer = client.post(url("write-section", made.pk, "purpose"), sent, follow=True)
    assert "Somebody wrote here at the same time" in answer.content.decode()
    assert again(made).purpose == "So that nobody waits alone.\n\nMine."


def test_saving_may_lead_on_to_the_next_section_in_which_nothing_stands(client, ann, ben):
    made = role(ann, ben)
    client.force_login(ann)
    sent = {"words": "Warm.", "before": "", "do": "next", "key": "8a1f0a39-6b8b-4b0e-9e0e-4a6cf8f2b002"}
    assert client.post(url("write-section", made.pk, "people"), sent)["Location"] == url(
        "write-section", made.pk, "place"
    )


def test_there_is_no_other_section(client, ann, ben):
    made = role(ann, ben)
    client.force_login(ann)
    assert client.get(url("write-section", made.pk, "title")).status_code == 404
    assert client.get(url("say-on", made.pk, "begun_by")).status_code == 404


def test_words_that_put_people_off_are_named_with_the_reason(client, ann, ben):
    made = role(ann, ben)
    write(made, "A Fast-Paced team.", ann, before=made.purpose)
    client.force_login(ann)
    page = client.get(url("write-section", made.pk, "purpose")).content.decode()
    assert "nobody has time for you" in page
    sent = {"words": "A warm team. Fast-paced.", "before": "A Fast-Paced team."}
    sent |= {"key": "8a1f0a39-6b8b-4b0e-9e0e-4a6cf8f2b008"}
    page = client.post(url("write-section", made.pk, "purpose"), sent, follow=True).content.decode()
    assert "You can keep it." in page
    OffPutting.objects.update(in_use=False)
    assert "nobody has time for you" not in client.get(url("write-section", made.pk, "purpose")).content.decode()


def test_unsent_words_of_a_section_wait_for_whoever_may_write_it(ann, ben):
    made = role(ann, ben)
    about = f"role-section:{made.pk}-purpose"
    drafts.keep(person=ann, about=about, fields={"words": "Half a"})
    assert drafts.kept(person=ann, about=about).boxes["words"] == "Half a"
    assert ann.has_perm("drafts.keep_draft", about)
    assert not UserFactory().has_perm("drafts.keep_draft", about)


def test_a_new_name_over_somebody_elses_is_refused_and_shows_theirs(client, ann, ben):
    made = role(ann, ben)
    client.force_login(ann)
    form = client.get(url("rename", made.pk)).context["form"]
    services.rename(role=made, title="Listener", kind="voluntary", by=ben)
    sent = {"title": "Helper", "kind": "paid", "stood": form.initial["stood"]}
    answer = client.post(url("rename", made.pk), sent | {"key": "8a1f0a39-6b8b-4b0e-9e0e-4a6cf8f2b003"})
    assert answer.status_code == 409
    assert "Listener" in answer.content.decode()
    assert again(made).title == "Listener"


# --- What it needs ----------------------------------------------------------------------------------------------------
def needs(text="You can add up", **said) -> dict:
    given = {"text": text, "essential": True, "stage": "form", "hint": "", "legal_reason": ""}
    return given | {"by_life": True, "by_work": True, "by_qualification": False} | said


def test_all_ways_to_have_learned_it_count_from_the_start(ann, ben):
    made = role(ann, ben, whole=False)
    one = services.add_criterion(role=made, by=ann, **needs(by_qualification=True))
    assert [str(route) for route in one.routes] == ["life", "work", "paper"]


def test_a_qualification_alone_is_refused_until_a_law_is_named(client, ann, ben):
    made = role(ann, ben)
    client.force_login(ann)
    sent = {"text": "A nurse", "routes": ["paper"], "essential": "yes", "stage": "form", "stood": ""}
    answer = client.post(url("add-need", made.pk), sent | {"key": "8a1f0a39-6b8b-4b0e-9e0e-4a6cf8f2b004"})
    assert "A qualification alone shuts people out" in answer.content.decode()
    assert made.criteria.count() == 1
    sent |= {"legal_reason": "Nursing and Midwifery Order 2001", "key": "8a1f0a39-6b8b-4b0e-9e0e-4a6cf8f2b005"}
    assert client.post(url("add-need", made.pk), sent).status_code == 302
    assert made.criteria.get(text="A nurse").legal_reason == "Nursing and Midwifery Order 2001"


def test_some_way_has_to_count(ann, ben):
    made = role(ann, ben)
    with pytest.raises(IntegrityError), transaction.atomic():
        Criterion.objects.filter(role=made).update(by_life=False, by_work=False)


def test_an_idea_begins_the_form_and_stands_no_longer_among_them(client, ann, ben):
    made, idea = role(ann, ben), CriterionIdea.objects.first()
    client.force_login(ann)
    assert idea.name in client.get(url("ideas", made.pk)).content.decode()
    assert client.get(f"{url('add-need', made.pk)}?idea={idea.pk}").context["form"].initial["text"] == idea.name
    assert client.get(f"{url('add-need', made.pk)}?idea=9{'9' * 30}").context["form"].initial["text"] == ""
    need(made, text=idea.name)
    assert idea.name not in client.get(url("ideas", made.pk)).content.decode()


def test_they_stand_in_the_order_that_people_put_them_in(ann, ben):
    made = role(ann, ben)
    second = need(made, "You can cook")
    services.move_up(criterion=second, by=ben)
    services.move_up(criterion=second, by=ben)  # it is at the top already
    assert [one.text for one in made.criteria.all()] == ["You can cook", "You can listen"]


def test_nobody_changes_one_over_another_or_one_that_is_gone(ann, ben):
    made = role(ann, ben)
    one = made.criteria.get()
    stood = digest_of_boxes(one, IS_SAID)
    services.change_criterion(criterion=one, stood=stood, by=ann, **needs("You can hear"))
    with pytest.raises(WroteMeanwhile):
        services.change_criterion(criterion=one, stood=stood, by=ben, **needs("You can see"))
    services.remove_criterion(criterion=one, by=ann)
    with pytest.raises(NotThere):
        services.remove_criterion(criterion=one, by=ben)


def test_a_list_has_an_end(ann, ben):
    made = role(ann, ben)
    for number in range(MOST_CRITERIA - 1):
        need(made, f"Thing {number}")
    with pytest.raises(Enough):
        services.add_criterion(role=made, by=ann, **needs())


def test_what_a_score_looks_like_is_said_for_each_way_that_counts(client, ann, ben):
    made = role(ann, ben)
    one = made.criteria.get()
    client.force_login(ann)
    form = client.get(url("scores", one.pk)).context["form"]
    assert form.names == [f"{route}_{score}" for route in ("life", "work") for score in range(5)]
    sent = {"life_3": "Says what they did", "stood": form.initial["stood"]}
    client.post(url("scores", one.pk), sent | {"key": "8a1f0a39-6b8b-4b0e-9e0e-4a6cf8f2b006"})
    assert Criterion.objects.get(pk=one.pk).anchors == {"life": {"3": "Says what they did"}}


# --- Who writes it ----------------------------------------------------------------------------------------------------
def test_somebody_is_asked_and_says_yes_or_no_without_a_reason(client, ann, ben):
    made = role(ann)
    seat = services.ask(role=made, person=ben, by=ann)
    assert [need.words for need in in_my_roles(ben)] == ["Will you help to write “Peer worker”?"]
    assert Notice.objects.filter(person=ben, about=f"role-seat:{seat.pk}").count() == 1
    with pytest.raises(IsIn):
        services.ask(role=made, person=ben, by=ann)
    services.answer(role=made, person=ben, yes=False, by=ben)
    assert again(seat).state == RoleSeat.State.NO
    services.ask(role=made, person=ben, by=ann)
    services.answer(role=made, person=ben, yes=True, by=ben)
    assert again(seat).is_taken
    with pytest.raises(NotAsked):
        services.answer(role=made, person=ben, yes=False, by=ben)


def test_an_answer_told_to_somebody_says_who_wrote_it_down(ann, ben):
    made = role(ann)
    services.ask(role=made, person=ben, by=ann)
    seat = services.answer(role=made, person=ben, yes=True, said="said", by=ann)
    assert (seat.said, seat.recorded_by) == ("said", ann)
    assert Entry.objects.filter(verb="roles.answered_yes", on_behalf_of=ben).count() == 1
    assert Notice.objects.filter(person=ben, about=f"noted-role:{made.pk}-{ben.pk}").count() == 1


def test_whoever_is_not_asked_any_more_finds_no_question(ann, ben):
    made = role(ann)
    seat = services.ask(role=made, person=ben, by=ann)
    services.ask_no_longer(seat=seat, by=ann)
    assert list(in_my_roles(ben)) == []
    assert not Notice.objects.filter(person=ben, about=f"role-seat:{seat.pk}").exists()


def test_the_last_does_not_leave(ann, ben):
    made = role(ann, ben)
    put_forward(made, ann)
    agree(made, ann)
    services.leave(role=made, by=ben)
    assert again(made).agreed is None, "nobody agrees alone"
    with pytest.raises(TheLast):
        services.leave(role=made, by=ann)


def test_with_who_leaves_for_good_the_others_may_have_agreed_and_no_name_stays(ann, ben):
    made = role(ann)
    services.ask(role=made, person=ben, by=ann)
    services.answer(role=made, person=ben, yes=True, by=ben)
    cat = UserFactory(known_as="Catherine")
    services.answer_remark(remark=remark(made, cat), taken=False, reason="Not yet.", by=ann)
    services.ask(role=made, person=cat, by=ann)
    services.answer(role=made, person=cat, yes=True, by=cat)
    put_forward(made, ann)
    agree(made, ben, cat)
    erase_person(person=ann, by=None)
    assert again(made).agreed is not None
    assert set(made.seats.values_list("person", flat=True)) == {ben.pk, cat.pk}
    assert not [told for told in Notice.objects.all() if "Ann" in f"{told.title} {told.words}"]


def test_what_nobody_writes_any_more_is_set_aside(ann):
    made = role(ann)
    erase_person(person=ann, by=None)
    assert again(made).set_aside_at is not None


def test_who_else_is_asked_is_for_those_who_write_it(client, ann, ben):
    made = role(ann, ben)
    services.ask(role=made, person=UserFactory(known_as="Quilla"), by=ann)
    for person, sees in ((ann, True), (UserFactory(), False)):
        client.force_login(person)
        assert ("Quilla" in client.get(url("role", made.pk)).content.decode()) is sees


# --- Beginning from an earlier one, and setting one aside -------------------------------------------------------------
def test_a_role_may_begin_with_the_words_of_an_earlier_one(client, ann, ben):
    first = role(ann, title="Peer worker")
    client.force_login(ben)
    assert "Peer worker" in client.get(f"{url('start')}?like={first.pk}").content.decode()
    sent = {"title": "Night peer worker", "kind": "paid", "key": "8a1f0a39-6b8b-4b0e-9e0e-4a6cf8f2b007"}
    client.post(f"{url('start')}?like={first.pk}", sent)
    made = Role.objects.get(title="Night peer worker")
    assert (made.purpose, [one.text for one in made.criteria.all()]) == (first.purpose, ["You can listen"])
    assert first.criteria.count() == 1
    assert list(made.seats.values_list("person", flat=True)) == [ben.pk]


def test_nobody_writes_on_one_that_was_set_aside(ann, ben):
    made = role(ann, ben)
    services.set_aside(role=made, by=ann)
    with pytest.raises(SetAside):
        write(made, "More.", ben)
    with pytest.raises(SetAside):
        remark(made, ben)
    assert list(in_my_roles(ben)) == []
    services.bring_back(role=made, by=ben)
    assert write(made, "More.", ben, before=made.purpose) is False
