"""Pages in the portal, through a browser without JavaScript."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate
from PIL import Image
from wagtail.models import Page

from home.models import Picture, PlainWord, StandardPage
from portal.agreement import services
from portal.agreement.models import SmallFix
from portal.agreement.review import review_of
from portal.agreement.services import Writing
from portal.agreement.words import words_of
from portal.drafts.models import Draft
from portal.members.standing import COORDINATORS
from portal.needs import needs_of
from tests.factories.pages import NEW_NUMBER, OLD_NUMBER, block, body, page, readers, team
from tests.factories.people import UserFactory
from tests.portal.agreement.conftest import fields, text_key

pytestmark = pytest.mark.django_db


def url(name, thing):
    return reverse(f"portal:pages:{name}", args=[thing.pk])


def live(the_page):
    return StandardPage.objects.get(pk=the_page.pk)


def newest(the_page):
    return Page.objects.get(pk=the_page.pk).get_latest_revision_as_object()


def save_meanwhile(the_page, by, **words):
    services.save_for_later(
        page=the_page,
        by=by,
        loaded=services.version_of(Page.objects.get(pk=the_page.pk)),
        writing=Writing(words=words),
    )


# --- Finding a page ---------------------------------------------------------------------------------------------------


def test_only_pages_of_my_teams_are_listed(writer, contact, sign_in):
    page("Somebody else's secret draft", live=False)
    shown = sign_in(writer).get(reverse("portal:pages:list")).content.decode()
    assert "Contact us" in shown
    assert "secret" not in shown


def test_finding_nothing_says_what_to_do(writer, contact, sign_in):
    shown = sign_in(writer).get(reverse("portal:pages:list"), {"q": "<script>"}).content.decode()
    assert "No page by that name" in shown
    assert "<script>" not in shown.split("<main")[1]


@pytest.mark.parametrize("number", [1, 12])
def test_the_list_costs_the_same_for_one_page_and_twelve(number, writer, contact, sign_in, django_assert_num_queries):
    for n in range(number - 1):
        page(f"Page {n}", parent=contact)
    browser = sign_in(writer)
    for _warm in range(3):
        browser.get(reverse("portal:pages:list"))
    with django_assert_num_queries(8):
        response = browser.get(reverse("portal:pages:list"))
    assert response.context["page_obj"].paginator.count == number


# --- Looking at one ---------------------------------------------------------------------------------------------------


def test_another_teams_page_is_not_there(contact, sign_in):
    browser = sign_in(UserFactory())
    answers = {name: browser.get(url(name, contact)).status_code for name in ("page", "edit", "preview", "read")}
    assert answers == dict.fromkeys(answers, 404)


def test_the_page_says_who_looks_after_it_and_what_waits(writer, contact, sign_in):
    readers()
    save_meanwhile(contact, writer, introduction="Come in.")
    services.send_to_be_read(page=contact, by=writer)
    shown = sign_in(writer).get(url("page", contact)).content.decode()
    assert "<bdi>Wyn</bdi> asked for this page to be read" in shown
    assert "Lived experience" in shown
    assert shown.count("Not yet.") == 2
    assert "<ins>Come </ins>in." in shown


def test_it_says_when_one_other_person_read_it(writer, contact, sign_in):
    (lee,), _staff = readers(1, 0)
    save_meanwhile(contact, writer, introduction="Come in.")
    services.send_to_be_read(page=contact, by=writer)
    shown = sign_in(writer).get(url("page", contact)).content.decode()
    assert "One other person reads it, because we do not yet have two readers on each side." in shown
    services.say_yes(page=contact, by=lee, digest=review_of(contact).digest)
    shown = sign_in(writer).get(url("page", contact)).content.decode()
    assert "Read by one other person, because we do not yet have two readers on each side." in shown


def test_the_preview_shows_the_newest_words_to_those_who_may_see_them(writer, contact, sign_in):
    save_meanwhile(contact, writer, introduction="Only for the team.")
    shown = sign_in(writer).get(url("preview", contact))
    assert "Only for the team." in shown.content.decode()
    assert "Only for the team." not in sign_in(writer).get(contact.url).content.decode()


# --- Changing it ------------------------------------------------------------------------------------------------------


def test_a_form_sent_back_unchanged_changes_nothing_at_all(writer, contact, sign_in):
    browser = sign_in(writer)
    before = contact.revisions.count(), newest(contact).serializable_data()["body"]
    form = browser.get(url("edit", contact))
    response = browser.post(url("edit", contact), fields(form) | {"do": "save"})
    assert response.status_code == 302
    assert (contact.revisions.count(), newest(contact).serializable_data()["body"]) == before


def test_saving_for_later_is_seen_by_the_team_alone(writer, contact, sign_in):
    browser = sign_in(writer)
    form = browser.get(url("edit", contact))
    sent = fields(form) | {text_key(form): "# Hours\n\nMondays **only**.\n\n- ring\n- write", "do": "save"}
    response = browser.post(url("edit", contact), sent, follow=True)
    assert "Saved. Nobody outside the team sees it yet." in response.content.decode()
    html = newest(contact).body[1].value.source
    assert html == "<h3>Hours</h3><p>Mondays <b>only</b>.</p><ul><li>ring</li><li>write</li></ul>"
    assert "Mondays" not in browser.get(contact.url).content.decode()
    assert Draft.objects.count() == 0


def test_a_block_the_form_cannot_show_is_kept_and_changed_in_the_cms(writer, contact, sign_in):
    browser = sign_in(writer)
    form = browser.get(url("edit", contact))
    assert "Table: change it in the CMS" in form.content.decode()
    browser.post(url("edit", contact), fields(form) | {"introduction": "Come in.", "do": "save"})
    assert newest(contact).body[2].value["data"] == [["Day", "Who"], ["Monday", "Rosie"]]


def test_rich_words_the_marks_cannot_say_are_not_offered(writer, sign_in):
    nested = "<ul><li>one<ul><li>deeper</li></ul></li></ul>"
    made = page(body=body(block("text", nested)))
    team(made, writer, name="Nested")
    form = sign_in(writer).get(url("edit", made))
    assert not [name for name in form.context["form"].fields if name.startswith("text-")]
    sign_in(writer).post(url("edit", made), fields(form) | {"introduction": "New.", "do": "save"})
    assert newest(made).body[0].value.source == nested


def test_points_and_headings(writer, contact, sign_in):
    browser = sign_in(writer)
    form = browser.get(url("edit", contact))
    keys = {name.split("-")[0]: name for name in form.context["form"].fields if name.startswith("heading-")}
    points = next(name for name in form.context["form"].fields if name.startswith("points-points-"))
    sent = fields(form) | {keys["heading"]: "How to reach us", points: "a friend\r\n\r\na drink", "do": "save"}
    browser.post(url("edit", contact), sent)
    saved = newest(contact).body
    assert saved[0].value["text"] == "How to reach us"
    assert list(saved[3].value["points"]) == ["a friend", "a drink"]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"heading": ""}, "Please fill this in."),
        ({"heading": "x" * 121}, "at most 120 characters"),
        ({"text": "[here](javascript:alert)"}, "is not an address we know"),
        ({"text": "[here](page 999999)"}, "A link leads to a page or file that is not there"),
        ({"text": "[here](file 1)"}, "A link leads to a page or file that is not there"),
        ({"text": "\x00"}, "Null characters are not allowed"),
        ({"text": "x" * 20_001}, "at most 20000 characters"),
    ],
)
def test_bad_input_is_refused_in_a_sentence_and_nothing_typed_is_lost(change, sentence, writer, contact, sign_in):
    browser = sign_in(writer)
    form = browser.get(url("edit", contact))
    names = {kind: next(n for n in fields(form) if n.startswith(kind)) for kind in ("heading", "text")}
    sent = fields(form) | {"introduction": "Typed for an hour."} | {names[kind]: text for kind, text in change.items()}
    response = browser.post(url("edit", contact), sent | {"do": "save"})
    shown = response.content.decode()
    assert response.status_code == 422
    assert sentence in shown
    assert "Typed for an hour." in shown
    assert Draft.objects.get().fields["introduction"] == "Typed for an hour."
    assert newest(contact).introduction == "Ring, write or drop in."


def test_a_link_to_an_unpublished_page_of_others_is_refused(writer, contact, sign_in):
    secret = page("Secret", live=False)
    browser = sign_in(writer)
    form = browser.get(url("edit", contact))
    sent = fields(form) | {text_key(form): f"[x](page {secret.pk})", "do": "save"}
    assert browser.post(url("edit", contact), sent).status_code == 422
    sent[text_key(form)] = f"[x](page {contact.pk})"
    assert browser.post(url("edit", contact), sent).status_code == 302


XSS = ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", '"><svg onload=alert(1)>', "{{ 7*7 }}"]


@pytest.mark.parametrize("payload", XSS)
def test_markup_that_is_typed_stays_words(payload, writer, contact, sign_in):
    browser = sign_in(writer)
    form = browser.get(url("edit", contact))
    sent = fields(form) | {text_key(form): payload, "introduction": payload, "do": "save"}
    browser.post(url("edit", contact), sent)
    for name in ("edit", "page", "preview"):
        assert payload not in browser.get(url(name, contact)).content.decode().replace("{{ 7*7 }}", payload[:0] or "")
        assert "onerror=alert(1)>" not in browser.get(url(name, contact)).content.decode()


def test_words_kept_meanwhile_come_back(writer, contact, sign_in):
    browser = sign_in(writer)
    form = browser.get(url("edit", contact))
    kept = fields(form) | {"introduction": "Half a sent"}
    assert browser.post(reverse("portal:drafts:keep", args=[f"page:{contact.pk}"]), kept).status_code == 200
    again = browser.get(url("edit", contact))
    assert again.context["form"]["introduction"].value() == "Half a sent"
    assert "We kept what you typed" in again.content.decode()
    stranger = sign_in(UserFactory())
    assert stranger.post(reverse("portal:drafts:keep", args=[f"page:{contact.pk}"]), kept).status_code == 404


def test_pressing_twice_does_it_once(writer, contact, sign_in):
    browser = sign_in(writer)
    form = browser.get(url("edit", contact))
    sent = fields(form) | {text_key(form): "Ring us on " + NEW_NUMBER, "do": "fix", "why": "Old."}
    first, second = (browser.post(url("edit", contact), sent) for _n in range(2))
    assert first.status_code == second.status_code == 302
    assert first.url == second.url
    assert SmallFix.objects.count() == 1


def test_a_small_fix_says_why(writer, contact, sign_in):
    browser = sign_in(writer)
    form = browser.get(url("edit", contact))
    response = browser.post(url("edit", contact), fields(form) | {"introduction": "Ring or write.", "do": "fix"})
    assert response.status_code == 422
    assert "Say in a few words what was wrong" in response.content.decode()
    assert SmallFix.objects.count() == 0


def test_more_than_a_small_fix_is_sent_back_with_what_to_do(writer, contact, sign_in):
    browser = sign_in(writer)
    form = browser.get(url("edit", contact))
    sent = fields(form) | {"introduction": "many new words " * 11, "do": "fix", "why": "x"}
    response = browser.post(url("edit", contact), sent)
    assert "That is more than a small fix. Please send it to be read." in response.content.decode()
    assert "many new words" in response.content.decode()


def test_advice_stands_under_the_words_and_stops_nobody(writer, contact, sign_in, english):
    PlainWord.objects.create(word="drop in", instead="come in", locale=english)
    shown = sign_in(writer).get(url("edit", contact)).content.decode()
    assert "1 idea for plainer words" in shown
    assert "Some readers do not know this word. Try: come in." in shown


# --- Pictures ---------------------------------------------------------------------------------------------------------


def picture_file():
    made = io.BytesIO()
    Image.new("RGB", (40, 30), "purple").save(made, "PNG")
    return SimpleUploadedFile("hall.png", made.getvalue(), "image/png")


def test_a_new_picture_comes_with_words_for_those_who_cannot_see_it(writer, contact, sign_in):
    browser = sign_in(writer)
    sent = fields(browser.get(url("edit", contact))) | {"do": "save"}
    refused = browser.post(url("edit", contact), sent | {"picture": picture_file()})
    assert "Write what the picture shows, in a sentence." in refused.content.decode()
    assert Picture.objects.count() == 0
    saved = browser.post(url("edit", contact), sent | {"picture": picture_file(), "picture_shows": "The hall door."})
    assert saved.status_code == 302
    assert newest(contact).picture.description == "The hall door."
    assert newest(contact).picture.uploaded_by_user == writer
    assert live(contact).picture is None
    sent = fields(browser.get(url("edit", contact))) | {"no_picture": "on", "do": "save"}
    browser.post(url("edit", contact), sent)
    assert newest(contact).picture is None


def test_a_picture_that_is_none_is_refused(writer, contact, sign_in):
    browser = sign_in(writer)
    sent = fields(browser.get(url("edit", contact))) | {"do": "save", "picture_shows": "A door."}
    wrong = SimpleUploadedFile("hall.png", b"<svg onload=alert(1)>", "image/png")
    assert browser.post(url("edit", contact), sent | {"picture": wrong}).status_code == 422
    assert Picture.objects.count() == 0


def test_a_picture_is_no_small_fix(writer, contact, sign_in):
    browser = sign_in(writer)
    sent = fields(browser.get(url("edit", contact))) | {"do": "fix", "why": "x", "picture_shows": "A door."}
    response = browser.post(url("edit", contact), sent | {"picture": picture_file()})
    assert "Another picture is not a small fix." in response.content.decode()
    assert Picture.objects.count() == 0


# --- Two writers ------------------------------------------------------------------------------------------------------


def test_nobody_saves_over_words_they_have_not_seen(writer, contact, sign_in):
    other = UserFactory(known_as="Ola")
    team(contact, other, name="Ola's")
    browser = sign_in(writer)
    form = browser.get(url("edit", contact))
    key = text_key(form)
    mine = fields(form) | {key: fields(form)[key].replace("mornings", "evenings"), "introduction": "My words."}
    save_meanwhile(
        contact, other, introduction="Her words.", **{key: fields(form)[key].replace("Or write.", "Or call.")}
    )

    refused = browser.post(url("edit", contact), mine | {"do": "save"})

    shown = refused.content.decode()
    assert refused.status_code == 409
    assert newest(contact).introduction == "Her words."
    assert {"My words.", "Her words."} <= set(re.findall(r"(?:My|Her) words\.", shown))
    assert "evenings" in shown
    assert "Or call." in shown
    assert Draft.objects.get(person=writer).fields["introduction"] == "My words."
    again = browser.post(url("edit", contact), fields(refused) | {"do": "save"})
    assert again.status_code == 302
    assert newest(contact).introduction == "My words."


def test_fields_that_only_the_other_changed_take_her_words(writer, contact, sign_in):
    other = UserFactory()
    browser = sign_in(writer)
    form = browser.get(url("edit", contact))
    mine = fields(form) | {text_key(form): "Mine."}
    save_meanwhile(contact, other, introduction="Hers.")
    refused = browser.post(url("edit", contact), mine | {"do": "save"})
    browser.post(url("edit", contact), fields(refused) | {"do": "save"})
    assert newest(contact).introduction == "Hers."
    assert newest(contact).body[1].value.source == "<p>Mine.</p>"


def test_words_kept_from_an_older_version_are_shown_with_the_newer(writer, contact, sign_in):
    browser = sign_in(writer)
    form = browser.get(url("edit", contact))
    kept = fields(form) | {"introduction": "Mine, kept."}
    browser.post(reverse("portal:drafts:keep", args=[f"page:{contact.pk}"]), kept)
    save_meanwhile(contact, UserFactory(), introduction="Hers, saved.")
    shown = browser.get(url("edit", contact))
    assert "Mine, kept." in shown.content.decode()
    assert "Hers, saved." in shown.content.decode()


@pytest.mark.parametrize("loaded", ["", "none", "0 2020-01-01", "x" * 300, None])
def test_a_form_that_does_not_say_what_was_loaded_overwrites_nothing(loaded, writer, contact, sign_in):
    browser = sign_in(writer)
    sent = fields(browser.get(url("edit", contact))) | {"introduction": "Mine.", "do": "save", "loaded": loaded}
    sent = {name: text for name, text in sent.items() if text is not None}
    refused = browser.post(url("edit", contact), sent)
    assert refused.status_code == 409
    assert "Mine." in refused.content.decode()
    assert newest(contact).introduction == "Ring, write or drop in."


def test_a_block_taken_away_meanwhile_takes_no_words_with_it(writer, contact, sign_in):
    browser = sign_in(writer)
    form = browser.get(url("edit", contact))
    mine = fields(form) | {text_key(form): "Words without a home."}
    shorter = newest(contact)
    del shorter.body[1]
    shorter.save_revision(user=UserFactory())
    refused = browser.post(url("edit", contact), mine | {"do": "save"})
    assert refused.status_code == 409
    assert "Words without a home." in refused.content.decode()


ORDERS = ["ab", "ba", "aab", "abb", "bba", "baa", "abab", "baba", "aabb", "bbaa"]
# The longest orders hold the shorter ones: they are asked of each database.
TURNS = [pytest.param(turn, marks=[] if len(ORDERS[turn % 10]) == 4 else pytest.mark.once) for turn in range(20)]


@pytest.mark.parametrize("turn", TURNS)
def test_of_two_writers_in_any_order_no_word_is_lost(turn, writer, contact):
    """Both open the form and save in one of ten orders, in the same field or two; each word is there, or was shown."""
    other = UserFactory()
    team(contact, other, name="The other's")
    writers = {"a": Writer(contact, writer, "introduction")}
    writers["b"] = Writer(contact, other, "introduction" if turn < 10 else "heading")
    order = ORDERS[turn % 10]

    typed = [writers[name].write_and_save(f"{name}{step}") for step, name in enumerate(order)]

    now = " ".join(words_of(newest(contact)).values())
    shown = " ".join(shown for one in writers.values() for shown in one.shown)
    assert [word for word in typed if word not in f"{now} {shown}"] == []
    kept = " ".join(" ".join(words_of(revision.as_object()).values()) for revision in contact.revisions.all())
    assert [word for word in typed if word not in kept] == []


class Writer:
    """Somebody with the form open who adds a word to one field and saves; told of others' words, looks and saves."""

    def __init__(self, the_page, person, field):
        self.browser, self.url, self.shown = Client(), url("edit", the_page), []
        self.browser.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        self.form = fields(self.browser.get(self.url))
        self.field = next(name for name in self.form if name.startswith(field))

    def write_and_save(self, word) -> str:
        typed = self.form | {self.field: f"{self.form[self.field]} {word}", "do": "save"}
        answer = self.browser.post(self.url, typed)
        if answer.status_code == 409:
            self.shown.append(answer.content.decode())
            answer = self.browser.post(self.url, fields(answer) | {"do": "save"})
        assert answer.status_code == 302
        self.form = fields(self.browser.get(self.url))
        return word


