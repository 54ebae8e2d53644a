"""Everything that is held about a person, found by the keys that point to them: their copy, and forgetting them."""

import sys
from collections.abc import Iterator
from datetime import date, datetime, time
from functools import partial

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import models, transaction
from django.utils.formats import date_format
from django.utils.module_loading import autodiscover_modules
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from home.spoken import spoken
from portal.held import Held, Then


def table() -> dict[str, Held]:
    """What the parts list in their `exports.py`, by key."""
    autodiscover_modules("exports")
    modules = [sys.modules.get(f"{app.name}.exports") for app in apps.get_app_configs()]
    return {held.key: held for module in modules if module for held in module.HELD}


def keys() -> Iterator[str]:
    """Every key to a person that any installed table has."""
    person = get_user_model()
    for model in apps.get_models(include_auto_created=True):
        for field in (*model._meta.local_fields, *model._meta.local_many_to_many):
            if field.remote_field and field.related_model is person:
                yield f"{model._meta.label}.{field.name}"


def rows_of(held: Held, person) -> models.QuerySet:
    label, _dot, name = held.key.rpartition(".")
    return apps.get_model(label)._base_manager.filter(**{name: person}).order_by("pk")


# --- Forgetting -------------------------------------------------------------------------------------------------------
def forget(person) -> None:
    """Let go of what the table says goes, as part of leaving for good."""
    for held in table().values():
        if held.then is Then.DELETE:
            _delete(held, rows_of(held, person))
        elif held.then is Then.BLANK:
            rows_of(held, person).order_by().update(**held.blank)


def _delete(held, rows):
    for row in rows if held.files else ():
        for file in (getattr(row, name) for name in held.files):
            if file:
                transaction.on_commit(partial(file.storage.delete, file.name))
    rows.delete()


# --- A copy -----------------------------------------------------------------------------------------------------------
# What the row of a person says of them; the keys say the rest.
OWN = ("known_as", "username", "email", "language", "date_joined", "last_login")


def copy_of(person) -> list[dict]:
    """All that is held, in sections: a title, and rows of what is said by name: `{"name", "label", "value"}`.

    What somebody told comes first, and what stays when they leave comes last.
    """
    sections = [{"title": _("Your account"), "rows": [[_said(person, name) for name in OWN]]}]
    for held in sorted(table().values(), key=lambda held: (held.then is Then.KEEP, "members." not in held.key)):
        if held.title and (rows := list(rows_of(held, person))):
            said = [[_said(row, name) for name in held.shows] for row in rows]
            sections.append({"title": str(held.title), "rows": said})
    return sections


def _said(row, name) -> dict[str, str]:
    fields = (*row._meta.fields, *row._meta.many_to_many)
    label = next((field.verbose_name for field in fields if name in (field.name, field.attname)), name)
    return {"name": name, "label": str(label), "value": _words(_value(row, name))}


def _value(row, name):
    shown = getattr(row, f"get_{name}_display", None)
    return shown() if shown else getattr(row, name)


def _words(value) -> str:
    """A value as somebody reads it; people by the name they chose."""
    match value:
        case None:
            return ""
        case bool():
            return _("yes") if value else _("no")
        case datetime():
            return f"{date_format(localtime(value), 'j F Y')}, {spoken(localtime(value).time())}"
        case date():
            return date_format(value, "j F Y")
        case time():
            return spoken(value)
        case models.Manager():
            return ", ".join(str(one) for one in value.all())
        case list() | tuple():
            return ", ".join(_words(one) for one in value)
        case dict():
            return "; ".join(f"{name}: {_words(one)}" for name, one in value.items())
        case _:
            return str(value)
