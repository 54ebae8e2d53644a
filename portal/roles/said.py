"""What happened with roles, in the words of the trail: none of a role's own."""

from django.utils.translation import gettext_lazy as _

from portal.roles.models import Role

WORDS = {
    "roles.started": _("Somebody began to write a role."),
    "roles.written": _("Somebody wrote on a role."),
    "roles.need_added": _("Somebody added what a role needs."),
    "roles.need_changed": _("Somebody changed what a role needs."),
    "roles.need_removed": _("Somebody took away something that a role needed."),
    "roles.need_moved": _("Somebody put what a role needs into another order."),
    "roles.promise_written": _("Somebody wrote what we promise everyone who applies."),
    "roles.word_sent": _("Somebody asked to have a word of a role explained."),
    "roles.asked": _("Somebody was asked to help to write a role."),
    "roles.not_asked": _("Somebody is not asked any more to help to write a role."),
    "roles.answered_yes": _("Somebody said yes to helping to write a role."),
    "roles.answered_no": _("Somebody said no to helping to write a role."),
    "roles.left": _("Somebody stopped writing a role with the others."),
    "roles.called": _("Somebody said how they are named in an advert."),
    "roles.remark": _("Somebody said what they think of a role."),
    "roles.remark_taken": _("What somebody suggested for a role was taken."),
    "roles.remark_not_taken": _("What somebody suggested for a role was not taken, with a reason."),
    "roles.remark_taken_back": _("Somebody took back what they had said about a role."),
    "roles.agreed": _("A role was agreed by those who write it."),
    "roles.open_again": _("Somebody took back their yes to a role that was agreed."),
    "roles.set_aside": _("A role was set aside."),
    "roles.brought_back": _("A role that was set aside was brought back."),
}


def names_for(user, numbers) -> dict[str, str]:
    known = Role.objects.visible_to(user).filter(pk__in=[number for number in numbers if number.isdecimal()])
    return {str(pk): title for pk, title in known.values_list("pk", "title")}
