"""Applying without an account: begun, written over weeks, sent, taken back. `by`: whoever writes it down for somebody
who says it, or sent it on paper; nobody, where it is the applicant."""

import hashlib
from datetime import timedelta

from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _, gettext_lazy

from portal.audit.models import Entry
from portal.audit.services import audited, record
from portal.drafts import services as drafts
from portal.notices import services as notices
from portal.notices.models import Notice
from portal.notices.routes import Means
from portal.refusal import Refusal, WroteMeanwhile
from portal.roles.codes import code_of, fingerprint, free_name, kept_key
from portal.roles.models import Adjustments, Answer, AnswerFile, Applicant, Application, Vacancy
from portal.roles.privacy import NEWEST
from portal.roles.services.opening import tell_applicant

State = Application.State
MOST_LINKS = 3  # of the same address, sent together
SENT = "roles.application_sent"
DRAFTS = ("answer", "needs", "arranged", "kept", "who")  # what may be begun of one, and not sent: "application-who:7"


class Closed(Refusal):
    sentence = gettext_lazy(
        "People could apply until the end of the day that stands with the role. Nothing can be sent any more. What you "
        "wrote stands here still: you can copy it."
    )


class SentAlready(Refusal):
    sentence = gettext_lazy(
        "It has been sent. Copy what you typed, then open it again to change it. You can send it again until it closes."
    )


class TakenBack(Refusal):
    sentence = gettext_lazy("This application was taken back, and what was in it is deleted.")


class NothingInIt(Refusal):
    sentence = gettext_lazy("There is nothing in it yet. Write an answer, or add a recording, before you send it.")


class NotAsked(Refusal):
    sentence = gettext_lazy("The role does not ask for this.")


class TooManyFiles(Refusal):
    sentence = gettext_lazy("That is as many files as we can take. Take one away first.")


def by_code(code: str) -> tuple[Application, bool] | None:
    """The application that a code opens, and whether it is that of whoever helps."""
    made = fingerprint(code)
    found = Applicant.objects.select_related("application__vacancy__version", "application__vacancy__role")
    who = found.filter(fingerprint=made).first() or found.filter(helper=made).first()
    if who is None or who.application.is_gone:
        return None
    application = who.application
    application.applicant = who
    return application, who.fingerprint != made


def hold(application) -> Application:
    """As it is now, held; with its vacancy, which ends only while no application is held."""
    held = Application.objects.select_for_update(of=["self"], no_key=True).get(pk=application.pk)
    if held.is_gone:
        raise TakenBack
    held.vacancy = Vacancy.objects.select_related("version", "role").get(pk=held.vacancy_id)
    return held


def hold_open(application) -> Application:
    """The same, of one that is still written."""
    held = hold(application)
    if not held.vacancy.takes_applications:
        raise Closed
    if held.is_sent:
        raise SentAlready
    return held


# --- It begins --------------------------------------------------------------------------------------------------------
def begin(*, vacancy, key, outsider, by=None, came_by=Application.CameBy.FORM, mails=True) -> Application:
    """Sent twice it is begun once. With other words about who they are from the same form, these are put right.
    `mails`: the link is mailed, where they asked for mail."""
    mails = mails and by is None
    try:
        return _begin(vacancy, key, outsider, by, came_by, mails)
    except IntegrityError:  # the same form at the same moment, or another took the code name
        return _begin(vacancy, key, outsider, by, came_by, mails)


@audited()
def _begin(vacancy, key, outsider, by, came_by, mails):
    who = {"name": outsider.name, "means": outsider.means, "address": outsider.address, "language": outsider.language}
    key = kept_key(key, by)
    earlier = Application.objects.filter(key=key, vacancy=vacancy).select_for_update(of=["self"], no_key=True).first()
    if earlier:
        if earlier.is_begun and not Applicant.objects.filter(application=earlier, **who).exists():
            put_right(earlier, who, by=by, mails=mails)
        return earlier
    held = Vacancy.objects.select_related("version", "role").get(pk=vacancy.pk)
    if not held.takes_applications:
        raise Closed
    taken = set(held.applications.values_list("code_name", flat=True))
    made = Application(vacancy=held, key=key, code_name=free_name(taken), came_by=came_by, written_by=by, notice=NEWEST)
    made.save()
    code = code_of(made)
    made.applicant = Applicant.objects.create(application=made, fingerprint=fingerprint(code), **who)
    record("roles.application_begun", subject=made.about, by=by, came_by=str(came_by))
    if mails:
        _send_the_link(made)
    return made


