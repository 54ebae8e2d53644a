"""Who may do what with groups and their meetings."""

import rules

from portal.groups.models import Group, GroupSeat, Meeting, Paper, Proposal, Role
from portal.members.rules import coordinator, has_it, nobody_has_it, waits


def group_of(thing) -> Group | None:
    """The group that something belongs to; a group is its own."""
    return thing if thing is None or isinstance(thing, Group) else thing.group


def look_as(user, thing) -> None:
    """For a view, which asks many rules about one thing: their seat in its group is looked up once, here."""
    group = group_of(thing)
    group.reader, group.seat_of_reader = user, _seats_of(user, group).prefetch_related("roles").first()


def look_at_all_as(user, things) -> None:
    """The same of many things at once."""
    things = list(things)
    seats = GroupSeat.objects.filter(person=user, group__in={group_of(thing).pk for thing in things})
    seats = {seat.group_id: seat for seat in seats.prefetch_related("roles")}
    for group in map(group_of, things):
        group.reader, group.seat_of_reader = user, seats.get(group.pk)


def _there(user, meeting) -> set[int]:
    """Who was there, looked up once for a view."""
    if hasattr(meeting, "there"):
        return meeting.there
    there = set(meeting.present.values_list("person", flat=True))
    if _was_looked_up(user, meeting):
        meeting.there = there
    return there


def _seats_of(user, group):
    return group.seats.filter(person=user)


def _seat(user, thing):
    """Somebody's seat in the group of a thing."""
    group = group_of(thing)
    return group.seat_of_reader if getattr(group, "reader", None) == user else _seats_of(user, group).first()


def _is_one_of(user, thing, *states) -> bool:
    seat = _seat(user, thing) if thing is not None else None
    return seat is not None and seat.state in states


def _was_looked_up(user, thing) -> bool:
    """Fetched by a view from what this person may know of."""
    return getattr(group_of(thing), "reader", None) == user


@rules.predicate
def may_know_of(user, group):
    return group is not None and (
        _was_looked_up(user, group) or Group.objects.visible_to(user).filter(pk=group.pk).exists()
    )


@rules.predicate
def may_know_when(user, meeting):
    return meeting is not None and (
        _was_looked_up(user, meeting) or Meeting.objects.visible_to(user).filter(pk=meeting.pk).exists()
    )


@rules.predicate
def is_in_it(user, thing):
    return _is_one_of(user, thing, "yes")


@rules.predicate
def looks_after_it(user, thing):
    if not _is_one_of(user, thing, "yes"):
        return False
    return any(role.kind == Role.Kind.FACILITATOR for role in _seat(user, thing).roles.all())


@rules.predicate
def goes_on(user, thing):
    """Or no group is asked about."""
    return thing is not None and group_of(thing).is_open


@rules.predicate
def has_finished(user, group):
    return group is not None and not group.is_open


@rules.predicate
def was_in_it(user, group):
    """Or is, and whoever left too."""
    return _is_one_of(user, group, "yes", "left")


@rules.predicate
def is_to_come(user, meeting):
    return meeting is not None and meeting.is_open


@rules.predicate
def was_asked(user, group):
    """Whoever was asked may answer, and think again after a no; whoever is in it may say how they are here."""
    return _is_one_of(user, group, "asked", "more", "no", "yes")


@rules.predicate
def may_ask_to_join(user, group):
    return group is not None and group.anyone_may_ask and group.is_open and _seat(user, group) is None


@rules.predicate
def has_left(user, group):
    return _is_one_of(user, group, "left")


@rules.predicate
def is_theirs(user, seat):
    return seat is not None and seat.person_id == user.pk


member = rules.is_active
keeper = member & (looks_after_it | coordinator)
keep = keeper & goes_on

rules.add_perm("groups.list", member)
rules.add_perm("groups.start", member)
rules.add_perm("groups.see", member & may_know_of)
rules.add_perm("groups.see_who", member & (is_in_it | coordinator))
rules.add_perm("groups.keep", keep)
rules.add_perm("groups.write", member & (is_in_it | coordinator) & goes_on)
rules.add_perm("groups.see_look_back", member & has_finished & (was_in_it | coordinator))
rules.add_perm("groups.go_on", keeper & has_finished)
rules.add_perm("groups.answer", member & was_asked & goes_on)
rules.add_perm("groups.ask_to_join", member & (may_ask_to_join | has_left) & goes_on)
rules.add_perm("groups.write_answer_down", keep & ~is_theirs)
rules.add_perm("groups.take_on", member & is_in_it & goes_on)
rules.add_perm("groups.leave", member & is_in_it)

