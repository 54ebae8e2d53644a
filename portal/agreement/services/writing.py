"""Changing what a page says, and sending it to be read. Nothing here puts words on the site."""

from contextlib import contextmanager
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, TaskState, WorkflowState

from home.translations import keep_sentences_in_step
from portal.agreement import parts
from portal.agreement.digest import digest_of, exactly
from portal.agreement.review import refused_review_of, review_of
from portal.agreement.words import put
from portal.audit.services import audited, record
from portal.refusal import Refusal


class Stale(Refusal):
    sentence = _("Somebody changed this page while you were writing. Nothing of yours is lost.")


class Locked(Refusal):
    sentence = _("Somebody has locked this page for now. Please try again later.")


class Incomplete(Refusal):
    """Something that every page on the site needs is missing; the CMS may have kept the draft without it."""

    def __init__(self, problem: ValidationError):
        self.sentence = " ".join(problem.messages)


class NothingChanged(Refusal):
    sentence = _("Nothing is different yet. Change the words first.")


class NothingNew(Refusal):
    sentence = _("The site already says this. There is nothing new to read.")


@dataclass(frozen=True)
class Writing:
    """What somebody wrote on the form: words by key, and perhaps a picture that is not kept yet, or none at all."""

    words: dict[str, str] = field(default_factory=dict)
    picture: object = None
    no_picture: bool = False
    easy_read_same: bool = False
    add: str = ""  # the kind of part
    drop: str = ""  # its number

    def put(self, page) -> None:
        put(page, self.words)
        if self.add:
            parts.add(page, self.add)
        if self.drop:
            parts.drop(page, self.drop)
        if self.picture is not None:
            self.picture.save()
            page.picture = self.picture
        elif self.no_picture:
            page.picture = None
        if self.easy_read_same:
            page.easy_read_of = page.words_digest()

    @contextmanager
    def whole_or_gone(self):
        """Put around the transaction: when that fails its rows are gone, and the picture's file has to go with them."""
        try:
            yield
        except BaseException:
            if self.picture is not None and self.picture.file._committed:
                self.picture.file.delete(save=False)
            raise


def version_of(page) -> str:
    """Which version of a page somebody has before them. Autosave keeps a revision's number, so its time counts too."""
    if page.latest_revision_id is None:
        return "none"
    return f"{page.latest_revision_id} {page.latest_revision_created_at.isoformat()}"


def hold(page) -> Page:
    """The page's row as it is now, held until the transaction ends: two writers of one page stand in line here."""
    return Page.objects.select_for_update().get(pk=page.pk)


def hold_unchanged(page, *, by, loaded: str) -> Page:
    """As `hold`, refusing when the page is not what the person had before them, or is locked for them."""
    held = hold(page)
    if version_of(held) != loaded:
        raise Stale
    _not_locked(held, by)
    return held


def hold_unlocked(page, *, by) -> Page:
    """As `hold`, refusing when the page is locked for somebody."""
    held = hold(page)
    _not_locked(held, by)
    return held


def _not_locked(held, by):
    if held.locked and held.locked_by_id != by.pk:
        raise Locked


@contextmanager
def keep(draft, *, by):
    """Put around what changes a draft of a page that is held: if anything is different, its team has it from now on."""
    before = exactly(draft), draft.easy_read_of
    yield
    if (exactly(draft), draft.easy_read_of) != before:
        revision = draft.save_revision(user=by, log_action=True, clean=False)
        record("page.written", subject=f"page:{draft.pk}", by=by, revision=revision.pk)
        keep_sentences_in_step(draft, by=by)
        lapse_what_changed(page=draft, by=by)


@audited()
def save_for_later(*, page, by, loaded: str, writing: Writing):
    """Keep the words as a draft that the page's team can see. Returns the page as it now is."""
    held = hold_unchanged(page, by=by, loaded=loaded)
    draft = held.get_latest_revision_as_object()
    with keep(draft, by=by):
        writing.put(draft)
    return draft


@audited()
def send_to_be_read(*, page, by):
    """Ask both sides to read the newest words. Returns the state of the reading: over, when nobody else can read."""
    draft = hold(page).get_latest_revision_as_object()
    if review := review_of(draft):
        return review.state
    if draft.live and digest_of(draft) == digest_of(Page.objects.get(pk=page.pk).specific):
        raise NothingNew
    try:
        draft.full_clean()
    except ValidationError as problem:
        raise Incomplete(problem) from problem
    if draft.latest_revision_id is None:
        draft.save_revision(user=by, log_action=True)
    record("page.sent_to_be_read", subject=f"page:{page.pk}", by=by, revision=draft.latest_revision_id)
    if refused := refused_review_of(draft):
        refused.state.resume(user=by)
        lapse_what_changed(page=draft, by=by)
        return WorkflowState.objects.get(pk=refused.state.pk)
    return draft.get_workflow().start(draft, by)


@audited()
def take_back(*, page, by):
    """Stop asking: the words stay a draft."""
    review = review_of(hold(page))
    if review:
        review.state.cancel(user=by)
        record("page.taken_back", subject=f"page:{page.pk}", by=by)


@transaction.atomic
def lapse_what_changed(*, page, by=None) -> None:
    """Who said yes to other words than these has not said yes to these: ask them again, the first side first."""
    review = review_of(page)
    if review is None:
        return
    stale = TaskState.objects.filter(workflow_state=review.state, status=TaskState.STATUS_APPROVED)
    lapsed = list(stale.exclude(agreement__version__digest=review.digest).filter(agreement__isnull=False))
    for task_state in lapsed:
        task_state.status = TaskState.STATUS_CANCELLED
        task_state.save(update_fields=["status"])
    if lapsed:
        TaskState.objects.get(pk=review.state.current_task_state_id).cancel(user=by)
