"""The way to what to do when somebody may come to harm: a page of the organisation's, or whom to ring."""

import pytest
from django.template.loader import render_to_string

CONTACT = {"contact_name": "Rosie", "contact_phone": "01632 960 146", "contact_email": "us@example.org"}


def shown(**brand):
    return render_to_string("components/worried_link.html", {"brand": brand})


@pytest.mark.parametrize(
    ("brand", "says"),
    [
        ({"worried_url": "/worried/"} | CONTACT, '<a href="/worried/">'),
        (CONTACT, "Ring <bdi>Rosie</bdi> today:"),
        (CONTACT, 'href="tel:01632960146"'),
        (CONTACT | {"contact_name": ""}, "Ring us today:"),
        (CONTACT | {"contact_phone": ""}, 'href="mailto:us@example.org"'),
        ({}, "Tell one of us today."),
    ],
)
def test_there_is_always_a_way_to_tell_somebody(brand, says):
    assert says in shown(**brand)
