"""The drill: what is backed up comes back to the last row and byte, or not at all, and nobody erased comes with it."""

import random
import re
import resource
import shutil
import tarfile
import tempfile
from contextlib import contextmanager
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from casestudies import erasure as stories
from casestudies.models import DeletedStory, Story, StorySeat
from casestudies.services import bring_back, delete_now, let_go, let_go_on_its_day, take_down
from operations import archive, backups, databases, erasures, restoring
from portal.audit.models import Entry
from portal.audit.services import audited, record
from portal.members import erasure as people
from portal.members.models import User
from portal.members.services import erase_person
from portal.notices.models import Notice
from tests.database import _server as server
from tests.factories.people import UserFactory
from tests.factories.telling import joined, story, told_story
from tests.scanning import tables_with

pytestmark = pytest.mark.django_db(transaction=True)
SESSIONS = {"django_session", "usersessions_usersession"}


@pytest.fixture(autouse=True)
def folders(settings, tmp_path):
    """Files and backups of this test alone."""
    settings.BACKUP_DIR = tmp_path / "backups"
    settings.VAR_DIR = tmp_path / "var"
    settings.MEDIA_ROOT, settings.PRIVATE_ROOT = tmp_path / "media", tmp_path / "private"
    (settings.PRIVATE_ROOT / "pictures").mkdir(parents=True)
    settings.MEDIA_ROOT.mkdir()


@pytest.fixture
def a_site_in_use(client):
    """People, a trail, a signed-in phone and two files."""
    person = UserFactory(known_as="Mina")
    with audited():
        for number in range(3):
            record("tests.pressed", subject="page:1", by=person, number=number)
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    (settings.PRIVATE_ROOT / "pictures" / "choir.webp").write_bytes(random.Random(1).randbytes(70_000))
    (settings.PRIVATE_ROOT / "pictures" / "ŵ note.txt").write_text("Tea at two")
    return person


@contextmanager
def an_empty_database():
    """A database without a single table, in place of the worker's own."""
    own = connection.settings_dict["NAME"]
    connection.close()
    if connection.vendor == "sqlite":
        name = f"{own}.empty"
    else:
        name = f"{own}_empty"
        with server() as postgresql:
            postgresql.execute(f'CREATE DATABASE "{name}"')
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = own
        if connection.vendor == "postgresql":
            with server() as postgresql:
                postgresql.execute(f'DROP DATABASE "{name}"')
        else:
            for file in Path(name).parent.glob(f"{Path(name).name}*"):
                file.unlink()


def restore(path, **options):
    said = StringIO()
    call_command("restore", str(path), stdout=said, **options)
    return said.getvalue()


def files():
    return {
        f"{name}/{path.relative_to(folder)}": path.read_bytes()
        for name, folder in backups.folders().items()
        for path in folder.rglob("*")
        if path.is_file()
    }


def state():
    """Everything there is: the fingerprint of every table, and every file's bytes."""
    return databases.fingerprints(), files()


def without_sessions(fingerprints):
    return {table: sum_ for table, sum_ in fingerprints.items() if table not in SESSIONS}


def test_a_backup_fills_an_empty_machine_with_every_row_and_byte(a_site_in_use):
    path = backups.make()
    tables, kept = state()

    with an_empty_database():
        for folder in backups.folders().values():
            shutil.rmtree(folder)
        said = restore(path)

        assert without_sessions(databases.fingerprints()) == without_sessions(tables)
        assert files() == kept
        assert User.objects.get().known_as == "Mina"
    assert "The trail holds together: 3 entries." in said


def test_restoring_takes_away_what_came_after_the_backup(a_site_in_use):
    path = backups.make()
    tables, kept = state()
    UserFactory(known_as="Later")
    (settings.PRIVATE_ROOT / "later.txt").write_text("later")

    assert backups.last_proved() is None
    restore(path, replace=True)

    assert without_sessions(databases.fingerprints()) == without_sessions(tables)
    assert files() == kept
    assert timezone.now() - backups.last_proved() < timedelta(minutes=1), "the coordinators see that one came back"


def test_the_guards_of_the_trail_come_back_with_it(a_site_in_use):
    restore(backups.make(), replace=True)

    call_command("check", databases=["default"])
    with pytest.raises(Exception, match="never changed"):
        Entry.objects.update(verb="tests.forged")


