"""Minutes for everybody: made from approved ones, looked at by somebody else who was there, out at once, and down at
once when anybody who was there says so."""

from functools import partial

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _, gettext_lazy

from home import freshness, pagecache
from portal.agreement.models import Version
from portal.agreement.services import agreeing
from portal.agreement.services.agreeing import VersionChanged
from portal.audit.services import audited, record
from portal.drafts import services as drafts
from portal.easy_read import WroteToo, digest_of_pairs
from portal.groups.hiding import Hiding, more_private
from portal.groups.models import AskedChange, Box, GroupSeat, Meeting, Present, PublicMinutes, source_of
from portal.groups.services.starting import hold_as_it_is
from portal.members.models import User
from portal.members.services.holding import hold as hold_person
from portal.notices import services as notices
from portal.refusal import Refusal


class NotForEverybody(Refusal):
    sentence = gettext_lazy("Only approved minutes can be for everybody, and those who were there make that version.")


class StaysAmongUs(Refusal):
    sentence = gettext_lazy("Something in it is only for those who were there. Open the page once more.")


class SomebodyElse(Refusal):
    sentence = gettext_lazy("Somebody else who was there looks at it: you wrote it.")


class ChangeAskedFor(Refusal):
    sentence = gettext_lazy("Somebody asks for a change. It is not out until that is done, or they say yes themselves.")


class NamedOtherwise(Refusal):
    sentence = gettext_lazy(
        "Meanwhile somebody is named otherwise in what everybody may read, or goes by another name. Your words stand "
        "below as you wrote them. Look at the names once more, then press again."
    )


class NothingOut(Refusal):
    sentence = gettext_lazy("It is down already.")


def of_meeting(meeting) -> PublicMinutes:
    """What there is for everybody of a meeting; a row that is not kept yet, when there is nothing."""
    return PublicMinutes.objects.filter(meeting=meeting).first() or PublicMinutes(meeting=meeting)


def _hold(meeting) -> Meeting:
    """After its group, which may have finished."""
    group = hold_as_it_is(meeting.group)
    held = Meeting.objects.select_for_update(of=["self"], no_key=True).get(pk=meeting.pk)
    held.group = group
    return held


def _hold_of_somebody_there(meeting, by) -> tuple[Meeting, GroupSeat]:
    """They are in the group, and were at this meeting, whose minutes are approved."""
    held = _hold(meeting)
    seat = GroupSeat.objects.taken().filter(group=held.group, person=by).first()
    if seat is None or held.approved_at is None or held.group.is_reflective or held.among_us:
        raise NotForEverybody
    if not held.present.filter(person=by).exists():
        raise NotForEverybody
    return held, seat


# --- Names ------------------------------------------------------------------------------------------------------------
def hiding_in(group) -> Hiding:
    """Everybody who is in it or was, each as the group agreed, or more privately where they chose so."""
    return hiding_in_each([group])[group.pk]


def hiding_in_each(groups) -> dict[int, Hiding]:
    """The same, by the number of the group."""
    people = {group.pk: {} for group in groups}
    there = Present.objects.filter(meeting__group__in=people)
    for number, pk, known_as in there.values_list("meeting__group", "person", "person__known_as").distinct():
        people[number][pk] = (known_as, "")
    seats = GroupSeat.objects.filter(group__in=people, state__in=["yes", "left"])
    for number, pk, *how in seats.values_list("group", "person", "person__known_as", "named_in_public"):
        people[number][pk] = how
    return {
        group.pk: Hiding((known_as, more_private(group.names, how)) for known_as, how in people[group.pk].values())
        for group in groups
    }


@audited()
def choose_how_named(*, group, how: str, by) -> None:
    """In what everybody may read of the group. More privately holds at once, also for what is out already."""
    person = hold_person(by)
    held = hold_as_it_is(group)
    seat = GroupSeat.objects.select_for_update(of=["self"]).filter(group=held, person=person, state__in=["yes", "left"])
    if seat.update(named_in_public=how):
        record("groups.naming_chosen", subject=held.about, by=person)
        hide_in_what_is_there(held, Hiding([(person.known_as, more_private(held.names, how))]))
        _clear()  # also of the page about the group


def hide_in_what_is_there(group, hiding: Hiding) -> None:
    """Out, or on its way."""
    changed = [agreeing.write_again(one.subject, partial(_hidden, hiding)) for one in _with_words(group)]
    if any(changed):
        _clear()


def _hidden(hiding, words: dict) -> dict:
    """What went with the longer words goes with them still."""
    goes_with_them = words.get("easy_read", {}).get("source") == source_of(words)
    words = hiding.in_words(words)
    if goes_with_them:
        words["easy_read"]["source"] = source_of(words)
    return words


