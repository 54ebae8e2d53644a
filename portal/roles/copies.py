"""Everything held about somebody who applied, to take along or to be sent to them."""

from collections.abc import Callable
from typing import IO

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from portal.members.copies import packed
from portal.roles.models import Adjustments, Answer, Application, Route
from portal.roles.services.redacting import as_read


def copy_of(application: Application, taken_out: Callable[[Answer, str], str] = lambda answer, words: words) -> IO:
    """A packed folder: a page to read, the same for a program, and their files. `taken_out`: words of an answer as they
    are to stand there, where somebody took other people out of them. No name of ours is in it."""
    who, needs = application.applicant, Adjustments.objects.filter(application=application).first()
    labels = {need.key: need.text for need in application.vacancy.needs}
    about = {
        _("Role"): application.vacancy.title,
        _("Name"): who.name,
        _("How we reach you"): f"{who.get_means_display()} {who.address}".strip(),
        _("Who helps you"): who.helper_name,
        _("What those who choose call it"): application.code_name,
        _("How it came"): application.get_came_by_display(),
        _("Begun"): date_format(application.begun_at, "j F Y"),
        _("Sent"): date_format(application.sent_at, "j F Y") if application.sent_at else "",
        _("Kept longer, because"): application.kept_because,
    }
    sections = [{"title": _("Your application"), "rows": [_row(about)]}]
    for answer in application.answers.select_related("redacted"):
        said = {
            _("What you said"): taken_out(answer, answer.words),
            _("How you learned it"): "; ".join(str(Route(route).label) for route in answer.routes),
            _("What those who choose read"): taken_out(answer, as_read(answer) or ""),
        }
        sections.append({"title": labels.get(answer.need, _("All of it in one piece")), "rows": [_row(said)]})
    if needs:
        asks = _("Yes") if needs.disability_confident else ""
        said = {_("What would help you"): needs.words, _("A talk under Disability Confident"): asks}
        said[_("What is arranged")] = needs.arranged
        sections.append({"title": _("What would help you"), "rows": [_row(said)]})
    files = [(file.filename, file.file) for file in application.files.select_related("application")]
    return packed(sections, files)


def _row(said: dict) -> list[dict]:
    return [{"name": label, "label": label, "value": value} for label, value in said.items()]
