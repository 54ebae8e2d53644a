"""A role to try the site out with: three people have written it, one of them has not said yes yet, and somebody
suggests other words."""

from django.utils.translation import gettext as _

from portal.agreement.models.versions import digest_of_words
from portal.easy_read import digest_of_pairs
from portal.members.models import Side, Standpoint, User
from portal.roles.models import CriterionIdea, Promise, QuestionIdea, Role, longer
from portal.roles.services import (
    ROLES,
    add_criterion,
    answer,
    ask,
    be_called,
    put_forward,
    say,
    say_promise,
    set_questions,
    start,
    write_easy_read,
    write_section,
)

AFTER = ("portal.members",)
NAMES = ("mair", "dev", "sana", "george", "tunde")
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


def _as(side):
    return Standpoint.objects.filter(side=side, in_use=True).first()
