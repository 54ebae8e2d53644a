"""Working in the CMS, nobody meets a picture or document that they may not know of: not its title, words or look."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import Collection
from wagtail.permissions import policy_registry

from home.models import Document, HomePage, Picture, StandardPage
from portal.members.standing import COORDINATORS, PAGE_WRITERS
from tests.factories.media import DocumentFactory, PictureFactory, give, picture_bytes, shared
from tests.home.test_serve import page_for

pytestmark = pytest.mark.django_db
SECRET = "Margaret on the ward"


@pytest.fixture
def wes(people):
    give(COORDINATORS, ["add", "change", "choose"], Collection.get_first_root_node())
    give(PAGE_WRITERS, ["add", "choose"], shared())
    return people["writer"]


@pytest.fixture
def hidden(people, wes):
    """Somebody else's, outside the shared collection, each also on a draft that Wes may not change."""
    picture = PictureFactory(title=SECRET, description=SECRET, uploaded_by_user=people["coordinator"])
    document = DocumentFactory(title=SECRET, uploaded_by_user=people["coordinator"])
    page = StandardPage(title=f"{SECRET}, a draft", slug="draft", picture=picture, live=False)
    HomePage.objects.get().add_child(instance=page)
    return {"picture": picture, "document": document, "rendition": picture.get_rendition("max-165x165")}


def may_choose(user, model):
    return set(policy_registry.get_by_type(model).instances_user_has_permission_for(user, "choose"))


@pytest.mark.parametrize(("model", "factory"), [(Picture, PictureFactory), (Document, DocumentFactory)])
def test_whose_one_may_choose(wes, people, hidden, model, factory):
    of_all, own = factory(shared=True), factory(uploaded_by_user=wes)
    assert may_choose(wes, model) == {of_all, own}
    assert may_choose(people["coordinator"], model) == set(model.objects.all()) > {of_all, own}
    assert may_choose(people["outsider"], model) == set()
    assert may_choose(people["inactive"], model) == set()


def test_one_may_choose_what_is_on_ones_own_pages(wes, people, gate_is_open):
    ours, theirs = PictureFactory(), PictureFactory()
    page_for(wes, picture=ours)
    page_for(people["coordinator"], picture=theirs, title="Cake")
    assert may_choose(wes, Picture) == {ours}


def test_one_may_change_ones_own_only(wes, hidden):
    own, of_all = PictureFactory(uploaded_by_user=wes, shared=True), PictureFactory(shared=True)
    policy = policy_registry.get_by_type(Picture)
    changeable = {
        picture
        for picture in (own, of_all, hidden["picture"])
        if policy.user_has_permission_for_instance(wes, "change", picture)
    }
    assert changeable == {own} == set(policy.instances_user_has_permission_for(wes, "change"))


def addresses(hidden):
    """Every screen, list and answer of the CMS that has to do with pictures or documents."""
    picture, document = hidden["picture"].pk, hidden["document"].pk
    for part in ("wagtailimages", "wagtaildocs"):
        yield from (reverse(f"{part}:{name}") for name in ("index", "index_results", "add", "add_multiple"))
        yield reverse(f"{part}:index") + "?q=Margaret"
        yield reverse(f"{part}_chooser:choose")
        yield reverse(f"{part}_chooser:choose_results") + "?q=Margaret"
    yield from (
        reverse("wagtailimages:edit", args=[picture]),
        reverse("wagtailimages:delete", args=[picture]),
        reverse("wagtailimages:image_usage", args=[picture]),
        reverse("wagtailimages:preview", args=[picture, "max-800x800"]),
        reverse("wagtailimages:url_generator", args=[picture]),
        reverse("wagtailimages_chooser:chosen", args=[picture]),
        reverse("wagtailimages_chooser:select_format", args=[picture]),
        reverse("wagtailimages_chooser:chosen_multiple") + f"?id={picture}",
        reverse("wagtaildocs:edit", args=[document]),
        reverse("wagtaildocs:delete", args=[document]),
        reverse("wagtaildocs:document_usage", args=[document]),
        reverse("wagtaildocs_chooser:chosen", args=[document]),
        reverse("wagtaildocs_chooser:chosen_multiple") + f"?id={document}",
        reverse("wagtailadmin_home"),
        reverse("wagtailadmin_tag_autocomplete") + "?term=Marg",
        "/cms/api/main/images/",
        f"/cms/api/main/images/{picture}/",
        "/cms/api/main/documents/",
        f"/cms/api/main/documents/{document}/",
        hidden["rendition"].url,
        hidden["picture"].file.url,
        hidden["document"].url,
    )
    for kind, pk in (("picture", picture), ("document", document)):
        for action in ("delete", "add_to_collection", "add_tags"):
            bulk = reverse("wagtail_bulk_action", args=["home", kind, action])
            yield from (f"{bulk}?id={pk}", f"{bulk}?id=all", f"{bulk}?id=all&q=Margaret")


