"""What people say about a role, and what those who write it answer."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy

from portal.agreement.services.two_writers import merged_into
from portal.audit.services import audited, record
from portal.drafts import services as drafts
from portal.notices import services as notices
from portal.refusal import Refusal
from portal.roles.models import Remark
from portal.roles.services.holding import hold


class Answered(Refusal):
    sentence = gettext_lazy("Somebody has answered this already, or it was taken back.")


class ChangedSince(Refusal):
    sentence = gettext_lazy("These words were changed since. Put it in yourself, then say that you took it.")


@audited()
def say(*, role, section: str, words: str, instead: str = "", stood: str = "", by) -> Remark:
    """`instead`: other words for the whole section, in place of what `stood` there."""
    held = hold(role)
    suggested = {"instead": instead, "stood": stood} if section and instead not in ("", stood) else {}
    made = Remark.objects.create(role=held, section=section, words=words, by=by, **suggested)
    record("roles.remark", subject=held.about, by=by)
    return made


@audited()
def answer_remark(*, remark, taken: bool, reason: str, by) -> None:
    """With a reason and a name; whoever said it is told."""
    held = hold(remark.role)
    one = held.remarks.filter(pk=remark.pk, state=Remark.State.OPEN).first()
    if one is None:
        raise Answered
    if taken and one.instead:
        merged = merged_into(getattr(held, one.section), one.stood, one.instead)
        if merged is None:
            raise ChangedSince
        setattr(held, one.section, merged)
        held.save(update_fields=[one.section])
    one.state = Remark.State.TAKEN if taken else Remark.State.NOT_TAKEN
    one.reason, one.answered_by, one.answered_at = reason, by, timezone.now()
    one.save()
    record("roles.remark_taken" if taken else "roles.remark_not_taken", subject=held.about, by=by, concerns=one.by)
    if one.by != by:
        with notices.speaking_to(one.by):
            said = {"role": held.title, "reason": reason}
            title = _("An answer to what you said about “%(role)s”") % said
            words = (_("Yes: %(reason)s") if taken else _("No: %(reason)s")) % said
        path = reverse("portal:roles:role", args=[held.pk])
        notices.tell(person=one.by, title=title[:120], words=words, path=path, about=f"role-remark:{one.pk}", by=by)


@audited()
def take_remark_back(*, remark, by) -> None:
    held = hold(remark.role)
    one = held.remarks.filter(pk=remark.pk, by=by, state=Remark.State.OPEN).first()
    if one is None:
        raise Answered
    record("roles.remark_taken_back", subject=held.about, by=by)
    drafts.forget_all(about=f"role-answer:{one.pk}")
    one.delete()
