"""How somebody is reached is what they said, everywhere: by the clock, by hand, and when an address changes."""

from datetime import time
from itertools import product

import pytest
from django.core import mail
from django.urls import reverse

from portal.audit.models import Entry
from portal.members import services
from portal.members.models import Channel, ChannelChoice, User
from portal.members.services import NEVER, Reaching
from portal.notices import services as notices
from portal.notices.models import Notice
from portal.notices.services import OLD_WAY
from tests.at_once import came_to
from tests.effort import RACES
from tests.factories.members import as_at_the_door
from tests.factories.people import UserFactory
from tests.portal.members.door import sign_in
from tests.portal.members.telling import CHANNELS, channel, key, reach, text_of

pytestmark = pytest.mark.django_db
URL = "/portal/me/reaching/"
PHONE, POST = "01632 960 111", "4 Canal Row"
BOTH = {"phone": PHONE, "post_address": POST}


def ways(person) -> list[str]:
    return [str(route.means) for route in User.objects.get(pk=person.pk).contact_routes()]


@pytest.fixture
def me(client_of, people):
    client_of("member")
    return people["member"]


def given(**more):
    """The form as somebody leaves it who says nothing."""
    return {"key": key(), "phone": "", "post_address": "", "safe_note": "", **more}


def place(short):
    return f"channel_{channel(short).pk}"


# --- A table of people ------------------------------------------------------------------------------------------------
TABLE = {
    "says nothing, has mail": ({}, {}, "x@example.org", ["mail", "meet"]),
    "says nothing, has nothing": ({}, {}, "", ["meet"]),
    "says nothing, has everything": (BOTH, {}, "x@example.org", ["mail", "call", "post", "meet"]),
    "ranked": (BOTH, {"call": 1, "mail": 2}, "x@example.org", ["call", "mail", "post", "meet"]),
    "ranked the other way": (BOTH, {"text": 2, "mail": 1}, "x@example.org", ["mail", "text", "call", "post", "meet"]),
    "ranked, without the address for it": ({}, {"call": 1, "text": 2}, "x@example.org", ["mail", "meet"]),
    "never mail": (BOTH, {"mail": NEVER}, "x@example.org", ["call", "post", "meet"]),
    "never a call, a text is fine": (BOTH, {"call": NEVER, "text": 1}, "", ["text", "post", "meet"]),
    "never anything": ({"phone": PHONE}, dict.fromkeys(CHANNELS, NEVER), "x@example.org", []),
    "only in a group": ({}, {"group": 1, "videos": NEVER}, "x@example.org", ["mail", "meet"]),
    "two share a place": (BOTH, {"mail": 1, "text": 1}, "x@example.org", ["text", "mail", "call", "post", "meet"]),
    "a video call by phone or mail": ({}, {"video": 1}, "x@example.org", ["video", "mail", "meet"]),
    "a video call, nowhere": ({}, {"video": 1}, "", ["meet"]),
}


@pytest.mark.parametrize("name", TABLE)
def test_the_ways_to_somebody_are_what_they_said(name):
    facts, said, email, expected = TABLE[name]
    person = UserFactory(email=email)
    reach(person, said=said, **facts)
    assert ways(person) == expected


@pytest.mark.parametrize("name", TABLE)
def test_a_message_goes_by_the_first_of_them_and_to_nobody_on_a_break(name):
    facts, said, email, expected = TABLE[name]
    person = UserFactory(email=email)
    reach(person, said=said, **facts)
    notice = notices.tell(person=person, title="Hello", words="Hello")
    assert notice.means == (expected[0] if expected else "")
    services.take_a_break(person=person, by=person)
    assert notices.tell(person=person, title="Hello", words="Hello").state == "here"
    notice.refresh_from_db()
    assert notice.state == "here"


def test_a_way_that_was_put_away_is_not_used_any_more():
    person = UserFactory()
    reach(person, said={"text": 1}, **BOTH)
    Channel.objects.filter(pk=channel("text").pk).update(in_use=False)
    assert ways(person) == ["mail", "call", "post", "meet"]


ADDRESSES = list(product(("x{}@example.org", ""), (PHONE, ""), (POST, "")))
SAID = [dict(said) for _facts, said, *_rest in TABLE.values()]