rules.add_perm("groups.see_meeting", member & may_know_when)
rules.add_perm("groups.reply", member & is_in_it & goes_on & is_to_come)
rules.add_perm("groups.keep_meeting", keep & is_to_come)


# --- Agenda and minutes -----------------------------------------------------------------------------------------------
@rules.predicate
def takes_items(user, meeting):
    return meeting is not None and meeting.takes_items


@rules.predicate
def stands_on_an_open_agenda(user, item):
    return item is not None and item.meeting is not None and item.meeting.takes_items


@rules.predicate
def has_not_begun(user, item):
    return item is not None and item.meeting is not None and not item.meeting.has_begun


@rules.predicate
def brought_it(user, item):
    return item is not None and item.raised_by_id is not None and item.raised_by_id == user.pk


@rules.predicate
def is_saved_for_later(user, item):
    return item is not None and item.meeting_id is None


@rules.predicate
def has_its_day(user, meeting):
    return meeting is not None and meeting.has_its_day


@rules.predicate
def is_approved(user, meeting):
    return meeting is not None and meeting.approved_at is not None


@rules.predicate
def is_checked(user, meeting):
    return meeting is not None and meeting.is_checked


@rules.predicate
def was_there(user, meeting):
    """Or is: they were ticked."""
    return meeting is not None and user.pk in _there(user, meeting)


@rules.predicate
def nobody_is_ticked(user, meeting):
    """Nobody has said yet who was there: anybody of the group begins."""
    return meeting is not None and not _there(user, meeting)


@rules.predicate
def is_at_the_next(user, meeting):
    """They are at a later meeting of the group, on its day or after."""
    if meeting is None or meeting.starts_at is None:
        return False
    later = Meeting.objects.filter(group=meeting.group, starts_at__gt=meeting.starts_at, present__person=user)
    return any(one.has_its_day for one in later)


@rules.predicate
def does_it(user, action):
    return action is not None and user.pk in (action.owner_id, action.second_id)


@rules.predicate
def is_nobodys(user, action):
    return action is not None and not action.owners


@rules.predicate
def nobody_has_said_yes(user, action):
    return action is not None and not any(said for _person, said in action.owners)


@rules.predicate
def may_write_about_it(user, action):
    """It stands in minutes that are still written or checked, by those who were there."""
    meeting = action.meeting if action is not None else None
    return meeting is not None and meeting.approved_at is None and was_there(user, meeting) and reads_it(user, action)


@rules.predicate
def waits_for_a_yes(user, action):
    return action is not None and not all(said for _person, said in action.owners)


@rules.predicate
def is_to_do(user, action):
    return action is not None and action.is_open


@rules.predicate
def is_on(user, meeting):
    return meeting is not None and meeting.is_on


# --- What is only for those who were there ----------------------------------------------------------------------------
def may_read_item(user, item, meeting) -> bool:
    """Whether somebody reads what was said about an item at a meeting."""
    return not item.confidential or was_there(user, meeting)


@rules.predicate
def reads_it(user, thing):
    """Something about an item: what is only for those who were there is for nobody else."""
    if getattr(thing, "item", None) is None or thing.meeting is None:
        return True
    return may_read_item(user, thing.item, thing.meeting)


# --- Papers -----------------------------------------------------------------------------------------------------------
@rules.predicate
def may_read_paper(user, paper):
    return paper is not None and (
        _was_looked_up(user, paper) or Paper.objects.visible_to(user).filter(pk=paper.pk).exists()
    )


@rules.predicate
def added_it(user, paper):
    return paper is not None and paper.added_by_id == user.pk


inside = member & is_in_it & goes_on
rules.add_perm("groups.bring_paper", inside & takes_items)
rules.add_perm("groups.send_paper", inside)
rules.add_perm("groups.read_paper", member & is_in_it & may_read_paper)
rules.add_perm("groups.take_paper_back", inside & added_it)

