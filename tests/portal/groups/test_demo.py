"""The groups of the made-up people: somebody who tries the site out finds each thing that a group can be."""

import pytest
from django.urls import reverse

from portal.groups import demo
from portal.groups.models import Group, Meeting, PublicMinutes
from portal.members import demo as members
from portal.members.models import User
from portal.notices.models import Notice
from tests.portal.groups.working import page

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def loaded(db_of_the_module):
    members.load()
    demo.load()


def person(name):
    return User.objects.get(username=name)


def test_loading_again_changes_nothing(loaded):
    before = (Group.objects.count(), Meeting.objects.count(), Notice.objects.count())
    demo.load()
    assert (Group.objects.count(), Meeting.objects.count(), Notice.objects.count()) == before
    assert before[0] == 4


def test_minutes_for_everybody_stand_outside_whole_and_in_easy_read(client, loaded):
    public = PublicMinutes.objects.get()
    assert public.waiting is None
    listed = client.get(reverse("get-involved:group", args=[public.group.pk])).content.decode()
    address = reverse("get-involved:minutes", args=[public.group.pk, public.meeting_id])
    assert address in listed
    words = client.get(address).content.decode()
    for heading in ("In short", "In Easy Read", "What we decided", "What changed because of this"):
        assert heading in words
    for drawing, said in demo.FOR_EVERYBODY_IN_EASY_READ:
        assert f"drawings/{drawing}" in words
        assert str(said) in words
        assert len(str(said).split()) <= 15
    assert "have changed since" not in words
    assert "have not checked" not in words
    assert not [name for name in ("Mair", "Dev", "Tunde", "Sana") if name in words]


def test_what_a_reflective_group_says_stays_with_those_who_were_there(client, loaded):
    group = Group.objects.get(name="How it is for us")
    assert group.is_reflective
    assert [meeting.among_us for meeting in group.meetings.all()] == [True, True]
    met = group.meetings.earliest("starts_at")
    for name, reads in (("helen", True), ("tunde", False)):
        assert ("lay awake" in page(client, person(name), "minutes", met.pk)) == reads
    assert not [one for one in Notice.objects.all() if "lay awake" in one.title + one.words]
