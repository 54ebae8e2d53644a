"""Names out of what a panel reads. The words themselves stay as they are, for whoever looks after the role."""

import hashlib
from dataclasses import dataclass

from django.utils.translation import gettext_lazy

from home.uploads import FILMS, extension
from portal.audit.services import audited, record
from portal.refusal import Refusal
from portal.roles.finding_names import Found, find, hide
from portal.roles.models import Adjustments, Answer, AnswerFile, Application, Redacted
from portal.roles.services.applying import hold

PASSED_ON = {*FILMS}  # of these we take out, as they come, whatever a phone writes beside what is heard and seen


class ChangedMeanwhile(Refusal):
    sentence = gettext_lazy("These words were changed meanwhile. Look at them once more.")


class NameInside(Refusal):
    sentence = gettext_lazy(
        "A name may stand inside this file, where nobody sees it. Write down what is said in it, in place of passing "
        "it on."
    )


def digest_of(answer: Answer) -> str:
    """Of its words, and of whom is looked for in them: once another name is known, somebody looks again."""
    who = getattr(answer.application, "applicant", None)
    said = [answer.words, *((who.name, who.address, who.helper_name) if who else ())]
    return hashlib.sha256("\0".join(said).encode()).hexdigest()


def found_in(answer: Answer, applicant=None) -> list[Found]:
    names = [applicant.name, applicant.helper_name] if applicant else []
    if applicant and applicant.address:
        return find(answer.words, [name for name in names if name], whole=[applicant.address])
    return find(answer.words, [name for name in names if name])


def as_read(answer: Answer) -> str | None:
    """What a panel reads of it; None as long as nobody has looked at these very words."""
    made = getattr(answer, "redacted", None)
    return made.words if made and made.of == digest_of(answer) else None


@audited()
def hide_names(*, application, hidden: dict[int, list[Found]], seen: dict[int, str], by) -> None:
    """In all its answers at once. `hidden`: by answer, what goes from it; `seen`: the digests that were looked at."""
    held = hold(application)
    for answer in held.answers.exclude(words="").select_related("application__applicant"):
        if seen.get(answer.pk) != digest_of(answer):
            raise ChangedMeanwhile
        _keep(answer, hide(answer.words, hidden.get(answer.pk, [])), by)
    record("roles.names_hidden", subject=held.about, by=by)


@audited()
def redact(*, answer, words: str, of: str, by) -> None:
    """By hand. `of`: the digest of the answer that was looked at."""
    held = hold(answer.application)
    now = held.answers.select_related("application__applicant").get(pk=answer.pk)
    if of != digest_of(now):
        raise ChangedMeanwhile
    _keep(now, words, by)
    record("roles.names_hidden", subject=held.about, by=by)


def _keep(answer, words, by):
    said = {"words": words, "of": digest_of(answer), "by": by}
    Redacted.objects.update_or_create(answer=answer, defaults=said)


def may_be_passed_on(file: AnswerFile) -> bool:
    return extension(file.file.name) in PASSED_ON


@audited()
def pass_file_on(*, file, on: bool, by) -> None:
    """Whoever chooses may hear or see it; or not any more. `by` has heard that no name is said in it."""
    held = hold(file.application)
    if on and not may_be_passed_on(file):
        raise NameInside
    held.files.filter(pk=file.pk).update(for_panel_by=by if on else None)
    record("roles.file_passed_on" if on else "roles.file_kept_back", subject=held.about, by=by)


@audited()
def arrange(*, application, arranged: str, by) -> None:
    """What is arranged for somebody, in words that do not say why: those who choose read them."""
    held = hold(application)
    Adjustments.objects.update_or_create(application=held, defaults={"arranged": arranged})
    record("roles.arranged", subject=held.about, by=by)


# --- What a panel reads -----------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Read:
    """One application, as those who choose read it. `answers`: by the key of the need, what is said and how it was
    learned; `files`: by the same, the numbers of those that may be heard."""

    code_name: str
    answers: dict[str, tuple[str, tuple[str, ...]]]
    files: dict[str, tuple[int, ...]]
    arranged: str = ""


def looked_at(application: Application) -> tuple[int, int]:
    """In how many of its answers names were looked for since they were written; and how many there are."""
    read = [as_read(answer) for answer in application.answers.all() if answer.words]
    return len(read) - read.count(None), len(read)


def is_ready(application: Application) -> bool:
    """There is something to read or to hear, of somebody whose name is known, and somebody has looked at each answer
    since it was written."""
    done, many = looked_at(application)
    heard = any(file.for_panel_by_id for file in application.files.all())
    return bool(application.applicant.name and (many or heard)) and done == many


def for_panel(vacancy) -> list[Read]:
    """All that were sent and are ready, by their code names. Nothing of who they are, or when they came, is in it."""
    sent = (
        vacancy.applications.sent()
        .select_related("adjustments", "applicant")
        .prefetch_related("answers__redacted", "files")
    )
    return sorted((_read(one) for one in sent if is_ready(one)), key=lambda one: one.code_name)


def _read(application) -> Read:
    answers = {one.need: (as_read(one), tuple(one.routes)) for one in application.answers.all() if one.words}
    files = {}
    for file in application.files.all():
        if file.for_panel_by_id:
            files[file.need] = (*files.get(file.need, ()), file.pk)
    needs = getattr(application, "adjustments", None)
    return Read(application.code_name, answers, files, needs.arranged if needs else "")