@pytest.mark.once
def test_everybody_signs_in_again_and_nothing_old_is_shown(a_site_in_use, client):
    cache.set("page", "as it was before")
    path = backups.make()
    assert "_auth_user_id" in client.session

    restore(path, replace=True)

    assert cache.get("page") is None
    assert "_auth_user_id" not in client.session


def test_who_was_erased_after_the_backup_does_not_come_back(a_site_in_use):
    path = backups.make()
    erase_person(person=a_site_in_use, by=None)
    call_command("clock", stdout=StringIO())

    with an_empty_database():
        said = restore(path, replace=True)
        person = User.objects.get(pk=a_site_in_use.pk)
        assert (person.known_as, person.email, person.is_active) == ("", "", False)
        assert person.erased_at is not None
    assert "1 were in the backup and are forgotten again" in said


@pytest.mark.once
def test_an_erasure_nobody_noted_yet_is_noted_before_its_row_is_replaced(a_site_in_use):
    path = backups.make()
    erase_person(person=a_site_in_use, by=None)

    restore(path, replace=True)

    assert User.objects.get(pk=a_site_in_use.pk).erased_at is not None


@pytest.mark.once
def test_the_clock_forgets_again_whom_somebody_brought_back_by_hand(a_site_in_use):
    person = a_site_in_use
    erase_person(person=person, by=None)
    erasures.note()
    User.objects.filter(pk=person.pk).update(known_as="Mina", erased_at=None, is_active=True)

    call_command("clock", stdout=StringIO())

    person.refresh_from_db()
    assert (person.known_as, person.is_active) == ("", False)


@pytest.mark.once
def test_a_new_person_with_an_old_number_is_not_forgotten(a_site_in_use):
    erase_person(person=a_site_in_use, by=None)
    erasures.note()
    User.objects.filter(pk=a_site_in_use.pk).update(
        known_as="Nia", erased_at=None, is_active=True, date_joined=timezone.now() + timedelta(days=1)
    )

    assert erasures.replay() == 0
    assert User.objects.get(pk=a_site_in_use.pk).known_as == "Nia"


@pytest.mark.once
def test_the_register_of_erased_people_only_grows_and_names_nobody(a_site_in_use):
    erase_person(person=a_site_in_use, by=None)
    assert (erasures.note(), erasures.note()) == (1, 0)

    other = UserFactory(known_as="Olu")
    erase_person(person=other, by=None)
    erasures.note()

    lines = erasures.register(people).read_text().splitlines()
    assert [line.split()[0] for line in lines] == [str(a_site_in_use.pk), str(other.pk)]
    assert erasures.register(people).stat().st_mode & 0o777 == 0o600


@pytest.fixture
def a_deleted_story(a_site_in_use):
    """(a backup that holds it, its register): it was on the site, and its teller deleted it."""
    told, (teller, _writer), _reader = told_story(title="Markxq")
    path = backups.make()
    take_down(story=told, by=teller)
    delete_now(story=told, by=teller)
    return path, erasures.register(stories)


def test_a_deleted_story_does_not_come_back(a_deleted_story):
    path, register = a_deleted_story
    call_command("clock", stdout=StringIO())
    with an_empty_database():
        said = restore(path, replace=True)
        assert tables_with("Markxq") == {}
        assert not Story.objects.exists()
        assert {str(DeletedStory.objects.get().key)} == set(register.read_text().splitlines())
    assert "1 were in the backup and are forgotten again" in said
    assert register.stat().st_mode & 0o777 == 0o600


@pytest.mark.once
def test_a_story_whose_going_nobody_noted_yet_does_not_come_back_either(a_deleted_story):
    path, register = a_deleted_story
    assert not register.exists()
    restore(path, replace=True)
    assert tables_with("Markxq") == {}


@pytest.mark.once
def test_the_clock_deletes_again_what_somebody_brought_back_by_hand(a_deleted_story):
    path, _register = a_deleted_story
    erasures.note()
    put_back_by_hand(path)
    assert (Story.objects.count(), DeletedStory.objects.count()) == (1, 0)
    call_command("clock", stdout=StringIO())
    assert tables_with("Markxq") == {}


