import pytest
from hypothesis import given, strategies as st

from portal.agreement.merging import bring_together, carry, how_many_words

SOME = ["ring", "us", "on", "monday", "or", "tuesday", "at", "noon", "with", "a", "friend"]
WORDS = st.lists(st.sampled_from(SOME), min_size=1, max_size=12)
OLD = "Ring us on 0113 496 0000 in the mornings. Or write."


@pytest.mark.parametrize(
    ("text", "carried"),
    [
        (OLD, "Ring us on 0113 496 0999 in the mornings. Or write."),
        (f"{OLD} Or come.", "Ring us on 0113 496 0999 in the mornings. Or write. Or come."),
        (f"Hello. {OLD}", "Hello. Ring us on 0113 496 0999 in the mornings. Or write."),
        (OLD.replace("mornings", "evenings"), "Ring us on 0113 496 0999 in the evenings. Or write."),
        (OLD.replace("0000", "0123"), None),
        ("Something else altogether.", None),
        (OLD.replace("0000", "0999"), OLD.replace("0000", "0999")),
    ],
)
def test_a_change_is_carried_where_its_words_still_stand(text, carried):
    assert carry(text, OLD, OLD.replace("0000", "0999")) == carried


@given(old=WORDS, new=WORDS)
def test_carrying_into_the_same_words_is_the_change_itself(old, new):
    assert carry(" ".join(old), " ".join(old), " ".join(new)) == " ".join(new)


@given(old=WORDS, mine=WORDS, added=WORDS)
def test_carrying_never_loses_a_word_somebody_else_added_at_the_end(old, mine, added):
    theirs = " ".join([*old, "\n\nNEW:", *added])
    carried = carry(theirs, " ".join(old), " ".join(mine))
    assert carried is None or carried.endswith(" ".join(added))


@pytest.mark.parametrize(
    ("new", "number"),
    [(OLD, 0), (OLD.replace("0000", "0999"), 1), ("", 11), (f"{OLD} Come on Monday.", 3)],
)
def test_how_many_words_differ(new, number):
    assert how_many_words(OLD, new) == number


BASE = {"a": "one", "b": "two", "c": "three"}


def test_each_field_takes_the_change_of_whoever_changed_it():
    together = bring_together(base=BASE, theirs=BASE | {"a": "ONE"}, mine=BASE | {"b": "TWO"})
    assert (together.words, together.clashes) == ({"a": "ONE", "b": "TWO", "c": "three"}, {})


def test_where_both_changed_the_same_field_both_are_shown():
    together = bring_together(base=BASE, theirs=BASE | {"a": "theirs"}, mine=BASE | {"a": "mine"})
    assert together.words["a"] == "mine"
    assert together.clashes == {"a": ("mine", "theirs")}


def test_words_whose_place_has_gone_are_kept():
    together = bring_together(base=BASE, theirs={"b": "two"}, mine=BASE | {"a": "mine"})
    assert together.homeless == {"a": "mine"}


def test_without_knowing_where_somebody_began_every_difference_is_shown():
    together = bring_together(base=None, theirs=BASE | {"a": "theirs"}, mine=BASE)
    assert together.clashes == {"a": ("one", "theirs")}


@given(theirs=st.dictionaries(st.sampled_from("abc"), WORDS), mine=st.dictionaries(st.sampled_from("abc"), WORDS))
def test_no_word_of_either_is_out_of_sight(theirs, mine):
    theirs = BASE | {key: " ".join(words) for key, words in theirs.items()}
    mine = BASE | {key: " ".join(words) for key, words in mine.items()}
    together = bring_together(base=BASE, theirs=theirs, mine=mine)
    for key in BASE:
        seen = {together.words[key], *together.clashes.get(key, ())}
        assert {text for text in (theirs[key], mine[key]) if text != BASE[key]} <= seen
