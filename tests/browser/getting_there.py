"""What has to be there before somebody comes to a place, and what they do there."""

import re
from datetime import timedelta
from uuid import uuid4

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, Page

from home.models import HomePage
from portal.agreement.services import Writing, make_small_fix, save_for_later, send_to_be_read, version_of
from portal.agreement.words import words_of
from portal.drafts.services import keep, say_i_am_here
from portal.members.demo import PASSWORD
from portal.members.models import About, Channel, Gathering, OneOff, Support, User
from portal.members.services import (
    Guest,
    begin_support,
    complaints,
    erase_person,
    invite,
    keep_doing,
    look_at_messages,
    make_link,
    offers,
    print_card,
    put_away,
    say_yes,
    write_to,
)
from portal.notices.models import Notice
from portal.notices.routes import Means
from portal.notices.services import tell
from tests.factories.asking import complaint, token_of
from tests.factories.pages import put_out, team

FINGERPRINT_READER = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def person(name) -> User:
    return User.objects.get(username=name)


def page_at(slug) -> Page:
    return Page.objects.get(slug=slug, locale__language_code="en")


# --- what has to be there before --------------------------------------------------------------------------------------
def copied_to(code):
    def before():
        locale, _made = Locale.objects.get_or_create(language_code=code)
        english = HomePage.objects.get(locale__language_code="en")
        mirror = english.get_translation_or_none(locale)
        copied = mirror or english.copy_for_translation(locale, exclude_fields=["body"])
        copied.alias_of, copied.body = None, english.body
        put_out(copied)

    return before


def contact_of_sana():
    contact = page_at("contact")
    team(contact, person("sana"), person("mair"))
    return contact


def changing():
    return reverse("portal:pages:edit", args=[contact_of_sana().pk])


def words_kept():
    """Typed in two places, while somebody saved the page and took a part of it away."""
    contact = contact_of_sana()
    for introduction in ("Ring us.", "Ring us, or come in."):
        typed = {"introduction": introduction, "text-gone": "Words for a part that was taken away.", "loaded": "none"}
        keep(person=person("sana"), about=f"page:{contact.pk}", fields=typed | {"key": str(uuid4())})
    say_i_am_here(person=person("mair"), about=f"page:{contact.pk}")
    return reverse("portal:pages:edit", args=[contact.pk])


def line_kept():
    dev = person("dev")
    for words in ("Baking.", "Baking bread."):
        keep(person=dev, about=f"line:{dev.pk}-share", fields={"words": words, "key": str(uuid4())})
    return reverse("portal:me:line", args=["share"])


def in_another_language():
    return reverse("portal:pages:begin-translation", args=[contact_of_sana().pk])


def looking_after():
    return reverse("portal:pages:page", args=[contact_of_sana().pk])


def pages_of_sana():
    contact_of_sana()
    return reverse("portal:pages:list")


def a_small_fix():
    contact, sana = contact_of_sana(), person("sana")
    words = words_of(contact.specific)
    key = next(key for key, text in words.items() if text)
    words[key] += " today"
    fix = make_small_fix(page=contact, by=sana, loaded=version_of(contact), words=words, why="A day was missing.")
    return reverse("portal:pages:fix", args=[fix.pk])


def a_page_to_read():
    contact, sana = contact_of_sana(), person("sana")
    words = words_of(contact.specific)
    words["introduction"] = "Ring us, write to us, or come in."
    save_for_later(page=contact, by=sana, loaded=version_of(contact), writing=Writing(words=words))
    send_to_be_read(page=Page.objects.get(pk=contact.pk), by=sana)
    return reverse("portal:pages:read", args=[contact.pk])


def waiting_to_be_read():
    return a_page_to_read().replace("/read/", "/")


def an_invitation_mailed():
    invitation = invite(guest=Guest("Rosa", Means.MAIL, "rosa@example.org"), note="Do come.", by=person("rosie"))
    return reverse("sign_in_link", args=[print_card(invitation=invitation, by=person("rosie"))])


def invited():
    for name, means, address in (("Rosa", Means.MAIL, "rosa@example.org"), ("Ed", Means.CALL, "01632 960 150")):
        invite(guest=Guest(name, means, address), note="Do come.", by=person("rosie"))
    return reverse("portal:people:invitations")


def told():
    """George, who has no e-mail, waits to be rung; Sana finds a message."""
    tell(person=person("george"), title="Coffee", words="Coffee is on Tuesday.", by=person("rosie"))
    tell(person=person("sana"), title="Coffee", words="Coffee is on Tuesday.", by=person("rosie"))


def told_about(name):
    def before():
        told()
        return reverse(f"portal:notices:{name}")

    return before


def wrote_to_two():
    two = User.objects.filter(username__in=["sana", "george"])
    first, *_rest = write_to(people=two, title="Coffee", words="On Tuesday.", by_when=None, by=person("rosie"))
    return reverse("portal:people:written", args=[first.sending])


def nothing_on():
    Gathering.objects.all().delete()
    return reverse("portal:doings:whats-on")


def coffee():
    one = Gathering(title="Coffee", starts_at=timezone.now() + timedelta(days=2), place="The library", words="Do come.")
    return reverse("portal:doings:gathering", args=[keep_doing(doing=one, interests=[], by=person("sana")).pk])


def nobodys():
    """Coffee, after whoever put it on has left."""
    url = coffee()
    erase_person(person=person("sana"), by=None)
    return url


