"""One story as everybody reads it."""

import json
from datetime import date, timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.timezone import now
from wagtail.models import Page

from casestudies.models import StoryPage
from home.models import Contribution, Partner, Principle, PrincipleSet, Rung, Stage
from portal.agreement.digest import digest_of
from tests.factories.media import PictureFactory
from tests.factories.pages import block, body, put_out
from tests.factories.reading import close, home_in, translated


@pytest.fixture
def lists(english):
    """One of each thing that a story can be about."""
    group = PrincipleSet.objects.create(name="Set", locale=english)
    return {
        "plan": Stage.objects.create(title="Plan", summary="-", order=1, locale=english),
        "do": Stage.objects.create(title="Do", summary="-", order=2, locale=english),
        "trust": Principle.objects.create(set=group, title="Trust", summary="-", locale=english),
        "cooking": Contribution.objects.create(name="Cooking", locale=english),
        "ward": Partner.objects.create(name="The ward", url="https://example.org/ward", locale=english),
        "rung": Rung.objects.create(title="Co-design", plain_name="We plan it together", text="-", locale=english),
    }


def shown(client, story):
    return BeautifulSoup(client.get(story.url).content, "html.parser")


def facts(client, story) -> dict[str, str]:
    rows = shown(client, story).select(".facts > div")
    return {row.dt.get_text(strip=True): row.dd.get_text(" ", strip=True) for row in rows}


def related(client, story) -> list[str]:
    return [link.text for link in shown(client, story).select("main .card__link")]


def test_what_a_story_is_about_stands_before_it(client, tell, lists):
    story = tell(
        "Told",
        body=body(block("what_happened", "<p>We met.</p>")),
        content_note="This speaks of loss.",
        told_by="Rosa",
        place="Leeds",
        stages=[lists["do"], lists["plan"]],
        principles=[lists["trust"]],
        contributions=[lists["cooking"]],
        partners=[lists["ward"]],
        rung=lists["rung"],
    )
    assert facts(client, story) == {
        "Told by": "Rosa",
        "Where": "Leeds",
        "Part of the work": "Plan Do",
        "What it shows": "Trust",
        "How much say people had": "We plan it together",
        "What people gave": "Cooking",
        "Worked with": "The ward",
    }
    words = shown(client, story).main.get_text(" ")
    order = [words.index(piece) for piece in ("Exit this page", "Told", "This speaks of loss", "Rosa", "We met.")]
    assert order == sorted(order)


def test_what_came_later_stands_after_it_and_only_if_there_is_something(client, tell):
    more = {"happened_next": "We met again.", "happened_next_on": date(2026, 5, 1), "answered_by": "The ward"}
    words = shown(client, tell("Told", answer="Thank you.", **more)).main.get_text(" ", strip=True)
    assert "What happened next We met again. 1 May 2026" in words
    assert "An answer The ward Thank you." in words
    bare = shown(client, tell("Bare", answered_by="The ward")).main.get_text()
    assert "What happened next" not in bare and "An answer" not in bare and "The ward" not in bare


def test_all_of_it_is_what_people_agree_to(tell, lists):
    story = tell("Told")
    seen = {digest_of(story)}
    for name, value in {
        "partners": [lists["ward"]],
        "contributions": [lists["cooking"]],
        "happened_next": "We met again.",
        "happened_next_on": date(2026, 5, 1),
        "answer": "Thank you.",
        "answered_by": "The ward",
        "told_by": "Rosa",
    }.items():
        setattr(story, name, value)
        seen.add(digest_of(story))
    assert len(seen) == 8


def test_nobody_changes_in_the_cms_what_tellers_chose_to_be_called(tell):
    fields = StoryPage.get_edit_handler().get_form_class().base_fields
    assert {"partners", "contributions", "happened_next", "answer"} <= fields.keys()
    assert "told_by" not in fields


# --- others like it ---


def test_related_stories_share_something_and_are_three_at_most(client, tell, lists):
    story = tell("Told", stages=[lists["plan"]], principles=[lists["trust"]])
    tell("Other", stages=[lists["do"]])
    for number in range(4):
        shared = {"stages": [lists["plan"]]} if number % 2 else {"principles": [lists["trust"]]}
        one = tell(f"Near {number}", **shared)
        StoryPage.objects.filter(pk=one.pk).update(first_published_at=timezone.now() + timezone.timedelta(days=number))
    cache.clear()
    assert related(client, story) == ["Near 3", "Near 2", "Near 1"]


