"""A story's life, in whatever order: it is on the site only with everybody's yes, and nothing goes round that."""

from contextlib import suppress
from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import settings, strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from wagtail.models import Page

from casestudies import services
from casestudies.models import Consent, Look, Story, StoryPage, StorySeat
from portal.agreement.digest import digest_of
from portal.agreement.models import Agreement, Version
from portal.agreement.services import make_small_fix, version_of
from portal.agreement.words import words_of
from portal.audit.services import problems
from portal.notices.models import Notice
from portal.refusal import Refusal
from tests.effort import THOROUGH
from tests.factories.people import UserFactory
from tests.factories.telling import Role, allow, digest, joined, look, say_yes, source, story, write

pytestmark = pytest.mark.django_db
TELLER, WRITER, READER, LATE = range(4)
who = st.sampled_from([TELLER, WRITER, READER, LATE])
there = precondition(lambda self: self.is_there)
ITS_WORDS = ("We dug it together.", "We dug it alone.", "We dug it twice.")


class AStory(RuleBasedStateMachine):
    """Told by one, written with another, read by a third; `Late` is asked on the way, and `the neighbour` has no
    account. What may be done is worked out here from who said what, and never asked of the code that is shown."""

    is_there = False

    @initialize(starts=st.sampled_from(["a draft", "ready but for one yes"]))
    def begun(self, starts):
        self.told = story(words=ITS_WORDS[0])
        teller = self.told.begun_by
        self.people = [teller, joined(self.told), joined(self.told, role=Role.FRESH_EYES), UserFactory()]
        self.made = {TELLER, WRITER}
        self.typed, self.is_there, self.down_by, self.now = ITS_WORDS[0], True, None, None
        if starts != "a draft":
            for one in self.people[:READER]:
                allow(self.told, one)
            say_yes(self.told, self.people[WRITER])
            look(self.told, self.people[READER])

    def refused(self, refusal, act):
        with pytest.raises(refusal):
            act()

    def seat(self, number) -> StorySeat | None:
        return self.told.seats.filter(person=self.people[number]).first()

    def state(self, number) -> str:
        seat = self.seat(number)
        return seat.state if seat else ""

    def makes(self, number) -> bool:
        return self.state(number) == "yes" and self.seat(number).role != Role.FRESH_EYES

    def allows(self, number) -> bool:
        today = timezone.localdate()
        return self.told.consents.filter(person=self.people[number], ended_at=None, ends_on__gt=today).exists()

    @property
    def neighbour(self) -> Consent | None:
        return self.told.consents.filter(person=None).first()

    # --- what people do -----------------------------------------------------------------------------------------------
    @there
    @rule(by=st.sampled_from([TELLER, WRITER, LATE]), words=st.sampled_from(ITS_WORDS))
    def write(self, by, words):
        may = self.people[by].has_perm("stories.write", Story.objects.get(pk=self.told.pk))
        assert may == (self.makes(by) and self.down_by is None)
        if may:
            write(self.told, words, by=self.people[by])
            self.typed = words

    @there
    @rule(number=st.sampled_from([WRITER, READER, LATE]), role=st.sampled_from(Role.values))
    def ask(self, number, role):
        def act():
            services.ask(story=self.told, person=self.people[number], role=role, by=self.people[TELLER])

        if self.down_by is not None:
            return self.refused(services.Hidden, act)
        if self.state(number) in ("asked", "yes"):
            return self.refused(services.IsIn, act)
        if role == Role.FRESH_EYES and number in self.made:
            return self.refused(services.HasWritten, act)
        act()

    @there
    @rule(number=who, yes=st.booleans())
    def answer(self, number, yes):
        def act():
            services.answer(story=self.told, person=self.people[number], yes=yes, by=self.people[number])

        if self.down_by is not None:
            return self.refused(services.Hidden, act)
        if self.state(number) != "asked":
            return self.refused(services.NotAsked, act)
        act()
        if yes and self.seat(number).role not in (Role.FRESH_EYES, Role.TRANSLATOR):
            self.made.add(number)

    @there
    @rule(number=who, name=st.sampled_from(["Sam", "A neighbour"]))
    def allow(self, number, name):
        def act():
            allow(self.told, self.people[number], name=name)

        if self.down_by is not None:
            return self.refused(services.Hidden, act)
        if not self.makes(number):
            return self.refused(services.NotInIt, act)
        act()

    @there
    @rule(number=who, stale=st.booleans())
    def say_yes(self, number, stale):
        def act():
            of = "of other words" if stale else digest(self.told)
            given = {"page": source(self.told), "digest": of, "by": self.people[number]}
            services.say_yes(story=self.told, person=self.people[number], **given)

        if self.down_by is not None:
            return self.refused(services.Hidden, act)
        if not self.makes(number):
            return self.refused(services.NotTheirs, act)
        if not self.allows(number):
            return self.refused(services.FirstAllow, act)
        if stale:
            return self.refused(services.Changed, act)
        act()

    @there
    @rule()
    def everybody_says_yes(self):
        """As it mostly goes; whoever has not allowed it is not asked."""
        for number in (TELLER, WRITER, LATE):
            if self.down_by is None and self.makes(number) and self.allows(number):
                say_yes(self.told, self.people[number])

    @there
    @rule(number=st.sampled_from([TELLER, WRITER]))
    def take_yes_back(self, number):
        def act():
            services.take_yes_back(story=self.told, page=source(self.told), by=self.people[number])

        if self.down_by is not None:
            return self.refused(services.Hidden, act)
        before = source(self.told).live
        with suppress(services.NoYes):
            act()
        assert source(self.told).live == before, "taking it down is another button"

    @there
    @rule(number=who, said=st.sampled_from([{"known": "nobody"}, {"known": "fine"}, {"wish": "The street."}]))
    def look(self, number, said):
        def act():
            look(self.told, self.people[number], **said)

        if self.down_by is not None:
            return self.refused(services.Hidden, act)
        if self.state(number) != "yes" or self.makes(number):
            return self.refused(services.WroteIt, act)
        act()

    @there
    @rule()
    def somebody_else_allows(self):
        def act():
            given = {"called": "The neighbour", "naming": "none", "given": "talk", "by": self.people[TELLER]}
            services.allow(story=self.told, consent=self.neighbour, **given)

        return self.refused(services.Hidden, act) if self.down_by is not None else act()

    @there
    @precondition(lambda self: self.is_there and self.neighbour)
    @rule()
    def somebody_else_says_yes(self):
        def act():
            given = {"page": source(self.told), "digest": digest(self.told), "by": self.people[WRITER]}
            services.seen_and_allowed(consent=self.neighbour, **given)

        return self.refused(services.Hidden, act) if self.down_by is not None else act()

    @there
    @precondition(lambda self: self.is_there and self.neighbour)
    @rule()
    def somebody_else_ends_it(self):
        def act():
            services.end(consent=self.neighbour, by=self.people[TELLER])

        if self.down_by is not None:
            return self.refused(services.Hidden, act)
        act()
        assert not source(self.told).live

    @there
    @rule(by=who)
    def fix_a_small_thing(self, by):
        """Only whose story it is may, and only what is on the site."""
        page = source(self.told)
        words = words_of(page.get_latest_revision_as_object())
        key = next(key for key, text in words.items() if self.typed in text)
        changed = words | {key: self.typed.replace("We dug", "We  all dug")}
        was_live = page.live
        try:
            make_small_fix(page=page, by=self.people[by], loaded=version_of(page), words=changed, why="Clearer")
        except Refusal:
            return
        assert was_live
        assert self.state(by) == "yes"
        assert self.seat(by).role == Role.TELLER
        self.typed = changed[key]

    @there
    @precondition(lambda self: self.is_there and self.told.consents.exists())
    @rule(data=st.data())
    def the_time_of_one_is_over(self, data):
        """Its day comes, and the clock runs."""
        one = data.draw(st.sampled_from(sorted(self.told.consents.values_list("pk", flat=True))))
        Consent.objects.filter(pk=one).update(ends_on=timezone.localdate(), starts_on=timezone.localdate())
        services.end_what_is_over()
        Notice.objects.filter(about=self.told.about).delete()

    @there
    @rule(number=who)
    def leave(self, number):
        def act():
            services.leave(story=self.told, by=self.people[number])

        if self.down_by is not None:
            return self.refused(services.Hidden, act)
        if self.state(number) != "yes":
            return self.refused(services.NotDown, act)
        made_it = self.makes(number)
        act()
        if not Story.objects.filter(pk=self.told.pk).exists():
            assert made_it
            return self.is_gone()
        if made_it:
            assert not source(self.told).live
            assert Version.objects.filter(subject=f"page:{self.told.page_id}").count() == 0

    @there
    @rule(number=st.sampled_from([TELLER, LATE]))
    def take_down(self, number):
        def act():
            services.take_down(story=self.told, by=self.people[number])

        held = Story.objects.get(pk=self.told.pk)
        seat = self.seat(number)
        tells = seat is not None and (seat.state, seat.role) == ("yes", Role.TELLER)
        assert self.people[number].has_perm("stories.take_down", held) == (tells and self.down_by is None)
        if self.down_by is not None:
            return self.refused(services.Hidden, act)
        if tells:
            act()
            self.down_by = number

    @there
    @rule(number=who)
    def bring_back(self, number):
        def act():
            services.bring_back(story=self.told, by=self.people[number])

        if self.down_by is None:
            return self.refused(services.NotDown, act)
        if number != self.down_by:
            return self.refused(services.TakenDownByAnother, act)
        act()
        self.down_by = None

    @there
    @rule()
    def put_back(self):
        def act():
            services.put_back(story=self.told, page=source(self.told), by=self.people[TELLER])

        if self.down_by is not None:
            return self.refused(services.Hidden, act)
        with suppress(services.NotReady):
            act()
            assert source(self.told).live

    @there
    @rule(number=who, sure=st.integers(0, 3))
    def delete(self, number, sure):
        def act():
            services.delete_now(story=self.told, by=self.people[number])

        if self.down_by is None:
            return self.refused(services.NotDown, act)
        if number != self.down_by:
            return self.refused(services.TakenDownByAnother, act)
        if sure == 3:
            act()
            self.is_gone()

    @there
    @rule()
    def nobody_brings_it_back(self):
        later = timezone.localdate() + timedelta(days=services.DAYS)
        assert services.let_go_on_its_day() == 0, "not before its day"
        due = Story.objects.filter(pk=self.told.pk, delete_on=later)
        assert due.exists() == (self.down_by is not None)

    @precondition(lambda self: not self.is_there)
    @rule()
    def it_stays_gone(self):
        """Nothing is left that anybody could do with it."""
        services.let_go_on_its_day()
        services.end_what_is_over()
        assert self.left() == set()

    def is_gone(self):
        self.is_there = False
        assert self.left() == set()

    def left(self) -> set[str]:
        """What still knows of it."""
        page = f"page:{self.told.page_id}"
        of_it = {
            "story": Story.objects.filter(pk=self.told.pk),
            "page": Page.objects.filter(pk=self.told.page_id),
            "versions": Version.objects.filter(subject=page),
            "seats": StorySeat.objects.filter(story=self.told.pk),
            "consents": Consent.objects.filter(story=self.told.pk),
        }
        return {name for name, rows in of_it.items() if rows.exists()}

    # --- what is so at any time ---------------------------------------------------------------------------------------
    @invariant()
    def what_comes_out_everybody_said_yes_to(self):
        if not self.is_there:
            return
        page = source(self.told)
        before, self.now = self.now, digest_of(page) if page.live else None
        if self.now is None or self.now == before:
            return
        versions = list(Version.objects.filter(subject=f"page:{page.pk}").order_by("-number"))
        assert versions[0].digest == self.now
        counts = [versions[0]]  # and what it was a small fix to
        while counts[-1].small_fix:
            counts.append(versions[len(counts)])
        makers = [seat for seat in self.told.seats.all() if seat.state == "yes" and seat.role != Role.FRESH_EYES]
        for seat in makers:
            assert Agreement.objects.filter(version__in=counts, person=seat.person, taken_back_at=None).exists()
            assert self.told.consents.get(person=seat.person).holds_today
        assert any(seat.role == Role.TELLER for seat in makers)
        looks = Look.objects.filter(version__in=counts)
        assert not looks.exclude(wish="").exists()
        assert looks.exclude(person__in=[seat.person for seat in makers]).exists()
        if self.neighbour and self.neighbour.ended_at is None:
            assert self.neighbour.holds_today
            assert self.neighbour.seen in counts
        elif self.neighbour:
            assert counts[-1].made_at > self.neighbour.ended_at

    @invariant()
    def while_it_is_out_nobody_has_stopped_allowing_it(self):
        if self.is_there and (page := source(self.told)).live:
            assert self.down_by is None
            running = self.told.consents.filter(ended_at=None)
            assert all(one.holds_today for one in running)
            assert timezone.localdate(page.expire_at) == min(one.ends_on for one in running)

    @invariant()
    def taken_down_it_is_nowhere(self):
        if not self.is_there:
            return
        held = Story.objects.get(pk=self.told.pk)
        assert held.hidden_by == (None if self.down_by is None else self.people[self.down_by])
        if held.is_hidden:
            key = held.page.translation_key
            assert not StoryPage.objects.filter(translation_key=key, live=True).exists()

    @invariant()
    def nothing_typed_is_lost(self):
        if self.is_there:
            assert self.typed in str(source(self.told).get_latest_revision_as_object().body)


def test_a_story_in_whatever_order():
    """A step of a story costs some ten times one of a vote: fewer lives, each as long."""
    run_state_machine_as_test(AStory, settings=settings(max_examples=100 if THOROUGH else 8))
    assert list(problems()) == []
