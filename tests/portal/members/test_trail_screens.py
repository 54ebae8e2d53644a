"""What was done, in plain words: one's own entries alone, with the names one may know, and who looked at one's own."""

import ast
import re
from datetime import timedelta
from itertools import product
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone

from portal.audit import words as trail_words
from portal.audit.models import Entry
from portal.audit.services import audited, record
from portal.audit.telling import told
from portal.audit.words import Said, has_words, said_of
from portal.members.models import About
from portal.members.services import subject_of
from tests.factories.pages import page, team
from tests.factories.people import UserFactory
from tests.portal.members.door import words

ROOT = Path(__file__).resolve().parents[3]
DONE, LOOKS = "portal:trail:done", "portal:trail:looks"
VERB = re.compile(r"[a-z]+\.[a-z_]+")


@audited()
def note(verb="tests.done", subject="site", **given):
    record(verb, subject=subject, **given)


@pytest.fixture
def said(monkeypatch):
    """Words for verbs that only tests use."""
    monkeypatch.setattr(trail_words, "_said", dict(trail_words._said))
    trail_words.register(
        {
            "tests.done": "A thing was done.",
            "tests.looked": Said("Somebody looked.", look=True),
            "tests.sealed": Said("sealedxq", sealed=True),
            "tests.more": Said("A thing was weighed.", more=lambda detail: f"It weighs {detail['kilos']} kilos."),
        }
    )


# --- Every verb has words
def said_in(path):
    """(verb, line) for each thing that the code of a module writes into the trail; None for what is put together.

    What is handed on, as a parameter or an argument called `verb`, counts where it is first named.
    """
    tree = ast.parse(path.read_text())
    constants = {
        target.id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
    }
    takes_verb = {"record": 0} | {
        node.name: [one.arg for one in (*node.args.posonlyargs, *node.args.args)].index("verb")
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
        and "verb" in [one.arg for one in (*node.args.posonlyargs, *node.args.args)]
    }
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        name = getattr(call.func, "id", getattr(call.func, "attr", ""))
        if name not in takes_verb:
            continue
        given = {one.arg: one.value for one in call.keywords}
        verb = given.get("verb") or (call.args[takes_verb[name]] if len(call.args) > takes_verb[name] else None)
        for one in (verb.body, verb.orelse) if isinstance(verb, ast.IfExp) else (verb,):
            if isinstance(one, ast.Constant):
                yield one.value
            elif isinstance(one, ast.Name) and one.id in constants:
                yield constants[one.id]


def verbs_in_the_code():
    for part in ("portal", "casestudies", "home", "site"):
        for path in sorted((ROOT / part).rglob("*.py")):
            if "record" in path.read_text():
                yield from said_in(path)


def test_every_verb_in_the_code_has_words():
    """Those put together while running are looked at as they are written: tests/conftest.py."""
    verbs = {verb for verb in verbs_in_the_code() if VERB.fullmatch(verb)}
    assert {"members.signed_in", "page.small_fix", "members.support_began", "members.backup_shown"} <= verbs
    assert {verb for verb in verbs if not has_words(verb)} == set()


def test_a_verb_that_nobody_put_in_words_fails_as_it_is_written(db):
    with pytest.raises(AssertionError, match="flew_away"):
        note("members.flew_away")


def test_an_entry_of_long_ago_whose_words_are_gone_is_shown_all_the_same():
    assert str(said_of("members.flew_away").words) == "Something was changed."


def test_all_words_are_a_sentence():
    wrong = {verb for verb, said in trail_words._said.items() if not re.fullmatch(r"[A-Z].*\.", str(said.words))}
    assert wrong == set()


# --- Whose entries
@pytest.mark.django_db
def test_everybody_sees_exactly_their_own(client_of, people, said):
    """Every way in which up to three people can stand in an entry; each finds those in which they do."""
    here = {name: person for name, person in people.items() if person.pk and person.is_active}
    given = [None, *sorted(here)]
    expected: dict[str, set[int]] = {name: set() for name in here}
    for number, (by, for_whom, concerns) in enumerate(product(given, repeat=3)):
        who = {"by": by, "on_behalf_of": for_whom, "concerns": concerns}
        note(number=number, **{key: here[name] for key, name in who.items() if name})
        for name in {by, for_whom, concerns} - {None}:
            expected[name].add(number)
    for name in here:
        entries = client_of(name).get(reverse(DONE)).context["page_obj"].paginator.object_list
        assert {entry.detail["number"] for entry in entries} == expected[name], name


@pytest.mark.django_db
def test_nothing_of_what_others_did_is_seen_by_those_it_does_not_concern(client_of, people, said):
    """Words that could leak stand in every field there is: names of people, a page's title, a label, a subject."""
    secret = UserFactory(known_as="namexq")
    made = page("titlexq", live=False)
    team(made, secret)
    note("page.written", subject=f"page:{made.pk}", by=secret, label="labelxq")
    note(subject="subjectxq:1", by=secret, concerns=UserFactory(known_as="otherxq"))
    note("tests.sealed", by=secret, on_behalf_of=people["member"], concerns=people["member"])
    note(by=people["member"], concerns=secret, label="labelxq")
    note(subject=f"page:{made.pk}", by=people["member"])
    note(subject=subject_of(secret), by=people["member"])
    seen = set()
    for who, name in product(people, (DONE, LOOKS)):
        if "xq" in words(client_of(who).get(reverse(name), follow=True)):
            seen.add(who)
    assert seen == set()
    page_ = words(client_of("member").get(reverse(DONE)))
    assert "About: <bdi>somebody</bdi>" in page_
    client = client_of("member")
    client.force_login(secret, backend="django.contrib.auth.backends.ModelBackend")
    assert "titlexq" in words(client.get(reverse(DONE)))


