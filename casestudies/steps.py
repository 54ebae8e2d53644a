"""What somebody in a story can do next."""

from datetime import timedelta

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.timezone import now
from django.utils.translation import gettext as _

from casestudies.models import StorySeat
from casestudies.readiness import says_nothing_yet
from portal.agreement.queries import translation_of
from portal.agreement.services import version_of

A_WHILE = timedelta(days=90)  # after which something may have come of it


class InALanguage:
    """How far a story is in another language, and what somebody in it can do there."""

    def __init__(self, seat, page, ready):
        self.page, self.ready, self.seat = page, ready, seat

    @cached_property
    def progress(self) -> tuple[int, int] | None:
        """Of how many sentences how many are translated; None where it is no matter of sentences any more."""
        sentences = translation_of(self.page) if self.seat.makes_it or self.seat.translates_it else None
        if sentences is None:
            return None
        total, translated = sentences.get_progress()
        return translated, total

    @property
    def loaded(self) -> str:
        return version_of(self.page)

    @property
    def may_say_yes(self) -> bool:
        """The words were put before people, and theirs are one of the yeses that count."""
        me = self.seat.person_id
        counts = self.seat.makes_it or me in {person.pk for person in self.ready.trusted.values()}
        return self.ready.version is not None and counts and not self.ready.says_yes(me)

    @property
    def may_put_back(self) -> bool:
        """It went off while the story itself stayed, or the story came back: nothing but a press is missing."""
        return self.seat.makes_it and self.ready.is_ready and not self.page.live and self.ready.story.page.live

    @property
    def may_look(self) -> bool:
        reads = self.seat.role == StorySeat.Role.FRESH_EYES
        return reads and self.ready.version is not None and self.ready.look is None


def next_step(seat, newest, ready, asked) -> tuple[str, str] | None:
    """What this person can do now: words for the button, and where it leads."""
    story, page = seat.story_id, ready.page.pk
    if seat.role == StorySeat.Role.FRESH_EYES:
        read = any(look.person_id == seat.person_id for look in ready.looks)
        if read or says_nothing_yet(newest):
            return None
        return _("Read it with fresh eyes"), reverse("portal:stories:look", args=[story, page])
    if seat.role == StorySeat.Role.TRANSLATOR:
        return None
    if says_nothing_yet(newest):
        return _("Write it"), reverse("portal:pages:edit", args=[page])
    line = next(line for line in ready.lines if line.seat and line.seat.person_id == seat.person_id)
    if not line.allows:
        return _("Answer four questions"), reverse("portal:stories:allow", args=[story])
    if ready.wishes:
        return _("Somebody asks for a change: write it"), reverse("portal:pages:edit", args=[page])
    if not line.said_yes:
        return _("Read it, and say yes"), reverse("portal:stories:agree", args=[story, page])
    if not any(s.role == StorySeat.Role.FRESH_EYES for s in (*ready.seats, *asked)):
        ask = reverse("portal:stories:ask", args=[story])
        return _("Ask somebody to read it with fresh eyes"), f"{ask}?role={StorySeat.Role.FRESH_EYES}"
    if ready.page.live and not newest.happened_next and now() - ready.page.first_published_at > A_WHILE:
        return _("What happened next? Tell it"), f"{reverse('portal:pages:edit', args=[page])}?later"
    return None
