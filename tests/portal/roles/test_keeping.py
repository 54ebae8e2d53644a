"""How long applications are kept, what is kept longer, copies, and what is only counted."""

import io
import json
import zipfile
from collections import defaultdict
from datetime import date
from itertools import product

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from portal.audit.models import Entry
from portal.audit.services import problems
from portal.members.standing import COORDINATORS
from portal.roles import erasure, services
from portal.roles.codes import code_of
from portal.roles.equality import ENOUGH, LEAST, QUESTIONS, shown
from portal.roles.models import Answer, AnswerFile, Applicant, Application, Counted, Vacancy
from portal.roles.services.counting import NotCountedAnyMore
from portal.roles.services.opening import HasClosed, months_after
from tests.factories.people import UserFactory
from tests.factories.roles import again, agreed, applies, closed, in_days, opened

pytestmark = pytest.mark.django_db


@pytest.fixture
def rosie(db):
    return UserFactory(groups=[COORDINATORS], known_as="Rosie")


@pytest.fixture
def vacancy(rosie):
    return opened(agreed(UserFactory(), UserFactory()), rosie)


def ended(vacancy, by, *, ago=0):
    services.end_vacancy(vacancy=vacancy, outcome=Vacancy.Outcome.FILLED, by=by)
    Vacancy.objects.filter(pk=vacancy.pk).update(delete_on=in_days(-ago))
    return again(vacancy)


def retention(*words):
    said = io.StringIO()
    call_command("retention", *words, stdout=said)
    return said.getvalue()


# --- On its day -------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 12, 1), 12, date(2027, 12, 1)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
    ],
)
def test_so_many_months_later(day, months, later):
    assert months_after(day, months) == later


def test_they_go_on_their_day_with_everything_and_are_still_counted(vacancy, rosie, django_capture_on_commit_callbacks):
    ada = applies(vacancy, words="I listen.")
    services.change_again(application=ada)
    file = services.add_file(application=ada, need="", file=SimpleUploadedFile("a.txt", b"I listen."))
    services.send(application=ada)
    ended(vacancy, rosie)
    assert "Applications for roles: 1 to delete today, 0 kept for a reason." in retention()
    assert Answer.objects.exists()  # it only showed
    with django_capture_on_commit_callbacks(execute=True):
        assert "Applications for roles: 1 deleted." in retention("--run")
    for model in (Answer, Applicant, AnswerFile):
        assert not model.objects.exists()
    assert not file.file.storage.exists(file.file.name)
    assert [one.state for one in Application.objects.all()] == ["over"]
    assert not Entry.objects.filter(subject=ada.about).exists()
    assert list(problems()) == []
    assert "Applications for roles: 0 deleted." in retention("--run")
    note = Entry.objects.get(verb="home.let_go")
    assert (note.subject, note.detail) == ("retention:applications", {"many": 1})


def test_not_before_their_day(vacancy, rosie):
    applies(vacancy, words="I listen.")
    ended(vacancy, rosie, ago=-1)
    assert "Applications for roles: 0 deleted." in retention("--run")
    assert again(vacancy).applications.get().is_sent


def test_ended_the_day_follows_from_the_months_that_were_said(vacancy, rosie):
    services.end_vacancy(vacancy=vacancy, outcome=Vacancy.Outcome.FILLED, by=rosie)
    assert again(vacancy).delete_on == months_after(timezone.localdate(), vacancy.kept_months)


@pytest.mark.parametrize(("ago", "left"), [(30, 1), (31, 0)])
def test_what_was_not_sent_goes_a_month_after_it_closed(vacancy, ago, left):
    applies(vacancy)
    Vacancy.objects.filter(pk=vacancy.pk).update(closes_on=in_days(-ago))
    retention("--run")
    assert Applicant.objects.count() == left


@pytest.mark.parametrize(("ago", "left"), [(730, 1), (731, 0)])
def test_what_nobody_ended_goes_after_two_years(vacancy, ago, left):
    applies(vacancy, words="I listen.")
    Vacancy.objects.filter(pk=vacancy.pk).update(closes_on=in_days(-ago))
    retention("--run")
    assert Applicant.objects.count() == left


