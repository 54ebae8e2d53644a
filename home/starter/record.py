"""What was written before is remembered by its key: it is never written again, even where somebody has deleted it."""

from home.models import StarterRecord


def written(key: str):
    return StarterRecord.objects.filter(key=key).first()


def remember(key: str, thing) -> None:
    StarterRecord.objects.create(key=key, object_id=thing.pk)


def find(model, key: str):
    """The thing once written under `key`, or None when it was never written or has gone since."""
    record = written(key)
    return record and model.objects.filter(pk=record.object_id).first()
