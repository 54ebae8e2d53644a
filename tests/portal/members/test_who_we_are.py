"""What the organisation is called, whom people can ring, and who answers: a plain form, without the CMS."""

from uuid import uuid4

import pytest
from django.urls import reverse

from home.models import Brand
from portal.audit.models import Entry
from portal.members.models import Answering
from tests.portal.members.door import words

pytestmark = pytest.mark.django_db
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