def put_back_by_hand(path):
    """As with a tool of the database's own."""
    with tempfile.TemporaryDirectory() as work:
        manifest = archive.unpack(path, Path(work))
        databases.put_back(Path(work) / backups.DATABASE, manifest["extensions"])


@pytest.mark.once
def test_a_story_that_is_taken_down_is_not_on_the_site_again(a_site_in_use, client):
    told, (teller, _writer), _reader = told_story(title="Markxq")
    address, path = told.page.get_url(), backups.make()
    take_down(story=told, by=teller)
    down = Story.objects.get()
    restore(path, replace=True)
    again = Story.objects.get()
    assert (again.hidden_at, again.hidden_by, again.delete_on) == (down.hidden_at, teller, down.delete_on)
    assert client.get(address).status_code == 404
    assert erasures.replay() == 0, "once is enough"
    bring_back(story=again, by=teller)
    assert erasures.replay() == 0, "they thought better of it"
    assert client.get(address).status_code == 200
    take_down(story=again, by=teller)
    assert erasures.note() == 2, "each time is a line of its own, and so is bringing it back"


@pytest.mark.once
def test_what_was_brought_back_after_the_backup_is_not_taken_down_by_it(a_site_in_use):
    """Twenty days ago somebody took it down, and thought better of it: a backup from before knows neither."""
    told, (teller, _writer), _reader = told_story()
    path, key = backups.make(), told.page.translation_key
    long_ago = timezone.now() - timedelta(days=20)
    settings.BACKUP_DIR.mkdir(exist_ok=True)
    lines = [f"{key} {long_ago.isoformat()} {teller.pk}"]
    lines += [f"{key} {(long_ago + timedelta(hours=1)).isoformat()} back"]
    erasures.register(stories).write_text("\n".join(lines))
    restore(path, replace=True)
    assert not Story.objects.get().is_hidden
    take_down(story=told, by=teller)
    down = backups.make()
    bring_back(story=Story.objects.get(), by=teller)
    restore(down, replace=True)
    assert not Story.objects.get().is_hidden, "nor does it go because a backup has it taken down"


@pytest.mark.once
def test_a_taking_down_of_long_ago_gives_its_people_their_days_once_more(a_site_in_use):
    told, (teller, writer), _reader = told_story()
    began = told.begun_by
    joined(told, role=StorySeat.Role.TELLER)
    key, now = told.page.translation_key, timezone.now()
    earlier, later = (f"{key} {(now - timedelta(days=days)).isoformat()}" for days in (30, 20))
    for lines in (
        {f"{earlier} {teller.pk}", f"{later} {writer.pk}"},
        {f"{later} {writer.pk}", f"{earlier} {teller.pk}"},
    ):
        (back,) = stories.back(lines)
        assert back.by == str(writer.pk), "what happened last"
    stories.forget([back])
    again = Story.objects.get()
    assert (again.hidden_by, again.delete_on) == (writer, timezone.localdate() + timedelta(days=14))
    assert let_go_on_its_day() == 0
    assert Notice.objects.filter(person=began, title="A story of yours was taken down").count() == 1


@pytest.mark.once
def test_a_line_that_was_cut_off_keeps_nothing_else_from_being_forgotten(a_deleted_story):
    path, register = a_deleted_story
    erasures.note()
    key = DeletedStory.objects.get().key
    bad = ["", "x", f"{key} 2026-11-3", f"{key} 2026-11-30T10:00:00 5", f"{key} 2026-11-30T10:00:00+00:00 Sam"]
    bad += [f"{key}{key}", f"{key} 2026-11-30T10:00:00+00:00"]
    register.write_text("\n".join([*bad, str(key).upper()]))
    restore(path, replace=True)
    assert not Story.objects.exists()


@pytest.mark.once
def test_whoever_began_it_can_bring_it_back_where_nobody_is_known_who_took_it_down(a_site_in_use):
    told, (teller, _writer), _reader = told_story()
    path, later = backups.make(), joined(told, role=StorySeat.Role.TELLER)
    take_down(story=told, by=later)
    restore(path, replace=True)
    assert Story.objects.get().hidden_by == teller


@pytest.mark.once
def test_other_stories_stay(a_site_in_use):
    told, _people, _reader = told_story()
    path = backups.make()
    gone = story(title="Markxq")
    let_go(type(gone).objects.filter(pk=gone.pk))
    restore(path, replace=True)
    assert Story.objects.get() == told


