"""Papers of a meeting: everybody reads them from the same moment on, and nobody else does."""

import zipfile
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from portal.audit.models import Entry
from portal.groups import services
from portal.groups.models import Paper
from portal.groups.services import AgendaClosed
from portal.groups.services.papers import MOST, AmongUs, Enough
from portal.members.copies import packed
from portal.members.held import copy_of
from portal.members.standing import COORDINATORS
from portal.notices.models import Notice
from tests.at_once import came_to
from tests.effort import RACES
from tests.factories.groups import group, in_days, meeting, offered, paper
from tests.factories.media import picture_bytes
from tests.factories.people import UserFactory
from tests.home.hostile import DOCUMENTS, PICTURES, REFUSED
from tests.portal.groups.working import again, item, on, page, send, signed_in, told, url

pytestmark = [pytest.mark.django_db, pytest.mark.both]
SECRET = "The owner wants to sell in May"


@pytest.fixture
def ann(db):
    return UserFactory(known_as="Ann")


@pytest.fixture
def ben(db):
    return UserFactory(known_as="Ben")


@pytest.fixture
def made(ann, ben):
    return group(ann, ben)


def bring(client, by, there, content=b"The last bus goes at eight.", name="a.txt", **said):
    file = SimpleUploadedFile(name, content)
    return send(client, by, "add-paper", there.pk, **({"title": SECRET, "file": file, "item": ""} | said))


def read(client, person, one):
    """As they get it; `body` holds what is in it."""
    answer = signed_in(client, person).get(url("paper", one.pk))
    answer.body = b"".join(answer.streaming_content) if answer.streaming else b""
    return answer


def kept() -> set[str]:
    storage = storages["private"]
    return set(storage.listdir("papers")[1]) if storage.exists("papers") else set()


def hours(many):
    return timezone.now() + timedelta(hours=many)


# --- The same moment for all ------------------------------------------------------------------------------------------
def test_everybody_reads_it_from_nine_in_the_morning_seven_days_before(client, made, ann, ben):
    there = meeting(made, days=10)
    bring(client, ben, there)
    one = Paper.objects.get()
    assert one.readable_from == in_days(3, hour=9)
    assert [read(client, who, one).status_code for who in (ann, ben)] == [404, 200]
    assert "Only you see it until" in page(client, ben, "meeting", there.pk)
    assert SECRET not in page(client, ann, "meeting", there.pk)
    Paper.objects.update(readable_from=timezone.now())
    assert read(client, ann, one).status_code == 200
    text = page(client, ann, "meeting", there.pk)
    assert SECRET in text
    assert "Came late" not in text


def test_what_comes_late_is_there_at_once_and_says_so(client, made, ann, ben):
    there = meeting(made, days=5)
    bring(client, ben, there)
    assert "Came late: less than 7 days before the meeting" in page(client, ann, "meeting", there.pk)


def test_the_moment_follows_the_day_and_what_the_group_has_said_and_what_was_read_stays(made, ann):
    looks = offered(made, 20, 30)
    one = paper(looks, ann, readable_from=None)
    services.choose(date=looks.dates.last(), by=ann)
    assert again(one).readable_from == in_days(23, hour=9)
    said = {"name": made.name, "question": made.question, "anyone_may_ask": False, "interests": []}
    services.change(group=made, papers_days=14, by=ann, **said)
    assert again(one).readable_from == in_days(16, hour=9)
    services.change_meeting(meeting=again(looks), starts_at=in_days(8), by=ann)
    out = again(one).readable_from
    assert out <= timezone.now()
    services.change_meeting(meeting=again(looks), starts_at=in_days(40), by=ann)
    assert again(one).readable_from == out
    waits = paper(looks, ann, readable_from=in_days(26, hour=9))
    services.call_off(meeting=again(looks), by=ann)
    assert again(waits).readable_from is None


def test_it_goes_with_what_it_is_about_to_another_meeting(made, ann, ben):
    there, next_one = meeting(made, days=2), meeting(made, days=30)
    about = item(there, by=ben)
    one = paper(there, ben, item=about, readable_from=in_days(1))
    services.park_item(item=about, why="No time", by=ann)
    services.bring_back_item(item=about, meeting=next_one, by=ann)
    assert (again(one).meeting, again(one).readable_from) == (next_one, in_days(23, hour=9))


