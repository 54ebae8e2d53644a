"""What happens to a story when several people press at the same moment. Real connections, real threads."""

import pytest
from django.utils import timezone
from wagtail.models import Page

from casestudies import services
from casestudies.models import Consent, Story, StoryPage
from portal.agreement.models import Version
from portal.audit.models import Entry
from portal.audit.services import problems
from portal.members.models import User
from portal.members.services import erase_person
from portal.notices.models import Notice
from tests.at_once import at_once
from tests.effort import THOROUGH
from tests.factories.people import UserFactory
from tests.factories.telling import (
    Role,
    all_but_the_last_yes,
    allow,
    digest,
    joined,
    look,
    say_yes,
    source,
    story,
    told_story,
    write,
)
from tests.scanning import tables_with

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]
TIMES = 100 if THOROUGH else 20  # of the two on which everything stands
OTHER_TIMES = 100 if THOROUGH else 4
REFUSED = (services.Changed, services.Gone, services.NotTheirs, services.FirstAllow)
OUT = "A story of yours is on the site"


def again(thing):
    """As somebody else has it in their hands."""
    return type(thing).objects.get(pk=thing.pk)


def came(outcomes) -> list[str]:
    return [type(one).__name__ if isinstance(one, Exception) else "done" for one in outcomes]


def yes_of(told, who):
    """Pressed under the words that stand there now."""
    given = {"story": again(told), "page": source(told), "digest": digest(told)}
    return lambda: services.say_yes(**given, person=again(who), by=again(who))


def is_out(told) -> bool:
    return StoryPage.objects.filter(pk=told.page_id, live=True).exists()


def verbs(told) -> list[str]:
    return list(Entry.objects.filter(subject=told.about).order_by("number").values_list("verb", flat=True))


def hears(told, title=OUT) -> list[int]:
    return sorted(Notice.objects.filter(about=told.about, title=title).values_list("person", flat=True))


def two_yeses_short():
    """Everybody allows it and somebody looked; neither of the two who make it has said yes."""
    told = story()
    teller, writer, reader = told.begun_by, joined(told), joined(told, role=Role.FRESH_EYES)
    for who in (teller, writer):
        allow(told, who)
    look(told, reader)
    return told, teller, writer, reader


def test_two_last_yeses_put_it_on_the_site_once_each_time():
    for _repeat in range(TIMES):
        told, teller, writer, reader = two_yeses_short()
        outcomes = at_once(yes_of(told, teller), yes_of(told, writer))
        assert sorted(outcomes) == [False, True]
        assert is_out(told)
        assert verbs(told).count("stories.out") == 1
        last = (teller, writer)[outcomes.index(True)]
        assert hears(told) == sorted({teller.pk, writer.pk, reader.pk} - {last.pk})


def test_the_last_yes_and_the_look_put_it_on_the_site_once():
    for _repeat in range(OTHER_TIMES):
        told = story()
        reader = joined(told, role=Role.FRESH_EYES)
        allow(told, told.begun_by)
        given = {"story": again(told), "page": source(told), "digest": digest(told), "by": again(reader)}
        outcomes = at_once(yes_of(told, told.begun_by), lambda given=given: services.look(**given, known="nobody"))
        assert sorted(outcomes) == [False, True]
        assert (is_out(told), verbs(told).count("stories.out"), len(hears(told))) == (True, 1, 1)


def test_one_last_yes_pressed_in_three_windows_is_one():
    for _repeat in range(OTHER_TIMES):
        told, (teller, writer), reader = all_but_the_last_yes()
        outcomes = at_once(*[yes_of(told, teller)] * 3)
        assert sorted(outcomes) == [False, False, True]
        assert verbs(told).count("stories.out") == 1
        assert hears(told) == sorted([writer.pk, reader.pk])


def test_an_edit_beside_the_last_yes_never_comes_out_unread():
    for _repeat in range(TIMES):
        told, (teller, writer), _reader = all_but_the_last_yes()
        said, _wrote = at_once(
            yes_of(told, teller), lambda told=told, writer=writer: write(told, "We dug it alone.", by=again(writer))
        )
        newest = str(source(told).get_latest_revision_as_object().body)
        assert "alone" in newest, "and nothing typed is lost"
        assert "alone" not in str(source(told).body) or not is_out(told)
        if is_out(told):
            assert said is True
            assert "together" in str(source(told).body)
        else:
            assert isinstance(said, services.Changed)


def test_taken_down_beside_the_last_yes_it_is_down_and_stays_down():
    for _repeat in range(OTHER_TIMES):
        told, (teller, _writer), reader = all_but_the_last_yes()
        said, _down = at_once(
            yes_of(told, teller),
            lambda told=told, teller=teller: services.take_down(story=again(told), by=again(teller)),
        )
        assert said is True or isinstance(said, services.Hidden)
        assert (is_out(told), again(told).hidden_by) == (False, teller)
        assert verbs(told)[-1] == "stories.taken_down"
        with pytest.raises(services.Hidden):
            look(again(told), reader)
        assert not is_out(told)


