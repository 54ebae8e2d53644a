"""Which forms of this part keep words while somebody types, and who may have words kept: whoever may send them.

What people answer is not kept half said: it is short, and may say how somebody is here. What they bring to a meeting is
not kept either: with their name it would be, and they may not want to be named.
"""

from django.utils.translation import gettext_lazy

from portal.drafts import kinds
from portal.drafts.kinds import FormForNew, FormOn
from portal.groups.models import AgendaItem, Group, GroupSeat, Meeting, Minute, Proposal

# What there is, the permission, what the words are for, and the form they wait in.
FORMS = {
    "group": (Group.objects, "groups.keep", gettext_lazy("about a group"), "portal:groups:change"),
    "group-ask": (Group.objects, "groups.keep", gettext_lazy("to people you ask to join a group"), "portal:groups:ask"),
    "group-note": (Group.objects, "groups.write", gettext_lazy("to a group"), "portal:groups:write"),
    "group-finish": (Group.objects, "groups.keep", gettext_lazy("to look back at a group"), "portal:groups:finish"),
    "group-dates": (Group.objects, "groups.keep", gettext_lazy("about days to meet"), "portal:groups:offer-dates"),
    "group-tell-more": (
        GroupSeat.objects.filter(state="more"),
        "groups.write_answer_down",
        gettext_lazy("to somebody who would like to know more about a group"),
        "portal:groups:tell-more",
    ),
    "group-not-now": (
        GroupSeat.objects.asking(),  # whoever was let in, or told why not, is not written to any more
        "groups.write_answer_down",
        gettext_lazy("to somebody who asked to join a group"),
        "portal:groups:not-now",
    ),
    "meeting": (
        Meeting.objects.select_related("group"),
        "groups.keep_meeting",
        gettext_lazy("about a meeting"),
        "portal:groups:change-meeting",
    ),
    "item-park": (
        AgendaItem.objects,
        "groups.park_item",
        gettext_lazy("why something is saved for later"),
        "portal:groups:park-item",
    ),
    "easy-read": (
        Meeting.objects,
        "groups.write_easy_read",
        gettext_lazy("in Easy Read"),
        "portal:groups:write-easy-read",
    ),
    # Of one line of a card of a group, or a new one: "card:7-scope-12", "card:7-scope-new".
    "card": (Group.objects, "groups.write_card", gettext_lazy("on a card of a group"), "portal:groups:write-card"),
    "check": (
        Meeting.objects,
        "groups.check_minutes",
        gettext_lazy("on whether minutes are right"),
        "portal:groups:check-minutes",
    ),
    # Of one person at one meeting: "check-down:7-12".
    "check-down": (
        Meeting.objects,
        "groups.write_check_down",
        gettext_lazy("on what somebody says of minutes"),
        "portal:groups:check-down",
    ),
    "correction": (
        Meeting.objects.select_related("group"),
        "groups.correct_minutes",
        gettext_lazy("beside approved minutes"),
        "portal:groups:correct-minutes",
    ),
    "public-minutes": (
        Meeting.objects,
        "groups.make_public",
        gettext_lazy("for everybody, of what you said at a meeting"),
        "portal:groups:write-public",
    ),
    "public-easy-read": (
        Meeting.objects.select_related("group").filter(in_public__isnull=False),
        "groups.make_public",
        gettext_lazy("in Easy Read, for everybody"),
        "portal:groups:write-public-easy-read",
    ),
    "outcome": (
        Minute.objects,
        "groups.say_outcome",
        gettext_lazy("on what came of a decision"),
        "portal:groups:outcome",
    ),
    "ways": (Group.objects, "groups.write_ways", gettext_lazy("on how you work together"), "portal:groups:change-ways"),
    "decision": (
        Meeting.objects.select_related("group"),
        "groups.write_minutes",
        gettext_lazy("on a decision"),
        "portal:groups:decision",
    ),
    "suggestion-answer": (
        Proposal.objects.select_related("group"),
        "groups.answer_suggestion",
        gettext_lazy("about a suggestion"),
        "portal:groups:answer-suggestion",
    ),
    "suggestion-talk": (
        Proposal.objects.select_related("group"),
        "groups.note_talk",
        gettext_lazy("about a talk"),
        "portal:groups:note-talk",
    ),
    # Of one item at one meeting: "minute:7-12".
    "minute": (
        Meeting.objects.select_related("group"),
        "groups.write_minutes",
        gettext_lazy("in the minutes"),
        "portal:groups:write-item",
    ),
}


NEW = {"group": FormForNew("groups.start", gettext_lazy("about a group"), "portal:groups:start")}


def register() -> None:
    kinds.register_forms({kind: FormOn(*said) for kind, said in FORMS.items()}, NEW)
