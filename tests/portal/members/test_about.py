""" "About me": every line by choice, each seen by exactly those whom its person chose."""

from datetime import timedelta
from itertools import product

import pytest
from django.urls import reverse
from django.utils import timezone

from portal.audit.models import Entry
from portal.members import services
from portal.members.models import Line, Skill, Support, User
from portal.members.standing import COORDINATORS
from tests.at_once import came_to
from tests.effort import RACES
from tests.factories.people import UserFactory
from tests.portal.members.telling import channel, found, key, reach, tell, text_of

pytestmark = pytest.mark.django_db
Kind, ShownTo = Line.Kind, Line.ShownTo
ABOUT = "/portal/me/"
WITH_TICKS = {Kind.SHARE: "skills", Kind.LEARN: "skills", Kind.INTERESTS: "interests"}


@pytest.fixture
def me(client_of, people):
    client_of("member")
    return people["member"]


def verbs_of(person):
    return list(Entry.objects.filter(subject=f"person:{person.pk}").order_by("number").values_list("verb", flat=True))


def line_of(person, kind) -> Line | None:
    return Line.objects.filter(person=person, kind=kind).first()


# --- Telling ----------------------------------------------------------------------------------------------------------
def test_whoever_tells_nothing_sees_every_line_and_that_it_is_fine(client, me):
    page = text_of(client.get(ABOUT))
    for kind in Kind:
        assert str(kind.label) in page
        assert reverse("portal:me:line", args=[kind.value]) in page
    assert page.count("Nothing yet") == len(Kind)


@pytest.mark.parametrize("kind", Kind)
def test_a_line_is_told_changed_and_taken_away(client, me, kind):
    url = reverse("portal:me:line", args=[kind.value])
    assert client.get(url).status_code == 200
    answer = client.post(url, {"key": key(), "words": "I like trains.", "shown_to": "members"})
    assert answer["Location"] == ABOUT
    line = line_of(me, kind)
    assert (line.words, line.shown_to) == ("I like trains.", "members")
    assert "I like trains." in text_of(client.get(ABOUT))
    client.post(url, {"key": key(), "words": "", "shown_to": "members"})
    assert line_of(me, kind) is None


@pytest.mark.parametrize(("kind", "ticked"), WITH_TICKS.items())
def test_ticks_alone_are_enough(client, me, kind, ticked):
    chosen = Line._meta.get_field(ticked).related_model.objects.all()[:2]
    given = {"key": key(), "shown_to": "me", ticked: [one.pk for one in chosen]}
    client.post(reverse("portal:me:line", args=[kind.value]), given)
    assert set(getattr(line_of(me, kind), ticked).all()) == set(chosen)
    page = text_of(client.get(ABOUT))
    assert all(str(one) in page for one in chosen)


def test_what_was_put_away_stays_with_those_who_chose_it_and_is_offered_to_nobody_else(client, me):
    old = Skill.objects.get(name="Driving")
    tell(me, Kind.SHARE, skills=[old])
    Skill.objects.filter(pk=old.pk).update(in_use=False)
    url = reverse("portal:me:line", args=["share"])
    assert f'value="{old.pk}"' in text_of(client.get(url))
    client.post(url, {"key": key(), "shown_to": "me", "skills": [old.pk], "words": "and lorries"})
    assert list(line_of(me, Kind.SHARE).skills.all()) == [old]
    client.force_login(UserFactory(), backend="django.contrib.auth.backends.ModelBackend")
    assert "Driving" not in text_of(client.get(url))
    answer = client.post(url, {"key": key(), "shown_to": "me", "skills": [old.pk]})
    assert answer.status_code == 200
    assert Line.objects.count() == 1


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"words": "x" * 2001, "shown_to": "me"}, "2001"),
        ({"words": "a\x00b", "shown_to": "me"}, "Null characters"),
        ({"words": "Hello"}, "Please choose one."),
        ({"words": "Hello", "shown_to": "everybody"}, "not one of the available"),
        ({"words": "Hello", "shown_to": "me", "skills": ["999999"]}, "not one of the available"),
    ],
)
def test_what_cannot_be_kept_comes_back_with_a_sentence(client, me, given, said):
    answer = client.post(reverse("portal:me:line", args=["share"]), {"key": key(), **given})
    assert answer.status_code == 200
    assert said in text_of(answer)
    assert given["words"].replace("\x00", "")[:5].strip() in text_of(answer)
    assert line_of(me, Kind.SHARE) is None


def test_a_line_that_does_not_exist_is_not_found(client, me):
    assert client.get("/portal/me/diagnosis/").status_code == 404


def test_name_and_language_may_be_left_empty(client, me):
    for name, field, value in (("name", "known_as", "Min"), ("language", "language", "cy")):
        for said in (value, ""):
            assert client.post(reverse(f"portal:me:{name}"), {"key": key(), field: said})["Location"] == ABOUT
            me.refresh_from_db()
            assert getattr(me, field) == said
    assert str(me) == "a member"


