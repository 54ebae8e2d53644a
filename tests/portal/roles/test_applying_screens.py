"""What somebody without an account meets who applies: from the list of open roles to taking it back."""

import re
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from operations.logs import WithoutCodes
from portal.notices.models import Notice
from portal.roles import services
from portal.roles.codes import code_of
from portal.roles.models import Adjustments, AnswerFile, Application
from tests.factories.media import SOUND, picture_bytes
from tests.factories.people import UserFactory
from tests.factories.roles import again, agreed, applies, closed, opened

pytestmark = pytest.mark.django_db
WAV = SOUND["wav"]


@pytest.fixture
def vacancy():
    mair, dev = UserFactory(), UserFactory()
    return opened(agreed(mair, dev), dev)


def begin(client, vacancy, **said):
    key = client.get(reverse("get-involved:apply", args=[vacancy.pk])).context["form"]["key"].value()
    said = {"key": key, "name": "Ada Lovell", "means": "mail", "address": "ada@example.org"} | said
    return client.post(reverse("get-involved:apply", args=[vacancy.pk]), said, follow=True)


def at(name, application, *more):
    return reverse(f"get-involved:{name}", args=[code_of(application), *more])


def test_the_list_shows_what_is_open_and_nothing_else(client, vacancy):
    other = closed(opened(agreed(UserFactory(), UserFactory(), title="Closed one"), UserFactory()))
    shown = client.get(reverse("get-involved:vacancies")).content.decode()
    assert vacancy.title in shown
    assert other.title not in shown


def test_from_the_first_press_to_sent(client, vacancy):
    page = begin(client, vacancy)
    ada = Application.objects.get()
    assert code_of(ada)[:6] in page.content.decode()
    need = vacancy.asked[0].key
    page = client.post(
        at("write-answer", ada, need), {"key": ada.key, "words": "I listen.", "routes": ["life"]}, follow=True
    )
    assert "I listen." in page.content.decode()
    page = client.get(at("check-answers", ada))
    assert "I listen." in page.content.decode()
    page = client.post(at("send-application", ada), follow=True)
    assert "It is sent. Thank you." in page.content.decode()
    assert again(ada).is_sent


def test_begun_twice_by_the_same_form_it_is_one(client, vacancy):
    key = client.get(reverse("get-involved:apply", args=[vacancy.pk])).context["form"]["key"].value()
    first, second = begin(client, vacancy, key=key), begin(client, vacancy, key=key)
    assert first.request["PATH_INFO"] == second.request["PATH_INFO"]
    assert Application.objects.count() == 1


def test_too_many_words_come_back_whole_and_say_how_many(client, vacancy):
    ada, words = applies(vacancy), " ".join(["word"] * 253)
    page = client.post(at("write-answer", ada, vacancy.asked[0].key), {"key": ada.key, "words": words})
    assert page.status_code == 422
    assert "3 words more than there is room for" in page.content.decode()
    assert words in page.content.decode()


def test_after_closing_what_was_typed_stands_there_to_be_copied(client, vacancy):
    ada = applies(vacancy)
    closed(vacancy)
    page = client.post(at("write-answer", ada, vacancy.asked[0].key), {"key": ada.key, "words": "One second late."})
    assert page.status_code == 409
    assert "One second late." in page.content.decode()
    assert not ada.answers.exists()


def test_whoever_helps_writes_and_does_not_send_or_read_what_helps(client, vacancy):
    ada = applies(vacancy)
    services.say_what_helps(application=ada, words="A quiet room.", disability_confident=False)
    code = services.let_somebody_help(application=ada, name="Sam")
    home = client.get(reverse("get-involved:application", args=[code]))
    assert home.status_code == 200
    assert "A quiet room." not in home.content.decode()
    words = {"key": ada.key, "words": "I listen."}
    client.post(reverse("get-involved:write-answer", args=[code, vacancy.asked[0].key]), words)
    assert ada.answers.get().words == "I listen."
    for name in ("what-helps", "helper", "check-answers", "take-application-back"):
        assert client.get(reverse(f"get-involved:{name}", args=[code])).status_code == 404
    for name in ("send-application", "change-application", "no-helper", "take-application-back"):
        assert client.post(reverse(f"get-involved:{name}", args=[code])).status_code == 404
    assert again(ada).is_begun


