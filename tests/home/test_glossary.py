"""Hard words explained where a page uses them."""

import pytest
from bs4 import BeautifulSoup

from home.glossary import explain
from home.models import GlossaryPage, HomePage
from tests.factories.filling import Filler, page_types
from tests.factories.pages import block, body, page
from tests.factories.reading import TermFactory, home_in, locale, said

pytestmark = pytest.mark.django_db
# The page of words explained is their meaning itself.
EXPLAINING = [kind for kind in page_types() if kind is not GlossaryPage]
# The page of words explained is their meaning itself.
EXPLAINING = [kind for kind in page_types() if kind is not GlossaryPage]


@pytest.fixture
def terms(english):
    TermFactory(term="peer support", meaning="Help from people who have been there.")
    TermFactory(term="peer", also="peers, your peer’s")
    TermFactory(term="Co-production", also="co-produce, co-produced")
    TermFactory(term="R&D")
    TermFactory(term="amp")


def linked(html, locale_id):
    """The words that became links, and the text as before when the links are taken out again."""
    result = explain(None, html, locale_id)
    soup = BeautifulSoup(result.html, "html.parser")
    found = [(link["href"], link.text) for link in soup.select("a.explained")]
    assert [href for href, _text in found] == [f"#explained-{term.anchor}" for term in result.terms]
    for link in soup.select("a.explained"):
        link.unwrap()
    assert soup.decode(formatter="minimal") == BeautifulSoup(html, "html.parser").decode(formatter="minimal")
    return [text for _href, text in found]


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p>We co-produce. We co-produce again.</p>", ["co-produce"]),
        ("<p>CO-PRODUCTION is not co-productions.</p>", ["CO-PRODUCTION"]),
        ("<p>Not co-production-ish, nor reco-production, nor peered.</p>", []),
        ("<p>Peer support, then a peer.</p>", ["Peer support", "peer"]),
        ("<p>Peer\n  support</p>", ["Peer\n  support"]),
        ("<p>your peer's turn</p>", ["your peer's"]),
        ("<p>your peer&#x27;s turn</p>", ["your peer's"]),
        ("<p>Tea &amp; cake, R&amp;D</p>", ["R&D"]),
        ('<p title="peer > peer">a peer</p>', ["peer"]),
        ("<h2>Peers</h2><p>peers</p>", ["peers"]),
        ("<a href='/x/'>peers</a> <b>peers</b>", ["peers"]),
        ("<a href='/x/'><b>peers</b></a> and peers", ["peers"]),
        ("<button>peers</button><code>peers</code><summary>peers</summary>", []),
        ("<blockquote><p>peers</p></blockquote>", []),
        ("<pre>peers</pre><svg><title>peers</title></svg><script>peers</script>", []),
        ("<p>peers</h2></a> more co-produced</p>", ["peers", "co-produced"]),
        ("", []),
        ("<p>Nothing hard here: İstanbul PEERS.</p>", []),
        ("<p>٭ 🍰 peers 🍰</p>", ["peers"]),
    ],
)
def test_which_words_are_linked(terms, english, html, found):
    assert linked(html, english.pk) == found


@pytest.mark.parametrize(
    ("code", "term", "html", "found"),
    [
        ("cy", "cyd-gynhyrchu", "<p>Cyd-gynhyrchu yw hyn.</p>", ["Cyd-gynhyrchu"]),
        ("cy", "tŷ", "<p>Y Tŷ mawr, nid tŷau.</p>", ["Tŷ"]),
        ("ur", "ساتھ", "<p>ہم ساتھ ہیں، ساتھی بھی۔</p>", ["ساتھ"]),
        ("ur", "زندہ تجربہ", "<p>یہ زندہ تجربہ ہے۔</p>", ["زندہ تجربہ"]),
    ],
)
def test_other_alphabets(code, term, html, found):
    TermFactory(term=term, locale=locale(code))
    assert linked(html, locale(code).pk) == found


def test_only_the_words_of_the_pages_language(client):
    TermFactory(term="peer", locale=locale("cy"))
    said("Talk", "A peer.")
    assert "explained-word-peer" not in client.get("/talk/").content.decode()


def test_the_meaning_stands_at_the_end_of_the_page(client, terms):
    said("Talk", "We co-produce, with peer support.")
    soup = BeautifulSoup(client.get("/talk/").content, "html.parser")
    for link in soup.select("a.explained"):
        assert soup.find(id=link["href"][1:])
    assert [there.text for there in soup.select("[id^=explained-] dt")] == ["Co-production", "peer support"]
    assert "Help from people who have been there." in soup.select("[id^=explained-] dd")[1].text


def test_a_page_without_hard_words_has_no_list(client, terms):
    said("Talk", "Plain words.")
    assert "Words explained" not in client.get("/talk/").content.decode()


def test_what_people_said_and_links_stay_as_they_are(client, terms):
    page(
        "Talk",
        body=body(block("quote", {"words": "My peers.", "who": ""}), block("heading", {"text": "Peers"})),
        introduction="peers",
    )
    assert 'a class="explained"' not in client.get("/talk/").content.decode()


def test_a_changed_word_is_used_at_once(client, english):
    term = TermFactory(term="quorum", meaning="Enough people.")
    said("Talk", "A quorum.")
    assert "Enough people." in client.get("/talk/").content.decode()
    term.meaning = "Enough of us to decide."
    term.save()
    assert "Enough of us to decide." in client.get("/talk/").content.decode()
    term.delete()
    assert "to decide" not in client.get("/talk/").content.decode()


def test_hostile_words_are_text(client, english):
    TermFactory(term="<b>bold</b>", meaning="<script>alert(1)</script>", also="(x, [y, \\d, .*")
    said("Talk", "This is &lt;b&gt;bold&lt;/b&gt; and .* and (x.")
    shown = client.get("/talk/").content.decode()
    assert "<script>alert" not in shown
    assert "&lt;script&gt;alert(1)" in shown


def test_a_copy_explains_in_the_language_of_its_words(client, terms):
    said("Talk", "A peer.").create_alias(parent=home_in("cy"), update_locale=locale("cy"))
    assert "explained-word-peer" in client.get("/cy/talk/").content.decode()


@pytest.mark.parametrize("kind", EXPLAINING, ids=lambda kind: kind.__name__)
def test_every_kind_of_page_explains_its_words(client, english, kind, gate_is_open):
    filler = Filler(locale=english, words=lambda name, most: "quorum"[:most])
    TermFactory(term="quorum", meaning="Enough people.")
    made = home_in("en")
    if kind is HomePage:
        made.body = body(block("text", "<p>A quorum.</p>"))
        made.save()
    else:
        made = filler.page(kind, parent=made)
    soup = BeautifulSoup(client.get(made.url).content, "html.parser")
    assert len(soup.select("main a.explained")) == 1
    assert soup.select_one("[id^=explained-] dd").text.strip() == "Enough people."
