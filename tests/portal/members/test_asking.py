"""What people outside ask of us: sent by anybody, taken on by one of us, answered by a day, deleted on another."""

import re
from datetime import date, datetime, timedelta
from functools import partial
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from home.models import Brand
from operations import keeping
from portal.audit.models import Entry
from portal.drafts.models import Draft
from portal.members import clock
from portal.members.models import Answering, Complaint, Enquiry, Interest, Invitation
from portal.members.services import asking, complaints, erase_person, offers
from portal.members.standing import COORDINATORS
from portal.members.waiting import people_to_answer
from portal.needs import needs_of
from portal.notices.models import Notice, Post
from portal.notices.routes import Means
from portal.notices.services import let_it_be, put_back, send_due
from tests.at_once import at_once
from tests.effort import RACES
from tests.factories.asking import ADDRESS, NAME, WORDS, complaint, offer, outsider, token_of
from tests.factories.people import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.both]
TUESDAY = datetime(2026, 12, 1, 10, tzinfo=timezone.get_current_timezone())
HELP, COMPLAIN = "/get-involved/help/", "/get-involved/complaint/"


@pytest.fixture
def tuesday():
    """Asked for first, so that whoever signs in does so on that day."""
    with time_machine.travel(TUESDAY, tick=False) as now:
        yield now


@pytest.fixture
def rosie(db):
    return UserFactory(known_as="Rosie", groups=[COORDINATORS])


@pytest.fixture
def maya(db):
    return UserFactory(known_as="Maya", groups=[COORDINATORS])


@pytest.fixture
def browser(client, rosie):
    client.force_login(rosie, backend="django.contrib.auth.backends.ModelBackend")
    return client


def typed(**more):
    return {"key": str(uuid4()), "name": NAME, "means": "mail", "address": ADDRESS, "words": WORDS} | more


def at(name, asked):
    return reverse(f"portal:asking:{name}", args=[asked.pk])


def words(response):
    return response.content.decode()


def saying(asked, browser):
    """The page of one of them, after a press."""
    return words(browser.get(at("offer" if isinstance(asked, Enquiry) else "complaint", asked)))


# --- Sending one ------------------------------------------------------------------------------------------------------
def test_somebody_offers_to_help_and_learns_who_answers_by_when_and_until_when_it_is_kept(tuesday, client):
    interest = Interest.objects.first()
    Answering.objects.create(help_name="Sana", help_days=3, help_kept_days=14)
    shown = words(client.get(HELP))
    assert "<bdi>Sana</bdi> answers within 3 working days." in shown
    assert "14 days after our answer" in shown

    sent = client.post(HELP, typed(interests=[interest.pk]))

    made = Enquiry.objects.get()
    assert sent.status_code == 302
    page = words(client.get(sent["Location"]))
    assert "<bdi>Sana</bdi> answers you by Friday 4 December." in page
    assert made.reference in page
    assert "14 days after our answer, and on 2 June 2027 at the latest." in page
    assert (made.name, made.means, made.address, made.words, made.language) == (NAME, "mail", ADDRESS, WORDS, "en")
    assert (list(made.interests.all()), made.came_by, made.answer_by) == ([interest], "form", date(2026, 12, 4))


def test_a_complaint_is_answered_for_by_somebody_within_the_days_of_the_law(tuesday, client):
    Brand.objects.create(contact_name="Rosie")
    shown = words(client.get(COMPLAIN))
    assert "<bdi>Rosie</bdi> looks into it." in shown
    assert "within 30 days" in shown

    sent = client.post(
        COMPLAIN,
        typed(kind="data", name="", means="call", address="01632 960 002", words="You wrote to my old address."),
    )

    made = Complaint.objects.get()
    page = words(client.get(sent["Location"]))
    assert (made.name, made.answer_by, made.delete_on) == ("", date(2026, 12, 31), None)
    assert "You hear from us by Thursday 31 December at the latest." in page
    assert made.reference in page
    assert "180 days after we have said how it ended." in page


def test_until_somebody_is_named_one_of_us_answers(client):
    assert "<bdi>One of our coordinators</bdi> answers within 5 working days." in words(client.get(HELP))


