"""The site's own editor and stories: its makers write there, and nobody else comes upon a word of it."""

import re

import pytest
from django.contrib.messages import get_messages
from django.db import transaction
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse
from wagtail.models import (
    Collection,
    Comment,
    Locale,
    Page,
    PageViewRestriction,
    Revision,
    Task,
    Workflow,
    WorkflowState,
    WorkflowTask,
)
from wagtail_localize.models import StringTranslation, Translation, TranslationSource
from wagtail_localize.operations import translate_object

from casestudies import services
from casestudies.models import StoryPage
from home.media_policy import OF_STORIES
from home.models import HomePage
from portal.members.standing import COORDINATORS, PAGE_WRITERS
from tests.casestudies.editing import editor
from tests.effort import THOROUGH
from tests.factories.media import PictureFactory
from tests.factories.people import UserFactory
from tests.factories.telling import Role, joined, source, story, write

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("bare_refusals")]

MARKS = {"titlexq", "wordsxq", "welshxq", "notexq", "filexq", "showsxq", "tellerxq"}
# Numbers that an address of the CMS can name a page, or something of a page, by.
OF_A_PAGE = {
    "page_id", "parent_page_id", "page_to_move_id", "destination_id", "page_pk", "translation_id",
    "translation_source_id", "revision_id", "object_id", "task_state_id", "workflow_state_id",
}  # fmt: skip


def uses_editor(person):
    services.use_editor(by=person)
    return person


@pytest.fixture(scope="module")
def world(db_of_the_module):
    """A draft with all that the CMS keeps of one; and people, each with every way into the CMS that they can have."""
    teller = uses_editor(UserFactory(known_as="Tia tellerxq"))
    told = story(title="titlexq", words="Ours.", teller=teller)
    plain, left, reader = joined(told), joined(told), joined(told, role=Role.FRESH_EYES)
    other = story(title="Another", words="Of others.").begun_by
    for person in (left, reader):
        joined(story(title="One more", words="Theirs."), who=person)
        uses_editor(person)
    write(told, "Ours together.", by=left)
    services.leave(story=told, by=left)
    write(told, "wordsxq", by=plain)
    picture = PictureFactory(title="filexq", description="showsxq", uploaded_by_user=teller, collection=of_stories())
    draft = source(told).get_latest_revision_as_object()
    draft.picture = picture
    draft.save_revision(user=teller, clean=False)
    Comment.objects.create(page=source(told), user=teller, text="notexq", contentpath="title")
    welsh = in_welsh(told)
    Locale.objects.get_or_create(language_code="ur")
    workflow = Workflow.objects.create(name="Somebody's")
    WorkflowTask.objects.create(workflow=workflow, task=Task.objects.create(name="A look"), sort_order=1)
    workflow.start(source(told).get_latest_revision_as_object(), teller).cancel()
    people = {
        "teller": teller,
        "co-author": uses_editor(joined(told)),
        "co-author without the editor": plain,
        "whoever left": left,
        "fresh eyes": reader,
        "a teller of another": uses_editor(other),
        "member": UserFactory(),
        "writer": UserFactory(groups=[PAGE_WRITERS]),
        "coordinator": UserFactory(groups=[COORDINATORS]),
        "superuser": UserFactory(is_superuser=True),
        "anonymous": None,
    }
    return {"told": told, "page": source(told), "welsh": welsh, "picture": picture, "people": people}


def of_stories():
    return Collection.objects.get(name=OF_STORIES)


def in_welsh(told):
    locale = Locale.objects.get_or_create(language_code="cy")[0]
    translate_object(source(told), [locale])
    page = StoryPage.objects.get(translation_key=source(told).translation_key, locale=locale)
    draft = page.get_latest_revision_as_object()
    draft.title = "welshxq"
    draft.save_revision(clean=False)
    return StoryPage.objects.get(pk=page.pk)


def patterns(resolver=None, before="", names=()):
    for pattern in (resolver or get_resolver()).url_patterns:
        path = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern, path, (*names, pattern.namespace) if pattern.namespace else names)
        elif path.startswith("cms/"):
            yield ":".join((*names, pattern.name)) if pattern.name else path, path


ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)")


