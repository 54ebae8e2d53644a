"""Every address there is, and the numbers with which to ask for one."""

from django.urls import URLResolver, get_resolver
from django.views.generic.detail import SingleObjectMixin

from portal.access import PortalObject
from portal.members.models import User
from tests.effort import THOROUGH

BY_NUMBER = (SingleObjectMixin.get_object, PortalObject.get_object)


def patterns(resolver=None, before=""):
    """(the pattern, its view)."""
    for pattern in (resolver or get_resolver()).url_patterns:
        path = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern, path)
        else:
            yield path, pattern.callback


def numbers_of(view, others: set[int], people: set[int] = frozenset()) -> set[int]:
    """Of every row that a view can be asked for, or one that is not there, where there is none; of people, of whom
    there are many, of these. `others`, where a view does not say what it shows or finds it in its own way."""
    view = getattr(view, "view_class", None)
    asked_for = getattr(view, "queryset", None)
    if asked_for is not None and asked_for.model is User and people and not THOROUGH:
        return people
    if asked_for is None or asked_for.model is User or getattr(view, "get_object", None) not in BY_NUMBER:
        return others
    rows = set(asked_for.model._base_manager.values_list("pk", flat=True)) or {1}
    return rows | others if THOROUGH else rows
