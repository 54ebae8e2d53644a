"""What waits for somebody on the portal's home: small fixes to look at, pages to read, words to send."""

from functools import reduce
from operator import or_

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Cast, Coalesce
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from wagtail.models import Page, TaskState, WorkflowState

from portal.agreement.models import SmallFix, Telling
from portal.agreement.queries import SmallFixQuerySet, TeamPages
from portal.agreement.readers import ENOUGH, SIDES, is_reader, of
from portal.needs import OF_A_KIND, Need


def fixes_to_see(user):
    """Small fixes the person was told of and has not looked at yet, while they can be undone: nobody can once the page
    is off the site. One query."""
    told = Telling.objects.filter(fix=OuterRef("pk"), person=user, seen_at=None)
    fixes = SmallFix.objects.filter(SmallFixQuerySet.of_live_pages(), Exists(told)).filter(
        Q(undone_at__isnull=False) | Q(pk__in=_open_fixes())
    )
    for fix in fixes.select_related("page", "by", "undone_by").order_by("made_at")[:OF_A_KIND]:
        words = {"name": fix.undone_by or fix.by, "page": fix.page.title, "why": fix.why}
        if fix.undone_by == user:
            continue
        if fix.undone_at and fix.by == user:
            yield Need(_("%(name)s put back your small fix on “%(page)s”.") % words, _url("fix", fix), _("See it"))
        elif fix.undone_at:
            yield Need(_("%(name)s put back a small fix on “%(page)s”.") % words, _url("fix", fix), _("See it"))
        else:
            said = _("%(name)s made a small fix on “%(page)s”: %(why)s") % words
            yield Need(said, _url("fix", fix), _("See what changed"), by=fix.undo_until)


def told_of_fixes(me):
    return Telling.objects.filter(person=me, seen_at=None)


def pages_to_read(user):
    """Pages that this person can answer for now: for their side, or as the one other person. One query."""
    if not (is_reader(user) or user.is_coordinator):
        return
    for page in _open_reviews(user)[:OF_A_KIND]:
        yield Need(_("“%(page)s” waits to be read.") % {"page": page.draft_title}, _url("read", page), _("Read it"))


def changes_asked_for(user):
    """Pages this person sent to be read, and that came back with a wish. One query."""
    for state in (
        refused_to(user).select_related("workflow_state", "revision", "finished_by").order_by("finished_at")[:OF_A_KIND]
    ):
        words = {
            "name": state.finished_by,
            "page": state.revision.object_str,
            "why": Truncator(state.comment).words(12),
        }
        said = _("%(name)s asks for a change on “%(page)s”: %(why)s") % words
        url = reverse("portal:pages:page", args=[state.workflow_state.object_id])
        yield Need(said, url, _("See it"))


def refused_to(me):
    return TaskState.objects.filter(
        status=TaskState.STATUS_REJECTED,
        workflow_state__status=WorkflowState.STATUS_NEEDS_CHANGES,
        workflow_state__requested_by=me,
        pk=F("workflow_state__current_task_state"),
    )


def about(page) -> str:
    """The name under which what somebody types on a page's form is kept."""
    return f"page:{page.pk}"


def pages_begun(user, numbers: list[str]):
    """Pages that this person began to change. One query."""
    for page in _begun(user, numbers):
        said = _("You began to change “%(page)s” and did not send it.") % {"page": page.draft_title}
        yield Need(said, _url("edit", page), _("Go on"))


def easy_read_begun(user, numbers: list[str]):
    """And those that they began to write in Easy Read. One query."""
    for page in _begun(user, numbers):
        said = _("You began to write “%(page)s” in Easy Read, and did not save it.") % {"page": page.draft_title}
        yield Need(said, _url("easy-read", page), _("Go on"))


def _begun(user, numbers: list[str]) -> list[Page]:
    pages = TeamPages(Page).changeable_by(user).in_bulk([int(number) for number in numbers])
    return [pages[int(number)] for number in numbers if int(number) in pages][:OF_A_KIND]


def may_write_on(user, name: str) -> bool:
    """Whether somebody may keep unsent words about the page with this number."""
    page = TeamPages(Page).visible_to(user).filter(pk=name).first() if name.isdecimal() and len(name) < 19 else None
    return page is not None and user.has_perm("agreement.edit_page", page)


def _open_fixes():
    return SmallFix.objects.can_still_be_undone().values("pk")


def _open_reviews(user):
    """Pages in a reading this person neither asked for, wrote last nor answered. The page itself knows it exactly."""
    states = WorkflowState.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        status=WorkflowState.STATUS_IN_PROGRESS,
        current_task_state__isnull=False,
    ).exclude(requested_by=user)
    answered = TaskState.objects.filter(
        workflow_state=OuterRef("pk"), status=TaskState.STATUS_APPROVED, finished_by=user
    )
    mine = Q(current_task_state__task__groupapprovaltask__groups__user=user)
    sides = {f"side_{number}": Coalesce(_how_many(name), 0) for number, name in enumerate(SIDES)}
    too_few = reduce(or_, (Q(**{f"{side}__lt": ENOUGH}) for side in sides))
    states = states.filter(~Exists(answered)).annotate(**sides).filter(mine | too_few)
    waiting = Page.objects.filter(pk__in=states.values(number=Cast("object_id", IntegerField())))
    return waiting.exclude(latest_revision__user=user).order_by("latest_revision_created_at")


def _how_many(group: str):
    found = of(group).order_by().values("groups__name").annotate(number=Count("pk")).values("number")
    return Subquery(found, output_field=IntegerField())


def _url(name: str, thing) -> str:
    return reverse(f"portal:pages:{name}", args=[thing.pk])
