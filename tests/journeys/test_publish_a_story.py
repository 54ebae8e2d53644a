"""“Publish a story”. 1 “Tell a story”: type, or ask someone to write it down. 2 Invite your co-writer. 3 Write. 4 See
it as the public will. 5 Four questions. 6 A fresh pair of eyes. 7 The last yes, it is live, all are told. 8 “Take it
down” stands under your own story."""

import pytest

from casestudies.models import Story
from portal.members.models import About, User
from tests.journeys.screen import open_menu, press, said

pytestmark = pytest.mark.browser


def person(name):
    return User.objects.get(username=name)


def test_publish_a_story(phone, starter_content):
    for name in ("sana", "tunde"):
        About.objects.update_or_create(person=person(name), defaults={"in_directory": True})
    mair = phone("/portal/", who=person("mair"))
    begin(mair)
    ask(mair, "Sana", "Write with me")
    ask(mair, "Tunde", "Read it with fresh eyes before it goes on the site")
    sana, tunde = phone("/portal/stories/", who=person("sana")), phone("/portal/stories/", who=person("tunde"))
    for screen in (sana, tunde):
        help_with_it(screen)
    write(sana)
    see_it(mair)
    four_questions(mair, "Mair")
    four_questions(sana, "Sana")
    say_yes(mair)
    wish(tunde)
    write_again(mair)
    say_yes(sana)
    look(tunde)
    assert "said yes, and it changed since" in text_of(sana, "Mair") or "has not said yes yet" in text_of(sana, "Mair")
    the_last_yes(mair)
    visitor = phone("/stories/")
    press(visitor, "How the kitchen garden began", kind="link")
    assert "Told by" in visitor.inner_text("main")
    take_it_down(mair)
    visitor.reload()
    assert "How the kitchen garden began" not in visitor.content()
    delete_it(mair)
    assert not Story.objects.filter(page__title="How the kitchen garden began").exists()


def begin(screen):
    open_menu(screen)
    with screen.expect_navigation():
        screen.get_by_role("navigation", name="Your space").get_by_role("link", name="Stories").click()
    press(screen, "Tell a story", kind="link")
    press(screen, "Begin")
    assert screen.title().startswith("Error:"), "it needs to say what it is about"
    screen.get_by_label("What is it about?").fill("How the kitchen garden began")
    screen.get_by_label("Who was there?").fill("Four of us from the street.")
    press(screen, "Begin")
    screen.get_by_label("What happened", exact=True).fill("We asked for the key, and nobody minded.")
    press(screen, "Save")
    assert "How the kitchen garden began" in screen.inner_text("h1")


def ask(screen, name, role):
    press(screen, "Ask somebody to help", kind="link")
    screen.get_by_label("Whom would you like to ask?").select_option(label=name)
    screen.get_by_label(role).check()
    press(screen, "Ask them")
    assert f"We ask {name}." in said(screen)


def help_with_it(screen):
    assert "kitchen" not in screen.content(), "nobody reads it before they say yes"
    press(screen, "Mair would like to tell a story with you", kind="link")
    screen.get_by_label("Yes, I’d like to").check()
    press(screen, "Save")


def write(screen):
    press(screen, "Write", kind="link")
    screen.get_by_label("What changed").fill("Now there are beans for everybody.")
    press(screen, "Add what somebody said")
    screen.get_by_label("What somebody said").fill("I never grew anything before.")
    press(screen, "Save")


def see_it(screen):
    screen.reload()
    press(screen, "See it as everybody will", kind="link")
    assert "Now there are beans for everybody." in screen.inner_text("body")
    screen.go_back()


def four_questions(screen, name):
    screen.reload()
    press(screen, "Answer four questions", kind="link")
    press(screen, "Save my answers")
    assert screen.title().startswith("Error:")
    screen.get_by_label("My first name").check()
    screen.get_by_label("Write the name as it should stand there").fill(name)
    screen.get_by_label("No", exact=True).check()
    screen.get_by_label("12 months").check()
    press(screen, "Save my answers")


def say_yes(screen):
    screen.reload()
    press(screen, "Read it, and say yes", kind="link")
    press(screen, "Yes, it can go on the site like this")
    assert "Thank you." in said(screen)


def wish(screen):
    screen.reload()
    press(screen, "Read it with fresh eyes", kind="link")
    screen.get_by_label("Yes, or something else should change first").check()
    press(screen, "Send my answer")
    assert screen.title().startswith("Error:"), "a wish says what should change"
    screen.get_by_label("What should change first?").fill("“The street” tells where it is.")
    press(screen, "Send my answer")


def write_again(screen):
    screen.reload()
    assert "“The street” tells where it is." in screen.inner_text("main")
    press(screen, "Write", kind="link")
    screen.get_by_label("Introduction").fill("Four of us who live near by.")
    press(screen, "Save")


def look(screen):
    screen.reload()
    press(screen, "Read it with fresh eyes", kind="link")
    screen.get_by_label("No. Nobody could tell who this is").check()
    press(screen, "Send my answer")


def text_of(screen, name):
    screen.reload()
    return screen.get_by_role("listitem").filter(has_text=name).first.inner_text()


def the_last_yes(screen):
    screen.reload()
    press(screen, "Read it, and say yes", kind="link")
    assert "Changed since you said yes" in screen.inner_text("main")
    press(screen, "Yes, it can go on the site like this")
    assert "it is on the site now" in said(screen)


def take_it_down(screen):
    press(screen, "Take it down", kind="link")
    press(screen, "Take it down now")
    assert "Nobody can read your story any more." in screen.inner_text("main")


def delete_it(screen):
    press(screen, "Delete every copy now", kind="link")
    press(screen, "Delete every copy now")
    assert "It is gone." in said(screen)
