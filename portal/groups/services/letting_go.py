"""What somebody was to do is nobody's again."""

from portal.notices import services as notices


def let_go(action) -> None:
    """Offered to the others: it stands among what nobody does yet. `action` is held."""
    action.owner, action.said_yes_at, action.due_on, action.need, action.recorded_by = None, None, None, "", None
    action.save()
    notices.forget(about=action.about)
