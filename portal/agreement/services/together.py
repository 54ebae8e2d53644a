"""Words that everybody who has a seat in something agrees to: how a group works together, what a role is."""

from django.utils.translation import gettext_lazy as _

from portal.agreement.models import Agreement, Version
from portal.agreement.services import agreeing
from portal.audit.services import audited, record
from portal.members.models import Support
from portal.notices import services as notices
from portal.refusal import Refusal


class NotInIt(Refusal):
    sentence = _("Only people who take part in this agree to it. Look at it once more.")


class NotAllYet(Refusal):
    sentence = _("Not everybody has said yes, or was tried twice. Read it once more.")


class Together:
    """One sort of such words, of a part: it names its subject, holds the thing, and says who has a seat.

    What was agreed before stays in force until everybody has said yes to what was put forward since.
    """

    kind = ""  # what subjects begin with, such as "ways"
    open_again = ""  # the verb for words in force to which somebody took their yes back

    # --- What a part says ---------------------------------------------------------------------------------------------
    def hold(self, thing):
        """The thing as it is now; whoever changes the same waits. Its part raises what it refuses."""
        raise NotImplementedError

    def seats(self, thing):
        """Of those whose yes counts: a queryset of `Seat`, with `by_name()`."""
        raise NotImplementedError

    def in_force(self, thing) -> int | None:
        """The number of the row of the version that counts."""
        raise NotImplementedError

    def put_in_force(self, thing, version, *, by) -> None:
        """Saves it, and writes it into the trail. The thing is held."""
        raise NotImplementedError

    def goes_on(self, thing, version) -> None:
        """A small fix of what is in force: it counts from now on. Saves it; the thing is held."""
        raise NotImplementedError

    def is_undone(self, thing, fixed, back) -> None:
        """A small fix was put back: where the words stand elsewhere as well, they do so there. The thing is held."""

    def path(self, thing) -> str:
        """Where people read it and say yes."""
        raise NotImplementedError

    def said(self, thing, version) -> tuple[str, str]:
        """A title and words for the others: it was put forward, put right, or a small fix was undone."""
        raise NotImplementedError

    def tell_it_was_noted(self, thing, person, *, by) -> None:
        """The person, that somebody wrote their yes down."""
        raise NotImplementedError

    # --- What follows -------------------------------------------------------------------------------------------------
    def subject(self, thing) -> str:
        return f"{self.kind}:{thing.pk}"

    def newest(self, thing) -> Version | None:
        """Agreed or not."""
        return agreeing.current(self.subject(thing))

    def people(self, thing) -> list:
        return [seat.person for seat in self.seats(thing).by_name()]

    def standing(self, thing, version) -> agreeing.Standing:
        return agreeing.standing_of(version, self.people(thing))

    def to_read_out(self, found: dict):
        """Of messages, each with its thing: those whose person has not said yes to the newest words, with both. Two
        queries."""
        subjects = {self.subject(thing) for thing in found.values()}
        newest = {one.subject: one for one in Version.objects.filter(subject__in=subjects).order_by("number")}
        agreed = Agreement.objects.filter(version__in=newest.values(), taken_back_at=None)
        agreed = set(agreed.values_list("version__subject", "person"))
        for message, thing in found.items():
            subject = self.subject(thing)
            if subject in newest and (subject, message.person_id) not in agreed:
                yield message, thing, newest[subject]

    @audited()
    def put_forward(self, thing, *, words: dict, after: int | None, small_fix="", by) -> Version:
        held = self.hold(thing)
        before = self.newest(held)
        version = agreeing.put_forward(subject=self.subject(held), words=words, by=by, after=after, small_fix=small_fix)
        if small_fix and before and self.in_force(held) == before.pk:  # of words that nobody waits for any more
            self.goes_on(held, version)
        self._tell(held, version, by=by)
        self.settle(held)
        return version

    def _tell(self, thing, version, *, by):
        notices.forget(about=version.subject)  # of the words before
        for seat in self.seats(thing).exclude(person=by).select_related("person__about"):
            with notices.speaking_to(seat.person):
                title, words = self.said(thing, version)
            notices.tell(
                person=seat.person, title=title[:120], words=words, path=self.path(thing), about=version.subject, by=by
            )

    @audited()
    def agree(self, thing, *, version, person, by, said=Support.SaidYes.HERE) -> None:
        """A yes of somebody with a seat. Nobody agrees for another: it is theirs, or what they told."""
        held = self.hold(thing)
        seat = self.seats(held).filter(person=person).first()
        if seat is None or version.subject != self.subject(held):
            raise NotInIt
        agreeing.agree(version=version, person=person, side=seat.side, by=by, said=said)
        notices.overtake(about=version.subject, person=person)
        if by != person:
            self.tell_it_was_noted(held, person, by=by)
        self.settle(held)

    @audited()
    def take_yes_back(self, thing, *, version, by) -> None:
        held = self.hold(thing)
        agreeing.take_yes_back(version=version, by=by)
        if self.in_force(held) == version.pk and not self.standing(held, version).is_agreed:
            record(self.open_again, subject=held.about, by=by)

    @audited()
    def not_reached(self, thing, *, version, person, by) -> None:
        """After two tries it can go on without them, with "not reached" beside the name: `both_sides_said_yes`."""
        held = self.hold(thing)
        if not self.seats(held).filter(person=person).exists():
            raise NotInIt
        agreeing.could_not_reach(version=version, person=person, by=by)
        self.settle(held)

    @audited()
    def both_sides_said_yes(self, thing, *, version, by) -> None:
        """Without those who were not reached: it goes on when somebody in it says that people from both sides have
        said yes. That is not counted here, or words that wait for one person would tell how that person is here."""
        held = self.hold(thing)
        if version != self.newest(held):
            raise agreeing.VersionChanged
        if not self.standing(held, version).is_agreed:
            raise NotAllYet
        self._put_in_force(held, version, by=by)

    @audited()
    def undo_fix(self, thing, *, version, by) -> None:
        held = self.hold(thing)
        back = agreeing.undo_fix(version=version, by=by)
        if self.in_force(held) == version.pk:
            self.goes_on(held, back)
        self.is_undone(held, version, back)
        self._tell(held, back, by=by)

    def settle(self, thing) -> None:
        """When everybody has agreed to the newest words, they are in force. The thing is held."""
        version = self.newest(thing)
        if version is None or self.in_force(thing) == version.pk:
            return
        standing = self.standing(thing, version)
        if standing.is_agreed and not standing.not_reached:
            self._put_in_force(thing, version)

    def _put_in_force(self, thing, version, *, by=None):
        if self.in_force(thing) != version.pk:
            self.put_in_force(thing, version, by=by)
