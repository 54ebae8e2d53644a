"""A role that was agreed opens, in those words; what is put right; and its end."""

import pytest
from django.urls import reverse

from portal.members.standing import COORDINATORS
from portal.notices.models import Notice
from portal.roles import services
from portal.roles.models import Vacancy
from portal.roles.services.opening import CloseLater, HasEnded, IsOpen, NotAgreed
from tests.factories.people import UserFactory
from tests.factories.roles import again, agree, agreed, applies, in_days, opened, put_forward, role, write_easy_read

pytestmark = pytest.mark.django_db


@pytest.fixture
def mair(db):
    return UserFactory(known_as="Mair")


@pytest.fixture
def dev(db):
    return UserFactory(known_as="Dev")


@pytest.fixture
def rosie(db):
    return UserFactory(groups=[COORDINATORS])


def test_what_not_everybody_agreed_to_does_not_open(mair, dev):
    with pytest.raises(NotAgreed):
        opened(role(mair, dev), dev)


def test_it_opens_once(mair, dev):
    made = agreed(mair, dev)
    opened(made, dev)
    with pytest.raises(IsOpen):
        opened(made, mair)


def test_what_is_changed_afterwards_changes_nothing_of_what_people_are_asked(mair, dev, client):
    made = agreed(mair, dev)
    vacancy = opened(made, dev)
    services.change_criterion(criterion=made.criteria.get(), text="You have a degree", by=mair)
    services.write_section(role=made, section="purpose", words="Otherwise.", before=made.purpose, by=mair)
    put_forward(again(made), mair)
    agree(made, mair, dev)
    shown = client.get(vacancy.url).content.decode()
    assert "You can listen" in shown
    assert "You have a degree" not in shown
    assert "Otherwise." not in shown
    assert [need.text for need in again(vacancy).asked] == ["You can listen"]


def test_a_correction_is_dated_and_told_to_whoever_has_begun(mair, dev, client):
    vacancy = opened(agreed(mair, dev), dev)
    ada = applies(vacancy)
    gone = applies(vacancy, "Bo", address="bo@example.org")
    services.withdraw(application=gone)
    services.correct(vacancy=vacancy, words="It is in Cardiff.", by=mair, closes_on=in_days(20))
    told = Notice.objects.filter(words__contains="It is in Cardiff.")
    assert [one.about for one in told] == [ada.about]
    assert "It is in Cardiff." in client.get(vacancy.url).content.decode()
    assert again(vacancy).closes_on == in_days(20)


def test_nobody_is_given_less_time(mair, dev):
    with pytest.raises(CloseLater):
        services.correct(vacancy=opened(agreed(mair, dev), dev), words="Soon.", by=dev, closes_on=in_days(2))


def test_taken_back_whoever_applied_hears_why(mair, dev, client):
    vacancy = opened(agreed(mair, dev), dev)
    applies(vacancy, words="I listen.")
    services.end_vacancy(vacancy=vacancy, outcome=Vacancy.Outcome.WITHDRAWN, why="There is no money.", by=dev)
    assert Notice.objects.filter(person=None, words__contains="There is no money.").count() == 1
    assert "There is no money." in client.get(vacancy.url).content.decode()
    with pytest.raises(HasEnded):
        services.end_vacancy(vacancy=vacancy, outcome=Vacancy.Outcome.FILLED, by=dev)


def test_ended_it_may_open_again(mair, dev):
    made = agreed(mair, dev)
    services.end_vacancy(vacancy=opened(made, dev), outcome=Vacancy.Outcome.NOBODY, by=dev)
    assert opened(made, dev).takes_applications


def test_opened_from_its_page(mair, dev, rosie, client):
    made = agreed(mair, dev)
    client.force_login(mair)
    url = reverse("portal:roles:open", args=[made.pk])
    form = client.get(url).context["form"]
    said = {name: form[name].value() or "" for name in form.fields} | {"from_home": "", "instead_of_education": ""}
    said |= {"closes_on": in_days(14), "answers_by": in_days(10), "looked_after_by": rosie.pk}
    del said["from_home"], said["instead_of_education"]
    page = client.post(url, said)
    assert "That is too early." in page.content.decode()
    client.post(url, said | {"answers_by": in_days(30)})
    vacancy = Vacancy.objects.get()
    assert (vacancy.looked_after_by, vacancy.words_each, vacancy.kept_months) == (rosie, 250, 12)
    assert Notice.objects.get(person=rosie).title == f"You look after “{made.title}”"


def test_somebody_else_looks_after_it(mair, dev, rosie):
    vacancy = opened(agreed(mair, dev), dev, looked_after_by=rosie)
    ann = UserFactory(groups=[COORDINATORS])
    services.look_after(vacancy=vacancy, by=ann)
    assert again(vacancy).looked_after_by == ann
    assert Notice.objects.filter(person=rosie, title__startswith="Somebody else looks after").exists()


def test_whoever_wrote_it_stands_there_as_they_chose_and_nobody_else(mair, dev, client):
    made = agreed(mair, dev)
    services.be_called(role=made, called="Mair, a parent", by=mair)
    shown = client.get(opened(made, dev).url).content.decode()
    assert "Mair, a parent" in shown
    assert "Dev" not in shown


def test_only_coordinators_are_asked_to_look_after_it(mair, dev, rosie, client):
    client.force_login(dev)
    form = client.get(reverse("portal:roles:open", args=[agreed(mair, dev).pk])).context["form"]
    assert list(form.fields["looked_after_by"].queryset) == [rosie]
    assert rosie.groups.get().name == COORDINATORS


def test_what_is_promised_and_the_easy_read_stand_with_it(mair, dev, rosie, client):
    made = write_easy_read(role(mair, dev), mair, "You listen to people.")
    put_forward(made, mair)
    vacancy = opened(agree(made, mair, dev), rosie)
    client.get(vacancy.url)
    services.say_promise(words="We answer everyone.", guide="", by=rosie)
    shown = client.get(vacancy.url).content.decode()
    assert "You listen to people." in shown
    assert "We answer everyone." in shown
