"""Applications that came another way, as files: each becomes one, with its words where they can be taken out."""

import html
import re
import zipfile
import zlib
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from home.uploads import extension
from portal.audit.services import audited, record
from portal.notices.routes import Means
from portal.refusal import Refusal
from portal.roles.codes import code_of, fingerprint, free_name
from portal.roles.models import Answer, AnswerFile, Applicant, Application
from portal.roles.privacy import NEWEST
from portal.roles.services.applying import check_stood, hold, put_right
from portal.roles.services.opening import HasEnded, hold_vacancy

KINDS = ("docx", "odt", "pdf", "rtf", "txt")
LONGEST = 60_000  # letters that are taken out
MOST_READ = 20 * 1024 * 1024  # bytes of the heart of a file
HEARTS = {"docx": "word/document.xml", "odt": "content.xml"}
TAG = re.compile(r"<[^<>]*>")
# What was deleted, or is only there for the program; then what parts words, or ends a line.
UNSEEN = re.compile(r"<w:(delText|instrText)\b[^<>]*>[^<]*</w:\1>")
GAP = re.compile(r"<(?:w:tab|w:noBreakHyphen|text:tab|text:s)\b[^<>]*>")
BREAK = re.compile(r"<(?:w:br|w:cr|text:line-break)\b[^<>]*>|</(?:w:p|text:p|text:h|w:tc|table:table-cell)>")


class NotAFile(Refusal):
    sentence = gettext_lazy("This did not come as a file. What somebody wrote themselves stays as they wrote it.")


def words_of(file) -> str:
    """What is written in a file, a line for each paragraph; nothing, where it cannot be taken out."""
    kind = extension(file.name)
    file.seek(0)
    if kind == "txt":
        said = file.read(4 * LONGEST).decode("utf-8", errors="replace")
    elif kind in HEARTS:
        said = _words_of_heart(file, HEARTS[kind])
    else:
        said = ""
    file.seek(0)
    return said.replace("\x00", "").strip()[:LONGEST]


def _words_of_heart(file, heart) -> str:
    try:
        with zipfile.ZipFile(file) as folder, folder.open(heart) as opened:
            written = opened.read(MOST_READ).decode("utf-8", errors="replace")
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, KeyError):
        return ""  # then somebody opens it
    # Not read as XML: nothing in it can be asked to be fetched or to grow.
    shown = BREAK.sub("\n", GAP.sub(" ", UNSEEN.sub("", written)))
    lines = (html.unescape(TAG.sub("", line)).strip() for line in shown.split("\n"))
    return "\n".join(line for line in lines if line)


@transaction.atomic
def upload(*, vacancy, files, key: UUID, by) -> list[Application]:
    """Also after it closed, as long as it is being decided: they had come in time. Sent twice, each is there once."""
    return [_upload(vacancy, file, uuid5(key, f"{number}:{file.size}"), by) for number, file in enumerate(files)]


@audited()
def _upload(vacancy, file, key, by) -> Application:
    if earlier := Application.objects.filter(key=key).first():
        return earlier
    held = hold_vacancy(vacancy)
    made = Application(vacancy=held, key=key, came_by=Application.CameBy.FILE, written_by=by, notice=NEWEST)
    made.code_name = free_name(set(held.applications.values_list("code_name", flat=True)))
    made.state, made.sent_at = Application.State.SENT, timezone.now()
    made.save()
    Applicant.objects.create(application=made, means=Means.MEET, fingerprint=fingerprint(code_of(made)))
    if words := words_of(file):
        Answer.objects.create(application=made, need="", words=words)
    AnswerFile(application=made, need="", file=file).save()
    record("roles.application_uploaded", subject=made.about, by=by)
    return made


@audited()
def say_who(*, application, outsider, by) -> None:
    """Who it is, and how to reach them: put right, or written down for the first time. Names were looked for without
    knowing it: somebody looks at the answers again."""
    held = hold(application)
    put_right(held, {"name": outsider.name, "means": outsider.means, "address": outsider.address}, by=by)


def _check_recorded(held, need):
    """Words that somebody wrote themselves are theirs."""
    own = held.answers.filter(need=need).exclude(words="").exists()
    if own or not (held.is_sent and held.files.filter(need=need).exists()):
        raise NotAFile


@audited()
def put_under(*, application, need: str, words: str, routes=(), stood: str | None = None, by) -> Answer:
    """What somebody wrote in one piece, put under what the role asks: the piece itself stays. Or what they say in a
    recording. `stood`: as for `write_answer`."""
    held = hold(application)
    if held.vacancy.ended_at:
        raise HasEnded
    if held.came_by != Application.CameBy.FILE:
        _check_recorded(held, need)
    check_stood(held.answers.filter(need=need).first(), stood)
    said = {"words": words, "routes": [str(route) for route in routes]}
    answer, _made = Answer.objects.update_or_create(application=held, need=need, defaults=said)
    record("roles.answer_written", subject=held.about, by=by)
    return answer
