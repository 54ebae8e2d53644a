"""A person's row is never deleted, so nothing may hang on its deletion: decision 3."""

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import models
from wagtail.models import Page
from wagtail.snippets.models import get_snippet_models

# Other people's tables, whose rows go with nothing of ours.
NOT_OURS = {"wagtail", "wagtailcore", "wagtailusers", "wagtailadmin", "account", "mfa", "usersessions", "auth"}


def keys_to_people():
    for model in apps.get_models(include_auto_created=True):
        if model._meta.app_label in NOT_OURS or not model.__module__.startswith(("portal", "casestudies")):
            continue
        if model._meta.auto_created:
            continue  # the rows of a many-to-many
        for field in model._meta.local_fields:
            if isinstance(field, models.ForeignKey) and field.related_model is get_user_model():
                yield field


def test_every_key_to_a_person_protects_the_person():
    found = list(keys_to_people())
    assert found
    assert {str(field) for field in found if field.remote_field.on_delete is not models.PROTECT} == set()


def test_portal_data_is_never_a_snippet_page_or_document():
    ours = {model for model in apps.get_models() if model.__module__.startswith("portal.")}
    assert ours & set(get_snippet_models()) == set()
    assert {model for model in ours if issubclass(model, Page)} == set()
