"""What a version for everybody begins with: what was said and decided, without whose it was."""

from collections import defaultdict

from django.utils.translation import gettext as _

from portal.groups.models import Action, Box, Decision, Vote
from portal.groups.services.in_public import hiding_in


def begins_with(meeting, version=None) -> tuple[str, list[dict]]:
    """A summary, and the items in their order, each with "item", "included" and its boxes.

    When a version is there, it begins with that one; what came of decisions since, with what was told. What is only for
    those who were there is never in it, nor who was there, what they declared, and whose a view or a thing to do is.
    """
    hiding = hiding_in(meeting.group)
    words = hiding.in_words(version.words if version else {})
    before = {item["item"]: item for item in words.get("items", [])}
    told_since = _told_since(meeting, version) if before else set()
    items = [hiding.in_words(item) for item in _derived(meeting)]
    for item in items:
        earlier, newest = before.get(item["item"]), item[Box.CHANGED.value]
        item["included"] = not before or earlier is not None
        if earlier:
            item |= {box.value: earlier.get(box.value, "") for box in Box}
        if item["item"] in told_since:
            item[Box.CHANGED.value] = newest
    return words.get("summary", ""), items


def _told_since(meeting, version) -> set[int]:
    """The items of which somebody said since what came of them."""
    return set(meeting.written.filter(outcomes__at__gt=version.made_at).values_list("item", flat=True))


def _derived(meeting) -> list[dict]:
    written = {one.item_id: one for one in meeting.written.prefetch_related("outcomes")}
    views = by_item(meeting.views_heard.filter(person=None))
    decisions = {one.item_id: one for one in meeting.decisions.prefetch_related("dissents")}
    votes = by_item(meeting.votes.filter(closed_at__isnull=False, called_off=False))
    actions = by_item(meeting.actions.exclude(state=Action.State.STOPPED))
    items, every = [], list(meeting.items.all())
    for item in every:
        if item.confidential:
            continue
        minute, decision = written.get(item.pk), decisions.get(item.pk)
        dissents = decision.dissents.all() if decision and meeting.is_for_all(every) else ()
        boxes = {
            Box.SAID: minute.said if minute else "",
            Box.VIEWS: _one_below_the_other(view.words for view in views[item.pk]),
            Box.DECIDED: minute.decided if minute else "",
            Box.HOW: _how(decision, votes[item.pk]),
            Box.WHY: decision.reasons if decision else "",
            Box.STILL: _one_below_the_other(one.words for one in dissents),
            Box.TODO: _one_below_the_other(action.what for action in actions[item.pk]),
            Box.CHANGED: _one_below_the_other(one.words for one in minute.outcomes.all()) if minute else "",
        }
        if any(boxes.values()):
            boxes |= {Box.WHAT: item.what, Box.NOTE: item.content_note}
            items.append({"item": item.pk} | {box.value: boxes[box] for box in Box})
    return items


def by_item(rows) -> dict[int, list]:
    """Rows that are about an item each, under its number."""
    found = defaultdict(list)
    for row in rows:
        found[row.item_id].append(row)
    return found


def _one_below_the_other(texts) -> str:
    return "\n\n".join(text.strip() for text in texts if text.strip())


def _how(decision: Decision | None, votes: list[Vote]) -> str:
    """With numbers only where everybody in the group sees them, too."""
    said = [f"{decision.get_how_display()}."] if decision else []
    return " ".join([*said, *(_result(vote) for vote in votes)])


def _result(vote) -> str:
    words = [vote.question, _("Carried.") if vote.is_carried else _("Not carried.")]
    if vote.shows_numbers:
        yes, no, neither = vote.numbers
        numbers = {"yes": yes, "no": no, "neither": neither}
        words.append(_("For it: %(yes)d. Against it: %(no)d. Neither: %(neither)d.") % numbers)
    return " ".join(words)
