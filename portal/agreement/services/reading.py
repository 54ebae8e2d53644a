"""Reading for one side. Silence never agrees; a yes is to exactly the words the reader had before them."""

from django.utils.translation import gettext_lazy as _
from wagtail.models import TaskState

from portal.agreement.models import Reading
from portal.agreement.review import review_of
from portal.agreement.services.writing import hold, lapse_what_changed
from portal.agreement.words import words_of
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
    Reading.objects.create(
        task_state=task_state,
        page_id=page.pk,
        person=by,
        digest=digest,
        words=words_of(review.page.get_latest_revision_as_object()),
        for_both=review.one_reader_is_enough,
    )
    lapse_what_changed(page=review.page, by=by)
    record("page.read_and_agreed", subject=f"page:{page.pk}", by=by, revision=review.revision.pk)
    task_state.approve(user=by)


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