@pytest.mark.once
@pytest.mark.parametrize("place", [0, 1, 100, 512, 0.25, 0.5, 0.75, -2000, archive.SEAL_LENGTH * -1, -40, -1])
def test_one_flipped_byte_is_refused_and_nothing_changes(a_site_in_use, place):
    path = backups.make()
    damaged = bytearray(path.read_bytes())
    damaged[int(place * len(damaged)) if isinstance(place, float) else place] ^= 1
    path.write_bytes(damaged)
    before = state()

    with pytest.raises(CommandError, match=r"is damaged.*Nothing was changed"):
        restore(path, replace=True)

    assert state() == before


@pytest.mark.once
@pytest.mark.parametrize("length", [0, 50, 100_000])
def test_a_backup_cut_short_is_refused(a_site_in_use, length):
    path = backups.make()
    path.write_bytes(path.read_bytes()[:length])

    with pytest.raises(CommandError, match="is damaged"):
        restore(path, replace=True)


def reseal(path, manifest, extra=()):
    """A file with a true seal and a manifest of our choosing."""
    with archive.Writer(path) as file:
        for name, content in extra:
            file.add(name, content)
        file.finish(manifest)


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"format": 99}, "A newer Alongside made this backup"),
        ({"vendor": "oracle"}, "This backup is of oracle"),
        ({"migrations": ["home.0999_from_the_future"]}, "A newer Alongside .* made this backup: 1 changes"),
    ],
)
def test_a_backup_that_does_not_fit_is_refused(a_site_in_use, tmp_path, change, refusal):
    path = tmp_path / "other.tar"
    reseal(path, backups.manifest({}) | change)
    before = state()

    with pytest.raises(CommandError, match=f"{refusal}.*Nothing was changed"):
        restore(path, replace=True)

    assert state() == before


@pytest.mark.once
@pytest.mark.parametrize("name", ["../outside.txt", "/outside.txt", "private/../../outside.txt"])
def test_a_backup_cannot_write_outside_its_folders(a_site_in_use, tmp_path, name):
    content = tmp_path / "content"
    content.write_text("x")
    path = tmp_path / "crafted.tar"
    reseal(path, backups.manifest({}), [(name, content)])

    with pytest.raises(CommandError, match="no place in a backup"):
        restore(path, replace=True)


def test_people_who_are_here_are_not_replaced_unasked(a_site_in_use):
    path = backups.make()
    before = state()

    with pytest.raises(CommandError, match="--replace"):
        restore(path)

    assert state() == before


@pytest.mark.once
def test_files_that_are_here_are_not_replaced_unasked(a_site_in_use):
    path = backups.make()
    with an_empty_database(), pytest.raises(CommandError, match="--replace"):
        restore(path)


def test_a_missing_file_is_said_to_be_missing():
    with pytest.raises(CommandError, match="There is no file"):
        restore("nowhere.tar")


def test_an_older_backup_is_brought_up_to_date(a_site_in_use):
    recorder = MigrationRecorder(connection)
    last = recorder.migration_qs.filter(app="operations").order_by("-name").first()
    call_command("migrate", "operations", "zero", verbosity=0)
    path = backups.make()
    call_command("migrate", verbosity=0)

    restore(path, replace=True)

    assert recorder.migration_qs.filter(app="operations", name=last.name).exists()
    assert "operations_clockrun" in connection.introspection.table_names()


def test_a_backup_is_for_its_owner_alone_and_any_tar_programme_opens_it(a_site_in_use):
    path = backups.make()

    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    with tarfile.open(path) as tar:
        assert set(tar.getnames()) == {
            "database",
            "private/pictures/choir.webp",
            "private/pictures/ŵ note.txt",
            "manifest.json",
        }


def test_no_backup_begins_on_a_disk_that_it_would_fill(a_site_in_use, settings):
    settings.DISK_FLOOR = 2**60

    with pytest.raises(CommandError, match=r"needs \d+ MB free .* Nothing was written"):
        call_command("backup")

    assert list(settings.BACKUP_DIR.iterdir()) == []


