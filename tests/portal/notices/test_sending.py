"""What we tell people goes out by the way each chose, once; and when e-mail fails, nothing is lost."""

import os
from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone

from home.models import Brand
from portal.members.models import About, Channel, ChannelChoice
from portal.notices import clock, services
from portal.notices.models import Notice, Post
from portal.notices.routes import Means, SafeTimes
from tests.at_once import came_to
from tests.factories.notices import NoticeFactory
from tests.factories.people import UserFactory

NOON = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)  # a Tuesday
State = Notice.State


class Down(EmailBackend):
    """A mail server that is away."""

    def send_messages(self, messages):
        raise ConnectionRefusedError


@pytest.fixture
def mail_is_down(settings):
    settings.EMAIL_BACKEND = f"{__name__}.Down"


def say(person, **given):
    return services.tell(person=person, **{"title": "Coffee", "words": "Coffee is on Tuesday.", **given})


def chose(person, name, rank=None, never=False):
    ChannelChoice.objects.create(person=person, channel=Channel.objects.get(name=name), rank=rank, do_not_use=never)


def reached(person) -> tuple[str, str]:
    notice = say(person)
    services.send_due()
    notice.refresh_from_db()
    return notice.state, notice.means


# --- By the way each chose
@pytest.mark.django_db
def test_whoever_chose_nothing_gets_an_e_mail():
    person = UserFactory(known_as="Mina", email="mina@example.org")
    assert reached(person) == (State.SENT, Means.MAIL)
    (message,) = mail.outbox
    assert message.to == ["mina@example.org"]
    assert message.subject == "You have an update from Alongside"
    assert "Hello Mina," in message.body
    assert "Coffee is on Tuesday." in message.body


@pytest.mark.django_db
def test_each_is_reached_by_the_way_they_said_and_by_no_other():
    """Set equality over everybody who is told: nobody by a way they did not choose."""
    people = {
        name: UserFactory(known_as=name, email=f"{name}@example.org") for name in ("any", "rung", "text", "never")
    }
    people |= {name: UserFactory(known_as=name, email="") for name in ("no-address", "letter", "nothing-allowed")}
    people["break"] = UserFactory(known_as="break", email="break@example.org")
    for name in ("rung", "text", "never", "nothing-allowed", "break"):
        About.objects.create(person=people[name], phone="01632 960 101")
    About.objects.create(person=people["letter"], post_address="3 Long Lane")
    About.objects.filter(person=people["break"]).update(paused_at=timezone.now())
    chose(people["rung"], "Phone call", rank=1)
    chose(people["rung"], "E-mail", rank=2)
    chose(people["text"], "Text message", rank=1)
    chose(people["text"], "E-mail", never=True)
    chose(people["never"], "E-mail", never=True)
    for name in ("E-mail", "Phone call", "Text message", "Video call", "Meeting one to one"):
        chose(people["nothing-allowed"], name, never=True)

    assert {name: reached(person) for name, person in people.items()} == {
        "any": (State.SENT, "mail"),
        "rung": (State.BY_HAND, "call"),
        "text": (State.BY_HAND, "text"),
        "never": (State.BY_HAND, "call"),
        "no-address": (State.BY_HAND, "meet"),
        "letter": (State.BY_HAND, "post"),
        "nothing-allowed": (State.HERE, ""),
        "break": (State.HERE, ""),
    }
    assert {address for message in mail.outbox for address in message.to} == {"any@example.org"}


@pytest.mark.django_db
def test_a_way_taken_back_before_it_goes_out_is_not_used():
    person = UserFactory()
    notice = say(person)
    chose(person, "E-mail", never=True)
    services.send_due()
    notice.refresh_from_db()
    assert (notice.state, mail.outbox) == (State.BY_HAND, [])


@pytest.mark.django_db
def test_who_wants_it_so_is_only_told_that_there_is_news():
    person = UserFactory()
    About.objects.create(person=person, only_say_news=True)
    say(person)
    say(UserFactory(), private=True)
    services.send_due()
    assert len(mail.outbox) == 2
    assert not any("Coffee" in message.body + message.subject for message in mail.outbox)


@pytest.mark.django_db
def test_a_new_line_in_the_name_of_the_site_adds_no_header(settings):
    Brand.objects.update_or_create(defaults={"name": "Us\nBcc: evil@example.org"})
    say(UserFactory())
    services.send_due()
    (message,) = mail.outbox
    assert message.subject == "You have an update from Us Bcc: evil@example.org"
    assert message.bcc == []


