"""The Easy Read version of a page, written without the CMS. Like all its words it goes out when they are agreed to."""

from portal.agreement.services.writing import hold_unlocked, keep
from portal.audit.services import audited
from portal.easy_read import WroteToo, digest_of_pairs

OWN = "own-"  # and the number of a picture that is none of our drawings: it was put there in the CMS


def pairs_of(page) -> list[dict]:
    """As `portal.easy_read.EasyReadForm` takes them."""
    return [_as_typed(pair.value) for pair in page.easy_read]


def _as_typed(value) -> dict:
    if picture := value["picture"]:
        return {"drawing": f"{OWN}{picture.pk}", "words": value["words"], "shows": picture.description or picture.title}
    return {"drawing": value["drawing"] or "", "words": value["words"]}


@audited()
def write_easy_read(*, page, pairs: list[dict], checked_by: str, before: str, source: str, same: bool = False, by):
    """`before`: a digest of the pairs that the writer began with. `source`: of the page's words then, which these go
    with from now on if they are others, or if the writer says that they are the `same`."""
    draft = hold_unlocked(page, by=by).get_latest_revision_as_object()
    there = pairs_of(draft)
    if digest_of_pairs(there) != before:
        raise WroteToo
    with keep(draft, by=by):
        if same or digest_of_pairs(pairs) != before:
            draft.easy_read_of = source
        draft.easy_read = _blocks(draft, pairs)
        draft.easy_read_checked_by = checked_by


def _blocks(page, pairs: list[dict]):
    """Words that stay keep their number, so that comments and translations stay with them."""
    numbers, pictures = {}, {}
    for pair in page.easy_read:
        numbers.setdefault(pair.value["words"], []).append(pair.id)
        if picture := pair.value["picture"]:
            pictures[f"{OWN}{picture.pk}"] = picture.pk
    found = []
    for pair in pairs:
        own = pictures.get(pair["drawing"])
        value = {"drawing": "" if own else pair["drawing"], "picture": own, "words": pair["words"]}
        found.append({"type": "pair", "value": value})
        if known := numbers.get(pair["words"]):
            found[-1]["id"] = known.pop(0)
    return page._meta.get_field("easy_read").to_python(found)