@pytest.mark.parametrize(
    ("name", "given", "verb"),
    [
        ("line", {"words": "Hello", "shown_to": "me"}, "members.line_written"),
        ("name", {"known_as": "Min"}, "members.name_changed"),
        ("language", {"language": "cy"}, "members.language_changed"),
        ("directory", {"in_directory": "yes"}, "members.listed"),
        ("welcome", {"known_as": "Min", "phone": "", "helps": ""}, "members.name_changed"),
    ],
)
def test_a_second_press_of_the_same_form_acts_once_and_leads_on(client, me, name, given, verb):
    url = reverse(f"portal:me:{name}", args=["words"] if name == "line" else [])
    given = {"key": key(), **given}
    first, second = client.post(url, given), client.post(url, given)
    assert first["Location"] == second["Location"]
    assert verbs_of(me).count(verb) == 1


def test_the_trail_holds_no_word_of_it(client, me):
    tell(me, Kind.HELPS, "sentinelword", shown_to=ShownTo.ME)
    services.call_me(person=me, by=me, known_as="sentinelword")
    reach(me, phone="01632 960 999", safe_note="sentinelword")
    details = str(list(Entry.objects.values_list("detail", "subject", "verb")))
    assert "sentinelword" not in details
    assert "960" not in details
    assert '"line": "helps"' in details.replace("'", '"')


def test_every_line_says_who_sees_it_truly(client, me):
    tell(me, Kind.IN_MY_WORDS, "one", shown_to=ShownTo.ME)
    tell(me, Kind.HELPS, "two", shown_to=ShownTo.COORDINATORS)
    tell(me, Kind.LEARN, "three", shown_to=ShownTo.MEMBERS)
    page = text_of(client.get(ABOUT))
    assert page.count("Only you see this.") == 1
    assert "once they can find you" in page
    services.be_found(person=me, by=me, in_directory=True)
    page = text_of(client.get(ABOUT))
    assert "once they can find you" not in page
    assert page.count("All members see this.") == 1


# --- The three questions ----------------------------------------------------------------------------------------------
def test_the_three_questions_can_be_skipped_or_answered(client, me):
    url = reverse("portal:me:welcome")
    assert f'href="{reverse("portal:home")}">Skip' in text_of(client.get(url))
    given = {"known_as": "Min", "channel": channel("call").pk, "phone": "01632 960 111", "helps": "Big print"}
    assert client.post(url, {"key": key(), **given})["Location"] == reverse("portal:home")
    me = User.objects.get(known_as="Min")
    first = me.contact_routes()[0]
    assert (str(first.means), first.address) == ("call", "01632 960 111")
    line = line_of(me, Kind.HELPS)
    assert (line.words, line.shown_to) == ("Big print", ShownTo.COORDINATORS)


def test_the_three_questions_leave_the_rest_as_it_is(client, me):
    reach(me, phone="01632 960 111", post_address="4 Canal Row", days=[1], said={"mail": 1, "text": 2, "call": "never"})
    tell(me, Kind.HELPS, "Big print", shown_to=ShownTo.ME)
    before = len(verbs_of(me))
    url = reverse("portal:me:welcome")
    same = {"known_as": "Mina", "channel": channel("mail").pk, "phone": "01632 960 111", "helps": "Big print"}
    client.post(url, {"key": key(), **same})
    assert len(verbs_of(me)) == before
    client.post(url, {"key": key(), **same, "channel": channel("meet").pk, "helps": "Big print and tea"})
    said = {short: services.said_by(me).get(channel(short).pk) for short in ("meet", "mail", "text", "call")}
    assert said == {"meet": 1, "mail": 2, "text": 3, "call": "never"}
    about = User.objects.get(pk=me.pk).about
    assert (about.post_address, about.safe_days) == ("4 Canal Row", [1])
    assert line_of(me, Kind.HELPS).shown_to == ShownTo.ME


# --- Who sees it ------------------------------------------------------------------------------------------------------
def word_of(kind, shown_to, listed):
    return f"xq{kind.replace('-', '')}{shown_to}{'listed' if listed else 'unlisted'}"


EVERY = {word_of(*one): one for one in product(Kind, ShownTo, (True, False))}
VIEWERS = ("themselves", "member", "superuser", "coordinator", "left", "nobody")


@pytest.fixture
def tellers(db):
    """For each audience two people who tell everything: one whom members find, and one whom they do not."""
    made = {}
    for shown_to, listed in product(ShownTo, (True, False)):
        made[shown_to, listed] = person = found(known_as="Tel") if listed else UserFactory(known_as="Una")
        for kind in Kind:
            tell(person, kind, word_of(kind, shown_to, listed), shown_to=shown_to)
    return made


def may_see(viewer, shown_to, listed) -> bool:
    """The rule once more, in the words of the screen."""
    return {
        "themselves": True,
        "coordinator": shown_to in (ShownTo.COORDINATORS, ShownTo.MEMBERS),
        "member": shown_to == ShownTo.MEMBERS and listed,
        "superuser": shown_to == ShownTo.MEMBERS and listed,
    }.get(viewer, False)


