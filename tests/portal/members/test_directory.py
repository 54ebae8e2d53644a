"""The list of people: by consent for members, everybody for coordinators, and never a number in it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from portal.audit.models import Entry
from portal.members import services
from portal.members.models import About, Invitation, Line, Skill, User
from tests.factories.members import SupportFactory
from tests.factories.people import UserFactory
from tests.portal.members.door import words
from tests.portal.members.telling import channel, found, key, reach, tell, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.both]
LIST = "/portal/people/"
Kind, ShownTo = Line.Kind, Line.ShownTo


def page_of(person):
    return reverse("portal:people:person", args=[person.pk])


def names(response) -> list[str]:
    return [str(person) for person in response.context["people"]]


@pytest.fixture
def coordinator(client_of, people):
    client_of("coordinator")
    return people["coordinator"]


@pytest.fixture
def member(client_of, people):
    client_of("member")
    return people["member"]


def skill(name):
    return Skill.objects.get(name=name)


# --- Who is in it -----------------------------------------------------------------------------------------------------
def test_members_find_those_who_said_so_and_nobody_else(client, member):
    found(known_as="Fay")
    UserFactory(known_as="Una")
    found(known_as="Gone", is_active=False)
    answer = client.get(LIST)
    assert names(answer) == ["Fay"]
    assert "Una" not in text_of(answer)


def test_while_nobody_is_found_members_are_asked_warmly(client, member):
    said = text_of(client.get(LIST))
    assert "Be the first" in said
    assert reverse("portal:me:directory") in said
    assert "<form" not in said.replace('action="/accounts', "")


def test_coordinators_find_everybody_who_is_here(client, coordinator, people):
    waiting = UserFactory(known_as="Not yet")
    Invitation.objects.create(
        person=waiting, name="x", means="call", by=coordinator, ends_at=timezone.now() + timedelta(days=1)
    )
    services.erase_person(person=UserFactory(), by=None)
    assert set(names(client.get(LIST))) == {"Cora", "Mina", "Olu", "Sol", "Wes"}


def test_one_radio_lets_members_find_somebody_or_not(client, member):
    for said, there in (("yes", ["Mina"]), ("no", [])):
        client.post(reverse("portal:me:directory"), {"key": key(), "in_directory": said})
        assert names(client.get(LIST)) == there


def test_names_stand_in_their_order_whatever_their_letters(client, coordinator, people):
    UserFactory(known_as="adam")
    assert names(client.get(LIST))[:2] == ["adam", "Cora"]


# --- What is shown ----------------------------------------------------------------------------------------------------
SECRET = {"phone": "01632960777", "post_address": "Secretstreet", "safe_note": "secretnote"}


@pytest.fixture
def told():
    person = found(known_as="Fay", username="secretlogin", email="secretmail@example.org")
    tell(person, Kind.IN_MY_WORDS, "I bake")
    reach(person, said={"text": 1}, **SECRET)
    return person


ALL_OF_IT = {*SECRET.values(), "secretlogin", "secretmail@example.org"}


@pytest.mark.parametrize(
    ("who", "on_page"),
    [
        ("member", set()),
        ("superuser", set()),
        ("writer", set()),
        ("coordinator", ALL_OF_IT - {"secretlogin"}),
    ],
)
def test_numbers_and_addresses_are_for_coordinators_and_never_in_the_list(client_of, people, told, who, on_page):
    client = client_of(who)
    in_list = " ".join(text_of(client.get(f"{LIST}{query}")) for query in ("", "?q=fay", "?q=secret", "?by_hand=on"))
    assert {word for word in ALL_OF_IT if word in in_list} == set()
    said = text_of(client.get(page_of(told)))
    assert "I bake" in said
    assert {word for word in ALL_OF_IT if word in said} == on_page


def test_whoever_takes_a_break_is_not_to_be_reached_and_only_coordinators_know(client_of, people, told):
    services.take_a_break(person=told, by=told)
    client = client_of("coordinator")
    said = text_of(client.get(page_of(told)))
    assert "Please do not get in touch" in said
    assert {word for word in ALL_OF_IT if word in said} == set()
    assert "Taking a break" in text_of(client.get(LIST))
    client = client_of("member")
    for page in (LIST, page_of(told), f"{LIST}?paused=on"):
        said = text_of(client.get(page))
        assert "I bake" in said
        assert "break" not in said


def test_who_is_not_found_has_no_page_for_members(client, member, told):
    stranger, gone = UserFactory(), found()
    services.erase_person(person=gone, by=None)
    paths = [page_of(stranger), page_of(gone), f"{LIST}999999/"]
    answers = [client.get(path) for path in paths]
    assert {answer.status_code for answer in answers} == {404}
    assert len({words(answer, path) for answer, path in zip(answers, paths, strict=True)}) == 1
    assert client.get(page_of(member)).status_code == 200
    assert client.get(page_of(told)).status_code == 200


# --- Finding ----------------------------------------------------------------------------------------------------------
@pytest.fixture
def crowd(coordinator, people):
    """Everybody else is away, so that the tables below hold whom they name."""
    User.objects.exclude(pk__in=[coordinator.pk, people["member"].pk]).update(is_active=False)
    ann, bob, cat = found(known_as="Ann Driver"), UserFactory(known_as="Bob"), found(known_as="Cat", email="")
    tell(ann, Kind.SHARE, skills=[skill("Listening")], shown_to=ShownTo.MEMBERS)
    tell(ann, Kind.INTERESTS, interests=[interest("Training staff")], shown_to=ShownTo.COORDINATORS)
    tell(bob, Kind.SHARE, skills=[skill("Driving")], shown_to=ShownTo.COORDINATORS)
    tell(cat, Kind.SHARE, skills=[skill("Driving")], shown_to=ShownTo.ME)
    tell(cat, Kind.LEARN, skills=[skill("Listening")], shown_to=ShownTo.MEMBERS)
    reach(ann, phone="01632 960 111", said={"call": 1, "mail": 2})
    reach(bob, said={"mail": 1, "text": services.NEVER})
    services.take_a_break(person=bob, by=bob)


def interest(name):
    return Line._meta.get_field("interests").related_model.objects.get(name=name)


FINDING = {
    "q=driv": ({"Ann Driver", "Bob"}, {"Ann Driver"}),
    "q=DRIVING": ({"Bob"}, set()),
    "q=ann listen": ({"Ann Driver"}, {"Ann Driver"}),
    "q=training": ({"Ann Driver"}, set()),
    "q=nobody": (set(), set()),
    "q=%": (set(), set()),
    "skill=Listening": ({"Ann Driver"}, {"Ann Driver"}),
    "skill=Driving": ({"Bob"}, set()),
    "interest=Training staff": ({"Ann Driver"}, set()),
    # Members are not asked these, and asking all the same tells them nothing.
    "channel=call": ({"Ann Driver"}, {"Ann Driver", "Cat"}),
    "channel=text": (set(), {"Ann Driver", "Cat"}),
    "by_hand=on": ({"Ann Driver", "Cat"}, {"Ann Driver", "Cat"}),
    "paused=on": ({"Bob"}, {"Ann Driver", "Cat"}),
    "skill=999999": ({"Ann Driver", "Bob", "Cat", "Cora", "Mina"}, {"Ann Driver", "Cat"}),
}


def asked(question) -> dict:
    name, _is, value = question.partition("=")
    numbers = {"skill": skill, "interest": interest, "channel": channel}
    return {name: numbers[name](value).pk if name in numbers and not value.isdigit() else value}


@pytest.mark.parametrize("question", FINDING)
@pytest.mark.parametrize("who", ["coordinator", "member"])
def test_finding_by_what_one_may_see(client_of, crowd, question, who):
    answer = client_of(who).get(LIST, asked(question))
    assert answer.status_code == 200
    assert set(names(answer)) == FINDING[question][who == "member"]


def test_skills_are_found_in_the_reader_s_own_language(client, crowd):
    with translation.override("cy"):
        welsh = str(skill("Listening"))
    if welsh == "Listening":
        pytest.skip("not translated yet")
    assert names(client.get(f"/cy{LIST}", {"q": welsh})) == ["Ann Driver"]


def test_a_choice_we_do_not_have_is_said_and_what_is_typed_stays(client, crowd):
    said = text_of(client.get(LIST, {"skill": "999999", "q": "ann"}))
    assert "We do not have one of the things you chose from." in said
    assert 'value="ann"' in said
    said = text_of(client.get(LIST, {"q": "zz"}))
    assert "Nobody fits that" in said


# --- Costs ------------------------------------------------------------------------------------------------------------
def many(number):
    """So many people who tell everything, made in few steps."""
    start = User.objects.count()
    made = User.objects.bulk_create(
        User(username=f"m-x{n:05d}", known_as=f"Person {n:05d}", email=f"p{n}@example.org")
        for n in range(start, start + number)
    )
    About.objects.bulk_create(About(person=person, in_directory=True) for person in made)
    lines = Line.objects.bulk_create(
        Line(person=person, kind=kind, words="Hello", shown_to="members")
        for person in made
        for kind in (Kind.SHARE, Kind.IN_MY_WORDS, Kind.INTERESTS)
    )
    ticked = Line.skills.through
    listening = skill("Listening").pk
    ticked.objects.bulk_create(ticked(line_id=line.pk, skill_id=listening) for line in lines if line.kind == Kind.SHARE)


@pytest.mark.parametrize(("who", "cost"), [("member", 11), ("coordinator", 11)])
def test_it_costs_the_same_for_one_and_for_thirty(client_of, people, django_assert_num_queries, who, cost):
    client = client_of(who)
    for number in (1, 29):
        many(number)
        client.get(LIST)
        with django_assert_num_queries(cost):
            assert len(client.get(LIST).context["people"]) >= 1


def test_with_five_thousand_people_every_question_is_answered_in_twenty_queries(
    client, coordinator, django_assert_max_num_queries
):
    many(5_000)
    client.get(LIST)  # what every page keeps in the cache
    everything = {
        "q": "person listen",
        "skill": skill("Listening").pk,
        "channel": channel("mail").pk,
        "by_hand": "on",
        "paused": "on",
        "interest": interest("Training staff").pk,
    }
    for question in ({}, {"page": 250}, {"q": "person listen"}, {"by_hand": "on"}, everything):
        with django_assert_max_num_queries(20):
            assert client.get(LIST, question).status_code == 200
    answer = client.get(LIST, {"q": "listen", "page": 2})
    assert len(answer.context["people"]) == 20
    assert "?q=listen&amp;page=3" in text_of(answer)


@pytest.mark.parametrize(("who", "cost"), [("member", 9), ("coordinator", 14)])
def test_a_person_s_page_costs_the_same_for_one_line_and_for_all(client_of, django_assert_num_queries, who, cost):
    person = found()
    client = client_of(who)
    tell(person, Kind.IN_MY_WORDS, "Hello")
    for kind in [Kind.IN_MY_WORDS, *Kind]:
        tell(person, kind, "Hello", **({"skills": Skill.objects.all()} if kind == Kind.SHARE else {}))
        client.get(page_of(person))
        with django_assert_num_queries(cost):
            client.get(page_of(person))


def test_a_coordinator_who_opens_a_person_stands_in_who_looked_at_mine(client_of, people):
    member = people["member"]
    for who in ("coordinator", "coordinator", "member"):
        client_of(who).get(page_of(member))
    services.be_found(person=member, by=member, in_directory=True)
    client_of("outsider").get(page_of(member))
    looks = Entry.objects.filter(verb=services.PERSON_OPENED)
    assert [(one.by, one.concerns) for one in looks] == [(people["coordinator"], member)]
    assert "<bdi>Cora</bdi> did this." in client_of("member").get("/portal/trail/looks/").content.decode()


def test_who_coordinates_and_helps_somebody_looks_as_the_one_and_as_the_other(client_of, people):
    member, cora = people["member"], people["coordinator"]
    SupportFactory(member=member, supporter=cora, scope=["about"])
    client = client_of("coordinator")
    for _again in range(2):
        client.get(page_of(member))
        client.get(reverse("portal:people:about", args=[member.pk]))
    looks = Entry.objects.filter(verb=services.PERSON_OPENED, by=cora)
    assert sorted(str(one.on_behalf_of) for one in looks) == [str(member), "None"]


# --- On paper ---------------------------------------------------------------------------------------------------------
PAPER = "/portal/people/print/"


def by_phone(name, number, **about):
    person = UserFactory(known_as=name, email="")
    About.objects.create(person=person, phone=number, **about)
    return person


def test_whom_to_ring_stands_on_paper_with_number_and_times(client_of, people):
    george = by_phone("George", "01632 960 101", only_say_news=True)
    by_phone("Iwan", "01632 960 102", paused_at=timezone.now())
    page = words(client_of("coordinator").get(f"{PAPER}?by_hand=on"))
    assert "George" in page
    assert "01632 960 101" in page
    assert "Only say that there is news." in page
    assert "Iwan" not in page, "nobody rings somebody who takes a break"
    assert people["member"].email not in page, "those who are mailed were not asked for"
    looks = Entry.objects.filter(verb=services.ROUTES_PRINTED)
    assert [(look.by, look.concerns) for look in looks] == [(people["coordinator"], george)]


def test_opening_the_paper_again_is_one_look(client_of):
    by_phone("George", "01632 960 101")
    client = client_of("coordinator")
    for _time in range(2):
        client.get(f"{PAPER}?by_hand=on")
    assert Entry.objects.filter(verb=services.ROUTES_PRINTED).count() == 1


@pytest.mark.parametrize("many", [1, 12])
def test_the_paper_costs_the_same_for_one_and_for_many(many, client_of, django_assert_num_queries):
    for number in range(many):
        by_phone(f"George {number}", "01632 960 101")
    client = client_of("coordinator")
    client.get(PAPER)
    with django_assert_num_queries(9):
        client.get(PAPER)


@pytest.mark.parametrize("name", ["training", "supporters", "welcome"])
def test_what_is_noted_of_somebody_is_seen_to_be_opened(name, client_of, people):
    member = people["member"]
    address = reverse(f"portal:people:{name}", args=[member.pk])
    for who in ("coordinator", "member"):
        client_of(who).get(address)
    looks = Entry.objects.filter(verb=services.PERSON_OPENED)
    assert [(look.by, look.concerns) for look in looks] == [(people["coordinator"], member)]
