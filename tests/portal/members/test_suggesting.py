"""Others say what somebody is good at. It is asked of that person alone, and stands nowhere before their yes."""

from contextlib import suppress
from datetime import timedelta
from itertools import product

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from portal.audit.models import Entry
from portal.members import held, services
from portal.members.models import Line, Skill, Suggestion, User
from portal.members.services import NotSuggested
from portal.members.services.suggesting import AT_MOST
from portal.notices.models import Notice
from tests.at_once import came_to
from tests.effort import RACES
from tests.factories.members import SupportFactory
from tests.factories.people import UserFactory
from tests.portal.members.telling import found, key, tell, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.both]
ABOUT = "/portal/me/"
Kind = Line.Kind


def path_of(person):
    return reverse("portal:people:suggest", args=[person.pk])


def skill(name="Listening"):
    return Skill.objects.get(name=name)


def suggest(person, by, words="", **given):
    services.suggest_skill(person=person, by=by, words=words, **given)
    return Suggestion.objects.filter(person=person, by=by).last()


def press(client, name, suggestion):
    return client.post(reverse(f"portal:me:suggestion-{name}", args=[suggestion.pk]), {"key": key()})


@pytest.fixture
def fay():
    return found(known_as="Fay", username="fay")


@pytest.fixture
def dev():
    return found(known_as="Dev")


def as_fay(client, fay):
    client.force_login(fay, backend="django.contrib.auth.backends.ModelBackend")
    return client


