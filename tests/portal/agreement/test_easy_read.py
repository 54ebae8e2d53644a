"""A page in Easy Read, written on a form: for its team, kept as its other words are, and out when it is agreed to."""

import pytest
from django.urls import reverse
from wagtail.models import Page

from casestudies.readiness import readiness_of
from portal.agreement import services
from portal.drafts.models import Draft
from portal.easy_read import WroteToo, digest_of_pairs
from portal.needs import needs_of
from tests.factories import telling
from tests.factories.media import PictureFactory
from tests.factories.people import UserFactory
from tests.portal.agreement.conftest import fields

pytestmark = [pytest.mark.django_db, pytest.mark.both]
TEA = {"drawing": "tea-cup", "words": "First we have tea."}
BUS = {"drawing": "bus", "words": "Then we talk about the last bus."}


def url(the_page):
    return reverse("portal:pages:easy-read", args=[the_page.pk])


def newest(the_page):
    return Page.objects.get(pk=the_page.pk).get_latest_revision_as_object()


def pairs_of(the_page):
    return [
        (pair.value["drawing"] or pair.value["picture"], pair.value["words"]) for pair in newest(the_page).easy_read
    ]


def send(browser, the_page, *pairs, **said):
    """Opens the form, and writes these into it from the top; what is below them is emptied."""
    form = fields(browser.get(url(the_page)))
    for name in form:
        if name.startswith(("words_", "drawing_")):
            form[name] = ""
    for n, pair in enumerate(pairs, start=1):
        form |= {f"{name}_{n}": text for name, text in pair.items()}
    return browser.post(url(the_page), form | said)


def write(the_page, *pairs, by, **given):
    draft = newest(the_page)
    said = {"before": digest_of_pairs(services.pairs_of(draft)), "source": draft.words_digest(), "checked_by": ""}
    services.write_easy_read(page=the_page, pairs=list(pairs), by=by, **said | given)


def test_it_is_written_on_a_form_and_waits_for_both_sides(contact, browser):
    answer = send(browser, contact, BUS | {"place": "2"}, TEA | {"place": "1"}, checked_by="Jo and Al")
    assert answer.url == reverse("portal:pages:page", args=[contact.pk])
    assert pairs_of(contact) == [("tea-cup", TEA["words"]), ("bus", BUS["words"])]
    draft = newest(contact)
    assert (draft.easy_read_checked_by, draft.easy_read_is_behind) == ("Jo and Al", False)
    assert not Page.objects.get(pk=contact.pk).specific.easy_read, "the site says nothing new yet"
    assert draft.has_unpublished_changes


def test_one_more_is_added_without_leaving(contact, browser):
    assert send(browser, contact, TEA, do="more").url == url(contact)


def test_what_stays_keeps_its_number_and_a_picture_from_the_cms_stays(contact, writer, browser):
    picture = PictureFactory(description="Our kettle")
    draft = newest(contact)
    draft.easy_read = [("pair", {"picture": picture, "words": "A kettle."}), ("pair", TEA)]
    draft.save_revision(user=writer)
    kettle, tea = (pair.id for pair in newest(contact).easy_read)
    shown = browser.get(url(contact)).content.decode()
    assert "The picture that is there: Our kettle" in shown
    send(browser, contact, {"drawing": f"own-{picture.pk}", "words": "A kettle."}, BUS, TEA)
    assert pairs_of(contact) == [(picture, "A kettle."), ("bus", BUS["words"]), ("tea-cup", TEA["words"])]
    numbers = [pair.id for pair in newest(contact).easy_read]
    assert (numbers[0], numbers[2]) == (kettle, tea)
    assert numbers[1] not in (kettle, tea, None)


def test_nobody_puts_in_a_picture_that_was_not_there(contact, browser):
    other = PictureFactory()
    answer = send(browser, contact, {"drawing": f"own-{other.pk}", "words": "A kettle."})
    assert answer.status_code == 200
    assert pairs_of(contact) == []


def test_words_without_a_picture_come_back_and_are_kept(contact, writer, browser):
    answer = send(browser, contact, {"drawing": "", "words": "First we have tea."})
    assert "Choose a picture for the words in row 1." in answer.content.decode()
    assert Draft.objects.get(person=writer).about == f"page-easy-read:{contact.pk}"
    assert fields(browser.get(url(contact)))["words_1"] == "First we have tea."
    need = next(need for need in needs_of(writer) if need.url == url(contact))
    assert need.words == "You began to write “Contact us” in Easy Read, and did not save it."


def test_of_two_writers_at_once_the_second_looks_first(contact, writer, browser):
    form = fields(browser.get(url(contact)))
    write(contact, TEA, by=writer)
    form |= {"drawing_1": "bus", "words_1": BUS["words"]}
    answer = browser.post(url(contact), form)
    assert (answer.status_code, str(WroteToo.sentence) in answer.content.decode()) == (409, True)
    assert pairs_of(contact) == [("tea-cup", TEA["words"])]
    browser.post(url(contact), fields(answer) | {"drawing_1": "bus"})
    assert pairs_of(contact) == [("bus", BUS["words"])]


def test_words_of_the_page_that_change_leave_it_behind_until_somebody_has_looked(contact, writer, browser):
    write(contact, TEA, by=writer)
    draft = newest(contact)
    loaded = services.version_of(Page.objects.get(pk=contact.pk))
    services.save_for_later(
        page=contact, by=writer, loaded=loaded, writing=services.Writing(words={"introduction": "Ring us."})
    )
    assert newest(contact).easy_read_is_behind
    write(contact, TEA, by=writer, source=draft.words_digest())
    assert newest(contact).easy_read_is_behind, "nobody looked"
    send(browser, contact, TEA, same="on")
    assert not newest(contact).easy_read_is_behind


def test_nothing_new_is_nothing_written(contact, writer):
    write(contact, TEA, by=writer)
    before = newest(contact).latest_revision_id
    write(contact, TEA, by=writer)
    assert newest(contact).latest_revision_id == before


def test_somebody_elses_lock_is_kept_to(contact, writer, browser):
    Page.objects.filter(pk=contact.pk).update(locked=True, locked_by=UserFactory())
    answer = send(browser, contact, TEA)
    assert (answer.status_code, str(services.Locked.sentence) in answer.content.decode()) == (409, True)
    assert pairs_of(contact) == []


def test_a_story_is_written_in_easy_read_by_those_who_tell_it_and_agreed_to_anew(sign_in):
    told = telling.story()
    writer = telling.joined(told)
    for person in (told.begun_by, writer):
        telling.allow(told, person)
    telling.say_yes(told, writer)
    send(sign_in(told.begun_by), telling.source(told), TEA)
    assert pairs_of(telling.source(told)) == [("tea-cup", TEA["words"])]
    line = next(
        line for line in readiness_of(telling.source(told), telling.digest(told)).lines if line.seat.person == writer
    )
    assert (line.said_yes, line.changed_since) == (False, True)
