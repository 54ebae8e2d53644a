"""What happens at the door goes into the trail, and what changed is told at the next sign-in. Never an address."""

import time

from allauth.account import signals as account
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa import signals as mfa
from django.contrib import messages
from django.contrib.auth import signals as auth
from django.core.cache import cache
from django.dispatch import receiver
from django.utils.translation import gettext as _, gettext_lazy

from portal.audit.models import Entry
from portal.audit.services import audited, record
from portal.members.services import subject_of

SIGNED_IN_AT = "signed_in_at"
LIMIT_NOTED = 5 * 60  # seconds: one row for a whole burst of guesses, or an attacker could fill the disk

CHANGES = {
    "members.password_set": gettext_lazy("A password was chosen."),
    "members.password_changed": gettext_lazy("The password was changed."),
    "members.address_changed": gettext_lazy("The e-mail address was changed."),
    "members.address_removed": gettext_lazy("The e-mail address was taken away."),
    "members.second_factor_added": gettext_lazy("A passkey, app or set of recovery codes was added."),
    "members.second_factor_removed": gettext_lazy("A passkey, app or set of recovery codes was taken away."),
    "members.recovery_codes_renewed": gettext_lazy("New recovery codes were made."),
    "members.link_made": gettext_lazy("A link to sign in once was made."),
    "members.phone_changed": gettext_lazy("The phone number was changed."),
    "members.post_address_changed": gettext_lazy("The postal address was changed."),
    "members.copy_taken": gettext_lazy("A copy of everything we hold about you was made."),
}


@audited()
def _note(verb, person, **detail):
    record(verb, subject=subject_of(person), by=person, concerns=person, **detail)


def changes_for(person, *, newest: int):
    """(when, words) of the latest changes to somebody's way in."""
    entries = Entry.objects.filter(subject=subject_of(person), verb__in=CHANGES).order_by("-number")[:newest]
    return [(entry.at, CHANGES[entry.verb]) for entry in entries]


BY_LINK = {"ways": ["link"]}


def changes_since_last_sign_in(person, *, by_link: bool):
    """The words of what changed since the person last showed something of their own, oldest first.

    A link may have been used by somebody else, so a sign-in by one does not count; whoever uses it knows of it.
    """
    chain = Entry.objects.filter(subject=subject_of(person))
    last = chain.filter(verb="members.signed_in").exclude(detail=BY_LINK).order_by("-number").first()
    if last is None:
        return []
    told = set(CHANGES) - ({"members.link_made"} if by_link else set())
    since = chain.filter(number__gt=last.number, verb__in=told).order_by("number")
    return [CHANGES[verb] for verb in dict.fromkeys(since.values_list("verb", flat=True))]


def note_limit(person):
    """Somebody ran out of tries at this person's door."""
    if cache.add(f"members:limit-noted:{person.pk}", True, LIMIT_NOTED):
        with audited():
            record("members.sign_in_limit", subject=subject_of(person), concerns=person)


@receiver(auth.user_logged_in)
def start_the_day(request, **kwargs):
    """However somebody signed in, their session remembers when: it ends after SESSION_LONGEST."""
    request.session[SIGNED_IN_AT] = time.time()


@receiver(account.user_logged_in)
def signed_in(request, user, **kwargs):
    steps = get_authentication_records(request, user)
    ways = [step["type"] if step["method"] == "mfa" else step["method"] for step in steps]
    changed = changes_since_last_sign_in(user, by_link=ways == BY_LINK["ways"])
    if changed:
        words = " ".join(str(change) for change in changed)
        messages.warning(
            request,
            _("Since you last signed in: %(changes)s If this was not you, please ring us today.") % {"changes": words},
        )
    if "recovery_codes" in ways:
        words = _(
            "You used a recovery code, and it does not work any more. Is your phone lost? Open “How you sign in” today."
        )
        messages.warning(request, words)
    _note("members.signed_in", user, ways=ways)


@receiver(auth.user_logged_out)
def signed_out(user, **kwargs):
    if user is not None and user.pk:
        _note("members.signed_out", user)


@receiver(account.password_set)
def password_set(user, **kwargs):
    _note("members.password_set", user)


@receiver([account.password_changed, account.password_reset])
def password_changed(user, **kwargs):
    _note("members.password_changed", user)


@receiver(account.email_changed)
def address_changed(user, **kwargs):
    _note("members.address_changed", user)


@receiver(account.email_removed)
def address_removed(user, **kwargs):
    _note("members.address_removed", user)


@receiver(mfa.authenticator_added)
def second_factor_added(user, authenticator, **kwargs):
    _note("members.second_factor_added", user, kind=authenticator.type)


@receiver(mfa.authenticator_removed)
def second_factor_removed(user, authenticator, **kwargs):
    _note("members.second_factor_removed", user, kind=authenticator.type)


@receiver(mfa.authenticator_reset)
def recovery_codes_renewed(user, **kwargs):
    _note("members.recovery_codes_renewed", user)


@receiver([account.login_code_rejected, account.password_reset_code_rejected])
def code_refused(user, last_attempt, **kwargs):
    if last_attempt:
        note_limit(user)
