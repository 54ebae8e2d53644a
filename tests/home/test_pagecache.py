"""What is kept for everybody holds nobody's own, and is gone as soon as it is no longer so."""

import gzip
import secrets
import shutil
import socket
import subprocess
import sys
import time
from datetime import datetime, timedelta

import pytest
import time_machine
from django.core.cache import cache, caches
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone
from wagtail import hooks
from wagtail.models import PageViewRestriction, Site

from casestudies import services
from casestudies.services.pages import note_end
from home import freshness, pagecache
from home.look import Look
from home.models import Brand, HomePage, Principle, PrincipleSet, QuestionsPage, StandardPage
from home.pagecache import PageCache
from tests.factories.people import UserFactory
from tests.factories.telling import all_but_the_last_yes, say_yes, source, stories_index

TEN_MINUTES = 600
HERE = "/what-we-do/"


@pytest.fixture(autouse=True)
def _switched_on(settings):
    settings.PAGE_CACHE_SECONDS = TEN_MINUTES


@pytest.fixture
def home(db, gate_is_open):
    Brand.load()  # the first reader of all makes the row, which is a change
    return HomePage.objects.get()


@pytest.fixture
def page(home):
    page = StandardPage(title="What we do", slug="what-we-do", introduction="We meet on Tuesdays.")
    home.add_child(instance=page)
    page.save_revision().publish()
    return page


@pytest.fixture
def kept(page, client):
    """The page as it is given out, made once already."""
    client.get(HERE)
    return page


@pytest.fixture
def is_given_out(django_assert_num_queries):
    """`is_given_out(client, …)`: the answer that came from the cache, since no query was asked."""

    def get(client, path=HERE, **how):
        with django_assert_num_queries(0):
            return client.get(path, **how)

    return get


def is_made_anew(client, path=HERE, **how):
    """The answer when the page was made for this request: a word nobody said before is added to whatever is made."""
    word = f"<!-- {secrets.token_hex()} -->"
    with made_with(word):
        answer = client.get(path, **how)
    assert word in answer.content.decode()
    return answer


def made_with(words, act=lambda request: None, **headers):
    """While it lasts, pages are made with `words` in them, after `act(request)`."""

    def serve(page, request, args, kwargs):
        act(request)
        answer = page.serve(request, *args, **kwargs)
        answer.render()
        answer.content = answer.content + words.encode()
        for name, value in headers.items():
            answer[name.replace("_", "-")] = value
        return answer

    return hooks.register_temporarily("before_serve_page", serve)


# --- Given out --------------------------------------------------------------------------------------------------------
def test_a_second_reader_gets_the_same_page_without_a_query(kept, is_given_out):
    first = is_made_anew(Client(), "/")
    again = is_given_out(Client(), "/")
    assert again.content == first.content
    assert "We meet on Tuesdays." in is_given_out(Client()).content.decode()


def test_it_carries_every_header_that_a_page_made_anew_carries(page, client, is_given_out):
    first = is_made_anew(client)
    assert dict(is_given_out(client).headers) == dict(first.headers)
    assert {"Content-Security-Policy", "X-Frame-Options", "Permissions-Policy", "Content-Language"} <= set(
        first.headers
    )
    assert "X-Content-Type-Options" in first.headers


def test_browsers_ask_each_time_and_others_keep_nothing(kept, client, is_given_out):
    answer = is_given_out(client)
    assert answer["Cache-Control"] == "private, no-cache"
    assert {"Cookie", "Accept-Encoding"} <= {name.strip() for name in answer["Vary"].split(",")}


def test_a_browser_that_has_it_already_is_told_so(kept, client, is_given_out):
    tag = is_given_out(client)["ETag"]
    answer = is_given_out(client, headers={"If-None-Match": tag})
    assert (answer.status_code, answer.content) == (304, b"")
    assert answer["Content-Security-Policy"]
    change_words(kept)
    assert client.get(HERE, headers={"If-None-Match": tag}).status_code == 200


