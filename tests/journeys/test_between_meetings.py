"""Between meetings: a member writes to their group; each gets it by the way they chose, and George, who has no e-mail,
is on the list of people whom Rosie rings."""

import pytest
from django.core import mail

from portal.notices.models import Notice
from tests.browser.getting_there import person
from tests.factories.groups import group as make_group
from tests.factories.notices import a_while_later
from tests.journeys.screen import press, said

pytestmark = pytest.mark.browser
WORDS = "Bring your bus pass on Tuesday."


@pytest.fixture
def group(starter_content):
    Notice.objects.all().delete()  # what the made-up people were told before
    return make_group(person("helen"), person("sana"), person("george"), name="Evening buses")


def test_a_member_writes_to_the_group(phone, group):
    sana = phone(f"/portal/groups/{group.pk}/", who=person("sana"))
    press(sana, "Who is here", kind="link")
    write(sana, "Bring your pass on Wednesday.")
    take_it_back(sana)
    write_anew(sana)
    press(sana, "Back to the group", kind="link")
    assert sana.get_by_role("heading", level=1, name="Evening buses").is_visible()
    a_while_later()
    assert [message.to for message in mail.outbox] == [["helen@example.org"]]
    assert all(words in mail.outbox[0].body for words in ("Evening buses", WORDS, "Sana"))
    george_is_rung(phone("/portal/", who=person("rosie")))


def write(screen, words):
    press(screen, "Write to the group", kind="link")
    press(screen, "See who gets it")
    assert screen.title().startswith("Error:"), "a message needs words"
    screen.get_by_label("Your message").fill(words)
    press(screen, "See who gets it")
    assert "George, Helen" in said(screen)
    assert "By e-mail" not in said(screen), "how others are reached is theirs to know"
    press(screen, "Send it")
    assert "Your message goes to 2 people." in said(screen)


def take_it_back(screen):
    assert "so that you can still take it back" in said(screen)
    press(screen, "Take it back")
    assert "Your words are here again." in said(screen)


def write_anew(screen):
    box = screen.get_by_label("Your message")
    assert box.input_value() == "Bring your pass on Wednesday."
    box.fill(WORDS)
    press(screen, "See who gets it")
    press(screen, "Send it")
    assert WORDS in said(screen)


def george_is_rung(screen):
    with screen.expect_navigation():
        screen.get_by_role("listitem").filter(has_text="1 person to ring or write to.").get_by_role("link").click()
    card = screen.get_by_role("article").filter(has_text="George")
    assert all(words in card.inner_text() for words in ("Evening buses", WORDS, "Sana"))
    with screen.expect_navigation():
        card.get_by_role("button", name="Done").click()
    assert "Thank you. It is off the list." in said(screen)
