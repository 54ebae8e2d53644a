from datetime import timedelta

import pytest
from django.db.models import CharField, DateTimeField, IntegerField, Value
from django.utils import timezone

from portal.members.models import User
from portal.prepared import Given, Prepared
from tests.factories.people import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def born(before: Given):
    people = User.objects.filter(pk__gte=Given("lowest", IntegerField()), date_joined__lt=before).order_by()
    first = people.values_list("known_as", "date_joined", Value("first", CharField()))
    return first.union(people.values_list("known_as", "date_joined", Value("second", CharField())), all=True)


def test_it_is_written_once_and_filled_in_each_time(django_assert_num_queries):
    written = []
    prepared = Prepared(lambda: written.append(1) or born(Given("before", DateTimeField())))
    mina, sam = UserFactory(known_as="Mina"), UserFactory(known_as="Sam")
    now = timezone.now() + timedelta(minutes=1)
    with django_assert_num_queries(2):
        both = list(prepared.rows(lowest=mina.pk, before=now))
        one = list(prepared.rows(lowest=sam.pk, before=now))
    assert written == [1]
    assert sorted(both) == sorted(
        (one.known_as, one.date_joined, kind) for one in (mina, sam) for kind in ("first", "second")
    )
    assert {row[0] for row in one} == {"Sam"}
    assert list(prepared.rows(lowest=mina.pk, before=mina.date_joined)) == []


def test_a_value_that_is_missing_is_an_error():
    with pytest.raises(KeyError):
        list(Prepared(lambda: born(Given("before", DateTimeField()))).rows(lowest=1))
