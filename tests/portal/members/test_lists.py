"""The lists that people choose from: in the organisation's own words, in its own order, nothing ever deleted."""

import re
from itertools import product
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import translation
from wagtail.snippets.models import get_snippet_models

from portal.audit.models import Entry
from portal.audit.services import problems
from portal.members import services
from portal.members.models import Channel, ChannelChoice, Interest, Line, Side, Skill, Standpoint
from portal.members.services import LISTS, LastOfItsKind, NameTaken
from portal.reciprocity.models import CostKind, RewardKind
from portal.roles.models import CriterionIdea, OffPutting, QuestionIdea, StarterRole
from tests.at_once import came_to
from tests.factories.people import UserFactory
from tests.portal.members.door import words

pytestmark = pytest.mark.both

SLUG_OF = {model: slug for slug, model in LISTS.items()}


def path_of(model, name="list", *more) -> str:
    return reverse(f"portal:settings:{name}", args=[SLUG_OF[model], *more])


def press(client, name, entry, key=None):
    return client.post(path_of(type(entry), name, entry.pk), {"key": key or uuid4()})


def names(model, in_use=True) -> list[str]:
    return [entry.name for entry in model.objects.filter(in_use=in_use)]


FACTS = {
    Channel: {"means": "call", "for_one": "on"},
    Standpoint: {"side": "other"},
    Skill: {},
    Interest: {},
    RewardKind: {"works": "fee"},
    CostKind: {"by_the_mile": "on"},
    StarterRole: {"kind": "voluntary", "purpose": "So that nobody walks alone.", "needs": "You like to walk"},
    CriterionIdea: {"hint": "Tell us how.", "is_value": "on"},
    QuestionIdea: {},
    OffPutting: {"why": "It sounds lonely."},
}


# --- One set of screens for all of them
@pytest.mark.django_db
@pytest.mark.parametrize("model", FACTS)
def test_an_entry_is_added_renamed_moved_put_away_and_brought_back(client_of, people, model):
    client, before = client_of("coordinator"), names(model)
    given = {"name": "  Walking   together ", "key": uuid4()} | FACTS[model]
    client.post(path_of(model, "add"), given)
    entry = model.objects.get(name="Walking together")
    assert names(model) == [*before, "Walking together"]
    press(client, "up", entry)
    assert names(model) == [*before[:-1], "Walking together", before[-1]]
    press(client, "down", entry)
    answer = client.post(path_of(model, "rename", entry.pk), given | {"name": "Walks", "key": uuid4()})
    assert answer["Location"] == f"{path_of(model)}#entry-{entry.pk}"
    assert names(model) == [*before, "Walks"]
    press(client, "put-away", entry)
    page = words(client.get(path_of(model)))
    assert (names(model), names(model, in_use=False)) == (before, ["Walks"])
    assert page.index("Put away</h2>") < page.index(">Walks</h3>")
    press(client, "bring-back", entry)
    assert names(model) == [*before, "Walks"]
    verbs = Entry.objects.filter(subject=f"list:{model._meta.model_name}").values_list("verb", flat=True)
    done = ("added", "moved", "moved", "renamed", "put_away", "brought_back")
    assert list(verbs.order_by("number")) == [f"members.list_entry_{one}" for one in done]


@pytest.mark.django_db
def test_what_people_chose_keeps_its_name_when_it_is_put_away(people):
    skill = Skill.objects.get(name="Listening")
    line = Line.objects.create(person=people["member"], kind=Line.Kind.SHARE)
    line.skills.add(skill)
    channel = Channel.objects.get(name="Phone call")
    choice = ChannelChoice.objects.create(person=people["member"], channel=channel, rank=1)
    for entry in (skill, channel):
        services.put_away(entry=entry, by=people["coordinator"])
    assert [str(one) for one in line.skills.all()] == ["Listening"]
    choice.refresh_from_db()
    assert str(choice.channel) == "Phone call"


@pytest.mark.django_db
def test_a_press_again_does_it_once_and_at_the_end_nothing_happens(client_of, people):
    client, (first, second, third, *_rest) = client_of("coordinator"), Skill.objects.all()
    key = uuid4()
    assert len({press(client, "down", first, key)["Location"] for _press in range(2)}) == 1
    assert names(Skill)[:3] == [second.name, first.name, third.name]
    press(client, "up", second)
    press(client, "down", Skill.objects.last())
    assert names(Skill)[0] == second.name
    away = Skill.objects.last()
    services.put_away(entry=away, by=people["coordinator"])
    for name in ("up", "down", "put-away"):
        press(client, name, away)
    assert names(Skill, in_use=False) == [away.name]


