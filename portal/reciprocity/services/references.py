"""Asking for a reference: whoever pays is told, and it waits on their list until it is written."""

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.audit.services import audited, record
from portal.members.models import User
from portal.members.services.holding import hold
from portal.members.standing import COORDINATORS, PAYERS
from portal.notices import services as notices
from portal.reciprocity.models import Contribution, ReferenceRequest
from portal.reciprocity.services.holding import NotTheirOwn, TooLate, path_of


@audited()
def ask_for_reference(*, words: str, by, by_when=None, shows=()) -> ReferenceRequest:
    """By the person, for themselves. `shows`: what they gave that whoever pays may see until it is written. What it is
    for stands on its page alone, and in no mail."""
    person = hold(by)
    asked = ReferenceRequest.objects.create(person=person, words=words, by_when=by_when)
    asked.shows.set(Contribution.objects.given_by(person).filter(pk__in=[one.pk for one in shows]))
    record("reciprocity.reference_asked", subject=asked.about, by=by, concerns=person)
    pays = Q(groups__name__in=[COORDINATORS, PAYERS])
    for payer in User.objects.here().filter(pays).exclude(pk=person.pk).distinct().order_by("pk"):
        with notices.speaking_to(payer):
            title = _("%(name)s asks for a reference") % {"name": person}
            said = _("They would like a few words on what they do here. Please open it.")
        given = {"path": path_of(asked), "about": asked.about, "by_when": by_when, "private": True}
        notices.tell(person=payer, title=title[:120], words=said, by=by, **given)
    return asked


@audited()
def say_reference_written(*, asked, by) -> None:
    """Of several who press, one; the person is told."""
    person = hold(asked.person)
    held = ReferenceRequest.objects.select_for_update(of=["self"], no_key=True).filter(pk=asked.pk).first()
    if by == person:
        raise NotTheirOwn
    if held is None or not held.is_open:
        raise TooLate(held)
    held.done_at, held.done_by = timezone.now(), by
    held.save(update_fields=["done_at", "done_by"])
    notices.forget(about=held.about)
    record("reciprocity.reference_written", subject=held.about, by=by, concerns=person)
    with notices.speaking_to(person):
        title = _("Your reference is written")
        words = _("You asked for a reference, and it is written. Ask whoever wrote it, if you do not have it yet.")
    path = reverse("portal:reciprocity:record")
    notices.tell(person=person, title=title, words=words, path=path, about=held.about, by=by)


@audited()
def take_reference_back(*, asked, by) -> None:
    """They do not need it any more, or would rather not ask: it goes, and nobody sees what it was for."""
    person = hold(asked.person)
    held = ReferenceRequest.objects.select_for_update(of=["self"], no_key=True).filter(pk=asked.pk).first()
    if held is None or not held.is_open or by != person:
        raise TooLate(held)
    about = held.about
    held.delete()
    notices.forget(about=about)
    record("reciprocity.reference_taken_back", subject=about, by=by, concerns=person)