def test_it_travels_small_to_those_who_can_unpack_it(kept, client, is_given_out):
    plain, packed = is_given_out(client), is_given_out(client, headers={"Accept-Encoding": "gzip, br"})
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert len(packed.content) * 3 < len(plain.content)
    assert int(packed["Content-Length"]) == len(packed.content)


def test_each_look_has_its_own(kept, client, is_given_out):
    client.cookies["look"] = str(Look(theme="dark"))
    assert 'data-theme="dark"' in is_made_anew(client).content.decode()
    assert 'data-theme="dark"' in is_given_out(client).content.decode()
    assert 'data-theme="auto"' in is_given_out(Client()).content.decode()


def test_looks_nobody_knows_share_the_usual_one(kept, client, is_given_out):
    client.cookies["look"] = "<script>-huge-easy2"
    assert 'data-theme="auto"' in is_given_out(client).content.decode()


def test_the_language_is_in_the_address_whatever_the_browser_prefers(kept, client, is_given_out):
    assert 'lang="en"' in is_given_out(client, headers={"Accept-Language": "cy"}).content.decode()
    client.get(HERE, headers={"Accept-Language": "ur"})
    assert 'lang="en"' in is_given_out(client).content.decode()


def test_it_can_be_switched_off(settings, page, client):
    settings.PAGE_CACHE_SECONDS = 0
    client.get(HERE)
    assert "ETag" not in is_made_anew(client)


# --- Gone when it is no longer so -------------------------------------------------------------------------------------
def change_words(page):
    page.introduction = "We meet on Fridays."
    page.save_revision().publish()


def change_slug(page):
    page.slug = "our-work"
    page.save_revision().publish()


def move(page):
    section = StandardPage(title="About", slug="about")
    page.get_parent().add_child(instance=section)
    page.refresh_from_db()
    page.move(section, pos="last-child")


