"""Applications that came another way, as files."""

import io
import zipfile
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from portal.members.services.asking import Outsider
from portal.members.standing import COORDINATORS
from portal.notices.routes import Means
from portal.roles import services
from portal.roles.models import Application
from portal.roles.services.applying import SentAlready
from portal.roles.services.opening import HasEnded
from portal.roles.services.redacting import digest_of, for_panel
from portal.roles.services.uploading import NotAFile, words_of
from tests.factories.people import UserFactory
from tests.factories.roles import again, agreed, applies, closed, opened

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF"


@pytest.fixture
def rosie(db):
    return UserFactory(groups=[COORDINATORS])


@pytest.fixture
def vacancy(rosie):
    return opened(agreed(UserFactory(), UserFactory()), rosie)


def docx(*lines) -> bytes:
    made = io.BytesIO()
    said = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
    with zipfile.ZipFile(made, "w") as folder:
        folder.writestr("word/document.xml", f"<w:document><w:body>{said}</w:body></w:document>")
    return made.getvalue()


def odt(said) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as folder:
        folder.writestr("content.xml", f"<office:text>{said}</office:text>")
    return made.getvalue()


def test_each_file_becomes_one_with_its_words(vacancy, rosie, client):
    client.force_login(rosie)
    url = reverse("portal:roles:upload-applications", args=[vacancy.pk])
    key = client.get(url).context["form"]["key"].value()
    files = [
        SimpleUploadedFile("Ada Lovell.txt", b"I am Ada, and I listen."),
        SimpleUploadedFile("Bo.docx", docx("I wait.", "I have time &amp; patience.")),
        SimpleUploadedFile("Cy.pdf", PDF),
    ]
    client.post(url, {"key": key, "files": files})
    made = list(Application.objects.order_by("pk"))
    assert [(one.came_by, one.state) for one in made] == [("file", "sent")] * 3
    said = ["".join(one.answers.values_list("words", flat=True)) for one in made]
    assert said == ["I am Ada, and I listen.", "I wait.\nI have time & patience.", ""]
    assert not [one for one in made if "lovell" in one.files.get().file.name.lower()]


def test_sent_twice_they_are_there_once(vacancy, rosie):
    key = uuid4()
    for _press in range(2):
        files = [SimpleUploadedFile("a.txt", b"I listen."), SimpleUploadedFile("b.txt", b"I wait.")]
        services.upload(vacancy=vacancy, files=files, key=key, by=rosie)
    assert Application.objects.count() == 2


@pytest.mark.parametrize("name", ["a.exe", "a.docx", "a.pdf"])
def test_what_is_no_such_file_is_refused_and_nothing_is_there(vacancy, rosie, client, name):
    client.force_login(rosie)
    url = reverse("portal:roles:upload-applications", args=[vacancy.pk])
    files = [SimpleUploadedFile("b.txt", b"I wait."), SimpleUploadedFile(name, b"MZ nothing of the sort")]
    page = client.post(url, {"key": uuid4(), "files": files})
    assert page.status_code == 200
    assert page.context["form"].errors["files"]
    assert not Application.objects.exists()


def test_put_under_what_is_asked_also_after_it_closed(vacancy, rosie, client):
    made = upload(vacancy, rosie, b"I am Ada, and I listen.")
    closed(vacancy)
    client.force_login(rosie)
    url = reverse("portal:roles:application-answer", args=[made.pk, vacancy.asked[0].number])
    page = client.get(url)
    assert "I am Ada, and I listen." in page.content.decode()
    client.post(url, {"key": page.context["form"]["key"].value(), "words": "I listen.", "routes": ["life"]})
    assert made.answers.get(need=vacancy.asked[0].key).words == "I listen."
    hide(made, rosie)
    assert for_panel(vacancy) == []  # nobody has said whose it is, so nobody could look for the name
    outsider = Outsider(name="Ada", means=Means.MAIL, address="ada@example.org")
    services.say_who(application=made, outsider=outsider, by=rosie)
    assert for_panel(vacancy) == []
    hide(again(made), rosie)
    assert set(for_panel(vacancy)[0].answers) == {"", vacancy.asked[0].key}


