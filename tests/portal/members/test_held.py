"""Everything that is held about a person: no table is forgotten, in their copy nor when they leave."""

import io
import json
import uuid
import zipfile
from datetime import UTC, datetime

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.db import connection, models
from django.utils import timezone
from wagtail.models import Page, UploadedFile

from casestudies.models import StoryPage
from portal.audit.services import audited, record
from portal.held import Then
from portal.members import held, services
from portal.members.models import Channel, Invitation, Line, User
from portal.notices import services as notices
from portal.reciprocity.models import ContributionKind
from tests.factories.people import UserFactory
from tests.portal.members.telling import reach, tell

WORD = "wombatxq"
TABLE = held.table()
GOES = sorted(key for key, one in TABLE.items() if one.then is not Then.KEEP)
NOW = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)


# --- The table --------------------------------------------------------------------------------------------------------
def test_every_key_to_a_person_is_in_the_table():
    """A new model with a key to a person: say in its part's exports.py what becomes of it."""
    assert set(TABLE) == set(held.keys())


@pytest.mark.parametrize("key", sorted(TABLE))
def test_what_the_table_says_is_so(key):
    one = TABLE[key]
    model = apps.get_model(key.rpartition(".")[0])
    names = {field.name for field in model._meta.get_fields()} | {field.attname for field in model._meta.fields}
    assert {
        name for name in (*one.shows, *one.blank, *one.files) if name not in names and not hasattr(model, name)
    } == set()
    assert one.why or one.then is Then.DELETE, "what stays has a reason"
    assert one.title or one.why, "what is in nobody's copy has a reason"
    assert bool(one.title) == bool(one.shows)
    assert bool(one.blank) == (one.then is Then.BLANK)


# --- Rows for every key, with a word of its own -----------------------------------------------------------------------
def value(field, word):
    match field:
        case _ if field.name == "safe_days":
            return [1, 2]
        case _ if field.name in ("called", "wish"):  # said instead of what else is filled in here
            return ""
        case _ if field.name == "refused_at":  # of what was refused nothing stays
            return None
        case _ if field.choices:
            return next(value for value, _label in field.flatchoices if value)
        case models.ForeignKey(related_model=target) if target is User:
            return UserFactory()
        case models.ForeignKey(related_model=target) if target is Page:
            return Page.objects.get(depth=1)
        case models.ForeignKey(related_model=target) if target is StoryPage:
            story = StoryPage(title="theirs", slug=uuid.uuid4().hex, live=False)
            return Page.objects.get(depth=2, locale__language_code="en").add_child(instance=story)
        case models.ForeignKey(related_model=target) if target in (
            ContentType,
            Group,
            Permission,
            Channel,
            ContributionKind,
        ):
            return target.objects.first()
        case models.ForeignKey(related_model=target):
            return None if field.null else row(target, {}, "theirs")
        case models.UUIDField():
            return uuid.uuid4()
        case models.FileField():
            return ContentFile(b"x", name=f"{word}.txt")
        case models.JSONField():
            return [word]
        case models.EmailField():
            return f"{word}@example.org"
        case models.GenericIPAddressField():
            return "192.0.2.1"
        case models.CharField() | models.TextField():
            return word[: field.max_length]
        case models.DateTimeField():
            return NOW
        case models.DateField():
            return NOW.date()
        case models.TimeField():
            return NOW.time()
        case models.BooleanField():
            return False
        case models.IntegerField():
            return 1
    raise TypeError(f"Say here how to fill {field!r}.")


def row(model, given, word):
    fields = [field for field in model._meta.concrete_fields if not field.primary_key and field.name not in given]
    made = model(**{field.name: value(field, word) for field in fields} | given)
    made.save()
    return made


@pytest.fixture
def person(db):
    """Somebody about whom every table that lets go of people holds a row, and what a person's own row holds."""
    made = UserFactory(known_as=f"{WORD}name", username=f"{WORD}login", email=f"{WORD}mail@example.org")
    for number, key in enumerate(GOES):
        label, _dot, name = key.rpartition(".")
        model = apps.get_model(label)
        if label == "wagtailcore.Page":
            Page.objects.filter(depth=2).update(locked=True, locked_by=made, locked_at=NOW)
        elif not model._base_manager.filter(**{name: made}).exists():
            # What is only emptied of the person belongs to somebody else.
            row(model, {name: made}, f"{WORD}{number}" if TABLE[key].then is Then.DELETE else "theirs")
    return made


def holding(word) -> set[str]:
    """The tables in which the word stands, in whatever column."""
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            if any(word in str(value) for one in cursor.fetchall() for value in one):
                found.add(table)
    return found


@pytest.mark.django_db
def test_whoever_left_is_in_no_table_any_more(person):
    assert len(holding(WORD)) > 12
    for key in GOES:
        assert held.rows_of(TABLE[key], person).exists(), key
    services.erase_person(person=person, by=person)
    assert holding(WORD) == set()
    for key in GOES:
        if TABLE[key].then is Then.DELETE:
            assert not held.rows_of(TABLE[key], person).exists(), key
    assert not Page.objects.filter(locked=True).exists()
    assert User.objects.get(pk=person.pk).erased_at


