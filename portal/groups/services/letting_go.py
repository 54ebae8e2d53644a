"""What somebody was to do is nobody's again, or the other's alone."""

from portal.notices import services as notices


def let_go(action, person) -> None:
    """Of two who do it together the other goes on, with what they said themselves; else it stands among what nobody
    does yet. `action` is held."""
    if action.owner_id == person.pk:
        action.owner, action.said_yes_at = action.second, action.second_yes_at
        action.need, action.recorded_by = action.second_need, action.second_recorded_by
    action.second, action.second_yes_at, action.second_need, action.second_recorded_by = None, None, "", None
    if action.said_yes_at is None:
        action.due_on = None  # chosen by whoever goes
    action.save()
    notices.forget(about=action.about, person=person)
