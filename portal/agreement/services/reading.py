"""Reading for one side. Silence never agrees; a yes is to exactly the words the reader had before them."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import TaskState

from portal.agreement.agreed import keep, subject_of
from portal.agreement.gate import NotAgreed
from portal.agreement.models import Agreement
from portal.agreement.review import review_of
from portal.agreement.services.agreeing import current
from portal.agreement.services.writing import hold, lapse_what_changed
from portal.audit.services import audited, record
from portal.refusal import Refusal


class NothingToRead(Refusal):
    sentence = _("This page is not waiting to be read any more.")


class NotYours(Refusal):
    sentence = _("Somebody else has to read this: you wrote it, or you have already said yes.")


class ChangedMeanwhile(Refusal):
    sentence = _("The page was changed while you were reading. Please read it once more.")


@audited()
def say_yes(*, page, by, digest: str):
    """Stand for one side with a yes to the words of `digest`. After the last yes the page is on the site."""
    review = _open_review(page, by)
    if review.digest != digest:
        raise ChangedMeanwhile
    task_state = TaskState.objects.select_for_update().get(pk=review.state.current_task_state_id)
    side = "" if review.one_reader_is_enough else review.current_side.counts_as
    yes = {"side": side, "task_state": task_state, "at": timezone.now(), "taken_back_at": None}
    Agreement.objects.update_or_create(version=_version_before(review), person=by, defaults=yes)
    lapse_what_changed(page=review.page, by=by)
    record("page.read_and_agreed", subject=f"page:{page.pk}", by=by, revision=review.revision.pk)
    try:
        task_state.approve(user=by)
    except NotAgreed as changed:  # a picture or a list that stands on it, which nobody holds while it is read
        raise ChangedMeanwhile from changed


def _version_before(review):
    """The words that this reading is about: a new version whenever they, or those on the site, changed in between."""
    newest = current(subject_of(review.page))
    begun = newest and newest.digest == review.digest
    if begun and newest.agreements.filter(task_state__workflow_state=review.state).exists():
        return newest
    return keep(review.revision, by=review.state.requested_by)


@audited()
def ask_for_change(*, page, by, reason: str):
    """Send the page back to its writers with a reason. A no without one does not exist."""
    if not reason.strip():
        raise ValueError("A page is never sent back without a reason.")
    review = _open_review(page, by)
    task_state = TaskState.objects.select_for_update().get(pk=review.state.current_task_state_id)
    record("page.change_asked_for", subject=f"page:{page.pk}", by=by, revision=review.revision.pk)
    task_state.reject(user=by, comment=reason.strip())


def _open_review(page, by):
    review = review_of(hold(page))
    if review is None:
        raise NothingToRead
    if by.pk not in review.waits_for:
        raise NotYours
    return review
