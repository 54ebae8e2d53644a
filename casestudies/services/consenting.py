"""What each person allows with a story. Nobody allows for another: it is theirs, or what they told."""

from calendar import monthrange
from datetime import date

from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from casestudies.models import Consent, Look, Story
from casestudies.services.agreeing import hide, settle, version_before
from casestudies.services.holding import hold
from casestudies.services.naming import write_names
from casestudies.services.pages import note_end, pages_of
from casestudies.wording import NEWEST
from portal.agreement.agreed import subject_of
from portal.agreement.digest import digest_of_revision
from portal.audit.services import audited, record
from portal.members.services import acting
from portal.notices import services as notices
from portal.refusal import Refusal

Naming = Consent.Naming


class TheyHaveAnswered(Refusal):
    sentence = _("They have answered themselves. You can write down that they allow less; more, only they can say.")


class NotInIt(Refusal):
    sentence = _("Only people in the story allow something with it. Look at the story once more.")


@audited()
def allow(
    *,
    story,
    by,
    person=None,
    called: str = "",
    consent: Consent | None = None,
    naming: str,
    name: str = "",
    uses=(),
    pictures: bool = False,
    months: int = Consent.Until.YEAR,
    given: str = Consent.Given.HERE,
    guardian: str = "",
) -> Consent:
    """The four questions answered, by `person`, or by somebody who told `by`: a person, or one who is not here
    (`called`; `consent` when that one was asked before). The time counts from today. Nobody is told to allow more than
    they said here themselves, and whoever has an account hears what was written down for them."""
    held = hold(story)
    if person is not None and not held.seats.making().filter(person=person).exists():
        raise NotInIt
    if consent is None:
        consent = held.consents.filter(person=person).first() if person else None
    before = held.consents.filter(pk=consent.pk).first() if consent else None
    one = before or Consent(story=held, person=person)
    shown = one.name, one.pictures
    theirs = before if by != person and before and before.given == Consent.Given.HERE else None
    if theirs:
        less = set(uses) <= set(one.uses) and pictures <= one.pictures and months <= one.months
        less = less and (naming, "" if naming == Naming.NONE else name) in ((one.naming, one.name), (Naming.NONE, ""))
        if not less or not theirs.holds_today:
            raise TheyHaveAnswered
    longest = theirs.ends_on if theirs else date.max
    one.called = "" if one.person_id else called
    one.naming, one.name = naming, "" if naming == Naming.NONE else name
    one.uses, one.pictures, one.months, one.guardian = sorted(uses), pictures, months, guardian
    one.starts_on = timezone.localdate()
    one.ends_on = min(months_from(one.starts_on, months), longest)
    one.given, one.recorded_by = theirs.given if theirs else given, None if by == person else by
    one.wording, one.language = NEWEST, translation.get_language()
    one.told_of_end_at = one.ended_at = None
    one.save()
    record("stories.allowed", subject=held.about, **_who(by, person), months=months)
    note_end(held)
    write_names(held, by=by)
    name_before, pictures_before = shown
    if before and (one.name != name_before or (pictures_before and not one.pictures)):
        hide(held, by=by)  # it says a name, or shows a picture, that they do not allow any more
    if not one.pictures and (pictures_before or before is None):
        _look_for_them_in_pictures(held)
    if not translations_allowed(held):
        hide(held, by=by, but=held.page)
    if person is not None and by != person:
        _tell_them(held, person, by)
    settle(held, by=by)
    return one


def _look_for_them_in_pictures(story: Story) -> None:
    """They want to be in none: whoever looked with fresh eyes looks once more, where there are any."""
    for page in pages_of(story):
        if page.get_latest_revision_as_object().has_pictures:
            Look.objects.filter(version__subject=subject_of(page), wish="").delete()


def _tell_them(story: Story, person, by) -> None:
    with notices.speaking_to(person):
        title = _("Somebody wrote down what you allow with a story")
        words = _("%(name)s wrote down what you said to four questions. Please look whether it is right.") % {
            "name": by
        }
    path = reverse("portal:stories:allow", args=[story.pk])
    notices.tell(person=person, title=str(title), words=words, path=path, about=story.about, by=by)


def _who(by, person) -> dict:
    return acting(by=by, person=person) if person else {"by": by}


@audited()
def end(*, consent, by) -> None:
    """Somebody who has no account does not allow it any more: it is off the site at once."""
    held = hold(consent.story)
    for page in pages_of(held):  # with words that came later, and not with these, it may be without them
        if page.latest_revision_id:
            version_before(page, digest_of_revision(page.latest_revision))
    Consent.objects.filter(pk=consent.pk).update(ended_at=timezone.now())
    record("stories.not_allowed", subject=held.about, by=by)
    hide(held, by=by)


@audited()
def seen_and_allowed(*, consent, page, digest: str, by) -> bool:
    """Somebody who has no account looked at exactly these words, and said yes to them. Whether it is out now."""
    held = hold(consent.story)
    version = version_before(page, digest)
    Consent.objects.filter(pk=consent.pk, story=held).update(seen=version, seen_at=timezone.now())
    record("stories.seen", subject=held.about, by=by, number=version.number)
    return settle(held, by=by)


def translations_allowed(story: Story) -> bool:
    return all(Consent.Use.LANGUAGES in one.uses for one in story.consents.filter(ended_at=None))


def months_from(day: date, months: int) -> date:
    """The same day of a later month; its last where that has none, as after the 31st."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
