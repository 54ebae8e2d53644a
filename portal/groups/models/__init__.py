"""Action groups: who is in them, and when they meet."""

from .groups import Group, GroupSeat, Role
from .meetings import DateAnswer, Meeting, OfferedDate, Reply

__all__ = ["DateAnswer", "Group", "GroupSeat", "Meeting", "OfferedDate", "Reply", "Role"]
