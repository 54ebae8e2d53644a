"""What waits for somebody: the first steps with whoever is new; and, for coordinators, people outside."""

from datetime import datetime, time, timedelta

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils.timezone import get_current_timezone, localdate
from django.utils.translation import gettext as _, ngettext

from portal.members.models import Complaint, Enquiry, Gathering, Invitation, OneOff, Review, User, Welcome
from portal.members.ways import has_first_way
from portal.needs import OF_A_KIND, Need
from portal.today import Due

ASKED = (Enquiry, Complaint)
TALK_AHEAD = timedelta(days=14)


def first_steps(user):
    """Who meets me, until we have met; and whom I am to meet. One query."""
    mine = Q(person=user, buddy__isnull=False, buddy__erased_at=None)
    new = Q(buddy=user, person__in=User.objects.here().exclude(invitation=None))
    found = Welcome.objects.filter(mine | new, met_on=None).select_related("person", "buddy").order_by("pk")
    for welcome in sorted(found[:OF_A_KIND], key=lambda welcome: welcome.person != user):
        url = reverse("portal:people:welcome", args=[welcome.person_id])
        if welcome.person == user:
            words = _("%(name)s meets you first, to say hello and to answer questions.") % {"name": welcome.buddy}
            yield Need(words, url, _("Your first steps"))
        else:
            words = _("%(name)s is new. You are the one to meet them first.") % {"name": welcome.person}
            yield Need(words, url, _("First steps"))


def met_first(me):
    return Welcome.objects.filter(Q(person=me) | Q(buddy=me), met_on=None)


def a_way_back(user):
    """Who came by a card or a link and has nothing else yet: once the browser is closed, they stand outside. Two
    queries, and none for whoever has a password."""
    if not has_first_way(user):
        words = _("You have no way back in yet. Choose one before you go.")
        yield Need(words, reverse("how_you_sign_in"), _("Choose one"))


def what_is_nobodys(user):
    """One line for all that somebody left behind when they went. One query, for coordinators."""
    if not user.is_coordinator:
        return
    every = [model.objects.without_anybody().order_by().values("pk") for model in (Welcome, Gathering, OneOff)]
    if number := every[0].union(*every[1:], all=True).count():
        said = ngettext("%(n)d thing belongs to nobody now.", "%(n)d things belong to nobody now.", number)
        today = datetime.combine(localdate(), time.max, tzinfo=get_current_timezone())
        yield Need(said % {"n": number}, reverse("portal:today"), _("See what"), by=today)


def nobody_looks_after(user):
    """For Today, one by one: who is new and has nobody to meet them, and what goes on without whoever put it on. Three
    queries."""
    if not user.is_coordinator:
        return
    for welcome in Welcome.objects.without_anybody().select_related("person"):
        words = _("%(name)s is new, and nobody is there to meet them first.") % {"name": welcome.person}
        url = reverse("portal:people:welcome", args=[welcome.person_id])
        yield Due(words, localdate(), url, _("Choose somebody"))
    for gathering in Gathering.objects.without_anybody():
        words = _("“%(what)s” is on, and whoever put it on has left.") % {"what": gathering.title}
        url = reverse("portal:doings:gathering", args=[gathering.pk])
        yield Due(words, localdate(gathering.starts_at), url, _("Open"))
    for one_off in OneOff.objects.without_anybody():
        words = _("A hand is wanted for “%(what)s”, and whoever asked has left.") % {"what": one_off.title}
        yield Due(words, one_off.until or localdate(), reverse("portal:doings:one-off", args=[one_off.pk]), _("Open"))


def people_to_answer(user):
    """One line for all that nobody has, or that this coordinator has. Two queries."""
    if not user.is_coordinator:
        return
    mine = Q(taken_by=None) | Q(taken_by=user)
    found = [model.objects.waiting().filter(mine).aggregate(n=Count("pk"), by=Min("answer_by")) for model in ASKED]
    number = sum(one["n"] for one in found)
    if number:
        said = ngettext("%(n)d person waits to hear from us.", "%(n)d people wait to hear from us.", number)
        soonest = min(one["by"] for one in found if one["by"])
        by = datetime.combine(soonest, time.max, tzinfo=get_current_timezone())
        yield Need(said % {"n": number}, reverse("portal:today"), _("See who"), by=by)