def test_coordinators_read_who_answers_and_find_nothing_to_search_in_an_empty_list(client_of):
    page = words(client_of("coordinator").get(reverse("portal:asking:offers")))
    assert "Who answers: One of our coordinators, within 5 working days." in page
    assert 'role="search"' not in page.split("<main")[1], "there is nothing to find yet"
    assert (
        'role="search"'
        in words(client_of("coordinator").get(reverse("portal:asking:offers"), {"q": "Jo"})).split("<main")[1]
    )


@pytest.mark.parametrize("prefix", ["", "/cy", "/ur"])
@pytest.mark.parametrize("path", [HELP, COMPLAIN])
def test_the_forms_are_there_in_every_language_and_are_kept_nowhere(client, prefix, path, settings):
    settings.PAGE_CACHE_SECONDS = 600
    shown = client.get(prefix + path)
    assert shown.status_code == 200
    assert "no-store" in shown["Cache-Control"]
    sent = client.post(prefix + path, typed(kind="data"))
    assert sent["Location"].startswith(f"{prefix}{path}sent/")
    assert (Enquiry.objects.first() or Complaint.objects.first()).language == prefix.strip("/") or "en"


def test_a_page_of_that_name_does_not_come_in_the_way(starter_content, client):
    """Get involved is a page that people write; these two addresses below it are forms."""
    assert client.get("/get-involved/").status_code == 200
    shown = words(client.get("/get-involved/"))
    assert f'href="{HELP}"' in shown
    assert f'href="{COMPLAIN}"' in words(client.get("/complaints/"))
    assert f'href="{COMPLAIN}"' in words(client.get("/privacy/"))
    assert "What shall we call you?" in words(client.get(HELP))


def test_the_page_after_sending_tells_nothing_that_anybody_wrote(client):
    page = words(client.get(client.post(HELP, typed())["Location"]))
    assert not [word for word in (NAME, ADDRESS, WORDS) if word in page]


@pytest.mark.parametrize(
    "change", [lambda t: t[:-1] + ("a" if t[-1] != "a" else "b"), lambda t: "x" + t, lambda _t: "x"]
)
def test_the_page_after_sending_is_found_by_whoever_sent_it_alone(client, change):
    token, other = token_of(offer()), complaint()
    assert client.get(reverse("get-involved:help-sent", args=[token])).status_code == 200
    assert client.get(reverse("get-involved:help-sent", args=[change(token)])).status_code == 404
    assert client.get(reverse("get-involved:help-sent", args=[token_of(other)])).status_code == 404
    assert client.get(reverse("get-involved:complaint-sent", args=[token])).status_code == 404