@pytest.mark.django_db
def test_what_is_done_to_several_in_one_go_is_told_once_and_the_same_done_twice_stays_two(people, said):
    rosie, (ann, ben) = people["coordinator"], UserFactory.create_batch(2)
    at = timezone.now().replace(second=1)

    def entry(concerns, **given):
        return Entry(at=at, verb="tests.done", subject=subject_of(concerns), by=rosie, concerns=concerns, **given)

    later = Entry(at=at + timedelta(minutes=1), verb="tests.done", subject=subject_of(ben), by=rosie, concerns=ben)
    for_ann = entry(ben, on_behalf_of=ann)
    rows = told([later, entry(ann), entry(ben), for_ann, entry(ann), entry(ann)], user=rosie)
    assert [row.things for row in rows] == [
        (str(ben),),
        (str(ann), str(ben)),
        (str(ben),),
        (str(ann),),
        (str(ann),),
    ]


@pytest.mark.django_db
def test_who_is_named_to_whom(client_of, people, said):
    """Whoever does something to somebody is named to them. Otherwise a name is for those who may know the person."""
    olu, wes, cora = people["outsider"], people["writer"], people["coordinator"]
    note(by=wes, concerns=people["member"], way="to her")
    note(by=people["member"], concerns=wes)
    page_ = words(client_of("member").get(reverse(DONE)))
    assert "<bdi>Wes</bdi> did this." in page_
    assert "About: <bdi>somebody</bdi>" in page_
    About.objects.create(person=wes, in_directory=True)
    assert "About: <bdi>Wes</bdi>" in words(client_of("member").get(reverse(DONE)))
    note(by=cora, on_behalf_of=olu, concerns=people["member"])
    assert "<bdi>Cora</bdi> did this for <bdi>somebody</bdi>." in words(client_of("member").get(reverse(DONE)))
    note(by=cora, on_behalf_of=people["member"])
    assert "<bdi>Cora</bdi> did this for you." in words(client_of("member").get(reverse(DONE)))
    assert "You did this for <bdi>Mina</bdi>." in words(client_of("coordinator").get(reverse(DONE)))


@pytest.mark.django_db
def test_who_left_for_good_is_a_former_member(client_of, people, said):
    gone = UserFactory(known_as="", is_active=False, erased_at=timezone.now())
    note(by=gone, concerns=people["member"])
    assert "<bdi>a former member</bdi> did this." in words(client_of("member").get(reverse(DONE)))


# --- How they stand
@pytest.mark.django_db
def test_the_newest_stands_first_with_its_moment_and_what_may_be_known(client_of, people, said):
    note("tests.more", by=people["member"], kilos=3)
    note(concerns=people["member"])
    page_ = words(client_of("member").get(reverse(DONE)))
    assert page_.index("A thing was done.") < page_.index("A thing was weighed. It weighs 3 kilos.")
    assert "It happened by itself." in page_
    entry = Entry.objects.order_by("-pk").first()
    assert f"{timezone.localtime(entry.at):%A}" in page_


@pytest.mark.django_db
def test_looks_stand_on_a_page_of_their_own(client_of, people, said):
    mine, other = people["member"], people["writer"]
    note("tests.looked", by=other, on_behalf_of=mine, concerns=mine)
    note("tests.looked", by=mine, concerns=other)
    note("tests.looked", by=mine, concerns=mine)
    note(by=other, concerns=mine)

    def lines(who, name):
        return sorted(entry.verb for entry in client_of(who).get(reverse(name)).context["object_list"])

    assert lines("member", LOOKS) == ["tests.looked"]
    assert lines("member", DONE) == ["tests.done", "tests.looked", "tests.looked"]
    assert lines("writer", LOOKS) == ["tests.looked"]
    assert lines("coordinator", LOOKS) == []


@pytest.mark.django_db
@pytest.mark.parametrize("name", [DONE, LOOKS])
def test_a_long_list_has_pages(client_of, people, said, name):
    for _n in range(21):
        note("tests.looked" if name == LOOKS else "tests.done", by=people["writer"], concerns=people["member"])
    client = client_of("member")
    assert "Next page" in words(client.get(reverse(name)))
    assert len(client.get(reverse(name), {"page": 2}).context["told"]) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("many", [1, 12])
def test_it_costs_the_same_for_one_and_twelve(client_of, people, said, many, django_assert_num_queries):
    for number in range(many):
        facts = {"by": UserFactory(), "on_behalf_of": people["member"], "concerns": UserFactory()}
        note(subject=f"page:{number}", **facts)
        note("tests.looked", subject=f"person:{number}", by=UserFactory(), concerns=people["member"])
    client = client_of("member")
    for name, queries in ((DONE, 8), (LOOKS, 8)):
        client.get(reverse(name))
        with django_assert_num_queries(queries):
            client.get(reverse(name))


def test_the_people_of_an_entry_are_all_looked_at():
    """The three keys to a person that an entry has: another one would need a place in the rule of whose it is."""
    keys = {field.name for field in Entry._meta.fields if field.is_relation}
    assert keys == {"by", "on_behalf_of", "concerns"}
