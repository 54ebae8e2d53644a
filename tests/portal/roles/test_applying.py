"""Applying without an account: begun, written, sent, taken back."""

import pytest

from portal.notices.models import Notice
from portal.notices.routes import Means
from portal.roles import services
from portal.roles.codes import code_of
from portal.roles.models import Adjustments, Answer, Applicant, Application
from portal.roles.services.applying import Closed, NotAsked, NothingInIt, SentAlready, TakenBack
from tests.factories.people import UserFactory
from tests.factories.roles import again, agreed, applies, closed, opened

pytestmark = pytest.mark.django_db


@pytest.fixture
def vacancy():
    mair, dev = UserFactory(), UserFactory()
    return opened(agreed(mair, dev), dev)


def test_the_code_opens_it_and_is_kept_nowhere(vacancy):
    ada = applies(vacancy)
    code = code_of(ada)
    found, helps = services.by_code(code.lower())
    assert (found, helps) == (ada, False)
    assert code not in str(Applicant.objects.values().get())
    assert services.by_code("AAAAAAAAAAAA") is None


def test_the_link_goes_by_mail_and_to_nobody_else(vacancy):
    ada = applies(vacancy)
    applies(vacancy, "Bo", means=Means.CALL, address="01632 960 001")
    assert [one.path for one in Notice.objects.filter(person=None)] == [f"/get-involved/application/{code_of(ada)}/"]


def test_a_new_code_ends_the_one_before(vacancy):
    ada = applies(vacancy)
    before = code_of(ada)
    code = services.make_new_code(application=ada)
    assert services.by_code(before) is None
    assert services.by_code(code) == (ada, False)


def test_whoever_helps_has_a_code_of_their_own_until_it_is_ended(vacancy):
    ada = applies(vacancy)
    code = services.let_somebody_help(application=ada, name="Sam")
    assert services.by_code(code) == (ada, True)
    another = services.let_somebody_help(application=ada, name="Jo")
    assert services.by_code(code) is None
    services.let_nobody_help(application=ada)
    assert services.by_code(another) is None
    assert services.by_code(code_of(ada)) == (ada, False)


def test_what_is_not_asked_is_not_taken(vacancy):
    with pytest.raises(NotAsked):
        services.write_answer(application=applies(vacancy), need="criterion-0", words="All sorts.")


def test_sent_it_stays_as_it_is_until_it_is_opened_again(vacancy):
    ada = applies(vacancy, words="I listen.")
    assert ada.is_sent
    with pytest.raises(SentAlready):
        services.write_answer(application=ada, need=vacancy.asked[0].key, words="I talk.")
    services.change_again(application=ada)
    services.write_answer(application=ada, need=vacancy.asked[0].key, words="I talk.")
    assert services.send(application=ada).answers.get().words == "I talk."


def test_an_empty_one_is_not_sent(vacancy):
    with pytest.raises(NothingInIt):
        services.send(application=applies(vacancy))


def test_after_the_last_day_nothing_is_taken(vacancy):
    ada = applies(vacancy)
    services.write_answer(application=ada, need=vacancy.asked[0].key, words="I listen.")
    closed(vacancy)
    for act in (
        lambda: services.send(application=ada),
        lambda: services.write_answer(application=ada, need=vacancy.asked[0].key, words="More."),
        lambda: applies(vacancy, "Bo"),
        lambda: services.change_again(application=ada),
    ):
        with pytest.raises(Closed):
            act()
    assert Answer.objects.get().words == "I listen."  # to be copied
    assert again(ada).is_begun


def test_taken_back_all_that_they_said_is_gone_and_they_are_still_counted(vacancy):
    ada = applies(vacancy, "Wilhelmina", words="I listen.")
    services.say_what_helps(application=ada, words="A quiet room.", disability_confident=True)
    services.withdraw(application=ada)
    assert again(ada).is_gone
    for model in (Answer, Applicant, Adjustments):
        assert not model.objects.exists()
    assert not Notice.objects.filter(about=ada.about).exists()
    assert Application.objects.count() == 1
    with pytest.raises(TakenBack):
        services.send(application=ada)
    assert services.by_code(code_of(ada)) is None


def test_what_has_to_be_kept_stays_and_is_read_by_nobody_who_chooses(vacancy):
    ada = applies(vacancy, words="I listen.")
    Application.objects.filter(pk=ada.pk).update(kept_because="A tribunal asked for it.")
    services.withdraw(application=ada)
    assert Answer.objects.exists()
    assert not vacancy.applications.going_on().exists()


def test_nobody_has_the_code_name_of_another(vacancy):
    names = {applies(vacancy, address=f"a{n}@example.org").code_name for n in range(20)}
    assert len(names) == 20
