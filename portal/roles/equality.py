"""Questions about equality, which are only counted; and which counts may be shown."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

RATHER_NOT = "not"
LEAST = 5  # people in a count that is shown
ENOUGH = 10  # who answered, before any is shown


@dataclass(frozen=True)
class Question:
    """`answers`: by what is kept, what is read. Rather not to say is always one, and so is saying nothing."""

    key: str
    words: Promise
    answers: dict[str, Promise]

    @property
    def choices(self) -> list[tuple[str, Promise]]:
        return [*self.answers.items(), (RATHER_NOT, _("I’d rather not say"))]


YES_NO = {"yes": _("Yes"), "no": _("No")}
QUESTIONS = (
    Question(
        "age",
        _("How old are you?"),
        {
            "16": _("16 to 24"),
            "25": _("25 to 34"),
            "35": _("35 to 44"),
            "45": _("45 to 54"),
            "55": _("55 to 64"),
            "65": _("65 or older"),
        },
    ),
    Question(
        "gender",
        _("What describes your gender?"),
        {"woman": _("Woman"), "man": _("Man"), "other": _("Non-binary, or in another way")},
    ),
    Question("as_registered", _("Is your gender the same as the sex you were registered with at birth?"), YES_NO),
    Question(
        "ethnic",
        _("What is your ethnic group?"),
        {
            "asian": _("Asian or Asian British"),
            "black": _("Black, Black British, Caribbean or African"),
            "mixed": _("Mixed, or several"),
            "white": _("White"),
            "gypsy": _("Gypsy, Roma or Traveller"),
            "other": _("Another"),
        },
    ),
    Question("disabled", _("Are you disabled, or have you been ill for a year or more?"), YES_NO),
    Question(
        "loves",
        _("What describes your sexual orientation?"),
        {
            "straight": _("Straight"),
            "gay": _("Gay or lesbian"),
            "bi": _("Bisexual"),
            "other": _("In another way"),
        },
    ),
    Question(
        "faith",
        _("What is your religion or belief?"),
        {
            "none": _("None"),
            "christian": _("Christian"),
            "muslim": _("Muslim"),
            "hindu": _("Hindu"),
            "sikh": _("Sikh"),
            "jewish": _("Jewish"),
            "buddhist": _("Buddhist"),
            "other": _("Another"),
        },
    ),
    Question("cares", _("Do you look after somebody who could not manage without you?"), YES_NO),
)


def shown(counts: dict[str, int]) -> dict[str, int | None]:
    """Of one question: each count, or None where it is not shown. Everybody knows how many answered, so what is hidden
    must not follow from that, nor from which they are: where they could be worked out, the smallest of those that are
    shown are hidden as well."""
    if sum(counts.values()) < ENOUGH:
        return dict.fromkeys(counts)
    if max(counts.values()) == sum(counts.values()):
        return dict.fromkeys(counts)  # all said the same: that says what each of them said
    hidden = {answer for answer, many in counts.items() if 0 < many < LEAST}
    rest = sorted((many, answer) for answer, many in counts.items() if many >= LEAST)
    while hidden and rest and (len(hidden) < 2 or sum(counts[answer] for answer in hidden) < LEAST * len(hidden)):
        many = rest[0][0]
        hidden |= {answer for number, answer in rest if number == many}  # which of two alike is hidden says something
        rest = [(number, answer) for number, answer in rest if number != many]
    # A count of nobody says something of everybody: it is hidden with the small ones.
    if hidden:
        hidden |= {answer for answer, many in counts.items() if not many}
    return {answer: None if answer in hidden else many for answer, many in counts.items()}
