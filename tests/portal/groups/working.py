"""Groups at work, in few words: who sits on which side, how they decide, and a meeting that is on."""

import re
from datetime import timedelta
from uuid import uuid4

from django.urls import reverse
from django.utils import timezone

from portal.agreement.models import DecisionRule, Version
from portal.agreement.models.versions import digest_of_words
from portal.audit.models import Entry
from portal.groups import services
from portal.groups.models import AgendaItem, Group, Meeting
from portal.notices.models import Notice
from tests.factories.groups import group
from tests.factories.people import UserFactory

LIVED, STAFF = "lived", "staff"


def around(*sides, **given) -> tuple:
    """A group with one person for each side, and its people; the first looks after it."""
    people = [UserFactory() for _side in sides]
    made = group(*people, **given)
    for person, side in zip(people, sides, strict=True):
        made.seats.filter(person=person).update(side=side)
    return made, people


def words(values="We listen.", **rule) -> dict:
    """Of ways of working, as their form gives them."""
    given = {"values": values, "behaviours": "", "listening": "", "names": "none"}
    return given | DecisionRule(**rule).as_words()


def works(made, *, days_ago=7, **rule) -> Version:
    """How they decide, agreed so many days ago."""
    said, number = words(**rule), Version.objects.filter(subject=subject(made)).count() + 1
    given = {"words": said, "digest": digest_of_words(said), "by": made.begun_by}
    version = Version.objects.create(subject=subject(made), number=number, **given)
    made.ways, made.ways_agreed_at = version, timezone.now() - timedelta(days=days_ago)
    made.save()
    return version


def subject(made) -> str:
    return services.WAYS.subject(made)


def on(made, *present, ago=timedelta(hours=1), **given) -> Meeting:
    """A meeting that began a while ago, with those who are there."""
    there = Meeting.objects.create(group=made, by=made.begun_by, starts_at=timezone.now() - ago, **given)
    for person in present:
        there.present.create(person=person)
    return there


def item(there, what="The last bus", by=None, **given) -> AgendaItem:
    last = there.items.count()
    return AgendaItem.objects.create(group=there.group, meeting=there, what=what, raised_by=by, order=last + 1, **given)


def write(there, one, said="", decided="", *, by=None, before=None) -> bool:
    before = before if before is not None else {}
    return services.write_minute(
        meeting=there, item=one, words={"said": said, "decided": decided}, before=before, by=by or there.by
    )


def again(thing):
    """As the next request, or somebody else, has it in their hands."""
    return type(thing).objects.get(pk=thing.pk)


def is_agreed(action) -> bool:
    """By everybody who is to do it."""
    return bool(action.owners) and all(said for _person, said in action.owners)


def url(name, *numbers) -> str:
    return reverse(f"portal:groups:{name}", args=numbers)


def signed_in(client, person):
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def shown(response) -> str:
    """What stands on a page between its menus."""
    assert response.status_code in (200, 409), response.status_code
    return re.search(r"<main.*</main>", response.content.decode(), re.DOTALL)[0]


def page(client, person, name, *numbers) -> str:
    return shown(signed_in(client, person).get(url(name, *numbers)))


def send(client, person, where, /, *numbers, **said):
    return signed_in(client, person).post(url(where, *numbers), {"key": uuid4()} | said)


def told(person) -> list[str]:
    return list(Notice.objects.filter(person=person).order_by("pk").values_list("title", flat=True))


def verbs(made: Group) -> list[str]:
    return list(Entry.objects.filter(subject=made.about).order_by("number").values_list("verb", flat=True))