def test_who_needs_a_call_or_letter_is_found_as_the_ways_have_it():
    """The list asks the database; what is sent asks the person. Both say the same of everybody."""
    for number, ((email, phone, post), said) in enumerate(product(ADDRESSES, SAID)):
        person = UserFactory(email=email.format(number))
        reach(person, phone=phone, post_address=post, said=said)
    by_hand = set(User.objects.all().reached_by_hand())
    assert by_hand == {person for person in User.objects.all() if ways(person)[:1] != ["mail"]}
    assert 0 < len(by_hand) < User.objects.count()


# --- The form ---------------------------------------------------------------------------------------------------------
def test_everything_on_the_form_is_kept_and_shown(client, me):
    told = given(
        phone=PHONE,
        post_address=POST,
        safe_days=["4", "0"],
        safe_from="10:00",
        safe_until="16:30",
        safe_note="No voicemail",
        only_say_news="on",
    )
    told |= {place("call"): "1", place("mail"): "2", place("videos"): NEVER, place("text"): ""}
    assert client.post(URL, told)["Location"] == "/portal/me/"
    about = User.objects.get(pk=me.pk).about
    kept = {name: getattr(about, name) for name in vars(Reaching())}
    assert kept == {
        "phone": PHONE,
        "post_address": POST,
        "safe_days": [0, 4],
        "safe_from": time(10),
        "safe_until": time(16, 30),
        "safe_note": "No voicemail",
        "only_say_news": True,
    }
    assert services.said_by(me) == {
        channel("call").pk: 1,
        channel("mail").pk: 2,
        channel("videos").pk: NEVER,
    }
    page = text_of(client.get("/portal/me/"))
    for said in ("1. Phone call", "2. E-mail", "Video call in a group", PHONE, POST, "Monday, Friday.", "No voicemail"):
        assert said in page
    form = text_of(client.get(URL))
    assert 'value="10:00"' in form
    assert form.count("selected") == 7


def test_the_form_says_nothing_when_nothing_is_said(client, me):
    client.post(URL, given(**{place("call"): "1"}))
    client.post(URL, given())
    assert not ChannelChoice.objects.exists()
    assert ways(me) == ["mail", "meet"]


def test_it_says_which_way_is_tried_first(client, me):
    answer = client.post(URL, given(**{place("meet"): "1"}), follow=True)
    assert "We first try: Meeting one to one." in text_of(answer)
    answer = client.post(URL, given(phone=PHONE, **{place("call"): "1"}), follow=True)
    assert "We first try: Phone call." in text_of(answer)
    answer = client.post(URL, given(**{place(short): NEVER for short in CHANNELS}), follow=True)
    assert "We have no way to reach you now" in text_of(answer)


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ({"phone": "ring me"}, "Type a phone number in figures"),
        ({"phone": "0" * 31}, "31"),
        ({"phone": "<script>1"}, "Type a phone number in figures"),
        ({"safe_from": "16:00", "safe_until": "10:00"}, "Choose a time that is later"),
        ({"safe_from": "soon"}, "Enter a valid time"),
        ({"safe_days": ["7"]}, "not one of the available"),
        ({"post_address": "x" * 301}, "301"),
    ],
)
def test_what_cannot_be_kept_comes_back_with_everything_typed(client, me, bad, said):
    answer = client.post(URL, given(**{"safe_note": "Careful", place("call"): "3", **bad}))
    page = text_of(answer)
    assert said in page
    assert "Careful" in page
    assert '<option value="3" selected>' in page
    assert not hasattr(User.objects.get(pk=me.pk), "about")


def test_a_second_press_acts_once(client, me):
    told = given(phone=PHONE)
    assert client.post(URL, told)["Location"] == client.post(URL, told)["Location"]
    assert Entry.objects.filter(verb="members.phone_changed").count() == 1


# --- A number or an address that changes (decision 4) -----------------------------------------------------------------
def verbs():
    return set(Entry.objects.values_list("verb", flat=True))


def test_a_first_number_is_noted_and_nobody_has_to_be_told():
    person = UserFactory()
    reach(person, phone=PHONE)
    assert "members.phone_changed" in verbs()
    assert not Notice.objects.exists()


