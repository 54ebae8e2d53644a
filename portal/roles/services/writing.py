"""Writing a role: its sections, what it needs, and beginning from an earlier one."""

from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy as _

from portal.agreement.services.two_writers import refuse_if_changed, write_into
from portal.audit.services import audited, record
from portal.drafts import services as drafts
from portal.notices import services as notices
from portal.refusal import Refusal
from portal.roles.models import Criterion, CriterionIdea, Role, RoleSeat, StarterRole
from portal.roles.services.holding import hold, hold_as_it_is

MOST_CRITERIA = 20
IS_SAID = ("text", "essential", "stage", "by_life", "by_work", "by_qualification", "legal_reason", "hint")


class Enough(Refusal):
    sentence = _("That is a long list already. Few people can show so many things: take one away first.")


class NotThere(Refusal):
    sentence = _("Somebody took this away meanwhile. Look at the role once more.")


@audited()
def start(*, title: str, kind: str, standpoint=None, like: Role | StarterRole | None = None, by) -> Role:
    """Whoever starts it is one of those who write it. `like`: an earlier role, or one of those to begin from, whose
    words it begins with."""
    role = Role(title=title, kind=kind, begun_by=by)
    if isinstance(like, StarterRole):
        for section in StarterRole.SECTIONS:
            setattr(role, section, in_our_words(getattr(like, section)))
    elif like:
        for section in Role.SECTIONS:
            setattr(role, section, getattr(like, section))
    role.save()
    seat = RoleSeat(role=role, person=by, state=RoleSeat.State.YES)
    if standpoint is not None:
        seat.stand(standpoint)
    seat.save()
    if isinstance(like, StarterRole):
        _add_needs(role, like.needs.splitlines())
    elif like:
        for one in like.criteria.all():
            one.pk, one.role = None, role
            one.save(force_insert=True)
    record("roles.started", subject=role.about, by=by)
    return role


def in_our_words(text: str) -> str:
    """Our own words are in the catalogues, a paragraph each; what an organisation typed stands as it was typed."""
    return "\n".join(gettext(line) if line else "" for line in text.splitlines())


def _add_needs(role, lines: list[str]) -> None:
    """Each with the hint of the idea of that name."""
    hints = dict(CriterionIdea.objects.values_list("name", "hint"))
    lines = [line.strip() for line in lines if line.strip()][:MOST_CRITERIA]
    Criterion.objects.bulk_create(
        Criterion(role=role, text=in_our_words(line), hint=in_our_words(hints.get(line, "")), place=10 * number)
        for number, line in enumerate(lines, 1)
    )


@audited()
def rename(*, role, title: str, kind: str, stood="", by) -> None:
    """`stood`: as in `two_writers.refuse_if_changed`."""
    held = hold(role)
    refuse_if_changed(held, Role.BOXES, stood)
    held.title, held.kind = title, kind
    held.save(update_fields=["title", "kind"])
    record("roles.written", subject=held.about, by=by)


@audited()
def write_section(*, role, section: str, words: str, before: str, by) -> bool:
    """`before`: what stood there when the form was opened. Returns whether two people's words stand there now."""
    held = hold(role)
    changed, both = write_into(held, {section: words}, {section: before})
    if changed:
        held.save(update_fields=[section])
        record("roles.written", subject=held.about, by=by)
    return both


@audited()
def add_criterion(*, role, by, **said) -> Criterion:
    held = hold(role)
    if held.criteria.count() >= MOST_CRITERIA:
        raise Enough
    last = held.criteria.last()
    made = Criterion.objects.create(role=held, place=last.place + 10 if last else 10, **said)
    record("roles.need_added", subject=held.about, by=by)
    return made


@audited()
def change_criterion(*, criterion, stood="", by, **said) -> None:
    held = _hold_one(criterion)
    refuse_if_changed(held, IS_SAID, stood)
    for name, value in said.items():
        setattr(held, name, value)
    held.save()
    record("roles.need_changed", subject=held.role.about, by=by)


@audited()
def set_anchors(*, criterion, anchors: dict, stood="", by) -> None:
    """What each score looks like, by route; empty where nothing is said."""
    held = _hold_one(criterion)
    refuse_if_changed(held, ("anchors",), stood)
    held.anchors = anchors
    held.save(update_fields=["anchors"])
    record("roles.need_changed", subject=held.role.about, by=by)


@audited()
def set_questions(*, criterion, questions: list[str], stood="", by) -> None:
    """What whoever talks with people about it may ask."""
    held = _hold_one(criterion)
    refuse_if_changed(held, ("questions",), stood)
    held.questions = questions
    held.save(update_fields=["questions"])
    record("roles.need_changed", subject=held.role.about, by=by)


@audited()
def remove_criterion(*, criterion, by) -> None:
    held = _hold_one(criterion)
    record("roles.need_removed", subject=held.role.about, by=by)
    for kind in ("role-need-change", "role-anchors", "role-questions"):
        drafts.forget_all(about=f"{kind}:{held.pk}")
    held.delete()


@audited()
def move_up(*, criterion, by) -> None:
    held = _hold_one(criterion)
    listed = list(held.role.criteria.all())
    at = listed.index(held)
    if not at:
        return
    listed[at - 1], listed[at] = listed[at], listed[at - 1]
    for place, one in enumerate(listed, 1):
        one.place = 10 * place
    Criterion.objects.bulk_update(listed, ["place"])
    record("roles.need_moved", subject=held.role.about, by=by)


def _hold_one(criterion) -> Criterion:
    role = hold(criterion.role)
    held = role.criteria.filter(pk=criterion.pk).first()
    if held is None:
        raise NotThere
    held.role = role
    return held


@audited()
def set_aside(*, role, by) -> None:
    held = hold(role)
    held.set_aside_at = timezone.now()
    held.save(update_fields=["set_aside_at"])
    notices.overtake(about=held.about)  # nobody is rung about it any more
    for pk in held.seats.asked().values_list("pk", flat=True):
        notices.overtake(about=f"role-seat:{pk}")
    record("roles.set_aside", subject=held.about, by=by)


@audited()
def bring_back(*, role, by) -> None:
    held = hold_as_it_is(role)
    if held.set_aside_at:
        held.set_aside_at = None
        held.save(update_fields=["set_aside_at"])
        record("roles.brought_back", subject=held.about, by=by)
