"""Several who press at the same moment on one application. Real connections, real threads."""

from uuid import uuid4

import pytest

from portal.members.services.asking import Outsider
from portal.members.standing import COORDINATORS
from portal.notices.models import Notice
from portal.notices.routes import Means
from portal.roles import services
from portal.roles.codes import kept_key
from portal.roles.equality import QUESTIONS
from portal.roles.models import Answer, Applicant, Application, Counted, Vacancy
from tests.at_once import came_to
from tests.effort import RACES
from tests.factories.people import UserFactory
from tests.factories.roles import again, agreed, applies, opened

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def vacancy():
    return opened(agreed(UserFactory(), UserFactory()), UserFactory(groups=[COORDINATORS]))


def written(vacancy, number):
    ada = applies(vacancy, address=f"ada{number}@example.org")
    services.write_answer(application=ada, need=vacancy.asked[0].key, words="I listen.")
    return ada


def test_begun_by_one_form_at_once_it_is_there_once(vacancy):
    who = Outsider(name="Ada", means=Means.MAIL, address="ada@example.org", language="en")
    for _repeat in range(RACES):
        key = uuid4()
        came = came_to(*(lambda k=key: services.begin(vacancy=vacancy, key=k, outsider=who) for _one in range(3)))
        assert came == ["done"] * 3
        assert Application.objects.filter(key=kept_key(key)).count() == 1
    assert Applicant.objects.count() == RACES
    assert len(set(Application.objects.values_list("code_name", flat=True))) == RACES


def test_begun_by_many_at_once_nobody_has_the_name_of_another(vacancy):
    for number in range(RACES):
        came = came_to(*(lambda n=number, k=k: applies(vacancy, address=f"{n}-{k}@example.org") for k in range(4)))
        assert came == ["done"] * 4
    assert Application.objects.count() == 4 * RACES


def test_sent_at_once_it_is_sent_and_told_once(vacancy):
    for number in range(RACES):
        ada = written(vacancy, number)
        came = came_to(*(lambda a=ada: services.send(application=a) for _one in range(3)))
        assert came == ["done"] * 3
        assert Notice.objects.filter(about=ada.about, title__startswith="Your application has come").count() == 1
    assert Application.objects.sent().count() == RACES


def test_sent_and_taken_back_at_once_nothing_of_it_is_left(vacancy):
    for number in range(RACES):
        ada = written(vacancy, number)
        came = came_to(
            lambda a=ada: services.send(application=a),
            lambda a=ada: services.withdraw(application=a),
        )
        assert came[1] == "done"
        assert came[0] in ("done", "TakenBack")
        assert again(ada).is_gone
        assert not Notice.objects.filter(about=ada.about).exists()
    assert not Answer.objects.exists()


def test_written_and_taken_back_at_once_no_word_stays(vacancy):
    for number in range(RACES):
        ada = written(vacancy, number)
        came = came_to(
            lambda a=ada: services.write_answer(application=a, need=vacancy.asked[0].key, words="More."),
            lambda a=ada: services.withdraw(application=a),
        )
        assert came[1] == "done"
        assert not Answer.objects.filter(application=ada).exists()


def test_ended_while_it_is_sent_it_is_one_of_both():
    rosie = UserFactory(groups=[COORDINATORS])
    for number in range(RACES):
        vacancy = opened(agreed(UserFactory(), UserFactory()), rosie)
        ada = written(vacancy, number)
        came = came_to(
            lambda a=ada: services.send(application=a),
            lambda v=vacancy: services.end_vacancy(vacancy=v, outcome=Vacancy.Outcome.NOBODY, by=rosie),
        )
        assert came[1] == "done"
        assert (came[0], again(ada).is_sent) in (("done", True), ("Closed", False))


OLDER = {"age": "65"}


def test_counted_at_once_it_is_counted_once(vacancy):
    for number in range(RACES):
        ada = services.send(application=written(vacancy, number))
        came = came_to(*(lambda a=ada: services.count_answers(application=a, answers=OLDER) for _one in range(3)))
        assert came == ["done"] * 3
    assert Counted.objects.get(question="age", answer="65").many == RACES
    assert sum(one.many for one in Counted.objects.all()) == RACES * len(QUESTIONS)


def test_opened_at_once_a_role_is_open_once():
    for _repeat in range(RACES):
        mair, dev = UserFactory(), UserFactory()
        made = agreed(mair, dev)
        came = came_to(*(lambda m=made, by=by: opened(m, by) for by in (mair, dev)))
        assert sorted(came) == ["IsOpen", "done"]
