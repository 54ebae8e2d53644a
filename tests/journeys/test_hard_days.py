"""Hard days. A lost phone or second factor; somebody leaves with things open; the only coordinator leaves; a group
finishes; a month without e-mail; a worry about somebody's safety. Nobody stands outside for good, and nothing is left
that nobody knows of."""

import re
from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.contrib.auth.models import Group
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from home.models import Brand, NoticePage
from portal.drafts.models import Draft
from portal.drafts.services import keep
from portal.groups.services import ask, offer_dates
from portal.members import clock
from portal.members.demo import PASSWORD
from portal.members.models import About, Gathering, User
from portal.members.services import doings, keep_doing
from portal.members.standing import COORDINATORS
from portal.notices.models import Notice
from portal.notices.services import see, send_due, tell
from tests.browser.getting_there import person
from tests.factories.asking import offer
from tests.factories.groups import group as make_group, in_days
from tests.journeys.screen import press, said

pytestmark = pytest.mark.browser
WORRIED = "I’m worried about someone"


@pytest.fixture(autouse=True)
def whom_to_ring(starter_content):
    User.objects.filter(username="rosie").update(last_login=timezone.now())
    brand = Brand.objects.first() or Brand()
    brand.contact_name, brand.contact_phone = "Rosie", "01632 960 146"
    brand.save()


@pytest.fixture
def dev_coordinates_too(starter_content):
    person("dev").groups.add(Group.objects.get(name=COORDINATORS))


def open_person(screen, name):
    screen.goto("/portal/people/")
    screen.get_by_label("Name, skill or interest").fill(name)
    press(screen, "Show these")
    press(screen, name, kind="link")


def go_home(screen):
    with screen.expect_navigation():
        screen.get_by_role("banner").get_by_role("link", name="Your space").first.click()


# --- A lost card or phone ---------------------------------------------------------------------------------------------
def test_a_member_without_e_mail_has_lost_her_card(phone, starter_content):
    """George rings: the number stands at the door. Rosie makes a card and reads its code out."""
    door = phone("/accounts/login/")
    assert "Stuck? Talk to somebody" in said(door)
    assert "01632 960 146" in said(door)
    code = make_a_card_for_george(phone("/portal/", who=person("rosie")))
    type_it(door, code)
    assert "A link to sign in once was made." in said(door)
    go_home(door)
    press(door, "Read them", kind="link")
    assert "A new way to sign in was made for you" in said(door)
    used_up(phone("/join/"), code)
    rosie = phone("/portal/messages/by-hand/", who=person("rosie"))
    assert "If you did not ask for it, please ring us today." in said(rosie), "George is told by his own way, too"


def make_a_card_for_george(screen):
    open_person(screen, "George")
    press(screen, "A new way in", kind="link")
    assert "Make sure that it is really them" in said(screen)
    press(screen, "Make a card")
    assert "George is told of it." in said(screen)
    return screen.locator(".code").inner_text()


def type_it(screen, code):
    press(screen, "I have a card with a code", kind="link")
    screen.get_by_label("The code on your card").fill(code.lower().replace("-", " "))
    screen.get_by_label("The code on your card").press("Enter")
    screen.get_by_role("button", name="Come in").press("Enter")
    screen.get_by_role("heading", name="How you sign in").wait_for()


def used_up(screen, code):
    screen.get_by_label("The code on your card").fill(code)
    press(screen, "Go on")
    assert "We do not know this code, or it was used already." in said(screen)


# --- A lost second factor ---------------------------------------------------------------------------------------------
@pytest.fixture
def rosie_has_an_app(starter_content, settings):
    """With the numbers of her app and her recovery codes, as on the real site."""
    settings.SECOND_FACTOR_REQUIRED = True
    for name in ("rosie", "dev"):
        TOTP.activate(person(name), generate_totp_secret())
    return RecoveryCodes.activate(person("rosie")).get_unused_codes()


def sign_in_without_the_phone(screen):
    screen.get_by_text("Sign in with a password").click()
    screen.get_by_label("Your e-mail or sign-in name").fill("rosie")
    screen.get_by_label("Your password").fill(PASSWORD)
    press(screen, "Sign in")
    assert "Type one of your recovery codes instead." in said(screen)


