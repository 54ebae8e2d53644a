"""A thousand roles, half of them open to everybody; and an application that somebody writes."""

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from operations.bench.people import coordinator
from portal.agreement.models import Version
from portal.agreement.models.versions import digest_of_words
from portal.members.services.asking import Outsider
from portal.notices.routes import Means
from portal.roles.models import Application, Criterion, Role, Vacancy
from portal.roles.services import begin, write_answer

ROLES = 1_000
NAME = "Bench listener"
NEEDS = 6
WORDS = "You sit with people who come alone, and listen. You solve nothing, and you are not alone with it. " * 3


def fill():
    """Once for all sizes: what a list of them costs does not hang on anything else."""
    by = coordinator()
    if Role.objects.filter(begun_by=by, title__startswith=NAME).exists():
        return
    made = Role.objects.bulk_create(
        Role(title=f"{NAME} {number}", kind=Role.Kind.PAID, purpose=WORDS, doing=WORDS, pay=WORDS, begun_by=by)
        for number in range(ROLES)
    )
    Criterion.objects.bulk_create(
        Criterion(role=role, text=f"You can listen, {number}", place=number) for role in made for number in range(NEEDS)
    )
    agreed = [(role, role.as_words()) for role in Role.objects.filter(pk__in=[one.pk for one in made])[: ROLES // 2]]
    versions = Version.objects.bulk_create(
        Version(subject=role.about, number=1, words=words, digest=digest_of_words(words), by=by)
        for role, words in agreed
    )
    today = timezone.localdate()
    days = {"closes_on": today + timedelta(days=30), "answers_by": today + timedelta(days=60)}
    who = {"opened_by": by, "looked_after_by": by}
    Vacancy.objects.bulk_create(
        Vacancy(role=role, version=version, title=role.title, kind=role.kind, **days, **who)
        for (role, _words), version in zip(agreed, versions, strict=True)
    )
    apply(Vacancy.objects.filter(title__startswith=NAME).first())


def apply(vacancy):
    outsider = Outsider(name="Ada Lovell", means=Means.CALL, address="01632 960 001")
    begun = begin(vacancy=vacancy, key=uuid4(), outsider=outsider)
    for need in vacancy.asked[:-1]:
        write_answer(application=begun, need=need.key, words=WORDS, routes=["life"])


def application() -> Application:
    return Application.objects.get(applicant__name="Ada Lovell", vacancy__title__startswith=NAME)
