"""What somebody began to write and did not send, for their home."""

from portal.drafts import kinds
from portal.drafts.models import Draft

LOOKED_AT = 20


def words_not_sent(user):
    """The last first of each kind of form. One query, and a few more for each kind when there is any."""
    kept = Draft.objects.visible_to(user).order_by("-saved_at", "-pk").values_list("about", flat=True)[:LOOKED_AT]
    names: dict[str, list[str]] = {}
    for kind, _colon, name in (about.partition(":") for about in dict.fromkeys(kept)):
        names.setdefault(kind, []).append(name)
    for kind, begun in names.items():
        yield from kinds.begun(user, kind, begun)
