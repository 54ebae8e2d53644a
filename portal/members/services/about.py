"""Writing "About me": each line by itself, none of them needed, each shown to whom its person says."""

from portal.audit.services import audited, record
from portal.members.models import Line
from portal.members.services.holding import about_of, hold, see_again
from portal.members.services.links import subject_of


@audited()
def call_me(*, person, by, known_as: str) -> None:
    """What others call the person; empty is fine."""
    held = hold(person)
    if held.known_as != known_as:
        held.known_as = person.known_as = known_as
        held.save(update_fields=["known_as", "first_name"])
        note("members.name_changed", person=person, by=by)


@audited()
def speak(*, person, by, language: str) -> None:
    """The language we write to the person in; empty: that of the site."""
    held = hold(person)
    if held.language != language:
        held.language = person.language = language
        held.save(update_fields=["language"])
        note("members.language_changed", person=person, by=by)


@audited()
def write_line(*, person, by, kind: str, shown_to: str, words: str = "", skills=(), interests=()) -> None:
    """Keep one line of "About me"; one that says nothing goes."""
    hold(person)
    skills, interests = list(skills), list(interests)
    if not (words or skills or interests):
        Line.objects.filter(person=person, kind=kind).delete()
        note("members.line_removed", person=person, by=by, line=kind)
        return
    told = {"words": words, "shown_to": shown_to}
    line, _made = Line.objects.update_or_create(person=person, kind=kind, defaults=told)
    line.skills.set(skills)
    line.interests.set(interests)
    note("members.line_written", person=person, by=by, line=kind, shown_to=shown_to)


@audited()
def be_found(*, person, by, in_directory: bool) -> None:
    """Whether other members find the person in the list of people."""
    about = about_of(hold(person))
    if about.in_directory != in_directory:
        about.in_directory = in_directory
        about.save(update_fields=["in_directory"])
        note("members.listed" if in_directory else "members.unlisted", person=person, by=by)
    see_again(person)


def note(verb, *, person, by, **detail) -> None:
    """In the person's own chain, with the person named when somebody did it for them."""
    for_them = person if by != person else None
    record(verb, subject=subject_of(person), by=by, on_behalf_of=for_them, concerns=person, **detail)