# --- Who reads it -----------------------------------------------------------------------------------------------------
def test_nobody_else_reads_it_or_finds_its_name_anywhere(client, made, ann, ben):
    """Before the moment: neither those in the group, in any list, file or message, nor whoever is outside it after."""
    there = meeting(made, days=10)
    one = paper(there, ben, title=SECRET, words=SECRET.encode(), readable_from=hours(1))
    cora, asked, other = UserFactory(groups=[COORDINATORS]), UserFactory(), UserFactory()
    made.seats.create(person=asked, state="asked", asked_by=ann)
    group(other)
    services.tell_of_papers()
    pages = [url("meeting", there.pk), url("group", made.pk), url("catch-up", made.pk), url("minutes", there.pk)]
    pages += [
        url("log", made.pk),
        "/portal/",
        "/portal/whats-on/",
        "/portal/messages/",
        "/portal/whats-on/calendar.ics",
    ]
    for who in (ann, cora, asked, other):
        client = signed_in(client, who)
        assert not [where for where in pages if SECRET.encode() in client.get(where, follow=True).content]
        copy = zipfile.ZipFile(BytesIO(all_of(packed(copy_of(who)))))
        assert SECRET.encode() not in copy.read("copy.html")
    assert SECRET.encode() in zipfile.ZipFile(BytesIO(all_of(packed(copy_of(ben))))).read("copy.html")
    assert not Notice.objects.filter(words__contains=SECRET).exists()
    Paper.objects.update(readable_from=hours(-1))
    assert [read(client, who, one).status_code for who in (ann, ben, cora, asked, other)] == [200, 200, 404, 404, 404]


def test_of_what_is_only_for_those_who_are_there_nobody_brings_papers(client, made, ann, ben):
    there = on(made, ann)
    among_us = item(there, "Somebody’s home", confidential=True)
    with pytest.raises(AmongUs):
        services.add_paper(meeting=there, title=SECRET, file=None, item=among_us, by=ann)
    assert bring(client, ann, there, item=among_us.pk).status_code == 200
    assert not Paper.objects.exists()
    about = item(there)
    one = paper(there, ann, title=SECRET, item=about)
    about.confidential = True
    about.save()
    services.tell_of_papers()
    assert [read(client, who, one).status_code for who in (ann, ben)] == [200, 404]
    assert SECRET not in page(client, ben, "meeting", there.pk)
    assert told(ben) == []


def test_another_meetings_item_and_one_that_is_over_take_none(client, made, ann, ben):
    there, elsewhere = meeting(made), meeting(group(UserFactory()))
    assert bring(client, ann, there, item=item(elsewhere).pk).status_code == 200
    assert bring(client, ann, elsewhere).status_code == 404
    with pytest.raises(AgendaClosed):
        services.add_paper(meeting=on(made, to_check_since=timezone.now()), title="T", file=None, by=ann)
    Paper.objects.bulk_create(Paper(meeting=there, title="T", file_size=1, added_by=ann) for _n in range(MOST))
    with pytest.raises(Enough):
        services.add_paper(meeting=there, title="T", file=None, by=ann)


# --- The file ---------------------------------------------------------------------------------------------------------
def test_it_goes_out_to_be_kept_and_nothing_in_it_acts(client, made, ann):
    there = meeting(made, days=1)
    title = "Fares\r\nSet-Cookie: hostile=1; <b>\x00\u202efdp.exe"
    bring(client, ann, there, title=title, name="invoice.exe.txt", content=b"hello")
    one = Paper.objects.get()
    assert one.title == "Fares Set-Cookie: hostile=1; <b>fdp.exe"
    answer = read(client, ann, one)
    assert answer.body == b"hello"
    assert answer["Content-Disposition"] == 'attachment; filename="fares-set-cookie-hostile1-bfdpexe.txt"'
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert (answer["Cache-Control"], answer["X-Content-Type-Options"]) == ("private, no-store", "nosniff")
    assert "Set-Cookie" not in answer.headers
    assert "invoice" not in one.file.name


NONE_OF_THEM = ("page called text", "program called PDF, then program", "Word file that swells", "nothing", "SVG")
NO_PHOTOS = ("SVG", "page called PNG", "2.5 thousand million pixels")


