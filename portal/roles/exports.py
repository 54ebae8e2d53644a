"""What roles keep about people."""

from django.utils.translation import gettext_lazy as _

from portal.held import deleted, kept

TOGETHER = "belongs to everybody who writes the role"
OFFICE = "says who answers for it in an open role"
APPLICANTS = "belongs to whoever applies, and goes with the application"
NOTED = "shows whoever said it that it was written down, and by a member"

HELD = [
    kept("roles.Role.begun_by", TOGETHER, title=_("Roles you began to write"), shows=("title", "begun_at")),
    deleted(
        "roles.RoleSeat.person",
        title=_("Roles you write with others, or were asked to"),
        shows=("role", "state", "standpoint", "asked_by", "said", "called", "changed_at"),
    ),
    kept("roles.RoleSeat.asked_by", "belongs to whoever was asked"),
    kept("roles.RoleSeat.recorded_by", NOTED),
    kept("roles.Remark.by", TOGETHER, title=_("What you said about roles"), shows=("role", "words", "instead", "at")),
    kept("roles.Vacancy.opened_by", TOGETHER),
    kept(
        "roles.Vacancy.looked_after_by", OFFICE, title=_("Open roles that you look after"), shows=("role", "opened_at")
    ),
    kept("roles.Vacancy.ended_by", OFFICE),
    kept("roles.Correction.by", OFFICE),
    kept("roles.Application.written_by", APPLICANTS),
    kept("roles.Application.kept_by", APPLICANTS),
    kept("roles.Redacted.by", APPLICANTS),
    kept("roles.AnswerFile.for_panel_by", APPLICANTS),
    kept("roles.Remark.answered_by", "says who answered", title=_("Answers you gave about roles"), shows=("reason",)),
]
