"""Tables that only grow. The database itself refuses changes, whoever asks: declared once, on the model."""

from dataclasses import dataclass

from django.core import checks
from django.db import connections, models

REFUSAL = "rows of this table are never changed"
DOES_NOT_FIT = "this row does not fit what stands here already"


@dataclass(frozen=True)
class Guard:
    delete_only_when: str
    insert_only_when: str
    one_at_a_time: str

    @property
    def names_others(self) -> bool:
        """Its conditions may ask other tables, which have to be there before it."""
        return bool(self.delete_only_when or self.insert_only_when)


_declared: dict[type[models.Model], Guard] = {}


def append_only(delete_only_when: str = "", insert_only_when: str = "", one_at_a_time: str = ""):
    """Class decorator: no row is ever changed, and none deleted unless the SQL condition on `OLD` holds.

    `insert_only_when`: a condition on `NEW`, which a row has to meet. It sees what is committed, and what this
    transaction wrote; the column `one_at_a_time` makes transactions that write the same value in it wait for another.
    """

    def declare(model):
        _declared[model] = Guard(delete_only_when, insert_only_when, one_at_a_time)
        return model

    return declare


def trigger_names(model) -> set[str]:
    table = model._meta.db_table
    names = {f"{table}_no_update", f"{table}_no_delete"}
    return names | {f"{table}_fits"} if _declared[model].insert_only_when else names


def _sqlite(model, guard):
    table = model._meta.db_table
    when = f"WHEN NOT ({guard.delete_only_when}) " if guard.delete_only_when else ""
    for verb, only in (("update", ""), ("delete", when)):
        yield f'DROP TRIGGER IF EXISTS "{table}_no_{verb}"'
        yield (
            f'CREATE TRIGGER "{table}_no_{verb}" BEFORE {verb.upper()} ON "{table}" {only}'
            f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        )
    if guard.insert_only_when:
        yield f'DROP TRIGGER IF EXISTS "{table}_fits"'
        yield (
            f'CREATE TRIGGER "{table}_fits" BEFORE INSERT ON "{table}" WHEN NOT ({guard.insert_only_when}) '
            f"BEGIN SELECT RAISE(ABORT, '{DOES_NOT_FIT}'); END"
        )


def _postgresql(model, guard):
    table, condition = model._meta.db_table, guard.delete_only_when
    yield (
        "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    yield (
        f'CREATE OR REPLACE FUNCTION "{table}_may_delete"() RETURNS trigger LANGUAGE plpgsql AS '
        f"$$ BEGIN IF {condition or 'false'} THEN RETURN OLD; END IF; "
        f"RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    for name, event, level, function in (
        ("no_update", "UPDATE", "ROW", "refuse_change"),
        ("no_delete", "DELETE", "ROW", f"{table}_may_delete"),
        ("no_truncate", "TRUNCATE", "STATEMENT", "refuse_change"),
    ):
        yield f'DROP TRIGGER IF EXISTS "{table}_{name}" ON "{table}"'
        yield (
            f'CREATE TRIGGER "{table}_{name}" BEFORE {event} ON "{table}" FOR EACH {level} '
            f'EXECUTE FUNCTION "{function}"()'
        )
    if guard.insert_only_when:
        waits = (
            f"PERFORM pg_advisory_xact_lock(hashtextextended(NEW.{guard.one_at_a_time}::text, 0)); "
            "IF current_setting('transaction_isolation') <> 'read committed' THEN "
            "RAISE EXCEPTION 'an older look at the table does not see what fits' "
            "USING ERRCODE = 'integrity_constraint_violation'; END IF; "
        )
        yield (
            f'CREATE OR REPLACE FUNCTION "{table}_may_insert"() RETURNS trigger LANGUAGE plpgsql AS '
            f"$$ BEGIN {waits if guard.one_at_a_time else ''}"
            f"IF {guard.insert_only_when} THEN RETURN NEW; END IF; "
            f"RAISE EXCEPTION '{DOES_NOT_FIT}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
        )
        yield f'DROP TRIGGER IF EXISTS "{table}_fits" ON "{table}"'
        yield (
            f'CREATE TRIGGER "{table}_fits" BEFORE INSERT ON "{table}" FOR EACH ROW '
            f'EXECUTE FUNCTION "{table}_may_insert"()'
        )


def install(using="default", **kwargs):
    """Put every declared trigger in place. Runs after each migration: SQLite drops them when it remakes a table."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    statements = {"sqlite": _sqlite, "postgresql": _postgresql}[connection.vendor]
    with connection.cursor() as cursor:
        for model, guard in _declared.items():
            others = [other for other in _declared if guard.names_others and _of_one_app(other, model)]
            if {other._meta.db_table for other in [model, *others]} <= tables:
                for statement in statements(model, guard):
                    cursor.execute(statement)


def _of_one_app(*those) -> bool:
    return len({one._meta.app_label for one in those}) == 1


def installed(using="default") -> set[str]:
    connection = connections[using]
    if connection.vendor == "sqlite":
        sql = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    else:
        sql = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return {name for (name,) in cursor.fetchall()}


def missing(using="default") -> set[str]:
    """The triggers that should be there and are not."""
    tables = set(connections[using].introspection.table_names())
    expected = set()
    for model in _declared:
        if model._meta.db_table in tables:
            expected |= trigger_names(model)
            if connections[using].vendor == "postgresql":
                expected.add(f"{model._meta.db_table}_no_truncate")
    return expected - installed(using)


@checks.register(checks.Tags.database)
def check_triggers(app_configs=None, databases=None, **kwargs):
    """`manage.py check --database default` fails when an append-only table has lost its guard."""
    return [
        checks.Error(
            f"The guard {name} is missing from the database.",
            hint="Run `python manage.py migrate`, which puts it back.",
            id="audit.E001",
        )
        for using in databases or []
        for name in sorted(missing(using))
    ]
