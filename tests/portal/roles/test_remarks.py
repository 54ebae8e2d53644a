"""Anybody here says what they think of a role; those who write it take it, or say why not, with their name."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from portal.drafts import kinds, services as drafts
from portal.notices.models import Notice
from portal.roles import services
from portal.roles.models import Remark
from portal.roles.services.remarks import Answered, ChangedSince
from portal.roles.waiting import in_my_roles
from tests.factories.people import UserFactory
from tests.factories.roles import again, remark, role

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(db):
    return role(UserFactory(known_as="Ann"), UserFactory(known_as="Ben"))


@pytest.fixture
def olu(db):
    return UserFactory(known_as="Olu")


def writer(made):
    return made.seats.first().person


def suggests(made, olu, instead="So that no parent waits alone.") -> Remark:
    given = {"section": "purpose", "instead": instead, "stood": made.purpose}
    return remark(made, olu, words="It is about parents.", **given)


def test_it_waits_for_those_who_write_it_and_not_for_who_said_it(made, olu):
    remark(made, olu)
    assert [one.words for one in in_my_roles(writer(made))] == [
        "1 thing was said about “Peer worker”, and has no answer yet."
    ]
    assert list(in_my_roles(olu)) == []


def test_other_words_that_are_taken_stand_there_and_whoever_suggested_them_is_told(made, olu):
    services.answer_remark(remark=suggests(made, olu), taken=True, reason="You are right.", by=writer(made))
    assert again(made).purpose == "So that no parent waits alone."
    assert "Yes: You are right." in Notice.objects.get(person=olu).words


def test_not_taken_needs_a_reason_and_a_name(made, olu):
    said = suggests(made, olu)
    with pytest.raises(IntegrityError), transaction.atomic():
        Remark.objects.filter(pk=said.pk).update(state="not")
    services.answer_remark(remark=said, taken=False, reason="It is for all families.", by=writer(made))
    assert again(made).purpose == "So that nobody waits alone."
    assert (again(said).reason, again(said).answered_by) == ("It is for all families.", writer(made))


def test_words_that_changed_since_are_not_written_over(made, olu):
    said = suggests(made, olu)
    services.write_section(role=made, section="purpose", words="Rest.", before=made.purpose, by=writer(made))
    with pytest.raises(ChangedSince):
        services.answer_remark(remark=said, taken=True, reason="Yes.", by=writer(made))
    assert (again(made).purpose, again(said).is_open) == ("Rest.", True)


def test_line_ends_of_browsers_are_no_change(client, made, olu):
    made.purpose = "One line.\nAnother line."
    made.save()
    client.force_login(olu)
    sent = {"words": "Plainer.", "instead": "Once more.\r\nQuite other.", "stood": "One line.\r\nAnother line."}
    sent |= {"key": "8a1f0a39-6b8b-4b0e-9e0e-4a6cf8f2b201"}
    client.post(reverse("portal:roles:say-on", args=[made.pk, "purpose"]), sent)
    services.answer_remark(remark=made.remarks.get(), taken=True, reason="Yes.", by=writer(made))
    assert again(made).purpose == "Once more.\nQuite other."


def test_kept_words_about_all_of_it_lead_back_to_their_form(client, made, olu):
    about = f"role-remark:{made.pk}-all"
    drafts.keep(person=olu, about=about, fields={"words": "Half a"})
    assert kinds.form_of(olu, about) == reverse("portal:roles:say-on", args=[made.pk, "all"])
    client.force_login(olu)
    assert "Half a" in client.get(kinds.form_of(olu, about)).content.decode()


def test_words_that_are_no_other_words_are_a_comment(made, olu):
    assert suggests(made, olu, instead=made.purpose).instead == ""


def test_it_is_answered_once(made, olu):
    said = remark(made, olu)
    services.answer_remark(remark=said, taken=False, reason="No.", by=writer(made))
    with pytest.raises(Answered):
        services.answer_remark(remark=said, taken=True, reason="Yes.", by=writer(made))
    with pytest.raises(Answered):
        services.take_remark_back(remark=said, by=olu)


def test_whoever_said_it_takes_it_back_and_nobody_else_does(made, olu):
    said = remark(made, olu)
    with pytest.raises(Answered):
        services.take_remark_back(remark=said, by=writer(made))
    services.take_remark_back(remark=said, by=olu)
    assert not made.remarks.exists()


def test_the_form_about_all_of_it_suggests_no_other_words(client, made, olu):
    client.force_login(olu)
    form = client.get(reverse("portal:roles:say", args=[made.pk])).context["form"]
    assert set(form.fields) == {"key", "goes_on", "words"}
    form = client.get(reverse("portal:roles:say-on", args=[made.pk, "purpose"])).context["form"]
    assert form.initial["instead"] == made.purpose
