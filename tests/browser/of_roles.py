"""Roles that people write together, before somebody comes to one of their places."""

from django.urls import reverse

from portal.members.models import User
from portal.roles import services
from tests.factories import roles


def person(name) -> User:
    return User.objects.get(username=name)


def written():
    """By Mair, Dev and Sana: Dev has said yes, George is asked, and Tunde suggests other words."""
    made = roles.role(person("mair"), person("dev"), person("sana"), title="Peer supporter at the clinic")
    roles.need(made, "You can put difficult things into plain words", by_qualification=True, hint="Tell us how.")
    services.ask(role=made, person=person("george"), by=person("mair"))
    roles.put_forward(made, person("mair"))
    roles.agree(made, person("dev"))
    given = {"section": "purpose", "instead": "So that nobody waits by themselves.", "stood": made.purpose}
    roles.remark(made, person("tunde"), words="It sounds friendlier.", **given)
    return made


def changed():
    """Mair said yes to other words, and somebody's suggestion was not taken."""
    made = written()
    roles.agree(made, person("mair"))
    said = roles.remark(made, person("tunde"), words="Say what it pays.")
    services.answer_remark(remark=said, taken=False, reason="We do not know yet.", by=person("dev"))
    services.write_section(
        role=made, section="pay", words="£13 an hour, in a fast-paced team.", before="", by=person("sana")
    )
    roles.put_forward(roles.again(made), person("sana"))
    return made


def easy():
    """Agreed once; in Easy Read, older than the longer words; with letters that nobody explains, and a promise."""
    made = changed()
    made = roles.write_easy_read(made, person("mair"), "You sit with people who wait.", "You get paid £13 an hour.")
    services.set_questions(criterion=made.criteria.first(), questions=["What helps you to listen?"], by=person("mair"))
    words = "Two nurses of the CAMHS team."
    services.write_section(role=made, section="people", words=words, before="", by=person("dev"))
    services.say_promise(words="We answer everyone who applies.", guide="https://example.org/", by=person("dev"))
    return made


def set_aside():
    made = written()
    services.set_aside(role=made, by=person("mair"))
    return made


def listed():
    written()
    set_aside()
    roles.role(person("george"), title="Night listener")
    return reverse("portal:roles:list")


def at(name, *more, make=written):
    return lambda: reverse(f"portal:roles:{name}", args=[make().pk, *more])


def at_need(name):
    return lambda: reverse(f"portal:roles:{name}", args=[written().criteria.first().pk])


def at_remark(name):
    return lambda: reverse(f"portal:roles:{name}", args=[written().remarks.first().pk])


def at_seat(name):
    return lambda: reverse(f"portal:roles:{name}", args=[written().seats.asked().get().pk])


def yes_down():
    made = written()
    number = services.ROLES.newest(made).number
    return reverse("portal:roles:yes-down", args=[made.pk, number, person("sana").pk])


def whole():
    return roles.role(person("mair"), person("dev"), title="Night listener")