# --- Safe times
@pytest.mark.parametrize(
    ("times", "now", "expected"),
    [
        (SafeTimes(), datetime(2026, 12, 1, 3, 0), datetime(2026, 12, 1, 3, 0)),
        (SafeTimes(start=time(9)), datetime(2026, 12, 1, 3, 0), datetime(2026, 12, 1, 9, 0)),
        (SafeTimes(end=time(17)), datetime(2026, 12, 1, 17, 0), datetime(2026, 12, 2, 0, 0)),
        (SafeTimes(start=time(9), end=time(17)), datetime(2026, 12, 1, 18, 0), datetime(2026, 12, 2, 9, 0)),
        (SafeTimes(days=frozenset({0})), datetime(2026, 12, 1, 12, 0), datetime(2026, 12, 7, 0, 0)),
        (SafeTimes(days=frozenset({0}), end=time(0)), datetime(2026, 12, 1, 3, 0), datetime(2026, 12, 7, 0, 0)),
        (SafeTimes(days=frozenset({1}), end=time(9)), datetime(2026, 12, 1, 12, 0), datetime(2026, 12, 8, 0, 0)),
    ],
)
def test_the_next_moment_that_is_fine(times, now, expected):
    assert times.next(now) == expected


def test_safe_times_are_said_in_words():
    assert str(SafeTimes(frozenset({0, 4}), time(10), time(14), "No voicemail")) == (
        "Monday, Friday. Not before 10am. Not after 2pm. No voicemail."
    )
    assert str(SafeTimes()) == ""


@pytest.mark.django_db
def test_nothing_goes_out_while_it_is_not_safe():
    person = UserFactory()
    About.objects.create(person=person, safe_from=time(14))
    with time_machine.travel(NOON, tick=False):
        say(person)
        services.send_due()
        assert mail.outbox == []
    with time_machine.travel(NOON + timedelta(hours=2), tick=False):
        services.send_due()
        assert len(mail.outbox) == 1


# --- Once
@pytest.mark.django_db
def test_told_twice_under_one_key_it_is_told_once():
    person = UserFactory()
    assert say(person, key="fix:1") == say(person, key="fix:1", title="Again")
    say(person, key="fix:2")
    services.send_due()
    services.send_due()
    assert len(mail.outbox) == 2


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_of_many_clocks_one_sends(settings):
    for _repeat in range(5):
        for _n in range(3):
            say(UserFactory())
        assert came_to(*[services.send_due] * 4) == ["done"] * 4
    assert len(mail.outbox) == 15
    assert len({message.to[0] for message in mail.outbox}) == 15


# --- E-mail that fails
@pytest.mark.django_db
def test_a_month_without_e_mail_loses_nothing(mail_is_down, settings):
    person, without = UserFactory(), UserFactory()
    About.objects.create(person=person, phone="01632 960 101")
    with time_machine.travel(NOON, tick=False):
        notices = [say(person), say(without)]
        assert services.send_due() == 0
        assert Post.now().failing_since == NOON
    for hours in (1, 5, 23):
        with time_machine.travel(NOON + timedelta(hours=hours), tick=False):
            services.send_due()
            assert Notice.objects.filter(state=State.WAITING).count() == 2
    with time_machine.travel(NOON + timedelta(days=2), tick=False):
        services.send_due()
    for notice in notices:
        notice.refresh_from_db()
    assert [(notice.state, notice.means) for notice in notices] == [(State.BY_HAND, "call"), (State.BY_HAND, "meet")]
    with time_machine.travel(NOON + timedelta(days=30), tick=False):
        services.let_old_words_go()
        assert Notice.objects.to_pass_on().count() == 2


@pytest.mark.django_db
def test_when_it_works_again_what_only_waited_for_it_goes_out(settings):
    person = UserFactory()
    services.say_no_mail_yet()
    notice = say(person)
    assert (notice.state, notice.means) == (State.BY_HAND, Means.MAIL)
    services.send_due()
    assert mail.outbox == []
    assert services.mail_after_all() == 1
    services.send_due()
    assert len(mail.outbox) == 1


@pytest.mark.django_db
def test_after_an_outage_what_waits_goes_out_once_and_only_when_somebody_says_so(mail_is_down, settings):
    """Words for somebody with a phone, for somebody without, for an outsider; and one that somebody rang with."""
    person, without, rung = UserFactory(), UserFactory(), UserFactory()
    for one in (person, rung):
        About.objects.create(person=one, phone="01632 960 101")
    caller, day = UserFactory(email=""), timedelta(days=30)
    with time_machine.travel(NOON - day, tick=False):
        for one in (person, without, rung, caller):
            say(one)
        services.tell_outsider(name="X", means=Means.MAIL, address="x@example.org", title="t", words="w")
        services.send_due()
    with time_machine.travel(NOON, tick=False):
        services.send_due()
        assert services.held_up(Post.now()) == 0, "as long as it does not work nothing is offered"
        services.pass_on(notice=Notice.objects.get(person=rung), by=UserFactory())
        settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
        say(UserFactory(email="new@example.org"))
        services.send_due()
        assert [message.to for message in mail.outbox] == [["new@example.org"]]
        assert services.held_up(Post.now()) == 3
        assert services.mail_after_all() == 3
        services.send_due()
        services.send_due()
    assert sorted(message.to[0] for message in mail.outbox[1:]) == sorted(
        [person.email, without.email, "x@example.org"]
    )
    assert {notice.person for notice in Notice.objects.to_pass_on()} == {caller}
    assert services.held_up(Post.now()) == 0


