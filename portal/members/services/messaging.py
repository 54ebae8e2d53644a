"""Words for some people, each by the way they chose; and taking them back while they have not arrived."""

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone
from django.utils.datastructures import MultiValueDict

from portal.audit.services import audited, record
from portal.drafts import kinds, services as drafts
from portal.notices import services as notices
from portal.notices.models import Notice
from portal.notices.queries import about_sending

GOES_OUT_AFTER = timedelta(minutes=5)  # no mail can be called back, and a slip is seen at once
UNSENT = "message:new"


@audited()
def write_to(*, people, title: str, words: str, by_when, by) -> list:
    """Tell each of some people the same, by the way each chose. Returns the notices, all `about` the same."""
    told = tell_each(people=people, title=title, words=words, by_when=by_when, by=by)
    record("members.wrote_to_people", subject="messages", by=by, many=len(told))
    return told


def tell_each(*, people, form="", by, **said) -> list:
    """The same, for verbs that write it down themselves. `form`: where the words wait when they are taken back; `path`:
    where on the site they go on."""
    about, not_before = about_sending(uuid4(), form), timezone.now() + GOES_OUT_AFTER
    return [
        notices.tell(person=person, about=about, by=by, not_before=not_before, **said)
        for person in people.select_related("about")
    ]


def goes_out_at(notice):
    return notice.made_at + GOES_OUT_AFTER


def has_gone_out(notice) -> bool:
    """As whoever may not know how each is reached is told of their words: by the clock alone, the same for all."""
    return timezone.now() >= goes_out_at(notice)


@audited()
def take_words_back(*, about: str, by) -> int:
    """From whoever they have not reached: how many. The words wait in their form once more.

    Who does not know how each is reached takes them back before they go out or not at all, and has no page of it left.
    Raises `drafts.TooLong` when too many unsent messages wait there already.
    """
    first = Notice.objects.filter(about=about, by=by).first()
    if first is None or (has_gone_out(first) and not by.is_coordinator):
        return 0
    taken = notices.take_back(about=about, by=by, wholly=not by.is_coordinator)
    if taken:
        _wait_in_their_form(taken, by)
        record("members.took_words_back", subject="messages", by=by, many=len(taken))
    return len(taken)


def _wait_in_their_form(taken, by):
    """Unless they cannot open it any more."""
    first, said = taken[0], {"words": [taken[0].words], "key": [str(uuid4())]}
    if not first.form:
        said |= {"title": [first.title], "whom": ["these"], "by_when": [str(first.by_when or "")]}
        said["people"] = [str(notice.person_id) for notice in taken]
    if kinds.may_edit(by, first.form or UNSENT):
        drafts.keep(person=by, about=first.form or UNSENT, fields=MultiValueDict(said))