rules.add_perm("groups.see_agenda", member & (is_in_it | coordinator))
rules.add_perm("groups.add_item", member & (is_in_it | coordinator) & goes_on & takes_items)
rules.add_perm("groups.write_easy_read", inside & takes_items)
rules.add_perm("groups.order_agenda", inside & stands_on_an_open_agenda)
rules.add_perm(
    "groups.say_beforehand",
    member & (is_in_it | coordinator) & goes_on & stands_on_an_open_agenda & has_not_begun,
)
rules.add_perm("groups.park_item", inside & stands_on_an_open_agenda)
rules.add_perm("groups.take_item_back", inside & brought_it & (stands_on_an_open_agenda | is_saved_for_later))
rules.add_perm("groups.bring_back_item", inside & is_saved_for_later)

rules.add_perm("groups.read_minutes", member & is_in_it)
rules.add_perm("groups.write_minutes", inside & has_its_day & ~is_approved & (was_there | nobody_is_ticked))
rules.add_perm("groups.ask_to_slow_down", inside & is_on & was_there & ~is_approved)
rules.add_perm("groups.send_minutes", inside & has_its_day & takes_items & (was_there | nobody_is_ticked))
rules.add_perm("groups.check_minutes", inside & is_checked & was_there)
rules.add_perm("groups.write_check_down", inside & is_checked & was_there)
rules.add_perm("groups.approve_minutes", inside & is_checked & is_at_the_next)

rules.add_perm("groups.see_action", member & (is_in_it | does_it) & (reads_it | does_it))
rules.add_perm("groups.reword_action", inside & is_to_do & (does_it | (nobody_has_said_yes & may_write_about_it)))
rules.add_perm("groups.answer_action", member & does_it & is_to_do & goes_on)
answered_by_phone = is_to_do & ~is_nobodys & ~does_it & reads_it
rules.add_perm("groups.write_action_down", keep & answered_by_phone & (is_in_it | waits_for_a_yes))
rules.add_perm("groups.take_on_action", inside & is_nobodys & is_to_do & reads_it)
rules.add_perm("groups.close_action", inside & is_to_do & (reads_it | does_it))


# --- Ways of working, votes and decisions -----------------------------------------------------------------------------
@rules.predicate
def is_open_vote(user, vote):
    return vote is not None and vote.is_open


@rules.predicate
def waits_for_a_second(user, vote):
    """Its papers were counted by one person."""
    return vote is not None and vote.waits_for_a_second


@rules.predicate
def was_counted_twice(user, vote):
    return vote is not None and vote.paper_checked_by_id is not None


@rules.predicate
def counted_it(user, vote):
    return vote is not None and vote.paper_by_id == user.pk


@rules.predicate
def was_there_of(user, thing):
    """At the meeting that something belongs to; anybody of the group, before somebody is ticked."""
    return thing is not None and (was_there(user, thing.meeting) or nobody_is_ticked(user, thing.meeting))


@rules.predicate
def is_still_written(user, thing):
    """The minutes of its meeting are not approved yet."""
    return thing is not None and thing.meeting.approved_at is None and thing.meeting.has_its_day


rules.add_perm("groups.see_ways", member & is_in_it)
rules.add_perm("groups.write_ways", inside)
rules.add_perm("groups.agree_to_ways", inside)
rules.add_perm("groups.write_yes_down", keep & is_in_it)  # whoever writes it down has read the words out
rules.add_perm("groups.note_not_reached", keep)
rules.add_perm("groups.see_vote", member & is_in_it & reads_it)
rules.add_perm("groups.vote", inside & is_open_vote & reads_it)
rules.add_perm("groups.close_vote", inside & is_open_vote & was_there_of & reads_it)
rules.add_perm("groups.count_paper", inside & is_open_vote & was_there_of & reads_it & ~was_counted_twice)
rules.add_perm("groups.check_paper", inside & is_open_vote & was_there_of & reads_it & waits_for_a_second & ~counted_it)
rules.add_perm("groups.still_think", inside & is_still_written & was_there_of)
rules.add_perm("groups.mark_line", inside & is_still_written & was_there_of & reads_it)
rules.add_perm("groups.take_mark_back", inside & is_still_written & is_theirs)
rules.add_perm("groups.correct_minutes", member & is_in_it & is_approved & was_there)
rules.add_perm("groups.say_outcome", inside & reads_it)
rules.add_perm("groups.look_again", inside & reads_it)


