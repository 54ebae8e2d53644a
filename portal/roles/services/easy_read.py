"""A role in Easy Read: written by people beside the longer words, and agreed to with them."""

from portal.audit.services import audited, record
from portal.easy_read import WroteToo, digest_of_pairs
from portal.roles.services.holding import hold


@audited()
def write_easy_read(
    *, role, pairs: list[dict], checked_by: str, before: str, source: str, same: bool = False, by
) -> None:
    """`before`: a digest of the pairs that the writer began with. `source`: of the longer words they had beside them,
    which these go with from now on if they are others, or if the writer says that they are the `same`."""
    held = hold(role)
    now = digest_of_pairs(held.easy_read)
    if now != before:
        raise WroteToo
    if same or digest_of_pairs(pairs) != now:
        held.easy_read_of = source if pairs else ""
    held.easy_read, held.easy_read_checked_by = pairs, checked_by if pairs else ""
    held.save(update_fields=["easy_read", "easy_read_checked_by", "easy_read_of"])
    record("roles.written", subject=held.about, by=by)
