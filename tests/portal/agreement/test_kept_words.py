"""What somebody typed on a page's form and has not sent: it waits for them, and none of it is lost on the way."""

from uuid import uuid4

import pytest
from django.core.files.storage import storages
from django.urls import reverse
from django.utils import timezone

from home.models import Picture
from portal.drafts.models import Draft, Editing
from portal.drafts.services import PLACES, keep
from portal.drafts.waiting import words_not_sent
from portal.members.models import User
from tests.factories.pages import block, body, page, team
from tests.factories.people import UserFactory
from tests.portal.agreement.conftest import fields, text_key
from tests.portal.agreement.test_views import newest, picture_file, save_meanwhile, url

pytestmark = pytest.mark.django_db


def open_form(browser, the_page):
    return fields(browser.get(url("edit", the_page)))


def type_in(browser, the_page, form, **words):
    """What autosave sends."""
    return browser.post(reverse("portal:drafts:keep", args=[f"page:{the_page.pk}"]), form | words)


def let_go(response) -> dict[str, str]:
    """What the button sends that stands above the form."""
    form = response.context["form"]
    return {name: str(form[name].value()) for name in ("key", "goes_on")}


def kept_introductions():
    return {draft.fields["introduction"] for draft in Draft.objects.all()}


# --- Somebody else saved meanwhile ------------------------------------------------------------------------------------


def test_ticks_and_the_words_about_a_picture_stay_when_somebody_else_saved(writer, browser):
    easy_read = body(block("pair", {"drawing": "bus", "words": "<p>Ring us.</p>"}))
    made = page(easy_read=easy_read, picture=Picture.objects.create(title="T", description="D", file=picture_file()))
    team(made, writer)
    form = open_form(browser, made)
    ticks = {"no_picture": "on", "easy_read_same": "on", "picture_shows": "The hall door.", "why": "It was old."}
    save_meanwhile(made, UserFactory(), introduction="Hers.")
    refused = browser.post(url("edit", made), form | ticks | {"do": "save"})
    assert refused.status_code == 409
    assert {name: fields(refused).get(name) for name in ticks} == ticks


@pytest.mark.parametrize("chosen", [True, False])
def test_a_picture_that_was_chosen_has_to_be_chosen_again_and_that_is_said(chosen, contact, browser):
    form = open_form(browser, contact)
    save_meanwhile(contact, UserFactory(), introduction="Hers.")
    files = {"picture": picture_file(), "picture_shows": "A door."} if chosen else {}
    refused = browser.post(url("edit", contact), form | files | {"do": "save"})
    assert ("Please choose your picture again" in refused.content.decode()) == chosen


def test_words_without_a_home_are_kept_by_the_next_autosave_too(contact, browser):
    first = browser.get(url("edit", contact))
    mine = fields(first) | {text_key(first): "Words without\r\na home.", "introduction": "Mine."}
    shorter = newest(contact)
    del shorter.body[1]
    shorter.introduction = "Hers."
    shorter.save_revision(user=UserFactory())

    merged = fields(browser.post(url("edit", contact), mine | {"do": "save"}))
    type_in(browser, contact, merged, introduction="Mine and more.")

    assert Draft.objects.count() == 1
    for _time in range(2):  # somebody else saves once more, and is merged too
        again = browser.get(url("edit", contact))
        assert fields(again)["introduction"] == "Mine and more."
        assert "Words without<br>a home." in again.content.decode()
        save_meanwhile(contact, UserFactory(), introduction="Hers again.")
    saved = browser.post(url("edit", contact), fields(browser.get(url("edit", contact))) | {"do": "save"})
    assert saved.status_code == 302
    assert newest(contact).introduction == "Mine and more."
    assert not Draft.objects.exists()


def test_words_without_a_home_come_back_with_a_form_that_is_refused(contact, browser):
    first = browser.get(url("edit", contact))
    form = fields(first) | {"text-gone": "Without a home.", text_key(first): ""}
    refused = browser.post(url("edit", contact), form | {"do": "save"})
    assert refused.status_code == 422
    assert fields(refused)["text-gone"] == "Without a home."


