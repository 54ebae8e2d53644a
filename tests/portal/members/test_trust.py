"""What somebody is trusted with: given and taken by coordinators, told, written down; one coordinator always stays."""

from functools import partial
from itertools import permutations
from uuid import uuid4

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from portal.audit.models import Entry
from portal.audit.services import problems
from portal.members import services
from portal.members.models import Invitation, User
from portal.members.services import TRUSTS
from portal.members.standing import COORDINATORS, PAGE_WRITERS, REVIEWERS_LIVED_EXPERIENCE, REVIEWERS_STAFF
from portal.notices.models import Notice
from tests.at_once import came_to
from tests.factories.people import UserFactory
from tests.portal.members.door import words


def path_of(person) -> str:
    return reverse("portal:people:trust", args=[person.pk])


def groups_of(person) -> set[str]:
    return set(person.groups.values_list("name", flat=True))


def send(client, person, *, seen=(), ticked=(), key=None):
    given = {"seen": ",".join(seen), "key": key or uuid4()} | dict.fromkeys(ticked, "on")
    return client.post(path_of(person), given)


def coordinator(**facts):
    """One who has come in before."""
    return UserFactory(groups=[COORDINATORS], last_login=timezone.now(), **facts)


@pytest.mark.django_db
def test_four_ticks_in_plain_words_show_how_it_stands(client_of, people):
    page = words(client_of("coordinator").get(path_of(people["writer"])))
    labels = (
        "Coordinates",
        "Writes pages",
        "Reads pages for the lived experience side",
        "Reads pages for the staff side",
    )
    assert [label for label in labels if label in page] == list(labels)
    assert page.count("checked") == 1
    assert 'name="writes-pages"' in page.partition("checked")[0].rpartition("<input")[2]
    assert "second step" in page


@pytest.mark.django_db
def test_every_set_of_ticks_is_given_and_taken(client_of, people):
    client, member, labels = client_of("coordinator"), people["member"], list(TRUSTS.values())
    before: set[str] = set()
    for number in range(1, 2 ** len(labels)):
        ticked = {label for place, label in enumerate(labels) if number >> place & 1}
        assert send(client, member, seen=before, ticked=ticked)["Location"] == path_of(member)
        assert groups_of(member) == {name for name, label in TRUSTS.items() if label in ticked}
        before = ticked


@pytest.mark.django_db
def test_somebody_may_read_for_both_sides(client_of, people):
    send(client_of("coordinator"), people["member"], ticked=["reads-for-lived-experience", "reads-for-staff"])
    assert groups_of(people["member"]) == {REVIEWERS_LIVED_EXPERIENCE, REVIEWERS_STAFF}


@pytest.mark.django_db
def test_of_two_who_change_at_once_neither_undoes_what_the_other_did(client_of, people):
    """The page was open while somebody else ticked: only what was pressed on it is changed."""
    people["member"].groups.add(Group.objects.get(name=PAGE_WRITERS))
    send(client_of("coordinator"), people["member"], seen=[], ticked=["reads-for-staff"])
    assert groups_of(people["member"]) == {PAGE_WRITERS, REVIEWERS_STAFF}
    send(client_of("coordinator"), people["member"], seen=["reads-for-staff"], ticked=["reads-for-staff"])
    assert groups_of(people["member"]) == {PAGE_WRITERS, REVIEWERS_STAFF}


@pytest.mark.django_db
def test_the_person_and_the_other_coordinators_are_told_and_it_is_written_down(client_of, people):
    other = coordinator(known_as="Con")
    people["member"].groups.add(Group.objects.get(name=PAGE_WRITERS))
    send(client_of("coordinator"), people["member"], seen=["writes-pages"], ticked=["coordinates"])
    told = {notice.person: notice for notice in Notice.objects.all()}
    assert set(told) == {people["member"], other}
    assert told[people["member"]].words.splitlines() == [
        "You are now trusted with:",
        "• Coordinates",
        "Not with you any more:",
        "• Writes pages",
        "When you next sign in, you may be asked for a second step. It keeps what others told us safe.",
    ]
    assert told[other].words.splitlines() == [
        "Mina is now trusted with:",
        "• Coordinates",
        "Not with them any more:",
        "• Writes pages",
    ]
    entry = Entry.objects.get(verb="members.trusted")
    assert (entry.by, entry.concerns) == (people["coordinator"], people["member"])
    assert entry.detail == {"given": ["coordinates"], "taken": ["writes-pages"]}
    page = words(client_of("member").get(reverse("portal:trail:done")))
    assert "From then on: Coordinates. Not any more: Writes pages." in page


