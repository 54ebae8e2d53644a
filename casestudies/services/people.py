"""Who makes a story together: asking people, and what they answer."""

from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from casestudies.models import Story, StorySeat
from casestudies.services.holding import hold
from portal.audit.services import audited, record
from portal.members.models import Support
from portal.members.services import acting
from portal.notices import services as notices
from portal.refusal import Refusal

State = StorySeat.State


class NotAsked(Refusal):
    sentence = gettext_lazy("This has changed in the meantime. Look at the story once more.")


class IsIn(Refusal):
    sentence = gettext_lazy("They take part already, or have not answered yet.")


class TellersAsk(Refusal):
    sentence = gettext_lazy("Whose story it is asks others to tell it with them. Ask them about it.")


class HasWritten(Refusal):
    sentence = gettext_lazy("They made this story with you. Ask somebody with fresh eyes who did not.")


@audited()
def ask(*, story, person, role, by) -> StorySeat:
    """Ask somebody to take part. The message has no word of the story: they read it when they say yes."""
    held = hold(story)
    seat = held.seats.filter(person=person).first() or StorySeat(story=held, person=person)
    if seat.pk and seat.state in (State.ASKED, State.YES):
        raise IsIn
    if role == StorySeat.Role.FRESH_EYES and seat.has_made_it:
        raise HasWritten
    if role == StorySeat.Role.TELLER and not may_ask_tellers(held, by):
        raise TellersAsk
    seat.role, seat.state, seat.asked_by = role, State.ASKED, by
    seat.said, seat.recorded_by = Support.SaidYes.HERE, None
    seat.save()
    notices.forget(about=about_seat(seat))
    with notices.speaking_to(person):
        said = {"who": by, "role": seat.get_role_display()}
        title = _("Will you help to tell a story?")
        if role == StorySeat.Role.FRESH_EYES:
            title = _("Will you read a story with fresh eyes?")
            words = [_("%(who)s asks you to read a story before it goes on the site.") % said]
        else:
            words = [_("%(who)s would like to tell a story with you.") % said]
            words.append(_("You would be the one of whom we say: %(role)s.") % said)
        words.append(_("You can say yes or no. Nobody asks you for a reason."))
    path = reverse("portal:stories:answer", args=[held.pk])
    notices.tell(person=person, title=title, words="\n\n".join(words), path=path, about=about_seat(seat), by=by)
    record("stories.asked", subject=held.about, by=by, concerns=person)
    return seat


def may_ask_tellers(story: Story, person) -> bool:
    """Whoever tells it can take it down for all. Those whose it is say who else does; anybody, while it is nobody's."""
    tellers = set(story.seats.tellers().values_list("person", flat=True))
    return not tellers or person.pk in tellers


def about_seat(seat) -> str:
    """What somebody was told of it."""
    return f"story-seat:{seat.pk}"


@audited()
def answer(*, story, person, yes: bool, standpoint=None, by, said=Support.SaidYes.HERE) -> StorySeat:
    """By the person, or by somebody they said it to, who writes it down."""
    held = hold(story)
    seat = held.seats.filter(person=person, state=State.ASKED).first()
    if seat is None:
        raise NotAsked
    seat.state = State.YES if yes else State.NO
    seat.said, seat.recorded_by = said, None if by == person else by
    if standpoint is not None:
        seat.stand(standpoint)
    seat.save()
    notices.overtake(about=about_seat(seat))
    record("stories.answered_yes" if yes else "stories.answered_no", subject=held.about, **acting(by=by, person=person))
    return seat


@audited()
def ask_no_longer(*, seat, by) -> None:
    """Somebody who has not answered need not."""
    held = hold(seat.story)
    seat = held.seats.filter(pk=seat.pk, state=State.ASKED).first()
    if seat is None:
        raise NotAsked
    notices.forget(about=about_seat(seat))
    record("stories.not_asked", subject=held.about, by=by, concerns=seat.person)
    if seat.has_written(in_other_languages=True):
        seat.state = State.LEFT  # it is known of them also when they are asked another time
        seat.save()
    else:
        seat.delete()


def tell_the_others(story: Story, said, *, but=None, by=None, seats=None) -> None:
    """Everybody who takes part in it, or those of these `seats`: `said()` gives a title and words, in the language of
    each, with no word of the story."""
    seats = story.seats.taken() if seats is None else seats
    for seat in seats.exclude(person=but).select_related("person__about"):
        with notices.speaking_to(seat.person):
            title, words = said()
        notices.tell(
            person=seat.person,
            title=title,
            words=words,
            path=reverse("portal:stories:story", args=[story.pk]),
            about=story.about,
            by=by,
        )