# --- For everybody ----------------------------------------------------------------------------------------------------
@rules.predicate
def stays_among_them(user, meeting):
    """What a group says that thinks about how it goes for them; and of a meeting that was agreed to be so."""
    return meeting is not None and (meeting.group.is_reflective or meeting.among_us)


@rules.predicate
def is_shown_outside(user, group):
    return group is not None and group.shown_outside


@rules.predicate
def is_out(user, meeting):
    return _public(meeting) is not None and _public(meeting).live_id is not None


@rules.predicate
def is_out_or_on_its_way(user, meeting):
    return _public(meeting) is not None and _public(meeting).is_there


@rules.predicate
def another_wrote_it(user, meeting):
    """What waits for somebody else who was there."""
    public = _public(meeting)
    return public is not None and public.waiting_id is not None and public.waiting.by_id != user.pk


def _public(meeting):
    return getattr(meeting, "in_public", None)


may_be_public = is_approved & was_there & ~stays_among_them
rules.add_perm("groups.make_public", member & is_in_it & may_be_public)
rules.add_perm("groups.see_public", member & was_there & is_approved & (is_in_it | is_out))
rules.add_perm("groups.check_public", member & is_in_it & may_be_public & another_wrote_it)
rules.add_perm("groups.take_public_down", member & was_there & is_out_or_on_its_way)
rules.add_perm("groups.choose_how_named", member & was_in_it)
rules.add_perm("groups.show_outside", keep & ~is_shown_outside)
rules.add_perm("groups.hide_outside", member & (is_in_it | coordinator) & is_shown_outside)


# --- Suggestions ------------------------------------------------------------------------------------------------------
@rules.predicate
def may_know_of_it(user, proposal):
    return proposal is not None and Proposal.objects.visible_to(user).filter(pk=proposal.pk).exists()


@rules.predicate
def decides(user, proposal):
    """A group about what it was given, and before a talk whoever looks after the group; coordinators about the rest."""
    if proposal is None:
        return False
    if proposal.group_id and proposal.group.is_open:
        return looks_after_it(user, proposal) if proposal.waits_for_a_talk else is_in_it(user, proposal)
    return user.is_coordinator


@rules.predicate
def is_there_still(user, proposal):
    return proposal is not None and not proposal.is_gone


@rules.predicate
def waits_for_a_talk(user, proposal):
    return proposal is not None and proposal.waits_for_a_talk


@rules.predicate
def has_a_group(user, proposal):
    return proposal is not None and proposal.group_id is not None


@rules.predicate
def is_their_own(user, proposal):
    return proposal is not None and proposal.person_id == user.pk


decider = member & decides & is_there_still
holder = decider & waits & has_it
rules.add_perm("groups.suggest", member)
rules.add_perm("groups.suggest_to", member & goes_on)  # of a group that they know of
rules.add_perm("groups.write_suggestion_down", coordinator)
rules.add_perm("groups.see_suggestion", member & may_know_of_it)
rules.add_perm("groups.decide_suggestion", decider)
rules.add_perm("groups.take_suggestion", decider & waits & nobody_has_it)
rules.add_perm("groups.take_over_suggestion", decider & waits & ~nobody_has_it & ~has_it)
rules.add_perm("groups.note_talk", holder & waits_for_a_talk)
rules.add_perm(
    "groups.pass_on_suggestion",
    member & (coordinator | (decides & has_it)) & is_there_still & waits & ~waits_for_a_talk,
)
rules.add_perm("groups.bring_suggestion", holder & has_a_group & ~waits_for_a_talk)
rules.add_perm("groups.answer_suggestion", decider & ~waits_for_a_talk & (has_it | ~waits))
rules.add_perm("groups.take_suggestion_back", member & is_there_still & waits & (is_their_own | (decides & has_it)))
# --- Cards ------------------------------------------------------------------------------------------------------------
rules.add_perm("groups.read_cards", member & is_in_it)
rules.add_perm("groups.write_card", inside)
rules.add_perm("groups.bring_card", inside)
rules.add_perm("groups.catch_up", member & is_in_it)
rules.add_perm("groups.see_contacts", member & is_in_it)
rules.add_perm("groups.see_budget", member & is_in_it)
rules.add_perm("groups.see_sums", member & (is_in_it | coordinator))
