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
    "roles.opened": _("A role was opened, and people can apply."),
    "roles.looked_after": _("Somebody else looks after an open role."),
    "roles.corrected": _("Something about an open role was put right."),
    "roles.ended": _("Somebody wrote down what became of an open role."),
    "roles.application_begun": _("Somebody began to apply."),
    "roles.link_sent_again": _("Somebody who applies asked for their link again."),
    "roles.code_made": _("Somebody who applies has a new code."),
    "roles.helper_let_in": _("Somebody who applies let another person help."),
    "roles.helper_let_go": _("Somebody who applies let nobody help any more."),
    "roles.answer_written": _("Something was written in an application."),
    "roles.answer_file_added": _("A file was added to an application."),
    "roles.answer_file_taken_away": _("A file was taken out of an application."),
    "roles.needs_said": _("Somebody who applies said what would help them."),
    "roles.application_uploaded": _("An application that came as a file was put with the others."),
    "roles.applicant_put_right": _("Who applies, or how to reach them, was written down or put right."),
    "roles.application_sent": _("An application was sent."),
    "roles.application_opened_again": _("An application was opened again, to be changed."),
    "roles.application_taken_back": _("An application was taken back."),
    "roles.application_gone_again": _("An application that a backup had brought back was deleted again."),
    "roles.application_kept": _("An application is kept longer, for a reason in law."),
    "roles.application_not_kept": _("An application is not kept longer any more."),
    "roles.application_copied": _("Somebody took a copy of an application, for whoever applied."),
    "roles.code_read": _("Somebody looked at the code of an application, to tell it to whoever applies."),
    "roles.names_hidden": _("Names were hidden in an application."),
    "roles.file_passed_on": _("A file of an application was passed on to those who choose."),
    "roles.file_kept_back": _("A file of an application is not passed on any more."),
    "roles.arranged": _("What is arranged for somebody who applies was written down."),
}


def names_for(user, numbers) -> dict[str, str]:
    known = Role.objects.visible_to(user).filter(pk__in=[number for number in numbers if number.isdecimal()])
    return {str(pk): title for pk, title in known.values_list("pk", "title")}
