"""Tables that only grow. The database itself refuses changes, whoever asks: declared once, on the model."""

from django.core import checks
from django.db import connections, models

REFUSAL = "rows of this table are never changed"
_declared: dict[type[models.Model], str] = {}


def append_only(delete_only_when: str = ""):
    """Class decorator: no row is ever changed, and none deleted unless the SQL condition on `OLD` holds."""

    def declare(model):
        _declared[model] = delete_only_when
        return model

    return declare


def trigger_names(model) -> set[str]:
    table = model._meta.db_table
    return {f"{table}_no_update", f"{table}_no_delete"}


def _sqlite(model, condition):
    table = model._meta.db_table
    when = f"WHEN NOT ({condition}) " if condition else ""
    for verb, guard in (("update", ""), ("delete", when)):
        yield f'DROP TRIGGER IF EXISTS "{table}_no_{verb}"'
        yield (
            f'CREATE TRIGGER "{table}_no_{verb}" BEFORE {verb.upper()} ON "{table}" {guard}'
            f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        )


def _postgresql(model, condition):
    table = model._meta.db_table
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


def install(using="default", **kwargs):
    """Put every declared trigger in place. Runs after each migration: SQLite drops them when it remakes a table."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    statements = {"sqlite": _sqlite, "postgresql": _postgresql}[connection.vendor]
    with connection.cursor() as cursor:
        for model, condition in _declared.items():
            needed = {other._meta.db_table for other in _declared} if condition else {model._meta.db_table}
            if needed <= tables:
                for statement in statements(model, condition):
                    cursor.execute(statement)


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