@pytest.mark.django_db
def test_a_second_press_and_one_that_changes_nothing_tell_nobody(client_of, people):
    client, key = client_of("coordinator"), uuid4()
    for _press in range(2):
        assert send(client, people["member"], ticked=["writes-pages"], key=key)["Location"] == path_of(people["member"])
    send(client, people["member"], seen=["writes-pages"], ticked=["writes-pages"])
    assert Notice.objects.count() == 1
    assert Entry.objects.filter(verb="members.trusted").count() == 1


@pytest.mark.django_db
def test_nobody_is_trusted_who_was_invited_and_has_not_come_or_is_gone(client_of, people):
    invited = UserFactory(known_as="")
    facts = {"means": "meet", "by": people["coordinator"], "ends_at": timezone.now()}
    Invitation.objects.create(person=invited, name="Jo", **facts)
    erased = UserFactory(is_active=False, erased_at=timezone.now())
    for person in (invited, erased, people["inactive"]):
        assert client_of("coordinator").get(path_of(person)).status_code == 404
        assert send(client_of("coordinator"), person, ticked=["coordinates"]).status_code == 404
        with pytest.raises(PermissionDenied):
            services.trust(person=person, by=people["coordinator"], given={COORDINATORS})


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["outsider", "member", "writer", "superuser", "inactive"])
def test_nobody_but_a_coordinator_trusts_anybody(people, who):
    """Also not one who was a coordinator as the page came up."""
    with pytest.raises(PermissionDenied):
        services.trust(person=people["member"], by=people[who], given={COORDINATORS})
    assert groups_of(people["member"]) == set()


@pytest.mark.django_db
def test_no_other_group_can_be_given(client_of, people):
    Group.objects.create(name="Wyn's team")
    services.trust(person=people["member"], by=people["coordinator"], given={"Wyn's team"})
    assert groups_of(people["member"]) == set()


# --- The last one
@pytest.mark.django_db
def test_the_last_coordinator_stays_until_another_has_come_in(client_of, people):
    cora, client = people["coordinator"], client_of("coordinator")
    page = words(send(client, cora, seen=["coordinates"]))
    assert "Somebody has to coordinate." in page
    new = UserFactory(groups=[COORDINATORS])
    assert "Somebody has to coordinate." in words(send(client, cora, seen=["coordinates"])), "she has not come in yet"
    User.objects.filter(pk=new.pk).update(last_login=timezone.now())
    assert send(client, cora, seen=["coordinates"])["Location"] == reverse("portal:home")
    assert groups_of(cora) == set()


def no_coordinator(*, by, person):
    services.trust(person=person, by=by, taken={COORDINATORS})


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_of_two_coordinators_who_take_it_from_each_other_at_once_one_stays():
    for _time in range(8):
        User.objects.filter(groups__name=COORDINATORS).update(is_active=False)
        pair = [coordinator(), coordinator()]
        said = came_to(*(partial(no_coordinator, by=one, person=other) for one, other in permutations(pair)))
        assert sorted(said) in (["LastCoordinator", "done"], ["PermissionDenied", "done"])
        assert User.objects.here().filter(groups__name=COORDINATORS).count() == 1
    assert list(problems()) == []


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_of_two_coordinators_who_give_it_up_at_once_one_stays():
    for _time in range(8):
        User.objects.filter(groups__name=COORDINATORS).update(is_active=False)
        pair = [coordinator(), coordinator()]
        said = came_to(*(partial(no_coordinator, by=one, person=one) for one in pair))
        assert sorted(said) == ["LastCoordinator", "done"]
        assert User.objects.here().filter(groups__name=COORDINATORS).count() == 1
