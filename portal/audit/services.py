"""Writing the trail. A service is decorated with `@audited()` and calls `record()`; its rows are written last."""

import threading
from contextlib import ContextDecorator

from django.core.signing import Signer
from django.db import transaction
from django.utils import timezone

from portal.audit.models import Checkpoint, Entry, Head

_open = threading.local()


class audited(ContextDecorator):
    """One transaction with its trail: `@audited()` on a service, or `with audited():`.

    The outermost one writes what was recorded just before it commits, in the order of the subjects' names, so that two
    services that touch the same subjects always take the locks in the same order. What a failed inner block recorded
    is forgotten with its changes.
    """

    def _recreate_cm(self):
        return type(self)()

    def __enter__(self):
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        _stack().append([])

    def __exit__(self, exc_type, exc, traceback):
        recorded = _stack().pop()
        if exc_type is None:
            try:
                if _stack():
                    _stack()[-1].extend(recorded)
                else:
                    _write(recorded)
            except BaseException as problem:
                self.atomic.__exit__(type(problem), problem, problem.__traceback__)
                raise
        return self.atomic.__exit__(exc_type, exc, traceback)


def record(verb, *, subject, by=None, on_behalf_of=None, concerns=None, **detail):
    """Note that `by` did `verb` to `subject` (such as "page:12"). `detail` holds ids and neutral labels, no words."""
    if not _stack():
        raise RuntimeError("record() is called inside a service decorated with @audited().")
    _stack()[-1].append(
        Entry(subject=subject, verb=verb, by=by, on_behalf_of=on_behalf_of, concerns=concerns, detail=detail)
    )


def _stack() -> list[list[Entry]]:
    if not hasattr(_open, "stack"):
        _open.stack = []
    return _open.stack


def _write(entries):
    for subject in sorted({entry.subject for entry in entries}):
        Head.objects.get_or_create(subject=subject)
        head = Head.objects.select_for_update().get(subject=subject)
        for entry in entries:
            if entry.subject == subject:
                entry.number = head.number + 1
                entry.at = timezone.now()
                entry.previous = head.digest
                entry.digest = entry.fingerprint()
                entry.save(force_insert=True)
                head.number, head.digest = entry.number, entry.digest
        head.save()


@transaction.atomic
def let_go(*, subject: str, before) -> int:
    """Retention's only way in: put one signed checkpoint for a chain's entries older than `before`; how many went."""
    Head.objects.select_for_update().filter(subject=subject).first()
    last = Entry.objects.filter(subject=subject, at__lt=before).order_by("-number").first()
    if last is None:
        return 0
    Checkpoint.objects.create(
        subject=subject, number=last.number, digest=last.digest, made_at=timezone.now(), signature=sign(last)
    )
    return Entry.objects.filter(subject=subject, number__lte=last.number).delete()[0]


def sign(row) -> str:
    """The installation's signature under (subject, number, digest): a checkpoint nobody else can have made."""
    return Signer(salt="portal.audit.checkpoint").signature(f"{row.subject} {row.number} {row.digest}")


def problems():
    """Yield a sentence for each place where the trail does not hold together."""
    for head in Head.objects.order_by("subject").iterator():
        checkpoint = Checkpoint.objects.filter(subject=head.subject).order_by("-number").first()
        if checkpoint and sign(checkpoint) != checkpoint.signature:
            yield f"{head.subject}: the checkpoint at {checkpoint.number} has a false signature."
        number, digest = (checkpoint.number, checkpoint.digest) if checkpoint else (0, "")
        for entry in Entry.objects.filter(subject=head.subject).order_by("number").iterator():
            if entry.number != number + 1:
                yield f"{head.subject}: entry {number + 1} is missing."
            if entry.previous != digest or entry.fingerprint() != entry.digest:
                yield f"{head.subject}: entry {entry.number} was changed."
            number, digest = entry.number, entry.digest
        if (head.number, head.digest) != (number, digest):
            yield f"{head.subject}: the chain ends at {number}, not at {head.number}."
    lost = (
        Entry.objects.exclude(subject__in=Head.objects.values("subject")).values_list("subject", flat=True).distinct()
    )
    yield from (f"{subject}: the end of the chain is missing." for subject in lost)
