"""Each thing that not everybody may know holds a word of its own; whoever comes anywhere finds exactly the words they may.

Every address of the site is tried, with the numbers of the secret things in it: no list of screens to keep up to date.
"""

import re
from itertools import product

import pytest
from django.urls import URLResolver, get_resolver
from wagtail.models import Page, PageViewRestriction, TaskState, WorkflowState

from portal.agreement.services import (
    Writing,
    ask_for_change,
    make_small_fix,
    save_for_later,
    send_to_be_read,
    version_of,
)
from portal.agreement.words import words_of
from portal.drafts.services import keep
from tests.factories.media import DocumentFactory, PictureFactory
from tests.factories.pages import block, body, page, readers, team
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
# In every secret text, so that it can be searched for without giving the searcher the word that is looked for.
COMMON = "quokka"
WORDS = {
    "a page that is not out": "unpublishedxq",
    "what will be changed": "draftxq",
    "a page for its team": "restrictedxq",
    "an Easy Read version in the making": "easyxq",
    "what waits to be read": "waitingxq",
    "what somebody has not sent": "unsentxq",
    "why something was put right": "whyxq",
    "why somebody said not yet": "reasonxq",
    "a picture used nowhere": "picturexq",
    "a file used nowhere": "filexq",
    "an e-mail address": "addressxq",
    "a sign-in name": "signinxq",
}
OF_THE_TEAM = set(WORDS) - {"an e-mail address", "a sign-in name"}


def secret(name):
    return f"{COMMON} {WORDS[name]}"


@pytest.fixture
def writer(db):
    return UserFactory(
        known_as="Wyn", username=WORDS["a sign-in name"], email=f"{WORDS['an e-mail address']}@example.org"
    )


@pytest.fixture
def section(writer):
    """A part of the site that Wyn's team writes, and a neighbour's page beside it."""
    made = page("Our part", slug="part", body=body())
    team(made, writer, name="Wyn's team")
    return made


@pytest.fixture
def world(section, writer):
    """The secret things, and what stands in an address for each."""
    lived, _staff = readers()
    hidden = page(secret("a page that is not out"), slug="hidden", parent=section, live=False)
    changed = page("Changed", slug="changed", parent=section)
    later(changed, writer, introduction=secret("what will be changed"))
    closed = page(secret("a page for its team"), slug="closed", parent=section)
    restriction = PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.GROUPS)
    restriction.groups.add(writer.groups.get(name="Wyn's team"))
    easy = page("Easy", slug="easy", parent=section)
    easy.easy_read = [("pair", {"drawing": "bus", "words": secret("an Easy Read version in the making")})]
    easy.save_revision()
    waiting = page("Waiting", slug="waiting", parent=section)
    later(waiting, writer, introduction=secret("what waits to be read"))
    send_to_be_read(page=Page.objects.get(pk=waiting.pk), by=writer)
    refused = page("Refused", slug="refused", parent=section)
    later(refused, writer, introduction="Come in.")
    send_to_be_read(page=Page.objects.get(pk=refused.pk), by=writer)
    ask_for_change(page=Page.objects.get(pk=refused.pk), by=lived[0], reason=secret("why somebody said not yet"))
    typed = page("Typed", slug="typed", parent=section)
    fields = {"introduction": secret("what somebody has not sent"), "loaded": version_of(typed)}
    keep(person=writer, about=f"page:{typed.pk}", fields=fields)
    fixed = page("Fixed", slug="fixed", parent=section)
    fix = put_right(fixed, writer)
    picture = PictureFactory(title=secret("a picture used nowhere"), uploaded_by_user=writer)
    document = DocumentFactory(title=secret("a file used nowhere"), uploaded_by_user=writer)
    pages = [hidden, changed, closed, easy, waiting, refused, typed, fixed]
    return {"pages": pages, "fix": fix, "picture": picture, "document": document}


def later(made, writer, **changes):
    words = words_of(made.specific) | changes
    save_for_later(page=made, by=writer, loaded=version_of(made), writing=Writing(words=words))


def put_right(made, writer):
    words = words_of(made.specific)
    words["introduction"] = "Ring, write or drop by."
    why = secret("why something was put right")
    return make_small_fix(page=made, by=writer, loaded=version_of(made), words=words, why=why)


# --- every address ----------------------------------------------------------------------------------------------------
# Leaves, changes or shows nothing that anybody wrote; each with its reason.
LEFT_ALONE = {
    "cms/failwhale/": "breaks on purpose",
    "cms/test404/": "is missing on purpose",
    "accounts/logout/": "ends the visit",
    "cms/logout/": "ends the visit",
}
OTHER_SNIPPETS = re.compile(r"^cms/snippets/(choose/)?home/(?!glossaryterm)")
ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)")
# Named in addresses of things that are no secret here, or that nobody can guess.
UNKNOWN = {
    "app_name", "content_type_app_name", "content_type_model_name", "digest", "filter_spec", "filename", "key", "kind",
    "mode", "model_name", "app_label", "action", "object_id", "section", "session_id", "spec", "token", "uidb36",
    "uidb64", "uploaded_file_id", "version", "view_name", "redirect_id", "destination_id", "overridable_segment_id",
    "string_segment_id", "translation_id", "translation_source_id",
}  # fmt: skip


