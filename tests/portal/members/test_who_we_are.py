"""What the organisation is called, whom people can ring, and who answers: a plain form, without the CMS."""

from functools import partial
from uuid import uuid4

import pytest
from django.urls import reverse

from home.models import Brand
from portal.audit.models import Entry
from portal.members.models import Answering
from portal.members.services import say_who_we_are
from portal.members.standing import COORDINATORS
from tests.at_once import came_to
from tests.effort import RACES
from tests.factories.people import UserFactory
from tests.portal.members.door import words

pytestmark = [pytest.mark.django_db, pytest.mark.both]
SAID = {
    "name": "Riverside Together",
    "contact_name": "Rosie",
    "contact_phone": "01632 960 146",
    "contact_email": "",
    "contact_hours": "",
    "help_name": "Sana",
    "help_days": 3,
    "complaints_name": "",
    "complaints_days": 4,
}


def test_it_is_kept_and_stands_on_the_website(client_of, people):
    Brand.objects.create(accent="#123456")
    url = reverse("portal:settings:who-we-are")
    assert client_of("coordinator").post(url, SAID | {"key": uuid4()}).status_code == 302
    brand, answering = Brand.objects.get(), Answering.objects.get()
    assert (brand.name, brand.contact_phone, brand.accent) == ("Riverside Together", "01632 960 146", "#123456")
    assert (answering.help_name, answering.complaints_days, answering.help_kept_days) == ("Sana", 4, 30)
    assert Entry.objects.get(verb="members.who_we_are_changed").by == people["coordinator"]
    assert "<bdi>Sana</bdi> answers within 3 working days." in words(client_of("member").get("/get-involved/help/"))


def test_a_number_nobody_can_ring_is_refused_and_the_rest_stays(client_of):
    wrong = SAID | {"contact_phone": "ask at the door", "key": uuid4()}
    page = words(client_of("coordinator").post(reverse("portal:settings:who-we-are"), wrong))
    assert "Write a phone number, such as 01632 960 001." in page
    assert 'value="Riverside Together"' in page
    assert not Brand.objects.filter(name="Riverside Together").exists()


def as_opened(boxes):
    return {f"initial-{name}": value for name, value in boxes.items()} | boxes | {"key": uuid4()}


def test_of_two_who_change_different_boxes_each_keeps_what_the_other_said(client_of, people):
    Brand.objects.create(name="Riverside", contact_phone="01632 960 001")
    url = reverse("portal:settings:who-we-are")
    client = client_of("coordinator")
    opened = [client.get(url).context["form"] for _one in range(2)]
    one, other = [as_opened({name: form[name].value() or "" for name in SAID}) for form in opened]
    client.post(url, one | {"name": "Riverside Together"})
    client.post(url, other | {"contact_phone": "01632 960 146"})
    brand = Brand.objects.get()
    assert (brand.name, brand.contact_phone) == ("Riverside Together", "01632 960 146")
    assert Entry.objects.filter(verb="members.who_we_are_changed").count() == 2

    client.post(url, as_opened(SAID))
    assert Entry.objects.filter(verb="members.who_we_are_changed").count() == 2, "nothing was changed"


def test_what_was_there_stands_in_the_form_beside_each_box(client_of):
    page = client_of("coordinator").get(reverse("portal:settings:who-we-are")).content.decode()
    assert {name for name in SAID if f'name="initial-{name}"' in page} == set(SAID)


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_two_who_say_it_for_the_first_time_at_once_write_one_row():
    for _repeat in range(RACES):
        Brand.objects.all().delete()
        by = UserFactory(groups=[COORDINATORS])
        one = partial(say_who_we_are, said={Brand: {"name": "Riverside"}}, by=by)
        other = partial(say_who_we_are, said={Brand: {"contact_phone": "01632 960 146"}}, by=by)
        assert came_to(one, other) == ["done", "done"]
        assert Brand.objects.values_list("name", "contact_phone").get() == ("Riverside", "01632 960 146")
