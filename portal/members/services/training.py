"""Training that somebody took: noted by them, or by a coordinator."""

from portal.audit.services import audited, record
from portal.members.models import Training
from portal.members.services.holding import hold
from portal.members.services.links import subject_of


@audited()
def add_training(*, person, title: str, taken_on, by) -> Training:
    hold(person)
    training = Training.objects.create(person=person, title=title, taken_on=taken_on, noted_by=by)
    record("members.training_added", subject=subject_of(person), by=by, concerns=person, training=training.pk)
    return training


@audited()
def remove_training(*, training, by) -> None:
    if Training.objects.filter(pk=training.pk).delete()[0]:
        facts = {"by": by, "concerns": training.person, "training": training.pk}
        record("members.training_removed", subject=subject_of(training.person), **facts)