# --- Reading it -------------------------------------------------------------------------------------------------------


def test_the_whole_reading_in_the_browser(writer, contact, sign_in):
    (lee, _lou), (sam, _sue) = readers()
    browser = sign_in(writer)
    form = browser.get(url("edit", contact))
    sent = fields(form) | {"introduction": "Come in, ring or write.", "do": "send"}
    assert "Sent. We ask people to read it." in browser.post(url("edit", contact), sent, follow=True).content.decode()
    for person, thanks in ((lee, "Your yes is written down."), (sam, "Thank you. It is on the site now.")):
        browser = sign_in(person)
        home = browser.get(reverse("portal:home")).content.decode()
        assert "“Contact us” waits to be read." in home
        reading = browser.get(url("read", contact))
        assert "Come in, " in reading.content.decode()
        done = browser.post(url("read", contact), fields(reading) | {"answer": "yes"}, follow=True)
        assert thanks in done.content.decode()
    assert live(contact).introduction == "Come in, ring or write."


def test_asking_for_a_change_needs_a_reason_and_reaches_the_writer(writer, contact, sign_in):
    (lee, _lou), _staff = readers()
    save_meanwhile(contact, writer, introduction="Come in.")
    services.send_to_be_read(page=contact, by=writer)
    browser = sign_in(lee)
    reading = fields(browser.get(url("read", contact)))
    refused = browser.post(url("read", contact), reading | {"answer": "change", "reason": " "})
    assert "Say what should change" in refused.content.decode()
    browser.post(url("read", contact), reading | {"answer": "change", "reason": "Say when."})
    shown = sign_in(writer).get(url("page", contact)).content.decode()
    assert "asks for a change" in shown
    assert "Say when." in shown


