"""What waits for somebody in stories, on their home. Two queries."""

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from casestudies.models import Consent, StorySeat
from portal.needs import OF_A_KIND, Need


def in_my_stories(user):
    """Who asks them to help; and where they have not yet said what they allow."""
    allowed = Consent.objects.filter(
        story=OuterRef("story"), person=OuterRef("person"), ended_at=None, ends_on__gt=localdate()
    )
    seats = StorySeat.objects.filter(person=user, story__hidden_at=None).annotate(allows=Exists(allowed))
    waits = seats.filter(Q(state="asked") | (Q(state="yes", allows=False) & ~Q(role="reader")))
    for seat in waits.select_related("asked_by", "story__page").order_by("pk")[:OF_A_KIND]:
        if not seat.is_taken:
            said = _("%(name)s would like to tell a story with you.") % {"name": seat.asked_by}
            yield Need(said, reverse("portal:stories:answer", args=[seat.story_id]), _("Answer"))
        else:
            said = _("“%(story)s” is not ready yet.") % {"story": seat.story}
            yield Need(said, reverse("portal:stories:story", args=[seat.story_id]), _("Open"))
