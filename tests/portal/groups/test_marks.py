""" "I don't agree with this line", and "slow down": beside what is written, and nobody's unless they wish."""

from datetime import timedelta

import pytest
from django.core import serializers
from django.utils import timezone

from portal.audit.models import Entry
from portal.drafts.models import Draft, Sent
from portal.groups import services
from portal.groups.forms.minutes import MarkLineForm
from portal.groups.models import LineMark, Minute
from portal.groups.services import Approved, Changed, NotThere
from tests.factories.groups import group
from tests.factories.people import UserFactory
from tests.portal.groups.working import again, item, on, page, send, signed_in, url, verbs, write

pytestmark = [pytest.mark.django_db, pytest.mark.both]
LINE, OTHER = "It goes at eight.", "Two of us walked."
DISAGREES, SLOWER = "Somebody does not agree with this line", "Somebody asks to go slower."


@pytest.fixture
def ann(db):
    return UserFactory(known_as="Ann")


@pytest.fixture
def ben(db):
    return UserFactory(known_as="Ben")


@pytest.fixture
def away(db):
    """In the group, and not at the meeting."""
    return UserFactory(known_as="Cat")


@pytest.fixture
def there(ann, ben, away):
    return on(group(ann, ben, away), ann, ben, ago=timedelta(minutes=1))


@pytest.fixture
def minute(there, ann):
    return written(there, item(there), ann)


def written(there, one, by) -> Minute:
    write(there, one, f"{OTHER}\n{LINE}", "We ask.", by=by)
    return Minute.objects.get(item=one)


def which(line) -> str:
    return next(key for key, one in MarkLineForm(lines=[line]).lines.items() if one == line)


def say(client, person, minute, line=LINE, **said):
    return send(client, person, "mark-line", minute.pk, line=which(line), **said)


def test_a_mark_without_a_name_stands_beside_its_line_and_nowhere_else_says_who(client, there, minute, ben):
    before = {model: model.objects.count() for model in (Entry, Sent, Draft)}
    for _twice in range(2):
        assert say(client, ben, minute, words="It went at seven.").status_code == 302
    mark = LineMark.objects.get()
    assert (mark.person, mark.line) == (None, LINE)
    assert {model: model.objects.count() for model in before} == before
    assert str(ben.pk) not in serializers.serialize("json", [mark], fields=["person", "words", "line"])
    shown = page(client, ben, "minutes", there.pk)
    assert shown.index(OTHER) < shown.index(LINE) < shown.index(DISAGREES) < shown.index("We ask.")
    assert "It went at seven." in shown


def test_it_goes_when_the_line_is_put_right_and_comes_with_the_line(client, there, minute, ann):
    say(client, ann, minute)
    write(there, minute.item, LINE, "", by=ann, before={"said": f"{OTHER}\n{LINE}", "decided": "We ask."})
    assert DISAGREES in page(client, ann, "minutes", there.pk)
    write(there, minute.item, "It went at seven.", by=ann, before={"said": LINE})
    assert DISAGREES not in page(client, ann, "minutes", there.pk)


def test_with_a_name_it_is_theirs_to_take_back(client, there, minute, ann, ben):
    say(client, ben, minute, named="on")
    mark = LineMark.objects.get()
    assert (mark.person, verbs(there.group)[-1]) == (ben, "groups.line_marked")
    assert send(client, ann, "take-mark-back", mark.pk).status_code == 403
    assert "does not agree with this line" in page(client, ann, "minutes", there.pk)
    send(client, ben, "take-mark-back", mark.pk)
    assert not LineMark.objects.exists()


def test_a_line_that_is_not_there_any_more_is_refused(client, minute, ben):
    with pytest.raises(Changed):
        services.mark_line(minute=minute, line="It goes at nine.", named=False, by=ben)
    assert say(client, ben, minute, line="It goes at nine.").status_code == 200


def test_only_those_who_were_there_until_it_is_approved(client, there, minute, ann, away):
    assert say(client, away, minute).status_code == 403
    there.approved_at = timezone.now()
    there.save()
    with pytest.raises(Approved):
        services.mark_line(minute=again(minute), line=LINE, named=False, by=ann)
    assert say(client, ann, minute).status_code == 403


def test_of_what_is_only_for_those_who_were_there_nobody_else_finds_line_or_mark(client, there, ann, ben, away):
    minute = written(there, item(there, confidential=True), ann)
    say(client, ben, minute, words="The landlord said so.")
    assert "The landlord said so." in page(client, ann, "minutes", there.pk)
    assert "The landlord said so." not in page(client, away, "minutes", there.pk)
    answer = signed_in(client, away).get(url("mark-line", minute.pk))
    assert (answer.status_code, LINE in answer.content.decode()) == (403, False)


def test_before_anybody_is_ticked_nobody_writes_what_is_only_for_those_who_are_there(ann):
    there = on(group(ann))
    one = item(there, confidential=True)
    acts = (
        lambda: write(there, one, "Hello", by=ann),
        lambda: services.add_action(meeting=there, item=one, what="Ring", owner=ann, by=ann),
        lambda: services.hear_view(meeting=there, item=one, words="No", named=True, by=ann),
        lambda: services.write_decision(meeting=there, item=one, decided="Yes", how="consensus", by=ann),
    )
    for act in acts:
        with pytest.raises(NotThere):
            act()


# --- Slow down --------------------------------------------------------------------------------------------------------
def test_somebody_asks_to_go_slower_and_nothing_says_who(client, there, minute, ann, ben, away):
    before = {model: model.objects.count() for model in (Entry, Sent)}
    send(client, ben, "slow-down", there.pk)
    assert {model: model.objects.count() for model in before} == before
    places = (("meeting", [there.pk]), ("write-item", [there.pk, minute.item_id]))
    for name, numbers in places:
        assert SLOWER in page(client, ann, name, *numbers)
    assert SLOWER not in page(client, away, "meeting", there.pk)
    assert send(client, away, "slow-down", there.pk).status_code == 403
    send(client, ann, "slowed-down", there.pk)
    assert SLOWER not in page(client, ann, "meeting", there.pk)


def test_it_ends_by_itself_and_is_for_the_day_alone(client, there, ann):
    services.ask_to_slow_down(meeting=there)
    there = again(there)
    assert there.goes_slower
    there.slower_since -= there.GOES_SLOWER
    assert not there.goes_slower
    there.starts_at -= timedelta(days=1)
    there.save()
    assert send(client, ann, "slow-down", there.pk).status_code == 403


def test_what_is_typed_stays_when_somebody_asks_while_they_write(client, there, minute, ann):
    numbers = [there.pk, minute.item_id]
    typed = {"said": "Half a sentence", "decided": "", "todo": "", "before_said": "", "before_decided": ""}
    send(client, ann, "write-item", *numbers, do="slow-down", **typed)
    assert again(there).goes_slower
    assert Minute.objects.get().said == minute.said
    assert "Half a sentence" in page(client, ann, "write-item", *numbers)
