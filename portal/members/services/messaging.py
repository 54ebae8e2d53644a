"""Words for some people, each by the way they chose; and taking them back while they have not arrived."""

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone
from django.utils.datastructures import MultiValueDict

from portal.audit.services import audited, record
from portal.drafts import services as drafts
from portal.notices import services as notices
from portal.notices.queries import about_sending

GOES_OUT_AFTER = timedelta(minutes=5)  # no mail can be called back, and a slip is seen at once
UNSENT = "message:new"


@audited()
def write_to(*, people, title: str, words: str, by_when, by) -> list:
    """Tell each of some people the same, by the way each chose. Returns the notices, all `about` the same."""
    said = {"title": title, "words": words, "by_when": by_when, "by": by, "about": about_sending(uuid4())}
    not_before = timezone.now() + GOES_OUT_AFTER
    told = [notices.tell(person=person, not_before=not_before, **said) for person in people.select_related("about")]
    record("members.wrote_to_people", subject="messages", by=by, many=len(told))
    return told


@audited()
def take_words_back(*, about: str, by) -> int:
    """From whoever they have not reached: how many. The words wait in the form once more.

    Raises `drafts.TooLong` when too many unsent messages wait there already.
    """
    taken = notices.take_back(about=about, by=by)
    if taken:
        said = {"title": [taken[0].title], "words": [taken[0].words], "whom": ["these"], "key": [str(uuid4())]}
        said["people"] = [str(notice.person_id) for notice in taken]
        said["by_when"] = [str(taken[0].by_when or "")]
        drafts.keep(person=by, about=UNSENT, fields=MultiValueDict(said))
        record("members.took_words_back", subject="messages", by=by, many=len(taken))
    return len(taken)
