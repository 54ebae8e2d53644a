"""Queries that are written once and asked often: Django takes longer to write a long one than a database to answer."""

from collections.abc import Callable, Iterator

from django.db import connection
from django.db.models import QuerySet, Value


class Given(Value):
    """A value that is filled in each time the query is asked, under its name."""

    def __init__(self, name: str, field):
        super().__init__(name, output_field=field)

    def as_sql(self, compiler, connection):
        return "%s", [self]

    def filled_in(self, given: dict):
        return self.output_field.get_db_prep_value(given[self.value], connection)


class Prepared:
    """The SQL of a query of `values_list()`, kept for as long as the process runs. `write`: builds the query, with a
    `Given` wherever something differs from one time to the next; nothing else may depend on who asks, or when."""

    def __init__(self, write: Callable[[], QuerySet]):
        self._write, self._written = write, {}

    def rows(self, **given) -> Iterator[tuple]:
        """One query. KeyError when a value is missing."""
        if connection.vendor not in self._written:
            compiler = self._write().query.get_compiler(connection=connection)
            sql, params = compiler.as_sql()
            self._written[connection.vendor] = sql, params, [column for column, *_names in compiler.select]
        sql, params, columns = self._written[connection.vendor]
        with connection.cursor() as cursor:
            cursor.execute(sql, [one.filled_in(given) if isinstance(one, Given) else one for one in params])
            found = cursor.fetchall()
        readers = [connection.ops.get_db_converters(one) + one.get_db_converters(connection) for one in columns]
        for row in found:
            yield tuple(map(_read, row, readers, columns))


def _read(value, readers, column):
    for reader in readers:
        value = reader(value, column, connection)
    return value
