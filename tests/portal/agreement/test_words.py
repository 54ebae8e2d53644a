"""The words of a page as fields, the fingerprint of what it says, and what changed in words anybody can read."""

import pytest
from wagtail.models import Page

from home.models import Document, Picture
from portal.agreement.comparing import compare_pages, compare_texts
from portal.agreement.digest import digest_of, digest_of_revision
from portal.agreement.words import Fixed, Words, parts_of, put, words_of
from tests.factories.pages import OLD_NUMBER, block, body, page

pytestmark = pytest.mark.django_db


def newest(the_page):
    return Page.objects.get(pk=the_page.pk).get_latest_revision_as_object()


def test_every_block_is_a_field_or_is_looked_at_in_its_place():
    kinds = [part.kind if isinstance(part, Words) else part.block.block_type for part in parts_of(page())]
    assert kinds == ["line", "text", "line", "marks", "table", "line", "points"]


def test_a_block_is_offered_whole_or_not_at_all():
    details = block("details", {"summary": "More", "text": "<ul><li>a<ul><li>b</li></ul></li></ul>"})
    assert [type(part) for part in parts_of(page(body=body(details)))] == [Words, Words, Fixed]


def test_putting_back_the_same_words_changes_nothing():
    made = newest(page())
    before = made.serializable_data()["body"]
    put(made, words_of(made))
    assert [part.get_prep_value() for part in made.body] == [
        part.get_prep_value() for part in made._meta.get_field("body").to_python(before)
    ]


def test_line_ends_and_space_that_browsers_change_are_no_change():
    made = newest(page(introduction=" One\r\nTwo \r\n"))
    assert words_of(made)["introduction"] == "One\nTwo"
    put(made, words_of(made))
    assert made.introduction == " One\r\nTwo \r\n"


def test_words_for_blocks_that_are_not_there_are_left_alone():
    made = newest(page())
    before = digest_of(made)
    put(made, {"text-00000000": "x", "nonsense": "y"})
    assert digest_of(made) == before


def test_the_fingerprint_is_of_what_a_reader_is_given():
    made = newest(page())
    digest = digest_of(made)
    assert digest == digest_of(newest(made)) == digest_of_revision(made.latest_revision)
    again = made.save_revision()
    assert digest_of_revision(again) == digest
    seen = {digest}
    for field, value in [("title", "Other"), ("introduction", "x"), ("content_note", "y"), ("slug", "other")]:
        setattr(made, field, value)
        seen.add(digest_of(made))
    made.body = body(block("text", "<p>Other</p>"))
    seen.add(digest_of(made))
    assert len(seen) == 6


def test_how_blocks_are_written_down_is_not_what_they_say():
    """Wagtail numbers blocks, paragraphs and the items of a list, and wraps the items."""
    items = {"title": "", "numbered": False}
    bare = body(block("text", "<p>Ring us.</p>"), block("points", items | {"points": ["one"]}))
    full = body(
        block("text", '<p data-block-key="k1">Ring us.</p>'),
        block("points", items | {"points": [block("item", "one")]}),
    )
    made = newest(page(body=bare))
    digest = digest_of(made)
    made.body = full
    assert digest_of(made) == digest


def test_another_file_or_description_under_the_same_picture_is_another_page():
    picture = Picture.objects.create(title="Hall", description="The hall.", width=1, height=1, file_hash="a" * 40)
    made = newest(page(picture=picture))
    first = digest_of(made)
    Picture.objects.update(description="The hall from outside.")
    second = digest_of(made)
    Picture.objects.update(file_hash="b" * 40)
    assert len({first, second, digest_of(made)}) == 3


def test_another_file_or_title_under_the_same_document_is_another_page():
    document = Document.objects.create(title="Form", file="documents/form.pdf", file_hash="a" * 40)
    made = newest(page(body=[("download", {"document": document, "words": "The form"})]))
    first = digest_of(made)
    Document.objects.update(title="Another form")
    second = digest_of(made)
    Document.objects.update(file_hash="b" * 40)
    assert len({first, second, digest_of(made)}) == 3


def test_a_change_in_words_anybody_can_read():
    change = compare_texts("Text", f"Ring us on {OLD_NUMBER} today.", "Ring us on 0113 496 0999 today or write.")
    assert change.before == [
        (False, "Ring us on 0113 496 "),
        (True, "0000 today."),
    ]
    assert change.after == [(False, "Ring us on 0113 496 "), (True, "0999 today or write.")]


def test_a_long_stretch_that_stayed_the_same_is_shortened():
    same = " ".join(f"word{n}" for n in range(200))
    change = compare_texts("Text", f"{same} old {same}", f"{same} new {same}")
    assert len("".join(text for _is, text in change.before)) < 800
    assert " … " not in compare_texts("Text", "a b", "a c").before[0][1]


def test_comparing_pages_names_every_difference_and_no_other():
    old = newest(page())
    new = newest(old)
    assert compare_pages(old, new) == []
    new.title = "Reach us"
    new.body[1].value = type(new.body[1].value)(
        "<p>Ring us on <b>0113 496 0000</b> in the mornings.</p><p>Or write</p>"
    )
    new.body[2].value["data"][1][1] = "Dev"
    new.easy_read = body(block("pair", {"drawing": "phone", "picture": None, "words": "Ring us."}))
    assert [change.label for change in compare_pages(old, new)] == ["Title", "Text", "Table", "Easy Read 1"]


def test_a_link_that_leads_elsewhere_is_a_difference():
    old = newest(page(body=body(block("text", '<p>See <a href="https://one.example">here</a></p>'))))
    new = newest(old)
    new.body[0].value = type(new.body[0].value)('<p>See <a href="https://two.example">here</a></p>')
    (change,) = compare_pages(old, new)
    assert "https://two.example" in "".join(text for _is, text in change.after)
