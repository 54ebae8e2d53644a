"""Who may do what with a story: every person, every state, every permission. Nobody has a part in one by office."""

from uuid import uuid4

import pytest
import rules.permissions
from django.contrib.auth.models import AnonymousUser, Group
from django.urls import reverse
from django.utils import timezone

from casestudies import services
from casestudies.models import Consent, Recording, Story, StorySeat
from casestudies.rules import STORYTELLERS
from portal.members.services import be_found
from tests.factories.people import UserFactory
from tests.factories.telling import Role, joined, look, say_yes, story, told_story

pytestmark = pytest.mark.django_db
STATES = {"a draft", "on the site", "taken down", "taken down by another"}
THERE = {"a draft", "on the site"}
MAKERS = {"teller", "another teller", "writer", "listener", "artist"}
TAKE_PART = MAKERS | {"reader", "translator"}
KNOW = TAKE_PART | {"asked"}
ACTIVE = KNOW | {"said no", "left", "outsider", "coordinator", "superuser"}
EVERYBODY = ACTIVE | {"inactive", "anonymous"}


def while_there(who) -> dict[str, set[str]]:
    return {state: set(who) if state in THERE else set() for state in STATES}


# By permission: in each state, who may. What it is asked about stands in `thing`.
MATRIX = {
    "stories.list": dict.fromkeys(STATES, ACTIVE),
    "stories.start": dict.fromkeys(STATES, ACTIVE),
    "stories.see": dict.fromkeys(STATES, KNOW),
    "stories.answer": while_there({"asked"}),
    "stories.preview": while_there(TAKE_PART) | {"taken down": {"teller"}, "taken down by another": {"another teller"}},
    "stories.read_answers": while_there(MAKERS | {"reader"}),
    "stories.write": while_there(MAKERS),
    "stories.take_recording_away": while_there({"teller", "another teller", "writer"}),
    "stories.ask": while_there(MAKERS),
    "stories.write_answer_down": while_there(MAKERS),
    "stories.allow": while_there(MAKERS),
    "stories.write_allowed_down": while_there(MAKERS - {"writer"}),
    "stories.allow_for_somebody_else": while_there(MAKERS),
    "stories.agree": while_there(MAKERS),
    "stories.say_yes": while_there(MAKERS),
    "stories.trust": while_there(MAKERS),
    "stories.translate": while_there(MAKERS | {"translator"}),
    "stories.look": while_there({"reader"}),
    "stories.use_editor": while_there((MAKERS | {"translator"}) - {"artist"}),
    "stories.leave_editor": {state: {"artist"} for state in STATES},
    "stories.leave": while_there(TAKE_PART),
    "stories.take_down": while_there({"teller", "another teller"}),
    "stories.bring_back": while_there(()) | {"taken down": {"teller"}, "taken down by another": {"another teller"}},
}


@pytest.fixture
def told():
    """A story, and everybody there may be in it or near it. The artist uses the site's own editor."""
    made = story()
    people = {
        "teller": made.begun_by,
        "another teller": joined(made, role=Role.TELLER),
        "writer": joined(made),
        "listener": joined(made, role=Role.LISTENER),
        "artist": joined(made, role=Role.ILLUSTRATOR),
        "reader": joined(made, role=Role.FRESH_EYES),
        "translator": joined(made, role=Role.TRANSLATOR),
        "left": joined(made),
        "outsider": UserFactory(),
        "coordinator": UserFactory(groups=["Coordinators"]),
        "superuser": UserFactory(is_superuser=True, is_staff=True),
        "inactive": joined(made, role=Role.TELLER),
        "anonymous": AnonymousUser(),
    }
    for name in ("asked", "said no"):
        people[name] = UserFactory()
        services.ask(story=made, person=people[name], role=Role.CO_WRITER, by=made.begun_by)
    services.answer(story=made, person=people["said no"], yes=False, by=people["said no"])
    services.leave(story=made, by=people["left"])
    people["artist"].groups.add(Group.objects.get(name=STORYTELLERS))
    people["inactive"].is_active = False
    people["inactive"].save()
    somebody = Consent(story=made, called="A neighbour")
    assert people.keys() == EVERYBODY
    return made, people, somebody