# --- Suggesting -------------------------------------------------------------------------------------------------------
def test_from_the_list_or_in_own_words_with_a_kind_sentence(client_of, people, fay):
    client = client_of("member")
    assert path_of(fay) in text_of(client.get(reverse("portal:people:person", args=[fay.pk])))
    sent = {"key": key(), "skill": skill().pk, "why": "You heard me out."}
    answer = client.post(path_of(fay), sent)
    assert answer["Location"] == reverse("portal:people:person", args=[fay.pk])
    client.post(path_of(fay), {"key": key(), "words": "  Mending\nbikes "})
    client.post(path_of(fay), {"key": key(), "words": "driving"})
    made = Suggestion.objects.filter(person=fay, by=people["member"])
    assert [(one.skill_id, one.words, one.why, one.answer) for one in made] == [
        (skill().pk, "", "You heard me out.", ""),
        (None, "Mending bikes", "", ""),
        (skill("Driving").pk, "", "", ""),
    ], "words that are in the list are what is in the list"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({}, "Choose something from the list, or write it in your own words."),
        ({"skill": "x", "words": "bikes", "why": "kept"}, "Select a valid choice"),
        ({"words": "x" * 81, "why": "kept"}, "at most 80"),
        ({"words": "bikes", "why": "x" * 201}, "at most 200"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(client_of, fay, wrong, said):
    page = text_of(client_of("member").post(path_of(fay), {"key": key()} | wrong))
    assert said in page
    assert [value for value in wrong.values() if value != "x" and value not in page] == []
    assert not Suggestion.objects.exists()


def test_one_thing_at_a_time(client_of, fay):
    page = text_of(client_of("member").post(path_of(fay), {"key": key(), "words": "bikes", "skill": skill().pk}))
    assert "One at a time" in page
    assert 'value="bikes"' in page


def test_what_the_reader_sees_already_is_not_offered_and_what_is_hidden_is(client_of, fay):
    tell(fay, Kind.SHARE, skills=[skill("Driving")])
    assert "Driving" not in text_of(client_of("member").get(path_of(fay)))
    tell(fay, Kind.SHARE, skills=[skill("Driving")], shown_to="me")
    assert "Driving" in text_of(client_of("member").get(path_of(fay)))


def test_who_is_not_to_be_asked_is_not(client_of, people, fay):
    """The way is closed without a reason: nobody learns from it who takes a break."""
    client, page = client_of("member"), reverse("portal:people:person", args=[fay.pk])
    services.take_a_break(person=fay, by=fay)
    on_a_break = client.get(path_of(fay)), text_of(client.get(page))
    services.come_back(person=fay, by=fay)
    assert client.get(path_of(fay)).status_code == 200
    services.take_suggestions(person=fay, by=fay, may_suggest=False)
    switched_off = client.get(path_of(fay)), text_of(client.get(page))
    assert (on_a_break[0].status_code, switched_off[0].status_code) == (403, 403)
    assert text_of(on_a_break[0]) == text_of(switched_off[0])
    assert (path_of(fay) in on_a_break[1], on_a_break[1]) == (False, switched_off[1])
    with pytest.raises(NotSuggested):
        suggest(fay, people["member"], "bikes")
    with pytest.raises(NotSuggested):
        suggest(people["member"], people["member"], "bikes")


def test_who_suggests_by_the_database_is_never_oneself(fay):
    with pytest.raises(IntegrityError), transaction.atomic():
        Suggestion.objects.create(person=fay, by=fay, words="bikes")
    for nothing in ({"words": ""}, {"words": "bikes", "skill": skill()}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Suggestion.objects.create(person=fay, by=UserFactory(), **nothing)


def test_the_same_is_not_suggested_again_and_five_a_day_are_enough(client_of, people, fay, dev):
    client = client_of("member")
    for _time in range(2):
        page = text_of(client.post(path_of(fay), {"key": key(), "words": "Mending bikes"}))
    assert "You have suggested that before." in page
    assert 'value="Mending bikes"' in page
    with pytest.raises(NotSuggested):
        suggest(fay, people["member"], "MENDING BIKES")
    for number in range(AT_MOST - 1):
        suggest((fay, dev)[number % 2], people["member"], f"thing {number}")
    page = text_of(client.post(path_of(dev), {"key": key(), "words": "one more"}))
    assert "Please come back tomorrow" in page
    suggest(dev, fay, "one of another")
    with time_machine.travel(timezone.now() + timedelta(days=1, minutes=1)):
        suggest(dev, people["member"], "one more")


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_five_stay_five_however_fast_somebody_presses():
    for _repeat in range(RACES):
        people, by = [UserFactory() for _n in range(AT_MOST + 3)], UserFactory()
        came = came_to(*(lambda one=one, by=by: suggest(one, by, "Baking") for one in people))
        assert sorted(came) == ["NotSuggested"] * 3 + ["done"] * AT_MOST


def test_words_that_the_database_calls_the_same_are_suggested_once(fay, dev):
    """A big ẞ is no ß to Python, and one to PostgreSQL, which keeps each thing once."""
    for words in ("Spaß", "spaß", "Spaẞ"):
        with suppress(NotSuggested):
            suggest(fay, dev, words)
    assert Suggestion.objects.first().words == "Spaß"
    assert Suggestion.objects.count() == (1 if connection.vendor == "postgresql" else 2)


# --- The person is asked ----------------------------------------------------------------------------------------------
def test_the_person_is_told_without_the_words_and_once_for_one_thing(people, fay, dev):
    suggest(fay, people["member"], "secretxq", why="secretxq too")
    suggest(fay, dev, "SecretXQ")
    told = Notice.objects.get(person=fay)
    assert (told.private, told.path) == (True, ABOUT)
    assert "secretxq" not in f"{told.title} {told.words}".lower()
    assert "Mina" not in f"{told.title} {told.words}"


def test_nobody_else_sees_it_before_the_yes(client_of, people, fay):
    SupportFactory(member=fay, supporter=people["writer"])
    suggest(fay, people["outsider"], "secretxq", why="secretxq too")
    pages = [
        reverse("portal:people:list"),
        reverse("portal:people:list") + "?q=secretxq",
        reverse("portal:people:person", args=[fay.pk]),
        reverse("portal:notices:mine"),
        reverse("portal:notices:by-hand"),
        reverse("portal:people:messages", args=[fay.pk]),
        reverse("portal:trail:done"),
        ABOUT,
    ]
    for who, page in product(("outsider", "member", "writer", "coordinator", "superuser"), pages):
        assert "secretxq" not in text_of(client_of(who).get(page)).replace('value="secretxq"', "")
    assert "secretxq" not in str(held.copy_of(people["coordinator"]))


def test_the_person_sees_it_by_name_and_one_card_for_the_same(client, people, fay, dev):
    suggest(fay, people["member"], skill=skill(), why="You heard me out.")
    suggest(fay, dev, skill=skill())
    page = text_of(as_fay(client, fay).get(ABOUT))
    assert "<bdi>Mina</bdi>, <bdi>Dev</bdi> think you are good at:" in page
    assert "You heard me out." in page
    assert page.count("Yes, add it") == 1


# --- Yes --------------------------------------------------------------------------------------------------------------
def test_yes_puts_it_with_what_they_can_share_as_that_line_is_shown(client, people, fay, dev):
    tell(fay, Kind.SHARE, "I bake", skills=[skill("Driving")], shown_to="members")
    ticked, said = suggest(fay, people["member"], skill=skill()), suggest(fay, dev, "Mending bikes")
    client = as_fay(client, fay)
    for suggestion in (ticked, said):
        assert press(client, "yes", suggestion)["Location"] == ABOUT
    page = text_of(client.get(ABOUT))
    assert ("All members see this." in page, "Yes, add it" in page) == (True, False)
    line = Line.objects.get(person=fay, kind=Kind.SHARE)
    assert (line.words, line.shown_to) == ("I bake\nMending bikes", "members")
    assert {str(one) for one in line.skills.all()} == {"Driving", "Listening"}
    told = dict(Notice.objects.exclude(person=fay).values_list("person__known_as", "words"))
    assert ("Listening" in told["Mina"], "Mending bikes" in told["Dev"]) == (True, True)


def test_a_first_line_is_for_the_person_and_coordinators(fay, dev):
    services.add_suggestion(suggestion=suggest(fay, dev, "Mending bikes"), by=fay)
    line = Line.objects.get(person=fay, kind=Kind.SHARE)
    assert (line.words, line.shown_to) == ("Mending bikes", "coordinators")


def test_one_yes_is_for_all_who_thought_so_and_a_second_press_does_nothing(client, people, fay, dev):
    suggestion = suggest(fay, people["member"], "Mending bikes")
    suggest(fay, dev, "mending bikes")
    for _press in range(2):
        press(as_fay(client, fay), "yes", suggestion)
    assert Line.objects.get(person=fay, kind=Kind.SHARE).words == "Mending bikes"
    assert sorted(Notice.objects.exclude(person=fay).values_list("person__known_as", flat=True)) == ["Dev", "Mina"]


def test_a_full_line_is_said_and_the_question_stays(client, fay, dev):
    tell(fay, Kind.SHARE, "x" * 1_995)
    press(as_fay(client, fay), "yes", suggest(fay, dev, "Mending bikes"))
    page = text_of(client.get(ABOUT))
    assert ("is full" in page, "thinks you are good at" in page) == (True, True)
    assert Line.objects.get(person=fay, kind=Kind.SHARE).words == "x" * 1_995


# --- No ---------------------------------------------------------------------------------------------------------------
def test_nobody_is_told_of_a_no_and_nobody_asks_again(client, people, fay, dev):
    press(as_fay(client, fay), "no", suggest(fay, dev, "Mending bikes"))
    assert "good at:" not in text_of(client.get(ABOUT))
    assert not Line.objects.filter(person=fay).exists()
    assert not Notice.objects.exclude(person=fay).exists()
    Notice.objects.all().delete()
    suggest(fay, people["member"], "mending bikes")
    assert not Notice.objects.exists()
    assert "good at:" not in text_of(client.get(ABOUT))


def test_who_suggests_what_is_ticked_in_secret_learns_nothing(client_of, fay):
    tell(fay, Kind.SHARE, skills=[skill()], shown_to="me")
    client = client_of("member")
    pages = []
    for one in (skill(), skill("Driving")):
        answer = client.post(path_of(fay), {"key": key(), "skill": one.pk})
        pages.append(text_of(client.get(answer["Location"])))
    assert pages[0] == pages[1]
    assert [one.answer for one in Suggestion.objects.all()] == ["no", ""]
    assert Notice.objects.count() == 1


def test_a_no_is_in_nobody_elses_trail_nor_copy(fay, dev):
    services.leave_suggestion(suggestion=suggest(fay, dev, "Mending bikes"), by=fay)
    verbs = Entry.objects.visible_to(dev).values_list("verb", flat=True)
    assert "members.skill_suggested" in verbs
    assert "members.suggestion_left" not in verbs
    assert "members.suggestion_left" in Entry.objects.visible_to(fay).values_list("verb", flat=True)
    mine = next(one for one in held.copy_of(dev) if one["title"] == "What you think others are good at")
    assert "answer" not in {said["name"] for row in mine["rows"] for said in row}


# --- Leaving, and the switch ------------------------------------------------------------------------------------------
@pytest.mark.parametrize("who", ["person", "by"])
def test_it_goes_when_either_leaves(client, fay, dev, who):
    suggestion = suggest(fay, dev, "secretxq")
    services.erase_person(person={"person": fay, "by": dev}[who], by=None)
    assert not Suggestion.objects.exists()
    assert not Notice.objects.exists()
    if who == "by":
        assert press(as_fay(client, fay), "yes", suggestion).status_code == 404


def test_who_is_switched_off_is_not_told_of_a_yes(fay, dev):
    suggestion = suggest(fay, dev, "Mending bikes")
    User.objects.filter(pk=dev.pk).update(is_active=False)
    assert not Suggestion.objects.visible_to(fay).open().exists()
    services.add_suggestion(suggestion=suggestion, by=fay)
    assert not Notice.objects.filter(person=dev).exists()


def test_one_radio_keeps_suggestions_away(client, fay):
    client, url = as_fay(client, fay), reverse("portal:me:suggestions")
    for said, may in (("no", False), ("no", False), ("yes", True)):
        assert client.post(url, {"key": key(), "may_suggest": said})["Location"] == ABOUT
        assert User.objects.get(pk=fay.pk).known.may_suggest is may
    verbs = Entry.objects.filter(concerns=fay, verb__startswith="members.suggestions_").values_list("verb", flat=True)
    assert list(verbs) == ["members.suggestions_off", "members.suggestions_on"]


@pytest.mark.parametrize("many", [1, 12])
def test_about_me_costs_the_same_for_one_and_twelve(client, fay, many, django_assert_num_queries):
    for number in range(many):
        suggest(fay, UserFactory(), f"thing {number}", why="so")
    client = as_fay(client, fay)
    client.get(ABOUT)
    with django_assert_num_queries(9):
        assert text_of(client.get(ABOUT)).count("Yes, add it") == many