def test_a_coordinator_has_lost_the_phone_with_her_app(phone, rosie_has_an_app):
    screen = phone("/accounts/login/")
    sign_in_without_the_phone(screen)
    screen.locator("main [name=code]").fill(rosie_has_an_app[0])
    press(screen, "Sign in")
    assert "You used a recovery code, and it does not work any more." in said(screen)
    press(screen, "How you sign in", kind="link")
    assert "Is your phone lost?" in said(screen)
    take_the_lost_app_away(screen)
    set_up_a_new_one(screen)
    assert "Is your phone lost?" not in said(screen)
    screen.goto("/portal/today/")
    assert screen.get_by_role("heading", level=1, name="Today").is_visible()


def take_the_lost_app_away(screen):
    press(screen, "Stop using the app", kind="link")
    press(screen, "Stop using the app")
    assert "One more lock, please" in said(screen)


def set_up_a_new_one(screen):
    press(screen, "Set up an app", kind="link")
    secret = screen.get_by_role("main").locator("code").inner_text()
    screen.locator("main [name=code]").fill(numbers_of(secret))
    screen.locator("main [name=code]").press("Enter")
    screen.get_by_role("heading", name="Your recovery codes").wait_for()
    assert screen.locator(".codes li").count() == 10
    press(screen, "I have kept them safe", kind="link")


def numbers_of(secret):
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def test_she_has_no_recovery_codes_either(phone, rosie_has_an_app, dev_coordinates_too):
    """The screen says who can help; the other coordinator reads how; the link they get lets her in."""
    screen = phone("/accounts/login/")
    sign_in_without_the_phone(screen)
    assert "whoever looks after this website. They make a link that lets you in once." in said(screen)

    dev = phone("/portal/", who=person("dev"))
    open_person(dev, "Rosie")
    press(dev, "A new way in", kind="link")
    assert "manage.py sign_in_link" in said(dev)
    assert not dev.get_by_role("button", name="Make a card").is_visible()

    out = StringIO()
    call_command("sign_in_link", "rosie@example.org", stdout=out)
    screen = phone(re.search(r"(/accounts/link/\S+)", out.getvalue())[1])
    press(screen, "Come in")
    assert "Is your phone lost?" in said(screen)
    take_the_lost_app_away(screen)
    set_up_a_new_one(screen)
    assert "link" in mail.outbox[0].body.lower(), "she is told that it was made"


# --- Somebody leaves with things open ---------------------------------------------------------------------------------
@pytest.fixture
def sana_has_much_open(starter_content):
    """An offer she took on, George whom she helps and is to meet, two gatherings of which he wants
    to come to one, and words that she began."""
    sana, george = person("sana"), person("george")
    sana.groups.add(Group.objects.get(name=COORDINATORS))
    taken = offer(name="Nia", means="call", address="01632 960 188", taken_by=User.objects.get(pk=sana.pk))
    facts = {"title": "Coffee at the library", "starts_at": timezone.now() + timedelta(days=2)}
    coffee = keep_doing(doing=Gathering(**facts), interests=[], by=sana)
    doings.say_yes(doing=coffee, by=george)
    keep(person=sana, about=f"{taken.about}:notes", fields={"notes": "Rang at two.", "key": "a"})
    return sana


def test_somebody_leaves_at_once_with_things_open(phone, sana_has_much_open):
    leave(phone("/portal/me/", who=sana_has_much_open))
    clock.end_what_is_over()
    rosie = phone("/portal/", who=person("rosie"))
    assert "3 things belong to nobody now." in said(rosie)
    george_is_told(phone, "Somebody who helped you here has left", "Somebody else will meet you first")
    the_others_take_it_on(rosie)
    rosie.goto("/portal/today/")
    words = said(rosie)
    assert "whoever put it on has left" not in words
    assert "nobody is there to meet them" not in words
    assert "Nia would like to help. You have it." in words
    george_is_told(phone, "Mair meets you first", "Called off: Coffee at the library")
    assert not Notice.objects.filter(words__contains="Sana").exists()
    assert not Draft.objects.filter(person=sana_has_much_open).exists()


def leave(screen):
    press(screen, "Leave, and delete my account", kind="link")
    press(screen, "Go on, delete my account", kind="link")
    press(screen, "Delete my account now")
    assert screen.get_by_role("heading", name="Your account is deleted").is_visible()


def george_is_told(phone, *words):
    """He has no e-mail: he finds it in his space, and one of us rings him with the same words."""
    screens = phone("/portal/messages/", who=person("george")), phone("/portal/messages/by-hand/", who=person("rosie"))
    assert [[one in said(screen) for one in words] for screen in screens] == [[True] * len(words)] * 2


def open_due(screen, words):
    screen.goto("/portal/today/")
    with screen.expect_navigation():
        screen.get_by_role("main").get_by_role("listitem").filter(has_text=words).last.get_by_role("link").last.click()