def said(client, address):
    response = client.get(address, follow=True)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return body.decode(errors="replace") + str(response.headers)


def leaks(client, hidden):
    """The addresses that say its title, or show what it looks like."""
    look = hidden["rendition"].url
    return {a for a in addresses(hidden) if SECRET in said(client, a) or (a != look and look in said(client, a))}


def test_nothing_of_others_is_shown(client_of, wes, hidden):
    client = client_of("writer")
    assert client.get(reverse("wagtailimages:index")).status_code == 200  # he is in the CMS
    assert leaks(client, hidden) == set()


def test_the_look_over_every_address_would_find_something(client_of, hidden):
    """The coordinator may know of it: the same look finds the title on most of them, or it would show nothing."""
    assert len(leaks(client_of("coordinator"), hidden)) >= 15


def test_nobody_tags(client_of, hidden):
    client = client_of("superuser")
    for kind in ("picture", "document"):
        bulk = reverse("wagtail_bulk_action", args=["home", kind, "add_tags"])
        assert client.get(f"{bulk}?id={hidden[kind].pk}").status_code == 404
    assert 'name="tags"' not in said(client, reverse("wagtailimages:edit", args=[hidden["picture"].pk]))
    assert 'name="tags"' not in said(client, reverse("wagtaildocs:edit", args=[hidden["document"].pk]))


@pytest.mark.parametrize("action", ["delete", "add_to_collection"])
@pytest.mark.parametrize("kind", ["picture", "document"])
def test_bulk_actions_leave_others_alone(client_of, wes, hidden, kind, action):
    own = {"picture": PictureFactory, "document": DocumentFactory}[kind](uploaded_by_user=wes, shared=True)
    bulk = reverse("wagtail_bulk_action", args=["home", kind, action]) + f"?id={own.pk}&id={hidden[kind].pk}"
    client = client_of("writer")
    shown = said(client, bulk)
    assert own.title in shown and SECRET not in shown
    client.post(bulk, {"collection": shared().pk})
    hidden[kind].refresh_from_db()
    assert hidden[kind].collection == Collection.get_first_root_node()
    assert type(own).objects.filter(pk=own.pk).exists() == (action == "add_to_collection")
    assert client.get(bulk.replace(f"id={own.pk}&", "")).status_code == 404


def test_what_a_writer_brings_goes_to_the_shared_collection(client_of, wes):
    upload = SimpleUploadedFile("Ada.jpg", picture_bytes())
    form = {"title": "T", "description": "A cup.", "file": upload, "collection": Collection.get_first_root_node().pk}
    client = client_of("writer")
    client.post(reverse("wagtailimages:add"), form)
    picture = Picture.objects.get()
    assert (picture.collection, picture.uploaded_by_user) == (shared(), wes)
    assert client.get(reverse("wagtailimages:edit", args=[picture.pk])).status_code == 200