def test_a_page_changed_while_somebody_reads_is_read_once_more(writer, contact, sign_in):
    (lee, _lou), _staff = readers()
    save_meanwhile(contact, writer, introduction="Come in.")
    services.send_to_be_read(page=contact, by=writer)
    browser = sign_in(lee)
    reading = fields(browser.get(url("read", contact)))
    save_meanwhile(contact, writer, introduction="Come in soon.")
    answer = browser.post(url("read", contact), reading | {"answer": "yes"}, follow=True)
    assert "The page was changed while you were reading" in answer.content.decode()
    assert "Come in soon." in answer.content.decode()


def test_a_reader_sees_what_changed_since_their_yes(writer, contact, sign_in):
    (lee, _lou), _staff = readers()
    save_meanwhile(contact, writer, introduction="Come in.")
    services.send_to_be_read(page=contact, by=writer)
    services.say_yes(page=contact, by=lee, digest=review_of(contact).digest)
    save_meanwhile(contact, writer, introduction="Come in soon.")
    shown = sign_in(lee).get(url("read", contact))
    assert "Changed since you said yes" in shown.content.decode()
    assert [(change.before, change.after) for change in shown.context["since_my_yes"]] == [
        ([(False, "Come "), (True, "in.")], [(False, "Come "), (True, "in soon.")])
    ]