def _with_words(group):
    found = PublicMinutes.objects.filter(meeting__group=group).order_by("pk")
    return [one for one in found if one.is_there]


def _clear():
    freshness.changed()
    transaction.on_commit(pagecache.empty)  # and every copy of words that must not be found any more


# --- Making it --------------------------------------------------------------------------------------------------------
@audited()
def put_in_public_forward(*, meeting, summary: str, items: list[dict], after: int | None, named: str, by) -> Version:
    """Somebody who was there puts words for everybody forward, item by item, and says yes to them. What is out stays
    until others have looked. `after`: as `newest_of` said when they began; None when there was none, or it was down.
    `named`: as `naming_of` said then, so that a name that was hidden since does not come back."""
    held, seat = _hold_of_somebody_there(meeting, by)
    _refuse_if_named_otherwise(held, named)
    ours = set(held.items.filter(confidential=False).values_list("pk", flat=True))
    if not {item["item"] for item in items} <= ours:
        raise StaysAmongUs
    words = {"summary": summary, "items": [_without_what_is_empty(item) for item in items]}
    corrected = held.corrections.last()
    if corrected:
        words["corrected_on"] = timezone.localdate(corrected.at).isoformat()
    public = of_meeting(held)
    if easy := public.words.get("easy_read"):
        words["easy_read"] = easy
    if after != newest_of(public):  # also when it was taken down meanwhile
        raise VersionChanged
    return _put_forward(public, held, seat, words, by)


def newest_of(public) -> int | None:
    """The number of the version that is out or on its way."""
    newest = agreeing.current(public.subject) if public.is_there else None
    return newest.number if newest else None


def naming_of(group) -> str:
    """Says whether people are named as they were when somebody began to write."""
    return hiding_in(group).digest


def _refuse_if_named_otherwise(meeting, named: str) -> None:
    if named != naming_of(meeting.group):
        raise NamedOtherwise


@audited()
def write_public_easy_read(
    *, meeting, pairs: list[dict], checked_by: str, before: str, source: str, named: str, same: bool = False, by
) -> Version:
    """An Easy Read version of what is out or on its way: part of the words that somebody else looks at. Parameters as
    in `easy_read.write_easy_read` and above."""
    held, seat = _hold_of_somebody_there(meeting, by)
    _refuse_if_named_otherwise(held, named)
    public = of_meeting(held)
    words = dict(public.words)
    easy = words.pop("easy_read", {"pairs": [], "source": source})
    if not words:
        raise NothingOut
    if digest_of_pairs(easy["pairs"]) != before:
        raise WroteToo
    if same or pairs != easy["pairs"]:
        easy = easy | {"source": source}
    if pairs:
        words["easy_read"] = easy | {"pairs": pairs, "checked_by": checked_by}
    return _put_forward(public, held, seat, words, by)


def _put_forward(public, held, seat, words, by) -> Version:
    newest = agreeing.current(public.subject)
    after = newest.number if newest else None
    version = agreeing.put_forward(subject=public.subject, words=words, by=by, after=after)
    agreeing.agree(version=version, person=by, side=seat.side, by=by)
    public.waiting = version
    public.save()
    public.asked.all().delete()
    _keep_only(public, version)
    record("groups.public_put_forward", subject=held.group.about, by=by, meeting=held.pk)
    notices.forget(about=public.subject)
    path = reverse("portal:groups:in-public", args=[held.pk])
    for person in _others_there(held, by).filter(pk__in=held.group.seats.taken().values("person")):
        _tell(public, person, _could_somebody_know, path, by)
    return version


def _without_what_is_empty(item: dict) -> dict:
    return {"item": item["item"]} | {box.value: item[box] for box in Box if item.get(box)}


def _keep_only(public, *versions) -> None:
    """What a name was taken out of is not kept beside it."""
    agreeing.write_again(public.subject, lambda words: {}, but=[*versions, *([public.live] if public.live else [])])


# --- A fresh pair of eyes ---------------------------------------------------------------------------------------------
def _pressed(public, number: int) -> Version:
    """The version that stood on the page, when it is the one that waits."""
    if public.waiting is None or public.waiting.number != number:
        raise VersionChanged
    return public.waiting


@audited()
def say_nobody_is_known(*, meeting, number: int, both_sides=False, by) -> bool:
    """A yes to exactly these words, by somebody else who was there. `both_sides`: whether people from both sides have
    looked, as they say. Whether it is out now."""
    held, seat = _hold_of_somebody_there(meeting, by)
    public = of_meeting(held)
    version = _pressed(public, number)
    if version.by_id == by.pk:
        raise SomebodyElse
    if public.asked.exclude(person=by).exists():
        raise ChangeAskedFor
    agreeing.agree(version=version, person=by, side=seat.side, by=by)
    AskedChange.objects.filter(of=public, person=by).delete()
    record("groups.public_looked_at", subject=held.group.about, by=by, meeting=held.pk, both_sides=both_sides)
    if held.group.balance.may_be_shown and not both_sides:
        return False
    _go_out(public, held, by)
    return True