def numbers(world):
    page = world["page"]
    state = WorkflowState.objects.for_instance(page).get()
    translation = Translation.objects.get(source__object_id=page.translation_key)
    return {
        **dict.fromkeys(("page_id", "parent_page_id", "page_to_move_id", "page_pk", "pk", "object_id"), page.pk),
        "destination_id": page.get_parent().pk,
        "revision_id": page.revisions.first().pk,
        "revision_id_a": "earliest",
        "revision_id_b": "latest",
        "workflow_state_id": state.pk,
        "task_state_id": state.current_task_state_id,
        "task_id": state.current_task_state.task_id,
        "workflow_pk": state.workflow_id,
        "translation_id": translation.pk,
        "translation_source_id": translation.source_id,
        "string_segment_id": translation.source.stringsegment_set.first().pk,
        "overridable_segment_id": 1,
        "session_id": 1,
        "action_name": "approve",
        "mode": "",
        "app_label": "casestudies",
        "model_name": "storypage",
        "content_type_app_name": "casestudies",
        "content_type_model_name": "storypage",
    }


def addresses(world):
    """By name."""
    found, known = {}, numbers(world)
    for name, pattern in patterns():
        names = {first or second for first, second in ARGUMENT.findall(pattern)}
        if names & OF_A_PAGE or (names == {"pk"} and "pages" in name) or "compare" in name:
            plain = re.sub(r"[\^$]|\\[zZ]|\\", "", ARGUMENT.sub(r"{\1\2}", pattern))
            found[name] = "/" + plain.format(**known)
    page = world["page"].pk
    for verb in ("publish", "unpublish", "move", "delete"):
        found[f"bulk {verb}"] = f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', verb])}?id={page}"
    return found


BULK = ("publish", "unpublish", "move", "delete")
ACTIONS = (
    "convert_alias",
    "copy",
    "copy_for_translation",
    "create_alias",
    "delete",
    "move",
    "publish",
    "revert_to_page_revision",
    "unpublish",
)
# Who gets in, beside nobody: those who make it, and an administrator; or an administrator alone.
MAKERS = {"teller", "co-author"}
OPEN_TO_MAKERS = {
    "plain-english",
    "wagtail_localize:download_pofile",
    "wagtailadmin_api:pages:detail",
    "wagtailadmin_choose_page_child",
    "wagtailadmin_explore",
    "wagtailadmin_explore_results",
    "wagtailadmin_pages:confirm_workflow_cancellation",
    "wagtailadmin_pages:edit",
    "wagtailadmin_pages:history",
    "wagtailadmin_pages:history_results",
    "wagtailadmin_pages:move_confirm",
    "wagtailadmin_pages:preview_on_edit",
    "wagtailadmin_pages:revisions_compare",
    "wagtailadmin_pages:revisions_revert",
    "wagtailadmin_pages:revisions_view",
    "wagtailadmin_pages:usage",
    "wagtailadmin_pages:view_draft",
    "wagtailadmin_pages:workflow_history",
    "wagtailadmin_pages:workflow_history_detail",
}
OPEN_TO_ROOT = {
    "cms/localize/submit/page/<int:page_id>/",
    "cms/localize/update/<int:translation_source_id>/",
    "bulk delete",
    "bulk move",
    "wagtail_localize:submit_page_translation",
    "wagtail_localize:update_translations",
    "wagtailadmin_pages:delete",
    "wagtailadmin_pages:move",
    "wagtailadmin_pages:revisions_unschedule",
    "wagtailadmin_pages:set_privacy",
}
OUTSIDE = ("whoever left", "fresh eyes", "a teller of another", "member", "writer", "coordinator", "anonymous")


def signed_in(person) -> Client:
    client = Client()
    if person is not None:
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def ask(client, url, method="get", **sent):
    """Whatever it changes is put back."""
    with transaction.atomic():
        response = getattr(client, method)(url, sent)
        parts = response.streaming_content if response.streaming else [response.content]
        shown = b"".join(parts).decode(errors="replace") + str(dict(response.items()))
        shown += " ".join(str(message) for message in get_messages(response.wsgi_request))
        transaction.set_rollback(True)
    return response, {mark for mark in MARKS if mark in shown.lower()}


