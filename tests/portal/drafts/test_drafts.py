import uuid
from functools import partial

import pytest
from django.urls import reverse
from django.utils import timezone

from home.spoken import clock_time
from portal.drafts import kinds, services
from portal.drafts.clock import REMEMBERED, let_old_answers_go
from portal.drafts.models import Draft, Editing, Sent
from tests.at_once import at_once, came_to
from tests.factories.people import UserFactory


@pytest.fixture
def note_kind(monkeypatch):
    """A form that "mina" and "olu" may edit, such as a later part registers."""
    monkeypatch.setitem(kinds._may_edit, "note", lambda user, name: user.known_as in {"Mina", "Olu"} and name == "1")


def url(about="note:1"):
    return reverse("portal:drafts:keep", kwargs={"about": about})


@pytest.mark.django_db
def test_other_words_with_the_same_key_are_another_sending_and_the_same_words_are_one(db):
    """Whoever goes back, puts their words right and sends again loses nothing."""
    person, key, done = UserFactory(), uuid.uuid4(), []

    def send(words):
        done_now = lambda: done.append(words) or f"/{words}/"  # noqa: E731
        return services.once(person=person, key=key, act=done_now, words=words)

    assert [send(words) for words in ("one", "two", "one", "two")] == ["/one/", "/two/", "/one/", "/two/"]
    assert done == ["one", "two"]
    assert services.led_to(person=person, key=key, words="two") == "/two/"
    assert services.led_to(person=person, key=key, words="three") is None


def test_words_are_kept_without_the_form_s_own_fields(client_of, people, note_kind):
    words = {"text": "Half a thou", "csrfmiddlewaretoken": "x", "key": "y"}
    answer = client_of("member").post(url(), words).json()
    draft = Draft.objects.get()
    assert (draft.person, draft.about, draft.fields) == (people["member"], "note:1", {"text": "Half a thou"})
    assert answer == {"saved_at": clock_time(draft.saved_at), "others": [], "elsewhere": False}


@pytest.mark.django_db
def test_the_next_words_take_their_place(client_of, note_kind):
    client = client_of("member")
    for words in ("Half", "Half a thought"):
        client.post(url(), {"text": words})
    assert [draft.fields for draft in Draft.objects.all()] == [{"text": "Half a thought"}]


@pytest.mark.django_db
def test_others_with_the_form_open_are_named(client_of, note_kind):
    client_of("outsider").post(url(), {"text": "mine"})
    assert client_of("member").post(url(), {"text": "mine too"}).json()["others"] == ["Olu"]
    assert {(draft.person.known_as, draft.fields["text"]) for draft in Draft.objects.all()} == {
        ("Olu", "mine"),
        ("Mina", "mine too"),
    }


@pytest.mark.django_db
@pytest.mark.parametrize("about", ["note:2", "page:1", "nothing", "note:1:2", "NOTE:1", "note:" + "1" * 200])
def test_a_form_one_may_not_edit_does_not_exist(about, client_of, note_kind):
    assert client_of("member").post(url(about), {"text": "x"}).status_code == 404
    assert not Draft.objects.exists()


@pytest.mark.django_db
def test_too_many_words_are_refused_and_nul_is_dropped(client_of, note_kind):
    client = client_of("member")
    assert client.post(url(), {"text": "x" * (services.LONGEST + 1)}).status_code == 413
    client.post(url(), {"te\x00xt": "a\x00b"})
    assert Draft.objects.get().fields == {"text": "ab"}


@pytest.mark.django_db
def test_a_second_send_leads_where_the_first_did():
    person, key, done = UserFactory(), uuid.uuid4(), []

    def act():
        done.append("once")
        return "/portal/1/"

    assert services.once(person=person, key=key, act=act) == "/portal/1/"
    assert services.once(person=person, key=key, act=act) == "/portal/1/"
    assert done == ["once"]


@pytest.mark.django_db
def test_a_failed_send_may_be_sent_again():
    person, key = UserFactory(), uuid.uuid4()

    def fail():
        raise ValueError

    with pytest.raises(ValueError):
        services.once(person=person, key=key, act=fail)
    assert services.once(person=person, key=key, act=lambda: "/ok/") == "/ok/"


@pytest.mark.django_db
def test_the_same_key_from_another_person_is_another_send():
    key = uuid.uuid4()
    assert services.once(person=UserFactory(), key=key, act=lambda: "/a/") == "/a/"
    assert services.once(person=UserFactory(), key=key, act=lambda: "/b/") == "/b/"