def _go_out(public, meeting, by):
    public.live, public.waiting, public.live_since = public.waiting, None, timezone.now()
    public.taken_down_by = public.taken_down_at = None
    public.save()
    public.asked.all().delete()
    _keep_only(public)
    record("groups.public_out", subject=meeting.group.about, by=by, meeting=meeting.pk)
    notices.forget(about=public.subject)
    path = reverse("portal:groups:in-public", args=[meeting.pk])
    for person in _others_there(meeting, by):
        _tell(public, person, _is_out, path, by)
    _clear()


@audited()
def ask_for_other_words(*, meeting, number: int, words: str, by) -> None:
    """ "Please change this." The words stand on the page alone, for those who were there."""
    held, _seat = _hold_of_somebody_there(meeting, by)
    public = of_meeting(held)
    version = _pressed(public, number)
    if version.by_id == by.pk:
        raise SomebodyElse
    AskedChange.objects.create(of=public, person=by, words=words)
    record("groups.public_change_asked", subject=held.group.about, by=by, meeting=held.pk)
    path = reverse("portal:groups:in-public", args=[held.pk])
    _tell(public, version.by, _please_change, path, by)


@audited()
def take_out_of_public(*, meeting, by) -> None:
    """Whoever was there, at once and without a reason, also when they have left the group. No words of it are kept."""
    held = _hold(meeting)
    public = of_meeting(held)
    if not held.present.filter(person=by).exists():
        raise NotForEverybody
    if not public.is_there:
        raise NothingOut
    was_out = public.live is not None
    public.live = public.waiting = None
    public.taken_down_by, public.taken_down_at = by, timezone.now()
    public.save()
    public.asked.all().delete()
    agreeing.write_again(public.subject, lambda words: {})
    for about in (public.subject, f"public-easy-read:{held.pk}"):
        drafts.forget_all(about=about)
    record("groups.public_down", subject=held.group.about, by=by, meeting=held.pk)
    notices.forget(about=public.subject)
    inside = set(held.group.seats.taken().values_list("person", flat=True))
    for person in _others_there(held, by):
        path = reverse("portal:groups:minutes", args=[held.pk]) if person.pk in inside else ""
        _tell(public, person, _is_down if was_out else _is_not_made, path, by)
    _clear()


# --- Telling those who were there -------------------------------------------------------------------------------------
def _others_there(meeting, by):
    there = User.objects.filter(pk__in=meeting.present.values("person")).exclude(pk=by.pk)
    return there.select_related("about").order_by("pk")


def _tell(public, person, say, path, by):
    """None of its words: messages are read out by people who may not be in the group."""
    meeting = public.meeting
    with notices.speaking_to(person):
        said = {"group": meeting.group.name, "name": by, "when": _day_of(meeting)}
        title, words = say(said)
    notices.tell(person=person, title=title[:120], words=words, path=path, about=public.subject, by=by)


def _day_of(meeting) -> str:
    return date_format(timezone.localtime(meeting.starts_at), "l j F") if meeting.starts_at else ""


def _could_somebody_know(said):
    words = _(
        "%(name)s made a version for everybody of what “%(group)s” said on %(when)s. Please look at it: could somebody "
        "know who this is? It stands on the website when you say that it is right."
    )
    return _("For everybody: what “%(group)s” said. Please look") % said, words % said


def _is_out(said):
    words = _(
        "What “%(group)s” said on %(when)s now stands on the website, for everybody to read. You were there: you can "
        "take it down with one press, at any time. Nobody asks why."
    )
    return _("What “%(group)s” said is on the website") % said, words % said


def _please_change(said):
    words = _("%(name)s looked at the version for everybody of what “%(group)s” said, and asks for a change.")
    return _("Please change something in what “%(group)s” said") % said, words % said


def _is_down(said):
    words = _(
        "%(name)s took down what “%(group)s” said on %(when)s. It does not stand on the website any more. "
        "Nobody asks why. The minutes in the group stay as they are."
    )
    return _("What “%(group)s” said is not on the website any more") % said, words % said


def _is_not_made(said):
    words = _(
        "%(name)s would rather not have a version for everybody of what “%(group)s” said on %(when)s. "
        "There is none now. Nobody asks why."
    )
    return _("No version for everybody of what “%(group)s” said") % said, words % said
