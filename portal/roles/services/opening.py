"""A role that was agreed opens to everybody, in those words; and what becomes of it."""

from calendar import monthrange
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy

from home import freshness
from portal.audit.services import audited, record
from portal.notices import services as notices
from portal.notices.routes import Means
from portal.refusal import Refusal
from portal.roles.codes import code_of, path_of
from portal.roles.models import Application, Correction, Vacancy
from portal.roles.services.holding import hold

Outcome = Vacancy.Outcome


class NotAgreed(Refusal):
    sentence = gettext_lazy("Not everybody who writes it has said yes to its words. Ask them first.")


class IsOpen(Refusal):
    sentence = gettext_lazy("It is open already, or being decided. Say what became of that first.")


class HasEnded(Refusal):
    sentence = gettext_lazy("Somebody has written down already what became of it. Look at it once more.")


class CloseLater(Refusal):
    sentence = gettext_lazy("People count on the day that was said. You can give them more time, and not less.")


class HasClosed(Refusal):
    sentence = gettext_lazy("It has closed, and people were told so: nobody can be given more time. Open it anew.")


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last one of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


@audited()
def open_role(*, role, by, **said) -> Vacancy:
    """In the words that all who write it agreed to last, whatever stands in the role since. Whoever looks after it is
    told: applications come to them."""
    held = hold(role)
    if held.agreed is None:
        raise NotAgreed
    if held.vacancies.not_ended().exists():
        raise IsOpen
    words = held.agreed.words
    said |= {"title": words["title"], "kind": words["kind"]}
    made = Vacancy.objects.create(role=held, version=held.agreed, opened_by=by, **said)
    freshness.changed()
    record("roles.opened", subject=held.about, by=by, number=made.version.number)
    if made.looked_after_by != by:
        with notices.speaking_to(made.looked_after_by):
            title = _("You look after “%(role)s”") % {"role": made.title}
            words = _("It is open now, and people apply for it. Their applications come to you.")
        path = reverse("portal:roles:applications", args=[made.pk])
        told = {"title": title[:120], "words": words, "path": path, "about": made.about}
        notices.tell(person=made.looked_after_by, by=by, **told)
    return made


def hold_vacancy(vacancy) -> Vacancy:
    """Held, as it is now: before its applications, where both are."""
    held = Vacancy.objects.select_for_update(of=["self"], no_key=True).get(pk=vacancy.pk)
    if held.ended_at:
        raise HasEnded
    return held


@audited()
def look_after(*, vacancy, by) -> None:
    """Somebody else who coordinates goes on with it; whoever had it is told."""
    held = hold_vacancy(vacancy)
    before, held.looked_after_by = held.looked_after_by, by
    if before == by:
        return
    held.save(update_fields=["looked_after_by"])
    record("roles.looked_after", subject=held.role.about, by=by)
    with notices.speaking_to(before):
        title = _("Somebody else looks after “%(role)s” now") % {"role": held.title}
        words = _("You need do nothing.")
    notices.tell(person=before, title=title[:120], words=words, path=held.url, about=held.about, by=by)


@audited()
def correct(*, vacancy, words: str, by, closes_on=None) -> Correction:
    """Something was wrong, or there is more time. It is dated, and told to all who have begun to apply."""
    held = hold_vacancy(vacancy)
    if closes_on and closes_on < held.closes_on:
        raise CloseLater
    if closes_on and not held.takes_applications:
        raise HasClosed
    if closes_on and closes_on != held.closes_on:
        held.closes_on = closes_on
        held.answers_by = max(held.answers_by, closes_on)
        held.save(update_fields=["closes_on", "answers_by"])
    made = Correction.objects.create(vacancy=held, words=words, by=by)
    freshness.changed()
    record("roles.corrected", subject=held.role.about, by=by)
    list(held.applications.order_by("pk").select_for_update(of=["self"], no_key=True))  # nobody takes theirs back now
    for one in held.applications.going_on().select_related("applicant"):
        with notices.speaking_to(one.applicant):
            title = _("Something has changed")
        tell_applicant(one, title=title, words=words, by=by)
    return made


@audited()
def end_vacancy(*, vacancy, outcome, by, why: str = "") -> None:
    """What became of it. From this day on it is counted how long applications are kept."""
    held = hold_vacancy(vacancy)
    # Whoever sends at this moment is through, or finds it has ended.
    list(held.applications.order_by("pk").select_for_update(of=["self"], no_key=True))
    held.outcome, held.ended_at, held.ended_by, held.ended_why = outcome, timezone.now(), by, why
    held.delete_on = months_after(timezone.localdate(), held.kept_months)
    held.save(update_fields=["outcome", "ended_at", "ended_by", "ended_why", "delete_on"])
    freshness.changed()
    record("roles.ended", subject=held.role.about, by=by, outcome=str(outcome))
    if outcome == Outcome.WITHDRAWN:
        for one in held.applications.going_on().select_related("applicant"):
            with notices.speaking_to(one.applicant):
                title = _("This role was taken back")
                words = _(
                    "You need do nothing. What you wrote is deleted on the day that we told you, or when you say so."
                )
            tell_applicant(one, title=title, words="\n\n".join(filter(None, [why, words])), by=by)


def tell_applicant(application: Application, *, title, words, by=None) -> None:
    """With the role it is about; and by mail with the way back to it. Where somebody else passes it on, the code is
    not theirs to see."""
    who = application.applicant
    with notices.speaking_to(who):
        role = _("Your application: “%(role)s”") % {"role": application.vacancy.title}
    path = path_of(code_of(application)) if who.means == Means.MAIL and notices.there_is_mail() else ""
    notices.tell_outsider(
        name=str(who),
        means=who.means,
        address=who.address,
        language=who.language,
        title=title[:120],
        words=f"{role}\n\n{words}",
        path=path,
        about=application.about,
        by=by,
    )
