"""Public pages, their teams and their readers."""

import json
import uuid
from contextlib import nullcontext

from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission
from wagtail.signal_handlers import disable_reference_index_auto_update

from home.models import HomePage, StandardPage
from portal.agreement.agreed import keep
from portal.agreement.models import Version
from portal.members.standing import REVIEWERS_LIVED_EXPERIENCE, REVIEWERS_STAFF
from tests.factories.kept import kept
from tests.factories.people import UserFactory

OLD_NUMBER, NEW_NUMBER = "0113 496 0000", "0113 496 0999"


def block(kind, value):
    """What says the same has the same number: so has a page of the same words."""
    number = uuid.uuid5(uuid.NAMESPACE_OID, f"{kind} {value!r}")
    return {"type": kind, "value": value, "id": str(number)}


def body(*blocks):
    return json.dumps(list(blocks))


def contact_words():
    return body(
        block("heading", {"text": "Ways to reach us"}),
        block("text", f'<p data-block-key="a1">Ring us on <b>{OLD_NUMBER}</b> in the mornings.</p><p>Or write.</p>'),
        block("table", {"data": [["Day", "Who"], ["Monday", "Rosie"]], "first_row_is_table_header": True}),
        block(
            "points",
            {"title": "Bring", "points": [block("item", "a friend"), block("item", "a question")], "numbered": False},
        ),
    )


def home_page() -> HomePage:
    return HomePage.objects.get(locale__language_code="en")


@kept(lambda parent=None, **given: parent or home_page())
def page(title="Contact us", *, parent=None, live=True, kind=StandardPage, **fields):
    """A page below the home page. A live one went out with a revision, as everything in the CMS does."""
    parent = parent or home_page()
    fields.setdefault("body", contact_words())
    fields.setdefault("introduction", "Ring, write or drop in.")
    made = kind(title=title, live=False, locale=parent.locale, **fields)
    # What a page refers to is noted each time it is saved: once is enough, at the last.
    with disable_reference_index_auto_update() if live else nullcontext():
        type(parent).objects.get(pk=parent.pk).add_child(instance=made)
        revision = made.save_revision()
    if live:
        agreed(revision).publish()
    return kind.objects.get(pk=made.pk)


def put_out(the_page, **options):
    """What a page says now, on the site: as if people had agreed to it. Returns the page as it then is."""
    agreed(the_page.save_revision(**options)).publish(**options)
    return type(the_page).objects.get(pk=the_page.pk)


def agreed(revision):
    """What a revision says may go on the site."""
    keep(revision, by=None, unread=Version.Unread.START)
    return revision


def open_gate(*args):
    """In place of the gate, in tests that make pages by code, past all that people do, to see how they are shown."""


def team(the_page, *people, name=None):
    """The people who may change a page and what is below it."""
    group = Group.objects.create(name=name or f"Team of {the_page.title} {the_page.pk}")
    access = Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    group.permissions.add(access)
    change = Permission.objects.get(content_type__app_label="wagtailcore", codename="change_page")
    GroupPagePermission.objects.create(group=group, page=the_page, permission=change)
    for person in people:
        person.groups.add(group)
    return group


def readers(lived_experience=2, staff=2):
    """So many readers on each side: two lists of people."""
    return (
        [UserFactory(groups=[REVIEWERS_LIVED_EXPERIENCE]) for _n in range(lived_experience)],
        [UserFactory(groups=[REVIEWERS_STAFF]) for _n in range(staff)],
    )