@pytest.mark.parametrize(
    ("before", "after", "means", "address"),
    [
        ({"phone": PHONE, "said": {"call": 1}}, {"phone": "01632 960 222", "said": {"call": 1}}, "call", PHONE),
        ({"phone": PHONE, "said": {"text": 1}}, {"said": {"call": NEVER}}, "text", PHONE),
        ({"post_address": POST, "said": {"mail": NEVER}}, {"post_address": "Elsewhere"}, "post", POST),
        ({"phone": PHONE}, {"phone": "01632 960 222", "said": {"call": 1, "mail": NEVER}}, "mail", "x@example.org"),
    ],
)
def test_a_change_is_told_by_the_old_way(before, after, means, address):
    """Also when the same form says never to use that way again."""
    person = UserFactory(email="x@example.org")
    reach(person, **before)
    reach(person, **after)
    notice = Notice.objects.get()
    assert (notice.person, notice.means, notice.address) == (person, means, address)
    assert "was changed" in notice.words
    assert "960" not in notice.words
    assert "If this was not you" in notice.words


def test_a_mail_about_it_goes_where_mails_went_before():
    person = UserFactory(email="x@example.org")
    reach(person, phone=PHONE)
    reach(person, phone="01632 960 222", said={"call": 1, "mail": NEVER})
    notices.send_due()
    assert [message.to for message in mail.outbox] == [["x@example.org"]]
    assert "The phone number we have for you was changed." in mail.outbox[0].body


def test_a_second_change_does_not_turn_the_first_message_round():
    person = UserFactory(email="")
    reach(person, phone=PHONE, said={"call": 1})
    reach(person, phone="01632 960 222", said={"call": 1})
    reach(person, phone="01632 960 333", said={"call": 1})
    assert set(Notice.objects.values_list("address", "about")) == {(PHONE, OLD_WAY), ("01632 960 222", OLD_WAY)}


def test_it_is_shown_at_the_next_sign_in(client):
    person = as_at_the_door()
    sign_in(client, person.email)
    client.post(URL, given(phone=PHONE, post_address=POST))
    client.logout()
    sign_in(client, person.email)
    said = text_of(client.get(reverse("portal:home")))
    assert "The phone number was changed. The postal address was changed." in said
    assert PHONE not in said


def test_what_waits_for_somebody_to_ring_goes_by_the_new_way():
    person = UserFactory(email="x@example.org")
    reach(person, phone=PHONE, said={"call": 1})
    notice = notices.tell(person=person, title="Tuesday", words="Two o'clock")
    assert (notice.state, notice.address) == ("by-hand", PHONE)
    reach(person, phone=PHONE, said={"call": NEVER})
    notice.refresh_from_db()
    assert (notice.state, notice.means, notice.address) == ("waiting", "mail", "x@example.org")


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_two_forms_sent_at_once_leave_what_one_of_them_said():
    person = UserFactory()
    one, two = {"mail": 1, "call": 2, "text": 3}, {"text": NEVER, "meet": 1}
    for _repeat in range(RACES):
        came = came_to(
            lambda: reach(person, phone="01632 960 111", said=one),
            lambda: reach(person, phone="01632 960 222", said=two),
        )
        assert came == ["done", "done"]
        said = services.said_by(person)
        phone = User.objects.get(pk=person.pk).about.phone
        wanted = {"01632 960 111": one, "01632 960 222": two}[phone]
        assert said == {channel(short).pk: place for short, place in wanted.items()}


# --- Chosen, and cannot work yet
def test_a_way_without_its_number_is_kept_and_said(client_of, people):
    call = Channel.objects.get(name="Phone call")
    page = client_of("member").post("/portal/me/reaching/", {"key": key(), f"channel_{call.pk}": "1"}, follow=True)
    assert "You chose “Phone call”, and we have no phone number for you yet." in page.content.decode()
    assert people["member"].channel_choices.get().channel == call
    page = client_of("outsider").post(
        "/portal/me/welcome/", {"key": key(), "known_as": "Olu", "channel": call.pk}, follow=True
    )
    assert "we have no phone number for you yet" in page.content.decode()
    page = client_of("outsider").post(
        "/portal/me/reaching/",
        {"key": key(), f"channel_{call.pk}": "1", "phone": "01632 960 111"},
        follow=True,
    )
    assert "we have no" not in page.content.decode()


def test_the_only_coordinator_who_turns_everything_off_is_asked_who_looks_after_things(client_of):
    never = {f"channel_{one.pk}": "never" for one in Channel.objects.all()}
    page = client_of("coordinator").post("/portal/me/reaching/", {"key": key()} | never, follow=True)
    assert "Who looks after things, if nothing reaches you?" in page.content.decode()
    page = client_of("member").post("/portal/me/reaching/", {"key": key()} | never, follow=True)
    assert "Who looks after things" not in page.content.decode()
