"""Which forms of roles keep words while somebody types. What people answer is not kept half said."""

from django.utils.translation import gettext_lazy as _

from portal.drafts import kinds
from portal.drafts.kinds import FormForNew, FormOn
from portal.roles.models import Answer, Application, Criterion, Remark, Role, Vacancy

AN_APPLICATION = _("on somebody’s application")
FORMS = {
    "role-name": FormOn(Role.objects, "roles.write", _("on what a role is called"), "portal:roles:rename"),
    # Of one section: "role-section:7-purpose".
    "role-section": FormOn(Role.objects, "roles.write", _("on a role"), "portal:roles:write-section"),
    "role-need": FormOn(Role.objects, "roles.write", _("what a role needs"), "portal:roles:add-need"),
    "role-need-change": FormOn(Criterion.objects, "roles.write", _("what a role needs"), "portal:roles:change-need"),
    "role-anchors": FormOn(Criterion.objects, "roles.write", _("what scores look like"), "portal:roles:scores"),
    "role-questions": FormOn(Criterion.objects, "roles.write", _("what you may ask"), "portal:roles:questions"),
    "role-easy-read": FormOn(Role.objects, "roles.write", _("a role in Easy Read"), "portal:roles:write-easy-read"),
    "role-word": FormOn(Role.objects, "roles.write", _("what a word means"), "portal:roles:explain"),
    "role-remark": FormOn(Role.objects, "roles.remark", _("what you think of a role"), "portal:roles:say-on"),
    "role-open": FormOn(Role.objects, "roles.open", _("about opening a role"), "portal:roles:open"),
    "vacancy-correction": FormOn(
        Vacancy.objects, "roles.correct", _("what is otherwise in an open role"), "portal:roles:correct"
    ),
    "vacancy-end": FormOn(
        Vacancy.objects, "roles.end_vacancy", _("what became of an open role"), "portal:roles:end-vacancy"
    ),
    "application-down": FormOn(
        Vacancy.objects, "roles.write_application_down", AN_APPLICATION, "portal:roles:application-down"
    ),
    # One answer of it: "application-answer:7-3".
    "application-answer": FormOn(
        Application.objects, "roles.write_for_applicant", AN_APPLICATION, "portal:roles:application-answer"
    ),
    "application-hidden": FormOn(Answer.objects, "roles.see_application", AN_APPLICATION, "portal:roles:hide-by-hand"),
    "application-needs": FormOn(
        Application.objects, "roles.see_application", AN_APPLICATION, "portal:roles:application-needs"
    ),
    "application-arranged": FormOn(
        Application.objects, "roles.see_application", AN_APPLICATION, "portal:roles:arrange"
    ),
    "application-who": FormOn(
        Application.objects, "roles.see_application", AN_APPLICATION, "portal:roles:application-who"
    ),
    "application-kept": FormOn(Application.objects, "roles.keep_longer", AN_APPLICATION, "portal:roles:keep-longer"),
    "role-answer": FormOn(
        Remark.objects, "roles.answer_remark", _("an answer about a role"), "portal:roles:answer-remark"
    ),
}


def register() -> None:
    kinds.register_forms(FORMS, {"role": FormForNew("roles.start", _("about a role"), "portal:roles:start")})
