"""Members say what somebody is good at. It joins what that person can share only by the person's own yes."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.audit.services import audited
from portal.members.models import Line, Suggestion, User
from portal.members.services.about import note, write_line
from portal.members.services.holding import about_of, hold, see_again
from portal.members.services.links import subject_of
from portal.notices import services as notices

A_DAY = timedelta(days=1)
AT_MOST = 5  # from one person in a day
LONGEST_LINE = Line._meta.get_field("words").max_length
Answer = Suggestion.Answer


class NotSuggested(Exception):
    """It cannot be suggested; the words say why and what to do."""


class NoRoom(Exception):
    """The line is as long as it may be."""

    def __str__(self):
        return _("Your line “What I can share” is full. Make it shorter first, then say yes.")


# --- Suggesting -------------------------------------------------------------------------------------------------------
@audited()
def suggest_skill(*, person, by, skill=None, words: str = "", why: str = "") -> None:
    """Ask the person whether this may join what they can share. Told nobody else: they are asked once for each thing.

    Whoever suggests learns the same in every case, so that it cannot be tried out what somebody has ticked or refused.
    """
    held = _hold(person, by)
    _refuse(held, by, skill, words)
    the_same = Suggestion.objects.filter(person=held).of_the_same(skill, words)
    settled = the_same.filter(answer__in=[Answer.NO, Answer.YES]).exists() or _says(held, skill, words)
    first = not the_same.exists()
    Suggestion.objects.create(
        person=held, by=by, skill=skill, words=words, why=why, answer=Answer.NO if settled else Answer.NONE
    )
    note("members.skill_suggested", person=held, by=by)
    if first and not settled:
        _ask(held, by)


def _hold(person, by) -> User:
    """Both rows, always in the same order: five a day are five, however many are sent at once."""
    both = User.objects.select_for_update(no_key=True).filter(pk__in=[person.pk, by.pk]).order_by("pk")
    held = {one.pk: one for one in both}
    if not all(one.is_active for one in held.values()):
        raise NotSuggested(_("They are not here any more."))
    return held[person.pk]


def _refuse(person, by, skill, words):
    if person.pk == by.pk or not person.known.takes_suggestions:
        raise NotSuggested(_("Nothing can be suggested here at present."))
    mine = Suggestion.objects.filter(by=by)
    if mine.filter(person=person).of_the_same(skill, words).exists():
        raise NotSuggested(_("You have suggested that before. It is for them to say yes. Is there something else?"))
    if mine.filter(made_at__gt=timezone.now() - A_DAY).count() >= AT_MOST:
        raise NotSuggested(_("That is enough for one day. Please come back tomorrow with the next one."))


def _says(person, skill, words) -> bool:
    """Whether they say it of themselves already, whoever may see that."""
    line = Line.objects.filter(person=person, kind=Line.Kind.SHARE).first()
    if line is None:
        return False
    if skill:
        return line.skills.filter(pk=skill.pk).exists()
    return words.casefold() in [one.strip().casefold() for one in line.words.splitlines()]


def _ask(person, by):
    """In words that say nothing of it: somebody may read them out."""
    with notices.speaking_to(person):
        notices.tell(
            person=person,
            title=_("Somebody thinks you are good at something"),
            words=_("See what it is under “About me”. Only you see it there, until you say yes."),
            path=reverse("portal:me:about"),
            about=subject_of(by),
            private=True,
        )


# --- Answering --------------------------------------------------------------------------------------------------------
@audited()
def add_suggestion(*, suggestion, by) -> Line | None:
    """Yes: it joins what the person can share, shown to whom that line is shown. Whoever thought of it is told."""
    held = hold(suggestion.person)
    open_ones = _answer(held, suggestion, Answer.YES)
    if not open_ones:
        return None
    line = _add_to_line(held, by, suggestion)
    note("members.suggestion_added", person=held, by=by)
    for one in open_ones:
        _tell_of_a_yes(one)
    return line


@audited()
def leave_suggestion(*, suggestion, by) -> None:
    """No, thank you. Nobody is told, and nobody asks for the same again."""
    held = hold(suggestion.person)
    if _answer(held, suggestion, Answer.NO):
        note("members.suggestion_left", person=held, by=by)


def _answer(held, suggestion, answer) -> list[Suggestion]:
    """One answer for all who thought the same. The open ones, of people who are still here."""
    if not Suggestion.objects.filter(pk=suggestion.pk, answer=Answer.NONE).exists():
        return []
    the_same = Suggestion.objects.filter(person=held, answer=Answer.NONE)
    the_same = the_same.of_the_same(suggestion.skill, suggestion.words)
    here = list(the_same.filter(by__in=User.objects.here()).select_related("by", "person"))
    the_same.update(answer=answer)
    return here


def _add_to_line(person, by, suggestion) -> Line:
    line = Line.objects.filter(person=person, kind=Line.Kind.SHARE).first()
    words, skills = (line.words, list(line.skills.all())) if line else ("", [])
    if suggestion.skill:
        skills = [*skills, suggestion.skill]
    elif not _says(person, None, suggestion.words):
        words = f"{words}\n{suggestion.words}".strip()
    if len(words) > LONGEST_LINE:
        raise NoRoom
    shown_to = line.shown_to if line else Line.ShownTo.COORDINATORS
    write_line(person=person, by=by, kind=Line.Kind.SHARE, shown_to=shown_to, words=words, skills=skills)
    return Line.objects.get(person=person, kind=Line.Kind.SHARE)


def _tell_of_a_yes(suggestion):
    with notices.speaking_to(suggestion.by):
        said = {"name": suggestion.person, "what": suggestion.what}
        notices.tell(
            person=suggestion.by,
            title=(_("%(name)s said yes to what you suggested") % said)[:120],
            words=_("You thought that %(name)s is good at: %(what)s. Thank you. They added it.") % said,
            about=subject_of(suggestion.person),
            private=True,
        )


# --- Whether others may -----------------------------------------------------------------------------------------------
@audited()
def take_suggestions(*, person, by, may_suggest: bool) -> None:
    about = about_of(hold(person))
    if about.may_suggest != may_suggest:
        about.may_suggest = may_suggest
        about.save(update_fields=["may_suggest"])
        note("members.suggestions_on" if may_suggest else "members.suggestions_off", person=person, by=by)
    see_again(person)
