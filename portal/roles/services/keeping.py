"""How long applications are kept, and no longer: but where there is a reason in law."""

from django.utils import timezone

from portal.audit import services as audit
from portal.audit.services import audited, record
from portal.roles.models import Application
from portal.roles.services.applying import empty, hold

State = Application.State


@audited()
def keep_longer(*, application, why: str, by) -> None:
    """Also when whoever applied takes it back: then nobody reads it, and it is there still."""
    held = hold(application)
    held.kept_because, held.kept_by = why, by
    held.save(update_fields=["kept_because", "kept_by"])
    record("roles.application_kept", subject=held.about, by=by)


@audited()
def keep_no_longer(*, application, by) -> None:
    """What was taken back meanwhile goes at once."""
    held = Application.objects.select_for_update(of=["self"], no_key=True).get(pk=application.pk)
    held.kept_because, held.kept_by = "", None
    held.save(update_fields=["kept_because", "kept_by"])
    record("roles.application_not_kept", subject=held.about, by=by)
    if held.is_gone:
        empty(held)


@audited()
def forget_again(*, application) -> None:
    """An older backup brought it back: it was taken back, or let go, before."""
    held = Application.objects.select_for_update(of=["self"], no_key=True).get(pk=application.pk)
    empty(held)
    held.state, held.kept_because, held.kept_by = State.LET_GO, "", None
    held.save(update_fields=["state", "kept_because", "kept_by"])
    record("roles.application_gone_again", subject=held.about)


@audited()
def note_copy(*, application, by=None) -> None:
    """Somebody took everything along that is held: whoever applied, or one of us for them."""
    record("roles.application_copied", subject=application.about, by=by)


def due():
    return Application.objects.over(timezone.localdate()).filter(kept_because="")


def held():
    return Application.objects.kept_longer()


def let_go(application) -> None:
    """What somebody said goes, and what the trail says of it; that there was one stays, for the sums."""
    if _empty(application):
        audit.let_go(subject=application.about, before=timezone.now())


@audited()
def _empty(application) -> bool:
    one = Application.objects.select_for_update(of=["self"], no_key=True).filter(pk=application.pk).first()
    if one is None or one.kept_because or not due().filter(pk=one.pk).exists():
        return False
    empty(one)
    if not one.is_gone:
        one.state = State.LET_GO
    one.save(update_fields=["state"])
    return True
