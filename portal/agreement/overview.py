"""What a person sees about one page: what it says, who may change it, what waits, and how far the reading is."""

from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail.permissions import policy_registry

from portal.agreement.comparing import Change, compare_pages
from portal.agreement.models import SmallFix
from portal.agreement.review import Review, last_agreement, refused_review_of, review_of, who_read
from portal.agreement.words import parts_of
from portal.members.models import User
from portal.members.standing import REVIEWERS_LIVED_EXPERIENCE, REVIEWERS_STAFF

SIDE_NAMES = {REVIEWERS_LIVED_EXPERIENCE: _("Lived experience"), REVIEWERS_STAFF: _("Staff")}


@dataclass(frozen=True)
class SideLine:
    """One side of a reading in words: who said yes, or whose yes was to other words, or who is asked."""

    name: str
    yes: object = None
    earlier_yes: object = None


@dataclass
class Overview:
    parts: list
    team: list[User]
    changes: list[Change]
    review: Review | None
    asked: list[User]
    sides: list[SideLine]
    refused: object
    agreed_by: list
    one_read_it: bool
    never_read: bool
    fixes: list[SmallFix] = field(default_factory=list)


def overview_of(page, newest, user) -> Overview:
    live = page.specific if page.live else newest
    review, agreement = review_of(page), last_agreement(page)
    agreed_by = who_read(agreement)
    return Overview(
        parts=parts_of(live),
        team=_people(policy_registry.get_by_type(Page).users_with_permission_for_instance("change", page, False)),
        changes=compare_pages(live, newest) if page.live else [],
        review=review,
        asked=_people(User.objects.filter(pk__in=review.waits_for)) if review else [],
        sides=side_lines(review) if review else [],
        refused=_refusal(page),
        agreed_by=agreed_by,
        one_read_it=bool(agreed_by) and not agreed_by[0].side,
        never_read=agreement is not None and not agreed_by,
        fixes=list(SmallFix.objects.visible_to(user).filter(page=page).select_related("by").order_by("-made_at")[:3]),
    )


def side_lines(review: Review) -> list[SideLine]:
    return [
        SideLine(_side_name(side.task), side.yes, side.earlier_yes if side.changed_since else None)
        for side in review.sides
    ]


def _side_name(task) -> str:
    names = [SIDE_NAMES.get(group.name, group.name) for group in task.groups.all()]
    return str(names[0]) if names else task.name


def _refusal(page):
    """The wish for changes that ended the last reading: whose it was, and why."""
    refused = refused_review_of(page)
    return refused.state.current_task_state if refused else None


def _people(found) -> list[User]:
    return list(found.filter(is_active=True, erased_at=None).order_by("known_as", "pk"))