def test_stopping_to_ask(writer, contact, sign_in):
    readers()
    save_meanwhile(contact, writer, introduction="Come in.")
    services.send_to_be_read(page=contact, by=writer)
    browser = sign_in(writer)
    assert (
        "Nobody is asked to read it any more." in browser.post(url("take-back", contact), follow=True).content.decode()
    )
    again = browser.post(url("take-back", contact), follow=True)
    assert "Nobody is asked to read it any more." in again.content.decode()


# --- Small fixes ------------------------------------------------------------------------------------------------------


@pytest.fixture
def fix(people, writer, contact):
    key = next(key for key in words_of(newest(contact)) if key.startswith("text"))
    words = words_of(newest(contact)) | {key: words_of(newest(contact))[key].replace(OLD_NUMBER, NEW_NUMBER)}
    loaded = services.version_of(Page.objects.get(pk=contact.pk))
    return services.make_small_fix(page=contact, by=writer, loaded=loaded, words=words, why="<b>Old</b>")


def test_a_fix_is_looked_at_thanked_and_gone_from_home(fix, people, sign_in):
    browser = sign_in(people["coordinator"])
    shown = browser.get(url("fix", fix)).content.decode()
    assert "<b>Old</b>" not in shown
    assert "Thank you, I have seen it" in shown
    home = browser.post(url("fix-seen", fix), follow=True).content.decode()
    assert "made a small fix" not in home


