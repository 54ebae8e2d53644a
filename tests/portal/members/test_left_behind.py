"""What somebody had taken on when they left, or coordinate no longer: it is nobody's again, and others know of it."""

from datetime import timedelta
from functools import partial

import pytest
from django.urls import reverse
from django.utils import timezone

from home.spoken import moment
from portal.audit.models import Entry
from portal.members import services
from portal.members.models import Complaint, Enquiry, Gathering, OneOff, Support, User, Welcome
from portal.members.services import Noted, asking, offers
from portal.members.services.doings import SomebodyDoes, TooLate, let_go
from portal.members.standing import COORDINATORS
from portal.members.waiting import nobody_looks_after, what_is_nobodys
from portal.notices.models import Notice
from tests.at_once import came_to
from tests.effort import RACES
from tests.factories.asking import complaint, offer
from tests.factories.members import SupportFactory
from tests.factories.people import UserFactory
from tests.portal.members.door import words
from tests.portal.members.telling import key

pytestmark = pytest.mark.django_db
NAME = "Zebedee"


@pytest.fixture
def zeb():
    return UserFactory(known_as=NAME, groups=[COORDINATORS], last_login=timezone.now())


@pytest.fixture
def cora():
    return UserFactory(known_as="Cora", groups=[COORDINATORS], last_login=timezone.now())


def again(person) -> User:
    """As the next request has them."""
    return User.objects.get(pk=person.pk)


def left(person):
    services.erase_person(person=again(person), by=None)


def told(person) -> set[str]:
    return set(Notice.objects.filter(person=person).values_list("title", flat=True))


def lines(person) -> list[str]:
    return [due.words for due in nobody_looks_after(again(person))]


# --- Offers and complaints
@pytest.mark.parametrize("how", ["leaves", "coordinates no longer"])
def test_what_waits_is_nobodys_again_and_what_was_answered_stays(zeb, cora, how):
    waits, moans, answered = offer(taken_by=zeb), complaint(taken_by=zeb), offer(taken_by=zeb)
    offers.say_no(enquiry=answered, by=zeb, words="All places are taken.")
    others = offer(taken_by=cora)
    if how == "leaves":
        left(zeb)
    else:
        services.trust(person=zeb, by=cora, taken={COORDINATORS})
    holders = dict(Enquiry.objects.values_list("pk", "taken_by"))
    assert holders == {waits.pk: None, answered.pk: zeb.pk, others.pk: cora.pk}
    assert Complaint.objects.get(pk=moans.pk).taken_by is None
    assert set(Entry.objects.filter(verb__endswith=".given_back").values_list("subject", flat=True)) == {
        waits.about,
        moans.about,
    }
    assert asking.take(asked=waits, by=cora).taken_by == cora


def test_what_they_took_on_at_the_very_moment_they_left_is_nobodys_again_too(zeb):
    left(zeb)
    late = offer(taken_by=zeb)
    services.forget_late_words()
    late.refresh_from_db()
    assert late.taken_by is None
    assert Entry.objects.get(verb="enquiry.given_back").subject == late.about


# --- What was put on
def coffee(by, **given):
    return Gathering.objects.create(
        **{"title": "Coffee", "starts_at": timezone.now() + timedelta(days=2), "by": by} | given
    )


def test_a_gathering_and_a_hand_wanted_stand_under_today_until_somebody_looks_after_them(zeb, cora):
    on, hand = coffee(zeb), OneOff.objects.create(title="Leaflets", by=zeb)
    coffee(zeb, title="Off", called_off_at=timezone.now())
    coffee(cora, title="Hers")
    OneOff.objects.create(title="Done", by=zeb, closed_at=timezone.now())
    assert lines(cora) == []
    left(zeb)
    assert lines(cora) == [
        "“Coffee” is on, and whoever put it on has left.",
        "A hand is wanted for “Leaflets”, and whoever asked has left.",
    ]
    assert [need.words for need in what_is_nobodys(again(cora))] == ["2 things belong to nobody now."]
    for doing in (on, hand):
        services.look_after(doing=doing, by=cora)
    assert lines(cora) == []
    assert list(what_is_nobodys(again(cora))) == []
    assert {entry.verb for entry in Entry.objects.filter(verb__endswith="_taken_on")} == {
        "members.gathering_taken_on",
        "members.oneoff_taken_on",
    }


def test_members_are_shown_none_of_it(zeb):
    coffee(zeb)
    left(zeb)
    member = UserFactory()
    assert [list(source(member)) for source in (nobody_looks_after, what_is_nobodys)] == [[], []]


