"""The agenda in Easy Read: a version of its own, that says when the longer one has changed."""

import pytest

from portal.drafts.models import Draft
from portal.easy_read import WroteToo, digest_of_pairs
from portal.groups import services
from portal.groups.models import EasyRead
from portal.groups.services.easy_read import digest_of_agenda, is_behind
from portal.notices.models import Notice
from tests.factories.groups import group, in_days, meeting
from tests.factories.people import UserFactory
from tests.portal.groups.working import again, item, page, send, shown, signed_in, url

pytestmark = [pytest.mark.django_db, pytest.mark.both]
TEA = {"drawing": "tea-cup", "words": "First we have tea."}
BUS = {"drawing": "bus", "words": "Then we talk about the last bus."}
CHANGED = "The agenda has changed since this was made."


@pytest.fixture
def ann(db):
    return UserFactory(known_as="Ann")


@pytest.fixture
def ben(db):
    return UserFactory(known_as="Ben")


@pytest.fixture
def there(ann, ben):
    made = meeting(group(ann, ben))
    item(made, "The last bus")
    return made


def write(there, by, *pairs, before=(), **given):
    said = {"before": digest_of_pairs(before), "source": digest_of_agenda(there), "checked_by": ""} | given
    about = {"group": there.group, "subject": there.easy_read_about}
    services.write_easy_read(**about, pairs=list(pairs), by=by, **said)


def boxes(there, *pairs, before=(), **said) -> dict:
    """As a browser sends them: pairs, and in which place."""
    sent = {"before": digest_of_pairs(before), "source": digest_of_agenda(there), "checked_by": ""} | said
    for n, pair in enumerate(pairs, start=1):
        sent |= {f"{name}_{n}": pair.get(name, "") for name in ("drawing", "words", "place")}
    return sent


def test_anybody_in_the_group_writes_it_and_whoever_sees_the_agenda_reads_it(client, there, ann, ben):
    sent = boxes(there, BUS | {"place": 2}, TEA | {"place": 1}, {}, checked_by="Jo and Al")
    answer = send(client, ben, "write-easy-read", there.pk, **sent)
    assert answer.url == url("easy-read", there.pk)
    assert services.easy_read_of(f"agenda:{there.pk}").pairs == [TEA, BUS]
    text = page(client, ann, "easy-read", there.pk)
    assert text.index("First we have tea.") < text.index("Then we talk about the last bus.")
    assert "drawings/tea-cup" in text
    assert "Read and checked by Jo and Al." in text
    assert CHANGED not in text
    assert "The agenda in Easy Read" in page(client, ann, "meeting", there.pk)


def test_it_says_when_the_agenda_has_changed_until_somebody_has_looked_at_both(client, there, ann):
    write(there, ann, TEA)
    services.add_item(meeting=there, what="Benches", why="talk", raised_by=ann, by=ann)
    assert CHANGED in page(client, ann, "easy-read", there.pk)
    write(again(there), ann, TEA, before=[TEA])
    assert is_behind(again(there)), "nothing was written, and nobody says that it is the same"
    old = digest_of_agenda(there)
    services.change_meeting(meeting=there, starts_at=in_days(9), by=ann)
    write(again(there), ann, TEA, BUS, before=[TEA], source=old)
    assert is_behind(again(there)), "it goes with the agenda that the writer saw"
    write(again(there), ann, TEA, BUS, before=[TEA, BUS], same=True)
    assert not is_behind(again(there))


def test_two_who_write_at_once_are_told_and_nothing_typed_is_lost(client, there, ann, ben):
    write(there, ann, TEA)
    with pytest.raises(WroteToo):
        write(there, ben, BUS)
    answer = send(client, ben, "write-easy-read", there.pk, **boxes(there, BUS))
    assert answer.status_code == 409
    assert "Then we talk about the last bus." in shown(answer)
    assert services.easy_read_of(there.easy_read_about).pairs == [TEA]
    assert digest_of_pairs([TEA]) in shown(answer), "saved once more, it stands instead"


def test_a_pair_whose_words_are_emptied_goes_and_without_any_there_is_none(client, there, ann):
    write(there, ann, TEA, BUS)
    send(client, ann, "write-easy-read", there.pk, **boxes(there, TEA | {"words": ""}, BUS, before=[TEA, BUS]))
    assert services.easy_read_of(there.easy_read_about).pairs == [BUS]
    write(again(there), ann, before=[BUS])
    assert not EasyRead.objects.exists()
    assert "Nobody has written it yet." in page(client, ann, "easy-read", there.pk)


@pytest.mark.parametrize(
    ("pair", "sentence"),
    [
        ({"words": "Tea."}, "Choose a picture for the words in row 2."),
        ({"drawing": "bus"}, "Write the words for the picture in row 2."),
        ({"drawing": "../../secret", "words": "Tea."}, "Select a valid choice"),
        ({"drawing": "bus", "words": "x" * 1_000_000}, "300"),
    ],
)
def test_bad_input_comes_back_with_a_sentence_and_is_kept(client, there, ann, pair, sentence):
    answer = send(client, ann, "write-easy-read", there.pk, **boxes(there, BUS, pair))
    text = shown(answer)
    assert sentence in text
    assert BUS["words"] in text
    assert not EasyRead.objects.exists()
    assert Draft.objects.filter(about=f"easy-read:{there.pk}").exists() == (len(text) < 500_000)


def test_long_sentences_are_advised_on_and_never_refused(client, there, ann):
    """Fifteen words are the most in Easy Read; and all pairs share what advises."""
    long = {"drawing": "bus", "words": "We all look at how we get home when it is late and the bus has gone."}
    write(there, ann, *[long] * 6)
    assert page(client, ann, "write-easy-read", there.pk).count("This sentence has 17 words.") == 6


@pytest.mark.parametrize("many", [1, 30])
def test_writing_it_costs_the_same_for_1_pair_and_for_30(client, there, ann, many, django_assert_num_queries):
    write(there, ann, *[TEA] * many)
    client = signed_in(client, ann)
    client.get(url("write-easy-read", there.pk))
    with django_assert_num_queries(14):
        client.get(url("write-easy-read", there.pk))


def test_the_invitation_tells_of_it_once_there_is_one(there, ann, ben):
    services.change_meeting(meeting=there, starts_at=in_days(9), by=ann)
    write(again(there), ann, TEA)
    services.change_meeting(meeting=again(there), starts_at=in_days(10), by=ann)
    (told,) = Notice.objects.filter(person=ben)
    assert "There is an Easy Read agenda." in told.words
