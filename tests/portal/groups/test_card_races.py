"""Two people write on a card, or bring it to a meeting, at the same moment. Real connections, real threads."""

import pytest

from portal.audit.models import Entry
from portal.audit.services import problems
from portal.groups import services
from portal.groups.models import Card, Group
from tests.at_once import came_to
from tests.effort import RACES
from tests.factories.groups import card_line, group, meeting
from tests.factories.people import UserFactory

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def again(made) -> Group:
    """As somebody else has it in their hands."""
    return Group.objects.get(pk=made.pk)


def writes(made, by, words, card=Card.GOAL, **given):
    said = {"words": words, "who": "", "why": ""}
    before = given.pop("before", {})
    return lambda: services.write_line(group=again(made), card=card, said=said, before=before, by=by, **given)


def takes_out(line, by):
    return lambda: services.take_line_out(line=line, by=by)


def brings(made, by):
    return lambda: services.bring_card(group=again(made), card=Card.OFFER, by=by)


def test_two_who_begin_a_card_of_one_line_are_both_kept():
    for _repeat in range(RACES):
        one, other = UserFactory(), UserFactory()
        made = group(one, other)
        assert came_to(writes(made, one, "Buses"), writes(made, other, "Lifts")) == ["done", "done"]
        assert set(made.card_lines.get().words.split("\n\n")) == {"Buses", "Lifts"}
        assert list(problems()) == []


def test_two_who_change_different_words_of_a_line_are_both_kept():
    for _repeat in range(RACES):
        one, other = UserFactory(), UserFactory()
        made = group(one, other)
        line = card_line(made, "goal", "We want buses at night. Nobody walks home alone.")
        given = {"line": line.pk, "before": {"words": line.words}}
        came_to(
            writes(made, one, "We want more buses at night. Nobody walks home alone.", **given),
            writes(made, other, "We want buses at night. Nobody ever walks home alone.", **given),
        )
        line.refresh_from_db()
        assert line.words == "We want more buses at night. Nobody ever walks home alone."


def test_a_line_taken_out_while_another_writes_loses_no_words():
    for _repeat in range(RACES):
        one, other = UserFactory(), UserFactory()
        made = group(one, other)
        line = card_line(made, "goal", "Buses")
        given = {"line": line.pk, "before": {"words": "Buses"}}
        came_to(writes(made, one, "Night buses", **given), takes_out(line, other))
        line.refresh_from_db()
        assert line.words == "Night buses"


def test_two_who_bring_the_same_card_bring_it_once():
    for _repeat in range(RACES):
        one, other = UserFactory(), UserFactory()
        made = group(one, other)
        coming = meeting(made)
        assert came_to(brings(made, one), brings(made, other)) == ["done", "done"]
        assert coming.items.count() == 1
        assert Entry.objects.filter(subject=made.about, verb="groups.item_added").count() == 1