def hide(application, by):
    seen = {answer.pk: digest_of(answer) for answer in application.answers.all()}
    services.hide_names(application=application, hidden={}, seen=seen, by=by)


def test_as_long_as_nobody_has_said_whose_it_is_no_word_of_ours_is_taken_for_a_name(vacancy, rosie, client):
    made = upload(vacancy, rosie, b"I have not written down much yet.")
    client.force_login(rosie)
    form = client.get(reverse("portal:roles:hide-names", args=[made.pk])).context["form"]
    assert list(form.found.values()) == [[]]
    assert (
        "Name not written down yet" in client.get(reverse("portal:roles:application", args=[made.pk])).content.decode()
    )


def test_with_nothing_to_read_it_is_not_ready(vacancy, rosie):
    made = services.upload(vacancy=vacancy, files=[SimpleUploadedFile("a.pdf", PDF)], key=uuid4(), by=rosie)[0]
    outsider = Outsider(name="Ada", means=Means.MAIL, address="ada@example.org")
    services.say_who(application=made, outsider=outsider, by=rosie)
    assert for_panel(vacancy) == []


def upload(vacancy, by, said):
    return services.upload(vacancy=vacancy, files=[SimpleUploadedFile("a.txt", said)], key=uuid4(), by=by)[0]


def test_what_did_not_come_as_a_file_is_written_by_whoever_applies(vacancy, rosie):
    ada = applies(vacancy, words="I listen.")
    with pytest.raises(NotAFile):
        services.put_under(application=ada, need=vacancy.asked[0].key, words="I talk.", by=rosie)
    with pytest.raises(SentAlready):
        services.write_answer(application=ada, need=vacancy.asked[0].key, words="I talk.", by=rosie)


def test_nothing_is_put_in_once_it_is_decided(vacancy, rosie):
    made = upload(vacancy, rosie, b"I listen.")
    services.end_vacancy(vacancy=vacancy, outcome="filled", by=rosie)
    with pytest.raises(HasEnded):
        upload(vacancy, rosie, b"I wait.")
    with pytest.raises(HasEnded):
        services.put_under(application=made, need="", words="I talk.", by=rosie)


def test_who_it_is_from_is_written_down(vacancy, rosie, client):
    made = upload(vacancy, rosie, b"I listen.")
    client.force_login(rosie)
    url = reverse("portal:roles:application-who", args=[made.pk])
    key = client.get(url).context["form"]["key"].value()
    client.post(url, {"key": key, "name": "Ada Lovell", "means": "mail", "address": "ada@example.org"})
    made.applicant.refresh_from_db()
    assert (made.applicant.name, made.applicant.means, made.applicant.address) == (
        "Ada Lovell",
        "mail",
        "ada@example.org",
    )


@pytest.mark.parametrize(
    ("name", "held", "said"),
    [
        ("a.txt", "Siân".encode(), "Siân"),
        ("a.txt", b"a\x00b", "ab"),
        ("a.docx", docx('<a href="x">Hello</a>', "&#65;da"), "Hello\nAda"),
        ("a.docx", docx("Ada<w:br/>Lovell<w:tab/>Swansea"), "Ada\nLovell Swansea"),
        ("a.docx", docx("<w:delText xml:space='preserve'>Gone</w:delText>Here"), "Here"),
        ("a.odt", odt("<text:h>About</text:h><text:p>Ada<text:tab/>Lovell</text:p>"), "About\nAda Lovell"),
        ("a.pdf", PDF, ""),
    ],
)
def test_the_words_of_a_file(name, held, said):
    assert words_of(SimpleUploadedFile(name, held)) == said
