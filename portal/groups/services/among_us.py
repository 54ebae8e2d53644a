"""What is said at some meetings stays with those who are there: all of it, and for good."""

from django.utils.translation import gettext_lazy as _

from portal.groups.models import Card, Meeting
from portal.groups.models.cards import Kind
from portal.refusal import Refusal


class SaidAlready(Refusal):
    sentence = _("Something is written down about this meeting already, so those who read it stay the same.")


def is_reflective(group) -> bool:
    """It says of itself that it thinks about how things go for its people."""
    return group.card_lines.standing().filter(card=Card.KIND, sort=Kind.REFLECTIVE).exists()


def stay_among_us(meeting) -> None:
    """From now on everything that is said there is for those who are there alone: each item is made so, and each that
    comes later. Before anything is written, since others may have read that. `meeting` is held; never taken back."""
    if meeting.among_us:
        return
    if is_written_about(meeting):
        raise SaidAlready
    meeting.among_us = True
    meeting.save(update_fields=["among_us"])
    meeting.items.update(confidential=True)


def is_written_about(meeting) -> bool:
    written, declared = meeting.written.exclude(said="", decided=""), meeting.present.exclude(declared="")
    others = (meeting.actions, meeting.votes, meeting.decisions, meeting.views_heard)
    return any(rows.exists() for rows in (written, declared, *others))


def stay_among_us_from_now_on(group) -> None:
    """Of a group that became reflective: its meetings about which nothing is written yet. `group` is held."""
    meetings = Meeting.objects.filter(group=group, called_off_at=None, to_check_since=None, among_us=False)
    for meeting in meetings.select_for_update(of=["self"], no_key=True).order_by("pk"):
        if not is_written_about(meeting):
            stay_among_us(meeting)
