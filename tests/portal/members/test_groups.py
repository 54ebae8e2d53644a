"""Who has rights in the CMS: the four groups, and exactly what each may do."""

import pytest
from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupCollectionPermission, GroupPagePermission
from wagtail.snippets.models import get_snippet_models

from home.models import Brand
from portal.members.models import Answering
from portal.members.standing import COORDINATORS, PAGE_WRITERS, PAYERS, REVIEWERS_LIVED_EXPERIENCE, REVIEWERS_STAFF

pytestmark = pytest.mark.django_db
REVIEWERS = {REVIEWERS_LIVED_EXPERIENCE, REVIEWERS_STAFF}
SNIPPETS = {model._meta.model_name for model in get_snippet_models() if model._meta.app_label == "home"}


def names(permissions):
    return {f"{permission.content_type.app_label}.{permission.codename}" for permission in permissions}


def test_these_groups_and_no_others():
    assert (
        set(Group.objects.values_list("name", flat=True))
        == {COORDINATORS, PAYERS, PAGE_WRITERS, "Storytellers"} | REVIEWERS
    )


@pytest.mark.parametrize("name", sorted({PAGE_WRITERS} | REVIEWERS))
def test_writers_and_reviewers_may_enter(name):
    assert names(Group.objects.get(name=name).permissions.all()) == {"wagtailadmin.access_admin"}


def test_coordinators_keep_the_words_that_many_pages_show():
    lookups = {f"home.{verb}_{model}" for model in SNIPPETS for verb in ("add", "change", "delete")}
    assert names(Group.objects.get(name=COORDINATORS).permissions.all()) == lookups | {
        "wagtailadmin.access_admin",
        "home.change_brand",
        "members.change_answering",
        "wagtailcore.add_locale",
        "wagtailcore.change_locale",
        "wagtail_localize.submit_translation",
    }


def test_coordinators_do_everything_to_every_page_and_nobody_else_publishes():
    held = GroupPagePermission.objects.select_related("group", "page", "permission")
    rows = {(row.group.name, row.page.depth, row.permission.codename) for row in held}
    verbs = ("add", "change", "publish", "lock", "unlock", "bulk_delete")
    assert {row for row in rows if row[0] == COORDINATORS} == {(COORDINATORS, 1, f"{verb}_page") for verb in verbs}
    assert {row for row in rows if row[0] != COORDINATORS and row[2] != "change_page"} == set()


def test_who_may_bring_and_choose_files():
    held = GroupCollectionPermission.objects.select_related("group", "collection", "permission")
    assert {(row.group.name, row.permission.codename) for row in held} == {
        (group, f"{verb}_{kind}")
        for group, verbs in (
            (COORDINATORS, ("add", "change", "choose")),
            (PAGE_WRITERS, ("add", "choose")),
            ("Storytellers", ("add",)),
        )
        for verb in verbs
        for kind in ("image", "document")
    }
    assert {row.collection.depth for row in held if row.group.name == COORDINATORS} == {1}


def test_every_right_given_is_one_that_exists_once():
    """Made by the migration before Django makes its own: they must be the same rows, or the rights would be empty."""
    used = Permission.objects.filter(group__isnull=False).distinct()
    assert all(permission.content_type.model_class() for permission in used)
    for permission in used:
        twins = Permission.objects.filter(
            codename=permission.codename, content_type__app_label=permission.content_type.app_label
        )
        assert twins.count() == 1, permission


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/cms/", {"writer", "coordinator", "superuser"}),
        ("/cms/images/add/", {"writer", "coordinator", "superuser"}),
        ("/cms/snippets/home/tip/add/", {"coordinator", "superuser"}),
        ("/cms/settings/home/brand/{brand}/", {"coordinator", "superuser"}),
        ("/cms/settings/members/answering/{answering}/", {"coordinator", "superuser"}),
        ("/cms/pages/1/add_subpage/", {"coordinator", "superuser"}),
        ("/cms/workflows/list/", {"superuser"}),
        ("/cms/redirects/", {"superuser"}),
    ],
)
def test_what_opens_for_whom(path, allowed, client_of, people):
    path = path.format(brand=Brand.load().pk, answering=Answering.load().pk)
    assert {who for who in people if client_of(who).get(path).status_code == 200} == allowed
