"""“First meeting”. 1 Invitation by channel, with what you would get and an access question. 2 Anyone adds an item, or
phones it in. 3 Arrive, tick who is here. 4 Order the items. 5 Three boxes an item: what we said, what we decided, who
does what. 6 Each owner of an action says yes and picks a date. 7 One page to everyone: “Is this right?” 8 Approved next
time."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.formats import date_format

from home.spoken import moment
from portal.groups.models import AgendaItem, Group, Meeting
from portal.members.models import User
from portal.notices.models import Notice
from tests.factories.groups import group, meeting
from tests.journeys.screen import press, said

pytestmark = pytest.mark.browser


def person(name):
    return User.objects.get(username=name)


def test_first_meeting(phone, starter_content):
    buses = group(person("rosie"), person("sana"), person("tunde"), person("george"), name="Evening buses")
    rosie = phone(f"/portal/groups/{buses.pk}/dates/", who=person("rosie"))
    invite_for_today(rosie)
    sana = phone("/portal/", who=person("sana"))
    say_yes_and_what_helps(sana)
    bring_something(sana)
    george_phones_his_in(rosie)
    arrive(rosie)
    order(rosie)
    write(rosie)
    is_this_right(rosie)
    say_yes_to_an_action(sana)
    right(sana)
    otherwise(phone("/portal/", who=person("tunde")))
    approve_next_time(rosie, buses)


def invite_for_today(screen):
    """The meeting is in an hour, so that the rest of the journey is on its day."""
    now = timezone.localtime()
    when = min(now + timedelta(minutes=50), now.replace(hour=23, minute=59))
    boxes = screen.get_by_role("group", name="One day").locator("input")
    boxes.nth(0).fill(when.strftime("%Y-%m-%d"))
    boxes.nth(1).fill(when.strftime("%H:%M"))
    screen.get_by_label("Where?").fill("Library, small room")
    screen.get_by_label("What you’d get").fill("Tea, and your bus fare.")
    press(screen, "Tell everybody")
    for who, state in (("sana", "waiting"), ("george", "by-hand")):
        notice = Notice.objects.get(person=person(who), about=Meeting.objects.get().about)
        assert notice.state == state, "each by the way they chose"
        assert "Tea, and your bus fare." in notice.words
        assert "what would help you to take part" in notice.words


def say_yes_and_what_helps(screen):
    need = screen.get_by_role("listitem").filter(has_text="Will you come to “Evening buses”?")
    with screen.expect_navigation():
        need.get_by_role("link", name="Say").click()
    screen.get_by_label("I’m coming").check()
    screen.get_by_label("What would help you to take part?").fill("A seat by the door.")
    press(screen, "Save")
    assert "Thank you for telling us." in said(screen)


def bring_something(screen):
    assert "It begins empty" in said(screen)
    press(screen, "Bring something", kind="link")
    press(screen, "Save")
    assert screen.title().startswith("Error:"), "an item needs a name"
    screen.get_by_label("What is it?").fill("The last bus home")
    screen.get_by_label("To decide something").check()
    press(screen, "Save")
    assert "It is on the agenda." in said(screen)
    assert "brought by Sana" in said(screen)


def george_phones_his_in(screen):
    """One with his name, and one without any: nothing says who brought it."""
    screen.goto(screen.url)
    press(screen, moment(Meeting.objects.get().starts_at), kind="link")
    assert "A seat by the door." in said(screen), "what helps stands there without a name"
    for what, who in (("Bus stop benches", "George"), ("Rude drivers", "Somebody who would rather not be named")):
        press(screen, "Bring something", kind="link")
        screen.get_by_label("What is it?").fill(what)
        screen.get_by_label(who).check()
        press(screen, "Save")
    assert "brought by George" in said(screen)
    assert AgendaItem.objects.get(what="Rude drivers").raised_by is None


def arrive(screen):
    press(screen, "Tick who is here", kind="link")
    for name in ("Rosie", "Sana", "Tunde"):
        screen.get_by_label(name, exact=True).check()
    press(screen, "Save")
    assert "3 people are here." in said(screen)


def order(screen):
    press(screen, "Up Rude drivers")
    names = screen.get_by_role("main").locator("ol.agenda h3").all_inner_texts()
    assert names == ["The last bus home", "Rude drivers", "Bus stop benches"]


def write(screen):
    press(screen, "Write down what we say", kind="link")
    screen.get_by_label("What we said").fill("It goes at eight, before our meetings end.")
    screen.get_by_label("What we decided").fill("We ask the bus company for a later one.")
    screen.get_by_label("What is to be done?").fill("Write to the bus company")
    screen.get_by_label("Who does it?").select_option(label="Sana")
    press(screen, "Save and go on")
    assert "Rude drivers" in said(screen)
    press(screen, "Save and go on")
    press(screen, "Save and go on")
    assert "We ask the bus company for a later one." in said(screen)


def is_this_right(screen):
    press(screen, "Ask them: is this right?")
    assert "Everybody who was there is asked" in said(screen)


def say_yes_to_an_action(screen):
    screen.goto(screen.url.partition("/portal/")[0] + "/portal/")
    need = screen.get_by_role("listitem").filter(has_text="Will you do this for “Evening buses”?")
    with screen.expect_navigation():
        need.get_by_role("link", name="Answer").click()
    press(screen, "Yes, I do it", kind="link")
    day = timezone.localdate() + timedelta(days=6)
    screen.get_by_label("By which day? You choose.").fill(day.isoformat())
    press(screen, "Save")
    assert f"{date_format(day, 'l j F')}" in said(screen)


def open_minutes(screen):
    screen.goto(screen.url.partition("/portal/")[0] + "/portal/")
    need = screen.get_by_role("listitem").filter(has_text="What we said at “Evening buses”: is this right?")
    with screen.expect_navigation():
        need.get_by_role("link", name="Read it").click()
    press(screen, "Answer", kind="link")


def right(screen):
    open_minutes(screen)
    screen.get_by_label("Yes, this is right").check()
    press(screen, "Save")
    assert "They say that it is right: Sana" in said(screen)


def otherwise(screen):
    open_minutes(screen)
    screen.get_by_label("I see it otherwise").check()
    press(screen, "Save")
    assert screen.title().startswith("Error:"), "in a few words"
    screen.get_by_label("What do you see otherwise?").fill("I said that nine would be enough.")
    press(screen, "Save")
    assert "I said that nine would be enough." in said(screen)


def approve_next_time(screen, buses):
    """A week later: the next meeting opens with what was left of this one."""
    first = Meeting.objects.get()
    Meeting.objects.filter(pk=first.pk).update(starts_at=timezone.now() - timedelta(days=7))
    second = meeting(Group.objects.get(pk=buses.pk), days=0, by=person("rosie"))
    screen.goto(screen.url.partition("/portal/")[0] + f"/portal/groups/meetings/{second.pk}/")
    assert "Write to the bus company" in said(screen)
    press(screen, "Tick who is here", kind="link")
    for name in ("Rosie", "Sana"):
        screen.get_by_label(name, exact=True).check()
    press(screen, "Save")
    press(screen, "Approve these minutes", kind="link")
    assert "Ask everybody here first." in said(screen)
    press(screen, "We approve these minutes")
    assert "Approved" in said(screen)
    assert Meeting.objects.get(pk=first.pk).approved_in == second