@pytest.mark.django_db
def test_the_clock_lets_old_answers_go_and_keeps_drafts():
    person = UserFactory()
    services.keep(person=person, about="note:1", fields={"text": "mine"})
    services.say_i_am_here(person=person, about="note:1")
    services.once(person=person, key=uuid.uuid4(), act=lambda: "/")
    long_ago = timezone.now() - REMEMBERED * 2
    Sent.objects.update(sent_at=long_ago)
    Editing.objects.update(seen_at=long_ago)
    Draft.objects.update(saved_at=long_ago)
    let_old_answers_go()
    assert (Sent.objects.count(), Editing.objects.count(), Draft.objects.count()) == (0, 0, 1)


def send(person, fields):
    """As a form is sent: its words are forgotten with what they led to."""

    def act():
        services.forget(person=person, about="note:1", fields=fields)
        return "/sent/"

    return services.once(person=person, key=uuid.UUID(fields["key"]), act=act)


@pytest.mark.django_db
def test_words_kept_before_the_form_was_sent_go_and_those_after_are_refused():
    person, fields = UserFactory(), {"key": str(uuid.uuid4()), "text": "mine"}
    services.keep(person=person, about="note:1", fields=fields)
    assert send(person, fields) == "/sent/"
    assert not Draft.objects.exists()
    with pytest.raises(services.AlreadySent):
        services.keep(person=person, about="note:1", fields=fields)
    assert not Draft.objects.exists()


@pytest.mark.django_db
def test_keeping_uses_up_no_key():
    person, fields = UserFactory(), {"key": str(uuid.uuid4()), "text": "mine"}
    for text in ("mine", "mine too"):
        services.keep(person=person, about="note:1", fields=fields | {"text": text})
    assert [draft.fields for draft in Draft.objects.all()] == [{"text": "mine too"}]
    assert not Sent.objects.exists()


@pytest.mark.django_db
def test_in_two_places_nothing_is_written_over():
    person = UserFactory()
    for text in ("here", "there"):
        services.keep(person=person, about="note:1", fields={"key": str(uuid.uuid4()), "text": text})
    assert [draft.fields["text"] for draft in Draft.objects.order_by("saved_at")] == ["here", "there"]
    assert services.kept(person=person, about="note:1").fields == {"text": "there"}


@pytest.mark.django_db
def test_one_form_does_not_fill_the_disk():
    person = UserFactory()
    for _place in range(services.PLACES):
        services.keep(person=person, about="note:1", fields={"key": str(uuid.uuid4()), "text": "x"})
    with pytest.raises(services.TooLong):
        services.keep(person=person, about="note:1", fields={"key": str(uuid.uuid4()), "text": "x"})
    services.keep(person=person, about="note:2", fields={"key": str(uuid.uuid4()), "text": "x"})


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_time", range(10))
def test_of_a_send_and_an_autosave_at_once_no_words_come_back(_time):
    person, fields = UserFactory(), {"key": str(uuid.uuid4()), "text": "mine"}
    led_to, kept = at_once(
        lambda: send(person, fields), lambda: services.keep(person=person, about="note:1", fields=fields)
    )
    assert led_to == "/sent/"
    assert isinstance(kept, services.AlreadySent | Draft)
    assert not Draft.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_time", range(5))
def test_two_places_that_go_on_from_the_same_words_at_once_lose_neither(_time):
    person = UserFactory()
    began = services.keep(person=person, about="note:1", fields={"key": str(uuid.uuid4()), "text": "half"})

    def go_on(text):
        fields = {"key": str(uuid.uuid4()), "goes_on": began.version, "text": text}
        return services.keep(person=person, about="note:1", fields=fields)

    assert came_to(lambda: go_on("here"), lambda: go_on("there")) == ["done", "done"]
    assert {draft.fields["text"] for draft in Draft.objects.all()} == {"here", "there"}


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_twenty_presses_at_once_act_once():
    person, key, done = UserFactory(), uuid.uuid4(), []

    def act():
        done.append("acted")
        return "/portal/1/"

    led_to = at_once(*[partial(services.once, person=person, key=key, act=act)] * 20)
    assert done == ["acted"]
    assert led_to == ["/portal/1/"] * 20
