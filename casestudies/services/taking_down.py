"""One press takes a story off the site, everywhere and at once. Then its teller says what becomes of the copies."""

import json
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy

from casestudies.models import Story, StorySeat, Trusted
from casestudies.services.agreeing import hide, settle
from casestudies.services.editor import close_editor_to_others
from casestudies.services.forgetting import forget_pictures, forget_story, forget_words
from casestudies.services.holding import hold, hold_as_it_is, one_by_one
from casestudies.services.naming import write_names
from casestudies.services.pages import pages_of
from casestudies.services.people import tell_the_others
from portal.agreement import parts
from portal.agreement.models import Telling
from portal.audit.services import audited, record
from portal.members.services.holding import hold as hold_person
from portal.refusal import Refusal

DAYS = 14
MAIN_PICTURE = "main-picture"  # among the parts of a page, the one that stands at its top and in lists
SHOWS_PICTURES = ("picture", "gallery")


class NotDown(Refusal):
    sentence = gettext_lazy("This story is not taken down any more. Look at it once more.")


class TakenDownByAnother(Refusal):
    sentence = gettext_lazy("Somebody else took it down. Only they can bring it back.")


@audited()
def take_down(*, story, by) -> Story:
    """No reason is asked. In `DAYS` it goes for good, unless whoever took it down brings it back, or lets it go now."""
    held = hold(story)
    hide(held, by=by)
    held.hidden_at, held.hidden_by = timezone.now(), by
    held.delete_on = timezone.localdate() + timedelta(days=DAYS)
    held.save(update_fields=["hidden_at", "hidden_by", "delete_on"])
    record("stories.taken_down", subject=held.about, by=by)
    tell_the_others(held, _down, but=by, by=by)
    return held


def _down():
    title = _("A story of yours was taken down")
    return title, _("Somebody in it took it down. Nobody has to say why. In 14 days it goes for good, if it stays so.")


@audited()
def take_down_again(*, story, at, by: int) -> None:
    """A backup from before had it on the site again. `by`: the number of who took it down, and may bring it back; or
    another who tells or makes it, where the backup knows them as none of those. All have their days once more."""
    held = hold_as_it_is(story)
    hide(held)
    there = [*held.seats.tellers().order_by("pk"), *held.seats.making().order_by("pk")]
    people = [seat.person_id for seat in there]
    held.hidden_by_id = by if by in people else next(iter(people), held.begun_by_id)
    held.hidden_at, held.delete_on = at, timezone.localdate() + timedelta(days=DAYS)
    held.save(update_fields=["hidden_at", "hidden_by", "delete_on"])
    record("stories.taken_down", subject=held.about)
    tell_the_others(held, _down)


@audited()
def bring_back_again(*, story, at) -> None:
    """A backup from before had it taken down. It is a draft: its people put it on the site when they have looked."""
    held = hold_as_it_is(story)
    _is_back(held, at)
    record("stories.brought_back", subject=held.about)


@audited()
def bring_back(*, story, by) -> None:
    """It is as it was; on the site too, if everybody still says yes and allows it."""
    held = _taken_down_by(story, by)
    _is_back(held, timezone.now())
    record("stories.brought_back", subject=held.about, by=by)
    settle(held, by=by, again={page.pk for page in pages_of(held)})


def _is_back(held, at) -> None:
    held.hidden_at = held.hidden_by = held.delete_on = None
    held.brought_back_at = at
    held.save(update_fields=["hidden_at", "hidden_by", "delete_on", "brought_back_at"])


@audited()
def delete_now(*, story, by) -> None:
    """Every copy."""
    held = _taken_down_by(story, by)
    record("stories.deleted", subject=held.about, by=by)
    forget_story(held)


def _taken_down_by(story, by) -> Story:
    held = hold_as_it_is(story)
    if not held.is_hidden:
        raise NotDown
    if held.hidden_by_id != by.pk:
        raise TakenDownByAnother
    return held


@audited()
def leave(*, story, by, mine=()) -> None:
    """Take my part and name out, and my voice. `mine`: the numbers of the parts that are theirs, and `MAIN_PICTURE`.

    It is a draft again, without a trace of what it said before, and whoever is left says yes to what is left.
    """
    hold_person(by)
    take_out(hold(story), by=by, mine=mine)


def take_out(held: Story, *, by, mine=()) -> None:
    """As `leave`, of a story that is held, also one that somebody took down."""
    seat = held.seats.taken().filter(person=by).first()
    if seat is None:
        raise NotDown
    makes_it = seat.makes_it
    seat.state = StorySeat.State.LEFT
    seat.standpoint, seat.side = None, ""
    seat.save()
    Trusted.objects.filter(Q(seat=seat) | Q(seat__story=held, person=by)).delete()
    record("stories.left", subject=held.about, by=by)
    close_editor_to_others([by.pk])
    Telling.objects.filter(person=by, fix__page__translation_key=held.page.translation_key).delete()
    if not makes_it:
        return
    held.consents.filter(person=by).delete()
    for recording in held.recordings.filter(by=by):
        recording.delete()
        record("stories.recording_gone", subject=held.about, by=by)
    if not held.seats.making().exists():
        forget_story(held)
        return
    hide(held, by=by)
    pictures, theirs = set(), theirs_to_take_out(seat, held.page.get_latest_revision_as_object())
    for page in pages_of(held):
        draft = page.get_latest_revision_as_object()
        for number in theirs.intersection(mine):
            pictures |= _take_out(draft, number)
        draft.save_revision(user=by, clean=False)
    write_names(held, by=by)
    forget_words(held)
    forget_pictures(held, pictures)
    tell_the_others(held, _left, by=by)


def theirs_to_take_out(seat, draft) -> set[str]:
    """The numbers of parts. Whose story it is takes out what they like, whoever wrote it down; others, what they put
    there or changed."""
    everything = {block.id for block in draft.body} | {MAIN_PICTURE}
    if seat.role == StorySeat.Role.TELLER:
        return everything
    theirs, before = set(), {}
    for revision in draft.revisions.order_by("created_at", "pk"):
        now = {block["id"]: block for block in json.loads(revision.content["body"])}
        now[MAIN_PICTURE] = revision.content["picture"]
        if revision.user_id == seat.person_id:
            theirs |= {number for number, block in now.items() if block and before.get(number) != block}
        before = now
    return everything & theirs


def _take_out(draft, number: str) -> set[int]:
    """Returns the numbers of the pictures that went with it."""
    if number == MAIN_PICTURE:
        went, draft.picture = {draft.picture_id}, None
        return went - {None}
    for place, block in enumerate(draft.body):
        if block.id == number and block.block_type in SHOWS_PICTURES:
            del draft.body[place]
            return {shown["picture"].pk for shown in pictures_in(block) if shown["picture"]}
    parts.drop(draft, number)
    return set()


def pictures_in(block) -> list:
    return list(block.value["pictures"]) if block.block_type == "gallery" else [block.value]


def _left():
    title = _("A story of yours is a draft again")
    return title, _("Somebody took their part and their name out of it. Please read what is left, and say yes again.")


def let_go_on_its_day() -> int:
    """What was taken down and not brought back. How many went."""
    return let_go(Story.objects.due_to_go())


def let_go(stories) -> int:
    """For good, by nobody's press: their day has come, or a backup brought back what was deleted."""
    return one_by_one(stories, _let_go)


def _let_go(held) -> None:
    record("stories.deleted", subject=held.about)
    forget_story(held)
