"""A role opens, and somebody applies. 1 Mair opens it. 2 Ada finds it, begins, writes one answer and leaves. 3 She
comes back with the code that she wrote down. 4 She says what would help her, checks it all and sends it. 5 She sees
where it stands, and takes it back. Somebody else rings: Rosie writes it down, sends it, and hides who it is."""

import pytest

from portal.members.models import User
from portal.roles.models import Answer, Application
from portal.roles.services import for_panel
from tests.factories.roles import agreed, in_days
from tests.journeys.screen import press, said

pytestmark = pytest.mark.browser


def person(name):
    return User.objects.get(username=name)


def test_somebody_applies(phone, starter_content):
    role = agreed(person("mair"), person("dev"), title="Tea maker at the library")
    mair_opens(phone(f"/portal/roles/{role.pk}/", who=person("mair")))
    ada = phone("/get-involved/roles/")
    code = ada_begins(ada)
    again = phone("/get-involved/roles/")
    ada_comes_back(again, code)
    ada_sends(again)
    assert Application.objects.get(applicant__name="Ada Lovell").is_sent
    ada_takes_it_back(again)
    assert not Answer.objects.filter(words__contains="tea").exists()
    rosie = phone(f"/portal/roles/{role.pk}/", who=person("rosie"))
    june_rings(rosie)
    rosie_hides_who_it_is(rosie)
    read = for_panel(role.vacancies.get())
    assert [said for one in read for said, _how in one.answers.values()] == [
        "I am [name hidden], and I let people talk."
    ]


def mair_opens(screen):
    press(screen, "Open it to everybody", kind="link")
    screen.get_by_label("Until the end of which day can people apply?").fill(str(in_days(14)))
    screen.get_by_label("By when does everybody hear from you?").fill(str(in_days(7)))
    screen.get_by_label("Who looks after the applications?").select_option(label="Rosie")
    press(screen, "Open it")
    assert screen.title().startswith("Error:")
    screen.get_by_label("By when does everybody hear from you?").fill(str(in_days(30)))
    press(screen, "Open it")
    assert "Rosie looks after the applications." in said(screen)


def ada_begins(screen) -> str:
    press(screen, "Tea maker at the library", kind="link")
    screen.get_by_role("link", name="Apply").first.click()
    screen.get_by_label("What is your name?").fill("Ada Lovell")
    press(screen, "Begin")
    assert screen.title().startswith("Error:")
    screen.get_by_label("Ring me").check()
    screen.get_by_label("Your e-mail address, number or address").fill("01632 960 001")
    press(screen, "Begin")
    code = screen.locator("strong.code").inner_text()
    press(screen, "Write the first answer", kind="link")
    assert "1 of 1" in said(screen)
    screen.get_by_label("From your own life").check()
    screen.get_by_label("Your answer").fill("I made tea for my whole street.")
    press(screen, "Save and stop for now")
    assert "I made tea for my whole street." in said(screen)
    return code


def ada_comes_back(screen, code):
    press(screen, "Go on with an application", kind="link")
    screen.get_by_label("Your code").fill(code.lower()[:5])
    press(screen, "Open it")
    assert "We do not know this code." in said(screen)
    screen.get_by_label("Your code").fill(code.lower())
    press(screen, "Open it")
    assert "I made tea for my whole street." in said(screen)


def ada_sends(screen):
    press(screen, "Tell us what would help you to take part", kind="link")
    screen.get_by_label("What would help you to take part?").fill("Somebody with me.")
    press(screen, "Save")
    press(screen, "Check it and send it", kind="link")
    assert "Somebody with me." in said(screen)
    press(screen, "Send it")
    assert "whatever we decide" in said(screen)


def ada_takes_it_back(screen):
    press(screen, "Take it back and delete it", kind="link")
    press(screen, "Yes, delete it")
    assert "What you told us is deleted." in said(screen)


def june_rings(screen):
    press(screen, "Applications", kind="link")
    press(screen, "Somebody rang, or sent it on paper", kind="link")
    screen.get_by_label("What is their name?").fill("June Carter")
    screen.get_by_label("Phone call").check()
    screen.get_by_label("Their e-mail address, number or address").fill("01632 960 145")
    screen.get_by_label("Phone", exact=True).check()
    press(screen, "Go on to the answers")
    with screen.expect_navigation():
        screen.get_by_role("link", name="Write it down for them").click()
    screen.get_by_label("Your answer").fill("I am June, and I let people talk.")
    press(screen, "Save")
    press(screen, "Send it for them")
    assert "It is sent." in said(screen)


def rosie_hides_who_it_is(screen):
    press(screen, "Hide who it is", kind="link")
    assert screen.get_by_label("June", exact=True).is_checked()
    press(screen, "Hide these")
    assert "I am [name hidden], and I let people talk." in said(screen)