def test_a_fix_that_was_changed_since_is_not_put_back_and_both_are_shown(fix, contact, people, sign_in):
    changed = newest(contact)
    key = next(key for key in words_of(changed) if key.startswith("text"))
    services.make_small_fix(
        page=contact,
        by=people["writer"],
        loaded=services.version_of(Page.objects.get(pk=contact.pk)),
        words=words_of(changed) | {key: words_of(changed)[key].replace(NEW_NUMBER, "0113 496 0777")},
        why="Again",
    )
    answer = sign_in(people["coordinator"]).post(url("fix-undo", fix))
    assert answer.status_code == 409
    assert "These words were changed again after the fix" in answer.content.decode()
    assert {"0999 ", "0777 "} <= {text for change in answer.context["now"] for _kind, text in change.runs}


def test_somebody_it_does_not_concern_knows_nothing_of_it(fix, people, sign_in):
    browser = sign_in(people["outsider"])
    answers = {browser.get(url("fix", fix)).status_code} | {
        browser.post(url(name, fix)).status_code for name in ("fix-seen", "fix-undo")
    }
    assert answers == {404}


def test_a_page_is_found_by_what_it_says(writer, contact, sign_in):
    """Somebody who has seen a wrong number looks for the number."""
    shown = sign_in(writer).get(reverse("portal:pages:list"), {"q": OLD_NUMBER}).content.decode()
    assert contact.title in shown
    nothing = sign_in(writer).get(reverse("portal:pages:list"), {"q": NEW_NUMBER}).content.decode()
    assert contact.title not in nothing


