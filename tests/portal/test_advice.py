"""Advice on plain words stands under what people write to others, and stops nobody."""

import pytest
from django.urls import reverse
from wagtail.models import Locale

from home.models import PlainWord
from portal.advice import LONGEST

pytestmark = pytest.mark.django_db
HARD = "stakeholders"


@pytest.fixture(autouse=True)
def hard_word():
    return PlainWord.objects.create(locale=Locale.get_default(), word=HARD, instead="people")


@pytest.fixture
def coordinator(client_of):
    return client_of("coordinator")


def test_it_is_given_while_somebody_writes(coordinator):
    shown = coordinator.post(reverse("portal:advice"), {"words": f"Dear {HARD}, come in."}).content.decode()
    assert "Try: people." in shown
    assert coordinator.post(reverse("portal:advice"), {"words": "Come in."}).content.decode().strip() == ""


@pytest.mark.parametrize("name", ["portal:people:write", "portal:people:invite"])
def test_it_stands_under_words_that_come_back(coordinator, name):
    address = reverse(name)
    long = next(key for key, field in coordinator.get(address).context["form"].fields.items() if _advises(field))
    refused = coordinator.post(address, {long: f"Dear {HARD}, come in."})
    assert refused.status_code in (200, 422)
    assert "Try: people." in refused.content.decode()


def _advises(field):
    return field.widget.template_name == "portal/_long_words.html"


def test_it_looks_at_so_much_and_no_more(coordinator):
    shown = coordinator.post(reverse("portal:advice"), {"words": "a " * LONGEST + HARD}).content.decode()
    assert "Try: people." not in shown


def test_words_in_it_stay_words(coordinator):
    shown = coordinator.post(reverse("portal:advice"), {"words": "<script>alert(1)</script> " * 30}).content.decode()
    assert "<script" not in shown