def test_a_disk_that_fills_up_half_way_leaves_no_half_backup(a_site_in_use, settings):
    (settings.PRIVATE_ROOT / "film.webm").write_bytes(b"x" * 3_000_000)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2_500_000, hard))
    try:
        with pytest.raises(CommandError, match="No backup was made"):
            call_command("backup")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    assert list(settings.BACKUP_DIR.iterdir()) == []


@pytest.mark.postgresql
def test_without_postgresqls_tools_it_says_what_to_install(a_site_in_use, settings, monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")

    with pytest.raises(CommandError, match=r"pg_dump is not on this machine. Install .* postgresql-client-\d+"):
        call_command("backup")

    assert list(settings.BACKUP_DIR.iterdir()) == []


def pretend_backup(age):
    """A file named like a backup of so many days ago."""
    path = settings.BACKUP_DIR / (timezone.now() - timedelta(days=age)).strftime("alongside-%Y%m%dT%H%M%S.%fZ.tar")
    path.touch()
    return path


def test_old_backups_go_and_the_newest_stays(settings):
    settings.BACKUP_DIR.mkdir()
    daily = [pretend_backup(age) for age in range(20)]
    assert set(backups.let_old_ones_go()) == set(daily[14:])

    ancient = [pretend_backup(age) for age in (36, 400)]
    assert set(backups.let_old_ones_go()) == set(ancient)

    for path in daily[:14]:
        path.unlink()
    only_one = pretend_backup(400)
    assert backups.let_old_ones_go() == []
    assert backups.kept() == [only_one]


def test_the_day_by_which_deleted_words_are_gone_is_said(a_site_in_use):
    said = StringIO()
    call_command("backup", stdout=said)

    assert f"gone from all of them by {backups.gone_by():%d %B %Y}" in said.getvalue()
    assert backups.gone_by() - timezone.localdate() == timedelta(days=36)


def test_what_a_backup_that_was_cut_off_left_behind_is_swept(settings):
    settings.BACKUP_DIR.mkdir()
    old, new = settings.BACKUP_DIR / ".half-old.tar", settings.BACKUP_DIR / ".half-new.tar"
    old.touch()
    new.touch()
    two_days_ago = (timezone.now() - timedelta(days=2)).timestamp()
    shutil.os.utime(old, (two_days_ago, two_days_ago))

    backups.let_old_ones_go()

    assert (old.exists(), new.exists()) == (False, True)


@pytest.mark.postgresql
def test_what_a_restore_replaced_is_gone_also_where_it_was_cut_off(a_site_in_use):
    """A copy of what was erased must not stand in the database beside it."""
    path = backups.make()
    restore(path, replace=True)
    assert not replaced()

    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE SCHEMA {databases.ASIDE} CREATE TABLE members_user (id int) CREATE TABLE other (id int)"
        )
    assert replaced()
    restore(path, replace=True)
    assert not replaced()
    assert User.objects.get().known_as == "Mina"

    with connection.cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA {databases.ASIDE} CREATE TABLE members_user (id int)")
    backups.let_old_ones_go()
    assert not replaced()


def replaced():
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relnamespace = to_regnamespace(%s)", [databases.ASIDE])
        return cursor.fetchall()


@pytest.mark.postgresql
def test_a_restore_fits_into_a_server_as_it_comes(a_site_in_use, monkeypatch, tmp_path):
    """64 locks for each of 100 connections: a third of them is left to what else the server does, and to new tables."""
    path, run, locks = backups.make(), databases._run, []

    def and_count(command):
        if command[0].endswith("psql"):
            said = tmp_path / "said.txt"
            once = "SELECT DISTINCT locktype, relation, classid, objid FROM pg_locks WHERE pid = pg_backend_pid()"
            command = [*command, f"--output={said}", f"--command=SELECT count(*) AS it FROM ({once}) AS held"]
            run(command)
            locks.append(int(re.findall(r"^ +(\d+)$", said.read_text(), re.MULTILINE)[-1]))
        else:
            run(command)

    monkeypatch.setattr(databases, "_run", and_count)
    restore(path, replace=True)

    assert 500 < locks[0] < 64 * 100 * 2 / 3


def test_a_table_that_did_not_come_back_whole_is_named(a_site_in_use):
    expected = databases.fingerprints()
    UserFactory()

    with pytest.raises(restoring.NotWhole, match=r"members_user"):
        restoring.compare(expected)
