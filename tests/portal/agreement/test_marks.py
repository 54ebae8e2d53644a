"""Formatted text as plain text with marks: nothing may be lost on the way there and back."""

import pytest
from hypothesis import given, strategies as st

from portal.agreement.marks import WrongAddress, addresses, says_exactly, to_html, to_marks, without_marks

SAYABLE = [
    "<p>Ring us.</p>",
    "<p>Ring <b>0113 496 0000</b> or <i>write</i>.</p>",
    '<p data-block-key="a1">One</p><p data-block-key="b2">Two</p>',
    "<p>One<br/>Two</p>",
    "<h3>Head</h3><p>Text</p>",
    "<ul><li>one</li><li><b>two</b></li></ul>",
    "<ol><li>one</li><li>two</li></ol><p>then</p>",
    "<ul><li>one</li></ul><ol><li>first</li></ol>",
    '<p>See <a linktype="page" id="3">our page</a> and <a linktype="document" id="7">this file</a>.</p>',
    '<p><a href="https://example.org/?a=1&amp;b=2">There</a>, <a href="mailto:a_b@example.org">write</a></p>',
    '<p><a href="tel:01134960000"><b>0113 496 0000</b></a></p>',
    "<p>5 &lt; 6 &amp; 7 &gt; 2</p>",
    "<p>jo_smith_2@example.org, 2 * 3 and _ alone</p>",
    "<p>مرحبا <b>بكم</b></p>",
    "<p>Space at the end </p>\n<p> and before</p>",
    "<p>One</p><p></p><p>Two</p>",
    "",
]
NOT_SAYABLE = [
    "<p>- looks like a point</p>",
    "<p># looks like a heading</p>",
    "<p>1. looks like a number</p>",
    "<p>**looks bold**</p>",
    "<p>[looks](https://like.example) a link</p>",
    "<ul><li>one<ul><li>deeper</li></ul></li></ul>",
    "<ul><li>one</li></ul><ul><li>another list</li></ul>",
    '<p><a href="javascript:alert(1)">x</a></p>',
    '<p><a href="https://example.org/(x)">x</a></p>',
    "<p>One</p><table><tr><td>x</td></tr></table>",
    '<embed embedtype="image" id="1"/>',
    "loose words",
    '<p class="x">One</p>',
    "<p><b>never closed</p>",
]


@pytest.mark.parametrize("html", SAYABLE)
def test_words_left_alone_come_back_as_they_were(html):
    assert says_exactly(html)
    assert to_marks(to_html(to_marks(html), like=html)) == to_marks(html)


@pytest.mark.parametrize("html", NOT_SAYABLE)
def test_what_the_marks_cannot_say_is_not_offered(html):
    assert not says_exactly(html)


def test_a_changed_paragraph_leaves_the_others_to_the_last_sign():
    html = (
        '<p data-block-key="k1">Ring <b>0113 496 0000</b>.</p>'
        '<ul><li data-block-key="k2">a <a linktype="page" id="3">link</a></li><li data-block-key="k3">b</li></ul>'
    )

    changed = to_html(to_marks(html).replace("0000", "0999"), like=html)

    assert changed == (
        "<p>Ring <b>0113 496 0999</b>.</p>"
        '<ul><li data-block-key="k2">a <a linktype="page" id="3">link</a></li><li data-block-key="k3">b</li></ul>'
    )


def test_what_people_type_becomes_html():
    typed = "# Ways\r\nRing **now** or _later_.\r\n\r\n- one\r\n- [two](page 4)\r\n\r\n1. first\r\n2. second"
    assert to_html(typed) == (
        "<h3>Ways</h3><p>Ring <b>now</b> or <i>later</i>.</p>"
        '<ul><li>one</li><li><a linktype="page" id="4">two</a></li></ul><ol><li>first</li><li>second</li></ol>'
    )


@pytest.mark.parametrize(
    "typed",
    ["<script>alert(1)</script>", '<img src=x onerror="alert(1)">', "**<b onclick=x>**", '[x](https://a"onclick=b)'],
)
def test_nothing_that_is_typed_becomes_markup_of_its_own(typed):
    try:
        html = to_html(typed)
    except WrongAddress:
        return
    assert "<script" not in html
    assert "<img" not in html
    assert "<b onclick" not in html


@pytest.mark.parametrize("address", ["javascript:alert", "data:text/html,x", "ftp://example.org", "example.org"])
def test_an_address_that_leads_nowhere_we_know_is_refused(address):
    with pytest.raises(WrongAddress):
        to_html(f"[words]({address})")


def test_addresses_and_words_without_marks():
    typed = "See [one](page 3), **[two](https://example.org)** and _so_ on\n- a point"
    assert addresses(typed) == {"page 3", "https://example.org"}
    assert without_marks(typed) == "See one, two and so on\na point"


@given(st.text(alphabet="ab *_[]()#-1.\n<&>é", max_size=60))
def test_whatever_is_typed_can_be_shown_and_typed_again(typed):
    """The second time round nothing moves any more, so that saving unchanged words never changes them."""
    try:
        html = to_html(typed)
    except WrongAddress:
        return
    if says_exactly(html):
        assert to_html(to_marks(html)) == to_html(to_marks(to_html(to_marks(html))))
    assert "<script" not in html
