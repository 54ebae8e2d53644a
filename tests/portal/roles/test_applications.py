"""Applications as whoever looks after a role sees them: who applies, what is written down for them, names out of it."""

import io
import re
import zipfile
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from portal.audit.models import Entry
from portal.drafts.models import Draft
from portal.members.services import erase_person
from portal.members.services.asking import Outsider
from portal.members.standing import COORDINATORS
from portal.notices.models import Notice
from portal.notices.routes import Means
from portal.roles import services
from portal.roles.codes import PLACES, code_of, free_name
from portal.roles.copies import copy_of
from portal.roles.finding_names import Found, Sort, hide
from portal.roles.models import Adjustments, Application, Redacted, Vacancy
from portal.roles.services.redacting import ChangedMeanwhile, NameInside, as_read, digest_of, for_panel, is_ready
from portal.roles.services.uploading import NotAFile
from portal.roles.waiting import to_look_after
from tests.factories.media import SOUND
from tests.factories.people import UserFactory
from tests.factories.roles import again, agree, agreed, applies, in_days, need, opened, put_forward, role

pytestmark = pytest.mark.django_db
WAV = SOUND["wav"]


@pytest.fixture
def rosie(db):
    return UserFactory(groups=[COORDINATORS], known_as="Rosie")


@pytest.fixture
def vacancy(rosie):
    return opened(agreed(UserFactory(), UserFactory()), rosie)


def at(name, thing, *more):
    return reverse(f"portal:roles:{name}", args=[thing.pk, *more])


def test_who_applies_stands_there_with_what_is_left_to_do(vacancy, rosie, client):
    ada = applies(vacancy, words="I am Ada, and I listen.")
    applies(vacancy, "Bo Okafor", address="bo@example.org")
    client.force_login(rosie)
    shown = client.get(at("applications", vacancy)).content.decode()
    assert "Ada Lovell" in shown
    assert "names to hide" in shown
    assert "Bo Okafor" in shown
    services.hide_names(application=ada, hidden={}, seen=_seen(ada), by=rosie)
    assert "ready to read" in client.get(at("applications", vacancy)).content.decode()


def _seen(application):
    return {answer.pk: digest_of(answer) for answer in application.answers.all()}


@pytest.mark.parametrize("many", [1, 30])
def test_the_list_costs_the_same_for_one_and_for_many(vacancy, rosie, client, many, django_assert_num_queries):
    for n in range(many):
        applies(vacancy, f"Ada {n}", address=f"a{n}@example.org", words="I listen.")
    client.force_login(rosie)
    client.get(at("applications", vacancy))
    with django_assert_num_queries(10):
        client.get(at("applications", vacancy))


def test_the_list_says_so_when_words_changed_since_names_were_hidden(vacancy, rosie, client):
    ada = applies(vacancy, words="I am Ada, and I listen.")
    services.hide_names(application=ada, hidden={}, seen=_seen(ada), by=rosie)
    services.change_again(application=ada)
    services.write_answer(application=ada, need=vacancy.asked[0].key, words="I am Ada Lovell.", routes=["life"])
    services.send(application=ada)
    client.force_login(rosie)
    shown = client.get(at("applications", vacancy)).content.decode()
    assert "names to hide" in shown
    assert "ready to read" not in shown
    assert ada.code_name in shown


def test_the_list_says_of_which_nobody_knows_whose_it_is(vacancy, rosie, client):
    given = SimpleUploadedFile("ada-lovell.txt", b"I listen.")
    (theirs,) = services.upload(vacancy=vacancy, files=[given], key=uuid4(), by=rosie)
    services.hide_names(application=theirs, hidden={}, seen=_seen(theirs), by=rosie)
    client.force_login(rosie)
    assert "whose is it?" in client.get(at("applications", vacancy)).content.decode()


def test_the_name_of_a_file_says_neither_whose_it_is_nor_which_came_first(vacancy, rosie):
    given = [SimpleUploadedFile(f"ada-{n}.txt", b"I listen.") for n in range(2)]
    names = [one.files.get().filename for one in services.upload(vacancy=vacancy, files=given, key=uuid4(), by=rosie)]
    for application, name in zip(vacancy.applications.order_by("pk"), names, strict=True):
        code = application.code_name.lower().replace(" ", "-")
        assert re.fullmatch(rf"{code}-all-[0-9a-f]{{8}}\.txt", name)


