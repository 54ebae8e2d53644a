"""What a test has committed is gone before the next, however it was written."""

import pytest
from django.contrib.auth.models import Group
from django.db import connection

from home.models import GlossaryTerm
from tests import seed

WAYS = {
    "nothing": lambda: None,
    "one more": lambda: Group.objects.create(name="More"),
    "one fewer": lambda: Group.objects.order_by("pk").first().delete(),
    "one changed": lambda: Group.objects.filter(pk=Group.objects.earliest("pk").pk).update(name="Another"),
    "one for another": lambda: (Group.objects.order_by("pk").first().delete(), Group.objects.create(name="More")),
    "in an empty table": lambda: GlossaryTerm.objects.create(term="bus", meaning="It drives.", locale_id=1),
}


def rows():
    with connection.cursor() as cursor:
        found = {}
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            found[table] = sorted(map(repr, cursor.fetchall()))
    return found


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("way", WAYS)
def test_rows_are_put_back(way):
    """Twice: what was put back is what the next one is compared with."""
    before = rows()
    for _time in range(2):
        WAYS[way]()
        assert (rows() == before) == (way == "nothing")
        seed.restore()
        assert rows() == before
