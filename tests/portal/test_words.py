"""What an organisation calls things stands wherever the thing is named, in its own language, and nowhere else."""

import re
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse

from home.models import Brand, GetInvolvedPage, HomePage, NoticePage
from portal import nav, words
from portal.audit.models import Entry
from portal.groups.models import Role
from portal.groups.places import role_word
from portal.members.models import OwnWord
from tests.factories.pages import page as page_of, put_out
from tests.portal.members.door import words as shown

pytestmark = pytest.mark.both

PLACES = {entry.word: entry for entry in nav._entries if entry.word}
USED = re.compile(r'{% word "([^"]+)"')


def own_word(key, said, language="en"):
    return OwnWord.objects.create(key=key, words=said, language=language)


def soup(response):
    return BeautifulSoup(response.content, "html.parser")


# --- Every word and its places
def test_every_word_that_a_template_asks_for_is_registered_and_every_registered_one_is_asked_for():
    templates = (settings.BASE_DIR / "templates").rglob("*.html")
    used = {key for path in templates for key in USED.findall(path.read_text())}
    registered = {word.key for word in words.every()}
    assert used <= registered
    by_a_view = {"offers", "complaints"}  # they share one page, whose view says which it is
    by_key = {"here-as", *(role_word(kind) for kind in Role.Kind)}  # a label of a form; one word for each role
    assert registered - used == by_a_view | by_key


@pytest.mark.django_db
@pytest.mark.parametrize("key", PLACES)
def test_a_place_is_called_the_same_in_the_menu_on_the_home_and_on_its_page(client_of, key):
    entry, client = PLACES[key], client_of("coordinator")
    own_word(key, "Cwtch & Co")
    home, page = soup(client.get(reverse("portal:home"))), soup(client.get(entry.url))
    (named, *_menu) = home.select(f'main a[href="{entry.url}"]:not(.button)')
    assert named.get_text(strip=True) == "Cwtch & Co"
    assert [a.get_text() for a in home.select(f'.places a[href="{entry.url}"]')] == ["Cwtch & Co"] * entry.in_menu
    assert page.h1.get_text(strip=True) == "Cwtch & Co"
    assert page.title.get_text().startswith("Cwtch & Co – ")
    assert str(entry.label) not in [tag.get_text(strip=True) for tag in page.select("a, h1, h2")]


@pytest.mark.django_db
def test_what_is_on_is_called_the_same_over_the_list_on_the_home_and_on_the_way_back(client_of):
    own_word("whats-on", "Our week")
    back = soup(client_of("member").get(reverse("portal:notices:feed"))).select_one(".govuk-back-link")
    assert back.get_text() == "Our week"


@pytest.mark.django_db
def test_people_outside_read_the_own_words_at_once_and_also_on_a_page_that_was_kept(client, settings):
    settings.PAGE_CACHE_SECONDS = 600
    Brand.load()
    home = HomePage.objects.get(locale__language_code="en")
    page = page_of("Get involved", kind=GetInvolvedPage, slug="join-in", body="[]")
    for kind in ("break", "worried"):
        put_out(home.add_child(instance=NoticePage(title=kind, slug=kind, kind=kind, live=False)))
    for said in ("I’d like to help", "I need a break", "I’m worried about someone"):
        assert said in shown(client.get(page.url))
    for key, said in (("like-to-help", "Count me in"), ("need-a-break", "Rest"), ("worried", "Somebody is not safe")):
        own_word(key, said)
    page_now = shown(client.get(page.url))
    for said in ("Count me in", ">Rest</a>", ">Somebody is not safe</a>"):
        assert said in page_now
    assert "I need a break" not in page_now
    assert "<h1>Count me in</h1>" in shown(client.get(reverse("get-involved:help")))
    OwnWord.objects.all().delete()
    assert "I need a break" in shown(client.get(page.url))


@pytest.mark.django_db
def test_a_word_is_one_in_its_language_only(client_of):
    own_word("whats-on", "Our week")
    own_word("whats-on", "Ein hwythnos", language="cy")
    client = client_of("member")
    assert "<h1>Our week</h1>" in shown(client.get("/portal/whats-on/"))
    assert "<h1>Ein hwythnos</h1>" in shown(client.get("/cy/portal/whats-on/"))
    assert "<h1>Our week</h1>" in shown(client.get("/ur/portal/whats-on/")), "the words around are English there"
    OwnWord.objects.filter(language="cy").delete()
    assert "Our week" not in shown(client.get("/cy/portal/whats-on/"))


@pytest.mark.django_db
@pytest.mark.parametrize("many", [0, 15])
def test_own_words_cost_nothing_once_they_are_kept(client_of, many, django_assert_num_queries):
    for word in words.every()[:many]:
        own_word(word.key, "Cwtch")
    client = client_of("member")
    client.get(reverse("portal:home"))
    with django_assert_num_queries(11):
        page = shown(client.get(reverse("portal:home")))
    assert ("Cwtch" in page) == bool(many)


