"""Taking a break, taking a copy of everything along, and leaving for good."""

from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.contrib.auth.models import Group
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.audit.services import audited, record
from portal.drafts import services as drafts
from portal.members import held as everything_held
from portal.members.models import Gathering, Invitation, Review, Support, User, Welcome, new_username
from portal.members.services.about import note
from portal.members.services.asking import give_back
from portal.members.services.doings import let_go
from portal.members.services.holding import HasLeft, about_of, hold, see_again
from portal.members.services.links import subject_of
from portal.members.services.reviewing import that_their_companion_left
from portal.members.services.supporting import end_support_of
from portal.members.services.supporting_told import that_somebody_left
from portal.members.services.welcoming import that_nobody_meets_them
from portal.members.signals import leaves_for_good
from portal.members.standing import COORDINATORS
from portal.notices import services as notices


class OnlyCoordinator(Exception):
    """Nobody would be left to look after the others."""

    def __str__(self):
        return _(
            "You are the only coordinator. Please make somebody else a coordinator first, and wait until they have "
            "signed in once. Then you can leave."
        )


# --- A break ----------------------------------------------------------------------------------------------------------
@audited()
def take_a_break(*, person, by) -> None:
    """At once, and without a reason: nothing is sent any more. Whatever the person is part of stays theirs."""
    held = hold(person)
    about = about_of(held)
    if about.paused_at is None:
        about.paused_at = timezone.now()
        about.save(update_fields=["paused_at"])
        note("members.paused", person=person, by=by)
        see_again(held)
        notices.find_ways_anew(person=held)
    see_again(person)


@audited()
def come_back(*, person, by) -> None:
    about = about_of(hold(person))
    if about.paused_at is not None:
        about.paused_at = None
        about.save(update_fields=["paused_at"])
        note("members.came_back", person=person, by=by)
    see_again(person)


# --- A copy -----------------------------------------------------------------------------------------------------------
@audited()
def take_a_copy(*, person) -> list[dict]:
    """Everything held about the person, in sections. That it was taken is held from then on, too."""
    note("members.copy_taken", person=person, by=person)
    return everything_held.copy_of(person)


# --- For good ---------------------------------------------------------------------------------------------------------
def _others():
    return User.objects.here().filter(groups__name=COORDINATORS, last_login__isnull=False)


def who_never_came(person) -> list[User]:
    """Who coordinates besides, and has not found their way in yet."""
    named = User.objects.here().filter(groups__name=COORDINATORS, last_login=None)
    return list(named.exclude(pk=person.pk).order_by("pk"))


def is_only_coordinator(person) -> bool:
    """Whether nobody else coordinates here who has ever come in."""
    return person.is_coordinator and not _others().exclude(pk=person.pk).exists()


def coordinates_alone(person) -> bool:
    """Whether nobody else looks after things at present: the others have never come in, or take a break."""
    return person.is_coordinator and not _others().exclude(pk=person.pk).exclude(pk__in=User.objects.paused()).exists()


@audited()
def leave(*, person) -> None:
    """The person leaves for good, at once. Two coordinators who leave at the same moment wait for one another here."""
    Group.objects.select_for_update().get(name=COORDINATORS)
    try:
        held = hold(person)
    except HasLeft:
        return
    if is_only_coordinator(held):
        raise OnlyCoordinator
    erase_person(person=held, by=held)


def forget_late_words() -> None:
    """For the clock: what was sent at the very moment somebody left, and arrived after them, goes as well."""
    for person in User.objects.filter(erased_at__gt=timezone.now() - timedelta(days=1)):
        give_back(person=person)
        everything_held.forget(person)


@audited()
def erase_person(*, person, by) -> None:
    """Forget somebody for good. The row stays, empty, because others' records point to it as "a former member"."""
    # Whoever writes about them at this moment waits, or we do.
    User.objects.select_for_update(no_key=True).get(pk=person.pk)
    leaves_for_good.send(sender=User, person=person)
    for used in UserSession.objects.filter(user=person):
        used.end()
    for invitation in Invitation.objects.filter(person=person):
        notices.forget(about=f"invitation:{invitation.pk}")
    helped_by = end_support_of(person)
    to_be_met = list(Welcome.objects.waiting_for(person).select_related("person"))
    coordinated = person.groups.filter(name=COORDINATORS).exists()
    talking = list(Review.objects.filter(companion=person).select_related("person"))
    give_back(person=person)
    met = list(Invitation.objects.filter(person__welcome__buddy=person).values_list("pk", flat=True))
    for support in Support.objects.filter(Q(member=person) | Q(supporter=person)):
        notices.forget(about=f"support:{support.pk}")
    let_go(Gathering.objects.filter(by=person, starts_at__lt=timezone.now()))  # may say where somebody lives
    for enquiry in person.enquiries.all():
        notices.forget(about=enquiry.about)
        drafts.forget_all(about=enquiry.about)  # what others began to write of them before they joined
    everything_held.forget(person)
    notices.forget(about=subject_of(person))  # what others were told of them
    drafts.forget_all(about=f"line:{person.pk}")  # what a supporter began to write for them
    notices.forget_settled(by=person)  # what they signed, once it has arrived
    for number in met:
        notices.forget_settled(about=f"invitation:{number}")  # it says who meets them
    person.username, person.email, person.known_as, person.language = new_username(), "", "", ""
    person.first_name, person.last_name, person.last_login = "", "", None
    person.is_active = person.is_staff = person.is_superuser = False
    person.set_unusable_password()
    person.erased_at = timezone.now()
    person.save()
    see_again(person)
    record("members.erased", subject=subject_of(person), by=by, concerns=person)
    that_somebody_left(helped_by)
    that_nobody_meets_them(to_be_met)
    that_their_companion_left(talking)
    if coordinated:
        _tell_the_other_coordinators()


def _tell_the_other_coordinators():
    """What stands on the website in words may still name whoever has left."""
    for person in User.objects.here().filter(groups__name=COORDINATORS).order_by("pk"):
        with notices.speaking_to(person):
            notices.tell(
                person=person,
                title=_("One of the coordinators has left"),
                words=_(
                    "Please look at “Who we are”: does it still say whom people can ring? What they looked after, and "
                    "now belongs to nobody, stands under “Today”."
                ),
                path=reverse("portal:settings:who-we-are"),
            )