def test_another_name_beside_the_last_yes_never_stands_there_unread():
    for _repeat in range(OTHER_TIMES):
        told, (teller, writer), _reader = all_but_the_last_yes()
        said, allowed = at_once(
            yes_of(told, teller), lambda told=told, writer=writer: allow(again(told), again(writer), name="A neighbour")
        )
        assert isinstance(allowed, Consent)
        assert source(told).get_latest_revision_as_object().told_by.endswith("A neighbour")
        assert said is True or isinstance(said, services.Changed)
        assert not is_out(told), "under a name that is not theirs any more"


def test_whoever_allows_it_no_longer_beside_the_last_yes_is_not_in_it():
    for _repeat in range(OTHER_TIMES):
        told, (teller, writer), _reader = all_but_the_last_yes()
        neighbour = services.allow(story=told, called="The neighbour", naming="none", given="talk", by=writer)
        services.seen_and_allowed(consent=neighbour, page=source(told), digest=digest(told), by=writer)
        said, ended = at_once(
            yes_of(told, teller),
            lambda one=neighbour, writer=writer: services.end(consent=again(one), by=again(writer)),
        )
        assert (said in (True, False), ended) == (True, None)
        assert not is_out(told)
        assert again(neighbour).ended_at is not None


def test_the_clock_beside_a_new_yes_for_a_year_leaves_no_story_out_that_nobody_allows():
    for _repeat in range(OTHER_TIMES):
        told, (_teller, writer), _reader = told_story()
        Consent.objects.filter(person=writer).update(ends_on=timezone.localdate())
        allowed, ended = at_once(
            lambda told=told, writer=writer: allow(again(told), again(writer)), services.end_what_is_over
        )
        assert isinstance(allowed, Consent)
        assert ended in (0, 1)
        assert again(allowed).holds_today
        assert is_out(told) == (ended == 0), "what went off comes back when somebody presses for it"
        if ended:
            services.put_back(story=again(told), page=source(told), by=again(writer))
        assert is_out(told), "everybody's yes still stands"


def test_two_who_ask_the_same_person_ask_once():
    for _repeat in range(OTHER_TIMES):
        told, teller, writer, _reader = two_yeses_short()
        person = UserFactory()
        outcomes = at_once(
            *(
                lambda by=by, told=told, person=person: services.ask(
                    story=again(told), person=again(person), role=Role.LISTENER, by=again(by)
                )
                for by in (teller, writer)
            )
        )
        assert sorted(came(outcomes)) == ["IsIn", "done"]
        assert (told.seats.filter(person=person).count(), Notice.objects.filter(person=person).count()) == (1, 1)
        assert verbs(told).count("stories.asked") == 3


def test_yes_and_no_at_once_are_one_answer():
    for _repeat in range(OTHER_TIMES):
        told, person = story(), UserFactory()
        services.ask(story=told, person=person, role=Role.LISTENER, by=told.begun_by)
        outcomes = at_once(
            *(
                lambda yes=yes, told=told, person=person: services.answer(
                    story=again(told), person=again(person), yes=yes, by=again(person)
                )
                for yes in (True, False)
            )
        )
        assert sorted(came(outcomes)) == ["NotAsked", "done"]
        state = told.seats.get(person=person).state
        assert state == ("yes" if came(outcomes)[0] == "done" else "no")


def test_asked_no_longer_beside_a_yes_is_one_of_the_two():
    for _repeat in range(OTHER_TIMES):
        told, person = story(), UserFactory()
        seat = services.ask(story=told, person=person, role=Role.LISTENER, by=told.begun_by)
        outcomes = at_once(
            lambda told=told, person=person: services.answer(
                story=again(told), person=again(person), yes=True, by=again(person)
            ),
            lambda seat=seat, told=told: services.ask_no_longer(seat=seat, by=again(told.begun_by)),
        )
        assert sorted(came(outcomes)) == ["NotAsked", "done"]
        assert told.seats.filter(person=person, state="yes").exists() == (came(outcomes)[0] == "done")


def test_deleted_and_brought_back_at_once_is_one_of_the_two():
    for _repeat in range(OTHER_TIMES):
        told, (teller, _writer), _reader = told_story()
        services.take_down(story=told, by=teller)
        outcomes = at_once(
            lambda told=told, teller=teller: services.delete_now(story=told, by=again(teller)),
            lambda told=told, teller=teller: services.bring_back(story=told, by=again(teller)),
        )
        if came(outcomes)[0] == "done":
            assert came(outcomes)[1] == "Gone"
            is_gone(told)
        else:
            assert came(outcomes) == ["NotDown", "done"]
            assert is_out(told)


def is_gone(told):
    assert not Story.objects.filter(pk=told.pk).exists()
    assert not Page.objects.filter(pk=told.page_id).exists()
    assert not Version.objects.filter(subject=f"page:{told.page_id}").exists()