def the_others_take_it_on(rosie):
    open_due(rosie, "Nia would like to help.")
    press(rosie, "I take it on")
    assert "It is yours." in said(rosie)
    open_due(rosie, "George is new, and nobody is there to meet them first.")
    rosie.get_by_label("Who meets them first").select_option("Mair")
    press(rosie, "Save")
    open_due(rosie, "“Coffee at the library” is on, and whoever put it on has left.")
    assert "Nobody looks after this now" in said(rosie)
    press(rosie, "I look after it")
    assert "You look after it now." in said(rosie)
    assert "Nobody looks after this now" not in said(rosie)
    assert "George" in said(rosie)
    press(rosie, "Call it off")
    assert "everybody who said they are coming is told" in said(rosie)
    open_due(rosie, "“A slow walk by the river” is on, and whoever put it on has left.")
    press(rosie, "I look after it")


# --- The only coordinator ---------------------------------------------------------------------------------------------
def test_the_only_coordinator_names_another_and_then_rests_and_leaves(phone, starter_content):
    User.objects.filter(username="dev").update(last_login=None)
    rosie = phone("/portal/me/", who=person("rosie"))
    press(rosie, "Take a break now")
    assert "Who looks after things meanwhile?" in said(rosie)
    rosie.goto("/portal/me/leave/")
    assert "You are the only coordinator" in said(rosie)
    assert not rosie.get_by_role("link", name="Go on, delete my account").is_visible()
    press(rosie, "Choose somebody", kind="link")
    name_dev(rosie)
    rosie.goto("/portal/me/leave/")
    assert "Dev coordinates as well, and has not signed in yet." in said(rosie)

    dev = phone("/portal/messages/", who=person("dev"))
    assert "You are now trusted with:" in said(dev)
    rest_and_come_back(rosie)
    leave(rosie)
    go_home(dev)
    press(dev, "Read it" if dev.get_by_role("link", name="Read it").is_visible() else "Read them", kind="link")
    assert "One of the coordinators has left" in said(dev)
    with dev.expect_navigation():
        dev.get_by_role("article").filter(has_text="One of the coordinators has left").get_by_role("link").click()
    assert dev.get_by_label("Whom can people ring or write to?").input_value() == "Rosie"


def name_dev(screen):
    press(screen, "Dev", kind="link")
    press(screen, "What they are trusted with", kind="link")
    screen.get_by_label("Coordinates", exact=True).check()
    press(screen, "Save")
    assert "They and the other coordinators are told." in said(screen)


def rest_and_come_back(screen):
    screen.goto("/portal/me/")
    press(screen, "Take a break now")
    assert "You are taking a break" in said(screen)
    press(screen, "I’m back")
    screen.goto("/portal/me/")


# --- A group finishes -------------------------------------------------------------------------------------------------
@pytest.fixture
def evening_buses(starter_content):
    """Mair looks after it, George and Sana are in it. They meet in a week; Tunde is asked, and has read it."""
    group = make_group(person("mair"), person("sana"), person("george"), name="Evening buses")
    offer_dates(group=group, dates=[in_days(7)], by=person("mair"))
    ask(group=group, people=User.objects.filter(username="tunde"), by=person("mair"))
    see(person=person("tunde"))
    return group


def test_a_group_finishes_and_goes_on_after_all(phone, evening_buses):
    mair = phone(f"/portal/groups/{evening_buses.pk}/", who=person("mair"))
    finish(mair)
    words = said(mair)
    assert words.index("This group has finished.") < words.index("Two buses run till ten.") < words.index("Who is here")
    george_is_told(phone, "“Evening buses” has finished", "Two buses run till ten.", "Thank you, all.")
    rosie = said(phone("/portal/messages/by-hand/", who=person("rosie")))
    assert "meets on" not in rosie, "nobody is rung about a meeting that does not take place"
    home = phone("/portal/", who=person("tunde"))
    assert "asks you to join" not in said(home)
    home.goto("/portal/messages/")
    assert "so you need not answer any more" in said(home)
    sana = phone("/portal/groups/", who=person("sana"))
    press(sana, "Evening buses", kind="link")
    assert "Two buses run till ten." in said(sana)
    assert not sana.get_by_role("button", name="Go on with it").is_visible()
    press(mair, "Go on with it")
    assert "The group goes on." in said(mair)
    sana.reload()
    assert "This group has finished." not in said(sana)


