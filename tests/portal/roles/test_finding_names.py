"""What in somebody's words could say who they are."""

import pytest

from portal.roles.finding_names import MOST, Found, Sort, find, hide, plain, spans


def sure(text, *names):
    return [(one.words, one.sort) for one in find(text, names) if one.sure]


@pytest.mark.parametrize(
    ("text", "found", "sort"),
    [
        ("Write to ada.lovell@example.org please.", "ada.lovell@example.org", Sort.CONTACT),
        ("Ring 01632 960 001 after six.", "01632 960 001", Sort.CONTACT),
        ("Ring +44 (0)1632 960001.", "+44 (0)1632 960001", Sort.CONTACT),
        ("I am @adalovell on there.", "@adalovell", Sort.CONTACT),
        ("See https://example.org/ada for more.", "https://example.org/ada", Sort.CONTACT),
        ("I live in SA1 4XY with my son.", "SA1 4XY", Sort.ADDRESS),
        ("I live at 12 High Street with my son.", "12 High Street", Sort.ADDRESS),
        ("I went to Swansea University for a year.", "Swansea University", Sort.SCHOOL),
        ("I went to the University of South Wales.", "University of South Wales", Sort.SCHOOL),
        ("I was born on 3 May 1970 there.", "born on 3 May 1970", Sort.AGE),
        ("I am 43 years old and well.", "I am 43 years old", Sort.AGE),
        ("Then Mrs Okafor helped.", "Mrs Okafor", Sort.NAME),
        ("Then Dr Ólafsdóttir helped.", "Dr Ólafsdóttir", Sort.NAME),
        ("I went to Ysgol Gyfun Gŵyr for years.", "Ysgol Gyfun Gŵyr", Sort.SCHOOL),
        ("I live at 12 Heol Fawr with my son.", "12 Heol Fawr", Sort.ADDRESS),
        ("My DOB is 03/05/70 there.", "03/05/70", Sort.AGE),
    ],
)
def test_what_says_who_somebody_is(text, found, sort):
    assert sure(text) == [(found, sort)]


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("Ada Lovell", "They call me ADA.", "ADA"),
        ("Ada Lovell", "Lovell’s tea was mine.", "Lovell’s"[:6]),
        ("Siân Ó Brádaigh", "Ask for Sian there.", "Sian"),
        ("Sian", "Ask for Siân there.", "Siân"),
        ("Siân Evans", "Ask for Sia\u0302n there.", "Sia\u0302n"),
        ("عائشہ خان", "میں عائشہ ہوں", "عائشہ"),
    ],
)
def test_their_own_names_however_they_are_written(name, text, found):
    assert (found, Sort.NAME) in sure(text, name)


def test_where_somebody_lives_is_looked_for_in_one_piece():
    found = find("At 12 High Street I keep 12 hens.", whole=["12 high street"])
    assert [one.words for one in found if one.sure] == ["12 High Street"]


def test_a_name_is_not_found_within_other_words():
    assert sure("We met in Adamsdown.", "Ada Adams") == []
    assert spans("The canal", "Ana") == []


def test_a_capital_within_a_sentence_may_be_a_name_and_somebody_decides():
    assert find("So I asked Rhodri and the GP on Monday.") == [Found("Rhodri", Sort.NAME, sure=False)]


def test_each_is_named_once():
    assert len(find("Write to ada@example.org, or ADA@example.org.")) == 1


def test_what_is_hidden_is_wholly_hidden():
    pieces = [Found("Ada", Sort.NAME), Found("Ada Lovell", Sort.NAME), Found("12 High Street", Sort.ADDRESS)]
    assert (
        hide("I, Ada  Lovell of 12 High Street: ada.", pieces) == "I, [name hidden] of [address hidden]: [name hidden]."
    )


def test_signs_stand_where_they_stood():
    text = "ﬁne Ⅷ İstanbul ß é 日本 👩🏽‍🦽"
    assert len(plain(text)) == len(text)


@pytest.mark.parametrize("sign", ["a", "A ", "1 ", "@", ".", "Aa ", "I am ", "www.", "1-", "\u0301"])
def test_what_is_made_to_take_long_is_looked_through(sign):
    """What runs away would take hours here."""
    assert len(find(sign * 60_000, ["Ada Lovell"])) <= MOST


# --- what an attack on it found ---------------------------------------------------------------------------------------
def test_what_is_sure_is_found_behind_however_much_that_is_not():
    text = (
        " ".join(f"and Word{chr(65 + n // 26)}{chr(97 + n % 26)}x" for n in range(300)) + " says Ada at ada@example.org"
    )
    found = find(text, ["Ada Lovell"])
    assert {"Ada", "ada@example.org"} <= {one.words for one in found}
    assert len(found) == MOST


def test_the_longest_that_begins_somewhere_is_found():
    assert Found("ada.lovell@acme.example", Sort.CONTACT) in find("Mail ada.lovell@acme.example", ["Ada Lovell"])


def test_what_overlaps_goes_together():
    text = "I am Ada Lovell House School helper."
    hidden = hide(text, [Found("Ada Lovell", Sort.NAME), Found("Lovell House School", Sort.SCHOOL)])
    assert hidden == "I am [school hidden] helper."


def test_a_name_of_single_signs_is_found():
    assert find("我是 李 明.", ["李 明"])[0].words == "李 明"


def test_what_stands_on_two_lines_comes_back_from_a_form_as_it_was_found():
    assert find("I live at 12 High\nStreet now.")[0].words == "12 High Street"
    assert "12" not in hide("I live at 12 High\nStreet now.", find("I live at 12 High\nStreet now."))


def test_a_name_of_one_letter_is_not_looked_for_in_every_sentence():
    assert find("I made a cup of tea", ["A"]) == []


def test_a_longer_name_that_begins_with_theirs_is_found_whole():
    assert "Ada Lovelace" in {one.words for one in find("I worked with Ada Lovelace.", ["Ada Byron"])}


@pytest.mark.parametrize("name", ["李 明", "李明"])
def test_in_a_script_without_spaces_a_name_is_found_between_other_words(name):
    assert "李明" in {one.words for one in find("我叫李明，我会听。", [name])}