def test_a_file_has_no_name_of_its_own_and_only_its_writer_hears_it(client, vacancy):
    ada, bo = applies(vacancy), applies(vacancy, "Bo", address="bo@example.org")
    file = SimpleUploadedFile("ada-lovell.wav", WAV)
    client.post(at("add-file", ada, vacancy.asked[0].key), {"key": ada.key, "file": file})
    kept = AnswerFile.objects.get()
    assert "lovell" not in kept.file.name + kept.filename
    heard = client.get(at("answer-file", ada, kept.pk))
    assert b"".join(heard.streaming_content) == WAV
    assert client.get(at("answer-file", bo, kept.pk)).status_code == 404
    client.post(at("take-file-away", bo, kept.pk))
    assert AnswerFile.objects.exists()
    client.post(at("take-file-away", ada, kept.pk))
    assert not AnswerFile.objects.exists()


def test_what_helps_stands_apart(client, vacancy):
    ada = applies(vacancy)
    client.post(at("what-helps", ada), {"key": ada.key, "words": "A quiet room.", "disability_confident": "on"})
    said = Adjustments.objects.get()
    assert (said.words, said.disability_confident) == ("A quiet room.", True)


def test_taken_back_its_page_is_gone(client, vacancy):
    ada = applies(vacancy, words="I listen.")
    page = client.post(at("take-application-back", ada))
    assert "What you told us is deleted." in page.content.decode()
    assert client.get(at("application", ada)).status_code == 404


def test_a_lost_code_gets_the_same_answer_whoever_asks(client, vacancy):
    applies(vacancy, address="ada@example.org")
    url = reverse("get-involved:lost-code")
    known, unknown = (client.post(url, {"address": address}) for address in ("ada@example.org", "no@example.org"))
    assert _words(known) == _words(unknown)


def _words(page):
    return re.sub(r"csrfmiddlewaretoken\" value=\"\w+", "", page.content.decode())


def test_a_typed_code_opens_it_and_a_wrong_one_says_so(client, vacancy):
    ada = applies(vacancy)
    url = reverse("get-involved:type-code")
    code = code_of(ada)
    opened = client.post(url, {"code": f"{code[:6]}-{code[6:]}".lower()})
    assert opened["Location"] == at("application", ada)
    assert client.post(url, {"code": "A" * 12}).status_code == 422


def test_what_the_search_engines_are_told(client, vacancy):
    shown = client.get(vacancy.url).content.decode()
    assert '"@type": "JobPosting"' in shown
    assert "experienceInPlaceOfEducation" not in shown
    closed(vacancy)
    shown = client.get(vacancy.url).content.decode()
    assert "JobPosting" not in shown
    assert "Nobody can apply any more." in shown


def test_the_dates_go_into_a_calendar(client, vacancy):
    shown = client.get(reverse("get-involved:vacancy-dates", args=[vacancy.pk])).content.decode()
    assert shown.count("BEGIN:VEVENT") == 2
    assert "Last day to apply" in shown
    assert vacancy.title in client.get(reverse("get-involved:vacancies-feed")).content.decode()


@pytest.mark.parametrize("many", [1, 30])
def test_the_list_costs_the_same_for_one_and_for_many(client, vacancy, django_assert_num_queries, many):
    for n in range(many - 1):
        opened(agreed(UserFactory(), UserFactory(), title=f"Role {n}"), vacancy.opened_by)
    client.get(reverse("get-involved:vacancies"))
    with django_assert_num_queries(1):
        client.get(reverse("get-involved:vacancies"), headers={"cookie": "look=dark"})


# --- what a walk through it found -------------------------------------------------------------------------------------
def test_a_link_that_was_not_copied_whole_leads_to_typing_the_code(client, vacancy):
    page = client.get(reverse("get-involved:application", args=[code_of(applies(vacancy))[:-1] + "2"]))
    assert page.status_code == 404
    assert reverse("get-involved:type-code") in page.content.decode()
    assert "no-store" in page["Cache-Control"]