def test_a_page_leads_those_who_may_change_it_to_its_form(writer, contact, sign_in, client):
    form = url("edit", contact)
    assert form in sign_in(writer).get(contact.url).content.decode()
    assert form not in sign_in(UserFactory()).get(contact.url).content.decode()
    client.logout()
    assert form not in client.get(contact.url).content.decode()


def test_a_page_that_both_sides_read_says_when(writer, contact):
    lived, staff = readers()
    save_meanwhile(contact, writer, introduction="Come in.")
    services.send_to_be_read(page=contact, by=writer)
    for reader in (lived[0], staff[0]):
        services.say_yes(page=contact, by=reader, digest=review_of(Page.objects.get(pk=contact.pk)).digest)
    assert Page.objects.get(pk=contact.pk).specific.reviewed_on == localdate()


def test_a_writer_is_told_of_a_wish_for_changes(writer, contact, sign_in):
    lived, _staff = readers()
    save_meanwhile(contact, writer, introduction="Come in.")
    services.send_to_be_read(page=contact, by=writer)
    services.ask_for_change(page=contact, by=lived[0], reason="Say when.")
    words = f"{lived[0]} asks for a change on “{contact.title}”: Say when."
    assert words in [need.words for need in needs_of(writer)]
    assert words not in [need.words for need in needs_of(lived[0])]
    save_meanwhile(contact, writer, introduction="Come in at ten.")
    services.send_to_be_read(page=contact, by=writer)
    assert words not in [need.words for need in needs_of(writer)]


