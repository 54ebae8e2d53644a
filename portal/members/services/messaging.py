from portal.audit.services import audited, record
from portal.notices import services as notices


@audited()
def write_to(*, people, title: str, words: str, by_when, by) -> list:
    """Tell each of some people the same, by the way each chose. Returns the notices."""
    said = {"title": title, "words": words, "by_when": by_when, "by": by}
    told = [notices.tell(person=person, **said) for person in people.select_related("about")]
    record("members.wrote_to_people", subject="messages", by=by, many=len(told))
    return told
