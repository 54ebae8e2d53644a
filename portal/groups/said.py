"""What happened in groups, in the words of the trail."""

from django.utils.translation import gettext_lazy as _

from portal.groups.models import Group

WORDS = {
    "groups.started": _("A group was started."),
    "groups.changed": _("What a group is called, or who may ask to join it, was changed."),
    "groups.asked": _("Somebody was asked to join a group."),
    "groups.answered_yes": _("Somebody said yes to a group."),
    "groups.answered_no": _("Somebody said no to a group."),
    "groups.answered_more": _("Somebody asked to know more about a group."),
    "groups.asked_to_join": _("Somebody asked to join a group."),
    "groups.let_in": _("Somebody who asked was let into a group."),
    "groups.not_now": _("Somebody who asked to join a group was told: not now, and why."),
    "groups.left": _("Somebody left a group."),
    "groups.role_taken": _("Somebody took on something that a group needs done."),
    "groups.role_given_back": _("Somebody gave back something that they did for a group."),
    "groups.meeting_made": _("A day to meet was offered."),
    "groups.said_when": _("Somebody said on which days they can meet."),
    "groups.date_chosen": _("The day of a meeting was chosen."),
    "groups.replied": _("Somebody said whether they come to a meeting."),
    "groups.meeting_changed": _("A meeting was changed."),
    "groups.meeting_called_off": _("A meeting was called off."),
}


def names_for(user, numbers) -> dict[str, str]:
    return {str(one.pk): one.name for one in Group.objects.visible_to(user).filter(pk__in=numbers)}
