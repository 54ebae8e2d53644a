"""Roles to try the site out with. One is being written: one of three people has not said yes yet, and somebody suggests
other words. Another is open, and people apply for it."""

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone
from django.utils.translation import gettext as _

from portal.agreement.models.versions import digest_of_words
from portal.easy_read import digest_of_pairs
from portal.members.models import Side, Standpoint, User
from portal.members.services.asking import Outsider
from portal.notices.routes import Means
from portal.roles.models import Application, CriterionIdea, Promise, QuestionIdea, Role, longer
from portal.roles.services import (
    ROLES,
    add_criterion,
    answer,
    ask,
    be_called,
    begin,
    open_role,
    put_forward,
    say,
    say_promise,
    say_what_helps,
    send,
    set_questions,
    start,
    write_answer,
    write_easy_read,
    write_section,
)

AFTER = ("portal.members",)
NAMES = ("mair", "dev", "sana", "george", "tunde", "rosie")
ALL_WAYS = {"by_life": True, "by_work": True, "by_qualification": True, "legal_reason": ""}


def load() -> None:
    """Once: what people have done since stays as it is."""
    people = {name: User.objects.called(name) for name in NAMES}
    if Role.objects.exists() or not all(people.values()):
        return
    mair, dev, sana = people["mair"], people["dev"], people["sana"]
    role = start(title=_("Peer supporter at the clinic"), kind=Role.Kind.PAID, standpoint=_as(Side.LIVED), by=mair)
    for person, side in ((dev, Side.STAFF), (sana, Side.LIVED)):
        ask(role=role, person=person, by=mair)
        answer(role=role, person=person, yes=True, standpoint=_as(side), by=person)
    ask(role=role, person=people["george"], by=dev)
    sections = {
        "purpose": _("So that nobody who comes to the clinic for the first time has to wait alone."),
        "doing": _(
            "You sit with people before they are seen. You tell them what happens next. You tell us what we do "
            "not notice."
        ),
        "people": _("Two other peer supporters, and the nurses. Dev is there when something is hard."),
        "place": _("Tuesday and Thursday, 9.30 to 1. At the clinic. You can swap days with the others."),
        "pay": _("£13.45 an hour, your bus fare, and lunch. Training is paid, too."),
    }
    for section, words in sections.items():
        write_section(role=role, section=section, words=words, before="", by=mair)
    for idea in CriterionIdea.objects.filter(in_use=True)[:3]:
        said = {"text": _(idea.name), "hint": _(idea.hint), "essential": True, "stage": "form"} | ALL_WAYS
        add_criterion(role=role, by=sana, **said)
    questions = [str(one) for one in QuestionIdea.objects.filter(in_use=True)[:2]]
    set_questions(criterion=role.criteria.first(), questions=questions, by=dev)
    easy = [
        {"drawing": "two-people-talking", "words": _("You sit with people who wait at the clinic.")},
        {"drawing": "speaking", "words": _("You tell them what happens next.")},
        {"drawing": "calendar", "words": _("You work on Tuesday and Thursday morning.")},
        {"drawing": "money", "words": _("You get £13.45 an hour, your bus fare and lunch.")},
    ]
    source = digest_of_words(longer(Role.objects.get(pk=role.pk).as_words()))
    said = {"checked_by": "", "before": digest_of_pairs([]), "source": source}
    write_easy_read(role=role, pairs=easy, by=sana, **said)
    be_called(role=role, called=_("Mair, who came to the clinic herself"), by=mair)
    version = put_forward(role=role, after=None, by=dev)
    for person in (mair, dev):
        ROLES.agree(role, version=version, person=person, by=person)
    words = _("Can it be said how long the training is?")
    say(role=role, section="pay", words=words, by=people["tunde"])
    if not Promise.now().words:
        promise = _(
            "We read what everyone writes, and answer everyone. Who chooses has lived experience, or works here, and "
            "they decide together. We say what happens next and when. Tell us what you need to take part: it is "
            "arranged, and those who choose do not learn why."
        )
        say_promise(words=promise, guide="", by=dev)
    _an_open_one(people)


def _an_open_one(people):
    """Sana and Dev agreed to it; one person has sent an application, one has begun, and one rang."""
    sana, dev, rosie = people["sana"], people["dev"], people["rosie"]
    role = start(title=_("Listener at the library"), kind=Role.Kind.SESSIONAL, standpoint=_as(Side.LIVED), by=sana)
    ask(role=role, person=dev, by=sana)
    answer(role=role, person=dev, yes=True, standpoint=_as(Side.STAFF), by=dev)
    sections = {
        "purpose": _("So that people who come to the library alone find somebody who has time."),
        "doing": _("You sit at the round table, drink tea with whoever comes, and listen. You solve nothing."),
        "place": _("Wednesday, 2 to 4, at the library. Come every week, or every second one."),
        "pay": _("£28 each time, and your bus fare. You are paid for the training as well."),
        "support": _("Sana and Dev talk with you after each afternoon."),
        "choosing": _("Three people read what you say, without your name. Then they talk with you."),
    }
    for section, words in sections.items():
        write_section(role=role, section=section, words=words, before="", by=sana)
    needs = (
        (_("You can listen without giving advice"), _("Think of a time when it was hard."), True),
        (_("You know what it is like to be alone with something"), "", True),
        (_("You speak another language that people here speak"), "", False),
    )
    for text, hint, essential in needs:
        said = {"text": text, "hint": hint, "essential": essential, "stage": "form"} | ALL_WAYS
        add_criterion(role=role, by=dev, **said)
    be_called(role=role, called=_("Sana, who came alone herself"), by=sana)
    version = put_forward(role=role, after=None, by=dev)
    for person in (sana, dev):
        ROLES.agree(role, version=version, person=person, by=person)
    today = timezone.localdate()
    days = {"closes_on": today + timedelta(days=18), "talks_on": today + timedelta(days=32)}
    days["answers_by"] = today + timedelta(days=39)
    vacancy = open_role(role=role, town=_("Swansea"), looked_after_by=rosie, by=dev, **days)
    _applications(vacancy, rosie)


def _applications(vacancy, rosie):
    listen, alone, language = (need.key for need in vacancy.asked)
    beth = _begin(vacancy, "Beth Morgan", Means.MAIL, "beth@example.org")
    said = {
        listen: _("My mother had dementia. I learned to let her finish, and not to put her right."),
        alone: _("I cared for her for six years. Most days I spoke with nobody else."),
        language: _("I speak Welsh at home."),
    }
    for need, words in said.items():
        write_answer(application=beth, need=need, words=words, routes=["life"])
    say_what_helps(application=beth, words=_("Could I have the questions the day before?"), disability_confident=False)
    send(application=beth)
    omar = _begin(vacancy, "Omar Aziz", Means.MAIL, "omar@example.org")
    write_answer(application=omar, need=listen, words=_("I drive a taxi at night. People talk."), routes=["work"])
    june = _begin(vacancy, "June Carter", Means.CALL, "01632 960 145", by=rosie, came_by=Application.CameBy.PHONE)
    words = _("She ran the tea bar at the hospital for eleven years. She says: you hear more when you wipe the table.")
    write_answer(application=june, need=listen, words=words, routes=["work"], by=rosie)
    write_answer(application=june, need=alone, words=_("After her husband died."), routes=["life"], by=rosie)
    send(application=june, by=rosie)


def _begin(vacancy, name, means, address, **said):
    outsider = Outsider(name=name, means=means, address=address)
    return begin(vacancy=vacancy, key=uuid4(), outsider=outsider, **said)


def _as(side):
    return Standpoint.objects.filter(side=side, in_use=True).first()
