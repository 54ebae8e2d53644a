"""Easy Read versions of what a group writes: of an agenda, and of whatever else has a subject and a digest."""

import json
from hashlib import sha256

from portal.audit.services import audited, record
from portal.easy_read import WroteToo, digest_of_pairs
from portal.groups.models import EasyRead
from portal.groups.services.starting import hold as hold_group


def easy_read_of(subject: str) -> EasyRead | None:
    """Such as "agenda:7". None as long as nobody has written one."""
    return EasyRead.objects.filter(subject=subject).first()


@audited()
def write_easy_read(
    *, group, subject: str, pairs: list[dict], checked_by: str, before: str, source: str, same: bool = False, by
) -> None:
    """`before`: a digest of the pairs that the writer began with. `source`: of the longer words they had beside them,
    which these go with from now on if they are others, or if the writer says that they are the `same`.

    Without any pairs there is no Easy Read version any more.
    """
    held = hold_group(group)
    easy = EasyRead.objects.select_for_update().filter(subject=subject).first() or EasyRead(subject=subject)
    now = digest_of_pairs(easy.pairs)
    if now != before:
        raise WroteToo
    if same or digest_of_pairs(pairs) != now or easy.pk is None:
        easy.source = source
    easy.pairs, easy.checked_by = pairs, checked_by
    if pairs:
        easy.save()
    elif easy.pk:
        easy.delete()
    record("groups.easy_read_written", subject=held.about, by=by)


# --- Of an agenda -----------------------------------------------------------------------------------------------------
def digest_of_agenda(meeting) -> str:
    """Of all that somebody who writes it in Easy Read says in other words."""
    names = ("what", "why", "minutes", "content_note")
    items = [[getattr(item, name) for name in names] for item in meeting.items.all()]
    facts = [str(meeting.starts_at), meeting.place, meeting.venue, meeting.getting_in, meeting.breaks, meeting.you_get]
    return sha256(json.dumps([facts, items]).encode()).hexdigest()


def is_behind(meeting) -> bool:
    """The agenda has changed since somebody looked at both."""
    return meeting.easy_read is not None and meeting.easy_read.source != digest_of_agenda(meeting)