def test_of_two_who_look_after_it_one_does_and_the_other_reads_so(client, zeb, cora):
    on = coffee(zeb)
    path, press = (reverse(f"portal:doings:{name}gathering", args=[on.pk]) for name in ("", "look-after-"))
    client.force_login(UserFactory(groups=[COORDINATORS]), backend="django.contrib.auth.backends.ModelBackend")
    assert "I look after it" not in words(client.get(path)), "its own person is here"
    assert "Somebody looks after it already." in words(client.post(press, {"key": key()}, follow=True))
    left(zeb)
    assert "I look after it" in words(client.get(path))
    services.look_after(doing=on, by=cora)
    assert "Somebody looks after it already." in words(client.post(press, {"key": key()}, follow=True))
    assert Gathering.objects.get(pk=on.pk).by == cora
    with pytest.raises(SomebodyDoes):
        services.look_after(doing=on, by=cora)


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_of_two_who_look_after_it_at_the_same_moment_one_does():
    for _repeat in range(RACES):
        zeb, cora, dora = UserFactory.create_batch(3, groups=[COORDINATORS])
        on = coffee(zeb)
        left(zeb)
        came = came_to(*(partial(services.look_after, doing=on, by=person) for person in (cora, dora)))
        assert sorted(came) == ["SomebodyDoes", "done"]
        assert Entry.objects.filter(verb="members.gathering_taken_on", subject=f"gathering:{on.pk}").count() == 1


def test_what_began_without_an_end_is_looked_after_and_what_is_past_is_not(zeb, cora):
    begun, over = coffee(zeb), coffee(zeb)
    past = OneOff.objects.create(title="Leaflets", by=zeb, until=timezone.localdate() - timedelta(days=1))
    left(zeb)
    for doing, hours in ((begun, 1), (over, 24)):
        Gathering.objects.filter(pk=doing.pk).update(starts_at=timezone.now() - timedelta(hours=hours))
    services.look_after(doing=begun, by=cora)
    for doing in (over, past):
        with pytest.raises(TooLate):
            services.look_after(doing=doing, by=cora)
        with pytest.raises(TooLate):
            services.say_yes(doing=doing, by=cora)


def test_what_is_over_is_not_called_off(cora):
    over, george = coffee(cora), UserFactory()
    services.say_yes(doing=over, by=george)
    Gathering.objects.update(starts_at=timezone.now() - timedelta(days=1))
    over.refresh_from_db()
    with pytest.raises(TooLate):
        services.call_off(gathering=over, by=cora)
    assert not george.notices.exists()


def test_a_change_sent_late_does_not_put_it_on_again(zeb, cora):
    on = coffee(zeb)
    stale = Gathering.objects.get(pk=on.pk)
    left(zeb)
    services.look_after(doing=on, by=cora)
    services.call_off(gathering=on, by=cora)
    stale.place = "Library"
    services.keep_doing(doing=stale, interests=[], by=cora)
    on.refresh_from_db()
    assert (on.by, on.place, on.called_off_at is None) == (cora, "Library", False)


def test_what_is_called_off_is_called_off_as_it_is_now(cora):
    on, george = coffee(cora), UserFactory()
    services.say_yes(doing=on, by=george)
    stale = Gathering.objects.get(pk=on.pk)
    on.title, on.starts_at = "Coffee and cake", on.starts_at + timedelta(days=1)
    services.keep_doing(doing=on, interests=[], by=cora)
    services.call_off(gathering=stale, by=cora)
    (notice,) = Notice.objects.filter(person=george)
    assert notice.title == "Called off: Coffee and cake"
    assert moment(on.starts_at) in notice.words


def test_what_is_gone_is_not_changed(cora):
    on = coffee(cora)
    stale = Gathering.objects.get(pk=on.pk)
    on.delete()
    with pytest.raises(services.TooLate):
        services.keep_doing(doing=stale, interests=[], by=cora)