def test_related_stories_are_those_that_everybody_may_read(client, tell, lists):
    story = tell("Told", stages=[lists["plan"]])
    close(tell("Closed", stages=[lists["plan"]]))
    tell("Draft", stages=[lists["plan"]], live=False)
    tell("Down", stages=[lists["plan"]]).unpublish()
    home_in("cy")
    translated(story, "cy", title="Wedi'i adrodd")
    assert related(client, story) == []


def test_one_that_ends_today_is_related_until_then(client, settings, tell, lists):
    settings.PAGE_CACHE_SECONDS = 0
    story, near = tell("Told", stages=[lists["plan"]]), tell("Near", stages=[lists["plan"]])
    both = Page.objects.filter(pk__in=[translated(story, "cy", title="Wedi'i adrodd").pk, near.pk])
    with time_machine.travel(now(), tick=False) as clock:
        both.update(expire_at=now() + timedelta(minutes=5))
        assert (related(client, story), facts(client, story)["Also in"]) == (["Near"], "Cymraeg")
        clock.shift(timedelta(minutes=4))
        assert (related(client, story), facts(client, story)["Also in"]) == (["Near"], "Cymraeg")
        clock.shift(timedelta(minutes=2))
        assert related(client, story) == []
        assert "Also in" not in facts(client, story)


def test_where_its_people_chose_others_no_more_are_added(client, tell, lists):
    near, far = tell("Near", stages=[lists["plan"]]), tell("Far")
    chosen = body(block("related_stories", {"heading": "", "stories": [far.pk]}))
    assert related(client, tell("Told", stages=[lists["plan"]], body=chosen)) == ["Far"]
    assert related(client, near) == ["Told"]


# --- languages, engines, sharing ---


def test_a_translation_is_offered_and_says_when_its_source_has_changed(client, tell):
    home_in("cy")
    story = tell("Told", introduction="So.")
    welsh = translated(story, "cy", title="Straeon")
    assert facts(client, story)["Also in"] == "Cymraeg"
    older = "The page that this was translated from has changed since."
    assert older not in client.get(welsh.url).content.decode()
    story.introduction = "So it was."
    put_out(story)
    changed = shown(client, welsh).select_one(".notice a")
    assert (changed["href"], changed["hreflang"]) == (story.url, "en")


def test_engines_are_told_of_the_story_and_of_nobody_in_it(client, tell):
    page = shown(client, tell("</script>Told", told_by="Quentina", introduction="So."))
    data = [json.loads(script.text) for script in page.select("script[type='application/ld+json']")]
    (article,) = [one for one in data if one["@type"] == "Article"]
    assert article["headline"] == "</script>Told"
    assert article["inLanguage"] == "en"
    assert article["datePublished"][:10] == timezone.localdate().isoformat()
    assert "Quentina" not in json.dumps(data)


def test_a_picture_has_its_size_so_that_nothing_jumps(client, tell):
    story = tell("Told", picture=PictureFactory())
    picture = shown(client, story).select_one(".page-head img")
    assert picture["width"] and picture["height"] and picture["srcset"] and picture["alt"]


def cost(client, url):
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def test_what_it_is_about_is_said_anew_when_that_changes(client, settings, tell, lists):
    settings.PAGE_CACHE_SECONDS = 0
    story = tell("Told", stages=[lists["plan"]])
    assert lists["plan"].title in shown(client, story).select_one(".facts").text
    lists["plan"].title = "Another name for it"
    lists["plan"].save()
    assert "Another name for it" in shown(client, story).select_one(".facts").text


@pytest.mark.parametrize("others", [1, 30])
def test_the_cost_of_a_story_does_not_grow(client, settings, tell, lists, others):
    settings.PAGE_CACHE_SECONDS = 0
    home_in("cy")
    about = {"stages": [lists["plan"]], "principles": [lists["trust"]], "contributions": [lists["cooking"]]}
    story = tell("Told", picture=PictureFactory(), partners=[lists["ward"]], rung=lists["rung"], **about)
    for number in range(others):
        tell(f"Near {number}", **about)
    assert cost(client, story.url) == 4
