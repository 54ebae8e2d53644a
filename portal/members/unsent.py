"""Which forms of this part keep words while somebody types, and who may have words kept: whoever may send them.

A supporter's words about somebody are the supporter's; when they stop helping, the address to them is gone.
"""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from portal.drafts import kinds
from portal.drafts.kinds import NEW
from portal.members.models import Complaint, Enquiry, Gathering, Line, OneOff, User

# What somebody writes about an offer or a complaint, and what they need for it.
ANSWER = "members.answer_asked"
ABOUT_ASKED = {
    Enquiry: {"invite": "members.invite", "no": ANSWER, "notes": ANSWER},
    Complaint: {"progress": ANSWER, "answer": ANSWER, "notes": ANSWER},
}


def _one(queryset, number: str):
    return queryset.filter(pk=number).first() if number.isdecimal() and len(number) < 19 else None


def may_begin(permission):
    return lambda user, name: name == NEW and user.has_perm(permission)


def may_write_line(user, name) -> bool:
    number, _hyphen, kind = name.partition("-")
    theirs = number == str(user.pk)
    person = user if theirs else _one(User.objects.helped_by(user), number)
    if person is None or kind not in Line.Kind.values or not user.has_perm("members.write_about", person):
        return False
    hidden = Line.objects.filter(person=person, kind=kind, shown_to=Line.ShownTo.ME)
    return theirs or not hidden.exists()


def may_keep(model):
    def may(user, name) -> bool:
        if name == NEW:
            return user.has_perm("members.add_doing")
        doing = _one(model.objects.visible_to(user), name)
        return doing is not None and user.has_perm("members.keep_doing", doing)

    return may


def may_write_about(model):
    def may(user, name) -> bool:
        number, _hyphen, which = name.partition("-")
        asked = _one(model.objects.visible_to(user), number) if which in ABOUT_ASKED[model] else None
        return asked is not None and asked.is_waiting and user.has_perm(ABOUT_ASKED[model][which], asked)

    return may


KINDS = {
    "invite": may_begin("members.invite"),
    "message": may_begin("members.write_to_people"),
    "line": may_write_line,
    "gathering": may_keep(Gathering),
    "one-off": may_keep(OneOff),
    "offer-down": may_begin("members.see_asked"),
    "complaint-down": may_begin("members.see_asked"),
    "enquiry": may_write_about(Enquiry),
    "complaint": may_write_about(Complaint),
}


# What unsent words are for, as the home says it, and the form they wait in: of what is new, and of what is there.
FORMS = {
    "invite": (gettext_lazy("an invitation"), "portal:people:invite", ""),
    "message": (gettext_lazy("a message to people"), "portal:people:write", ""),
    "gathering": (gettext_lazy("something to put on"), "portal:doings:add-gathering", "portal:doings:change-gathering"),
    "one-off": (gettext_lazy("what you need a hand with"), "portal:doings:add-one-off", "portal:doings:change-one-off"),
    "offer-down": (gettext_lazy("somebody’s offer to help"), "portal:asking:offer-down", ""),
    "complaint-down": (gettext_lazy("somebody’s complaint"), "portal:asking:complaint-down", ""),
    "enquiry": (gettext_lazy("to somebody who offered to help, or about it"), "", "portal:asking:offer-"),
    "complaint": (gettext_lazy("about a complaint"), "", "portal:asking:complaint-"),
}


def form_of(kind: str, name: str, user) -> tuple[str, str]:
    """What unsent words are for, and where their form is."""
    number, _hyphen, which = name.partition("-")
    if kind == "line":
        if number == str(user.pk):
            return _("about yourself"), reverse("portal:me:line", args=[which])
        return _("about somebody you help"), reverse("portal:people:about-line", args=[number, which])
    words, new, there = FORMS[kind]
    if which == "invite":
        return words, f"{reverse('portal:people:invite')}?{urlencode({'offer': number})}"
    return words, reverse(new) if name == NEW else reverse(f"{there}{which}", args=[number])


def begun(user, kind: str, names: list[str]):
    """What this person began to write, of one kind."""
    return kinds.begun_of(user, names, may_edit=KINDS[kind], form_of=lambda user, name: form_of(kind, name, user))


def register() -> None:
    for kind, may_edit in KINDS.items():
        kinds.register(kind, may_edit, lambda user, names, kind=kind: begun(user, kind, names))
