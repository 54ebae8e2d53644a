"""What happened in groups, in the words of the trail."""

from django.utils.translation import gettext_lazy as _

from portal.groups.models import Group, Proposal

WORDS = {
    "groups.started": _("A group was started."),
    "groups.changed": _("What a group is called, or who may ask to join it, was changed."),
    "groups.asked": _("Somebody was asked to join a group."),
    "groups.answered_yes": _("Somebody said yes to a group."),
    "groups.answered_no": _("Somebody said no to a group."),
    "groups.answered_more": _("Somebody asked to know more about a group."),
    "groups.told_more": _("Somebody who asked to know more about a group was answered."),
    "groups.asked_to_join": _("Somebody asked to join a group."),
    "groups.let_in": _("Somebody who asked was let into a group."),
    "groups.not_now": _("Somebody who asked to join a group was told: not now, and why."),
    "groups.left": _("Somebody left a group."),
    "groups.role_taken": _("Somebody took on something that a group needs done."),
    "groups.role_given_back": _("Somebody gave back something that they did for a group."),
    "groups.note_written": _("A message was written to everybody in a group."),
    "groups.finished": _("A group finished, and looked back."),
    "groups.went_on": _("A group that had finished was opened again."),
    "groups.meeting_made": _("A day to meet was offered."),
    "groups.said_when": _("Somebody said on which days they can meet."),
    "groups.date_chosen": _("The day of a meeting was chosen."),
    "groups.replied": _("Somebody said whether they come to a meeting."),
    "groups.meeting_changed": _("A meeting was changed."),
    "groups.meeting_called_off": _("A meeting was called off."),
    # agenda and minutes
    "groups.item_added": _("Something was brought to a meeting."),
    "groups.agenda_ordered": _("An agenda was put in another order."),
    "groups.item_parked": _("Something on an agenda was saved for later."),
    "groups.item_brought_back": _("Something that was saved for later is on an agenda again."),
    "groups.item_taken_back": _("Somebody took back what they had brought to a meeting."),
    "groups.paper_added": _("A paper was brought to a meeting."),
    "groups.paper_taken_back": _("Somebody took back a paper that they had brought to a meeting."),
    "groups.note_paper_taken_back": _("Somebody took back a paper that went with a message to a group."),
    "groups.said_beforehand": _("Somebody said before a meeting what they think."),
    "groups.easy_read_written": _("Something was written in Easy Read."),
    "groups.present_noted": _("It was written down who was at a meeting."),
    "groups.interest_declared": _("Somebody said at a meeting what the others should know."),
    "groups.view_heard": _("What was thought at a meeting was written down."),
    "groups.minutes_written": _("Minutes were written."),
    "groups.line_marked": _("Somebody said, with their name, that they do not agree with a line of minutes."),
    "groups.mark_taken_back": _("Somebody took back that they do not agree with a line of minutes."),
    "groups.minutes_sent": _("Those who were there were asked whether the minutes are right."),
    "groups.minutes_checked": _("Somebody said whether the minutes are right."),
    "groups.minutes_approved": _("Minutes were approved."),
    # cards
    "groups.card_written": _("Something was written on a card of a group."),
    "groups.line_taken_out": _("Something was taken off a card of a group."),
    "groups.say_changed": _("How much say people have in a group was changed."),
    "groups.minutes_corrected": _("It was written beside approved minutes what should have stood there."),
    "groups.outcome_told": _("Somebody said what changed because of a decision."),
    "groups.ways_agreed": _("Everybody agreed how a group works together."),
    "groups.ways_open_again": _("Not everybody agrees any more to how a group works together."),
    "groups.vote_opened": _("A vote was opened."),
    "groups.vote_closed": _("A vote was closed."),
    "groups.vote_called_off": _("A vote was called off, without a result."),
    "groups.paper_counted": _("Votes on paper were counted."),
    "groups.paper_checked": _("Votes on paper were counted by a second person."),
    "groups.decision_written": _("More was written on what a group decided."),
    "groups.dissent_written": _("Somebody wrote what they still think of a decision."),
    # for everybody
    "groups.public_put_forward": _("Minutes were made into a version for everybody."),
    "groups.public_looked_at": _("Somebody said that a version of minutes for everybody is right."),
    "groups.public_change_asked": _("Somebody asked for a change in a version of minutes for everybody."),
    "groups.public_out": _("Minutes for everybody went on the website."),
    "groups.public_down": _("Minutes for everybody were taken down."),
    "groups.naming_chosen": _("Somebody chose how they are named in what everybody may read."),
    "groups.page_shown": _("A group showed a page about itself to everybody."),
    "groups.page_hidden": _("The page about a group for everybody was hidden."),
    # who does what
    "groups.action_added": _("Something to do was written down."),
    "groups.action_agreed": _("Somebody said that they do something for a group."),
    "groups.action_day_changed": _("Somebody chose another day for what they do."),
    "groups.action_reworded": _("What somebody is to do for a group was put in other words."),
    "groups.action_handed_back": _("Somebody gave back what they were to do."),
    "groups.action_done": _("Something that a group wanted done is done."),
    "groups.action_stopped": _("Something that a group wanted done is not needed any more."),
    # suggestions
    "proposal.came": _("A suggestion came in."),
    "proposal.put_right": _("Somebody sent their suggestion again with other words."),
    "proposal.taken": _("A suggestion was taken on."),
    "proposal.taken_over": _("A suggestion was taken over from somebody else."),
    "proposal.given_back": _("Whoever had a suggestion does not have it any more. Somebody else can take it on."),
    "proposal.talked": _("Somebody talked with whoever made a suggestion."),
    "proposal.passed_on": _("A suggestion was passed on to those who decide about it."),
    "proposal.brought_to_meeting": _("A suggestion was brought to a meeting."),
    "proposal.going": _("A suggestion was answered: it is going ahead."),
    "proposal.later": _("A suggestion was answered: later, and why."),
    "proposal.no": _("A suggestion was answered: it is not going ahead, and why."),
    "proposal.taken_back": _("A suggestion was taken back."),
    "proposal.let_go": _("What somebody told us in a suggestion was deleted on its day."),
}


def names_for(user, numbers) -> dict[str, str]:
    return {str(one.pk): one.name for one in Group.objects.visible_to(user).filter(pk__in=numbers)}


def suggestions_for(user, numbers) -> dict[str, str]:
    """By its number, which says nothing of it."""
    return {str(one.pk): one.reference for one in Proposal.objects.visible_to(user).filter(pk__in=numbers)}