def test_what_is_not_what_its_name_says_is_refused_and_the_words_stay(client, made, ann):
    """Which files are refused is tested of `home.uploads` and `home.pictures`; here, that they are asked."""
    there, before = meeting(made, days=1), kept()
    for name, content, fate in (*map(DOCUMENTS.get, NONE_OF_THEM), *map(PICTURES.get, NO_PHOTOS)):
        answer = bring(client, ann, there, content(), name)
        assert (fate, answer.status_code) == (REFUSED, 200)
        assert SECRET in answer.content.decode()
        assert "error-summary" in answer.content.decode()
    assert (kept() - before, Paper.objects.count()) == (set(), 0)


def test_a_photo_is_made_again(client, made, ann):
    there = meeting(made, days=1)
    bring(client, ann, there, picture_bytes() + b"hostile", "photo.jpg")
    answer = read(client, ann, Paper.objects.get())
    assert answer["Content-Type"] == "image/jpeg"
    assert b"hostile" not in answer.body


def test_a_file_that_is_too_big_is_refused(client, made, ann, settings):
    settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = 10
    assert "The most we can take is" in bring(client, ann, meeting(made, days=1)).content.decode()


def test_a_title_of_a_megabyte_is_refused_and_an_empty_one_too(client, made, ann):
    there = meeting(made, days=1)
    for title in ("x" * 1_000_000, " \u200b "):
        assert "error-summary" in bring(client, ann, there, title=title).content.decode()
    assert not Paper.objects.exists()


# --- Taking it back ---------------------------------------------------------------------------------------------------
def test_whoever_brought_it_takes_it_back_and_its_file_goes(client, made, ann, ben, django_capture_on_commit_callbacks):
    there, before = meeting(made, days=1), kept()
    one = paper(there, ben)
    services.tell_of_papers()
    assert send(client, ann, "take-paper-back", one.pk).status_code == 403
    with django_capture_on_commit_callbacks(execute=True):
        assert send(client, ben, "take-paper-back", one.pk).status_code == 302
    assert kept() == before
    assert not Paper.objects.exists()
    assert told(ann) == []
    assert Entry.objects.filter(verb="groups.paper_taken_back", by=ben).exists()


# --- Telling everybody ------------------------------------------------------------------------------------------------
def test_everybody_hears_of_it_once_of_several_in_one_message(made, ann, ben):
    there = meeting(made, days=5)
    for title in ("The new timetable", "What it costs"):
        paper(there, ben, title=title)
    paper(there, ben, title=SECRET, readable_from=hours(1))
    for _tick in range(2):
        services.tell_of_papers()
    (one,) = Notice.objects.filter(person=ann)
    assert "– The new timetable\n– What it costs" in one.words
    assert SECRET not in one.words
    assert told(ben) == []
    paper(there, ann, title="The old timetable")
    services.tell_of_papers()
    assert (len(told(ann)), len(told(ben))) == (1, 1)


@pytest.mark.parametrize("over", [{"called_off_at": timezone.now()}, {"days": -1}])
def test_nobody_hears_of_papers_of_what_is_over(made, ann, ben, over):
    paper(meeting(made, **({"days": 5} | over)), ben)
    services.tell_of_papers()
    assert told(ann) == []


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_told_moved_and_taken_back_at_once_nobody_hears_of_it_twice():
    for _repeat in range(RACES):
        ann, ben = UserFactory.create_batch(2)
        there = meeting(group(ann, ben), days=5)
        one, other = paper(there, ben), paper(there, ben, title="What it costs")
        came = came_to(
            services.tell_of_papers,
            services.tell_of_papers,
            lambda there=there, ann=ann: services.change_meeting(meeting=again(there), starts_at=in_days(6), by=ann),
            lambda one=one, ben=ben: services.take_paper_back(paper=one, by=ben),
        )
        assert came == ["done"] * 4
        assert list(there.papers.all()) == [other]
        assert again(other).told_at is not None
        assert sum(title.startswith("Papers for") for title in told(ann)) == 1


def test_a_paper_goes_with_the_item_it_was_brought_for(made, ann):
    to_come = meeting(made, days=3)
    one = item(to_come, by=ann)
    paper(to_come, ann, item=one)
    services.take_item_back(item=one, by=ann)
    assert not Paper.objects.exists()


def all_of(file) -> bytes:
    with file:
        return file.read()
