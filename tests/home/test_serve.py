"""Who gets a picture or a document, and what goes with it."""

import json
import re

import pytest
from django.contrib.auth.models import Permission
from django.core.files.storage import storages
from django.template import Context, Template
from django.urls import reverse
from wagtail.models import Collection, CollectionViewRestriction, GroupPagePermission, PageViewRestriction

from home.in_public import in_public
from home.models import Brand, Document, HomePage, Partner, Picture, PictureRendition, StandardPage
from portal.members.standing import COORDINATORS, PAGE_WRITERS
from tests.conftest import PEOPLE
from tests.factories.media import MP4, PDF, SOUND, DocumentFactory, PictureFactory, give, shared

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("gate_is_open")]
PUBLIC = "public, max-age=3600, s-maxage=0, proxy-revalidate"


@pytest.fixture(autouse=True)
def writers(people):
    """Coordinators see to all pages and files; page writers have the shared ones, and here no page yet."""
    give(COORDINATORS, ["add", "change", "choose"], Collection.get_first_root_node())
    group = give(PAGE_WRITERS, ["add", "choose"], shared())
    may = Permission.objects.get(codename="change_page")
    everywhere = HomePage.objects.get().get_parent()
    GroupPagePermission.objects.get_or_create(group=people["coordinator"].groups.get(), page=everywhere, permission=may)
    return group


def page_with(*, picture=None, live=True, title="Tea"):
    page = StandardPage(title=title, slug=title.lower(), picture=picture, live=live)
    HomePage.objects.get().add_child(instance=page)
    return page


def page_for(person, *, title="Tea", **fields):
    """A live page that somebody's team may change."""
    page = page_with(title=title, **fields)
    team = person.groups.create(name=f"Team of {title}")
    GroupPagePermission.objects.create(group=team, page=page, permission=Permission.objects.get(codename="change_page"))
    return page


def blocks(values):
    return StandardPage._meta.get_field("body").to_python(json.dumps(values))


def fetch(client, address, **headers):
    """The answer, read to its end (`got`), which closes the file."""
    response = client.get(address, headers=headers)
    response.got = b"".join(response.streaming_content) if response.streaming else response.content
    return response


def status(client, address, **headers):
    return fetch(client, address, **headers).status_code


def seen_by(client_of, address):
    return {who for who in PEOPLE if status(client_of(who), address) == 200}


# --- who gets it ---------------------------------------------------------------------------------------------------


def test_a_picture_on_a_live_page_is_for_everybody(client_of):
    picture = PictureFactory()
    page_with(picture=picture)
    assert seen_by(client_of, picture.get_rendition("width-100").url) == PEOPLE


@pytest.mark.parametrize(
    "block",
    [
        lambda pk: ("picture", {"picture": pk, "alt": "", "caption": ""}),
        lambda pk: ("gallery", {"title": "", "pictures": [{"picture": pk, "alt": "", "caption": ""}] * 2}),
    ],
    ids=["picture", "gallery"],
)
def test_a_picture_within_the_page_is_for_everybody(client, block):
    picture = PictureFactory()
    kind, value = block(picture.pk)
    page = page_with()
    page.body = blocks([{"type": kind, "value": value}])
    page.save()
    assert status(client, picture.get_rendition("width-100").url) == 200


def test_brand_and_partners_show_their_logos_to_everybody(client, english):
    logos = PictureFactory.create_batch(2)
    addresses = [logo.get_rendition("max-320x120").url for logo in logos]
    assert [status(client, address) for address in addresses] == [404, 404]
    brand = Brand.load()
    brand.logo = logos[0]
    brand.save()
    Partner.objects.create(name="A friend", logo=logos[1], locale=english)
    assert [status(client, address) for address in addresses] == [200, 200]
    brand.logo = None
    brand.save()
    assert [status(client, address) for address in addresses] == [404, 200]