@pytest.mark.parametrize("viewer", VIEWERS)
def test_each_line_is_seen_by_exactly_those_it_is_shown_to(client, tellers, viewer):
    """On the person's page, in the list, and by searching for it."""
    who = {
        "coordinator": {"groups": [COORDINATORS]},
        "superuser": {"is_superuser": True},
        "left": {"is_active": False, "groups": [COORDINATORS]},
    }
    stranger = UserFactory(**who.get(viewer, {}))
    seen = set()
    for person in tellers.values():
        client.logout()
        if viewer != "nobody":
            signed_in = person if viewer == "themselves" else stranger
            client.force_login(signed_in, backend="django.contrib.auth.backends.ModelBackend")
        pages = [f"/portal/people/{person.pk}/", "/portal/people/", "/portal/people/?q=xq"]
        said = " ".join(text_of(client.get(page)) for page in pages)
        mine = set(EVERY) if viewer != "themselves" else {word for word in EVERY if tells(person, word)}
        seen |= {word for word in mine if word in said}
    assert seen == {word for word, (_kind, shown_to, listed) in EVERY.items() if may_see(viewer, shown_to, listed)}


def tells(person, word) -> bool:
    return Line.objects.filter(person=person, words=word).exists()


@pytest.mark.parametrize("viewer", VIEWERS)
def test_the_query_says_the_same(tellers, viewer):
    who = {"coordinator": {"groups": [COORDINATORS]}, "left": {"is_active": False, "groups": [COORDINATORS]}}
    stranger = UserFactory(**who.get(viewer, {}))
    if viewer == "themselves":
        for person in tellers.values():
            own = set(Line.objects.filter(person=person))
            assert own <= set(Line.objects.visible_to(person))
    elif viewer in ("coordinator", "member", "left"):
        seen = set(Line.objects.visible_to(stranger).values_list("words", flat=True))
        assert seen == {word for word, (_k, shown_to, listed) in EVERY.items() if may_see(viewer, shown_to, listed)}


# --- Who may write it -------------------------------------------------------------------------------------------------
TODAY = timezone.localdate


@pytest.mark.parametrize(
    ("scope", "ends_in", "ended", "may"),
    [
        (["about"], 1, False, True),
        (["about", "notices"], 0, False, True),
        (["notices"], 1, False, False),
        (["about"], -1, False, False),
        (["about"], 1, True, False),
    ],
)
def test_a_supporter_may_write_it_for_as_long_as_it_was_agreed(people, scope, ends_in, ended, may):
    helper, person = people["outsider"], people["member"]
    Support.objects.create(
        member=person,
        supporter=helper,
        scope=scope,
        said_yes_at=timezone.now(),
        accepted=Support.SaidYes.HERE,
        accepted_at=timezone.now(),
        recorded_by=person,
        ends_on=TODAY() + timedelta(days=ends_in),
        ended_at=timezone.now() if ended else None,
    )
    assert helper.has_perm("members.write_about", person) is may
    assert not person.has_perm("members.write_about", helper)
    assert not people["coordinator"].has_perm("members.write_about", person)
    assert not people["superuser"].has_perm("members.write_about", person)


def test_what_a_supporter_writes_says_for_whom(people):
    helper, person = people["outsider"], people["member"]
    services.write_line(person=person, by=helper, kind=Kind.HELPS, shown_to=ShownTo.ME, words="Big print")
    entry = Entry.objects.get(verb="members.line_written")
    assert (entry.by, entry.on_behalf_of, entry.concerns) == (helper, person, person)


# --- Costs and races --------------------------------------------------------------------------------------------------
def test_the_page_costs_the_same_for_nothing_and_for_everything(client, me, django_assert_num_queries):
    client.get(ABOUT)
    with django_assert_num_queries(9):
        client.get(ABOUT)
    for kind in Kind:
        tell(me, kind, "x" * 50, **({"skills": Skill.objects.all()} if WITH_TICKS.get(kind) == "skills" else {}))
    reach(me, phone="01632 960 111", said={"mail": 1, "text": 2, "call": "never"})
    with django_assert_num_queries(11):
        client.get(ABOUT)


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_two_who_write_the_same_line_at_once_leave_one_whole_line():
    person, skills = UserFactory(), list(Skill.objects.all()[:4])
    for _repeat in range(RACES):
        came = came_to(
            lambda: tell(person, Kind.SHARE, "one", skills=skills[:2]),
            lambda: tell(person, Kind.SHARE, "two", skills=skills[2:]),
            lambda: tell(person, Kind.SHARE, "", skills=()),
        )
        assert came == ["done"] * 3
        lines = list(Line.objects.filter(person=person))
        assert len(lines) <= 1
        for line in lines:
            assert set(line.skills.all()) == set(skills[:2] if line.words == "one" else skills[2:])