def test_somebody_rings_and_it_is_written_down_and_sent(vacancy, rosie, client):
    client.force_login(rosie)
    url = at("application-down", vacancy)
    key = client.get(url).context["form"]["key"].value()
    said = {"key": key, "name": "June Carter", "means": "call", "address": "01632 960 145", "came_by": "phone"}
    client.post(url, said | {"came_on": in_days(0)})
    june = Application.objects.get()
    assert (june.written_by, june.came_by, june.applicant.name) == (rosie, "phone", "June Carter")
    number = vacancy.asked[0].number
    client.post(at("application-answer", june, number), {"key": key, "words": "She listens.", "routes": ["work"]})
    client.post(at("send-for", june), {"key": key})
    assert again(june).is_sent
    assert june.answers.get().words == "She listens."


def test_the_code_is_shown_when_it_is_asked_for_and_that_is_noted(vacancy, rosie, client):
    ada = applies(vacancy)
    client.force_login(rosie)
    code = code_of(ada)
    assert code[:6] not in client.get(at("application", ada)).content.decode()
    assert code[:6] in client.post(at("read-code", ada)).content.decode()
    assert Entry.objects.filter(verb="roles.code_read", by=rosie).count() == 1
    client.post(at("new-code", ada))
    assert services.by_code(code) is None


def test_names_go_from_what_a_panel_reads_and_stay_in_the_application(vacancy, rosie, client):
    ada = applies(vacancy, words="I am Ada Lovell of 12 High Street. I told Rhodri.")
    client.force_login(rosie)
    form = client.get(at("hide-names", ada)).context["form"]
    answer = ada.answers.get()
    ticked = form.fields[f"hide-{answer.pk}"].initial
    sent = {"key": form["key"].value(), "seen": form["seen"].value(), f"hide-{answer.pk}": ticked, "more": "Rhodri"}
    client.post(at("hide-names", ada), sent)
    read = for_panel(vacancy)[0]
    assert read.answers[answer.need][0] == "I am [name hidden] of [address hidden]. I told [name hidden]."
    assert read.code_name == ada.code_name
    answer.refresh_from_db()
    assert answer.words == "I am Ada Lovell of 12 High Street. I told Rhodri."


def test_words_that_changed_are_looked_at_again(vacancy, rosie):
    ada = applies(vacancy, words="I listen.")
    seen = _seen(ada)
    services.hide_names(application=ada, hidden={}, seen=seen, by=rosie)
    assert is_ready(again(ada))
    services.change_again(application=ada)
    services.write_answer(application=ada, need=vacancy.asked[0].key, words="I am Ada.")
    services.send(application=ada)
    assert not is_ready(again(ada))
    assert for_panel(vacancy) == []
    with pytest.raises(ChangedMeanwhile):
        services.hide_names(application=ada, hidden={}, seen=seen, by=rosie)


def test_by_hand(vacancy, rosie, client):
    ada = applies(vacancy, words="My brother is the mayor.")
    services.hide_names(application=ada, hidden={}, seen=_seen(ada), by=rosie)
    answer = ada.answers.get()
    client.force_login(rosie)
    form = client.get(at("hide-by-hand", answer)).context["form"]
    said = {"key": form["key"].value(), "of": form["of"].value(), "words": "My brother is [name hidden]."}
    client.post(at("hide-by-hand", answer), said)
    assert as_read(again(answer)) == "My brother is [name hidden]."


def test_a_file_that_may_hold_a_name_is_not_passed_on(vacancy, rosie):
    ada = applies(vacancy, words="I listen.")
    services.change_again(application=ada)
    file = services.add_file(application=ada, need="", file=SimpleUploadedFile("ada lovell.txt", b"I am Ada."))
    with pytest.raises(NameInside):
        services.pass_file_on(file=file, on=True, by=rosie)


def test_a_panel_hears_what_is_arranged_and_not_why(vacancy, rosie, client):
    ada = applies(vacancy, words="I listen.")
    services.say_what_helps(application=ada, words="I have epilepsy.", disability_confident=True)
    client.force_login(rosie)
    key = client.get(at("arrange", ada)).context["form"]["key"].value()
    client.post(at("arrange", ada), {"key": key, "arranged": "A break after twenty minutes."})
    services.hide_names(application=ada, hidden={}, seen=_seen(ada), by=rosie)
    assert for_panel(vacancy)[0].arranged == "A break after twenty minutes."
    assert "epilepsy" not in repr(for_panel(vacancy))
    services.say_what_helps(application=ada, words="Nothing.", disability_confident=False)
    assert Adjustments.objects.get().arranged == "A break after twenty minutes."


