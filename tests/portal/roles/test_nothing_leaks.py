"""What somebody says who applies is for whoever looks after the role: not a word of it reaches anybody else, by any
address that takes a number or none, through messages, the trail, copies, searches or the names of files."""

import io
import zipfile
from contextlib import suppress
from itertools import chain, product

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import NoReverseMatch, reverse

from portal.audit.models import Entry
from portal.members.standing import COORDINATORS
from portal.notices.models import Notice
from portal.roles import services
from portal.roles.codes import code_of
from portal.roles.services.redacting import for_panel
from tests.factories.people import UserFactory
from tests.factories.roles import agreed, applies, opened
from tests.portal.test_every_view import named_urls

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("bare_refusals")]
COMMON = "quokka"  # what is looked for, so that a search gives nobody the word by saying it again
WORDS = {
    "who": "Wilhelminaxq",
    "how to reach them": "reachxq@example.org",
    "who helps": "helperxq",
    "an answer": f"{COMMON} answerxq",
    "a file": "paperxq",
    "what would help": "needsxq",
    "why it is kept": "keptxq",
}


@pytest.fixture
def world():
    mair, dev = UserFactory(known_as="Mair"), UserFactory(known_as="Dev")
    rosie = UserFactory(groups=[COORDINATORS], known_as="Rosie")
    vacancy = opened(agreed(mair, dev), rosie)
    ada = applies(vacancy, WORDS["who"], address=WORDS["how to reach them"])
    need = vacancy.asked[0].key
    services.write_answer(application=ada, need=need, words=WORDS["an answer"], routes=["life"])
    file = SimpleUploadedFile(f"{WORDS['who']}.txt", WORDS["a file"].encode())
    services.add_file(application=ada, need=need, file=file)
    services.say_what_helps(application=ada, words=WORDS["what would help"], disability_confident=True)
    services.let_somebody_help(application=ada, name=WORDS["who helps"])
    services.send(application=ada)
    services.count_answers(application=ada, answers={"age": "65"})
    services.keep_longer(application=ada, why=WORDS["why it is kept"], by=rosie)
    return {"mair": mair, "rosie": rosie, "vacancy": vacancy, "ada": ada}


def addresses(world):
    """Every named address of the portal and outside it that takes nothing; of roles and applications, also each that
    takes numbers, with every number that is something's here."""
    ada, vacancy = world["ada"], world["vacancy"]
    things = {vacancy.pk, vacancy.role_id, ada.pk, ada.answers.get().pk, ada.files.get().pk, vacancy.asked[0].number}
    found = set()
    for name, _view in named_urls():
        if name.startswith(("portal:", "get-involved:")):
            most = 2 if name.startswith(("portal:roles:", "get-involved:")) else 0
            for numbers in chain.from_iterable(product(sorted(things), repeat=many) for many in range(most + 1)):
                with suppress(NoReverseMatch):
                    found.add(reverse(name, args=numbers))
    return sorted(found | {f"/search/?q={COMMON}", f"/portal/people/?q={COMMON}", "/cms/", "/feed/"})


def said(response) -> str:
    held = b"".join(response.streaming_content) if response.streaming else response.content
    if response.get("Content-Type") == "application/zip":
        with zipfile.ZipFile(io.BytesIO(held)) as folder:
            held += b"".join(folder.read(name) for name in folder.namelist())
    return held.decode(errors="replace") + str(dict(response.items()))


def found_by(client, world, person=None) -> set[str]:
    if person:
        client.force_login(person)
    shown = "".join(said(client.get(url)) for url in addresses(world))
    return {name for name, word in WORDS.items() if word in shown}


@pytest.mark.parametrize(
    "who", ["nobody", "a member", "who writes the role", "who looks after payments and pages", "an administrator"]
)
def test_nobody_else_finds_a_word_of_it(client, world, who):
    person = {
        "nobody": lambda: None,
        "a member": UserFactory,
        "who writes the role": lambda: world["mair"],
        "who looks after payments and pages": lambda: UserFactory(groups=["Payers", "Editors"]),
        "an administrator": lambda: UserFactory(is_superuser=True, is_staff=True),
    }[who]()
    assert found_by(client, world, person) == set()


def test_whoever_looks_after_it_finds_all_of_it(client, world):
    """So the others were asked where there was something to find."""
    assert found_by(client, world, world["rosie"]) == set(WORDS)


def test_messages_to_us_the_trail_and_names_of_files_hold_none_of_it(world):
    told = "".join(f"{one.title} {one.words}" for one in Notice.objects.exclude(person=None))
    noted = "".join(str(vars(one)) for one in Entry.objects.all())
    named = world["ada"].files.get().file.name + world["ada"].files.get().filename
    for words in (told, noted, named):
        assert [name for name, word in WORDS.items() if word in words] == []


def test_messages_to_whoever_applies_hold_nothing_that_they_said(world):
    told = "".join(f"{one.title} {one.words}" for one in Notice.objects.filter(about=world["ada"].about))
    assert told
    own = set(WORDS) - {"who", "how to reach them"}
    assert [name for name in own if WORDS[name] in told] == []


def test_no_store_holds_what_is_of_another(world):
    """What is needed does not stand with the answers, and who it is with neither; a panel gets none of it unread."""
    ada = world["ada"]
    answers = str(list(ada.answers.values()))
    needs = str(list(type(ada.adjustments).objects.values()))
    assert [name for name, word in WORDS.items() if word in answers] == ["an answer"]
    assert [name for name, word in WORDS.items() if word in needs] == ["what would help"]
    assert for_panel(world["vacancy"]) == []


def test_whoever_has_another_code_finds_none_of_it(client, world):
    bo = applies(world["vacancy"], "Bo", address="bo@example.org")
    code = code_of(bo)
    ada = world["ada"]
    urls = [reverse("get-involved:application", args=[code])]
    urls.append(reverse("get-involved:answer-file", args=[code, ada.files.get().pk]))
    urls += [reverse(f"get-involved:{name}", args=[code]) for name in ("check-answers", "copy-application", "helper")]
    shown = "".join(said(client.get(url)) for url in urls)
    assert [name for name, word in WORDS.items() if word in shown] == []
