"""The advice on plain words: what it says, and what it leaves alone."""

import time
from itertools import product
from string import ascii_uppercase

import pytest

from home.plain_english import Advice, HardWord, advise, reading_age, sentences

WORDS = (
    HardWord("service user", "people"),
    HardWord("service users", "people", is_label=True),
    HardWord("commence", "start"),
    HardWord("buy-in", "support"),
    HardWord("hard to reach", is_label=True),
)
PLAIN = (
    "Ring us or write. A person will answer. They tell you their name, and you can ask for them next time. "
    "You do not have to say what it is about."
)
OFFICIAL = (
    "The organisation's stakeholder engagement methodology necessitates comprehensive consultation arrangements, "
    "facilitating meaningful participation opportunities throughout commissioning, implementation and evaluation "
    "processes, notwithstanding considerable organisational and budgetary limitations experienced throughout."
)


def kinds(text, **options) -> list[str]:
    return [advice.kind for advice in advise(text, **options)]


def test_plain_words_are_left_alone():
    assert advise(PLAIN, words=WORDS) == []


def test_a_long_sentence_is_named_with_its_length():
    long = (
        "We meet on the first Monday of every month in the hall by the church and everybody who wants to can come in."
    )
    assert advise(long) == [
        Advice("long-sentence", f"{long[:90].rsplit(' ', 1)[0]} …", "This sentence has 23 words. Try two shorter ones.")
    ]
    assert kinds("word " * 20 + ".") == []
    assert kinds("word " * 21 + ".") == ["long-sentence"]


def test_easy_read_sentences_are_shorter_still():
    assert kinds("word " * 16 + ".", longest=15) == ["long-sentence"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ring us. We answer.", ["Ring us.", "We answer."]),
        ("Ring Dr. Shah, e.g. on Monday. Or write.", ["Ring Dr. Shah, e.g. on Monday.", "Or write."]),
        ("A heading\nThen a sentence.", ["A heading", "Then a sentence."]),
        ("It costs 3.50 pounds. Good!", ["It costs 3.50 pounds.", "Good!"]),
        ("“Come in.” She smiled.", ["“Come in.", "She smiled."]),
        ("پہلا جملہ۔ دوسرا جملہ۔", ["پہلا جملہ۔", "دوسرا جملہ۔"]),
        ("", []),
    ],
)
def test_where_sentences_end(text, found):
    assert sentences(text) == found


def test_hard_words_and_labels_come_with_something_better():
    assert advise("Service users commence on Monday. We commence too.", words=WORDS) == [
        Advice("label", "service users", "This can turn people into a label. Try: people."),
        Advice("hard-word", "commence", "Some readers do not know this word. Try: start."),
    ]


def test_the_longest_phrase_is_the_one_that_is_meant():
    assert [advice.about for advice in advise("a service user", words=WORDS)] == ["service user"]
    assert [advice.about for advice in advise("people who are hard to reach", words=WORDS)] == ["hard to reach"]
    assert [advice.about for advice in advise("We need buy-in.", words=WORDS)] == ["buy-in"]
    assert advise("a commencement speech, misuser", words=WORDS) == []


def test_long_words_are_named_once_and_names_are_not():
    assert [advice.about for advice in advise("Accountability is accountability. We met Wolfeschlegelstein.")] == [
        "Accountability"
    ]
    assert advise("Understanding each other", words=WORDS) == []
    assert advise("accountability", explained={"Accountability"}) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The ICB met.", ["ICB"]),
        ("The ICBs met.", ["ICB"]),
        ("The integrated care board (ICB) met. The ICB agreed.", []),
        ("The ICB (integrated care board) met.", []),
        ("The NHS and your GP in the UK.", []),
        ("PLEASE RING US NOW", []),
        ("R&D is fun.", ["R&D"]),
        ("See COVID19 rules", ["COVID19"]),
    ],
)
def test_short_forms_are_explained_once(text, found):
    assert [advice.about for advice in advise(text) if advice.kind == "short-form"] == found


def test_a_word_the_site_explains_needs_no_explaining():
    assert advise("The ICB met.", explained={"ICB"}) == []


def test_reading_age():
    assert reading_age("Too short to say.") is None
    assert reading_age(PLAIN * 2) <= 8
    assert reading_age(OFFICIAL * 2) > 20
    assert "reading-age" in kinds(OFFICIAL * 2)
    assert "reading-age" not in kinds(PLAIN * 2)


def test_the_rules_of_english_are_not_applied_to_other_languages():
    welsh = (
        "Mae cydgynhyrchu'n golygu gweithio gyda'n gilydd, ac mae cyfrifoldebau'n cael eu rhannu rhwng pawb. GIG. " * 3
    )
    assert kinds(welsh, language="cy") == []
    long_urdu = "لفظ " * 21 + "۔"
    assert kinds(long_urdu, language="ur") == ["long-sentence"]
    assert kinds("دقت طلب", words=[HardWord("دقت طلب", "مشکل")], language="ur") == ["hard-word"]


def test_two_thousand_words_take_no_time():
    """The best of five, so that a busy machine does not speak; an answer as slow as the square would be far over."""
    words = tuple(HardWord(f"hard{number} word", "plain") for number in range(400))
    text = (PLAIN + " " + OFFICIAL + "\n") * 36
    assert len(text.split()) > 1_900
    advise(text, words=words)

    def once():
        began = time.process_time()
        advise(text, words=words)
        return time.process_time() - began

    assert min(once() for _n in range(5)) < 0.05


def test_words_that_were_written_to_be_slow_take_no_time_either():
    forms = " ".join("".join(form) for form in product(ascii_uppercase, repeat=3))[:20_000]
    began = time.process_time()
    for text in (f"See {forms}.", f"See{' ' * 20_000}that.", f"See {'A&' * 10_000}."):
        advise(text)
    assert time.process_time() - began < 1
