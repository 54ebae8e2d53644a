"""The contact sheet: each way by a yes of its own, the same for whoever looks, and never what is not to be used."""

from itertools import product

import pytest
from allauth.account.signals import email_changed
from django.urls import reverse

from portal.members import services
from portal.members.models import Channel, ChannelChoice, Shared, User
from tests.factories.members import SupportFactory
from tests.portal.members.telling import found, key, reach, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.both]
SHEET, PRINT = "/portal/people/contact-sheet/", "/portal/people/contact-sheet/print/"
CHOOSE = "/portal/me/contact-sheet/"
PHONE, MAIL, STREET = "01632 960 777", "fay@example.org", "4 Canal Row"


def share(person, *whats):
    services.share(person=person, by=person, whats=set(whats))


def everything(person, **said):
    reach(person, phone=PHONE, post_address=STREET, said=said)


@pytest.fixture
def fay():
    return found(known_as="Fay", email=MAIL)


@pytest.fixture
def reader(client_of, people):
    """Somebody who is found, and so may look."""
    services.be_found(person=people["member"], by=people["member"], in_directory=True)
    return client_of("member")


def on(page) -> set[str]:
    return {word for word in (PHONE, MAIL, STREET) if word in page}


# --- Choosing ---------------------------------------------------------------------------------------------------------
def test_each_is_chosen_by_itself_and_nothing_is_shared_by_default(client, reader, fay):
    everything(fay)
    assert "Fay" not in text_of(client.get(SHEET))
    client.force_login(fay, backend="django.contrib.auth.backends.ModelBackend")
    page = text_of(client.get(CHOOSE))
    assert on(page) == {PHONE, MAIL, STREET}
    assert page.count("checked") == 3
    answer = client.post(CHOOSE, {"key": key(), "mail": "coordinators", "phone": "members", "post": "coordinators"})
    assert answer["Location"] == "/portal/me/"
    assert set(fay.shared.values_list("what", flat=True)) == {"phone"}
    page = text_of(client.get("/portal/me/"))
    assert "Members who are found in the list of people have these too." in page
    client.post(CHOOSE, {"key": key(), "mail": "coordinators", "phone": "coordinators", "post": "coordinators"})
    assert not fay.shared.exists()


def test_only_what_somebody_gave_is_asked_and_an_empty_answer_is_said(client, fay):
    client.force_login(fay, backend="django.contrib.auth.backends.ModelBackend")
    page = text_of(client.get(CHOOSE))
    assert ('name="mail"' in page, 'name="phone"' in page) == (True, False)
    assert "Please choose one." in text_of(client.post(CHOOSE, {"key": key()}))
    share(fay, "phone", "post")
    assert not Shared.objects.exists(), "there is no number to share"
    User.objects.filter(pk=fay.pk).update(email="")
    assert "There is nothing to choose." in text_of(client.get(CHOOSE))


def test_another_number_or_address_begins_with_nobody(rf, fay):
    everything(fay)
    share(fay, "mail", "phone", "post")
    reach(fay, phone="01632 960 888", post_address=STREET)
    assert set(fay.shared.values_list("what", flat=True)) == {"mail", "post"}
    reach(fay)
    assert set(fay.shared.values_list("what", flat=True)) == {"mail"}
    email_changed.send(User, request=rf.get("/"), user=fay, from_email_address=None, to_email_address=None)
    assert not fay.shared.exists()


# --- Who looks --------------------------------------------------------------------------------------------------------
def test_whoever_looks_sees_the_same(client_of, people, reader, fay):
    everything(fay)
    share(fay, "phone")
    hidden = found(known_as="Zelda", email="zelda@example.org")
    share(hidden, "mail")
    services.be_found(person=hidden, by=hidden, in_directory=False)
    SupportFactory(member=fay, supporter=people["writer"])
    for who in ("writer", "superuser"):
        services.be_found(person=people[who], by=people[who], in_directory=True)
    for who, page in product(("member", "writer", "coordinator", "superuser"), (SHEET, PRINT)):
        said = text_of(client_of(who).get(page))
        assert (on(said), "zelda" in said.lower()) == ({PHONE}, False), who
    client = client_of("outsider")
    assert [client.get(page).status_code for page in (SHEET, PRINT)] == [403, 403], "only who is found looks"
    assert SHEET not in text_of(client.get("/portal/people/"))
    assert SHEET in text_of(client_of("member").get("/portal/people/"))


def test_a_person_s_page_and_the_list_of_people_still_hold_no_number(client, reader, fay):
    everything(fay)
    share(fay, "mail", "phone", "post")
    for page in ("/portal/people/", reverse("portal:people:person", args=[fay.pk])):
        assert on(text_of(client.get(page))) == set()