def test_what_was_begun_for_somebody_goes_with_their_application(vacancy, rosie, client):
    ada = applies(vacancy, words="I listen.")
    about = [f"application-needs:{ada.pk}", f"application-arranged:{ada.pk}"]
    about.append(f"application-hidden:{ada.answers.get().pk}")
    for one in about:
        Draft.objects.create(person=rosie, about=one, fields={"words": "Wilhelmina"})
    services.withdraw(application=ada, by=rosie)
    assert not Draft.objects.exists()
    assert not Redacted.objects.exists()


@pytest.mark.parametrize("who", ["writer", "admin"])
def test_nobody_else_sees_who_applies(vacancy, rosie, client, who):
    person = vacancy.role.seats.first().person if who == "writer" else UserFactory(is_superuser=True, is_staff=True)
    ada = applies(vacancy, words="I listen.")
    client.force_login(person)
    urls = [at("applications", vacancy), at("application", ada), at("hide-names", ada), at("application-needs", ada)]
    assert [client.get(url).status_code for url in urls] == [404] * 4
    assert client.post(at("read-code", ada)).status_code == 404


def test_only_what_the_application_asks_stands_there(rosie, client):
    made = role(UserFactory(), UserFactory())
    need(made, "You can drive", stage="talk")
    people = [seat.person for seat in made.seats.all()]
    put_forward(made, people[0])
    vacancy = opened(agree(made, *people), rosie)
    client.force_login(rosie)
    shown = client.get(at("application", applies(vacancy))).content.decode()
    assert "You can listen" in shown
    assert "You can drive" not in shown


def test_found_words_that_were_not_ticked_stay(vacancy, rosie):
    ada = applies(vacancy, words="Ada went to Swansea University.")
    answer = ada.answers.get()
    hidden = {answer.pk: [Found("Ada", Sort.NAME)]}
    services.hide_names(application=ada, hidden=hidden, seen=_seen(ada), by=rosie)
    assert as_read(again(answer)) == "[name hidden] went to Swansea University."


@pytest.mark.parametrize("many", [1, 8])
def test_today_says_what_is_to_be_done(rosie, many, django_assert_num_queries):
    made = [opened(agreed(UserFactory(), UserFactory()), rosie) for _one in range(many)]
    for vacancy in made:
        applies(vacancy, words="I am Ada.")
        Vacancy.objects.filter(pk=vacancy.pk).update(closes_on=in_days(-1))
    with django_assert_num_queries(2):  # the second asks whether Rosie still coordinates
        said = [one.words for one in to_look_after(rosie)]
    name = made[0].title
    hide, end = (
        f"“{name}”: hide who it is in 1 answer, so that others can read it.",
        f"“{name}”: say what became of it.",
    )
    assert said.count(hide) == said.count(end) == min(many, 5)
    assert len(said) == 2 * min(many, 5)
    assert list(to_look_after(UserFactory())) == []


def test_when_whoever_looked_after_it_has_left_the_others_are_told(vacancy, rosie):
    other = UserFactory(groups=[COORDINATORS])
    erase_person(person=rosie, by=None)
    assert [one.words for one in to_look_after(other)] == ["Nobody looks after the applications for “Peer worker”."]
    services.look_after(vacancy=vacancy, by=other)
    assert list(to_look_after(other)) == []


def test_an_answer_of_ways_alone_keeps_nobody_from_reading_the_rest(rosie, client):
    made = role(UserFactory(), UserFactory())
    need(made, "You can wait")
    people = [seat.person for seat in made.seats.all()]
    put_forward(made, people[0])
    vacancy = opened(agree(made, *people), rosie)
    ada = applies(vacancy, words="I listen.")
    services.change_again(application=ada)
    services.write_answer(application=ada, need=vacancy.asked[1].key, words="", routes=["life"])
    services.send(application=ada)
    services.hide_names(application=ada, hidden={}, seen=_seen(ada), by=rosie)
    assert set(for_panel(vacancy)[0].answers) == {vacancy.asked[0].key}
    client.force_login(rosie)
    assert "ready to read" in client.get(at("applications", vacancy)).content.decode()
    assert list(to_look_after(rosie)) == []