@pytest.mark.django_db
def test_what_failed_and_goes_another_way_by_now_stays_on_the_list(mail_is_down, settings):
    person = UserFactory()
    with time_machine.travel(NOON, tick=False):
        say(person)
        services.send_due()
    with time_machine.travel(NOON + timedelta(days=2), tick=False):
        services.send_due()
        About.objects.create(person=person, phone="01632 960 101")
        chose(person, "Phone call", rank=1)
        settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
        assert services.mail_after_all() == 0
    assert Notice.objects.get().means == Means.CALL


@pytest.mark.django_db
def test_a_worker_killed_while_sending_leaves_it_to_the_next():
    notice = say(UserFactory())
    Notice.objects.filter(pk=notice.pk).update(state=State.SENDING, next_try_at=timezone.now())
    services.send_due()
    assert len(mail.outbox) == 1


@pytest.mark.django_db
def test_a_message_that_cannot_be_built_does_not_hold_up_the_others(settings):
    """An address with a line end in it is refused by the mail library, not by the server."""
    bad = services.tell_outsider(
        name="X", means=Means.MAIL, address="a@example.org\nBcc: b@example.org", title="t", words="w"
    )
    say(UserFactory())
    services.send_due()
    assert len(mail.outbox) == 1
    bad.refresh_from_db()
    assert bad.state == State.WAITING


# --- Letting go
@pytest.mark.django_db
def test_old_words_go_and_what_waits_stays():
    person = UserFactory()
    with time_machine.travel(NOON, tick=False):
        say(person)
        services.send_due()
        waits = NoticeFactory(person=person, by_when=date(2026, 12, 3))
    with time_machine.travel(NOON + timedelta(days=91), tick=False):
        services.let_old_words_go()
    assert list(Notice.objects.all()) == [waits]


@pytest.mark.django_db
def test_the_way_in_of_an_invitation_is_not_kept_once_it_went_out():
    notice = services.tell_outsider(
        name="Ed", means=Means.MAIL, address="ed@example.org", title="t", words="w", path="/accounts/link/SECRET/"
    )
    services.send_due()
    notice.refresh_from_db()
    assert "/accounts/link/SECRET/" in mail.outbox[0].body
    assert "SECRET" not in str(Notice.objects.values().get())


@pytest.mark.django_db
def test_each_is_greeted_in_their_own_language():
    say(UserFactory(known_as="Mair", language="cy"))
    services.tell_outsider(
        name="Nia", language="cy", means=Means.MAIL, address="nia@example.org", title="t", words="Paned ddydd Mawrth."
    )
    services.send_due()
    assert {message.body.splitlines()[0] for message in mail.outbox} == {"Helo Mair,", "Helo Nia,"}


@pytest.mark.django_db
def test_words_forgotten_while_they_are_on_their_way_do_not_come_back(monkeypatch):
    notice = say(UserFactory(), about="story:1")

    def forgotten_meanwhile(on_its_way):
        services.forget(about="story:1")
        raise ConnectionRefusedError

    monkeypatch.setattr("portal.notices.services.sending.send", forgotten_meanwhile)
    services.send_due()
    assert not Notice.objects.filter(pk=notice.pk).exists()


@pytest.mark.django_db
def test_who_can_mail_nobody_rings_or_writes(settings):
    settings.MAIL_GOES_OUT = False
    assert reached(UserFactory()) == (State.BY_HAND, "mail")


# --- Without a mail server
def test_files_of_mails_are_deleted_after_some_days(settings, tmp_path):
    settings.EMAIL_FILE_PATH = tmp_path
    days = settings.MAIL_FILES_DAYS
    for name, age in (("old.log", days + 1), ("new.log", days - 1), ("other.txt", days + 1)):
        (tmp_path / name).write_text("To: sam@example.org")
        at = (timezone.now() - timedelta(days=age)).timestamp()
        os.utime(tmp_path / name, (at, at))
    services.let_mail_files_go()
    assert {file.name for file in tmp_path.iterdir()} == {"new.log", "other.txt"}
    settings.EMAIL_FILE_PATH = tmp_path / "missing"
    services.let_mail_files_go()
    assert services.let_mail_files_go in clock.DUE
