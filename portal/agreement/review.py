"""How far the reading of a page is: who wrote what waits, who said yes to exactly these words, whom it waits for."""

from dataclasses import dataclass
from functools import cached_property

from wagtail.models import TaskState, WorkflowState

from portal.agreement import readers
from portal.agreement.digest import digest_of_revision


@dataclass(frozen=True)
class Side:
    """One side of the reading: its task, who may read for it, and the yes it gave, if it gave one (an Agreement)."""

    task: object
    people: frozenset[int]
    counts_as: str
    yes: object = None
    earlier_yes: object = None

    @property
    def changed_since(self) -> bool:
        return self.yes is None and self.earlier_yes is not None


class Review:
    """One reading of one page, under way, refused, or just being asked for."""

    def __init__(self, workflow_state):
        self.state = workflow_state
        self.page = workflow_state.content_object
        self.revision = self.page.get_latest_revision()

    @cached_property
    def digest(self) -> str:
        return digest_of_revision(self.revision)

    @cached_property
    def writers(self) -> frozenset[int]:
        """Whose words these are: whoever asked for the reading, and whoever changed them last."""
        return frozenset({self.state.requested_by_id, last_writer(self.page, self.digest)} - {None})

    @cached_property
    def sides(self) -> list[Side]:
        yeses = yeses_in(self.state)
        tasks = self.state.workflow.tasks.filter(active=True).specific()
        return [self._side(task, [yes for yes in yeses if yes.task_state.task_id == task.pk]) for task in tasks]

    def _side(self, task, yeses) -> Side:
        groups = task.groups.all()
        people = frozenset(pk for group in groups for pk in readers.ids_of(group.name))
        yes = next((yes for yes in yeses if yes.version.digest == self.digest and not _has_lapsed(yes)), None)
        return Side(task, people, readers.side_read_for(groups), yes, yeses[-1] if yeses else None)

    @cached_property
    def said_yes(self) -> frozenset[int]:
        return frozenset(side.yes.person_id for side in self.sides if side.yes)

    @cached_property
    def one_reader_is_enough(self) -> bool:
        """Until each side has two readers, or when those left all wrote it, one other person will do."""
        if any(len(side.people) < readers.ENOUGH for side in self.sides):
            return True
        left = [side.people - self.writers - self.said_yes for side in self.sides if side.yes is None]
        return not (all(left) and len(frozenset().union(*left)) >= len(left))

    @property
    def current_side(self) -> Side | None:
        task_state = self.state.current_task_state
        return next((side for side in self.sides if task_state and side.task.pk == task_state.task_id), None)

    @cached_property
    def waits_for(self) -> frozenset[int]:
        """The people who may answer now. Nobody reads their own words, nor stands for both sides."""
        if self.one_reader_is_enough:
            people = frozenset().union(*(side.people for side in self.sides)) | readers.coordinators()
        else:
            people = self.current_side.people if self.current_side else frozenset()
        return people - self.writers - self.said_yes

    @property
    def needs_nobody_else(self) -> bool:
        """One person has stood for both sides; or there is nobody at all who could."""
        return self.one_reader_is_enough and (bool(self.said_yes) or not self.waits_for)


def review_of(page) -> Review | None:
    """The reading that is under way on a page, if there is one."""
    state = _states(page).filter(status=WorkflowState.STATUS_IN_PROGRESS).first()
    return Review(state) if state else None


def refused_review_of(page) -> Review | None:
    """The reading that ended with a wish for changes, while nobody has sent the page again."""
    state = _states(page).filter(status=WorkflowState.STATUS_NEEDS_CHANGES).first()
    return Review(state) if state else None


def last_agreement(page):
    """The reading after which the page last went out; None when it never went out by one."""
    return _states(page).filter(status=WorkflowState.STATUS_APPROVED).order_by("-created_at", "-pk").first()


def yeses_in(workflow_state) -> list:
    """Every yes that was said in one reading, also those that lapsed since, the first said first."""
    states = TaskState.objects.filter(workflow_state=workflow_state, agreement__taken_back_at=None)
    states = states.filter(agreement__isnull=False).select_related("agreement__person", "agreement__version")
    return [state.agreement for state in states.order_by("pk")]


def who_read(workflow_state) -> list:
    """The yeses by which a page went out."""
    return [yes for yes in yeses_in(workflow_state) if not _has_lapsed(yes)]


def _has_lapsed(yes) -> bool:
    return yes.task_state.status != TaskState.STATUS_APPROVED


def last_writer(page, digest: str) -> int | None:
    """Who made the words what they are: saving them again unchanged makes nobody their writer."""
    writer = None
    for revision in page.revisions.order_by("-created_at", "-pk").iterator(chunk_size=5):
        if digest_of_revision(revision) != digest:
            break
        writer = revision.user_id
    return writer


def _states(page):
    return WorkflowState.objects.for_instance(page).select_related("workflow", "current_task_state")