def put_right(held, who: dict, *, by=None, mails=True) -> None:
    """Who it is, and how to reach them. What went to an address that was not theirs opens nothing any more."""
    before = Applicant.objects.get(application=held)
    moved = before.address and (before.means, before.address) != (who["means"], who["address"])
    Applicant.objects.filter(application=held).update(**who)
    if moved:
        _renew_code(held)
        notices.forget(about=held.about)
    record("roles.applicant_put_right", subject=held.about, by=by)
    held.applicant = Applicant.objects.get(application=held)
    if moved and mails:
        _send_the_link(held)


def _renew_code(held) -> str:
    """The one before opens nothing any more, nor does that of whoever helped."""
    held.codes += 1
    held.save(update_fields=["codes"])
    code = code_of(held)
    Applicant.objects.filter(application=held).update(fingerprint=fingerprint(code), helper=None)
    return code


def _send_the_link(application):
    """By mail only: whoever is reached otherwise has it on the screen, and asks one of us when it is lost."""
    if application.applicant.means != Means.MAIL:
        return
    with notices.speaking_to(application.applicant):
        title = _("Your link")
        words = _("You have begun to apply. This link leads back to it, also after weeks. Keep it to yourself.")
    tell_applicant(application, title=title, words=words)


@audited()
def send_the_link_again(*, address: str) -> None:
    """To whoever applies with this address; where there is nobody nothing happens, and nothing says so."""
    theirs = Application.objects.going_on().filter(applicant__address__iexact=address.strip()).order_by("-pk")
    newest = list(theirs.values_list("pk", flat=True)[:MOST_LINKS])
    held = Application.objects.select_for_update(of=["self"], no_key=True).going_on().filter(pk__in=newest)
    for application in held.order_by("pk"):
        record("roles.link_sent_again", subject=application.about)
        if application.applicant.means == Means.MAIL:
            _send_the_link(application)
        else:
            with notices.speaking_to(application.vacancy.looked_after_by):
                title = _("Somebody lost the code of their application")
                words = _("Open it to see the code, and tell it to them: to them alone.")
            told = {"title": title, "words": words, "about": application.about}
            path = reverse("portal:roles:application", args=[application.pk])
            notices.tell(person=application.vacancy.looked_after_by, path=path, **told)


@audited()
def read_code(*, application, by) -> str:
    """For whoever looks after the role, to tell it to whoever applies."""
    held = hold(application)
    record("roles.code_read", subject=held.about, by=by)
    return code_of(held)


@audited()
def make_new_code(*, application, by=None) -> str:
    held = hold(application)
    code = _renew_code(held)
    record("roles.code_made", subject=held.about, by=by)
    return code


@audited()
def let_somebody_help(*, application, name: str) -> str:
    """The code for a second person, who may write and not send. Another one ends the first."""
    held = hold_open(application)
    held.helpers += 1
    held.save(update_fields=["helpers"])
    code = code_of(held, for_helper=True)
    Applicant.objects.filter(application=held).update(helper=fingerprint(code), helper_name=name)
    record("roles.helper_let_in", subject=held.about)
    return code


@audited()
def let_nobody_help(*, application) -> None:
    held = hold(application)
    if Applicant.objects.filter(application=held).exclude(helper=None).update(helper=None):
        record("roles.helper_let_go", subject=held.about)


# --- It is written ----------------------------------------------------------------------------------------------------
@audited()
def write_answer(*, application, need: str, words: str, routes=(), stood: str | None = None, by=None) -> Answer:
    """`stood`: a digest of the words that were read before these were written, where another may have written since."""
    held = hold_open(application)
    _check_asked(held, need)
    now = held.answers.filter(need=need).first()
    said = {"words": words, "routes": [str(route) for route in routes]}
    if now and (now.words, now.routes) == (said["words"], said["routes"]):
        return now  # pressed twice
    check_stood(now, stood)
    answer, _made = Answer.objects.update_or_create(application=held, need=need, defaults=said)
    record("roles.answer_written", subject=held.about, by=by)
    return answer


def check_stood(answer: Answer | None, stood: str | None) -> None:
    if stood is not None and stood != digest_of_words(answer.words if answer else ""):
        raise WroteMeanwhile