# --- Kept longer ------------------------------------------------------------------------------------------------------
def test_what_is_kept_longer_stays_and_is_shown(vacancy, rosie, client):
    ada = applies(vacancy, words="I listen.")
    services.keep_longer(application=ada, why="A tribunal asked for it.", by=rosie)
    ended(vacancy, rosie)
    assert "0 to delete today, 1 kept for a reason." in retention()
    retention("--run")
    assert Answer.objects.exists()
    assert "A tribunal asked for it." in client.get(_mine(ada)).content.decode()
    client.force_login(rosie)
    assert "A tribunal asked for it." in client.get(reverse("portal:roles:keeping")).content.decode()
    services.keep_no_longer(application=ada, by=rosie)
    retention("--run")
    assert not Answer.objects.exists()


def test_taken_back_while_it_is_kept_it_goes_when_the_reason_has_gone(vacancy, rosie, client):
    ada = applies(vacancy, words="I listen.")
    services.keep_longer(application=ada, why="A complaint.", by=rosie)
    page = client.post(reverse("get-involved:take-application-back", args=[code_of(ada)]))
    assert "We have to keep a copy a while longer" in page.content.decode()
    assert client.get(_mine(ada)).status_code == 404
    assert Answer.objects.exists()
    client.force_login(rosie)
    client.post(reverse("portal:roles:keep-no-longer", args=[ada.pk]))
    assert not Answer.objects.exists()


def _mine(application):
    return reverse("get-involved:application", args=[code_of(application)])


# --- Copies -----------------------------------------------------------------------------------------------------------
def test_whoever_applied_takes_everything_along(vacancy, client):
    ada = applies(vacancy)
    services.write_answer(
        application=ada, need=vacancy.asked[0].key, words="I listen, as Rhodri says.", routes=["life"]
    )
    services.add_file(application=ada, need="", file=SimpleUploadedFile("lovell.txt", b"It is me."))
    services.say_what_helps(application=ada, words="A quiet room.", disability_confident=True)
    packed = _unpacked(client.post(reverse("get-involved:copy-application", args=[code_of(ada)])))
    assert {name.rpartition(".")[2] for name in packed} == {"html", "json", "txt"}
    said = json.dumps(json.loads(packed["copy.json"]), ensure_ascii=False)
    for words in ("Ada Lovell", "ada@example.org", "as Rhodri says", "A quiet room.", "From your own life"):
        assert words in said
        assert words in packed["copy.html"].decode()
    assert not [name for name in packed if "lovell" in name.lower()]


def test_made_for_them_other_people_are_taken_out(vacancy, rosie, client):
    ada = applies(vacancy, words="I listen, and Mrs Okafor knows it.")
    client.force_login(rosie)
    url = reverse("portal:roles:copy-application", args=[ada.pk])
    form = client.get(url).context["form"]
    answer = ada.answers.get()
    assert form.fields[f"hide-{answer.pk}"].initial == []
    sent = {"key": form["key"].value(), "seen": form["seen"].value(), f"hide-{answer.pk}": ["Mrs Okafor"]}
    said = _unpacked(client.post(url, sent))["copy.json"].decode()
    assert "Okafor" not in said
    assert "Ada Lovell" in said
    assert Entry.objects.filter(verb="roles.application_copied", by=rosie).exists()
    assert answer.words == "I listen, and Mrs Okafor knows it."


def _unpacked(response) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content))) as folder:
        return {name: folder.read(name) for name in folder.namelist()}


