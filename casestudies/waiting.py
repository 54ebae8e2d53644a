"""What waits for somebody in stories, on their home. Two queries."""

from django.db.models import CharField, Exists, OuterRef, Q, Subquery, Value
from django.db.models.functions import Cast, Concat
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from casestudies.models import Consent, Look, Story, StoryPage, StorySeat, Trusted
from portal.agreement.models import Agreement, Version
from portal.needs import OF_A_KIND, Need


def in_my_stories(user):
    """Who asks them to help; where they have not yet said what they allow; and what others have read, and they not."""
    allowed = Consent.objects.filter(
        story=OuterRef("story"), person=OuterRef("person"), ended_at=None, ends_on__gt=localdate()
    )
    seats = StorySeat.objects.filter(person=user, state__in=["asked", "yes"], story__hidden_at=None)
    seats = list(seats.annotate(allows=Exists(allowed)).select_related("asked_by", "story__page").order_by("pk"))
    waits = [seat for seat in seats if not seat.is_taken or (seat.makes_it and not seat.allows)]
    for seat in waits[:OF_A_KIND]:
        if not seat.is_taken:
            reads = seat.role == StorySeat.Role.FRESH_EYES
            asks = _("%(name)s asks you to read a story before it goes on the site.")
            said = (asks if reads else _("%(name)s would like to tell a story with you.")) % {"name": seat.asked_by}
            yield Need(said, reverse("portal:stories:answer", args=[seat.story_id]), _("Answer"))
        else:
            said = _("“%(story)s” is not ready yet.") % {"story": seat.story}
            yield Need(said, reverse("portal:stories:story", args=[seat.story_id]), _("Open"))
    if any(seat.is_taken for seat in seats):
        yield from _put_before(user, but=[seat.story_id for seat in waits])


def _put_before(user, *, but):
    """What was put before people, in any language, and waits for this one: for their own yes, for the one they say for
    somebody who trusts them, or for their fresh eyes. Of `but` they hear already."""
    number = Concat(Value("page:"), Cast(OuterRef("pk"), CharField()))
    # A small fix is no other words: whoever said yes to what it put right has said yes.
    newest = Version.objects.filter(subject=number, small_fix="").order_by("-number").values("pk")[:1]
    mine = StorySeat.objects.taken().filter(person=user)
    seats = mine.filter(story=OuterRef("story_number"))
    yes = Agreement.objects.filter(version=OuterRef("newest"), taken_back_at=None)
    trusted = Trusted.objects.holding().filter(locale=OuterRef("locale"), seat__story=OuterRef("story_number"))
    said_for_me = trusted.filter(
        seat__person=user, person__agreements__version=OuterRef("newest"), person__agreements__taken_back_at=None
    )
    looked = Look.objects.filter(version=OuterRef("newest"))
    looked = looked.filter(Q(wish="") | Q(person=user))  # whoever wishes for a change waits for it
    pages = (
        StoryPage.objects.filter(translation_key__in=mine.values("story__page__translation_key"))
        .exclude(story__in=but)
        .filter(Q(live=False) | Q(has_unpublished_changes=True))
        .annotate(story_number=Subquery(_told().values("pk")[:1]), newest=Subquery(newest))
        .exclude(newest=None)
        .annotate(reads=Exists(seats.filter(role="reader")), is_source=Q(story__isnull=False))
        .filter(
            (Q(Exists(seats.making())) & ~Q(Exists(yes.filter(person=user))) & ~Q(Exists(said_for_me)))
            | (Q(Exists(trusted.filter(person=user))) & ~Q(Exists(yes.filter(person=user))))
            | (Q(reads=True) & ~Q(Exists(looked)))
        )
    )
    for page in pages.select_related("locale").only("draft_title", "locale").order_by("pk")[:OF_A_KIND]:
        words = {"story": page.draft_title, "language": page.locale}
        if page.is_source:
            said = _("“%(story)s” waits for you.") % words
        else:
            said = _("“%(story)s” waits for you in %(language)s.") % words
        name = "look" if page.reads else "agree"
        yield Need(said, reverse(f"portal:stories:{name}", args=[page.story_number, page.pk]), _("Read it"))


def _told():
    return Story.objects.filter(page__translation_key=OuterRef("translation_key"), hidden_at=None)
