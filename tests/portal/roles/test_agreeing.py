"""Everybody who writes a role says yes to its exact words; then it counts, and any change asks all of them anew."""

import pytest
from django.urls import reverse

from portal.agreement.services.agreeing import TooBig, VersionChanged
from portal.agreement.services.together import NotInIt
from portal.notices.models import Notice
from portal.roles import services
from portal.roles.answers import places as answer_places
from portal.roles.services.agreeing import Alone, NotSmall, NotWholeYet
from portal.roles.waiting import in_my_roles
from tests.factories.people import UserFactory
from tests.factories.roles import again, agree, need, put_forward, role, write_easy_read

pytestmark = pytest.mark.django_db


@pytest.fixture
def ann(db):
    return UserFactory(known_as="Ann")


@pytest.fixture
def ben(db):
    return UserFactory(known_as="Ben")


def url(name, *args) -> str:
    return reverse(f"portal:roles:{name}", args=args)


def test_what_is_missing_is_said_before_anybody_is_asked(ann, ben):
    made = role(ann, ben, whole=False)
    with pytest.raises(NotWholeYet) as refused:
        put_forward(made, ann)
    assert refused.value.missing == [
        "Say what the role is for.",
        "Say what somebody will do.",
        "Say at least one thing that the role needs.",
    ]


def test_a_qualification_that_shuts_people_out_does_not_go_round(ann, ben):
    made = role(ann, ben)
    need(made, "A nurse", by_life=False, by_work=False, by_qualification=True)
    with pytest.raises(NotWholeYet, match="takes a qualification, and not what somebody has lived through"):
        put_forward(made, ann)
    made.criteria.filter(text="A nurse").update(legal_reason="Nursing and Midwifery Order 2001")
    assert put_forward(made, ann).number == 1


def test_nobody_agrees_with_themselves(ann):
    with pytest.raises(Alone):
        put_forward(role(ann), ann)


def test_it_counts_with_the_last_yes_and_not_before(ann, ben):
    made = role(ann, ben)
    version = put_forward(made, ann)
    assert [said.words for said in in_my_roles(ben)] == ["“Peer worker”: do you agree?"]
    assert Notice.objects.filter(person=ben, about=f"role:{made.pk}").count() == 1
    assert agree(made, ann).agreed is None
    assert agree(made, ben).agreed == version
    assert list(in_my_roles(ben)) == []


def test_nobody_by_office_agrees(ann, ben):
    made = role(ann, ben)
    version = put_forward(made, ann)
    for outside in (UserFactory(groups=["Coordinators"]), UserFactory(is_superuser=True)):
        assert not outside.has_perm("roles.agree", made)
        with pytest.raises(NotInIt):
            services.ROLES.agree(made, version=version, person=outside, by=outside)


def test_other_words_ask_everybody_anew_and_the_agreed_ones_count_until_then(ann, ben):
    made = role(ann, ben)
    first = put_forward(made, ann)
    made = agree(made, ann, ben)
    services.write_section(role=made, section="pay", words="£12.60 an hour, and your bus.", before="", by=ben)
    assert again(made).agreed == first
    second = put_forward(again(made), ben)
    assert again(made).agreed == first
    with pytest.raises(VersionChanged):
        services.ROLES.agree(made, version=first, person=ann, by=ann)
    assert agree(made, ann, ben).agreed == second


def test_a_small_fix_keeps_what_was_agreed_and_any_of_them_undoes_it(ann, ben):
    made = role(ann, ben)
    first = put_forward(made, ann)
    made = agree(made, ann, ben)
    made.purpose = "So that nobody waits on their own."
    made.save()
    fix = services.put_forward(role=made, after=first.number, small_fix="A word", by=ann)
    assert again(made).agreed == fix
    services.ROLES.undo_fix(made, version=fix, by=ben)
    assert again(made).agreed.words["purpose"] == "So that nobody waits alone."
    assert again(made).purpose == "So that nobody waits alone.", "also where people write"


def test_what_sort_of_role_it_is_is_no_small_thing(ann, ben):
    made = role(ann, ben)
    first = put_forward(made, ann)
    made = agree(made, ann, ben)
    services.rename(role=made, title=made.title, kind="voluntary", by=ann)
    with pytest.raises(NotSmall):
        services.put_forward(role=made, after=first.number, small_fix="The sort", by=ann)


def test_nobody_is_asked_about_words_that_the_asker_did_not_read(client, ann, ben):
    made = role(ann, ben)
    client.force_login(ann)
    form = client.get(url("put-forward", made.pk)).context["form"]
    services.write_section(role=made, section="pay", words="£12", before="", by=ben)
    sent = {"after": "", "read": form.initial["read"], "key": "8a1f0a39-6b8b-4b0e-9e0e-4a6cf8f2b103"}
    assert client.post(url("put-forward", made.pk), sent).status_code == 409
    assert services.ROLES.newest(made) is None


def test_the_words_that_count_can_be_read_while_others_wait(client, ann, ben):
    made = role(ann, ben)
    put_forward(made, ann)
    made = agree(made, ann, ben)
    services.write_section(role=made, section="purpose", words="Rest.", before=made.purpose, by=ben)
    put_forward(again(made), ben)
    client.force_login(ann)
    page = client.get(url("agree", made.pk)).content.decode()
    assert "Until then, what you agreed on" in page
    assert "Agreed on" not in client.get(url("role", made.pk)).content.decode()


