"""Answers about equality: added to counts, and kept nowhere else."""

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy

from portal.audit.services import audited
from portal.refusal import Refusal
from portal.roles.equality import QUESTIONS, RATHER_NOT
from portal.roles.models import Counted
from portal.roles.services.applying import hold


class NotCountedAnyMore(Refusal):
    sentence = gettext_lazy("These questions are closed now. Nothing is missing from your application.")


@audited()
def count_answers(*, application, answers: dict[str, str]) -> bool:
    """Once for each who applies; whether they were added now. Nothing says when, and the trail says nothing of it."""
    held = hold(application)
    if held.is_counted:
        return False
    if not held.is_sent or timezone.now() >= held.vacancy.counts_from:
        raise NotCountedAnyMore
    held.is_counted = True
    held.save(update_fields=["is_counted"])
    for question in QUESTIONS:
        answer = answers.get(question.key)
        kept = answer if answer in question.answers else RATHER_NOT
        row, _made = Counted.objects.get_or_create(vacancy=held.vacancy, question=question.key, answer=kept)
        Counted.objects.filter(pk=row.pk).update(many=F("many") + 1)
    return True
