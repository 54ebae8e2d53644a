"""What somebody began to write and did not send, for their home."""

from django.db.models import Max

from portal.drafts import kinds
from portal.drafts.models import Draft

LOOKED_AT = 20


def words_not_sent(user):
    """The last first of each kind of form. One query, and a few more for each kind when there is any."""
    kept = Draft.objects.visible_to(user).values("about").annotate(last=Max("saved_at"), newest=Max("pk"))
    names: dict[str, list[str]] = {}
    last_first = kept.order_by("-last", "-newest").values_list("about", flat=True)
    for kind, _colon, name in (about.partition(":") for about in last_first[:LOOKED_AT]):
        names.setdefault(kind, []).append(name)
    for kind, begun in names.items():
        yield from kinds.begun(user, kind, begun)