CHANGES = {
    "published": change_words,
    "unpublished": lambda page: page.unpublish(),
    "deleted": lambda page: page.delete(),
    "moved": move,
    "another address": change_slug,
    "made by code": lambda page: page.get_parent().add_child(instance=StandardPage(title="News", slug="news")),
    "kept from the public": lambda page: PageViewRestriction.objects.create(page=page, restriction_type="login"),
    "brand": lambda page: Brand.load().save(),
    "site": lambda page: Site.objects.get().save(),
    "snippet": lambda page: PrincipleSet.objects.create(name="Ours", locale=page.locale),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_whatever_changes_nothing_old_is_given_out(change, kept, client, is_given_out):
    client.get("/")
    is_given_out(client, "/")
    change(StandardPage.objects.get(pk=kept.pk))
    is_made_anew(client, "/")


@pytest.mark.parametrize("change", ["unpublished", "deleted", "moved", "another address"])
def test_what_was_withdrawn_is_gone_at_once(change, kept, client):
    CHANGES[change](StandardPage.objects.get(pk=kept.pk))
    answer = client.get(HERE)
    assert answer.status_code in (301, 404)
    assert "We meet on Tuesdays." not in answer.content.decode()


def test_what_was_closed_asks_who_you_are(kept, client):
    CHANGES["kept from the public"](kept)
    assert client.get(HERE).status_code == 302


def test_deleting_a_snippet_is_a_change_too(kept, client, english):
    own = PrincipleSet.objects.create(name="Ours", locale=english)
    principle = Principle.objects.create(set=own, title="Be kind", locale=english)
    client.get(HERE)
    principle.delete()
    is_made_anew(client)


def test_withdrawn_words_are_in_no_file_of_the_cache(
    kept, client, django_capture_on_commit_callbacks, settings, tmp_path
):
    settings.CACHES = file_cache(tmp_path)
    client.get(HERE)
    assert "We meet on Tuesdays." in words_kept()
    with django_capture_on_commit_callbacks(execute=True):
        kept.unpublish()
    assert "We meet on Tuesdays." not in words_kept()


def test_nothing_is_kept_that_changed_while_it_was_made(page, client):
    with made_with("", act=lambda request: change_words(page)):
        client.get(HERE)
    assert words_kept() == ""
    is_made_anew(client)


def words_kept():
    places = [pagecache.place_name(sort, number) for sort in pagecache.SORTS for number in range(pagecache.PLACES)]
    return "".join(gzip.decompress(page[4]).decode() for page in cache.get_many(places).values())


def test_it_ends_when_something_on_it_changes_by_date(page, client, is_given_out):
    with time_machine.travel("2026-06-01 12:00", tick=False) as clock:
        with made_with("", act=lambda request: pagecache.ends(request, timezone.now() + timedelta(seconds=90))):
            client.get(HERE)
        clock.shift(80)
        is_given_out(client)
        clock.shift(20)
        is_made_anew(client)


def test_the_soonest_of_several_dates_counts(page, client):
    def two_dates(request):
        for seconds in (90, 30, 60):
            pagecache.ends(request, timezone.now() + timedelta(seconds=seconds))

    with time_machine.travel("2026-06-01 12:00", tick=False) as clock:
        with made_with("", act=two_dates):
            client.get(HERE)
        clock.shift(31)
        is_made_anew(client)


def test_it_ends_when_any_page_is_to_come_out_or_to_end(home, page, client, is_given_out):
    with time_machine.travel("2026-06-01 12:00", tick=False) as clock:
        page.expire_at = timezone.now() + timedelta(seconds=300)
        page.save_revision().publish()
        soon = StandardPage(title="Soon", slug="soon", live=False, go_live_at=timezone.now() + timedelta(seconds=100))
        home.add_child(instance=soon)
        soon.save_revision().publish()
        client.get("/")
        clock.shift(99)
        is_given_out(client, "/")
        clock.shift(2)
        is_made_anew(client, "/")
        clock.shift(190)
        is_given_out(client, "/")
        clock.shift(10)
        is_made_anew(client, "/")


def test_it_ends_after_the_time_that_was_set(page, client, is_given_out):
    with time_machine.travel("2026-06-01 12:00", tick=False) as clock:
        client.get(HERE)
        clock.shift(TEN_MINUTES - 1)
        is_given_out(client)
        clock.shift(2)
        is_made_anew(client)


# --- Nobody's own -----------------------------------------------------------------------------------------------------
@pytest.fixture
def editor(db):
    client = Client()
    person = UserFactory(known_as="Sol Secret", is_superuser=True, is_staff=True)
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_what_somebody_signed_in_reads_is_neither_kept_nor_given_to_them_from_it(page, editor, is_given_out):
    own = is_made_anew(editor)
    assert "wagtail-userbar" in own.content.decode()
    assert own["Cache-Control"] == "private, no-store"
    assert "wagtail-userbar" not in is_made_anew(Client()).content.decode()
    assert "wagtail-userbar" in editor.get(HERE).content.decode()
    assert "wagtail-userbar" not in is_given_out(Client()).content.decode()


def test_a_draft_is_seen_by_its_editor_and_nobody_else(kept, editor):
    kept.introduction = "Secret draft."
    kept.save_revision()
    for _visit in range(2):
        assert "Secret draft." in editor.get(f"/cms/pages/{kept.pk}/view_draft/").content.decode()
        assert "Secret draft." not in Client().get(HERE).content.decode()
    assert "Secret draft." not in words_kept()


def test_a_draft_is_shown_also_where_the_page_is_kept_already(page, editor, client, is_given_out):
    client.get(HERE)
    page.introduction = "Secret draft."
    page.save_revision()
    is_given_out(client)
    assert "Secret draft." in editor.get(f"/cms/pages/{page.pk}/view_draft/").content.decode()


PERSONAL = {
    "a word of what just happened": {"cookie": ("messages", "anything")},
    "a session, whoever's": {"cookie": ("sessionid", "anything")},
    "a name and password": {"headers": {"Authorization": "Basic c29sOnNlY3JldA=="}},
}


@pytest.mark.parametrize("how", PERSONAL.values(), ids=PERSONAL.keys())
def test_a_request_that_says_who_asks_goes_past_the_cache(how, page, client):
    if "cookie" in how:
        name, client.cookies[name] = how["cookie"][0], how["cookie"][1]
    for _visit in range(2):
        is_made_anew(client, headers=how.get("headers"))
    assert words_kept() == ""


FOR_ONE = {
    "a cookie": {"Set_Cookie": "seen=yes"},
    "private": {"Cache_Control": "private"},
    "no-store": {"Cache_Control": "no-store"},
    "varies with something else": {"Vary": "Cookie, X-Group"},
}


@pytest.mark.parametrize("headers", FOR_ONE.values(), ids=FOR_ONE.keys())
def test_an_answer_that_says_it_is_for_one_is_not_kept(headers, page, client):
    headers = dict(headers)
    sets_cookie = headers.pop("Set_Cookie", None)

    def with_cookie(page, request, args, kwargs):
        answer = page.serve(request, *args, **kwargs)
        answer.set_cookie(*sets_cookie.split("="))
        return answer

    if sets_cookie:
        with hooks.register_temporarily("before_serve_page", with_cookie):
            client.get(HERE)
    else:
        with made_with("", **headers):
            client.get(HERE)
    assert words_kept() == ""


FORM = "<input name=csrfmiddlewaretoken value=abc>"


def test_a_page_with_a_form_of_somebodys_own_is_not_kept(page, client):
    with made_with(FORM):
        client.get(HERE)
    assert words_kept() == ""


def test_only_found_pages_are_kept(page, client):
    for path in ("/nothing-here/", "/accounts/login/", "/portal/"):
        client.get(path)
    with hooks.register_temporarily("before_serve_page", lambda *args: HttpResponse("Not now", status=503)):
        client.get(HERE)
    assert words_kept() == ""


# --- Nobody writes into it --------------------------------------------------------------------------------------------
def test_a_host_that_is_not_ours_is_refused(kept, client):
    assert client.get(HERE, headers={"Host": "evil.example"}).status_code == 400


def test_each_host_of_ours_has_its_own(settings, kept, is_given_out):
    is_made_anew(Client(), headers={"Host": "localhost:9999"})
    assert "localhost:9999" not in is_given_out(Client()).content.decode()


def test_a_host_that_only_a_proxy_may_name_changes_nothing(page, client, is_given_out):
    client.get(HERE, headers={"X-Forwarded-Host": "evil.example", "X-Forwarded-Port": "81"})
    assert "evil.example" not in is_given_out(client).content.decode()


def test_a_host_in_capitals_is_answered_and_not_kept(page, client):
    is_made_anew(client, headers={"Host": "LOCALHOST"})
    assert words_kept() == ""


def test_plain_and_safe_addresses_are_kept_apart(kept, is_given_out):
    is_made_anew(Client(), secure=True)
    is_given_out(Client(), secure=True)


def test_where_a_link_was_found_makes_no_difference(kept, client, is_given_out):
    answer = is_given_out(client, f"{HERE}?utm_source=evil&fbclid=1")
    assert "evil" not in answer.content.decode()


def test_an_address_that_nobody_wrote_so_is_answered_and_not_kept(page, client):
    for query in ("?utm_source=evil", "?x=evil", "?page=2", "?page=%32"):
        is_made_anew(client, HERE + query)
    assert words_kept() == ""


def test_a_list_is_kept_for_each_way_of_narrowing_it(home, client, is_given_out):
    home.add_child(instance=QuestionsPage(title="Questions", slug="questions"))
    is_made_anew(client, "/questions/?for=staff")
    is_made_anew(client, "/questions/?for=members")
    is_made_anew(client, "/questions/")
    assert is_given_out(client, "/questions/?for=staff").content != is_given_out(client, "/questions/").content
    is_made_anew(client, "/questions/?who=staff")


def asked(path, **headers):
    request = RequestFactory().get(path, **headers)
    request.look = Look.read(request.COOKIES.get("look", ""))
    return request


def test_the_usual_pages_cannot_be_pushed_out_by_invented_addresses(settings):
    settings.WAGTAILADMIN_BASE_URL = "http://testserver"
    middleware = PageCache(lambda request: None)
    _key, usual = middleware.key_and_place(asked("/"))
    assert usual.startswith("page:usual:")
    invented = [asked(f"/?page={number}") for number in range(3000)]
    invented += [asked("/", headers={"Host": f"testserver:{number}"}) for number in range(3000)]
    invented += [asked("/", headers={"Cookie": "look=dark-normal-usual"})]
    places = {middleware.key_and_place(request)[1] for request in invented}
    assert {place.split(":")[1] for place in places} == {"other"}
    assert len(places) <= pagecache.PLACES


def test_asking_for_the_headers_alone_keeps_nothing_and_is_answered_from_what_is_kept(page, client, is_given_out):
    client.head(HERE)
    assert words_kept() == ""
    whole = is_made_anew(client)
    with_headers_alone = client.head(HERE)
    assert dict(with_headers_alone.headers) == dict(whole.headers)


def test_two_pages_that_fall_on_one_place_are_never_taken_for_each_other(page, client, monkeypatch):
    monkeypatch.setattr(pagecache, "PLACES", 1)
    for _visit in range(2):
        assert "We meet on Tuesdays." in client.get(HERE).content.decode()
        assert "We meet on Tuesdays." not in client.get("/").content.decode()


# --- Shared by all who serve ------------------------------------------------------------------------------------------
def file_cache(folder):
    return {"default": {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": str(folder)}}


@pytest.fixture
def redis():
    """A Redis of our own, ended afterwards."""
    program = shutil.which("redis-server")
    if program is None:
        pytest.skip("redis-server is not installed: `apt install redis-server` to see the page cache on it")
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    started = subprocess.Popen(
        [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"],
        stdout=subprocess.DEVNULL,
    )
    wait_for(port)
    yield {
        "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": f"redis://127.0.0.1:{port}"}
    }
    caches["default"].close()
    started.terminate()
    started.wait()


def wait_for(port):
    for _try in range(100):
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError(f"Nothing answers at port {port}")


ELSEWHERE = """
import sys
from django.conf import settings
settings.configure(CACHES=eval(sys.argv[1]))
from django.core.cache import cache
print(cache.get(sys.argv[2])[0])
cache.set(sys.argv[3], "changed by another")
"""


@pytest.fixture(params=["file", "redis"])
def shared_cache(request, tmp_path):
    return file_cache(tmp_path) if request.param == "file" else request.getfixturevalue("redis")


def test_another_process_finds_it_and_its_changes_are_seen_here(shared_cache, settings, page, client, is_given_out):
    settings.CACHES = shared_cache
    is_made_anew(client)
    is_given_out(client)
    key, place = PageCache(lambda request: None).key_and_place(asked(HERE))
    run = subprocess.run(
        [sys.executable, "-c", ELSEWHERE, repr(shared_cache), place, freshness.KEY],
        check=True,
        capture_output=True,
        text=True,
    )
    assert run.stdout.strip() == key.strip()
    is_made_anew(client)


def test_whatever_shares_it_withdrawn_words_are_deleted(
    shared_cache, settings, kept, django_capture_on_commit_callbacks
):
    settings.CACHES = shared_cache
    Client().get(HERE)
    assert words_kept() != ""
    with django_capture_on_commit_callbacks(execute=True):
        kept.unpublish()
    assert words_kept() == ""


# --- Stories that people tell together --------------------------------------------------------------------------------
@pytest.fixture
def told(home):
    """Ready but for the last yes; whoever asks for the stories finds what is kept."""
    Brand.load()
    stories_index()
    return all_but_the_last_yes(title="The garden", words="We dug it at night.")


def test_a_story_that_comes_out_is_read_at_once(told, client):
    story, (teller, _writer), _reader = told
    where = f"/stories/{source(story).slug}/"
    assert (client.get("/stories/").status_code, client.get(where).status_code) == (200, 404)
    say_yes(story, teller)
    assert "The garden" in is_made_anew(client, "/stories/").content.decode()
    assert "We dug it at night." in is_made_anew(client, where).content.decode()


@pytest.fixture
def out(told, client):
    """On the site, and kept: its page and the list."""
    story, people, _reader = told
    say_yes(story, people[0])
    where = source(story).url
    for path in ("/stories/", where):
        client.get(path)
    assert "We dug it at night." in words_kept()
    return story, people, where


@pytest.mark.parametrize("how", ["taken down", "left", "ended"])
def test_of_a_story_that_is_withdrawn_no_word_is_kept(how, out, client, django_capture_on_commit_callbacks):
    story, (teller, writer), where = out
    with django_capture_on_commit_callbacks(execute=True):
        if how == "taken down":
            services.take_down(story=story, by=teller)
        elif how == "left":
            services.leave(story=story, by=writer)
        else:
            asked = {"called": "A neighbour", "naming": "none", "given": "talk"}
            services.end(consent=services.allow(story=story, by=teller, **asked), by=teller)
    assert words_kept() == ""
    assert client.get(where).status_code == 404
    assert "The garden" not in is_made_anew(client, "/stories/").content.decode()


def test_what_is_kept_of_a_story_ends_when_somebody_allows_it_no_longer(told, client, is_given_out):
    story, (teller, writer), _reader = told
    say_yes(story, teller)
    ends_on = timezone.localdate() + timedelta(days=20)
    story.consents.filter(person=writer).update(ends_on=ends_on)
    note_end(story)
    midnight = timezone.make_aware(datetime.combine(ends_on, datetime.min.time()))
    where = source(story).url
    with time_machine.travel(midnight - timedelta(seconds=90), tick=False) as clock:
        client.get(where)
        clock.shift(80)
        assert "We dug it at night." in is_given_out(client, where).content.decode()
        clock.shift(20)
        assert client.get(where).status_code == 404, "though no clock has run"
        assert "The garden" not in client.get("/stories/").content.decode()


def test_what_its_people_see_of_a_story_is_kept_for_nobody(told, client):
    story, (teller, _writer), _reader = told
    client.force_login(teller, backend="django.contrib.auth.backends.ModelBackend")
    preview = reverse("portal:stories:preview", args=[story.pk, story.page_id])
    for _visit in range(2):
        assert "We dug it at night." in client.get(preview).content.decode()
    say_yes(story, teller)
    assert "We dug it at night." in client.get(source(story).url).content.decode()
    assert words_kept() == ""


def test_whatever_shares_it_a_story_that_is_taken_down_is_deleted(
    shared_cache, settings, told, django_capture_on_commit_callbacks
):
    """And another process, which had it too, is told that what it has is old."""
    settings.CACHES = shared_cache
    story, (teller, _writer), _reader = told
    say_yes(story, teller)
    where = source(story).url
    Client().get(where)
    key, place = PageCache(lambda request: None).key_and_place(asked(where))
    before = freshness.stamp()
    assert seen_elsewhere(shared_cache, place).startswith(key.strip())
    with django_capture_on_commit_callbacks(execute=True):
        services.take_down(story=story, by=teller)
    assert words_kept() == ""
    assert freshness.stamp() != before
    assert seen_elsewhere(shared_cache, place) == "nothing"
    assert Client().get(where).status_code == 404


LOOKS_ELSEWHERE = """
import sys
from django.conf import settings
settings.configure(CACHES=eval(sys.argv[1]))
from django.core.cache import cache
print((cache.get(sys.argv[2]) or ["nothing"])[0])
"""


def seen_elsewhere(shared_cache, place) -> str:
    """What another process finds there."""
    run = [sys.executable, "-c", LOOKS_ELSEWHERE, repr(shared_cache), place]
    return subprocess.run(run, check=True, capture_output=True, text=True).stdout.strip()
