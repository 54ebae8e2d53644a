"""What groups keep about people."""

from django.utils.translation import gettext_lazy as _

from portal.held import deleted, kept

TOGETHER = "belongs to everybody in the group"

HELD = [
    kept("groups.Group.begun_by", TOGETHER, title=_("Groups you started"), shows=("name", "question", "begun_at")),
    deleted(
        "groups.GroupSeat.person",
        title=_("Groups you are in, or were asked to join"),
        shows=("group", "state", "standpoint", "asked_by", "words", "said", "changed_at"),
    ),
    kept("groups.GroupSeat.asked_by", "belongs to whoever was asked"),
    kept("groups.GroupSeat.recorded_by", "shows whoever said it that it was written down, and by a member"),
    kept("groups.Meeting.by", TOGETHER),
    deleted("groups.DateAnswer.person", title=_("Days on which you can meet"), shows=("date", "can")),
    deleted(
        "groups.Reply.person",
        title=_("Meetings you said you come to, or not"),
        shows=("meeting", "answer", "would_help", "said", "changed_at"),
    ),
    kept("groups.Reply.recorded_by", "shows whoever said it that it was written down, and by a member"),
]