def after_an_outage():
    told()
    Notice.objects.filter(state=Notice.State.BY_HAND).update(first_failed_at=timezone.now())
    return reverse("portal:notices:by-hand")


def leaflets():
    one = keep_doing(doing=OneOff(title="Fold leaflets", words="With tea."), interests=[], by=person("sana"))
    say_yes(doing=one, by=person("george"))
    return reverse("portal:doings:one-off", args=[one.pk])


def on_the_list(name, make):
    def before():
        make()
        return reverse(f"portal:doings:{name}")

    return before


def an_open_link():
    return reverse("sign_in_link", args=[make_link(person=person("george"), by=person("rosie"))])


def with_app(name="rosie"):
    TOTP.activate(person(name), generate_totp_secret())
    RecoveryCodes.activate(person(name))


def with_passkey():
    kind = Authenticator.Type.WEBAUTHN
    return Authenticator.objects.create(user=person("rosie"), type=kind, data={"name": "My phone", "credential": {}})


def at_passkey(name):
    return lambda: reverse(name, args=[with_passkey().pk])


def no_password():
    rosie = person("rosie")
    rosie.set_unusable_password()
    rosie.save()


# --- What people outside ask of us ------------------------------------------------------------------------------------
def sent(name, make):
    return lambda: reverse(f"get-involved:{name}", args=[token_of(make())])


def asked(name, make, *, answered=False):
    """At a page about an offer or a complaint that Rosie has."""

    def before():
        rosie = person("rosie")
        made = make(taken_by=rosie)
        if answered and make is complaint:
            complaints.acknowledge(complaint=made, by=rosie)
        elif answered:
            offers.say_no(enquiry=made, by=rosie, words="All places are taken until spring.")
        return reverse(f"portal:asking:{name}", args=[made.pk])

    return before


def nobody_found():
    About.objects.update(in_directory=False)


def page_of(name):
    return lambda: reverse("portal:people:person", args=[person(name).pk])


def asked_for_help():
    ends_on = timezone.localdate() + timedelta(days=60)
    sana, mair = person("sana"), person("mair")
    begin_support(member=sana, supporter=mair, scope=["notices"], ends_on=ends_on, by=sana)
    return reverse("portal:support:mine")


def helped(name):
    """Sana helps George with everything there is."""

    def before():
        Support.objects.filter(member=person("george")).update(scope=Support.Scope.values)
        leaflets()
        return reverse(f"portal:people:{name}", args=[person("george").pk])

    return before


def about(name, whom="george"):
    return lambda: reverse(f"portal:people:{name}", args=[person(whom).pk])


def review_of(name):
    return lambda: reverse("portal:reviews:one", args=[person(name).reviews.first().pk])


def a_list():
    """One of which some is put away."""
    put_away(entry=Channel.objects.get(name="Video call"), by=person("rosie"))
    return reverse("portal:settings:list", args=["ways-to-be-in-touch"])


def looked_at():
    look_at_messages(person=person("george"), by=person("sana"))
    return reverse("portal:trail:looks")


# --- what somebody does there -----------------------------------------------------------------------------------------
def send(button, **typed):
    def then(page):
        for label, text in typed.items():
            page.locator(f"main [name={label}]:visible").fill(text)
        with page.expect_navigation():
            page.locator("main").get_by_role("button", name=button, exact=True).click()

    return then


def ask_for_a_code(page):
    send("Send me a code", email="rosie@example.org")(page)


def wrong_code(page):
    ask_for_a_code(page)
    send("Sign in", code="000000")(page)


def sign_in_with_password(page):
    page.get_by_text("Sign in with a password").click()
    send("Sign in", login="rosie", password=PASSWORD)(page)


def wrong_password(page):
    page.get_by_text("Sign in with a password").click()
    send("Sign in", login="rosie", password="wrong")(page)


def code_mailed() -> str:
    return re.search(r"^(\d{6})$", mail.outbox[-1].body, re.MULTILINE)[1]


def type_the_code_mailed(page):
    send("Send me the numbers", email="rosie@example.org")(page)
    page.locator("main [name=code]").fill(code_mailed())
    with page.expect_navigation():
        page.locator("main [name=code]").press("Enter")


def lock_with_a_passkey(page):
    """Adds one with a fingerprint reader made of software, and lets a quarter of an hour go by."""
    reader = page.context.new_cdp_session(page)
    reader.send("WebAuthn.enable")
    reader.send("WebAuthn.addVirtualAuthenticator", {"options": FINGERPRINT_READER})
    page.get_by_label("A name for it").fill("My phone")
    page.get_by_role("button", name="Add a passkey").click()
    page.get_by_role("heading", name="Your recovery codes").wait_for()
    key = next(cookie["value"] for cookie in page.context.cookies() if cookie["name"] == settings.SESSION_COOKIE_NAME)
    session = SessionStore(key)
    for step in session[AUTHENTICATION_METHODS_SESSION_KEY]:
        step["at"] -= settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
    session.save()
    page.goto(reverse("mfa_reauthenticate_webauthn"))


def too_much_to_say(page):
    page.get_by_label("In your own words").fill("A long story. " * 200)
    send("Save")(page)


def wrong_number(page):
    send("Save", phone="ring me")(page)


def open_help(page):
    page.locator("details.help > summary").click()


def without_its_cookies(page):
    page.context.clear_cookies()
    ask_for_a_code(page)