def patterns(resolver=None, before=""):
    for pattern in (resolver or get_resolver()).url_patterns:
        path = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern, path)
        else:
            yield path


def arguments(world):
    """What may stand for each named part of an address."""
    pages = [made.pk for made in world["pages"]]
    revisions = [Page.objects.get(pk=pk).latest_revision_id for pk in pages]
    return {
        **dict.fromkeys(("page_id", "parent_page_id", "page_to_move_id", "page_pk"), pages),
        "pk": [*pages, world["fix"].pk],
        "revision_id": revisions,
        "revision_id_a": ["live"],
        "revision_id_b": ["latest"],
        "task_state_id": list(TaskState.objects.values_list("pk", flat=True)),
        "task_id": list(TaskState.objects.values_list("task_id", flat=True).distinct()),
        "workflow_state_id": list(WorkflowState.objects.values_list("pk", flat=True)),
        "workflow_pk": list(WorkflowState.objects.values_list("workflow_id", flat=True).distinct()),
        "image_id": [world["picture"].pk],
        "document_id": [world["document"].pk],
        "doc_id": [world["document"].pk],
        "collection_id": [1],
        "about": [f"page:{pk}" for pk in pages],
        "action_name": ["approve", "reject"],
        "slug": ["x"],
    }


def addresses(world) -> set[str]:
    known, found = arguments(world), set()
    for pattern in patterns():
        if pattern in LEFT_ALONE or OTHER_SNIPPETS.match(pattern):
            continue
        names = [first or second for first, second in ARGUMENT.findall(pattern)]
        if not all(name in known for name in names):
            continue
        plain = re.sub(r"[\^$]|\\[zZ]|\(\.\*\)|\.\*|\\", "", ARGUMENT.sub("{}", pattern))
        found |= {f"/{plain.format(*chosen)}" for chosen in product(*(known[name] for name in names))}
    for made in world["pages"]:
        found |= {made.url, f"{made.url}easy-read/"}
    found |= {
        f"/search/?q={COMMON}",
        f"/cms/pages/search/?q={COMMON}",
        f"/cms/choose-page/search/?q={COMMON}",
        f"/cms/choose-page/?q={COMMON}",
        f"/cms/images/?q={COMMON}",
        f"/cms/documents/?q={COMMON}",
        f"/cms/images/chooser/results/?q={COMMON}",
        f"/cms/documents/chooser/results/?q={COMMON}",
        "/cms/api/main/pages/?fields=*",
        f"/cms/api/main/pages/?search={COMMON}",
        "/cms/api/main/images/?fields=*",
        "/cms/api/main/documents/?fields=*",
        f"/portal/pages/?q={COMMON}",
        "/sitemap-en.xml",
        "/sitemap-pages.xml",
    }
    return found


def test_every_part_of_an_address_is_known(world):
    names = {first or second for pattern in patterns() for first, second in ARGUMENT.findall(pattern)}
    assert names - arguments(world).keys() - UNKNOWN == set()


def content_of(response) -> str:
    parts = response.streaming_content if response.streaming else [response.content]
    return b"".join(parts).decode(errors="replace") + str(dict(response.items()))


def found_by(client, world) -> dict[str, set[str]]:
    """Which secrets somebody comes upon, and where."""
    client.raise_request_exception = False
    found = {}
    for address in sorted(addresses(world)):
        said = content_of(client.get(address))
        for name, word in WORDS.items():
            if word in said.lower():
                found.setdefault(name, set()).add(address)
    return found


@pytest.fixture
def neighbour(section):
    """Somebody who writes another part of the site, and may come into the CMS for it."""
    person = UserFactory(known_as="Nia")
    team(page("Next door", slug="next-door", body=body(block("heading", {"text": "Hello"}))), person)
    return person


def test_a_visitor_finds_nothing(client, world):
    assert found_by(client, world) == {}


def test_a_member_finds_nothing(client, world):
    client.force_login(UserFactory(), backend="django.contrib.auth.backends.ModelBackend")
    assert found_by(client, world) == {}


def test_a_writer_of_another_part_finds_nothing(client, world, neighbour):
    client.force_login(neighbour, backend="django.contrib.auth.backends.ModelBackend")
    assert found_by(client, world) == {}


def test_whose_it_is_finds_it_all(client, world, writer):
    """So the tests above look in the right places. Their own address and sign-in name are theirs to see as well."""
    client.force_login(writer, backend="django.contrib.auth.backends.ModelBackend")
    assert OF_THE_TEAM <= set(found_by(client, world)) <= set(WORDS)


def test_those_who_read_find_what_waits_for_them(client, world):
    """A reader of the side that is asked: what waits, and nothing else of that team's."""
    reader = UserFactory(groups=["Page reviewers (lived experience)"])
    client.force_login(reader, backend="django.contrib.auth.backends.ModelBackend")
    assert set(found_by(client, world)) == {"what waits to be read"}