def test_nobody_agrees_alone_also_when_the_other_leaves(ann, ben):
    made = role(ann, ben)
    put_forward(made, ann)
    agree(made, ann)
    services.leave(role=made, by=ben)
    assert again(made).agreed is None


def test_whoever_rings_somebody_is_led_to_where_the_answer_is_written_down(ann, ben):
    made = role(ann, ben)
    olu = UserFactory()
    seat = services.ask(role=made, person=olu, by=ann)
    version = put_forward(made, ann)
    told = list(Notice.objects.filter(about__startswith="role").order_by("pk"))
    found = {notice.about: place for notice, place in answer_places(ann, told)}
    assert found == {
        f"role-seat:{seat.pk}": url("answer-down", seat.pk),
        f"role:{made.pk}": url("yes-down", made.pk, version.number, ben.pk),
    }
    assert dict(answer_places(UserFactory(), told)) == {}


def test_nobody_is_rung_about_a_role_that_was_set_aside(ann):
    ben, olu = UserFactory(known_as="Ben", email=""), UserFactory(email="")
    made = role(ann, ben)
    services.ask(role=made, person=olu, by=ann)
    put_forward(made, ann)
    rung = Notice.objects.filter(about__startswith="role", state="by-hand")
    assert set(rung.values_list("person", flat=True)) == {ben.pk, olu.pk}
    services.set_aside(role=made, by=ann)
    assert not rung.exists()


def test_what_a_role_needs_is_no_small_thing(ann, ben):
    made = role(ann, ben)
    first = put_forward(made, ann)
    made = agree(made, ann, ben)
    made.criteria.update(essential=False)
    with pytest.raises(TooBig):
        services.put_forward(role=made, after=first.number, small_fix="A tick", by=ann)


def test_somebody_without_a_screen_says_yes_to_whoever_reads_it_out(client, ann, ben):
    made = role(ann, ben)
    version = put_forward(made, ann)
    client.force_login(ann)
    assert client.get(url("yes-down", made.pk, version.number, ann.pk)).status_code == 404
    sent = {"how_told": "said", "key": "8a1f0a39-6b8b-4b0e-9e0e-4a6cf8f2b101"}
    client.post(url("yes-down", made.pk, version.number, ben.pk), sent)
    yes = version.agreements.get(person=ben)
    assert (yes.said, yes.recorded_by) == ("said", ann)
    assert Notice.objects.filter(person=ben, about=f"noted-role:{made.pk}-{ben.pk}").count() == 1


def test_the_page_says_what_changed_since_i_said_yes(client, ann, ben):
    made = role(ann, ben)
    put_forward(made, ann)
    made = agree(made, ann, ben)
    need(made, "You can cook")
    put_forward(made, ben)
    client.force_login(ann)
    page = client.get(url("agree", made.pk)).content.decode()
    assert "Changed since you said yes" in page
    assert "You can cook" in page


def test_words_that_were_changed_since_are_named_as_such(client, ann, ben):
    made = role(ann, ben)
    client.force_login(ann)
    assert client.get(url("agree", made.pk)).status_code == 404
    put_forward(made, ann)
    services.write_section(role=made, section="pay", words="£12", before="", by=ben)
    assert "Somebody has changed it since" in client.get(url("agree", made.pk)).content.decode()
    assert "Changed since people were asked" in client.get(url("role", made.pk)).content.decode()


def test_two_who_ask_everybody_at_once_ask_once(client, ann, ben):
    made = role(ann, ben)
    client.force_login(ben)
    put_forward(made, ann)
    made.title = "Other"
    made.save()
    sent = {"after": "", "why": "", "key": "8a1f0a39-6b8b-4b0e-9e0e-4a6cf8f2b102"}
    answer = client.post(url("put-forward", made.pk), sent)
    assert answer.status_code == 409
    assert services.ROLES.newest(made).number == 1


def test_what_changed_says_who_asked_and_what_was_taken(client, ann, ben):
    made = role(ann, ben)
    put_forward(made, ann)
    outside = UserFactory(known_as="Olu")
    said = services.say(role=made, section="", words="Say what it pays.", by=outside)
    services.answer_remark(remark=said, taken=True, reason="People ask that first.", by=ben)
    services.write_section(role=made, section="pay", words="£12", before="", by=ben)
    put_forward(again(made), ben)
    client.force_login(outside)
    page = client.get(url("history", made.pk)).content.decode()
    for words in ("Say what it pays.", "People ask that first.", "Olu", "£12"):
        assert words in page


def test_its_page_costs_the_same_for_1_and_for_20(client, ann, ben, django_assert_num_queries):
    made = role(ann, ben)
    put_forward(made, ann)
    client.force_login(ann)
    client.get(url("role", made.pk))
    with django_assert_num_queries(18):
        client.get(url("role", made.pk))
    for number in range(19):
        need(made, f"Thing {number}")
        services.say(role=made, section="purpose", words="More.", by=UserFactory())
    write_easy_read(made, ann, *["More."] * 20)
    put_forward(again(made), ann)
    with django_assert_num_queries(18):
        client.get(url("role", made.pk))