def test_who_gets_in_where(world):
    """Each address of the CMS that names a page, whoever added it."""
    got_in, seen = {}, {}
    for who, person in world["people"].items():
        client = signed_in(person)
        for name, url in addresses(world).items():
            response, marks = ask(client, url)
            if response.status_code == 200:
                got_in.setdefault(name, set()).add(who)
            if marks:
                seen.setdefault(who, set()).update(marks)
    root = {name: {"superuser"} for name in OPEN_TO_ROOT}
    assert got_in == root | {name: {*MAKERS, "superuser"} for name in OPEN_TO_MAKERS}
    assert seen.keys() == {*MAKERS, "superuser"}
    assert {frozenset(marks) for marks in seen.values()} == {frozenset(MARKS - {"welshxq"})}


def lists(world):
    """Where pages and pictures are listed, found and chosen."""
    index, home = world["page"].get_parent().pk, HomePage.objects.get(locale__language_code="en").pk
    yield from (f"/cms/pages/{number}/{end}" for number in (index, home) for end in ("", "results/", "usage/"))
    for mark in sorted(MARKS) if THOROUGH else ("titlexq", "wordsxq", "filexq"):
        for place in ("pages/search", "pages/search/results", "choose-page/search", "choose-page", "pages"):
            yield f"/cms/{place}/?q={mark}"
        yield from (f"/cms/images/?q={mark}", f"/cms/images/chooser/results/?q={mark}")
        yield from (f"/cms/api/main/{kind}/?search={mark}" for kind in ("pages", "images"))
    yield from ("/cms/", "/cms/pages/", "/cms/images/", "/cms/images/chooser/", "/cms/api/main/images/?fields=*")
    yield f"/cms/api/main/pages/?child_of={index}&for_explorer=1&fields=*"
    yield from (f"/cms/choose-page/{index}/", "/cms/choose-page/?page_type=casestudies.storypage")
    yield f"/cms/choose-page/chosen-multiple/?id={world['page'].pk}"
    yield from ("/cms/reports/site-history/", "/cms/reports/aging-pages/", "/cms/pages/usage/casestudies/storypage/")
    picture = world["picture"].pk
    yield from (f"/cms/images/{picture}/", f"/cms/images/chooser/chosen/{picture}/", f"/cms/images/usage/{picture}/")
    yield from (f"/cms/images/{picture}/preview/width-100/", world["picture"].file.url)


def test_nobody_else_finds_it_in_a_list(world):
    """The words looked for stand in the answer of a search: what is shown besides is what counts."""
    seen = {}
    for who, person in world["people"].items():
        client = signed_in(person)
        for url in lists(world):
            _response, marks = ask(client, url)
            marks -= {mark for mark in MARKS if mark in url}
            if marks:
                seen.setdefault(who, set()).update(marks)
    assert seen.keys() == {*MAKERS, "superuser"}
    assert all({"titlexq", "filexq"} <= marks for marks in seen.values())


def state():
    """What somebody could have done to any page."""
    return (
        list(Page.objects.order_by("pk").values()),
        set(Revision.objects.values_list("pk", "object_id", "approved_go_live_at")),
        set(Comment.objects.values_list("pk", "text", "resolved_at")),
        set(StringTranslation.objects.values_list("pk", "data")),
        set(Translation.objects.values_list("pk", "enabled")),
        set(TranslationSource.objects.values_list("pk", "last_updated_at")),
        set(WorkflowState.objects.values_list("pk", "status")),
        set(PageViewRestriction.objects.values_list("pk", "page")),
    )


