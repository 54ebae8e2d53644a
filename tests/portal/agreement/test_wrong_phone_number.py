"""The journey "A wrong phone number on a page": find it, change it, small fix, live, told, undone."""

import re

import pytest
from django.urls import reverse

from portal.agreement.models import SmallFix
from portal.audit.models import Entry
from tests.factories.pages import NEW_NUMBER, OLD_NUMBER, page, team
from tests.portal.agreement.conftest import fields, text_key

pytestmark = pytest.mark.django_db


@pytest.fixture
def contact(people):
    made = page()
    team(made, people["member"])
    return made


def test_the_whole_journey(people, contact, sign_in):
    browser = sign_in(people["member"])
    found = browser.get(reverse("portal:pages:list"), {"q": "contact"})
    shown = browser.get(re.search(r'href="(/portal/pages/\d+/)"', found.content.decode())[1])
    edit = browser.get(re.search(r'href="(/portal/pages/\d+/edit/)"', shown.content.decode())[1])
    form = fields(edit)
    form[text_key(edit)] = form[text_key(edit)].replace(OLD_NUMBER, NEW_NUMBER)

    done = browser.post(edit.request["PATH_INFO"], form | {"do": "fix", "why": "The number was old."}, follow=True)

    assert done.status_code == 200
    assert "It is on the site now" in done.content.decode()
    public = browser.get(contact.url).content.decode()
    assert NEW_NUMBER in public
    assert OLD_NUMBER not in public
    told = sign_in(people["coordinator"])
    home = told.get(reverse("portal:home")).content.decode()
    assert "Mina made a small fix on “Contact us”: The number was old." in home
    fix = told.get(reverse("portal:pages:fix", args=[SmallFix.objects.get().pk]))
    changes = fix.context["changes"]
    assert [(change.label, change.before, change.after) for change in changes] == [
        (
            "Text",
            [(False, "Ring us on 0113 496 "), (True, "0000 "), (False, "in the mornings.\n\nOr write.")],
            [(False, "Ring us on 0113 496 "), (True, "0999 "), (False, "in the mornings.\n\nOr write.")],
        )
    ]
    undone = told.post(reverse("portal:pages:fix-undo", args=[SmallFix.objects.get().pk]), follow=True)
    assert "Cora put it back" in undone.content.decode()
    public = browser.get(contact.url).content.decode()
    assert OLD_NUMBER in public
    assert NEW_NUMBER not in public
    verbs = Entry.objects.filter(subject=f"page:{contact.pk}").order_by("number").values_list("verb", "by__known_as")
    assert list(verbs) == [("page.small_fix", "Mina"), ("page.small_fix_undone", "Cora")]
