"""The blocks that only stories have: on the page, and on the plain form."""

import pytest
from bs4 import BeautifulSoup
from wagtail.models import Page

from portal.agreement.comparing import compare_pages
from portal.agreement.digest import digest_of
from portal.agreement.forms import PageForm
from portal.agreement.words import Words, parts_of, put, words_of
from tests.factories.pages import block, body

OUTCOME = {"words": "People stay.", "judged_by": "people"}
INFLUENCED = {"who": "The council", "what": "It changed its rules.", "when": "May 2026", "url": "https://example.org/"}
RESEARCH = {"method": "We talked.", "led_by": "Dee", "agreed": "Each was told what for."}
FILLED = body(
    block("what_happened", "<p>We met.</p>"),
    block("what_changed", "<p>The door.</p>"),
    block("what_we_learned", "<p>Ask first.</p>"),
    block("outcome", OUTCOME),
    block("influenced", INFLUENCED),
    block("peer_research", RESEARCH),
)
EMPTY = body(
    block("what_happened", ""),
    block("what_changed", '<p data-block-key="a1"></p>'),
    block("outcome", {"words": "", "judged_by": "both"}),
)


def words_on(client, story) -> str:
    return BeautifulSoup(client.get(story.url).content, "html.parser").select_one(".body").get_text(" ", strip=True)


def newest(story):
    return Page.objects.get(pk=story.pk).get_latest_revision_as_object()


def test_each_part_stands_under_its_own_heading(client, tell):
    words = words_on(client, tell("Told", body=FILLED))
    assert "What happened We met. What changed The door. What we learned Ask first." in words
    assert "What came of it People stay. Who says so: The people it is about" in words
    assert "The council (May 2026) It changed its rules." in words
    assert "This is peer research" in words and "Each was told what for." in words


def test_what_is_empty_is_not_there(client, tell):
    assert words_on(client, tell("Told", body=EMPTY)) == ""


def test_the_plain_form_has_all_of_it(tell):
    story = tell("Told", body=FILLED)
    assert all(isinstance(part, Words) for part in parts_of(story))
    labels = [str(part.label) for part in parts_of(story)]
    assert labels == [
        *("Title", "Introduction", "What happened", "What changed", "What we learned"),
        *(
            "What came of it",
            "Who says so",
            "Who took it up",
            "What they did with it",
            "When",
            "Where to read about it",
        ),
        *("How we asked", "Who led it", "How people agreed"),
        *("Content note", "Place", "What happened next", "Who answers", "Their answer, for everybody to read"),
    ]


def test_what_is_typed_there_is_on_the_story(tell):
    draft = newest(tell("Told", body=FILLED))
    keys = {part.label: part.key for part in parts_of(draft)}
    typed = {
        keys["What happened"]: "We met **twice**.",
        keys["Who says so"]: "both",
        keys["Where to read about it"]: "https://example.org/news",
        "happened_next": "We met again.",
        "answer": "Thank you.",
    }
    put(draft, words_of(draft) | typed)
    values = {part.block_type: part.value for part in draft.body}
    assert values["what_happened"].source == "<p>We met <b>twice</b>.</p>"
    assert values["outcome"]["judged_by"] == "both"
    assert values["influenced"]["url"] == "https://example.org/news"
    assert (draft.happened_next, draft.answer) == ("We met again.", "Thank you.")


def test_putting_back_the_same_words_changes_nothing(tell):
    draft = newest(tell("Told", body=FILLED, place="Leeds", happened_next=" More\r\nwords "))
    before = digest_of(draft)
    put(draft, words_of(draft))
    assert digest_of(draft) == before


@pytest.mark.parametrize(
    ("label", "typed"),
    [("Who says so", "nobody"), ("Where to read about it", "javascript:alert(1)"), ("When", "x" * 41)],
)
def test_what_no_story_can_say_is_refused_in_words(tell, label, typed):
    draft = newest(tell("Told", body=FILLED))
    keys = {part.label: part.key for part in parts_of(draft)}
    sent = {"loaded": "x", **words_of(draft), keys[label]: typed}
    assert list(PageForm(sent, page=draft).errors.get(keys[label], [])) != []


def test_parts_may_stay_empty(tell):
    draft = newest(tell("Told", introduction="So.", body=FILLED))
    may_stay = {part.key: "" for part in parts_of(draft) if not part.needed}
    assert len(may_stay) == 16
    form = PageForm({"loaded": "x", **words_of(draft), **may_stay}, page=draft)
    assert {name: form.errors[name] for name in form.errors if name in may_stay} == {}


def test_every_change_is_named_for_those_who_agree(tell):
    old = newest(tell("Told", body=FILLED))
    new = newest(old)
    keys = {part.label: part.key for part in parts_of(new)}
    put(new, words_of(new) | {keys["Who says so"]: "staff", "answer": "Thank you.", "answered_by": "The ward"})
    changes = {change.label: change.after for change in compare_pages(old, new)}
    assert changes == {
        "Who says so": [(True, "Staff")],
        "Who answers": [(True, "The ward")],
        "Their answer, for everybody to read": [(True, "Thank you.")],
    }
