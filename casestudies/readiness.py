"""How far a story is: who has said yes to exactly these words, what each allows, and who looked with fresh eyes."""

from dataclasses import dataclass, field
from functools import cached_property

from casestudies.models import Consent, Look, Story, StorySeat, Trusted
from home.streams import content_of
from portal.agreement.agreed import subject_of
from portal.agreement.digest import digest_of_revision
from portal.agreement.models import Agreement, Version


@dataclass
class Line:
    """One person in the story: what they said so far."""

    name: object
    seat: StorySeat | None = None
    consent: Consent | None = None
    said_yes: bool = False
    trusts: object = None  # whose yes counts for theirs in this language
    changed_since: bool = False
    earlier: int | None = None  # the number of the version they said yes to, where that was another
    allows: bool = False
    changes: list = field(default_factory=list)  # since they said yes, where somebody has compared them

    @property
    def is_ready(self) -> bool:
        return self.said_yes and self.allows


@dataclass
class Readiness:
    """Of one page of a story, with the words of `digest`."""

    page: object
    digest: str
    story: Story
    versions: list[Version] = field(default_factory=list)

    @cached_property
    def seats(self) -> list[StorySeat]:
        return list(self.story.seats.taken().by_name())

    def of_another(self, page, digest: str) -> "Readiness":
        """Of the story's page in another language: its people, and what they allow, are the same."""
        other = Readiness(page, digest, self.story, _versions(page))
        other.seats, other._consents = self.seats, self._consents
        return other

    @cached_property
    def version(self) -> Version | None:
        """The newest words that were put before people, if they are these."""
        newest = self.versions[0] if self.versions else None
        return newest if newest and newest.digest == self.digest else None

    @cached_property
    def counts(self) -> set[int]:
        """The versions to which a yes is a yes to these words: small fixes since then change nothing of what it is."""
        counting = set()
        for version in self.versions if self.version else ():
            counting.add(version.pk)
            if not version.small_fix:
                break
        return counting

    @cached_property
    def _yeses(self) -> dict[int, set[int]]:
        """By person, the versions they said yes to."""
        yeses = {}
        found = Agreement.objects.filter(version__subject=subject_of(self.page), taken_back_at=None)
        for person, version in found.values_list("person", "version"):
            yeses.setdefault(person, set()).add(version)
        return yeses

    def says_yes(self, person: int) -> bool:
        """Whether somebody themselves said yes to these words."""
        return bool(self._yeses.get(person, set()) & self.counts)

    @property
    def is_translation(self) -> bool:
        return self.page.locale_id != self.story.page.locale_id

    @cached_property
    def trusted(self) -> dict[int, object]:
        """By seat, whom somebody trusts with this language."""
        if not self.is_translation:
            return {}
        found = Trusted.objects.holding().filter(seat__story=self.story, locale=self.page.locale_id)
        return {one.seat_id: one.person for one in found.select_related("person")}

    @cached_property
    def _consents(self) -> list[Consent]:
        return list(self.story.consents.select_related("person"))

    @cached_property
    def lines(self) -> list[Line]:
        """Those who make it, by name, and then whom readers may recognise besides."""
        allowed = {consent.person_id: consent for consent in self._consents if consent.person_id}
        lines = []
        for seat in self.seats:
            if seat.makes_it:
                consent, trusted = allowed.get(seat.person_id), self.trusted.get(seat.pk)
                yes = self.says_yes(seat.person_id) or (trusted is not None and self.says_yes(trusted.pk))
                yeses = self._yeses.get(seat.person_id, set())
                lines.append(self._line(seat.person, yes, yeses, seat=seat, consent=consent, trusts=trusted))
        for consent in self._consents:
            if consent.person_id is None and not self.is_without(consent):
                # They looked at the story as it was told; for the other languages it counts that they allow these.
                yes = self.is_translation or consent.seen_id in self.counts
                lines.append(self._line(consent.called, yes, {consent.seen_id} - {None}, consent=consent))
        return lines

    def _line(self, name, yes: bool, yeses: set[int], *, consent, **who) -> Line:
        since = bool(yeses) and not yes
        earlier = max(yeses) if since else None
        allows = self.is_allowed_by(consent)
        return Line(name, consent=consent, said_yes=yes, changed_since=since, earlier=earlier, allows=allows, **who)

    @property
    def waits_for(self) -> list:
        """The names of those who have not said yes to these words, or do not allow it."""
        return [line.name for line in self.lines if not line.is_ready]

    def is_without(self, consent) -> bool:
        """Somebody ended it, and these words are others than those that were there then, small fixes aside. Whoever
        looks with fresh eyes has looked at them since, and says whether they can still be recognised."""
        if consent.ended_at is None:
            return False
        if self.digest in {version.digest for version in self.versions if version.made_at <= consent.ended_at}:
            return False
        began = [version.made_at for version in self.versions if version.pk in self.counts]
        return min(began, default=self.page.latest_revision_created_at) > consent.ended_at

    def is_allowed_by(self, consent) -> bool:
        if consent is None or not consent.holds_today:
            return False
        return not self.is_translation or Consent.Use.LANGUAGES in consent.uses

    @cached_property
    def _all_looks(self) -> list[Look]:
        if not self.versions:
            return []
        found = Look.objects.filter(version__subject=subject_of(self.page)).select_related("person")
        return list(found.order_by("-at", "-pk"))

    @property
    def looks(self) -> list[Look]:
        """At these words, the newest first."""
        return [look for look in self._all_looks if look.version_id in self.counts]

    @property
    def look(self) -> Look | None:
        """The yes of somebody who did not write it."""
        seats = (seat for seat in self.seats if seat.has_written(in_other_languages=self.is_translation))
        writers = {seat.person_id for seat in seats}
        return next((look for look in self.looks if look.known and look.person_id not in writers), None)

    @property
    def wishes(self) -> list[Look]:
        return [look for look in self.looks if look.wish]

    @property
    def earlier_wishes(self) -> list[Look]:
        """The last thing that somebody said of other words, where that was a wish: whoever meets it in two sittings
        finds it there. It holds nothing up."""
        if self.look is not None:
            return []
        newest = {}
        for look in self._all_looks:
            newest.setdefault(look.person_id, look)
        return [look for look in newest.values() if look.wish and look.version_id not in self.counts]

    @property
    def has_teller(self) -> bool:
        return any(seat.tells_it for seat in self.seats)

    @property
    def is_fixed_by_teller(self) -> bool:
        """The newest words are a small fix: then it was one of the tellers who made it, or somebody else who makes the
        story put back what was there before."""
        if not self.version.small_fix:
            return True
        may = {seat.person_id for seat in self.seats if seat.tells_it or (self.version.is_undo and seat.makes_it)}
        return self.version.by_id in may

    @property
    def is_ready(self) -> bool:
        return (
            self.version is not None
            and not self.story.is_hidden
            and self.has_teller
            and all(line.is_ready for line in self.lines)
            and self.look is not None
            and not self.wishes
            and self.is_fixed_by_teller
        )