def test_nothing_can_be_sent_by_a_button_while_nothing_is_in_it(client, vacancy):
    ada = applies(vacancy)
    Application.objects.update(state="begun", sent_at=None)
    ada.answers.all().delete()
    page = client.get(at("check-answers", ada)).content.decode()
    assert "Write an answer, or add a recording, before you send it." in page
    assert at("send-application", ada) not in page


def test_opened_again_it_says_that_it_is_not_sent(client, vacancy):
    page = client.post(at("change-application", applies(vacancy, words="I listen.")), follow=True).content.decode()
    assert "It is open again, and not sent now." in page


def test_questions_that_nobody_answered_stay_to_be_answered(client, vacancy):
    ada = applies(vacancy, words="I listen.")
    page = client.post(at("equality", ada), {"key": ada.key})
    assert page.status_code == 422
    assert "You have not ticked anything." in page.content.decode()
    assert not again(ada).is_counted


def test_a_lost_link_is_sent_also_when_it_has_been_decided(client, vacancy):
    ada = applies(vacancy, words="I listen.", address="ada@example.org")
    services.end_vacancy(vacancy=vacancy, outcome="filled", by=vacancy.looked_after_by)
    Notice.objects.all().delete()
    client.post(reverse("get-involved:lost-code"), {"address": "Ada@example.org"})
    assert code_of(ada) in Notice.objects.get().path


def test_every_mail_says_which_role_and_leads_back(client, vacancy):
    begin(client, vacancy)
    ada = Application.objects.get()
    services.write_answer(application=ada, need=vacancy.asked[0].key, words="I listen.")
    services.send(application=ada)
    services.correct(vacancy=vacancy, words="It is on a Thursday.", by=vacancy.looked_after_by)
    told = Notice.objects.filter(person=None)
    assert [(vacancy.title in one.words, code_of(ada) in one.path) for one in told] == [(True, True)] * 3


def test_who_is_rung_has_no_code_where_somebody_else_could_read_it(client, vacancy):
    begin(client, vacancy, means="call", address="01632 960 145")
    services.correct(vacancy=vacancy, words="It is on a Thursday.", by=vacancy.looked_after_by)
    assert [notice.path for notice in Notice.objects.filter(person=None)] == [""]


def test_a_photo_of_a_page_is_taken_and_made_again(client, vacancy):
    ada = applies(vacancy)
    Application.objects.update(state="begun", sent_at=None)
    photo = SimpleUploadedFile("page.jpg", picture_bytes("JPEG"))
    client.post(at("add-file", ada, vacancy.asked[0].key), {"key": ada.key, "file": photo})
    assert AnswerFile.objects.get().file.name.endswith(".jpg")


# --- what an attack on it found ---------------------------------------------------------------------------------------
def test_pressed_again_and_again_nobody_is_thanked_twice(client, vacancy):
    begin(client, vacancy, address="somebody.else@example.org")
    ada = Application.objects.get()
    client.post(at("write-answer", ada, vacancy.asked[0].key), {"key": uuid4(), "words": "x"})
    for _time in range(5):
        client.post(at("send-application", ada))
        client.post(at("change-application", ada))
    assert Notice.objects.filter(address="somebody.else@example.org").count() == 2


def test_whoever_presses_without_end_is_asked_to_wait(client, vacancy, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"application": "2/10m/key"}
    ada = applies(vacancy, words="I listen.")
    for _time in range(2):
        client.post(at("change-application", ada))
    page = client.post(at("send-application", ada), follow=True).content.decode()
    assert "That was a lot in a short time." in page
    assert not again(ada).is_sent
    kept = {"key": uuid4(), "words": "Two hours of typing."}
    page = client.post(at("write-answer", ada, vacancy.asked[0].key), kept)
    assert page.status_code == 429
    assert "Two hours of typing." in page.content.decode()


def test_one_address_is_written_to_a_few_times_a_day(client, vacancy, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"application_link": "2/d/key"}
    begin(client, vacancy)
    client.post(reverse("get-involved:lost-code"), {"address": "ADA@example.org"})
    page = client.post(reverse("get-involved:lost-code"), {"address": "ada@example.org"}).content.decode()
    assert Notice.objects.filter(address="ada@example.org").count() == 2
    assert page == client.post(reverse("get-involved:lost-code"), {"address": "nobody@example.org"}).content.decode()
    assert begin(client, vacancy, address="Ada@example.org").status_code == 200  # the code is on the screen
    assert Notice.objects.filter(address__iexact="ada@example.org").count() == 2


