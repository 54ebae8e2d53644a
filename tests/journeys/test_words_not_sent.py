"""Words that were begun and not sent. 1 They wait at home. 2 Go on. 3 Send them, or let them go."""

import pytest

from portal.drafts.models import Draft
from portal.members.models import User
from tests.factories.pages import page, team
from tests.journeys.test_wrong_phone_number import press

pytestmark = pytest.mark.browser
ELSEWHERE = "You have this page open somewhere else too"


@pytest.fixture
def sana(starter_content):
    return User.objects.get(username="sana")


@pytest.fixture
def edit(sana):
    """The address of the form of a page that Sana's team looks after."""
    made = page("The Tuesday café")
    team(made, sana)
    return f"/portal/pages/{made.pk}/edit/"


def test_words_that_wait_are_gone_on_with_or_let_go(phone, sana, edit):
    screen = phone(edit, who=sana)
    screen.get_by_label("Introduction").fill("Every Tuesday.")
    screen.get_by_label("Heading").fill("")
    press(screen, "Save for later")
    assert screen.get_by_role("alert").get_by_text("Please fill this in.").is_visible()

    screen.goto("/portal/")
    assert screen.get_by_text("You began to change “The Tuesday café” and did not send it.").is_visible()
    press(screen, "Go on", kind="link")
    assert screen.get_by_label("Introduction").input_value() == "Every Tuesday."
    press(screen, "Let these words go")
    assert screen.get_by_text("Those words are gone.").is_visible()
    assert screen.get_by_label("Introduction").input_value() == "Ring, write or drop in."
    assert not Draft.objects.exists()


def test_who_types_on_a_phone_and_at_a_desk_is_told_and_loses_nothing(visit, sana, edit):
    """The form keeps itself while somebody types."""
    phone, desk = visit(edit, who=sana), visit(edit, who=sana)
    for screen, words in ((phone, "On the phone."), (desk, "At the desk.")):
        screen.get_by_label("Introduction").fill(words)
        screen.locator("[data-status]", has_text="Saved at").wait_for()
    assert ELSEWHERE in desk.locator("[data-status]").inner_text()
    assert ELSEWHERE not in phone.locator("[data-status]").inner_text()
    assert {draft.fields["introduction"] for draft in Draft.objects.all()} == {"On the phone.", "At the desk."}


def test_before_somebody_is_signed_out_only_a_page_that_keeps_words_says_so(visit, sana, edit):
    home, form = visit("/portal/", who=sana), visit(edit, who=sana)
    home.locator("[data-session-kept]").wait_for(state="detached")
    form.get_by_label("Introduction").fill("Every Tuesday.")
    form.locator("[data-status]", has_text="Saved at").wait_for()
    assert "What you have written is kept." in form.locator("[data-session-text]").text_content()


def test_a_form_that_was_sent_says_that_it_keeps_nothing_more(visit, sana, edit):
    """As when somebody goes back to it in the browser's history."""
    screen = visit(edit, who=sana)
    screen.evaluate("fetch(location, {method: 'POST', body: new FormData(document.querySelector('.form-card'))})")
    screen.get_by_label("Introduction").fill("Too late.")
    screen.locator("[data-status]", has_text="this was sent already").wait_for()
    assert not Draft.objects.exists()
