"""“You said, we did, or why not”. Somebody outside asks for a talk first; nothing goes on before. A group decides, at a
meeting, and says why. Somebody without a name finds the answer on the page whose address they kept."""

import pytest

from portal.groups.models import Group, Proposal
from portal.members.models import User
from portal.notices.models import Notice
from tests.factories.groups import group, meeting
from tests.journeys.screen import press, said

pytestmark = pytest.mark.browser


def person(name):
    return User.objects.get(username=name)


@pytest.fixture
def rota(starter_content):
    made = group(person("mair"), person("dev"), name="Tea rota", question="Who makes the tea, and how?")
    meeting(made)
    return made


def test_talk_to_me_first(phone, rota):
    propose_outside(phone("/get-involved/"))
    rosie = phone("/portal/groups/suggestions/", who=person("rosie"))
    talk_and_pass_on(rosie)
    mair = phone("/portal/groups/suggestions/", who=person("mair"))
    bring_it_to_a_meeting(mair)
    say_why_not(mair)
    notices = Notice.objects.filter(address="01632 960 188").order_by("made_at", "pk")
    assert "Warm milk does not keep" in notices.last().words
    assert "Mair" in notices.last().words
    everybody = said(phone("/get-involved/you-said/"))
    assert "The milk is cold." in everybody
    assert "Not going ahead" in everybody
    assert "Nia" not in everybody


def propose_outside(screen):
    press(screen, "Suggest something", kind="link")
    screen.get_by_label("What would you like to ask or propose?").fill("Warm milk, please.")
    screen.get_by_label("Talk to me first").check()
    screen.get_by_label("What shall we call you?").fill("Nia")
    press(screen, "Send")
    assert screen.title().startswith("Error:"), "nobody can talk with somebody who gave no way"
    assert screen.get_by_label("Talk to me first").is_checked()
    screen.get_by_label("Ring me").check()
    screen.get_by_label("Where does that reach you?").fill("01632 960 188")
    screen.get_by_label("I would like somebody beside me").check()
    press(screen, "Send")
    assert "Nothing happens before." in said(screen)
    assert "Received" in said(screen)


def talk_and_pass_on(screen):
    press(screen, "Warm milk, please.", kind="link")
    press(screen, "I take it on")
    assert "They asked us to talk with them first." in said(screen)
    assert "01632 960 188" in said(screen)
    main = screen.get_by_role("main")
    assert not main.get_by_role("link", name="Say what becomes of it").count()
    assert not main.get_by_role("link", name="Pass it to a group").count()
    press(screen, "We have talked", kind="link")
    press(screen, "Save")
    assert screen.title().startswith("Error:")
    screen.get_by_label("What did you talk about, and what did you agree?").fill("Rang. She is happy to be named.")
    screen.get_by_label("We pass it on with their name").check()
    press(screen, "Save")
    assert "Rang. She is happy to be named." in said(screen)
    press(screen, "Pass it to a group", kind="link")
    screen.get_by_label("Tea rota").check()
    press(screen, "Pass it to them")
    assert "Passed on." in said(screen)


def bring_it_to_a_meeting(screen):
    press(screen, "Warm milk, please.", kind="link")
    assert "Nia" in said(screen)
    assert "01632 960 188" not in said(screen), "before she has it"
    press(screen, "I take it on")
    press(screen, "Bring it to a meeting", kind="link")
    screen.get_by_role("radio").first.check()
    screen.get_by_label("What shall stand on the agenda?").fill("Warm milk, please.")
    press(screen, "Put it on the agenda")
    press(screen, "Warm milk, please.", kind="link")
    assert "from a suggestion" in said(screen)
    press(screen, "from a suggestion", kind="link")


def say_why_not(screen):
    press(screen, "Say what becomes of it", kind="link")
    screen.get_by_label("It is not going ahead").check()
    screen.get_by_label("Why, and what happens now?").fill("Thank you!")
    press(screen, "Save and tell them")
    assert screen.title().startswith("Error:"), "a thank-you alone is no answer"
    screen.get_by_label("Why, and what happens now?").fill("Warm milk does not keep. We have oat milk now.")
    screen.get_by_label("For everybody: you said").fill("The milk is cold.")
    screen.get_by_label("For everybody: we did, or why not").fill("It does not keep when it is warm.")
    press(screen, "Save and tell them")
    assert "Not going ahead" in said(screen)
    assert Proposal.objects.get(words="Warm milk, please.").group == Group.objects.get(name="Tea rota")


def test_without_a_name(phone, rota):
    screen = phone(f"/portal/groups/{rota.pk}/", who=person("dev"))
    press(screen, "Suggest something", kind="link")
    assert "Who makes the tea, and how?" in said(screen), "what the group is for stands above"
    assert "What we cannot promise" in said(screen)
    screen.get_by_label("What would you like to ask or propose?").fill("The jokes about my age hurt.")
    screen.get_by_label("Pass it on without my name").check()
    press(screen, "Send")
    assert "Keep the address of this page" in said(screen)
    kept = screen.url
    mair = phone("/portal/groups/suggestions/", who=person("mair"))
    press(mair, "The jokes about my age hurt.", kind="link")
    assert "Somebody who would rather not be named" in said(mair)
    assert "Dev" not in said(mair)
    press(mair, "I take it on")
    press(mair, "Say what becomes of it", kind="link")
    mair.get_by_label("It is going ahead").check()
    mair.get_by_label("Why, and what happens now?").fill("We talk about it at the next meeting.")
    press(mair, "Save and tell them")
    screen.goto(kept)
    assert "We talk about it at the next meeting." in said(screen)
    assert "Going ahead" in said(screen)