def come_to(state, made, people):
    if state == "on the site":
        made.page.live = True
    elif state != "a draft":
        by = people["teller" if state == "taken down" else "another teller"]
        Story.objects.filter(pk=made.pk).update(hidden_at=timezone.now(), hidden_by=by)
        made.refresh_from_db()


def thing(permission, made, people, somebody):
    """A story; the seat of somebody else in it, as that of whoever is asked, or of the writer; what the writer
    recorded; a consent."""
    if permission == "stories.take_recording_away":
        return Recording(story=made, by=people["writer"])
    if permission in ("stories.write_answer_down", "stories.write_allowed_down"):
        whose = "asked" if permission == "stories.write_answer_down" else "writer"
        return made.seats.get(person=people[whose])
    return somebody if permission == "stories.allow_for_somebody_else" else made


@pytest.mark.parametrize("state", sorted(STATES))
def test_who_may_do_what(state, told):
    made, people, somebody = told
    come_to(state, made, people)
    may = {}
    for permission in MATRIX:
        asked = thing(permission, made, people, somebody)
        on_its_own = permission in ("stories.list", "stories.start", "stories.leave_editor")
        who = {name for name, one in people.items() if one.has_perm(permission, None if on_its_own else asked)}
        may[permission] = who
    assert may == {permission: states[state] for permission, states in MATRIX.items()}


def test_every_permission_of_stories_is_here():
    named = {name for name in rules.permissions.permissions if name.startswith("stories.")}
    assert named == set(MATRIX)


def test_without_a_story_nobody_may_do_a_thing_with_one():
    person = UserFactory(is_superuser=True)
    needs_none = {"stories.list", "stories.start"}
    assert {name for name in MATRIX if person.has_perm(name)} == needs_none


@pytest.mark.parametrize("office", ["coordinator", "superuser"])
def test_an_office_opens_no_story(office, told):
    """Not its row in a list either: what is asked of the database is what is asked of a rule."""
    made, people, _somebody = told
    seen = {name for name, one in people.items() if name != "anonymous" and made in Story.objects.visible_to(one)}
    assert seen == KNOW
    assert office not in seen
    seats = {name for name in KNOW if StorySeat.objects.visible_to(people[name]).exists()}
    assert seats == KNOW
    assert not StorySeat.objects.visible_to(people[office]).exists()


def test_what_one_allows_is_seen_by_oneself_alone():
    told, (teller, writer), reader = told_story()
    services.allow(story=told, called="A neighbour", naming="none", given="talk", by=teller)
    seen = {
        one: sorted(str(c) for c in Consent.objects.visible_to(one))
        for one in (teller, writer, reader, UserFactory(is_superuser=True))
    }
    assert list(seen.values()) == [
        sorted(["A neighbour", str(teller)]),
        sorted(["A neighbour", str(writer)]),
        [],
        [],
    ]


def test_whoever_left_or_said_no_comes_back_only_when_asked(told):
    made, people, _somebody = told
    for name in ("left", "said no"):
        with pytest.raises(services.NotAsked):
            services.answer(story=made, person=people[name], yes=True, by=people[name])
        with pytest.raises(services.NotTheirs):
            say_yes(made, people[name])
        with pytest.raises(services.WroteIt):
            look(made, people[name])


def test_whoever_wrote_it_once_is_not_asked_to_read_it_with_fresh_eyes(client):
    """Their words are still in it. Whoever read it once may read it again, and who wrote may write again."""
    told, (teller, writer), reader = told_story()
    for one in (writer, reader):
        services.leave(story=told, by=one)
    client.force_login(teller, backend="django.contrib.auth.backends.ModelBackend")
    address = reverse("portal:stories:ask", args=[told.pk])
    be_found(person=writer, by=writer, in_directory=True)
    sent = {"person": writer.pk, "role": Role.FRESH_EYES.value, "key": str(uuid4())}
    asked = client.post(address, sent, follow=True)
    assert "Ask somebody with fresh eyes who did not." in asked.content.decode()
    assert told.seats.get(person=writer).state == "left"
    services.ask(story=told, person=writer, role=Role.LISTENER, by=teller)
    services.answer(story=told, person=writer, yes=False, by=writer)
    with pytest.raises(services.HasWritten):
        services.ask(story=told, person=writer, role=Role.FRESH_EYES, by=teller)
    for one, role in ((reader, Role.FRESH_EYES), (writer, Role.CO_WRITER)):
        assert joined(told, role=role, who=one) == one
