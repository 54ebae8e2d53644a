"""What groups keep about people."""

from django.utils.translation import gettext_lazy as _

from portal.held import blanked, deleted, kept

TOGETHER = "belongs to everybody in the group"
DECIDED = "says who answered; what was suggested belongs to whoever suggested it, and is deleted on a day of its own"
NOTED = "shows whoever said it that it was written down, and by a member"

HELD = [
    kept("groups.Group.begun_by", TOGETHER, title=_("Groups you started"), shows=("name", "question", "begun_at")),
    deleted(
        "groups.GroupSeat.person",
        title=_("Groups you are in, or were asked to join"),
        shows=("group", "state", "standpoint", "asked_by", "note", "words", "said", "changed_at", "named_in_public"),
    ),
    kept("groups.GroupSeat.asked_by", "belongs to whoever was asked"),
    kept("groups.GroupSeat.recorded_by", NOTED),
    kept("groups.Meeting.by", TOGETHER),
    kept("groups.Meeting.approved_by", TOGETHER),
    kept("groups.AgendaItem.raised_by", TOGETHER, title=_("What you brought to meetings"), shows=("what", "why")),
    kept("groups.AgendaItem.parked_by", TOGETHER, title=_("What you saved for later"), shows=("what", "parked_why")),
    kept("groups.Paper.added_by", TOGETHER, title=_("Papers you brought to groups"), shows=("title", "added_at")),
    kept(
        "groups.CardLine.by",
        TOGETHER,
        title=_("What you wrote on cards of groups"),
        shows=("group", "card", "words", "why"),
    ),
    kept("groups.Present.person", TOGETHER, title=_("Meetings you were at"), shows=("meeting", "declared")),
    kept(
        "groups.Check.person",
        "others approved the minutes with it",
        title=_("What you said of minutes"),
        shows=("meeting", "answer", "words", "at"),
    ),
    kept("groups.Check.recorded_by", NOTED),
    kept("groups.LineMark.person", TOGETHER, title=_("Lines you did not agree with"), shows=("words",)),
    kept("groups.Correction.by", TOGETHER, title=_("What you put right in minutes"), shows=("words", "at")),
    kept("groups.Outcome.by", TOGETHER, title=_("What you said came of decisions"), shows=("words", "at")),
    kept("groups.PublicMinutes.taken_down_by", "says that it was somebody who was there"),
    deleted(
        "groups.AskedChange.person",
        title=_("What you asked to be changed before minutes went on the website"),
        shows=("words", "at"),
    ),
    kept("groups.Vote.opened_by", TOGETHER),
    kept("groups.Vote.closed_by", TOGETHER),
    kept("groups.Vote.paper_by", TOGETHER),
    kept("groups.Vote.paper_checked_by", TOGETHER),
    kept("groups.OnRoll.person", TOGETHER, title=_("Votes you took part in"), shows=("vote",)),
    kept("groups.OpenBallot.person", TOGETHER, title=_("How you voted in the open"), shows=("vote", "choice")),
    kept(
        "groups.Dissent.person",
        "stands beside a decision of all",
        title=_("What you still think of decisions"),
        shows=("decision", "words"),
    ),
    blanked(
        "groups.Action.owner",
        {"owner": None, "said_yes_at": None, "need": "", "recorded_by": None},
        why="the group still wants it done; somebody else can take it on",
        title=_("What you do for groups"),
        shows=("group", "what", "said_yes_at", "due_on", "need", "state", "closing"),
    ),
    blanked(
        "groups.Action.second",
        {"second": None, "second_yes_at": None, "second_need": "", "second_recorded_by": None},
        why="whoever does it with them goes on",
        title=_("What you do for groups with somebody else"),
        shows=("group", "what", "second_yes_at", "due_on", "second_need", "state"),
    ),
    kept("groups.Action.recorded_by", NOTED),
    kept("groups.Action.second_recorded_by", NOTED),
    kept("groups.ViewHeard.person", TOGETHER, title=_("What you thought, with your name"), shows=("words",)),
    deleted("groups.DateAnswer.person", title=_("Days on which you can meet"), shows=("date", "can")),
    deleted(
        "groups.Reply.person",
        title=_("Meetings you said you come to, or not"),
        shows=("meeting", "answer", "would_help", "said", "changed_at"),
    ),
    kept("groups.Reply.recorded_by", NOTED),
    blanked(
        "groups.Proposal.person",
        {"person": None, "words": "", "notes": "", "answer": ""},
        title=_("What you suggested"),
        shows=("came_on", "words", "how", "state", "answer", "notes", "delete_on"),
        why="what was written for everybody stays on the public page, which never says whose it was",
    ),
    kept("groups.Proposal.taken_by", f"{DECIDED}; what waits is nobody's again"),
    kept("groups.Proposal.answered_by", DECIDED),
]
