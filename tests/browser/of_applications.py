"""Open roles, and applications for them, before somebody comes to one of their places."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from portal.roles import services
from portal.roles.codes import code_of
from portal.roles.finding_names import Found, Sort
from portal.roles.models import Vacancy
from portal.roles.services.redacting import digest_of
from tests.browser.of_roles import person
from tests.factories import roles


def is_open(**said) -> Vacancy:
    """Written by Mair and Dev; Rosie looks after it."""
    made = roles.role(person("mair"), person("dev"), title="Peer supporter at the clinic")
    roles.need(made, "You can put difficult things into plain words", by_qualification=True, hint="Tell us how.")
    roles.need(made, "You know the clinic", essential=False)
    services.write_section(role=made, section="pay", words="£13 an hour.", before="", by=person("mair"))
    services.be_called(role=made, called="Mair, who came to the clinic herself", by=person("mair"))
    roles.put_forward(roles.again(made), person("mair"))
    roles.agree(made, person("mair"), person("dev"))
    made = roles.again(made)
    vacancy = roles.opened(made, person("rosie"), town="Swansea", talks_on=roles.in_days(20), **said)
    services.correct(vacancy=vacancy, words="The talks are in the library.", by=person("dev"))
    return vacancy


def begun():
    """One answer is written, and one recorded."""
    vacancy = is_open()
    ada = roles.applies(vacancy)
    first, second, _third = vacancy.asked
    services.write_answer(application=ada, need=first.key, words="I listen, and I wait.", routes=["life"])
    file = SimpleUploadedFile("said.txt", b"I explain letters to my neighbours.")
    services.add_file(application=ada, need=second.key, file=file)
    services.say_what_helps(application=ada, words="A quiet room.", disability_confident=True)
    services.let_somebody_help(application=ada, name="Sam")
    return ada


def sent():
    return services.send(application=begun())


def too_late():
    ada = begun()
    roles.closed(ada.vacancy)
    return ada


def with_code(name, make=begun, *, for_helper=False):
    return lambda: reverse(f"get-involved:{name}", args=[code_of(roles.again(make()), for_helper=for_helper)])


def answering(name):
    def made():
        ada = begun()
        return reverse(f"get-involved:{name}", args=[code_of(ada), ada.vacancy.asked[1].key])

    return made


def listed():
    is_open()
    roles.opened(
        roles.agreed(person("george"), person("sana"), title="Night listener"), person("rosie"), from_home=True
    )
    return reverse("get-involved:vacancies")


def outside(name, make=is_open):
    return lambda: reverse(f"get-involved:{name}", args=[make().pk])


def taken_back():
    vacancy = is_open()
    gone = {"outcome": Vacancy.Outcome.WITHDRAWN, "why": "There is no money for it any more."}
    services.end_vacancy(vacancy=vacancy, by=person("rosie"), **gone)
    return vacancy


def inside(name):
    return lambda: reverse(f"portal:roles:{name}", args=[is_open().pk])


def to_open():
    made = roles.agreed(person("mair"), person("dev"), title="Night listener")
    return reverse("portal:roles:open", args=[made.pk])


def on_its_page():
    return reverse("portal:roles:role", args=[is_open().role_id])


def with_names():
    """Sent, with names in it; something is to be arranged."""
    ada = begun()
    words = "I am Ada Lovell of 12 High Street, Swansea. At Swansea University I met Rhodri, and we made tea."
    services.write_answer(application=ada, need=ada.vacancy.asked[0].key, words=words, routes=["life"])
    return services.send(application=ada)


def names_hidden():
    ada = with_names()
    seen = {answer.pk: digest_of(answer) for answer in ada.answers.all()}
    hidden = {pk: [Found("Ada Lovell", Sort.NAME), Found("Rhodri", Sort.NAME)] for pk in seen}
    services.hide_names(application=ada, hidden=hidden, seen=seen, by=person("rosie"))
    return ada


def at_one(name, make=with_names):
    return lambda: reverse(f"portal:roles:{name}", args=[make().pk])


def several():
    ada = with_names()
    roles.applies(ada.vacancy, "Bo Okafor", address="bo@example.org")
    return reverse("portal:roles:applications", args=[ada.vacancy_id])


def kept_longer():
    services.keep_longer(application=sent(), why="A complaint that is not decided yet.", by=person("rosie"))
    return reverse("portal:roles:keeping")


def counted():
    """Twelve people answered, and nobody is counted any more."""
    vacancy = is_open()
    for number in range(12):
        ada = roles.applies(vacancy, address=f"a{number}@example.org", words="I listen.")
        answers = {"age": "65" if number < 8 else "16", "disabled": "yes" if number < 6 else "no"}
        services.count_answers(application=ada, answers=answers)
    Vacancy.objects.filter(pk=vacancy.pk).update(closes_on=roles.in_days(-2))
    return reverse("portal:roles:counts", args=[vacancy.pk])