# --- what a walk through it found -------------------------------------------------------------------------------------
def test_everything_that_was_found_goes_unless_somebody_lets_it_stay(vacancy, rosie, client):
    ada = applies(vacancy, words="I worked with Jane Doe. Yours, Bob Hope")
    client.force_login(rosie)
    form = client.get(at("hide-names", ada)).context["form"]
    boxes = {name: form[name].initial for name in form.fields if name.startswith("hide-")}
    said = {"key": form["key"].value(), "seen": form["seen"].value(), "more": ""} | boxes
    client.post(at("hide-names", ada), said)
    (read,) = for_panel(vacancy)
    ((words, _routes),) = read.answers.values()
    assert "Jane" not in words
    assert "Hope" not in words


def test_by_hand_something_has_to_stand_there(vacancy, rosie, client):
    ada = applies(vacancy, words="I listen.")
    client.force_login(rosie)
    url = at("hide-by-hand", ada.answers.get())
    form = client.get(url).context["form"]
    said = {"key": form["key"].value(), "of": form["of"].value(), "words": ""}
    assert client.post(url, said).context["form"].errors.keys() == {"words"}
    assert for_panel(vacancy) == []


def test_nothing_is_deleted_by_one_press(vacancy, rosie, client):
    ada = applies(vacancy, words="I listen.")
    client.force_login(rosie)
    page = client.get(at("take-back-for", ada))
    assert "This cannot be undone." in page.content.decode()
    assert at("application", ada) in page.content.decode()
    assert not again(ada).is_gone
    client.post(at("take-back-for", ada), {"key": page.context["form"]["key"].value()})
    assert again(ada).is_gone


def test_what_a_recording_says_is_written_down_where_they_wrote_nothing(vacancy, rosie):
    ada = applies(vacancy)
    need = vacancy.asked[0].key
    Application.objects.update(state="begun", sent_at=None)
    ada.answers.all().delete()
    services.add_file(application=ada, need=need, file=SimpleUploadedFile("said.wav", WAV))
    services.send(application=ada)
    assert rosie.has_perm("roles.write_for_applicant", again(ada))
    services.put_under(application=ada, need=need, words="She says that she listens.", by=rosie)
    assert ada.answers.get().words == "She says that she listens."
    with pytest.raises(NotAFile):
        services.put_under(application=ada, need=need, words="Something else.", by=rosie)


def test_words_of_their_own_are_not_written_over(vacancy, rosie):
    ada = applies(vacancy, words="I listen.")
    assert not rosie.has_perm("roles.write_for_applicant", again(ada))
    with pytest.raises(NotAFile):
        services.put_under(application=ada, need=vacancy.asked[0].key, words="Something else.", by=rosie)


def test_the_first_word_of_a_code_name_is_nobody_else_s_as_long_as_there_are_enough():
    taken = set()
    for _time in range(len(PLACES)):
        taken.add(free_name(taken))
    assert {name.split()[0] for name in taken} == set(PLACES)
    assert free_name(taken) not in taken


def test_a_file_that_cannot_be_taken_is_named(vacancy, rosie, client):
    client.force_login(rosie)
    url = at("upload-applications", vacancy)
    files = [SimpleUploadedFile("ada.txt", b"I listen."), SimpleUploadedFile("bo.exe", b"MZ")]
    page = client.post(url, {"key": client.get(url).context["form"]["key"].value(), "files": files})
    assert "“bo.exe”: We cannot take this kind of file." in page.content.decode()


# --- what an attack on it found ---------------------------------------------------------------------------------------
def test_words_that_changed_are_begun_anew_and_not_with_what_was_hidden_before(vacancy, rosie, client):
    ada = applies(vacancy, words="I am Ada.")
    services.redact(answer=ada.answers.get(), words="OLD", of=digest_of(ada.answers.get()), by=rosie)
    services.change_again(application=ada)
    services.write_answer(application=ada, need=vacancy.asked[0].key, words="I am Ada Lovell.")
    services.send(application=ada)
    client.force_login(rosie)
    form = client.get(at("hide-by-hand", ada.answers.get())).context["form"]
    assert form["words"].value() == "I am Ada Lovell."


def test_what_was_kept_of_other_words_is_not_taken_for_these(begun_before, rosie):
    ada, form = begun_before
    with pytest.raises(ChangedMeanwhile):
        services.redact(answer=ada.answers.get(), words=form["words"].value(), of=form["of"].value(), by=rosie)


