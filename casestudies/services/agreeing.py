"""Saying yes to a story's exact words; with the last yes it is on the site, and all are told."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy, override
from wagtail.actions.unpublish_page import UnpublishPageAction

from casestudies.models import Look, Story, StoryPage, StorySeat, Trusted
from casestudies.readiness import readiness_of
from casestudies.services.holding import hold
from casestudies.services.pages import pages_of
from casestudies.services.people import tell_the_others
from portal.agreement.agreed import keep, subject_of
from portal.agreement.digest import digest_of_revision
from portal.agreement.models import Agreement, Version
from portal.agreement.services import Incomplete, agreeing, hold as hold_page
from portal.audit.services import audited, record
from portal.members.models import Support
from portal.notices import services as notices
from portal.reciprocity import services as reciprocity
from portal.reciprocity.models import ContributionKind
from portal.refusal import Refusal


class NotTheirs(Refusal):
    sentence = gettext_lazy("Only people who make this story say yes to it. Look at the story once more.")


class FirstAllow(Refusal):
    sentence = gettext_lazy("First answer the four questions: what may we do with it, and what do we call you?")


class NoYes(Refusal):
    sentence = gettext_lazy("You have not said yes to these words, so there is nothing to take back.")


class WroteIt(Refusal):
    sentence = gettext_lazy("Somebody who did not write it looks at it with fresh eyes. That cannot be you.")


class NotReady(Refusal):
    sentence = gettext_lazy("Not everybody has said yes to these words yet. Look at the story once more.")


class StoryFirst(Refusal):
    sentence = gettext_lazy("First put the story itself on the site. It can be there in other languages after that.")


Changed = agreeing.VersionChanged


@audited()
def say_yes(*, story, page, person, digest: str, by, said=Support.SaidYes.HERE) -> bool:
    """To exactly the words of `digest`, and so to what these show of them; in another language also by whom somebody
    trusts with it. Returns whether it is on the site now."""
    held = hold(story)
    seat = held.seats.writing().filter(person=person).first()
    if seat is None or not (seat.makes_it or is_trusted(held, page, person)):
        raise NotTheirs
    consent = held.consents.filter(person=person).first()
    if seat.makes_it and (consent is None or not consent.holds_today):
        raise FirstAllow
    version = version_before(page, digest)
    if by != person and _took_back(readiness_of(page, digest, held), person):
        raise agreeing.TheirsAlone
    agreeing.agree(version=version, person=person, side=seat.side, by=by, said=said)
    if page.pk == held.page_id:
        held.consents.filter(person=person).update(seen=version, seen_at=timezone.now())
    record("stories.agreed", subject=held.about, by=by, concerns=None if by == person else person)
    return settle(held, by=by)


def _took_back(ready, person) -> bool:
    """Also before a small fix."""
    yeses = Agreement.objects.filter(version__in=ready.counts, person=person)
    return not ready.says_yes(person.pk) and yeses.exclude(taken_back_at=None).exists()


def is_trusted(story, page, person) -> bool:
    """Whether somebody's yes counts for another in the language of the page."""
    theirs = Trusted.objects.holding().filter(seat__story=story, person=person)
    return page.pk != story.page_id and theirs.filter(locale=page.locale_id).exists()


def version_before(page, digest: str) -> Version:
    """The words that somebody has before them, as something to say yes to. Raises `Changed` when the page has others by
    now. The page is held."""
    held = hold_page(page)
    revision = held.latest_revision
    if revision is None or digest_of_revision(revision) != digest:
        raise Changed
    newest = agreeing.current(subject_of(held))
    return newest if newest and newest.digest == digest else keep(revision, by=revision.user)


@audited()
def take_yes_back(*, story, page, by) -> None:
    """No reason asked. What is on the site stays there: taking it down is another button.

    A yes from before a small fix counts for the words after it, so it is taken back there, too.
    """
    held = hold(story)
    newest = agreeing.current(subject_of(hold_page(page)))
    ready = readiness_of(page, newest.digest, held) if newest else None
    counting = [version for version in ready.versions if version.pk in ready.counts] if ready else []
    taken = [agreeing.take_yes_back(version=version, by=by) for version in counting]
    if not any(taken):
        raise NoYes
    record("stories.yes_taken_back", subject=held.about, by=by)


