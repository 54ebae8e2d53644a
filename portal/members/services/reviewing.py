""" "Is this right for me now?": somebody's own notes on how taking part is going, alone or with one whom they trust."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.audit.services import audited, record
from portal.members.models import Review, Support, User, Welcome
from portal.members.services.about import note
from portal.members.services.holding import hold
from portal.members.services.links import subject_of
from portal.notices import services as notices


class NotCompanion(Exception):
    """Only somebody who supports the person, or who met them first, can be asked along."""

    def __str__(self):
        return _("They can not be asked along any more. Please choose again, or nobody.")


@dataclass(frozen=True)
class Noted:
    """What somebody notes; all of it may be left out."""

    companion: User | None = None
    going: str = ""
    helps: str = ""
    change: str = ""
    outcome: str = ""
    again_on: date | None = None


def companions_of(person):
    """Whom somebody can ask along: their agreed supporters, and who met them first."""
    supports = Support.objects.agreed().filter(member=person)
    near = Q(pk__in=supports.values("supporter")) | Q(welcomes__person=person)
    return User.objects.here().filter(near).exclude(pk=person.pk).distinct().order_by("known_as", "pk")


# --- Writing ----------------------------------------------------------------------------------------------------------
@audited()
def write_review(*, person, noted: Noted, review=None) -> Review:
    """Keep what the person notes, anew or changed. Whoever is asked along is told so, and nothing of the words.

    Changed while it was deleted in another window, it is written anew: no words are lost.
    """
    held = hold(person)
    there = Review.objects.select_for_update().filter(pk=review.pk).first() if review else None
    review = there or Review(person=held)
    before = review.companion
    if noted.companion and noted.companion != before and noted.companion not in companions_of(held):
        raise NotCompanion
    for name, value in vars(noted).items():
        setattr(review, name, value)
    review.save()
    note("members.review_written", person=person, by=person)
    if noted.companion and noted.companion != before:
        record("members.review_shared", subject=subject_of(person), by=person, concerns=noted.companion)
        _ask_along(review)
    return review


@audited()
def delete_review(*, review, by) -> None:
    hold(review.person)  # before the row, as whoever writes it has them: two orders would wait for one another
    if Review.objects.filter(pk=review.pk).delete()[0]:
        note("members.review_deleted", person=review.person, by=by)


@audited()
def step_back(*, review, by) -> None:
    """Whoever was asked along would rather not. The words close to them, and the person is told."""
    hold(review.person)
    if Review.objects.filter(pk=review.pk, companion=by).update(companion=None):
        record("members.review_stepped_back", subject=subject_of(review.person), by=by, concerns=review.person)
        with notices.speaking_to(review.person):
            notices.tell(
                person=review.person,
                title=(_("%(name)s cannot talk with you about it this time") % {"name": by})[:120],
                words=_("They do not see what you noted any more. You can ask somebody else, or go on alone."),
                path=reverse("portal:reviews:one", args=[review.pk]),
                about=subject_of(by),
                private=True,
            )


def _ask_along(review):
    person, companion = review.person, review.companion
    with notices.speaking_to(companion):
        notices.tell(
            person=companion,
            title=(_("%(name)s would like to talk with you") % {"name": person})[:120],
            words=_("It is about how taking part is going for them. What they noted is only for the two of you."),
            path=reverse("portal:reviews:one", args=[review.pk]),
            about=subject_of(person),
            key=f"review:{review.pk}",
            private=True,
        )


def that_their_companion_left(reviews) -> None:
    """Whoever was asked along has left; not who it was, which is forgotten."""
    for review in reviews:
        person = review.person
        with notices.speaking_to(person):
            notices.tell(
                person=person,
                title=_("Somebody you asked along has left"),
                words=_("They cannot talk with you about how it is going. You can ask somebody else, or go on alone."),
                path=reverse("portal:reviews:one", args=[review.pk]),
                private=True,
            )


# --- What each expects ------------------------------------------------------------------------------------------------
@audited()
def say_still_right(*, person) -> None:
    """The person looked again at what each side hopes for, and it is still right."""
    written = Welcome.objects.filter(person=hold(person)).exclude(they_expect="", we_expect="")
    if written.update(still_right_on=timezone.localdate()):
        note("members.expectations_still_right", person=person, by=person)
