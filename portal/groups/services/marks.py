"""While people meet and check: "I don't agree with this line", and "slow down". Both need no name."""

from django.db import transaction
from django.utils import timezone

from portal.audit.services import audited, record
from portal.groups.models import LineMark, Minute
from portal.groups.services.minutes import Changed, hold, stays_among_us


@audited()
def mark_line(*, minute, line: str, words="", named: bool, by) -> LineMark:
    """It stands beside the line until the line says something else. An unnamed one keeps neither who nor when, and is
    in no trail, whose time would tell; the same one twice is one."""
    held = hold(minute.meeting)
    stays_among_us(minute.item, held, by)
    minute = Minute.objects.get(pk=minute.pk)
    if line not in minute.lines:
        raise Changed
    if not named:
        return LineMark.objects.get_or_create(minute=minute, line=line, words=words, person=None)[0]
    mark, _new = LineMark.objects.update_or_create(minute=minute, line=line, person=by, defaults={"words": words})
    record("groups.line_marked", subject=held.group.about, by=by, meeting=held.pk)
    return mark


@audited()
def take_mark_back(*, mark, by) -> None:
    """By whoever set it with their name. An unnamed one goes when the line is put right, since it is nobody's."""
    held = hold(mark.minute.meeting)
    if LineMark.objects.filter(pk=mark.pk, person=by).delete()[0]:
        record("groups.mark_taken_back", subject=held.group.about, by=by, meeting=held.pk)


@transaction.atomic
def ask_to_slow_down(*, meeting) -> None:
    """Nothing is kept but that somebody asked, for a few minutes: no name, and no trail, whose time would tell."""
    held = hold(meeting)
    held.slower_since = timezone.now()
    held.save(update_fields=["slower_since"])


@transaction.atomic
def say_slowed_down(*, meeting) -> None:
    held = hold(meeting)
    held.slower_since = None
    held.save(update_fields=["slower_since"])