def test_the_page_after_sending_closes_after_a_month(client):
    url = reverse("get-involved:help-sent", args=[token_of(offer())])
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        assert client.get(url).status_code == 404


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": ""}, "Please fill this in."),
        ({"means": ""}, "Please choose one."),
        ({"means": "mail", "address": "amina"}, "Write an e-mail address, such as sam@example.org."),
        ({"means": "mail", "address": "a@example.org\nBcc: b@example.org"}, "Write an e-mail address"),
        ({"means": "call", "address": "at home"}, "Write a phone number, such as 01632 960 001."),
        ({"means": "post", "address": ""}, "Please fill this in."),
        ({"means": "video"}, "Select a valid choice."),
        ({"interests": ["99999999999999999999"]}, "Select a valid choice."),
        ({"interests": ["1\x00"]}, "Select a valid choice."),
        ({"name": "A\x00b"}, "There is a sign in it that we cannot read. Please type it again."),
        ({"words": "x" * 1_000_000}, "4000 letters at most: please shorten it, or ring us."),
        ({"name": "x" * 1_000_000}, "80 letters at most"),
        ({"key": "x"}, "This form is too old. Please open the page again."),
        ({"website": "http://spam.example"}, "Please press the button once more."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(client, wrong, said):
    sent = client.post(HELP, typed() | wrong)
    shown = words(sent)
    assert (sent.status_code, Enquiry.objects.count()) == (422, 0)
    assert said in shown
    assert "<title>Error: " in shown
    kept = {"name": f'value="{NAME}"', "words": WORDS}
    assert not [name for name, text in kept.items() if name not in wrong and text not in shown]


def test_somebody_without_phone_or_e_mail_is_told_when_they_are_seen(client):
    assert client.post(HELP, typed(means="meet", address="")).status_code == 302
    assert client.post(COMPLAIN, typed(kind="data", name="", means="meet", address="")).status_code == 302


def test_a_machine_that_fills_in_everything_is_not_heard_and_a_browser_that_did_sends_again(client):
    sent = client.post(HELP, typed(website="x"))
    assert 'name="website" class="govuk-input"' in words(sent)
    assert 'value="x"' not in words(sent)
    assert client.post(HELP, typed(website="")).status_code == 302


@pytest.mark.parametrize(("path", "model"), [(HELP, Enquiry), (COMPLAIN, Complaint)])
def test_the_same_form_sent_twice_is_taken_once_and_leads_to_the_same_page(client, path, model):
    form = typed(kind="data")
    sent = [client.post(path, form) for _press in range(2)]
    assert model.objects.count() == 1
    assert {model.objects.get().reference in words(client.get(one["Location"])) for one in sent} == {True}


@pytest.mark.parametrize(("path", "model"), [(HELP, Enquiry), (COMPLAIN, Complaint)])
def test_words_put_right_after_going_back_are_never_lost(client, rosie, path, model):
    form = typed(kind="data")
    client.post(path, form)
    for _press in range(2):
        client.post(path, form | {"words": "Put right"})
    assert [one.words for one in model.objects.all()] == ["Put right"]

    for _press in range(2):
        client.post(path, form | {"name": "Nia"})  # another person at the same computer
    assert {(one.name, one.words) for one in model.objects.all()} == {(NAME, "Put right"), ("Nia", WORDS)}

    asking.take(asked=model.objects.get(name=NAME), by=rosie)
    client.post(path, form | {"words": "Later"})
    assert sorted(one.words for one in model.objects.filter(name=NAME)) == ["Later", "Put right"]


def test_two_people_without_a_name_at_one_computer_are_two(client):
    form = typed(kind="ours", name="")
    for said in ("One", "Two"):
        client.post(COMPLAIN, form | {"words": said})
    assert Complaint.objects.count() == 2


def test_five_a_minute_from_one_address_and_a_replay_counts_for_nothing(client):
    forms = [typed() for _n in range(5)]
    assert [client.post(HELP, form).status_code for form in forms] == [302] * 5
    assert client.post(HELP, forms[0]).status_code == 302
    refused = client.post(HELP, typed(words="Kept on the screen"))
    assert refused.status_code == 429
    assert "Wait a few minutes and send it again, or ring us." in words(refused)
    assert "Kept on the screen" in words(refused)
    assert client.post(HELP, typed(), REMOTE_ADDR="203.0.113.9").status_code == 302
    assert Enquiry.objects.count() == 6


def test_without_its_token_a_form_is_not_taken():
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(HELP, typed()).status_code == 403
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', words(strict.get(HELP)))[1]
    assert strict.post(HELP, typed(csrfmiddlewaretoken=token)).status_code == 302


def test_nobody_is_mailed_by_somebody_elses_form(client, mailoutbox):
    client.post(HELP, typed())
    client.post(COMPLAIN, typed())
    assert (Notice.objects.count(), mailoutbox) == (0, [])


# --- Changed their mind -----------------------------------------------------------------------------------------------
def test_somebody_takes_it_back_and_what_they_told_us_is_gone_at_once(client, rosie):
    made = offer(taken_by=rosie)
    asking.write_notes(asked=made, by=rosie, notes="Rang on Monday.")
    made.interests.set(Interest.objects.all())
    url = reverse("get-involved:help-take-back", args=[token_of(made)])
    for _press in range(2):
        shown = client.post(url, follow=True)
        assert "You took it back" in words(shown)
    made.refresh_from_db()
    assert (made.outcome, made.is_waiting, made.answered_by) == ("gone", False, None)
    assert {made.name, made.address, made.words, made.notes, made.language} == {""}
    assert not made.interests.exists()
    assert [notice.title for notice in rosie.notices.all()] == ["An offer to help was taken back"]
    assert made.reference in rosie.notices.get().words


def test_what_was_answered_is_not_taken_back(client, rosie):
    made = offer(taken_by=rosie)
    offers.say_no(enquiry=made, by=rosie, words="No room.")
    shown = client.post(reverse("get-involved:help-take-back", args=[token_of(made)]), follow=True)
    assert "We answered you on" in words(shown)
    assert Enquiry.objects.get().outcome == "not-now"


def test_a_coordinator_who_was_told_is_asked_once_more(browser, maya):
    made = offer(taken_by=maya)
    assert "Nobody can bring them back." in words(browser.get(at("offer-taken-back", made)))
    browser.post(at("offer-taken-back", made), {"key": str(uuid4())})
    shown = saying(made, browser)
    assert NAME not in shown
    assert "Would rather not after all." in shown
    assert browser.get(at("offer-taken-back", made)).status_code == 403


# --- One of us has it -------------------------------------------------------------------------------------------------
def test_one_takes_it_on_and_the_other_is_told_who_has_it(browser, rosie, maya):
    made = offer()
    browser.post(at("offer-take", made))
    assert "It is yours. The others see it. Next: get in touch with them." in saying(made, browser)
    with pytest.raises(asking.SomebodyHasIt) as refused:
        asking.take(asked=made, by=maya)
    assert str(refused.value) == "Rosie has it already. You can talk with them, or take it over."
    asking.take(asked=made, by=rosie)
    assert list(Entry.objects.filter(subject=made.about).values_list("verb", flat=True)) == [
        "enquiry.came",
        "enquiry.taken",
    ]


def test_the_second_press_of_two_people_is_answered_in_words(browser, maya):
    made = complaint(taken_by=maya)
    browser.post(at("complaint-take", made))
    assert "Maya has it already." in saying(made, browser)


def test_somebody_takes_it_over_and_whoever_had_it_is_told(browser, rosie, maya):
    made = offer(taken_by=maya)
    assert "Take it over from Maya" in saying(made, browser)
    browser.post(at("offer-take-over", made))
    assert Enquiry.objects.get().taken_by == rosie
    told = maya.notices.get()
    assert told.words == f"Rosie goes on with {made.reference}. You need do nothing."
    assert NAME not in told.title + told.words


def test_only_whoever_has_it_writes_about_it_and_nothing_typed_is_lost(browser, rosie, maya):
    made = offer(taken_by=maya)
    assert browser.get(at("offer-notes", made)).status_code == 403
    refused = browser.post(at("offer-notes", made), {"key": str(uuid4()), "notes": "Likes mornings."})
    assert refused.status_code == 409
    assert "Maya has it already." in words(refused)
    assert "Likes mornings." in words(refused)
    asking.take_over(asked=made, by=rosie)
    browser.post(at("offer-notes", made), {"key": str(uuid4()), "notes": "Likes mornings."})
    assert Enquiry.objects.get().notes == "Likes mornings."
    assert 'dir="auto"><p>Likes mornings.</p>' in saying(made, browser)


# --- Answering an offer -----------------------------------------------------------------------------------------------
def test_a_kind_no_with_its_reason_and_a_name_goes_by_the_way_they_gave(tuesday, browser, rosie):
    made = offer(taken_by=rosie)
    shown = words(browser.get(at("offer-no", made)))
    assert "Thank you for offering to help us at Alongside." in shown
    letter = {"key": str(uuid4()), "opening": "Thank you.", "closing": "Ask again."}

    refused = browser.post(at("offer-no", made), letter | {"reason": " "})
    assert (refused.status_code, Enquiry.objects.get().outcome) == (422, "open")
    assert "Ask again." in words(refused)

    browser.post(at("offer-no", made), letter | {"reason": "All places are taken."})
    made.refresh_from_db()
    told = "Thank you.\n\nAll places are taken.\n\nAsk again.\n\nOn 31 December 2026 we delete what you told us."
    assert (made.outcome, made.answer, made.answered_by) == ("not-now", told, rosie)
    assert made.delete_on == date(2026, 12, 31)
    notice = Notice.objects.get()
    assert (notice.means, notice.address, notice.state) == ("mail", ADDRESS, "waiting")
    assert notice.words == f"{told}\n\nRosie"
    assert "31 December 2026" in saying(made, browser)


@pytest.mark.parametrize(
    ("means", "address"), [(Means.CALL, "01632 960 001"), (Means.POST, "1 Mill Lane"), (Means.MEET, "")]
)
def test_where_no_e_mail_goes_the_answer_waits_for_somebody_to_pass_it_on(rosie, means, address):
    made = offer(taken_by=rosie, means=means, address=address)
    offers.say_no(enquiry=made, by=rosie, words="No room.")
    notice = Notice.objects.get()
    assert (notice.state, notice.means, notice.address, notice.name) == ("by-hand", means, address, NAME)


def test_while_there_is_no_e_mail_at_all_it_waits_too(rosie):
    Post.now()
    Post.objects.update(none_yet=True)
    made = offer(taken_by=rosie)
    offers.say_no(enquiry=made, by=rosie, words="No room.")
    assert Notice.objects.get().state == "by-hand"


def test_an_answer_that_is_sent_twice_goes_out_once(browser, rosie):
    made = offer(taken_by=rosie)
    letter = {"key": str(uuid4()), "opening": "Thank you.", "reason": "No room.", "closing": "Ask again."}
    led_to = {browser.post(at("offer-no", made), letter)["Location"] for _press in range(2)}
    assert led_to == {at("offer", made)}
    assert Notice.objects.count() == 1
    again = browser.post(at("offer-no", made), letter | {"key": str(uuid4())})
    assert (again.status_code, "Somebody has answered already." in words(again)) == (409, True)


def test_it_is_answered_when_the_invitation_goes_and_not_before(tuesday, browser, rosie):
    invite = reverse("portal:people:invite")
    made = offer(taken_by=rosie)
    led_to = f"{invite}?offer={made.pk}"
    assert f'href="{led_to}"' in saying(made, browser), "their name and address stand in no address"
    assert "Amina, amina@example.org" in words(browser.get(led_to))
    form = {"key": str(uuid4()), "people": "Amina, amina@example.org", "note": "Come."}
    browser.post(led_to, form | {"do": "check"})
    assert Enquiry.objects.get().is_waiting
    browser.post(led_to, form | {"do": "send"})
    made.refresh_from_db()
    assert (made.outcome, made.answered_by, made.delete_on) == ("invited", rosie, date(2026, 12, 31))
    assert made.invited.invitation.name == "Amina"


def test_somebody_elses_offer_is_not_answered_by_an_invitation(browser, maya):
    made = offer(taken_by=maya)
    form = {"key": str(uuid4()), "people": "Amina, amina@example.org", "note": "Come.", "do": "send"}
    refused = browser.post(f"{reverse('portal:people:invite')}?offer={made.pk}", form)
    assert "Maya has it already." in words(refused)
    assert (Enquiry.objects.get().is_waiting, Invitation.objects.count()) == (True, 0)


@pytest.mark.parametrize("do", ["check", "send"])
def test_who_took_their_offer_back_is_not_invited_by_a_form_that_was_open_meanwhile(do, browser, rosie):
    made = offer(taken_by=rosie)
    offers.take_back(enquiry=made)
    form = {"key": str(uuid4()), "people": f"Amina, {ADDRESS}", "note": "Come.", "do": do}
    refused = browser.post(f"{reverse('portal:people:invite')}?offer={made.pk}", form)
    assert "They are not waiting for an answer any more." in words(refused)
    assert (Invitation.objects.count(), Draft.objects.count()) == (0, 0), "nor is anything of them kept"


def test_what_a_member_told_us_before_they_joined_goes_with_them(rosie):
    made, member = offer(taken_by=rosie), UserFactory()
    asking.write_notes(asked=made, by=rosie, notes="Likes mornings.")
    offers.say_yes(enquiry=made, person=member, by=rosie)
    erase_person(person=member, by=None)
    assert not Enquiry.objects.exists()


# --- Nobody to answer -------------------------------------------------------------------------------------------------
def test_an_offer_to_help_is_always_answered(client):
    """Whoever asks for no answer could never be invited."""
    sent = client.post(HELP, typed(means="none", address=""))
    assert sent.status_code == 422
    assert not Enquiry.objects.exists()


def test_a_number_beside_no_answer_is_asked_about_and_kept_on_the_screen(client):
    sent = client.post(COMPLAIN, typed(kind="ours", means="none", address="01632 960 777"))
    page = words(sent)
    assert ("Please take one of the two away." in page, 'value="01632 960 777"' in page) == (True, True)
    assert not Complaint.objects.exists()


def test_without_a_way_the_way_alone_is_asked_for(client):
    form = client.post(COMPLAIN, typed(kind="ours", means="", address="")).context["form"]
    assert set(form.errors) == {"means"}


def test_a_complaint_without_name_or_way_is_looked_into_and_told_to_nobody(client, browser, rosie):
    sent = client.post(COMPLAIN, typed(kind="ours", name="", means="none", address=""))
    made = Complaint.objects.get()
    page = words(client.get(sent["Location"]))
    assert "You gave no way to reach you, so nobody rings or writes to you." in page
    assert made.reference in page
    with pytest.raises(complaints.NoWay):
        complaints.acknowledge(complaint=made, by=rosie)
    asking.take(asked=made, by=rosie)
    assert reverse("portal:asking:complaint-progress", args=[made.pk]) not in saying(made, browser)
    complaints.answer_complaint(complaint=made, by=rosie, words="We changed it.")
    assert Notice.objects.count() == 0
    assert "We looked into it and finished on" in words(client.get(sent["Location"]))


@pytest.mark.parametrize(("kind", "day"), [("ours", date(2026, 12, 4)), ("data", date(2026, 12, 31))])
def test_the_day_of_a_complaint_is_the_laws_or_our_own(tuesday, client, kind, day):
    Answering.objects.create(complaints_days=3)
    client.post(COMPLAIN, typed(kind=kind))
    assert Complaint.objects.get().answer_by == day


# --- By phone, on paper, in a talk ------------------------------------------------------------------------------------
def test_a_coordinator_writes_one_down_and_its_days_run_from_when_it_came(tuesday, browser, rosie):
    form = typed(means="call", address="01632 960 001", came_by="phone")
    form |= {"came_on": "2026-11-27", "kind": "data"}
    sent = browser.post(reverse("portal:asking:offer-down"), form)
    made = Enquiry.objects.get()
    assert sent["Location"] == at("offer", made)
    assert (made.came_by, made.came_on, made.answer_by) == ("phone", date(2026, 11, 27), date(2026, 12, 4))
    assert browser.post(reverse("portal:asking:offer-down"), form)["Location"] == at("offer", made)
    assert Enquiry.objects.count() == 1
    assert made.reference in words(browser.get(sent["Location"]))

    browser.post(reverse("portal:asking:complaint-down"), form | {"key": str(uuid4()), "came_by": "paper", "name": ""})
    letter = Complaint.objects.get()
    assert (letter.came_by, letter.answer_by) == ("paper", date(2026, 12, 27))
    entry = Entry.objects.get(subject=letter.about)
    assert (entry.by, entry.detail) == (rosie, {"came_by": "paper"})


@pytest.mark.parametrize("day", ["2", "31"])
def test_it_did_not_come_tomorrow(tuesday, browser, day):
    form = typed(came_by="phone", came_on=f"2026-12-{day:0>2}")
    shown = browser.post(reverse("portal:asking:offer-down"), form)
    assert "That day is still to come." in words(shown)
    assert NAME in words(shown)


# --- Complaints -------------------------------------------------------------------------------------------------------
def test_a_complaint_from_its_first_day_to_its_last(tuesday, browser, rosie):
    made = complaint(more={"came_on": date(2026, 11, 20)})
    shown = saying(made, browser)
    assert "They have to hear by Sunday 20 December that it has come." in shown
    assert "We have your complaint of 20 November." in shown

    for _press in range(2):
        browser.post(at("complaint-acknowledge", made))
    made.refresh_from_db()
    assert (made.taken_by, made.acknowledged_at, made.answer_by) == (rosie, None, date(2026, 12, 20))
    assert "They have to reach them by Sunday 20 December." in saying(made, browser)
    send_due()
    made.refresh_from_db()
    assert (made.acknowledged_at, made.answer_by) == (TUESDAY, date(2026, 12, 31))
    assert Notice.objects.get().words == complaints.acknowledgement(made, rosie)
    assert made.reference in Notice.objects.get().words

    browser.post(at("complaint-notes", made), {"key": str(uuid4()), "notes": "Found the old list."})
    browser.post(at("complaint-progress", made), {"key": str(uuid4()), "words": "We found the list."})
    assert Notice.objects.first().words == "We found the list.\n\nRosie"
    browser.post(at("complaint-answer", made), {"key": str(uuid4()), "words": "We are sorry. It is put right."})
    made.refresh_from_db()
    assert (made.answered_by, made.delete_on) == (rosie, date(2027, 5, 30))
    assert made.answer == "We are sorry. It is put right.\n\nOn 30 May 2027 we delete what you told us."
    assert Notice.objects.first().words == f"{made.answer}\n\nRosie"
    assert Notice.objects.count() == 3
    shown = saying(made, browser)
    assert "Found the old list." in shown
    assert shown.count("goes out by itself") == 2


def test_an_answer_at_once_also_says_that_it_has_come(rosie):
    made = complaint(taken_by=rosie)
    complaints.answer_complaint(complaint=made, by=rosie, words="Sorry.")
    send_due()
    made.refresh_from_db()
    assert made.acknowledged_at


def test_a_letter_counts_when_somebody_says_that_it_went_and_can_be_written_again_when_it_did_not(browser, rosie):
    made = complaint(means=Means.POST, address="3 Mill Lane")
    complaints.acknowledge(complaint=made, by=rosie)
    let_it_be(notice=Notice.objects.get(), by=rosie)
    made.refresh_from_db()
    assert (made.letter_at, made.acknowledged_at) == (None, None)
    complaints.acknowledge(complaint=made, by=rosie)
    browser.post(reverse("portal:notices:pass-on", args=[Notice.objects.first().pk]))
    made.refresh_from_db()
    assert made.acknowledged_at
    put_back(notice=Notice.objects.filter(state=Notice.State.PASSED_ON).get(), by=rosie)
    made.refresh_from_db()
    assert not made.acknowledged_at, "“Done” was a slip"


# --- The trail --------------------------------------------------------------------------------------------------------
def test_the_trail_holds_numbers_and_no_words(browser, rosie, maya):
    made, letter = offer(taken_by=maya), complaint()
    asking.take_over(asked=made, by=rosie)
    asking.write_notes(asked=made, by=rosie, notes="quokka")
    offers.say_no(enquiry=made, by=rosie, words="quokka")
    complaints.acknowledge(complaint=letter, by=rosie)
    complaints.answer_complaint(complaint=letter, by=rosie, words="quokka")
    rows = str(list(Entry.objects.values()))
    assert not [word for word in (NAME, ADDRESS, WORDS, "quokka") if word in rows]
    assert [entry.verb for entry in Entry.objects.filter(subject=made.about).order_by("number")] == [
        f"enquiry.{verb}" for verb in ("came", "taken", "taken_over", "notes_written", "not_now")
    ]


# --- Deleting ---------------------------------------------------------------------------------------------------------
def run_the_clock(day):
    with time_machine.travel(day):
        for due in clock.DUE:
            due()
        keeping.run()


def test_the_clock_deletes_what_was_told_on_the_day_we_said_with_every_message_about_it(tuesday, rosie):
    answered, waiting = offer(taken_by=rosie, means=Means.POST), offer()
    offers.say_no(enquiry=answered, by=rosie, words="No room.")
    run_the_clock(TUESDAY + timedelta(days=29))
    assert (Enquiry.objects.count(), Notice.objects.count()) == (2, 1)
    run_the_clock(TUESDAY + timedelta(days=30))
    assert list(Enquiry.objects.all()) == [waiting]
    assert Notice.objects.count() == 0
    run_the_clock(TUESDAY + timedelta(days=182))
    assert Enquiry.objects.exists()
    run_the_clock(TUESDAY + timedelta(days=183))
    assert not Enquiry.objects.exists(), "nor is one kept for ever that nobody answered"
    assert Entry.objects.filter(subject=waiting.about).last().verb == "enquiry.let_go"


def test_a_complaint_waits_for_its_answer_and_is_kept_for_half_a_year_after_it(tuesday, rosie):
    made, waiting = complaint(taken_by=rosie), complaint()
    complaints.answer_complaint(complaint=made, by=rosie, words="Sorry.")
    run_the_clock(TUESDAY + timedelta(days=179))
    assert Complaint.objects.count() == 2
    run_the_clock(TUESDAY + timedelta(days=180))
    assert list(Complaint.objects.all()) == [waiting]
    assert not Notice.objects.filter(about=made.about).exists()


def test_what_is_being_deleted_is_said_to_whoever_still_writes(browser, rosie):
    made = offer(taken_by=rosie)
    Enquiry.objects.all().delete()
    with pytest.raises(asking.Gone):
        asking.write_notes(asked=made, by=rosie, notes="x")
    assert browser.get(at("offer", made)).status_code == 404


# --- Finding them -----------------------------------------------------------------------------------------------------
def test_those_that_wait_come_first_by_their_day(browser, rosie):
    late = offer(name="Late", more={"came_on": timezone.localdate() - timedelta(days=9)})
    done, soon = offer(name="Done", taken_by=rosie), offer(name="Soon")
    offers.say_no(enquiry=done, by=rosie, words="No room.")
    shown = browser.get(reverse("portal:asking:offers"))
    assert list(shown.context["found"]) == [late, soon, done]
    for found in ("soon", soon.reference.lower()):
        assert list(browser.get(reverse("portal:asking:offers"), {"q": found}).context["found"]) == [soon]
    assert "Nobody by that name or number" in words(browser.get(reverse("portal:asking:offers"), {"q": "<b>"}))
    assert browser.get(reverse("portal:asking:offers"), {"q": "\x00"}).status_code == 200


@pytest.mark.parametrize("number", [1, 12])
@pytest.mark.parametrize(("name", "make"), [("offers", offer), ("complaints", complaint)])
def test_a_list_costs_the_same_for_one_and_twelve(browser, rosie, maya, name, make, number, django_assert_num_queries):
    for n in range(number):
        make(taken_by=(rosie, maya)[n % 2])
    url = reverse(f"portal:asking:{name}")
    for _warm in range(2):
        browser.get(url)
    with django_assert_num_queries({"offers": 6, "complaints": 5}[name]):  # who answers offers stands above them
        assert browser.get(url).context["page_obj"].paginator.count == number


def test_one_line_on_the_home_of_those_who_can_answer(rosie, maya, django_assert_num_queries):
    offer(taken_by=maya)
    offer()
    complaint()
    assert rosie.is_coordinator  # asked once a request
    with django_assert_num_queries(2):
        said = [need.words for need in people_to_answer(rosie)]
    assert said == ["2 people wait to hear from us."]
    assert "3 people wait to hear from us." in [need.words for need in needs_of(maya)]
    assert not [need for need in needs_of(UserFactory()) if "hear from us" in need.words]


# --- Two at once ------------------------------------------------------------------------------------------------------
@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_of_many_coordinators_at_once_one_has_it_and_the_others_hear_who():
    people = [UserFactory(known_as=f"Cora {n}", groups=[COORDINATORS]) for n in range(6)]
    for _repeat in range(RACES):
        made = offer()
        found = at_once(*(partial(asking.take, asked=made, by=person) for person in people))
        taken = [one for one in found if isinstance(one, Enquiry)]
        refused = [one for one in found if isinstance(one, asking.SomebodyHasIt)]
        assert (len(taken), len(refused)) == (1, 5)
        assert {one.person for one in refused} == {taken[0].taken_by}
        assert Entry.objects.filter(subject=made.about, verb="enquiry.taken").count() == 1


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_one_form_that_arrives_many_times_at_once_is_taken_once():
    for _repeat in range(RACES):
        key = uuid4()
        found = at_once(*[lambda key=key: offers.offer_help(key=key, outsider=outsider())] * 6)
        assert len({one.pk for one in found}) == 1
        assert Enquiry.objects.filter(key=key).count() == 1
        assert Entry.objects.filter(subject=found[0].about).count() == 1


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_one_answer_goes_out_however_many_press():
    rosie, maya = UserFactory(known_as="Rosie", groups=[COORDINATORS]), UserFactory()
    for _repeat in range(RACES):
        made = offer(taken_by=rosie)
        acts = [
            partial(offers.say_no, enquiry=made, by=rosie, words="No room."),
            partial(offers.say_yes, enquiry=made, person=maya, by=rosie),
            partial(offers.take_back, enquiry=made),
        ]
        found = at_once(*acts * 2)
        assert sum(one is None for one in found) == 1
        assert {type(one) for one in found if one is not None} == {asking.AlreadyAnswered}
        made.refresh_from_db()
        assert Notice.objects.filter(about=made.about).count() == (made.outcome == "not-now")


# --- What is far too much
@pytest.mark.parametrize("path", [HELP, COMPLAIN, "/accounts/login/", "/accounts/code/"])
@pytest.mark.parametrize("name", ["words", "name", "address", "means", "interests", "website", "login", "code", "key"])
def test_a_refusal_is_never_as_big_as_what_was_sent(client, path, name):
    answer = client.post(path, {name: "x" * 3_000_000})
    assert len(answer.content) < 200_000


def test_too_many_words_come_back_whole_to_be_shortened(client):
    typed = "x" * 9_000
    answer = client.post(HELP, {"key": uuid4(), "name": "Jo", "means": "meet", "words": typed})
    assert answer.status_code == 422
    assert typed in answer.content.decode()