# --- A picture's file -------------------------------------------------------------------------------------------------


def files_kept() -> set[str]:
    there = storages["private"].exists("original_images")
    return set(storages["private"].listdir("original_images")[1]) if there else set()


def send_with_picture(browser, the_page, form):
    before = files_kept()
    answer = browser.post(url("edit", the_page), form | {"picture": picture_file(), "picture_shows": "A door."})
    return answer.status_code, len(files_kept() - before), Picture.objects.count()


def test_a_picture_is_kept_with_the_words_and_only_with_them(contact, browser):
    form = open_form(browser, contact)
    assert send_with_picture(browser, contact, form | {"do": "save", "loaded": "none"}) == (409, 0, 0)
    assert send_with_picture(browser, contact, form | {"do": "save"}) == (302, 1, 1)


def test_when_sending_fails_at_the_end_the_file_goes_too(contact, browser):
    same_address = newest(contact)
    same_address.slug = page("Ring us").slug
    same_address.save_revision(clean=False)
    form = open_form(browser, contact)
    assert send_with_picture(browser, contact, form | {"do": "send"}) == (422, 0, 0)


def test_a_second_press_keeps_no_second_picture(contact, browser):
    form = open_form(browser, contact) | {"do": "save"}
    assert send_with_picture(browser, contact, form) == (302, 1, 1)
    assert send_with_picture(browser, contact, form) == (302, 0, 1)


# --- Late words -------------------------------------------------------------------------------------------------------


def test_words_that_arrive_after_the_form_was_sent_do_not_come_back(contact, browser):
    form = open_form(browser, contact) | {"introduction": "Sent."}
    assert type_in(browser, contact, form).status_code == 200
    browser.post(url("edit", contact), form | {"do": "save"})
    assert type_in(browser, contact, form).status_code == 409
    assert not Draft.objects.exists()
    assert type_in(browser, contact, open_form(browser, contact)).status_code == 200


# --- In two places ----------------------------------------------------------------------------------------------------


def test_words_typed_in_two_places_are_both_kept_and_come_one_after_the_other(contact, browser):
    here, there = open_form(browser, contact), open_form(browser, contact)
    assert not type_in(browser, contact, here, introduction="Here.").json()["elsewhere"]
    assert type_in(browser, contact, there, introduction="There.").json()["elsewhere"]
    assert kept_introductions() == {"Here.", "There."}

    first = browser.get(url("edit", contact))
    assert fields(first)["introduction"] == "There."
    assert "You have this page open somewhere else too" in first.content.decode()
    browser.post(url("edit", contact), fields(first) | {"do": "save"})

    then = browser.get(url("edit", contact))
    assert fields(then)["introduction"] == "Here."
    assert {"Here.", "There."} <= {text for _label, *both in then.context["both"] for text in both}
    browser.post(url("edit", contact), fields(then) | {"do": "save"})
    assert newest(contact).introduction == "Here."
    assert not Draft.objects.exists()


def test_going_on_takes_the_place_of_the_words_it_began_with(contact, browser):
    type_in(browser, contact, open_form(browser, contact), introduction="Half")
    type_in(browser, contact, open_form(browser, contact), introduction="Half a thought.")
    assert kept_introductions() == {"Half a thought."}


def test_going_on_does_not_take_the_place_of_words_typed_since(contact, browser):
    here = open_form(browser, contact)
    type_in(browser, contact, here, introduction="Half")
    there = open_form(browser, contact)
    type_in(browser, contact, here, introduction="Half a thought here.")
    type_in(browser, contact, there, introduction="Half a thought there.")
    assert kept_introductions() == {"Half a thought here.", "Half a thought there."}
    browser.post(url("edit", contact), there | {"introduction": "Half a thought there.", "do": "save"})
    assert kept_introductions() == {"Half a thought here."}


