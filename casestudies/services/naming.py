"""Who tells a story, as each of them chose to be called."""

from casestudies.models import Consent, Story, StorySeat
from casestudies.services.pages import draft_pages


def names_of(story: Story) -> str:
    """Tellers first, then whoever wrote, listened and drew with them, all in the same way."""
    seats = sorted(story.seats.making(), key=lambda seat: (StorySeat.MAKES_IT.index(seat.role), seat.pk))
    makers = [seat.person_id for seat in seats]
    allowed = {one.person_id: one for one in story.consents.filter(person__in=makers, ended_at=None)}
    given = [allowed[person] for person in makers if person in allowed]
    return ", ".join(one.name for one in given if one.naming != Consent.Naming.NONE and one.name)


def write_names(story: Story, *, by) -> None:
    """Into the drafts, in each language. Whoever said yes to other names has not said yes to these."""
    names = names_of(story)
    for draft in draft_pages(story):
        if draft.told_by != names:
            draft.told_by = names
            draft.save_revision(user=by, clean=False)