def finish(screen):
    press(screen, "Finish the group", kind="link")
    screen.get_by_label("A thank-you").fill("Thank you, all.")
    press(screen, "Finish, and tell everybody")
    assert screen.title().startswith("Error:"), "what came of it is asked for"
    screen.get_by_label("What did we find out or change?").fill("Two buses run till ten.")
    press(screen, "Finish, and tell everybody")
    assert "The group has finished. Everybody in it is told." in said(screen)


# --- A month without e-mail -------------------------------------------------------------------------------------------
@pytest.fixture
def a_month_without_mail(starter_content, settings):
    """The mail server went thirty days ago. What was due in between waits; the clock went on trying."""
    settings.EMAIL_BACKEND = "tests.portal.notices.test_sending.Down"
    About.objects.update_or_create(person=person("mair"), defaults={"phone": "01632 960 122"})
    Notice.objects.all().delete()
    for days, name, title in ((30, "mair", "The rota"), (30, "helen", "The keys"), (12, "tunde", "The chairs")):
        with time_machine.travel(timezone.now() - timedelta(days=days)):
            tell(person=person(name), title=title, words=f"{title} for Tuesday.", by=person("rosie"))
            send_due()
    for days in range(29, -1, -1):
        with time_machine.travel(timezone.now() - timedelta(days=days)):
            send_due()
    mail.outbox.clear()


def test_a_month_without_e_mail(phone, a_month_without_mail, settings):
    rosie = phone("/portal/", who=person("rosie"))
    assert "3 people to ring or write to." in said(rosie)
    with rosie.expect_navigation():
        rosie.get_by_role("listitem").filter(has_text="3 people to ring or write to.").get_by_role("link").click()
    words = said(rosie)
    assert "E-mail has not worked since" in words
    assert all(one in words for one in ("01632 960 122", "The rota", "The keys", "The chairs"))
    pass_on(rosie, "Mair")
    for address in ("mair@example.org", "stranger@example.org"):
        no_code_comes(phone("/accounts/login/"), address)

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    tell(person=person("sana"), title="New", words="This one goes by itself.")
    send_due()
    assert [message.to for message in mail.outbox] == [["sana@example.org"]], "nothing old goes out without a look"
    rosie.reload()
    assert "2 messages wait here only because e-mail did not work" in said(rosie)
    press(rosie, "Send what waits by e-mail")
    assert "2 messages go out now, or when it suits each of them." in said(rosie)
    for _again in range(2):
        send_due()
    assert sorted(message.to[0] for message in mail.outbox[1:]) == ["helen@example.org", "tunde@example.org"]
    rosie.goto("/portal/messages/by-hand/")
    assert "Nobody is waiting" in said(rosie)


def no_code_comes(screen, address):
    """Whoever signs in by a code is not left waiting for it, whether we know the address or not."""
    screen.get_by_label("Your e-mail address").fill(address)
    press(screen, "Send me a code")
    assert "E-mail does not work at the moment, so none will come." in said(screen)
    assert "Stuck? Talk to somebody" in said(screen)
    press(screen, "Start again")
    assert "I have a card with a code" in said(screen)


def pass_on(screen, name):
    with screen.expect_navigation():
        screen.get_by_role("article").filter(has_text=name).get_by_role("button", name="Done").click()
    assert "Thank you. It is off the list." in said(screen)


# --- A worry ----------------------------------------------------------------------------------------------------------
@pytest.fixture
def places(starter_content):
    """Where somebody may be when they begin to worry."""
    tell(person=person("george"), title="Coffee", words="Coffee is on Tuesday.")
    made = offer(name="Nia")
    return f"/portal/offers/{made.pk}/", "/portal/messages/by-hand/", f"/portal/people/{person('george').pk}/"


def test_a_worry_is_one_press_away(phone, places):
    for place in places:
        screen = phone(place, who=person("rosie"))
        press(screen, WORRIED, kind="link")
        assert screen.get_by_role("heading", level=1).inner_text() == "Worried about someone?"
    screen = phone("/")
    screen.locator("details.help > summary").press("Enter")
    with screen.expect_navigation():
        screen.get_by_role("link", name=WORRIED).first.click()
    assert "Tell someone today." in said(screen)


def test_without_a_page_about_it_each_place_says_whom_to_ring(phone, places):
    NoticePage.objects.get(kind="worried", locale__language_code="en").unpublish()
    for place in places:
        screen = phone(place, who=person("rosie"))
        assert re.search(r"Worried about someone\? Ring Rosie today:\s01632 960 146", said(screen))
    screen = phone("/")
    screen.locator("details.help > summary").press("Enter")
    assert "Worried about someone? Ring Rosie today:" in screen.locator(".help__panel").inner_text()
