"""What waits for somebody in stories, on their home. Two queries."""

from django.db.models import Case, CharField, Exists, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Cast, Concat
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from casestudies.models import Consent, Look, Story, StoryPage, StorySeat, Trusted
from portal.agreement.digest import digest_of_revision
from portal.agreement.models import Agreement, Version
from portal.needs import OF_A_KIND, Need


def in_my_stories(user):
    """Who asks them to help; where they have not yet said what they allow; and what others have read, and they not."""
    allowed = Consent.objects.filter(
        story=OuterRef("story"), person=OuterRef("person"), ended_at=None, ends_on__gt=localdate()
    )
    seats = list(
        seats_of(user).annotate(allows=Exists(allowed)).select_related("asked_by", "story__page").order_by("pk")
    )
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


def seats_of(me):
    return StorySeat.objects.asked_or_taken().of_stories_there().filter(person=me)


def _put_before(user, *, but):
    """What was put before people, in any language, and waits for this one: for their own yes, for the one they say for
    somebody who trusts them, for their fresh eyes, or for the change that somebody asks for. Of `but` they hear
    already."""
    number = Concat(Value("page:"), Cast(OuterRef("pk"), CharField()))
    # A small fix is no other words: whoever said yes to what it put right has said yes.
    versions = Version.objects.filter(subject=number, small_fix="").order_by("-number")
    mine = StorySeat.objects.taken().filter(person=user)
    seats = mine.filter(story=OuterRef("story_number"))
    yes = Agreement.objects.filter(version=OuterRef("newest"), taken_back_at=None)
    trusted = Trusted.objects.holding().filter(locale=OuterRef("locale"), seat__story=OuterRef("story_number"))
    said_for_me = trusted.filter(
        seat__person=user, person__agreements__version=OuterRef("newest"), person__agreements__taken_back_at=None
    )
    looks = Look.objects.filter(version=OuterRef("newest"))
    looked = looks.filter(Q(wish="") | Q(person=user))  # whoever wishes for a change waits for it
    makes, said = Q(Exists(seats.making())), Q(Exists(yes.filter(person=user)))
    to_change = makes & Q(Exists(looks.exclude(wish="")))
    waits = (
        (makes & ~said & ~Q(Exists(said_for_me)))
        | (Q(Exists(trusted.filter(person=user))) & ~said)
        | (Q(reads=True) & ~Q(Exists(looked)))
    )
    pages = (
        StoryPage.objects.filter(translation_key__in=mine.values("story__page__translation_key"))
        .exclude(story__in=but)
        .filter(Q(live=False) | Q(has_unpublished_changes=True))
        .annotate(story_number=Subquery(_told().values("pk")[:1]))
        .annotate(newest=Subquery(versions.values("pk")[:1]), digest=Subquery(versions.values("digest")[:1]))
        .exclude(newest=None)
        .annotate(reads=Exists(seats.filter(role="reader")), is_source=Q(story__isnull=False))
        .annotate(to_change=Case(When(to_change, then=True), default=False))
        .annotate(waits=Case(When(waits, then=True), default=False))
        .filter(Q(to_change=True) | Q(waits=True))
    )
    pages = pages.select_related("locale").only("draft_title", "locale", "latest_revision")
    for page in pages.order_by("pk")[:OF_A_KIND]:
        words = {"story": page.draft_title, "language": page.locale}
        # Of words that were changed since, nobody knows yet whether they still wish it.
        if page.to_change and digest_of_revision(page.latest_revision) == page.digest:
            if page.is_source:
                said = _("Somebody asks for a change in “%(story)s”.") % words
            else:
                said = _("Somebody asks for a change in “%(story)s” in %(language)s.") % words
            yield Need(said, reverse("portal:stories:story", args=[page.story_number]), _("Open"))
            continue
        if not page.waits:
            continue
        if page.is_source:
            said = _("“%(story)s” waits for you.") % words
        else:
            said = _("“%(story)s” waits for you in %(language)s.") % words
        name = "look" if page.reads else "agree"
        yield Need(said, reverse(f"portal:stories:{name}", args=[page.story_number, page.pk]), _("Read it"))


def _told():
    return Story.objects.filter(page__translation_key=OuterRef("translation_key"), hidden_at=None)