def test_brought_back_on_the_last_day_beside_the_clock_it_is_back_or_gone():
    for _repeat in range(OTHER_TIMES):
        told, (teller, _writer), _reader = told_story()
        services.take_down(story=told, by=teller)
        Story.objects.filter(pk=told.pk).update(delete_on=timezone.localdate())
        back, went = at_once(
            lambda told=told, teller=teller: services.bring_back(story=told, by=again(teller)),
            services.let_go_on_its_day,
        )
        if isinstance(back, services.Gone):
            assert went == 1
            is_gone(told)
        else:
            assert (back, went) == (None, 0)
            assert is_out(told)


def test_deleted_in_two_windows_and_by_the_clock_it_goes_once():
    for _repeat in range(OTHER_TIMES):
        told, (teller, _writer), _reader = told_story()
        services.take_down(story=told, by=teller)
        Story.objects.filter(pk=told.pk).update(delete_on=timezone.localdate())
        outcomes = at_once(
            *[lambda told=told, teller=teller: services.delete_now(story=told, by=again(teller))] * 2,
            services.let_go_on_its_day,
        )
        assert came(outcomes)[2] == "done"
        assert came(outcomes[:2]).count("done") + outcomes[2] == 1
        is_gone(told)
        assert Notice.objects.filter(person=teller, title="Your story is gone").count() == 1
        assert verbs(told).count("stories.deleted") == 1


def test_one_that_goes_on_its_day_keeps_nobody_from_deleting_another():
    """Both were begun in one place, and each going is written down there."""
    for _repeat in range(OTHER_TIMES):
        (due, (teller, _w), _r), (other, (another, _v), _q) = told_story(), told_story()
        for told, who in ((due, teller), (other, another)):
            services.take_down(story=told, by=who)
            Story.objects.filter(pk=told.pk).update(delete_on=timezone.localdate())
        deleted, went = at_once(
            lambda other=other, another=another: services.delete_now(story=other, by=again(another)),
            services.let_go_on_its_day,
        )
        assert (type(deleted).__name__, went) in (("NoneType", 1), ("Gone", 2))
        is_gone(due)
        is_gone(other)


def test_whoever_leaves_beside_the_last_yes_is_in_nothing_that_comes_out():
    for repeat in range(OTHER_TIMES):
        told, (teller, writer), _reader = all_but_the_last_yes()
        said, left = at_once(
            yes_of(told, teller), lambda told=told, writer=writer: services.leave(story=again(told), by=again(writer))
        )
        assert left is None
        assert said is True or isinstance(said, services.Changed)
        assert not is_out(told)
        assert source(told).get_latest_revision_as_object().told_by == teller.known_as
        assert not say_yes(told, teller), f"nobody has looked at what is left ({repeat})"


@pytest.mark.parametrize("who", ["the other one", "whose story it is", "whoever says yes"])
def test_who_leaves_the_site_for_good_beside_the_last_yes_is_gone(who):
    for repeat in range(OTHER_TIMES):
        told, (teller, writer), _reader = all_but_the_last_yes()
        if who == "whose story it is":  # and the other one says the last yes
            services.take_yes_back(story=told, page=source(told), by=writer)
            say_yes(told, teller)
        speaks = writer if who == "whose story it is" else teller
        goes = {"the other one": writer, "whose story it is": teller, "whoever says yes": teller}[who]
        User.objects.filter(pk=goes.pk).update(known_as=f"Goesxq{repeat}x")
        allow(told, again(goes))
        for one in {teller, writer} - {speaks}:
            say_yes(told, one)
        look(told, _reader)
        assert not is_out(told)
        said, erased = at_once(yes_of(told, speaks), lambda goes=goes: erase_person(person=again(goes), by=None))
        assert erased is None
        assert said in (True, False) or isinstance(said, REFUSED)
        assert not is_out(told)
        assert tables_with(f"Goesxq{repeat}x") == {}
        assert Story.objects.filter(pk=told.pk).exists() == (goes == writer)


def test_two_who_leave_the_site_for_good_at_once_leave_no_trace_of_either():
    for repeat in range(OTHER_TIMES):
        told, (teller, writer), _reader = told_story(title=f"Goesxq{repeat}x")
        outcomes = at_once(*(lambda one=one: erase_person(person=again(one), by=None) for one in (teller, writer)))
        assert outcomes == [None, None]
        is_gone(told)
        assert tables_with(f"Goesxq{repeat}x") == {}


def test_after_all_of_it_the_trail_is_whole():
    told, (teller, writer), reader = all_but_the_last_yes()
    person = UserFactory()
    acts = [
        yes_of(told, teller),
        lambda: allow(told, writer, months=24),
        lambda: services.ask(story=told, person=person, role=Role.LISTENER, by=teller),
        lambda: services.take_yes_back(story=told, page=source(told), by=teller),
        lambda: write(told, "Once more.", by=writer),
    ]
    assert set(came(at_once(*acts * 2))) <= {"done", "IsIn", "NoYes", "VersionChanged", "Stale"}
    assert list(problems()) == []
    assert look(told, reader) is False