def wishes_on(user, page) -> list[tuple[str, str]]:
    """Who asks for which change, for those of its people who read what others answered."""
    story = Story.objects.of_page(page).select_related("page").first()
    if story is None or page.latest_revision is None or not user.has_perm("stories.read_answers", story):
        return []
    ready = readiness_of(page, digest_of_revision(page.latest_revision), story)
    return [(str(look.person), look.wish) for look in (*ready.wishes, *ready.earlier_wishes)]


def readiness_of(page, digest: str, story: Story | None = None) -> Readiness | None:
    """None when nobody tells this story, as of an example."""
    story = story or Story.objects.of_page(page).select_related("page").first()
    if story is None:
        return None
    return Readiness(page, digest, story, _versions(page))


def _versions(page) -> list[Version]:
    return list(Version.objects.of(subject_of(page)).defer("words"))


def is_agreed(page, digest: str) -> bool:
    """Whether the site may say this of a story. An example is one that a new site starts with, and nothing else."""
    ready = readiness_of(page, digest)
    if ready is not None:
        return ready.is_ready
    newest = Version.objects.of(subject_of(page)).first()
    return newest is not None and newest.digest == digest and newest.unread == Version.Unread.START


def says_nothing_yet(page) -> bool:
    return not any(words for _kind, words in content_of(page.body))