def test_where_it_was_goes_with_it(cora):
    """A gathering may be at somebody's home: nobody keeps the place in a message."""
    on, george = coffee(cora), UserFactory()
    services.say_yes(doing=on, by=george)
    on.place = "12 Mill Lane"
    services.keep_doing(doing=on, interests=[], by=cora)
    assert "12 Mill Lane" in Notice.objects.get(person=george).words
    let_go(Gathering.objects.all())
    assert not Notice.objects.filter(words__contains="Mill Lane").exists()


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_whoever_says_yes_while_it_is_called_off_hears_it_or_is_told_so_at_once():
    for _repeat in range(RACES):
        cora, george = UserFactory(groups=[COORDINATORS]), UserFactory()
        on = coffee(cora)
        called, said = came_to(
            partial(services.call_off, gathering=on, by=cora), partial(services.say_yes, doing=on, by=george)
        )
        assert (called, said) in {("done", "done"), ("done", "TooLate")}
        assert Notice.objects.filter(person=george).exists() == (said == "done")


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_who_leaves_while_they_say_yes_to_what_they_put_on_themselves_leaves():
    for _repeat in range(RACES):
        person = UserFactory()
        on = coffee(person, starts_at=timezone.now() - timedelta(minutes=5))  # goes with them, once it has begun
        came = came_to(partial(services.leave, person=person), partial(services.say_yes, doing=on, by=person))
        assert came[0] == "done"
        assert came[1] in {"done", "TooLate", "HasLeft"}


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_who_leaves_while_what_they_come_to_is_changed_leaves_and_it_is_changed():
    for _repeat in range(RACES):
        cora, george = UserFactory(groups=[COORDINATORS]), UserFactory()
        on = coffee(cora)
        services.say_yes(doing=on, by=george)
        on.place = "Library"
        services.keep_doing(doing=on, interests=[], by=cora)  # what they were told of it goes with the next change
        on.place = "Hub"
        change = partial(services.keep_doing, doing=on, interests=[], by=cora)
        assert came_to(change, partial(services.leave, person=george)) == ["done", "done"]


def test_a_member_reads_that_the_coordinators_know(client, zeb):
    on = coffee(zeb)
    left(zeb)
    client.force_login(UserFactory(), backend="django.contrib.auth.backends.ModelBackend")
    page = words(client.get(reverse("portal:doings:gathering", args=[on.pk])))
    assert "Nobody looks after this now" in page
    assert "One of the coordinators" in page
    assert "I look after it" not in page


def test_who_said_that_they_come_hears_that_it_is_called_off(zeb, cora):
    on, george = coffee(zeb), UserFactory()
    for person in (george, cora):
        services.say_yes(doing=on, by=person)
    for _again in range(2):
        services.call_off(gathering=on, by=cora)
    assert [(notice.person, notice.title) for notice in Notice.objects.all()] == [(george, "Called off: Coffee")]


# --- People who counted on them
def test_whoever_was_to_be_met_is_told_and_stands_under_today_until_another_is_found(zeb, cora):
    george = UserFactory(known_as="George")
    Welcome.objects.create(person=george, buddy=zeb)
    Welcome.objects.create(person=UserFactory(known_as="Met"), buddy=zeb, met_on=timezone.localdate())
    Welcome.objects.create(person=UserFactory(known_as="Hers"), buddy=cora)
    long_here = UserFactory(known_as="Long", date_joined=timezone.now() - timedelta(days=200))
    Welcome.objects.create(person=long_here)
    left(zeb)
    assert Notice.objects.filter(title="Somebody else will meet you first").get().person == george
    assert lines(cora) == ["George is new, and nobody is there to meet them first."]
    mair, steps = UserFactory(known_as="Mair"), dict.fromkeys(services.STEPS, False)
    for _again in range(2):
        facts = {"steps": steps, "they_expect": "", "we_expect": "", "buddy": mair}
        services.write_welcome(person=george, by=cora, **facts)
    assert lines(cora) == []
    notes = Notice.objects.filter(title="First steps").order_by("pk").values_list("person__known_as", "words")
    assert list(notes) == [
        ("George", "Mair meets you first, to say hello and to answer questions."),
        ("Mair", "You are the one to meet George first. Say hello soon."),
    ]


def test_whoever_was_helped_hears_that_it_ended_and_not_by_whom(zeb):
    george = UserFactory()
    SupportFactory(member=george, supporter=zeb, scope=[Support.Scope.NOTICES])
    left(zeb)
    services.end_what_is_over()
    (notice,) = Notice.objects.filter(person=george)
    assert notice.title == "Somebody who helped you here has left"
    assert "former member" not in notice.title + notice.words
    assert Support.objects.get().ended_at


def test_whoever_asked_them_along_hears_that_they_are_gone(zeb):
    george = UserFactory()
    Welcome.objects.create(person=george, buddy=zeb)
    noted = Noted(going="Well.", companion=zeb)
    services.write_review(person=george, noted=noted)
    left(zeb)
    assert "Somebody you asked along has left" in told(george)


def test_the_other_coordinators_look_whether_the_website_still_names_them(zeb, cora):
    member = UserFactory()
    left(member)
    assert told(cora) == set()
    left(zeb)
    assert told(cora) == {"One of the coordinators has left"}
    assert not Notice.objects.filter(words__contains=NAME).exists()