@audited()
def look(*, story, page, digest: str, by, known: str = "", wish: str = "") -> bool:
    """With fresh eyes: yes, and who could be known from it; or what should change first."""
    held = hold(story)
    seat = held.seats.taken().filter(person=by).first()
    if seat is None or seat.role != StorySeat.Role.FRESH_EYES:
        raise WroteIt
    if seat.has_written(in_other_languages=page.pk != held.page_id):
        raise WroteIt
    version = version_before(page, digest)
    Look.objects.update_or_create(version=version, person=by, defaults={"known": known, "wish": wish})
    record("stories.change_asked" if wish else "stories.looked_at", subject=held.about, by=by)
    if wish:
        tell_the_others(held, _wish, but=by, by=by)
    return settle(held, by=by)


def _wish():
    title = _("Somebody asks for a change in a story")
    return title, _("Whoever looked at it with fresh eyes wrote what should change first. It stands beside the story.")


@audited()
def put_back(*, story, page, by) -> None:
    """All have said yes, and it is not there in this language: somebody who looks after the site took it down, or a day
    had passed."""
    held = hold(story)
    if page.pk != held.page_id and not _is_live(held.page_id):
        raise StoryFirst
    settle(held, by=by, again={page.pk})
    if not _is_live(page.pk):
        raise NotReady


def settle(story: Story, *, by=None, again=()) -> bool:
    """When everybody has said yes, it is on the site, in each language in which that is so. `story` is held.

    The translations only go where the story itself is. What was on the site with these very words and went off, by
    whatever hand, comes back only when somebody presses for it (`again`: the numbers of those pages). Returns
    whether anything came out now.
    """
    came_out = False
    for page in pages_of(story):
        revision = page.latest_revision
        if revision is None or (page.pk != story.page_id and not _is_live(story.page_id)):
            continue
        digest = digest_of_revision(revision)
        ready = readiness_of(page, digest, story)
        if (page.live and not page.has_unpublished_changes) or not ready.is_ready:
            continue
        if _went_off(page, ready.version) and page.pk not in again:
            continue
        _put_out(page, revision, by)
        record("stories.out", subject=story.about, by=by, page=page.pk)
        came_out = True
    if came_out:
        _propose_what_they_gave(story, by)
        notices.overtake(about=story.about)
        tell_the_others(story, _out, but=by, by=by)
    return came_out


def _propose_what_they_gave(story, by) -> None:
    """They say themselves whether it stands on their own list. No word of the story stands there: it would stay when
    the story is forgotten."""
    with override(settings.LANGUAGE_CODE):
        title = _("A story")
    reciprocity.propose(
        people=[seat.person for seat in story.seats.taken().select_related("person")],
        subject=story.about,
        title=title,
        source=ContributionKind.Source.STORY,
        day=timezone.localdate(),
        by=by,
    )


def _went_off(page, version) -> bool:
    return not page.live and page.last_published_at is not None and version.made_at < page.last_published_at


def _is_live(number: int) -> bool:
    return StoryPage.objects.filter(pk=number, live=True).exists()


def _put_out(page, revision, by) -> None:
    try:
        page.get_latest_revision_as_object().full_clean()
        revision.publish(user=by, skip_permission_checks=True)
    except ValidationError as problem:
        raise Incomplete(problem) from problem


def _out():
    title = _("A story of yours is on the site")
    return title, _("Everybody has said yes to it. Whoever changes their mind opens it in the portal: nobody asks why.")


def hide(story: Story, *, by=None, but=None) -> bool:
    """Off the site, in every language, at once. What was agreed stays as it was said. `story` is held."""
    found = False
    for page in pages_of(story):
        if page.live and (but is None or page.pk != but.pk):
            page.goes_by_its_people = True  # who says so is told by the verb (see signals)
            UnpublishPageAction(page, user=by).execute(skip_permission_checks=True)
            found = True
    if found:
        record("stories.down", subject=story.about, by=by)
    return found