@pytest.fixture
def begun_before(vacancy, rosie, client):
    """Somebody began to hide names by hand, and the words changed before they came back."""
    ada = applies(vacancy, words="I am Ada.")
    client.force_login(rosie)
    url = at("hide-by-hand", ada.answers.get())
    form = client.get(url).context["form"]
    typed = {"key": str(form["key"].value()), "goes_on": "", "words": "I am [hidden].", "of": form["of"].value()}
    client.post(reverse("portal:drafts:keep", args=[f"application-hidden:{ada.answers.get().pk}"]), typed)
    services.change_again(application=ada)
    services.write_answer(application=ada, need=vacancy.asked[0].key, words="I am Ada Lovell.")
    services.send(application=ada)
    return ada, client.get(url).context["form"]


@pytest.mark.parametrize("learned", ["name", "helper"])
def test_once_another_name_is_known_somebody_looks_again(vacancy, rosie, learned):
    ada = applies(vacancy, words="I listen, says Zebedee.")
    seen = _seen(ada)
    services.hide_names(application=ada, hidden={}, seen=seen, by=rosie)
    assert len(for_panel(vacancy)) == 1
    if learned == "name":
        outsider = Outsider(name="Zebedee", means=Means.MAIL, address="ada@example.org")
        services.say_who(application=ada, outsider=outsider, by=rosie)
    else:
        services.change_again(application=ada)
        services.let_somebody_help(application=ada, name="Zebedee")
        services.send(application=ada)
    assert for_panel(vacancy) == []
    with pytest.raises(ChangedMeanwhile):
        services.hide_names(application=again(ada), hidden={}, seen=seen, by=rosie)


def test_in_a_copy_others_are_taken_out_of_both_texts(vacancy, rosie):
    ada = applies(vacancy, words="Zebulon taught me.")
    services.hide_names(application=ada, hidden={}, seen=_seen(ada), by=rosie)
    copied = copy_of(again(ada), lambda answer, words: hide(words, [Found("Zebulon", Sort.NAME)]))
    with copied, zipfile.ZipFile(copied) as folder:
        assert b"Zebulon" not in folder.read("copy.json") + folder.read("copy.html")


@pytest.mark.parametrize("squeezed", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_folder_that_nothing_bounds_is_not_opened(vacancy, rosie, client, squeezed):
    client.force_login(rosie)
    url = at("upload-applications", vacancy)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", squeezed) as folder:
        folder.writestr("word/document.xml", b"<document>Hello</document>")
    files = [SimpleUploadedFile("ada.docx", file.getvalue())]
    page = client.post(url, {"key": client.get(url).context["form"]["key"].value(), "files": files})
    assert page.context["form"].errors.keys() == {"files"}


def test_changed_without_end_what_would_help_tells_whoever_looks_after_it_once_a_day(vacancy, rosie):
    ada = applies(vacancy, words="I listen.")
    Notice.objects.all().delete()
    for number in range(5):
        services.say_what_helps(application=ada, words=f"A quiet room {number}.", disability_confident=False)
    assert Notice.objects.filter(person=vacancy.looked_after_by).count() == 1


def test_a_new_code_leaves_what_was_hidden_ready_to_read(vacancy, rosie):
    ada = applies(vacancy, words="I listen.")
    services.change_again(application=ada)
    services.let_somebody_help(application=ada, name="Sam")
    services.send(application=ada)
    services.hide_names(application=again(ada), hidden={}, seen=_seen(again(ada)), by=rosie)
    services.make_new_code(application=ada, by=rosie)
    assert len(for_panel(vacancy)) == 1


def test_an_address_put_right_by_whoever_looks_after_it_ends_the_old_link(vacancy, rosie):
    ada = applies(vacancy, address="stranger@example.org")
    first = code_of(ada)
    outsider = Outsider(name="Ada Lovell", means=Means.MAIL, address="ada@example.org")
    services.say_who(application=ada, outsider=outsider, by=rosie)
    assert services.by_code(first) is None
    assert [one.address for one in Notice.objects.filter(person=None)] == ["ada@example.org"]


def test_once_all_is_hidden_it_is_shown_and_not_asked_again(vacancy, rosie, client):
    ada = applies(vacancy, words="I am Ada.")
    services.redact(answer=ada.answers.get(), words="By hand.", of=digest_of(ada.answers.get()), by=rosie)
    client.force_login(rosie)
    page = client.get(at("hide-names", ada)).content.decode()
    assert "By hand." in page
    assert "Hide these" not in page
    assert "Hide these" in client.get(f"{at('hide-names', ada)}?anew").content.decode()