def digest_of_words(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()


def _check_asked(held, need):
    if need and need not in {one.key for one in held.vacancy.asked}:
        raise NotAsked


@audited()
def add_file(*, application, need: str, file, by=None) -> AnswerFile:
    held = hold_open(application)
    _check_asked(held, need)
    there = list(held.files.all())
    if len(there) >= AnswerFile.MOST or sum(one.file_size for one in there) + file.size > AnswerFile.MOST_BYTES:
        raise TooManyFiles
    made = AnswerFile(application=held, need=need, file=file)
    made.save()
    for one in there:  # the same press twice
        if (one.need, one.file_hash, one.file_size) == (need, made.file_hash, made.file_size):
            made.delete()
            return one
    record("roles.answer_file_added", subject=held.about, by=by)
    return made


@audited()
def take_file_away(*, file, by=None) -> None:
    held = hold_open(file.application)
    for one in held.files.filter(pk=file.pk):
        one.delete()
        record("roles.answer_file_taken_away", subject=held.about, by=by)


@audited()
def say_what_helps(*, application, words: str, disability_confident: bool, by=None) -> None:
    """Also after it was sent: what somebody needs may change until it is decided. What was arranged stands."""
    held = hold(application)
    said = {"words": words, "disability_confident": disability_confident}
    before = Adjustments.objects.filter(application=held).first()
    Adjustments.objects.update_or_create(application=held, defaults=said)
    record("roles.needs_said", subject=held.about, by=by)
    if held.is_sent and words and (before is None or before.words != words):
        _tell_who_looks_after(held, by)


def _tell_who_looks_after(held, by):
    """Once until it is seen, or a day has gone, however often they change it."""
    person = held.vacancy.looked_after_by
    with notices.speaking_to(person):
        title = _("Somebody who applied says anew what would help them")
        words = _("It stands with their application.")
    waits = Notice.objects.filter(about=held.about, person=person, title=title, seen_at=None)
    if person == by or waits.filter(made_at__gte=timezone.now() - timedelta(days=1)).exists():
        return
    path = reverse("portal:roles:application", args=[held.pk])
    notices.tell(person=person, title=title, words=words, path=path, about=held.about, by=by, private=True)


# --- It is sent, and taken back ---------------------------------------------------------------------------------------
@audited()
def send(*, application, by=None) -> Application:
    """Once, however often it is pressed. Opened again and sent anew it is not thanked for a second time: whoever has
    the code need not have the address."""
    held = hold(application)
    if held.is_sent:
        return held
    if not held.vacancy.takes_applications:
        raise Closed
    if not (held.answers.exclude(words="").exists() or held.files.exists()):
        raise NothingInIt
    held.state, held.sent_at = State.SENT, timezone.now()
    held.save(update_fields=["state", "sent_at"])
    is_first = not Entry.objects.filter(subject=held.about, verb=SENT).exists()
    record(SENT, subject=held.about, by=by)
    if is_first and (by is None or held.applicant.means == Means.MAIL):
        with notices.speaking_to(held.applicant):
            said = {"date": _date(held.vacancy.answers_by)}
            title = _("Your application has come")
            words = _("Thank you. You hear from us by %(date)s, whatever we decide.") % said
        tell_applicant(held, title=title, words=words, by=by)
    return held


def _date(day) -> str:
    return date_format(day, "j F Y")


@audited()
def change_again(*, application, by=None) -> None:
    """It was sent and is to be changed: it has to be sent once more before it closes."""
    held = hold(application)
    if not held.vacancy.takes_applications:
        raise Closed
    if held.is_sent:
        held.state, held.sent_at = State.BEGUN, None
        held.save(update_fields=["state", "sent_at"])
        record("roles.application_opened_again", subject=held.about, by=by)


@audited()
def withdraw(*, application, by=None) -> None:
    """No reason is asked. What they said, their files, their name and their needs are gone at once; that somebody had
    applied is still counted. Where it has to be kept for a reason in law, nobody who chooses reads it any more."""
    held = hold(application)
    record("roles.application_taken_back", subject=held.about, by=by)
    if not held.kept_because:
        empty(held)
    held.state, held.withdrawn_at = State.WITHDRAWN, timezone.now()
    held.save(update_fields=["state", "withdrawn_at"])


def empty(held: Application) -> None:
    """Everything that somebody said of themselves, in every store and message."""
    for one in held.files.all():
        one.delete()  # one by one: each takes its file along
    for pk in held.answers.values_list("pk", flat=True):
        drafts.forget_all(about=f"application-hidden:{pk}")
    held.answers.all().delete()
    Adjustments.objects.filter(application=held).delete()
    Applicant.objects.filter(application=held).delete()
    notices.forget(about=held.about)
    for kind in DRAFTS:
        drafts.forget_all(about=f"application-{kind}:{held.pk}")