def test_no_words_are_said_to_be_lost_that_nobody_wrote(writer, contact, sign_in):
    """An empty field for a picture comes with every form."""
    form = fields(sign_in(writer).get(url("edit", contact)))
    save_meanwhile(contact, UserFactory(groups=[COORDINATORS]), introduction="Somebody else's.")
    shown = sign_in(writer).post(url("edit", contact), form | {"picture": ""}).content.decode()
    assert "Your words for parts that were taken away" not in shown


def test_a_draft_that_lost_its_title_is_given_one_here(client, writer, contact):
    """Wagtail's own log refuses a page without a title; the form asks for it before that."""
    draft = newest(contact)
    draft.title = ""
    draft.save_revision(clean=False)
    client.force_login(writer)
    typed = fields(client.get(url("edit", contact))) | {"introduction": "Come and see us.", "do": "save"}
    refused = client.post(url("edit", contact), typed)
    assert refused.status_code == 422
    assert "title" in refused.context["form"].errors
    assert "Come and see us." in refused.content.decode()
    assert client.post(url("edit", contact), typed | {"title": "Where we are"}).status_code == 302
    assert newest(contact).title == "Where we are"
    assert live(contact).title != "Where we are"


def test_a_second_press_of_an_answer_leads_where_the_first_did(writer, contact, sign_in):
    """Also for the last reader, whom the page waits for no longer."""
    (lee, _lou), (sam, _sue) = readers()
    save_meanwhile(contact, writer, introduction="Come in.")
    services.send_to_be_read(page=contact, by=writer)
    for person in (lee, sam):
        browser = sign_in(person)
        sent = fields(browser.get(url("read", contact))) | {"answer": "yes"}
        first, second = (browser.post(url("read", contact), sent) for _press in range(2))
        assert second["Location"] == first["Location"]