# --- Only counted -----------------------------------------------------------------------------------------------------
def test_it_is_counted_once_and_nothing_says_whose_it_was(vacancy, client):
    ada = applies(vacancy, words="I listen.")
    before = Entry.objects.count()
    url = reverse("get-involved:equality", args=[code_of(ada)])
    key = client.get(url).context["form"]["key"].value()
    for _press in range(2):
        client.post(url, {"key": key, "age": "65", "faith": "sikh"})
    kept = {(one.question, one.answer): one.many for one in Counted.objects.all()}
    others = {(question.key, "not"): 1 for question in QUESTIONS if question.key not in ("age", "faith")}
    assert kept == others | {("age", "65"): 1, ("faith", "sikh"): 1}
    assert Entry.objects.count() == before
    services.withdraw(application=ada)
    assert Counted.objects.count() == len(QUESTIONS)


def test_after_a_day_nobody_counts_any_more_and_only_then_it_is_shown(vacancy, rosie, client):
    ada = applies(vacancy, words="I listen.")
    client.force_login(rosie)
    url = reverse("portal:roles:counts", args=[vacancy.pk])
    assert client.get(url).context["tables"] == []
    Vacancy.objects.filter(pk=vacancy.pk).update(closes_on=in_days(-2))
    with pytest.raises(NotCountedAnyMore):
        services.count_answers(application=ada, answers={})
    assert len(client.get(url).context["tables"]) == len(QUESTIONS)


def test_nobody_is_given_more_time_after_it_closed(vacancy, rosie):
    """Counts would be shown, and grow after that."""
    with pytest.raises(HasClosed):
        services.correct(vacancy=closed(vacancy), words="Two more weeks.", closes_on=in_days(14), by=rosie)


@pytest.mark.parametrize(
    ("counts", "seen"),
    [
        ({"a": 4, "b": 5}, {"a": None, "b": None}),  # too few in all
        ({"a": 12, "b": 3, "c": 9}, {"a": 12, "b": None, "c": None}),
        ({"a": 12, "b": 3, "c": 4, "d": 0}, {"a": None, "b": None, "c": None, "d": None}),
        ({"a": 12, "b": 1, "c": 2, "d": 8}, {"a": None, "b": None, "c": None, "d": None}),
        ({"a": 12, "b": 8}, {"a": 12, "b": 8}),
        ({"a": 12, "b": 0}, {"a": None, "b": None}),  # what all said, each said,
        ({"a": 19, "b": 1}, {"a": None, "b": None}),
    ],
)
def test_what_could_be_somebodys_is_not_shown(counts, seen):
    assert shown(counts) == seen


def test_no_hidden_count_can_be_worked_out():
    """Whoever knows how many answered, how it is hidden, and what is shown, finds more than one way it can be."""
    seen = defaultdict(list)
    for many in range(ENOUGH, 26):
        for counts in product(range(many + 1), repeat=3):
            if sum(counts) == many:
                told = shown(dict(zip("abc", counts, strict=True)))
                seen[many, tuple(told.values())].append(counts)
    for (_many, told), ways in seen.items():
        for place, count in enumerate(told):
            assert count is not None or len({way[place] for way in ways}) > 1, (told, ways)


def test_the_bounds_are_those_that_are_said():
    assert (LEAST, ENOUGH) == (5, 10)


# --- Backups ----------------------------------------------------------------------------------------------------------
def test_what_was_taken_back_is_not_brought_back_by_a_backup(vacancy):
    ada, bo = applies(vacancy, words="I listen."), applies(vacancy, "Bo", address="bo@example.org", words="I wait.")
    before = [list(model.objects.values()) for model in (Answer, Applicant)]
    services.withdraw(application=ada)
    lines = erasure.gone()
    assert len(lines) == 1
    assert erasure.back(lines) == []
    for model, rows in zip((Answer, Applicant), before, strict=True):
        model.objects.all().delete()
        model.objects.bulk_create(model(**row) for row in rows)
    Application.objects.filter(pk=ada.pk).update(state="sent", withdrawn_at=None)
    assert erasure.back(lines | {"not a line"}) == [ada]
    erasure.forget(erasure.back(lines))
    assert [one.application for one in Applicant.objects.all()] == [bo]
    assert again(ada).is_gone
    assert erasure.gone() == lines