def offers_due(user):
    """One query."""
    for offer in Enquiry.objects.visible_to(user).waiting().select_related("taken_by"):
        words = _("%(who)s would like to help.") % {"who": offer.name}
        if offer.taken_by == user:
            words += " " + _("You have it.")
        elif offer.taken_by:
            words += " " + _("%(name)s has it.") % {"name": offer.taken_by}
        yield Due(words, offer.answer_by, reverse("portal:asking:offer", args=[offer.pk]), _("Open"))


def complaints_due(user):
    """The law's 30 days first, then a word on how it goes. One query."""
    for complaint in Complaint.objects.visible_to(user).waiting():
        number = {"reference": complaint.reference}
        if not complaint.wants_an_answer:
            words = _("Complaint %(reference)s: look into it. They gave no way to reach them.") % number
        elif complaint.acknowledged_at:
            words = _("Complaint %(reference)s: tell them how it is going.") % number
        elif complaint.letter_at:
            words = _("Complaint %(reference)s: the words that it has come have not reached them yet.") % number
        elif complaint.kind == Complaint.Kind.DATA:
            words = _("Complaint %(reference)s: tell them that it has come. The law gives 30 days.") % number
        else:
            words = _("Complaint %(reference)s: tell them that it has come.") % number
        yield Due(words, complaint.answer_by, reverse("portal:asking:complaint", args=[complaint.pk]), _("Open"))


def _invitations(user) -> dict:
    """How many are out and when the next one ends; how many nobody rang or printed a card for, and since when."""
    found = Invitation.objects.visible_to(user).open().and_their_codes().values_list("has_code", "ends_at", "made_at")
    rows = list(found)
    ends = [ends for has_code, ends, _made in rows if has_code]
    made = [made for has_code, _ends, made in rows if not has_code]
    return {"out": len(ends), "ends": min(ends, default=None), "kept": len(made), "since": min(made, default=None)}


def _do_not_know_it(number) -> str:
    said = ngettext(
        "%(n)d person is invited and does not know it yet: ring them, or print their card.",
        "%(n)d people are invited and do not know it yet: ring them, or print their cards.",
        number,
    )
    return said % {"n": number}


def invited_without_a_word(user):
    """For the home, in one line. One query, for coordinators."""
    if user.is_coordinator and (found := _invitations(user))["kept"]:
        where = reverse("portal:people:invitations")
        yield Need(_do_not_know_it(found["kept"]), where, _("See who"), by=found["since"])


def invitations_not_taken_up(user):
    """A line for those who wait for a call or a card, meant for the day they were invited; and one for the others, with
    the day on which the next one ends. One query."""
    found, where = _invitations(user), reverse("portal:people:invitations")
    if number := found["kept"]:
        yield Due(_do_not_know_it(number), localdate(found["since"]), where, _("See who"))
    if number := found["out"]:
        said = ngettext("%(n)d invitation is not taken up yet.", "%(n)d invitations are not taken up yet.", number)
        yield Due(said % {"n": number}, localdate(found["ends"]), where, _("See who"))


def reviews_of(me):
    """One's own, and those one was asked to talk about."""
    return Review.objects.filter(Q(person=me) | Q(companion=me))


def talks_due(user):
    """When it is time to look again at whether it is right: for the person, and whom they asked along. One query."""
    soon = localdate() + TALK_AHEAD
    for review in Review.objects.visible_to(user).to_talk_again(until=soon).select_related("person")[:OF_A_KIND]:
        by = datetime.combine(review.again_on, time.max, tzinfo=get_current_timezone())
        url, button = reverse("portal:reviews:one", args=[review.pk]), _("Look again")
        if review.person_id == user.pk:
            yield Need(_("Is this right for you now? You wanted to look again."), url, button, by=by)
        else:
            words = _("%(name)s would like to talk again about how it is going.") % {"name": review.person}
            yield Need(words, url, _("Open"), by=by)
