"""What somebody was to do is nobody's again, or the other's alone."""

from portal.notices import services as notices


def let_go(action, person) -> None:
    """Of two who do it together the other goes on; else it stands among what nobody does yet. `action` is held."""
    if action.owner_id == person.pk:
        action.owner, action.said_yes_at = action.second, action.second_yes_at
    action.second, action.second_yes_at = None, None
    if action.owner is None:
        action.due_on, action.need, action.recorded_by = None, "", None
    action.save()
    notices.forget(about=action.about)