def crafted(world):
    """(what, address, what is sent) that no button of the CMS sends."""
    page, index = world["page"], world["page"].get_parent()
    home = index.get_parent()
    for action in ("publish", "submit", "cancel-workflow", "restart-workflow", "workflow-action"):
        sent = editor(world["told"], title="Crafted") | {f"action-{action}": "1", "workflow-action-name": "approve"}
        yield f"edit and {action}", at("edit", page), sent
    days = {"go_live_at": "2020-01-01 00:00", "expire_at": "2031-01-01 00:00"}
    yield "schedule", at("edit", page), editor(world["told"], title="Crafted", **days) | {"action-publish": "1"}
    new = reverse("wagtailadmin_pages:add", args=["casestudies", "storypage", index.pk])
    yield "add and publish", new, editor(world["told"], title="New", slug="new") | {"action-publish": "1"}
    for how in ({}, {"publish_copies": "on"}, {"alias": "on"}):
        copy = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": str(index.pk)} | how
        yield f"copy {how}", at("copy", page), copy
        copy = {"new_title": "Copies", "new_slug": "copies", "new_parent_page": str(home.pk), "copy_subpages": "on"}
        yield f"copy all {how}", at("copy", index), copy | how
    yield "move", reverse("wagtailadmin_pages:move_confirm", args=[page.pk, home.pk]), {}
    yield "order", at("set_page_position", page), {"position": "0"}
    yield "privacy", at("set_privacy", page), {"restriction_type": "login"}
    yield "delete", at("delete", page), {}
    yield "unpublish", at("unpublish", page), {}
    yield "lock", at("lock", page), {}
    yield "convert", at("convert_alias", page), {}
    for verb in BULK:
        bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", verb])
        yield f"bulk {verb}", f"{bulk}?id={page.pk}", {"chooser": str(home.pk), "include_descendants": "on"}
    for action in ACTIONS:
        url = reverse("wagtailadmin_api:pages:action", args=[page.pk, action])
        sent = {"locale": "ur", "destination_page_id": home.pk, "revision_id": page.revisions.first().pk}
        yield f"api {action}", url, sent | {"recursive": "true", "update_slug": "a-copy", "slug": "a-copy"}
    source, translation = TranslationSource.objects.get(), Translation.objects.get()
    localize = "wagtail_localize"
    urdu = str(Locale.objects.get(language_code="ur").pk)
    yield "translate", reverse(f"{localize}:submit_page_translation", args=[page.pk]), {"locales": [urdu]}
    yield "update", reverse(f"{localize}:update_translations", args=[source.pk]), {"publish_translations": "on"}
    yield "stop", reverse(f"{localize}:stop_translation", args=[translation.pk]), {}
    yield "to alias", reverse(f"{localize}:convert_to_alias", args=[world["welsh"].pk]), {}


def at(name, page) -> str:
    return reverse(f"wagtailadmin_pages:{name}", args=[page.pk])


@pytest.mark.parametrize("who", [name for name in OUTSIDE if name != "anonymous"])
def test_what_others_send_changes_nothing_and_shows_nothing(world, who):
    before, client, seen = state(), signed_in(world["people"][who]), {}
    for what, url, sent in [*crafted(world), *((name, url, {}) for name, url in addresses(world).items())]:
        with transaction.atomic():
            _response, marks = send(client, url, sent)
        if marks:
            seen[what] = marks
    assert seen == {}
    assert [now for now, then in zip(state(), before, strict=True) if now != then] == []


def send(client, url, sent):
    response = client.post(url, sent)
    shown = response.content.decode(errors="replace") + " ".join(map(str, get_messages(response.wsgi_request)))
    return response, {mark for mark in MARKS if mark in shown.lower()}


@pytest.mark.parametrize("who", ["teller", "superuser"])
def test_nobody_puts_it_out_or_makes_another_of_it(world, who):
    """Not its makers, and no administrator either."""
    client, pages = signed_in(world["people"][who]), set(StoryPage.objects.values_list("pk", flat=True))
    for what, url, sent in crafted(world):
        with transaction.atomic():
            client.post(url, sent)
            of_english = set(StoryPage.objects.filter(locale=world["page"].locale_id).values_list("pk", flat=True))
            out = StoryPage.objects.filter(live=True).exists()
            scheduled = Revision.objects.exclude(approved_go_live_at=None).exists()
            where = Page.objects.filter(pk=world["page"].pk).first()
            transaction.set_rollback(True)
        assert not (out or scheduled), what
        assert of_english <= pages, what
        assert where is None or where.path == world["page"].path or what == "order", what
        assert where is not None or who == "superuser", what