def test_who_takes_a_break_or_has_left_is_not_on_it(client, reader, fay):
    share(fay, "mail")
    assert MAIL in text_of(client.get(SHEET))
    services.take_a_break(person=fay, by=fay)
    assert MAIL not in text_of(client.get(SHEET))
    services.come_back(person=fay, by=fay)
    services.erase_person(person=fay, by=None)
    assert "Nobody stands here yet" in text_of(client.get(SHEET))
    assert not Shared.objects.exists()


def test_the_times_that_are_fine_stand_beside_it(client, reader, fay):
    reach(fay, phone=PHONE, days=[0], safe_note="No voicemail")
    share(fay, "phone")
    for page in (SHEET, PRINT):
        assert "Monday. No voicemail." in text_of(client.get(page))
    client.force_login(fay, backend="django.contrib.auth.backends.ModelBackend")
    assert "Monday. No voicemail." in text_of(client.get(CHOOSE)), "said before it is chosen"


# --- Which ways -------------------------------------------------------------------------------------------------------
WAYS = {"call": "phone", "text": "phone", "video": "phone", "mail": "mail", "post": "post"}
SAID = (None, 1, services.NEVER)
# Three ways lead to one phone; the others have an address each, and the same is said of both.
CHOICES = [(*phone, other, other) for phone in product(SAID, repeat=3) for other in SAID]


@pytest.mark.parametrize("has_phone", [True, False])
def test_the_sheet_lists_exactly_those_who_have_a_way_left(fay, has_phone):
    """What the database says of who is on it, and the ways that are drawn, agree for every choice there is."""
    Channel.objects.create(name="Letter", means="post")
    ways = {means: Channel.objects.filter(means=means, for_one=True).first() for means in WAYS}
    reach(fay, phone=PHONE if has_phone else "", post_address=STREET)
    fay = User.objects.select_related("about").get(pk=fay.pk)
    shared = Shared.objects.create(person=fay, what="mail")
    for said in CHOICES:
        fay.channel_choices.all().delete()
        ChannelChoice.objects.bulk_create(
            ChannelChoice(person=fay, channel=ways[means], do_not_use=True)
            if one == services.NEVER
            else ChannelChoice(person=fay, channel=ways[means], rank=one)
            for means, one in zip(WAYS, said, strict=True)
            if one
        )
        fay.choices = list(fay.channel_choices.for_one_person())
        never = {means for means, one in zip(WAYS, said, strict=True) if one == services.NEVER}
        for what, address in (("mail", MAIL), ("phone", PHONE), ("post", STREET)):
            Shared.objects.filter(pk=shared.pk).update(what=what)
            routes = services.shared_routes(fay, choices=fay.choices, whats={what})
            assert User.objects.on_contact_sheet().contains(fay) == bool(routes), (what, said)
            assert {route.address for route in routes} <= {address}
            assert not never & {route.means for route in routes}


def test_a_way_that_is_put_away_is_not_on_it(fay):
    reach(fay, phone=PHONE, said={"call": services.NEVER, "text": 1})
    share(fay, "phone")
    assert User.objects.on_contact_sheet().contains(fay)
    Channel.objects.filter(means="text").update(in_use=False)
    assert not User.objects.on_contact_sheet().contains(fay)


def test_a_group_can_have_a_sheet_of_its_own(fay):
    other = found(known_as="Olu", email="olu@example.org")
    for person in (fay, other):
        share(person, "mail")
    assert list(User.objects.filter(known_as="Olu").on_contact_sheet()) == [other]


# --- Costs ------------------------------------------------------------------------------------------------------------
def many(number):
    for n in range(number):
        person = found(known_as=f"Person {n:03d}", email=f"p{n}@example.org")
        reach(person, phone=PHONE, said={"call": 1, "text": 2, "mail": services.NEVER})
        share(person, "phone", "mail")


@pytest.mark.parametrize("number", [1, 12])
def test_it_costs_the_same_for_one_and_for_twelve(client, reader, number, django_assert_num_queries):
    many(number)
    for page, shown in ((SHEET, min(number, 20)), (PRINT, number)):
        client.get(page)
        with django_assert_num_queries(9):
            assert text_of(client.get(page)).count(f"tel:{PHONE.replace(' ', '')}") == shown


def test_more_than_two_hundred_are_said_on_paper(client, reader, monkeypatch):
    monkeypatch.setattr("portal.members.views.sharing.PrintContactSheet.paginate_by", 2)
    many(3)
    assert "The first 2 of 3 stand here." in text_of(client.get(PRINT))


def test_names_stand_in_their_order(client, reader, fay):
    share(fay, "mail")
    share(found(known_as="adam", email="adam@example.org"), "mail")
    assert [str(person) for person, _routes in client.get(SHEET).context["cards"]] == ["adam", "Fay"]
