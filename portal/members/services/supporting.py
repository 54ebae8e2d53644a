"""Somebody helps a member here: agreed by the member, for named things, until a day. Either ends it at any time."""

from datetime import date, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _, gettext_lazy

from portal.audit.services import audited, record
from portal.members.models import FOR_THE_SUPPORTER, Support, User
from portal.members.services.links import subject_of
from portal.notices import services as notices

REMINDED = timedelta(days=14)  # before the last day
LOOKED_JUST_NOW = timedelta(minutes=5)  # turning pages is one look
MESSAGES_READ = "members.messages_read_for"


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


# --- Beginning and ending ---------------------------------------------------------------------------------------------
@audited()
def begin_support(*, member, supporter, scope, ends_on: date, by, said_yes=Support.SaidYes.HERE) -> Support:
    """The member said yes: here, or to a coordinator who writes it down. An earlier support of the two gives way."""
    _refuse(member, supporter, scope, ends_on, by, said_yes)
    _hold(member, supporter)
    now = timezone.now()
    before = Support.objects.filter(member=member, supporter=supporter, ended_at=None).update(ended_at=now)
    support = Support.objects.create(
        member=member,
        supporter=supporter,
        scope=[one.value for one in Support.Scope if one in scope],
        ends_on=ends_on,
        said_yes=said_yes,
        said_yes_at=now,
        recorded_by=by,
    )
    _record("members.support_changed" if before else "members.support_began", support, by, said_yes=str(said_yes))
    _tell_that_it_began(support)
    return support


def _refuse(member, supporter, scope, ends_on, by, said_yes):
    named_here = said_yes == Support.SaidYes.HERE
    if (by != member and not by.is_coordinator) or named_here != (by == member):
        raise NotAgreed(_("Only the person themselves, or a coordinator they said yes to, can do this."))
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
    held = User.objects.select_for_update(no_key=True).filter(pk__in=[one.pk for one in people]).order_by("pk")
    if {one.pk for one in held} != {one.pk for one in User.objects.here().filter(pk__in=held.values("pk"))}:
        raise NotAgreed(_("One of the two is not here any more."))


@audited()
def end_support(*, support, by=None) -> None:
    """At once, and without a reason. `by` nobody: its last day has passed, or one of the two has left."""
    held = Support.objects.select_for_update().filter(pk=support.pk, ended_at=None).first()
    if held is None:
        return
    held.ended_at = timezone.now()
    held.save(update_fields=["ended_at"])
    _record("members.support_ended", held, by)
    _tell_that_it_ended(held)


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


# --- Acting -----------------------------------------------------------------------------------------------------------
@audited()
def look_at_messages(*, person, by) -> None:
    """A supporter reads the person's messages. The person finds it under "Who looked at mine"."""
    lately = by.audit_done.filter(verb=MESSAGES_READ, on_behalf_of=person, at__gt=timezone.now() - LOOKED_JUST_NOW)
    if not lately.exists():
        record(MESSAGES_READ, subject=subject_of(person), **acting(by=by, person=person))


# --- By the clock -----------------------------------------------------------------------------------------------------
def remind_of_ends() -> None:
    """Two weeks before the last day both are told, once. Nobody is who agreed for a shorter time than that."""
    soon = Support.objects.agreed().filter(ends_on__lte=timezone.localdate() + REMINDED)
    for support in soon.select_related("member", "supporter"):
        if support.ends_on - timezone.localdate(support.said_yes_at) > REMINDED:
            _tell_that_it_ends_soon(support)


def end_what_is_over() -> None:
    for support in Support.objects.over():
        end_support(support=support)


# --- Telling ----------------------------------------------------------------------------------------------------------
def _tell_that_it_began(support):
    _tell(
        support,
        support.member,
        title=gettext_lazy("%(supporter)s helps you from now on"),
        words=gettext_lazy("Until %(day)s, %(supporter)s may do this for you:\n%(mine)s\nYou can end it at any time."),
    )
    _tell(
        support,
        support.supporter,
        title=gettext_lazy("%(member)s would like your help"),
        words=gettext_lazy(
            "Until %(day)s, you may do this for %(member)s:\n%(theirs)s\n"
            "What you do is written down as done by you for them. Either of you can end it at any time."
        ),
    )


def _tell_that_it_ends_soon(support):
    for person, title, words in (
        (
            support.member,
            gettext_lazy("%(supporter)s helps you until %(day)s"),
            gettext_lazy("After that it ends by itself. If you would like it to go on, name them again."),
        ),
        (
            support.supporter,
            gettext_lazy("You help %(member)s until %(day)s"),
            gettext_lazy("After that it ends by itself. If %(member)s would like it to go on, they name you again."),
        ),
    ):
        _tell(support, person, title=title, words=words, key=f"support:{support.pk}:soon")


def _tell_that_it_ended(support):
    for person, title in (
        (support.member, gettext_lazy("%(supporter)s no longer acts for you here")),
        (support.supporter, gettext_lazy("You no longer act for %(member)s here")),
    ):
        if person.is_active:
            _tell(support, person, title=title, words=gettext_lazy("It has ended. There is nothing you need to do."))


def _tell(support, person, *, title, words, key=""):
    """In the person's own language; for their eyes alone, since another supporter may read their other messages."""
    with translation.override(person.language or settings.LANGUAGE_CODE):
        said = {
            "member": support.member,
            "supporter": support.supporter,
            "day": date_format(support.ends_on, "j F Y"),
            "mine": "\n".join(f"• {scope.label}" for scope in support.allowed),
            "theirs": "\n".join(f"• {FOR_THE_SUPPORTER[scope]}" for scope in support.allowed),
        }
        notices.tell(
            person=person,
            title=(title % said)[:120],
            words=words % said,
            path=reverse("portal:support:mine"),
            about=f"support:{support.pk}",
            key=key,
            private=True,
        )
