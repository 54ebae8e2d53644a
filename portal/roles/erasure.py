"""Applications that were taken back or let go stay so, whatever an older backup brings back."""

from portal.roles.models import Application
from portal.roles.services.keeping import forget_again

REGISTER = "deleted-applications.txt"
MODEL = Application


def gone() -> set[str]:
    return {line_of(one) for one in _rows().filter(state__in=["gone", "over"], applicant=None)}


def back(lines: set[str]) -> list[Application]:
    numbers = [int(number) for number in (line.partition(" ")[0] for line in lines) if number.isdecimal()]
    found = _rows().filter(pk__in=numbers, applicant__isnull=False)
    return [one for one in found if line_of(one) in lines]


def forget(applications) -> None:
    for one in applications:
        forget_again(application=one)


def line_of(application) -> str:
    """Its number, and when it was begun, since a new database gives old numbers out again."""
    return f"{application.pk} {application.begun_at.isoformat()}"


def _rows():
    return Application.objects.only("pk", "begun_at")
