"""Somebody helps a member here: both say yes, to named things, until a day. Either ends it at any time."""

from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from portal.audit.services import audited, record
from portal.members.models import Support, User
from portal.members.services import supporting_told as told
from portal.members.services.links import subject_of

REMINDED = timedelta(days=14)  # before the last day


class NotAgreed(Exception):
    """A support that cannot begin; the words say why and what to do."""


def a_year_on(day: date) -> date:
    """The last day that can be agreed today."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year + 1, day=28)


def acting(*, by, person) -> dict:
    """For `record()`: who did it, for whom. A person does their own things in nobody's place."""
    return {"by": by, "on_behalf_of": None if by == person else person, "concerns": person}


# --- Asking, saying yes, and ending -----------------------------------------------------------------------------------
@audited()
def begin_support(
    *, member, supporter, scope, ends_on: date, by, said_yes=Support.SaidYes.HERE, accepted=""
) -> Support:
    """The member says who helps them with what: here, or to a coordinator who writes it down. The supporter is asked.

    `accepted`: how the supporter said yes, when a coordinator has that from them already. Nobody is asked for less than
    they have said yes to. An earlier support of the two, or an earlier question, gives way.
    """
    _refuse(member, supporter, scope, ends_on, by, said_yes, accepted)
    _hold(member, supporter)
    now = timezone.now()
    open_ones = Support.objects.filter(member=member, supporter=supporter, ended_at=None)
    earlier = open_ones.agreed().first()
    if earlier and not accepted and set(scope) <= set(earlier.scope) and ends_on <= earlier.ends_on:
        accepted = earlier.accepted
    question = open_ones.filter(accepted_at=None).first() or Support(member=member, supporter=supporter)
    question.scope = [one.value for one in Support.Scope if one in scope]
    question.ends_on, question.said_yes, question.said_yes_at, question.recorded_by = ends_on, said_yes, now, by
    if accepted:
        _begin(question, accepted, by, said_yes=str(said_yes))
    else:
        question.save()
        _record("members.support_asked", question, by, said_yes=str(said_yes))
        told.that_they_are_asked(question)
    return question


@audited()
def accept_support(*, support, by, accepted=Support.SaidYes.HERE, asked="") -> None:
    """The supporter says yes: here, or to a coordinator who writes it down. A second yes changes nothing.

    `asked`: which question they had before them, as the support's `asked` says it. Empty: the one there is now.
    """
    _hold(support.member, support.supporter)
    held = _row_of(support)
    if held is None or held.is_agreed:
        return
    themselves = by == held.supporter
    if by == held.member or not (themselves or by.is_coordinator) or themselves != (accepted == Support.SaidYes.HERE):
        raise NotAgreed(_("Only the person themselves, or a coordinator they said yes to, can do this."))
    if held.ends_on < timezone.localdate():
        raise NotAgreed(_("Its last day has passed. They can ask again."))
    if asked and asked != held.asked:
        raise NotAgreed(_("They are asking for something else now. Please look at it before you say yes."))
    _begin(held, accepted, by)


def _begin(support, accepted, by, **detail):
    now = timezone.now()
    others = Support.objects.filter(member=support.member, supporter=support.supporter, ended_at=None)
    before = others.exclude(pk=support.pk).update(ended_at=now)
    support.accepted, support.accepted_at = accepted, now
    support.save()
    _record("members.support_changed" if before else "members.support_began", support, by, **detail)
    told.that_it_began(support)


def _refuse(member, supporter, scope, ends_on, by, said_yes, accepted):
    named_here = said_yes == Support.SaidYes.HERE
    if (by != member and not by.is_coordinator) or named_here != (by == member):
        raise NotAgreed(_("Only the person themselves, or a coordinator they said yes to, can do this."))
    if accepted and (by == member or accepted not in (Support.SaidYes.SAID, Support.SaidYes.PAPER)):
        raise NotAgreed(_("Nobody can say yes for somebody else."))
    if supporter == member:
        raise NotAgreed(_("Nobody needs to be named for what they do themselves."))
    if supporter == by:
        raise NotAgreed(_("You cannot write this down for yourself. Please ask another coordinator."))
    if not scope or not set(scope) <= set(Support.Scope.values):
        raise NotAgreed(_("Please tick what your supporter may do."))
    if not timezone.localdate() < ends_on <= a_year_on(timezone.localdate()):
        raise NotAgreed(_("Please choose a day from tomorrow on, at most 12 months from now."))


def _hold(*people):
    """Both rows, always in the same order; and both people still here. Others may write to them meanwhile (no_key)."""
    held = _in_line(*people)
    if held != {one.pk for one in User.objects.here().filter(pk__in=held)}:
        raise NotAgreed(_("One of the two is not here any more."))


def _in_line(*people) -> set[int]:
    """Whoever of them leaves at this moment has the rows in the same order as we: people first, then the support."""
    rows = User.objects.select_for_update(no_key=True).filter(pk__in=[one.pk for one in people]).order_by("pk")
    return {one.pk for one in rows}


def _row_of(support) -> Support | None:
    return Support.objects.select_for_update().filter(pk=support.pk, ended_at=None).first()


@audited()
def end_support(*, support, by=None) -> None:
    """At once, and without a reason; a question ends as well. `by` nobody: its last day has passed, or one of the two
    has left."""
    _in_line(support.member, support.supporter)
    held = _row_of(support)
    if held is None:
        return
    held.ended_at = timezone.now()
    held.save(update_fields=["ended_at"])
    if held.is_agreed:
        _record("members.support_ended", held, by)
        told.that_it_ended(held)
    else:
        declined = by == held.supporter
        _record("members.support_declined" if declined else "members.support_not_agreed", held, by)
        told.that_it_was_not_agreed(held, declined=declined, by=by)


def end_support_of(member) -> list[User]:
    """The member leaves for good: whoever helps them does so no more. Who that was, to be told afterwards."""
    found = Support.objects.agreed().filter(member=member).select_related("supporter").order_by("pk")
    for support in found:
        facts = {"subject": subject_of(support.supporter), "concerns": support.supporter, "support": support.pk}
        record("members.support_ended", **facts)
    return [support.supporter for support in found]


def _record(verb, support, by, **detail):
    """So that both find it in their trail: whoever did it by that, and the other because it concerns them."""
    member, supporter, subject = support.member, support.supporter, subject_of(support.member)
    facts = {"subject": subject, "by": by, "support": support.pk} | detail
    if by is None:
        record(verb, **facts, concerns=member)
        record(verb, **facts | {"subject": subject_of(supporter)}, concerns=supporter)
    elif by == supporter:
        record(verb, **facts, concerns=member)
    else:
        record(verb, **facts, on_behalf_of=None if by == member else member, concerns=supporter)


# --- By the clock -----------------------------------------------------------------------------------------------------
def remind_of_ends() -> None:
    """Two weeks before the last day both are told, once. Nobody is who agreed for a shorter time than that."""
    soon = Support.objects.agreed().filter(ends_on__lte=timezone.localdate() + REMINDED)
    for support in soon.select_related("member", "supporter"):
        if support.ends_on - timezone.localdate(support.said_yes_at) > REMINDED:
            told.that_it_ends_soon(support)


def end_what_is_over() -> None:
    for support in Support.objects.over():
        end_support(support=support)
