"""Who may do what with a story that people tell together. Nobody has a part in it by office."""

import rules

from casestudies.models import Consent, Story, StorySeat, Trusted
from casestudies.standing import STORYTELLERS


def story_of(thing) -> Story | None:
    return thing if thing is None or isinstance(thing, Story) else thing.story


def _seat(user, thing) -> StorySeat | None:
    """Looked up once for a view, which asks many rules about one story."""
    story = story_of(thing)
    if story is None:
        return None
    if getattr(story, "reader", None) != user:
        story.reader, story.seat_of_reader = user, story.seats.filter(person=user).first()
    return story.seat_of_reader


@rules.predicate
def may_know_of(user, thing):
    seat = _seat(user, thing)
    return seat is not None and seat.state in (StorySeat.State.ASKED, StorySeat.State.YES)


@rules.predicate
def is_asked(user, thing):
    seat = _seat(user, thing)
    return seat is not None and seat.state == StorySeat.State.ASKED


@rules.predicate
def takes_part(user, thing):
    seat = _seat(user, thing)
    return seat is not None and seat.is_taken


@rules.predicate
def makes_it(user, thing):
    seat = _seat(user, thing)
    return seat is not None and seat.makes_it


@rules.predicate
def tells_it(user, thing):
    seat = _seat(user, thing)
    return seat is not None and seat.tells_it


@rules.predicate
def translates_it(user, thing):
    seat = _seat(user, thing)
    return seat is not None and seat.translates_it


@rules.predicate
def is_trusted(user, thing):
    """Whether somebody's yes counts for another, in one language at least."""
    return thing is not None and Trusted.objects.holding().filter(seat__story=story_of(thing), person=user).exists()


@rules.predicate
def reads_it(user, thing):
    seat = _seat(user, thing)
    return seat is not None and seat.is_taken and seat.role == StorySeat.Role.FRESH_EYES


@rules.predicate
def is_there(user, thing):
    """It was not taken down."""
    return thing is not None and not story_of(thing).is_hidden


@rules.predicate
def took_it_down(user, thing):
    return thing is not None and story_of(thing).is_hidden and story_of(thing).hidden_by_id == user.pk


@rules.predicate
def recorded_it(user, recording):
    return recording is not None and recording.by_id == user.pk


@rules.predicate
def waits_for_answer(user, seat):
    return seat is not None and seat.state == StorySeat.State.ASKED


@rules.predicate
def is_of_another_who_makes_it(user, seat):
    """What one allows oneself is not something that one was told."""
    return seat is not None and seat.makes_it and seat.person_id != user.pk


@rules.predicate
def is_of_somebody_else(user, consent):
    """Of somebody who has no account: those who make the story write down what they say."""
    return isinstance(consent, Consent) and consent.person_id is None


@rules.predicate
def uses_editor(user):
    return STORYTELLERS in user.group_names


member = rules.is_active
makes_what_is_there = member & makes_it & is_there
writes_what_is_there = member & (makes_it | translates_it) & is_there

rules.add_perm("stories.list", member)
rules.add_perm("stories.start", member)
rules.add_perm("stories.see", member & may_know_of)
rules.add_perm("stories.answer", member & is_asked & is_there)
rules.add_perm("stories.preview", member & takes_part & (is_there | took_it_down))  # to keep a copy of it
rules.add_perm("stories.read_answers", member & (makes_it | reads_it) & is_there)
rules.add_perm("stories.write", makes_what_is_there)
rules.add_perm("stories.take_recording_away", makes_what_is_there & (recorded_it | tells_it))
rules.add_perm("stories.ask", makes_what_is_there)
rules.add_perm("stories.write_answer_down", makes_what_is_there & waits_for_answer)
rules.add_perm("stories.allow", makes_what_is_there)
rules.add_perm("stories.write_allowed_down", makes_what_is_there & is_of_another_who_makes_it)
rules.add_perm("stories.allow_for_somebody_else", makes_what_is_there & is_of_somebody_else)
rules.add_perm("stories.agree", makes_what_is_there)
rules.add_perm("stories.say_yes", makes_what_is_there | (member & is_trusted & is_there))
rules.add_perm("stories.trust", makes_what_is_there)
rules.add_perm("stories.translate", writes_what_is_there)
rules.add_perm("stories.look", member & reads_it & is_there)
rules.add_perm("stories.use_editor", writes_what_is_there & ~uses_editor)
rules.add_perm("stories.leave_editor", member & uses_editor)
rules.add_perm("stories.leave", member & takes_part & is_there)
rules.add_perm("stories.take_down", member & tells_it & is_there)
rules.add_perm("stories.bring_back", member & took_it_down)
