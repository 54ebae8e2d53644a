"""Informal things: asking people to come, asking for a hand, and saying yes."""

from datetime import timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy

from home.spoken import moment
from portal.audit.services import audited, record
from portal.drafts import services as drafts
from portal.members.models import Coming, Gathering, OneOff
from portal.members.services.holding import hold
from portal.members.services.links import subject_of
from portal.members.services.supporting import acting
from portal.notices import services as notices
from portal.refusal import Refusal

# Said by their own verbs: a change that was begun before stays away from them.
NOT_BY_CHANGING = {"by", "called_off_at", "closed_at"}
REMEMBERED = timedelta(days=7)  # who said that they would come, after it is over
YES = {OneOff: "members.hand_offered", Gathering: "members.coming"}
NOT_AFTER_ALL = {OneOff: "members.hand_taken_back", Gathering: "members.not_coming"}


class TooLate(Refusal):
    """It is over, done or called off."""

    sentence = gettext_lazy("It is over, or does not happen any more. Look below.")


def subject_of_doing(doing) -> str:
    return f"{doing._meta.model_name}:{doing.pk}"


@audited()
def keep_doing(*, doing, interests, by):
    """Write a gathering or a one-off thing down, new or changed. Whoever said that they are coming is told when it is
    at another time or place."""
    new = doing.pk is None
    if new:
        doing.by = by
        doing.save()
    else:
        before = _hold(doing)
        if before is None:
            raise TooLate
        fields = {field.name for field in doing._meta.concrete_fields if not field.primary_key}
        doing.save(update_fields=fields - NOT_BY_CHANGING)
    doing.interests.set(interests)
    record(f"members.{doing._meta.model_name}_{'made' if new else 'changed'}", subject=subject_of_doing(doing), by=by)
    if not new and isinstance(doing, Gathering) and before.is_open:
        _tell_of_change(before, doing, by)
    return doing


def _tell_of_change(before, gathering, by):
    if (before.starts_at, before.place) == (gathering.starts_at, gathering.place):
        return
    soonest = min(before.starts_at, gathering.starts_at)

    def said():
        now = {"what": gathering.title, "when": moment(gathering.starts_at), "where": gathering.place}
        words = [_("“%(what)s” has changed. You said that you would come.") % now, _("When: %(when)s") % now]
        words.append(_("Where: %(where)s") % now if gathering.place else _("Where: we do not know yet."))
        words.append(_("Does it not suit you now? Open it and press “I can’t after all”, or tell us."))
        return _("Changed: %(what)s") % now, "\n".join(words)

    _tell_who_comes(gathering, said, not_to=by, soonest=soonest)


class SomebodyDoes(TooLate):
    """Another took it on first."""

    sentence = gettext_lazy("Somebody looks after it already.")


@audited()
def look_after(*, doing, by) -> None:
    """Whoever put it on has left. It is theirs from now on; of two at once, one gets it."""
    held = _open(doing)
    if held.by.is_active:
        raise SomebodyDoes
    held.by = by
    held.save(update_fields=["by"])
    record(f"members.{held._meta.model_name}_taken_on", subject=subject_of_doing(held), by=by)


def _hold(doing):
    """As it is now, held for the one who asks; None when it is gone."""
    return type(doing).objects.select_for_update(of=["self"], no_key=True).filter(pk=doing.pk).first()


def _open(doing):
    """The same, when it is still to come: nobody calls it off or takes it on meanwhile."""
    held = _hold(doing)
    if held is None or not held.is_open:
        raise TooLate
    return held


@audited()
def call_off(*, gathering, by) -> None:
    """It does not happen. It stays on the list, and whoever said that they are coming is told, so that nobody comes in
    vain."""
    held = _hold(gathering)
    if held is None or held.is_over:
        raise TooLate
    if held.called_off_at is None:
        held.called_off_at = timezone.now()
        held.save(update_fields=["called_off_at"])
        record("members.gathering_called_off", subject=subject_of_doing(held), by=by)

        def said():
            now = {"what": held.title, "when": moment(held.starts_at)}
            words = _("“%(what)s” on %(when)s will not take place. You said that you would come.") % now
            return _("Called off: %(what)s") % now, words

        _tell_who_comes(held, said, not_to=by, soonest=held.starts_at)


def _tell_who_comes(gathering, said, *, not_to, soonest):
    """Title and words of `said()`, in each one's language, before the `soonest` that somebody might go there. What they
    were told of it earlier is not so any more."""
    path, by_when = reverse("portal:doings:gathering", args=[gathering.pk]), timezone.localdate(soonest)
    about = subject_of_doing(gathering)
    notices.forget(about=about)
    for yes in gathering.yeses.exclude(person=not_to).select_related("person__about"):
        with notices.speaking_to(yes.person):
            title, words = said()
        notices.tell(person=yes.person, title=title[:120], words=words, path=path, by_when=by_when, about=about)


@audited()
def close(*, one_off, by) -> None:
    """Done, or not needed any more."""
    if OneOff.objects.filter(pk=one_off.pk, closed_at=None).update(closed_at=timezone.now()):
        record("members.oneoff_closed", subject=subject_of_doing(one_off), by=by)


@audited()
def say_yes(*, doing, by, person=None) -> None:
    """ "I would like to", or "I am coming"; or for the `person` whom one supports."""
    person = hold(person or by)  # the person first, as when they leave
    doing = _open(doing)
    try:
        with transaction.atomic():
            doing.said_yes.create(person=person)
    except IntegrityError:
        return
    if isinstance(doing, OneOff):
        _tell_who_asked(doing, person)
    _note(YES, doing, person, by)


def _tell_who_asked(one_off, person):
    with notices.speaking_to(one_off.by):
        words = _("%(name)s would like to: %(what)s") % {"name": person, "what": one_off.title}
    path = reverse("portal:doings:one-off", args=[one_off.pk])
    key = f"offered:{one_off.pk}:{person.pk}"  # told once, however often somebody changes their mind
    notices.tell(person=one_off.by, title=words[:120], words=words, path=path, about=subject_of(person), key=key)


@audited()
def take_yes_back(*, doing, by, person=None) -> None:
    """No reason asked."""
    person = person or by
    if doing.said_yes.filter(person=person).delete()[0]:
        _note(NOT_AFTER_ALL, doing, person, by)


def _note(verbs, doing, person, by):
    for_them = {} if person == by else acting(by=by, person=person)
    record(verbs[type(doing)], subject=subject_of_doing(doing), **{"by": by} | for_them)


def forget_who_came() -> None:
    """For the clock: who said that they would come is of no use soon after."""
    Coming.objects.over(since=timezone.now() - REMEMBERED).delete()


def let_past_doings_go() -> None:
    """For the clock: what was on, or asked for, goes a while after it is over, with all the names in it."""
    before = timezone.now() - timedelta(days=settings.DOINGS_DAYS)
    let_go(Gathering.objects.over(before))
    let_go(OneOff.objects.over(before))


def let_go(doings) -> None:
    """And what somebody began to write about them, and was told of them: it may say where somebody lives."""
    for doing in doings:
        about = subject_of_doing(doing)
        drafts.forget_all(about=kept_about(doing))
        doing.delete()
        notices.forget(about=about)  # the doing before them, as whoever changes or calls it off has them


def kept_about(doing) -> str:
    """What unsent words about it are kept under."""
    return f"{'gathering' if isinstance(doing, Gathering) else 'one-off'}:{doing.pk}"