def test_a_picture_on_a_draft_is_for_nobody_else(client_of):
    picture = PictureFactory()
    page_with(picture=picture, live=False)
    assert seen_by(client_of, picture.get_rendition("width-100").url) == {"superuser", "coordinator"}
    assert seen_by(client_of, picture.file.url) == {"superuser", "coordinator"}


def test_originals_are_for_those_who_work_on_them_only(client_of, people, writers):
    mine, in_shared, other = (
        PictureFactory(uploaded_by_user=people["writer"]),
        PictureFactory(shared=True),
        PictureFactory(),
    )
    page_with(picture=other)
    everybody = {picture.pk: seen_by(client_of, picture.file.url) for picture in (mine, in_shared, other)}
    assert everybody == {
        mine.pk: {"superuser", "coordinator", "writer"},
        in_shared.pk: {"superuser", "coordinator", "writer"},
        other.pk: {"superuser", "coordinator"},
    }


def test_taking_the_page_down_takes_the_picture_with_it_at_once(client):
    picture = PictureFactory()
    page = page_with(picture=picture)
    address = picture.get_rendition("width-100").url
    first = fetch(client, address)
    assert first.status_code == 200
    page.unpublish()
    assert status(client, address) == 404
    assert status(client, address, **{"If-None-Match": first["ETag"]}) == 404
    page.save_revision().publish()
    assert status(client, address) == 200
    page.refresh_from_db()
    page.picture = None
    page.save_revision().publish()
    assert status(client, address) == 404
    page.picture = picture
    page.save_revision().publish()
    page.delete()
    assert status(client, address) == 404


def test_a_picture_stays_while_another_page_shows_it(client):
    picture = PictureFactory()
    one, _other = page_with(picture=picture), page_with(picture=picture, title="Cake")
    one.unpublish()
    assert status(client, picture.get_rendition("width-100").url) == 200


def test_a_closed_page_or_collection_closes_its_pictures(client):
    picture = PictureFactory(collection=shared())
    page = page_with()
    below = StandardPage(title="Below", slug="below", picture=picture)
    page.add_child(instance=below)
    address = picture.get_rendition("width-100").url
    assert status(client, address) == 200
    closed = PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert status(client, address) == 404
    closed.delete()
    CollectionViewRestriction.objects.create(collection=Collection.get_first_root_node(), restriction_type="login")
    assert status(client, address) == 404


def test_somebody_working_on_a_page_sees_what_its_draft_holds(client_of, people, writers):
    """A new picture in the draft of a live page is in no index; those who are to agree to it see it all the same."""
    page, elsewhere = page_for(people["writer"]), page_with(title="Elsewhere")
    picture, other = PictureFactory(), PictureFactory()
    for draft, shown in ((page, picture), (elsewhere, other)):
        draft.picture = shown
        draft.save_revision()
    assert seen_by(client_of, picture.get_rendition("width-100").url) == {"superuser", "coordinator", "writer"}
    assert seen_by(client_of, other.get_rendition("width-100").url) == {"superuser", "coordinator"}


@pytest.mark.parametrize(
    "address",
    [
        "/pictures/999999999999999999/abc/width-100.jpg",
        "/pictures/1/abc/../../../etc/passwd",
        "/pictures/1/abc/%2e%2e%2f%2e%2e%2fetc%2fpasswd.jpg",
        "/pictures/1/abc/a%00b.jpg",
        "/pictures/0/-/original.png",
        "/documents/999999999999999999/abc/x.pdf",
        "/documents/1/abc/..%2f..%2fx.pdf",
        "/media/original_images/x.jpg",
        "/media/documents/x.pdf",
        "/documents/1/x.pdf",
    ],
)
def test_unknown_addresses_are_not_found(client, address):
    assert status(client, address) == 404