def test_the_key_that_is_kept_sends_no_form_again(client, vacancy):
    begin(client, vacancy)
    ada = Application.objects.get()
    key = str(ada.key)
    page = begin(client, vacancy, key=key, name="Eve", address="eve@example.org")
    assert code_of(ada) not in page.redirect_chain[-1][0]
    assert again(ada).applicant.name == "Ada Lovell"


def test_a_link_that_went_to_the_wrong_address_opens_nothing(client, vacancy):
    key = str(uuid4())
    begin(client, vacancy, key=key, address="stranger@example.org")
    first = code_of(Application.objects.get())
    begin(client, vacancy, key=key, address="ada@example.org")
    ada = Application.objects.get()
    assert client.get(reverse("get-involved:application", args=[first])).status_code == 404
    assert [(one.address, code_of(ada) in one.path) for one in Notice.objects.filter(person=None)] == [
        ("ada@example.org", True)
    ]


def test_a_helper_and_whoever_applies_do_not_write_over_each_other(client, vacancy):
    ada = applies(vacancy)
    services.change_again(application=ada)
    need = vacancy.asked[0].key
    form = client.get(at("write-answer", ada, need)).context["form"]
    services.write_answer(application=ada, need=need, words="Two hours of Sam's typing.")
    said = {"key": form["key"].value(), "stood": form["stood"].value(), "words": "A word."}
    page = client.post(at("write-answer", ada, need), said)
    assert page.status_code == 409
    assert "Two hours of Sam" in page.content.decode()
    shown = page.context["form"]
    again_said = {name: shown[name].value() for name in ("key", "stood", "words")}
    assert again_said["words"] == "A word."
    assert ada.answers.get().words == "Two hours of Sam's typing."
    for _time in range(2):
        assert client.post(at("write-answer", ada, need), again_said).status_code == 302
    assert ada.answers.get().words == "A word."


def test_the_same_file_pressed_twice_is_there_once(client, vacancy):
    ada = applies(vacancy)
    services.change_again(application=ada)
    for _time in range(2):
        client.post(at("add-file", ada, "all"), {"key": ada.key, "file": SimpleUploadedFile("a.wav", WAV)})
    assert ada.files.count() == 1


def test_a_new_code_ends_that_of_whoever_helped(client, vacancy):
    ada = applies(vacancy)
    services.change_again(application=ada)
    helper = services.let_somebody_help(application=ada, name="Sam")
    services.make_new_code(application=ada)
    assert services.by_code(helper) is None


def test_whoever_helps_does_not_learn_that_questions_were_answered(client, vacancy):
    ada = applies(vacancy, words="I listen.")
    services.count_answers(application=ada, answers={"age": "65"})
    services.change_again(application=ada)
    helper = services.let_somebody_help(application=ada, name="Sam")
    assert client.get(reverse("get-involved:equality", args=[helper])).status_code == 404


def test_no_code_stands_in_the_log(client, vacancy, caplog):
    ada = applies(vacancy)
    caplog.handler.addFilter(WithoutCodes())
    client.get(at("send-application", ada))
    client.post(at("write-answer", ada, "no-such-need"), {"key": uuid4()})
    assert len(caplog.records) >= 2
    assert code_of(ada) not in caplog.text
    assert "/get-involved/application/…/" in caplog.text


def test_a_name_put_right_keeps_the_code_that_was_written_down(client, vacancy):
    key = str(uuid4())
    begin(client, vacancy, key=key, name="Ada Lovel")
    code = code_of(Application.objects.get())
    begin(client, vacancy, key=key, name="Ada Lovell")
    assert services.by_code(code)[0].applicant.name == "Ada Lovell"


def test_a_copy_is_pressed_and_not_made_by_looking(client, vacancy):
    ada = applies(vacancy, words="I listen.")
    assert client.get(at("copy-application", ada)).status_code == 405
    assert b"".join(client.post(at("copy-application", ada)).streaming_content)[:2] == b"PK"