@pytest.mark.django_db
def test_the_database_holds_to_one_word_a_language():
    own_word("people", "Us")
    with pytest.raises(IntegrityError), transaction.atomic():
        own_word("people", "All of us")


# --- The screen
URL = "/portal/settings/words/"


def say(client, url=URL, page=None, **said):
    """Presses Save on the screen as it is now, or as it was when somebody opened that `page`."""
    boxes = (page or soup(client.get(url))).select("main form.form-card input[name]")
    given = {box["name"]: box.get("value", "") for box in boxes}
    given |= {f"word-{key.replace('_', '-')}": typed for key, typed in said.items()}
    return client.post(url, given | {"key": uuid4()})


@pytest.mark.django_db
def test_each_word_has_a_box_and_its_line(client_of):
    page = soup(client_of("coordinator").get(URL))
    for word in words.every():
        box = page.select_one(f'input[name="word-{word.key}"]')
        assert page.select_one(f'label[for="{box["id"]}"]').get_text(strip=True) == str(word.default)
        assert page.find(id=f"{box['id']}_helptext").get_text(strip=True) == str(word.about)
        assert (box["maxlength"], box["dir"], box.get("value")) == ("40", "auto", None)


@pytest.mark.django_db
def test_words_are_said_kept_and_given_up_again(client_of, people):
    client = client_of("coordinator")
    assert say(client, people="  All   of us ", whats_on="Our week").status_code == 302
    assert OwnWord.in_language("en") == {"people": "All of us", "whats-on": "Our week"}
    assert soup(client.get(URL)).select_one('[name="word-people"]')["value"] == "All of us"
    assert "<h1>All of us</h1>" in shown(client.get("/portal/people/"))
    say(client, people="", whats_on="Our week")
    assert OwnWord.in_language("en") == {"whats-on": "Our week"}
    assert "<h1>People</h1>" in shown(client.get("/portal/people/"))
    say(client, whats_on="Our week")
    entries = Entry.objects.filter(verb="members.words_changed").order_by("number")
    assert [(entry.by, entry.detail) for entry in entries] == [
        (people["coordinator"], {"language": "en", "changed": ["people", "whats-on"]}),
        (people["coordinator"], {"language": "en", "changed": ["people"]}),
    ]


@pytest.mark.django_db
def test_words_are_said_in_the_language_that_is_read(client_of):
    client = client_of("coordinator")
    own_word("people", "All of us")
    say(client, url=f"/cy{URL}", people="Pawb")
    assert OwnWord.in_language("en") == {"people": "All of us"}
    assert OwnWord.in_language("cy") == {"people": "Pawb"}
    page = shown(client.get(f"/cy{URL}"))
    assert ("Cymraeg" in page, 'value="Pawb"' in page, "All of us" in page) == (True, True, False)


@pytest.mark.django_db
def test_a_word_that_is_too_long_is_refused_and_the_rest_stays(client_of):
    client, long = client_of("coordinator"), "All of us who come here on Tuesdays at two"
    page = shown(say(client, people=long, whats_on="Our week"))
    assert "at most 40 characters" in page
    assert (f'value="{long}"' in page, 'value="Our week"' in page) == (True, True)
    assert not OwnWord.objects.exists()


@pytest.mark.django_db
def test_two_who_save_at_once_keep_what_the_other_said_in_another_box(client_of):
    client = client_of("coordinator")
    own_word("today", "Now")
    opened = soup(client.get(URL))
    say(client, page=opened, people="All of us", today="")
    say(client, page=opened, whats_on="Our week")
    assert OwnWord.in_language("en") == {"people": "All of us", "whats-on": "Our week"}
    refused = soup(say(client, page=opened, people="All of us who come here on Tuesdays at two"))
    say(client, page=refused, people="Us")
    assert OwnWord.in_language("en") == {"people": "Us", "whats-on": "Our week"}


@pytest.mark.django_db
def test_a_second_press_says_nothing_again(client_of):
    client, said = client_of("coordinator"), {"word-people": "Us", "key": uuid4()}
    assert [client.post(URL, said)["Location"] for _press in range(2)] == ["/portal/settings/"] * 2
    assert Entry.objects.filter(verb="members.words_changed").count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("many", [1, 15])
def test_the_screen_costs_the_same_for_one_and_all(client_of, many, django_assert_num_queries):
    for word in words.every()[:many]:
        own_word(word.key, "Cwtch")
    client = client_of("coordinator")
    client.get(URL)
    with django_assert_num_queries(4):
        client.get(URL)