def test_an_address_with_another_version_or_ending_is_not_found(client):
    picture = PictureFactory()
    page_with(picture=picture)
    rendition = picture.get_rendition("width-100")
    _empty, _pictures, pk, version, name = rendition.url.split("/")
    assert status(client, rendition.url) == 200
    for wrong in (f"/pictures/{pk}/{'0' * 12}/{name}", f"/pictures/{pk}/{version}-00000000/{name}"):
        assert status(client, wrong) == 404
    assert status(client, rendition.url.replace(".jpg", ".html")) == 404
    assert status(client, rendition.url.replace("width-100", "width-5000")) == 404
    assert PictureRendition.objects.count() == 1


def test_a_file_that_is_gone_is_not_found(client):
    picture = PictureFactory()
    page_with(picture=picture)
    rendition = picture.get_rendition("width-100")
    storages["private"].delete(rendition.file.name)
    assert status(client, rendition.url) == 404


def test_a_storage_gives_no_address_away():
    with pytest.raises(NotImplementedError):
        storages["private"].url(PictureFactory().file.name)


# --- what goes with it ---------------------------------------------------------------------------------------------


def test_headers_of_what_is_on_show(client):
    picture = PictureFactory()
    page_with(picture=picture)
    response = fetch(client, picture.get_rendition("width-100").url)
    assert {name: response[name] for name in ("Content-Type", "Cache-Control", "X-Content-Type-Options")} == {
        "Content-Type": "image/jpeg",
        "Cache-Control": PUBLIC,
        "X-Content-Type-Options": "nosniff",
    }
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Content-Disposition"].startswith("inline")
    assert "Set-Cookie" not in response and int(response["Content-Length"]) == len(response.got)
    again = fetch(client, picture.get_rendition("width-100").url, **{"If-None-Match": response["ETag"]})
    assert (again.status_code, again["Cache-Control"], again.got) == (304, PUBLIC, b"")


def test_headers_of_what_is_not(client_of):
    picture, document = PictureFactory(), DocumentFactory()
    client = client_of("superuser")
    for address in (picture.get_rendition("width-100").url, picture.file.url, document.url):
        response = fetch(client, address)
        assert (response.status_code, response["Cache-Control"]) == (200, "private, no-store")
        assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"


@pytest.mark.parametrize("who", ["anonymous", "member", "superuser"])
def test_one_query_a_picture_whoever_reads(client_of, who, django_assert_num_queries):
    picture = PictureFactory()
    page_with(picture=picture)
    address = picture.get_rendition("width-100").url
    client = client_of(who)
    fetch(client, address)
    with django_assert_num_queries(1):
        response = fetch(client, address)
    assert "Set-Cookie" not in response and "Vary" not in response


def test_only_get_and_head(client):
    picture = PictureFactory()
    page_with(picture=picture)
    address = picture.get_rendition("width-100").url
    assert client.post(address).status_code == 405
    head = client.head(address)
    assert (head.status_code, b"".join(head)) == (200, b"")


# --- documents -----------------------------------------------------------------------------------------------------


def test_a_document_follows_the_same_rule(client_of, people, writers):
    on_a_page, in_shared, mine, other = (
        DocumentFactory(),
        DocumentFactory(shared=True),
        DocumentFactory(uploaded_by_user=people["writer"]),
        DocumentFactory(),
    )
    page = page_with()
    link = f'<p><a linktype="document" id="{on_a_page.pk}">Read</a></p>'
    page.body = blocks([{"type": "text", "value": link}])
    page.save()
    assert {document.pk: seen_by(client_of, document.url) for document in (on_a_page, in_shared, mine, other)} == {
        on_a_page.pk: PEOPLE,
        in_shared.pk: {"superuser", "coordinator", "writer"},
        mine.pk: {"superuser", "coordinator", "writer"},
        other.pk: {"superuser", "coordinator"},
    }