@pytest.mark.django_db
def test_an_entry_of_another_list_is_not_found(client_of, people):
    client = client_of("coordinator")
    channel = max(Skill.objects.values_list("pk", flat=True))
    assert not Channel.objects.filter(pk=channel).exists()
    assert client.get(path_of(Channel, "rename", channel)).status_code == 404
    assert client.get(reverse("portal:settings:list", args=["people"])).status_code == 404


# --- Names
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "Please fill this in."),
        ("   ", "Please fill this in."),
        ("x" * 81, "at most 80 characters"),
        ("listening", "“Listening” is in the list already."),
        ("LISTENING", "“Listening” is in the list already."),
        ("éCOUTER", "“Écouter” is in the list already."),
        ("cooking FOR a group", "“Cooking for a group” was put away. Bring it back instead."),
    ],
)
def test_a_name_stands_in_a_list_once_however_it_is_written(client_of, people, name, said):
    services.add_entry(model=Skill, name="Écouter", by=people["coordinator"])
    services.put_away(entry=Skill.objects.get(name="Cooking for a group"), by=people["coordinator"])
    client, many = client_of("coordinator"), Skill.objects.count()
    driving = Skill.objects.get(name="Driving")
    for path in (path_of(Skill, "add"), path_of(Skill, "rename", driving.pk)):
        page = words(client.post(path, {"name": name, "key": uuid4()}))
        assert said in page
        assert not name.strip() or name in page, "what was typed stays"
    assert Skill.objects.count() == many
    assert Skill.objects.get(pk=driving.pk).name == "Driving"


@pytest.mark.django_db
def test_an_entry_may_be_written_otherwise_and_may_stay_as_it_is(client_of, people):
    client, entry = client_of("coordinator"), Skill.objects.get(name="Listening")
    for name in ("LISTENING", "LISTENING"):
        client.post(path_of(Skill, "rename", entry.pk), {"name": name, "key": uuid4()})
        assert Skill.objects.get(pk=entry.pk).name == "LISTENING"
    assert Entry.objects.filter(verb="members.list_entry_renamed").count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("model", FACTS)
def test_the_database_holds_to_it_too(model):
    name = model.objects.first().name
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.create(name=name.upper(), **{"means": "call"} if model is Channel else {})


@pytest.mark.django_db
def test_in_another_language_our_own_words_are_taken_as_they_read_there(people):
    with translation.override("cy"):
        entry = Skill.objects.get(name="Listening")
        if str(entry) == "Listening":
            pytest.skip("not in the Welsh catalogue yet")
        with pytest.raises(NameTaken):
            services.add_entry(model=Skill, name=str(entry).upper(), by=people["coordinator"])


# --- What must stay
@pytest.mark.django_db
def test_one_way_to_reach_one_person_alone_stays_in_use(client_of, people):
    client = client_of("coordinator")
    for entry in Channel.objects.filter(for_one=True):
        page = words(client.post(path_of(Channel, "put-away", entry.pk), {"key": uuid4()}, follow=True))
    assert "One of this kind has to stay." in page
    left = Channel.objects.filter(in_use=True)
    assert {entry.for_one for entry in left} == {True, False}
    assert left.filter(for_one=True).count() == 1
    for entry in left.filter(for_one=False):
        services.put_away(entry=entry, by=people["coordinator"])
    assert Channel.objects.filter(in_use=True).count() == 1


@pytest.mark.django_db
def test_one_way_to_be_here_stays_for_each_side(people):
    said = {}
    for entry in Standpoint.objects.order_by("-order"):
        try:
            services.put_away(entry=entry, by=people["coordinator"])
        except LastOfItsKind:
            said[entry.side] = entry.name
    assert set(said) == set(Side)
    assert set(Standpoint.objects.filter(in_use=True).values_list("side", flat=True)) == set(Side)


@pytest.mark.django_db
def test_all_skills_and_interests_may_be_put_away(client_of, people):
    for model in (Skill, Interest):
        for entry in model.objects.all():
            services.put_away(entry=entry, by=people["coordinator"])
        assert client_of("coordinator").get(path_of(model)).status_code == 200


@pytest.mark.django_db
def test_how_a_way_works_is_said_once_and_cannot_be_changed(client_of, people):
    client = client_of("coordinator")
    page = words(client.post(path_of(Channel, "add"), {"name": "Pigeon", "key": uuid4()}))
    assert "Please choose one." in page
    client.post(path_of(Channel, "add"), {"name": "Pigeon post", "means": "post", "key": uuid4()})
    entry = Channel.objects.get(name="Pigeon post")
    assert (entry.means, entry.for_one) == ("post", False)
    given = {"name": "Doves", "means": "mail", "for_one": "on", "key": uuid4()}
    client.post(path_of(Channel, "rename", entry.pk), given)
    entry.refresh_from_db()
    assert (entry.name, entry.means, entry.for_one) == ("Doves", "post", False)