@pytest.mark.django_db
def test_what_others_were_told_of_somebody_goes_with_them(person):
    notices.tell(person=UserFactory(), title="New", words=f"{WORD} has joined.", about=services.subject_of(person))
    services.erase_person(person=person, by=None)
    assert holding(WORD) == set()


@pytest.mark.django_db
def test_nobody_else_loses_anything(person):
    other = UserFactory(known_as="Olu")
    tell(other, Line.Kind.SHARE, "I bake")
    reach(other, phone="01632 960 111", said={"call": 1})
    before = held.copy_of(other)
    services.erase_person(person=person, by=None)
    assert held.copy_of(User.objects.get(pk=other.pk)) == before


@pytest.mark.django_db
def test_a_file_half_way_into_the_cms_goes_from_the_disk(django_capture_on_commit_callbacks):
    person = UserFactory()
    file = UploadedFile.objects.create(uploaded_by_user=person, file=ContentFile(b"x", name="half.txt")).file
    assert file.storage.exists(file.name)
    with django_capture_on_commit_callbacks(execute=True):
        services.erase_person(person=person, by=None)
    assert not file.storage.exists(file.name)


# --- The copy ---------------------------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_the_copy_has_a_section_for_every_table_with_a_title(person):
    titles = {section["title"] for section in held.copy_of(person)}
    assert titles == {"Your account", *(str(TABLE[key].title) for key in GOES if TABLE[key].title)}


@pytest.mark.django_db
def test_the_copy_says_what_somebody_told_in_words():
    person, helper = UserFactory(known_as="Mina"), UserFactory(known_as="Hugh", email="secret@example.org")
    reach(person, phone="01632 960 111", days=[0, 4], said={"call": 1, "mail": services.NEVER})
    tell(person, Line.Kind.HELPS, "Big print", shown_to="me")
    apps.get_model("members", "Welcome").objects.create(person=person, buddy=helper, they_expect="Good company")
    copied = {section["title"]: section["rows"] for section in held.copy_of(person)}
    said = {title: [{one["name"]: one["value"] for one in row} for row in rows] for title, rows in copied.items()}
    assert said["Your account"][0]["known_as"] == "Mina"
    assert said["How we reach you"][0]["safe_times"] == "Monday, Friday."
    assert {(row["channel"], row["rank"], row["do_not_use"]) for row in said["Ways to be in touch"]} == {
        ("Phone call", "1", "no"),
        ("E-mail", "", "yes"),
    }
    assert said["About me"][0] | {"changed_at": ""} == {
        "kind": "What helps me take part",
        "words": "Big print",
        "skills": "",
        "interests": "",
        "shown_to": "Only me",
        "changed_at": "",
    }
    assert said["Your first steps with us"][0]["buddy"] == "Hugh"
    assert "secret@example.org" not in str(copied)


@pytest.mark.django_db
def test_the_copy_holds_nothing_that_belongs_to_somebody_else():
    me, other = UserFactory(), UserFactory(known_as=f"{WORD}other", email=f"{WORD}@example.org")
    note = {"name": WORD, "means": "mail", "address": f"{WORD}x@example.org", "note": WORD}
    Invitation.objects.create(person=other, by=me, ends_at=timezone.now(), **note)
    notices.tell(person=other, title=WORD, words=WORD, by=me)
    notices.tell_outsider(name=WORD, means="call", address=WORD, title=WORD, words=WORD, by=me)
    tell(other, Line.Kind.IN_MY_WORDS, WORD)
    asked = {
        "name": WORD,
        "means": "call",
        "address": WORD,
        "words": WORD,
        "came_on": NOW.date(),
        "answer_by": NOW.date(),
    }
    apps.get_model("members", "Enquiry").objects.create(**asked, taken_by=me, notes=WORD)
    with audited():
        record("tests.asked", subject=services.subject_of(other), by=me, concerns=other)
    assert WORD in str(held.copy_of(other))
    assert WORD not in str(held.copy_of(me))


@pytest.mark.django_db
def test_the_file_is_a_page_and_the_same_for_a_program(client_of, people):
    client = client_of("member")
    tell(people["member"], Line.Kind.IN_MY_WORDS, "<script>alert(1)</script> – ŵŷ", shown_to="me")
    answer = client.post("/portal/me/copy/")
    assert answer["Content-Type"] == "application/zip"
    assert answer["Content-Disposition"] == 'attachment; filename="copy.zip"'
    assert "no-store" in answer["Cache-Control"]
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as archive:
        assert set(archive.namelist()) == {"copy.html", "copy.json"}
        page, data = archive.read("copy.html").decode(), json.loads(archive.read("copy.json"))
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; – ŵŷ" in page
    mine = next(section for section in data if section["title"] == "About me")
    assert mine["rows"][0]["words"] == "<script>alert(1)</script> – ŵŷ"
    assert {section["title"] for section in data} >= {"Your account", "What the trail says about your account"}