@pytest.mark.parametrize("kind", sorted(SOUND))
def test_a_document_is_downloaded_unless_it_is_played(client_of, kind):
    document = DocumentFactory(kind=kind, title="Our Tea: a Plan")
    response = fetch(client_of("superuser"), document.url)
    shown_as = (
        "inline" if kind in {"3gp", "m4a", "mov", "mp3", "mp4", "ogg", "opus", "vtt", "wav", "webm"} else "attachment"
    )
    assert response["Content-Disposition"] == f'{shown_as}; filename="our-tea-a-plan.{kind}"'
    assert response.got == SOUND[kind]
    assert response["Content-Type"] != "text/html" and "html" not in response["Content-Type"]


def test_a_document_keeps_nothing_of_the_name_it_came_with():
    document = DocumentFactory(title="اردو")
    assert re.fullmatch(r"documents/[0-9a-f]{32}\.pdf", document.file.name)
    assert document.filename == "document.pdf"
    assert document.file_hash and document.file_size == len(PDF)


@pytest.mark.parametrize(
    ("asked", "status", "got"),
    [
        ("bytes=0-9", 206, MP4[:10]),
        ("bytes=100-", 206, MP4[100:]),
        ("bytes=-7", 206, MP4[-7:]),
        (f"bytes=5-{len(MP4) * 2}", 206, MP4[5:]),
        ("bytes=-99999999", 206, MP4),
        (f"bytes={len(MP4)}-", 416, b""),
        ("bytes=9-5", 416, b""),
        ("bytes=-0", 416, b""),
        ("bytes=-", 200, MP4),
        ("bytes=0-1,4-5", 200, MP4),
        ("bytes=" + "9" * 5000 + "-", 200, MP4),
        ("pages=1-2", 200, MP4),
    ],
)
def test_a_part_of_a_film(client_of, asked, status, got):
    film = DocumentFactory(kind="mp4")
    response = fetch(client_of("superuser"), film.url, Range=asked)
    assert (response.status_code, response.got) == (status, got)
    if status == 206:
        assert int(response["Content-Length"]) == len(got)
        assert re.fullmatch(rf"bytes \d+-\d+/{len(MP4)}", response["Content-Range"])


def test_a_part_of_another_version_is_the_whole(client_of):
    film = DocumentFactory(kind="mp4")
    response = fetch(client_of("superuser"), film.url, **{"Range": "bytes=0-9", "If-Range": '"older"'})
    assert (response.status_code, response.got) == (200, MP4)


# --- how pages show it ---------------------------------------------------------------------------------------------


def test_a_page_prints_our_addresses_sizes_and_no_style(client):
    picture = PictureFactory(focal_point_x=100, focal_point_y=100, focal_point_width=50, focal_point_height=50)
    page_with(picture=picture)
    shown = Template(
        "{% load wagtailimages_tags %}{% image picture fill-200x100 %}"
        '{% picture picture format-{avif,webp,jpeg} width-{200,400} sizes="100vw" loading="lazy" %}'
    ).render(Context({"picture": picture}))
    addresses = set(re.findall(r"/pictures/[^\s\",]+", shown))
    assert {address.rpartition(".")[2] for address in addresses} == {"avif", "webp", "jpg"} and len(addresses) == 7
    assert "style" not in shown and shown.count("<img") == 2 and "/media/" not in shown
    assert all({"width=", "height="} <= set(re.findall(r"\w+=", tag)) for tag in re.findall(r"<img[^>]*>", shown))
    assert shown.count('alt="Two people at a table, laughing."') == 2
    types = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg"}
    for address in addresses:
        response = fetch(client, address)
        assert (response.status_code, response["Content-Type"]) == (200, types[address.rpartition(".")[2]])


def test_the_rule_is_one_condition():
    """`in_public` can be asked of a whole table at once."""
    shown, hidden = PictureFactory.create_batch(2)
    page_with(picture=shown)
    assert set(Picture.objects.filter(in_public(Picture))) == {shown} != {shown, hidden}
    assert set(Document.objects.filter(in_public(Document))) == set()
    assert reverse("picture-original", args=[shown.pk]) == shown.file.url
