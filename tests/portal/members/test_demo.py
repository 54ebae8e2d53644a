import pytest

from portal.members import demo
from portal.members.models import (
    Coming,
    Complaint,
    Enquiry,
    Gathering,
    Invitation,
    OneOff,
    Review,
    Suggestion,
    Support,
    Training,
    User,
)
from portal.members.waiting import offers_due
from portal.notices.models import Notice
from tests.portal.members.door import is_in, sign_in

pytestmark = pytest.mark.django_db


def test_each_demo_person_signs_in_with_what_is_printed(client):
    demo.load()
    shown = demo.sign_ins()
    assert {name for _who, _can, name, _password in shown} == {name for name, *_rest in demo.PEOPLE}
    for _who, _can, name, password in shown:
        sign_in(client, name, password)
        assert is_in(client), name
        client.logout()


def test_loading_again_changes_nobody():
    demo.load()
    helen = User.objects.get(username="helen")
    helen.known_as = "Nel"
    helen.set_password("one of her own")
    helen.save()
    demo.load()
    shown = demo.sign_ins()
    assert "helen" not in {name for _who, _can, name, _password in shown}
    assert len(shown) == len(demo.PEOPLE) - 1
    assert User.objects.filter(invitation=None, erased_at=None).count() == len(demo.PEOPLE)
    assert User.objects.exclude(erased_at=None).count() == 1
    helen.refresh_from_db()
    assert helen.known_as == "Nel"


def test_george_lets_sana_help_and_loading_again_changes_nothing():
    demo.load()
    demo.load()
    support, *more = Support.objects.agreed()
    assert (str(support.member), str(support.supporter), more) == ("George", "Sana", [])
    assert set(Training.objects.values_list("person__username", flat=True)) == {"mair", "tunde"}


def test_mair_sees_something_in_dev_and_george_looks_at_how_it_goes_with_sana():
    demo.load()
    demo.load()
    suggestion, review = Suggestion.objects.get(), Review.objects.get()
    assert (str(suggestion.by), str(suggestion.person), suggestion.what) == ("Mair", "Dev", "Listening")
    assert Review.objects.visible_to(User.objects.get(username="sana")).get() == review
    sheet = User.objects.on_contact_sheet().values_list("username", flat=True)
    assert set(sheet) == {"rosie", "dev", "mair"}


def test_somebody_has_no_address_and_one_person_has_all_rights():
    demo.load()
    without = User.objects.filter(email="", invitation=None, is_active=True)
    assert set(without.values_list("username", flat=True)) == {"george"}
    assert set(User.objects.filter(is_superuser=True).values_list("username", flat=True)) == {"admin"}


def test_where_real_people_are_nobody_gets_a_printed_password(settings):
    settings.DEMO_PEOPLE_ALLOWED = False
    with pytest.raises(demo.DemoRefused):
        demo.load()
    assert not User.objects.exists()


def test_something_is_on_somebody_is_invited_and_somebody_is_to_be_rung():
    for _time in range(2):
        demo.load()
        assert (Gathering.objects.count(), OneOff.objects.count(), Coming.objects.count()) == (2, 1, 2)
        assert [one.name for one in Invitation.objects.open()] == ["Ines"]
    assert "George" in {notice.called for notice in Notice.objects.to_pass_on()}


def test_people_outside_are_heard_and_what_was_done_with_them_stays_so():
    for _time in range(2):
        demo.load()
        assert (Enquiry.objects.count(), Complaint.objects.count()) == (2, 1)
        Enquiry.objects.filter(name="Amina").update(outcome=Enquiry.Outcome.NOT_NOW)
    assert Enquiry.objects.get(name="Amina").outcome == "not-now"
    assert {offer.interests.count() for offer in Enquiry.objects.all()} == {1, 2}
    assert {str(offer.taken_by) for offer in Enquiry.objects.all()} == {"None", "Rosie"}
    rosie = User.objects.get(username="rosie")
    assert "Gwyn would like to help. You have it." in [due.words for due in offers_due(rosie)]