def test_undoing_twice_is_answered_in_words(writer, contact, sign_in):
    words = words_of(contact) | {"introduction": "Ring, write or come in."}
    fix = services.make_small_fix(
        page=contact, by=writer, loaded=services.version_of(contact), words=words, why="It was cold."
    )
    browser = sign_in(writer)
    browser.post(reverse("portal:pages:fix-undo", args=[fix.pk]))
    again = browser.post(reverse("portal:pages:fix-undo", args=[fix.pk]))
    assert str(services.AlreadyUndone.sentence) in again.content.decode()


def test_a_point_too_long_for_the_cms_is_refused(writer, sign_in):
    made = page("List", body=body(block("points", {"title": "", "points": ["One."], "numbered": False})))
    team(made, writer)
    browser = sign_in(writer)
    form = fields(browser.get(url("edit", made)))
    key = next(name for name in form if name.startswith("points-points-"))
    shown = browser.post(url("edit", made), form | {key: "word " * 81, "do": "save"}).content.decode()
    assert "Make each point at most 400 letters long" in shown


def test_a_part_with_words_in_it_goes_at_the_second_press(contact, writer, sign_in):
    browser = sign_in(writer)
    form = fields(browser.get(url("edit", contact)))
    key = next(name for name in form if name.startswith("text-"))
    drop = {"do": f"drop-{key.removeprefix('text-')}"}
    asked = browser.post(url("edit", contact), form | {key: "All that I wrote."} | drop)
    assert (asked.status_code, newest(contact).latest_revision_id) == (200, contact.latest_revision_id)
    assert "There are words in this part." in asked.content.decode()
    again = fields(asked)
    assert again[key] == "All that I wrote."
    assert browser.post(url("edit", contact), again | drop).status_code == 302
    assert key not in fields(browser.get(url("edit", contact)))


def test_an_empty_heading_stands_nowhere(contact, writer, sign_in):
    browser = sign_in(writer)
    form = fields(browser.get(url("edit", contact)))
    browser.post(url("edit", contact), form | {"do": "add-heading"})
    shown = browser.get(url("preview", contact)).content.decode()
    assert ">None<" not in shown and '<h2 id=""' not in shown
