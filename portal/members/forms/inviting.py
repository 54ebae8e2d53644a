"""Names pasted or typed, one on each line, with an address or number or with nothing."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.text import Truncator
from django.utils.translation import gettext as _, gettext_lazy

from portal.advice import LongWords
from portal.drafts.forms import KeptForm
from portal.members.models import User
from portal.members.services import Guest, NotInvited, may_be_invited
from portal.notices.routes import Means

AT_ONCE = 50
LONGEST = 254  # letters in an e-mail address (RFC 5321)
BETWEEN = re.compile(r"[,;\t<>]+")
AFTER_ADDRESS, SEMICOLON, COMMA = re.compile(r"(?<=>)\s*[,;]"), re.compile(";"), re.compile(",")
QUOTED = re.compile(r'"(?P<name>[^"<>]+)"\s*<(?P<address>[^<>]+)>')  # "Green, Rosa" <rosa@example.org>
NAME_THEN_ADDRESS = re.compile(r"(?P<name>[^\s@+\d(].*?)\s+(?P<address>\S+@\S+|[+(]?[0-9][0-9 ()/-]{5,24})")
SHOWN = 60  # letters of a line that is wrong
PHONE = re.compile(r"\+?[0-9][0-9 ()/-]{5,24}")


def as_one_name(name: str) -> str:
    """A name that cannot be taken for several people, or for an address."""
    words = BETWEEN.sub(" ", name).replace('"', " ").split()
    return " ".join(word for word in words if "@" not in word)


class InviteForm(KeptForm):
    people = forms.CharField(
        label=gettext_lazy("Who?"),
        help_text=gettext_lazy(
            "One person on each line: a name, then an e-mail address or a phone number. "
            "A name alone is fine: you print a card for them."
        ),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto", "autocapitalize": "words"}),
    )
    note = forms.CharField(
        label=gettext_lazy("What shall we write to them?"),
        help_text=gettext_lazy("Their name and their own link are added. You can change every word."),
        max_length=2_000,
        widget=LongWords(attrs={"rows": 6, "dir": "auto"}),
    )
    buddy = forms.ModelChoiceField(
        label=gettext_lazy("Who meets them first?"),
        help_text=gettext_lazy("Somebody to say hello and to answer questions."),
        queryset=None,
        required=False,
        empty_label=gettext_lazy("Nobody yet"),
    )

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["buddy"].queryset = User.objects.here().order_by("known_as", "pk")
        self.initial.setdefault("buddy", by.pk)

    def clean_people(self):
        """The guests; what is wrong is said with the line's number and words, all of it at once."""
        lines = [
            (number, words)
            for number, line in enumerate(self.cleaned_data["people"].splitlines(), 1)
            for words in _people_in(line)
        ]
        if len(lines) > AT_ONCE:
            raise ValidationError(
                _("That is more than %(most)d people. Invite some first, then the others."), params={"most": AT_ONCE}
            )
        guests, problems = [], []
        for number, line in lines:
            try:
                guests.append(self._guest(line, guests))
            except (NotInvited, ValidationError) as problem:
                said = problem.messages[0] if isinstance(problem, ValidationError) else str(problem)
                which = {"number": number, "line": Truncator(line).chars(SHOWN), "problem": said}
                problems.append(_("Line %(number)d, “%(line)s”: %(problem)s") % which)
        if problems:
            raise ValidationError(problems)
        return guests

    def _guest(self, line, earlier) -> Guest:
        guest = _read(line)
        may_be_invited(guest)
        if guest.address and any(other.address == guest.address and other.means == Means.MAIL for other in earlier):
            raise ValidationError(_("%(address)s stands here twice.") % {"address": guest.address})
        return guest


def _people_in(line) -> list[str]:
    """The people on a line: one; or several, as mail programmes write them, each with an address of their own."""
    for between in (AFTER_ADDRESS, SEMICOLON, COMMA):
        parts = [part.strip() for part in between.split(line) if part.strip()]
        if len(parts) > 1 and all("@" in part for part in parts):
            return parts
    return [line.strip()] if line.strip() else []


def _parts_of(line) -> tuple[str, str]:
    """The name and the address, with a comma between them or without one."""
    if found := QUOTED.fullmatch(line):
        return found["name"].strip(), found["address"].strip()
    name, *more = [" ".join(part.split()) for part in BETWEEN.split(line) if part.strip()] or [""]
    if not more and (found := NAME_THEN_ADDRESS.fullmatch(name)):
        return found["name"], found["address"]
    return name, " ".join(more)


def _read(line) -> Guest:
    name, address = _parts_of(line)
    if "@" in name or PHONE.fullmatch(name):
        raise ValidationError(_("Write a name before “%(address)s”.") % {"address": name})
    if len(name) > 80:
        raise ValidationError(_("That name is too long. 80 letters at most."))
    if not name:
        raise ValidationError(_("Write a name."))
    if "@" in address:
        address = address.lower()
        if len(address) > LONGEST:
            raise ValidationError(_("That address is too long."))
        try:
            validate_email(address)
        except ValidationError:
            raise ValidationError(_("“%(address)s” is not an e-mail address.") % {"address": address}) from None
        return Guest(name, Means.MAIL, address)
    if PHONE.fullmatch(address):
        return Guest(name, Means.CALL, address)
    if address:
        raise ValidationError(
            _("“%(address)s” is neither an e-mail address nor a phone number.") % {"address": address}
        )
    return Guest(name, Means.MEET)