def test_without_scripts_a_refused_form_and_the_words_it_began_with_are_one(contact, browser):
    type_in(browser, contact, open_form(browser, contact), introduction="Half")
    refused = browser.post(
        url("edit", contact), open_form(browser, contact) | {text_key(browser.get(url("edit", contact))): ""}
    )
    assert refused.status_code == 422
    assert Draft.objects.count() == 1


# --- Letting go, and going on -----------------------------------------------------------------------------------------


def test_kept_words_can_be_let_go_and_do_not_come_back(contact, browser):
    assert "Let these words go" not in browser.get(url("edit", contact)).content.decode()
    type_in(browser, contact, open_form(browser, contact), introduction="Not wanted.")
    shown = browser.get(url("edit", contact))
    assert "Let these words go" in shown.content.decode()
    assert let_go(shown).items() <= fields(shown).items()
    after = browser.post(url("let-go", contact), let_go(shown), follow=True)
    assert "Those words are gone." in after.content.decode()
    assert fields(after)["introduction"] == "Ring, write or drop in."
    assert type_in(browser, contact, fields(shown), introduction="Late.").status_code == 409
    assert not Draft.objects.exists()


def test_only_the_words_that_were_shown_are_let_go(contact, browser):
    elsewhere = open_form(browser, contact)
    type_in(browser, contact, open_form(browser, contact), introduction="Shown.")
    shown = browser.get(url("edit", contact))
    type_in(browser, contact, elsewhere, introduction="Typed elsewhere.")
    browser.post(url("let-go", contact), let_go(shown))
    assert kept_introductions() == {"Typed elsewhere."}


def test_the_home_leads_back_to_words_that_were_not_sent(contact, writer, browser):
    type_in(browser, contact, open_form(browser, contact), introduction="Half")
    words = "You began to change “Contact us” and did not send it."
    home = browser.get(reverse("portal:home"))
    need = next(need for need in home.context["needs"] if need.words == words)
    assert (need.url, need.button) == (url("edit", contact), "Go on")
    form = fields(browser.get(need.url))
    browser.post(need.url, form | {"do": "save"})
    assert words not in browser.get(reverse("portal:home")).content.decode()


@pytest.mark.parametrize(("number", "queries"), [(0, 1), (1, 4), (4, 4)])
def test_that_costs_the_same_for_one_and_four(number, queries, writer, contact, browser, django_assert_num_queries):
    for n in range(number):
        below = page(f"Page {n}", parent=contact)
        for _place in range(2):
            type_in(browser, below, open_form(browser, below), introduction="Half")
    person = User.objects.get(pk=writer.pk)
    assert person.has_perm("agreement.list_pages")  # as the menu asks on every screen
    with django_assert_num_queries(queries):
        titles = [need.words.split("“")[1].split("”")[0] for need in words_not_sent(person)]
    assert titles == [f"Page {n}" for n in reversed(range(number))]


def test_words_kept_in_many_places_hide_no_others(contact, writer):
    for number, places in ((1, 1), (2, PLACES), (3, PLACES)):
        below = page(f"Page {number}", parent=contact)
        for _place in range(places):
            keep(person=writer, about=f"page:{below.pk}", fields={"introduction": "Half", "key": str(uuid4())})
    said = [need.words.split("“")[1].split("”")[0] for need in words_not_sent(User.objects.get(pk=writer.pk))]
    assert said == ["Page 3", "Page 2", "Page 1"]


def test_of_a_page_that_is_no_longer_theirs_nobody_is_told(contact, writer, browser):
    type_in(browser, contact, open_form(browser, contact), introduction="Half")
    writer.groups.clear()
    assert list(words_not_sent(User.objects.get(pk=writer.pk))) == []


# --- Who else has it open ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("names", "sentence"), [(["Olu"], "Olu has this page open too."), (["Olu", "Sam"], "Olu, Sam have this page")]
)
def test_one_other_has_it_open_and_several_have(names, sentence, contact, browser):
    for name in names:
        person = UserFactory(known_as=name)
        Editing.objects.create(person=person, about=f"page:{contact.pk}", seen_at=timezone.now())
    assert sentence in browser.get(url("edit", contact)).content.decode()