@pytest.mark.django_db
def test_what_is_only_words_can_be_said_anew_and_what_nobody_touched_stays(client_of, people):
    client, entry = client_of("coordinator"), OffPutting.objects.first()
    page = client.get(path_of(OffPutting, "rename", entry.pk))
    assert page.context["form"].initial == {"name": entry.name, "why": entry.why}
    client.post(path_of(OffPutting, "rename", entry.pk), {"name": entry.name, "why": "Too fast.", "key": uuid4()})
    entry.refresh_from_db()
    assert entry.why == "Too fast."
    starter = StarterRole.objects.first()
    said = {name: getattr(starter, name) for name in ("name", "kind", "purpose", "doing", "support", "people")}
    client.post(path_of(StarterRole, "rename", starter.pk), said | {"needs": "You can sing", "key": uuid4()})
    before = starter.purpose
    starter.refresh_from_db()
    assert (starter.needs, starter.purpose) == ("You can sing", before)


@pytest.mark.django_db
def test_a_question_may_be_longer_than_a_name_and_belongs_to_something(client_of, people):
    client, about = client_of("coordinator"), CriterionIdea.objects.first()
    long = f"What {'then ' * 40}?"
    client.post(path_of(QuestionIdea, "add"), {"name": long, "about": about.pk, "key": uuid4()})
    entry = QuestionIdea.objects.get(about=about, name__startswith="What then")
    client.post(path_of(QuestionIdea, "rename", entry.pk), {"name": f"{long}?", "about": "", "key": uuid4()})
    entry.refresh_from_db()
    assert (entry.name, entry.about) == (f"{long}?", None)


# --- The page that leads to them
@pytest.mark.django_db
def test_settings_lead_to_every_list_here_and_in_the_cms(client_of, people):
    page = words(client_of("coordinator").get(reverse("portal:settings:all")))
    urls = {path_of(model) for model in FACTS} | {reverse("wagtailsettings:edit", args=["home", "brand"])}
    urls |= {reverse("portal:settings:who-we-are"), reverse("portal:settings:words"), reverse("portal:roles:promise")}
    urls |= {reverse(model.snippet_viewset.get_url_name("list")) for model in get_snippet_models() if ours(model)}
    assert {url for url in urls if f'href="{url}"' not in page} == set()
    about = re.findall(r'<article class="card">.*?</article>', page, re.DOTALL)
    assert len(about) == len(urls)
    assert [card for card in about if "<p" not in card] == []


def ours(model) -> bool:
    return model._meta.app_label == "home"


@pytest.mark.django_db
def test_a_list_shows_how_each_way_works(client_of, people):
    page = words(client_of("coordinator").get(path_of(Channel)))
    assert ("for groups" in page, "phone call" in page) == (True, True)
    assert "counts as: lived experience" in words(client_of("coordinator").get(path_of(Standpoint)))


@pytest.mark.django_db
@pytest.mark.parametrize("many", [1, 12])
def test_a_list_costs_the_same_for_one_and_twelve(client_of, people, many, django_assert_num_queries):
    Skill.objects.all().delete()
    Skill.objects.bulk_create(Skill(name=f"Skill {number}") for number in range(many))
    client = client_of("coordinator")
    client.get(path_of(Skill))
    with django_assert_num_queries(4):
        client.get(path_of(Skill))


# --- At once
@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_two_who_put_the_last_ways_away_at_once_leave_one():
    by = UserFactory()
    for _time in range(5):
        Channel.objects.update(in_use=False)
        pair = list(Channel.objects.filter(for_one=True)[:2])
        Channel.objects.filter(pk__in=[one.pk for one in pair]).update(in_use=True)
        said = came_to(*(lambda entry=entry: services.put_away(entry=entry, by=by) for entry in pair))
        assert sorted(said) == ["LastOfItsKind", "done"]
        assert Channel.objects.filter(in_use=True, for_one=True).count() == 1


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_many_who_add_and_move_at_once_keep_one_list_in_one_order():
    by, listed = UserFactory(), list(Skill.objects.all())
    adding = [lambda: services.add_entry(model=Skill, name="Singing", by=by) for _n in range(3)]
    moving = [
        lambda entry=entry, way=way: services.move_entry(entry=entry, places=way, by=by)
        for entry, way in product(listed[3:6], (services.UP, services.DOWN))
    ]
    said = came_to(*adding, *moving)
    assert sorted(said) == ["NameTaken"] * 2 + ["done"] * 7
    orders = list(Skill.objects.values_list("order", flat=True))
    assert orders == [10 * place for place in range(1, len(listed) + 2)]
    assert list(problems()) == []
