"""A story is on the site when everybody in it has said yes to exactly these words, and at no other time."""

from contextlib import suppress
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from casestudies import services
from casestudies.models import Consent, Look, Story, StoryPage, StorySeat
from casestudies.readiness import wishes_on
from portal.agreement import parts
from portal.agreement.gate import NotAgreed
from portal.agreement.services import (
    NotTheirsToUndo,
    TooManyFixes,
    Writing,
    make_small_fix,
    save_for_later,
    undo_small_fix,
    version_of,
)
from portal.agreement.services.agreeing import TheirsAlone
from portal.agreement.waiting import fixes_to_see
from portal.audit.models import Entry
from portal.members.standing import COORDINATORS
from portal.needs import needs_of
from portal.notices import services as notices
from portal.notices.models import Notice
from tests.factories.media import PictureFactory
from tests.factories.people import UserFactory
from tests.factories.telling import (
    Role,
    all_but_the_last_yes,
    allow,
    digest,
    joined,
    look,
    say_yes,
    source,
    story,
    told_story,
    write,
)

pytestmark = pytest.mark.django_db
UNDO = "agreement.undo_small_fix"


def is_out(told):
    return source(told).live


def test_with_the_last_yes_it_is_on_the_site_and_all_are_told():
    told, (teller, writer), reader = all_but_the_last_yes()
    assert not is_out(told)
    assert say_yes(told, teller)
    assert is_out(told)
    assert source(told).told_by == f"{teller.known_as}, {writer.known_as}"
    hear = set(
        Notice.objects.filter(about=told.about, title="A story of yours is on the site").values_list(
            "person", flat=True
        )
    )
    assert hear == {writer.pk, reader.pk}


def test_however_long_the_names_are_they_chose_to_be_called():
    """Each fits the box it is typed in; what many of them come to may be long, and keeps nobody from going."""
    called = "A member of the Tuesday kitchen group at the Old Library Hall, number"
    told, (teller, *writers), reader = all_but_the_last_yes(makers=3)
    for number, writer in enumerate(writers):
        allow(told, writer, name=f"{called} {number}")
    for writer in writers:
        say_yes(told, writer)
    look(told, reader)
    assert say_yes(told, teller)
    assert source(told).told_by == ", ".join([teller.known_as, *(f"{called} {number}" for number in range(3))])
    services.leave(story=told, by=teller)
    assert source(told).get_latest_revision_as_object().told_by.startswith(called)


def test_in_any_order():
    told, (teller, writer), _reader = all_but_the_last_yes()
    services.take_yes_back(story=told, page=source(told), by=writer)
    assert not say_yes(told, teller)
    assert say_yes(told, writer)


@pytest.mark.parametrize("who", ["writer", "listener", "artist"])
def test_nobody_who_makes_it_is_passed_over(who):
    told, (teller, _writer), _reader = all_but_the_last_yes()
    another = joined(told, role=who)
    assert not say_yes(told, teller)
    allow(told, another)
    for one in (teller, _writer):
        say_yes(told, one)
    look(told, _reader)
    assert not is_out(told)
    assert say_yes(told, another)


def test_a_yes_is_to_exactly_these_words():
    told, (teller, writer), _reader = all_but_the_last_yes()
    before = digest(told)
    write(told, "We dug it alone.", by=writer)
    with pytest.raises(services.Changed):
        services.say_yes(story=told, page=source(told), person=teller, digest=before, by=teller)
    assert not say_yes(told, teller), "the other's yes was to other words"


def test_other_names_are_other_words():
    told, (teller, writer), _reader = all_but_the_last_yes()
    allow(told, writer, name="A neighbour")
    assert source(told).get_latest_revision_as_object().told_by.endswith("A neighbour")
    assert not say_yes(told, teller)


def test_without_the_four_answers_there_is_no_yes():
    told = story()
    with pytest.raises(services.FirstAllow):
        say_yes(told, told.begun_by)


def test_without_fresh_eyes_it_stays_a_draft():
    told = story()
    allow(told, told.begun_by)
    assert not say_yes(told, told.begun_by)


def test_whoever_writes_has_no_fresh_eyes():
    told, (teller, writer), _reader = all_but_the_last_yes()
    for who in (teller, writer, UserFactory()):
        with pytest.raises(services.WroteIt):
            look(told, who)


def test_a_wish_of_fresh_eyes_holds_it_back():
    told, (teller, _writer), reader = all_but_the_last_yes()
    look(told, reader, wish="The street tells who it is.")
    assert not say_yes(told, teller)
    look(told, reader, known=Look.Known.FINE)
    assert is_out(told)


@pytest.mark.parametrize("how", ["over", "ended"])
def test_what_somebody_allows_no_longer_does_not_go_out(how):
    told, (teller, writer), _reader = all_but_the_last_yes()
    theirs = told.consents.filter(person=writer)
    theirs.update(**({"ends_on": timezone.localdate()} if how == "over" else {"ended_at": timezone.now()}))
    assert not say_yes(told, teller)
    allow(told, writer)
    for one in (teller, writer):
        say_yes(told, one)
    look(told, _reader)
    assert is_out(told)


def test_whoever_has_no_account_says_yes_to_these_words_too():
    told, (teller, writer), _reader = all_but_the_last_yes()
    asked = {"naming": "none", "given": "phone"}
    services.allow(story=told, by=teller, called="The neighbour at 12", **asked)
    assert not say_yes(told, teller)
    neighbour = told.consents.get(person=None)
    now = {"page": source(told), "digest": digest(told), "by": writer}
    assert services.seen_and_allowed(consent=neighbour, **now)
    assert is_out(told)
    services.end(consent=neighbour, by=teller)
    assert not is_out(told)


def with_a_neighbour_who_ended_it():
    """It was on the site; the neighbour, who has no account, does not allow it any more."""
    told, people, reader = told_story()
    services.allow(story=told, by=people[0], called="The neighbour at 12", naming="none", given="phone")
    services.end(consent=told.consents.get(person=None), by=people[0])
    assert not is_out(told)
    return told, people, reader


def test_without_them_the_same_words_do_not_come_back():
    told, (teller, writer), reader = with_a_neighbour_who_ended_it()
    for again in (
        lambda: services.put_back(story=told, page=source(told), by=teller),
        lambda: allow(told, writer),
        lambda: look(told, reader),
        lambda: say_yes(told, teller),
    ):
        with suppress(services.NotReady):
            again()
        assert not is_out(told)


def test_words_without_them_go_out_once_all_have_read_those():
    told, people, reader = with_a_neighbour_who_ended_it()
    write(told, "We dug it, the two of us.", by=people[0])
    for who in people:
        assert not say_yes(told, who)
    assert look(told, reader)


def test_when_they_say_yes_again_it_comes_back():
    told, (teller, _writer), _reader = with_a_neighbour_who_ended_it()
    neighbour = told.consents.get(person=None)
    services.allow(story=told, by=teller, consent=neighbour, called="The neighbour", naming="none", given="talk")
    services.seen_and_allowed(consent=neighbour, page=source(told), digest=digest(told), by=teller)
    services.put_back(story=told, page=source(told), by=teller)
    assert is_out(told)


def test_nobody_allows_or_says_yes_for_somebody_else():
    told, (_teller, _writer), reader = all_but_the_last_yes()
    for who in (reader, UserFactory()):
        with pytest.raises(services.NotTheirs):
            say_yes(told, who)
        with pytest.raises(services.NotInIt):
            allow(told, who)


def test_a_story_that_nobody_calls_theirs_stays_a_draft():
    told, (teller, _writer), _reader = all_but_the_last_yes()
    StorySeat.objects.filter(person=teller).update(role=Role.CO_WRITER)
    assert not say_yes(told, teller)


def test_nobody_goes_round_it():
    told, _people, _reader = all_but_the_last_yes()
    root = UserFactory(is_superuser=True)
    revision = source(told).get_latest_revision()
    for who in (None, root):
        with pytest.raises(NotAgreed):
            revision.publish(user=who, skip_permission_checks=True)
    the_page = source(told)
    the_page.live = True
    with pytest.raises(NotAgreed):
        the_page.save()
    bare = Page.objects.get(pk=told.page_id)
    bare.live = True
    with pytest.raises(NotAgreed):
        bare.save()
    with pytest.raises(NotAgreed):
        source(told).copy(update_attrs={"slug": "a-copy", "live": True}, keep_live=True, user=root)
    assert not is_out(told)


def test_newer_words_go_out_with_everybodys_yes_again():
    told, (teller, writer), reader = told_story()
    write(told, "We dug it twice.", by=writer)
    assert "together" in str(source(told).body)
    for who in (teller, writer):
        say_yes(told, who)
    assert look(told, reader)
    assert "twice" in str(source(told).body)


def test_it_is_read_until_the_first_does_not_allow_it_any_more(client):
    told, (_teller, writer), _reader = told_story()
    url = source(told).url
    assert client.get(url).status_code == 200
    assert source(told).expire_at.date() > timezone.localdate() + timedelta(days=360)
    yesterday = timezone.localdate() - timedelta(days=1)
    Consent.objects.filter(person=writer).update(ends_on=yesterday)
    source(told).save()
    assert client.get(url).status_code == 404, "though no clock has run"
    assert services.end_what_is_over() == 1
    assert not is_out(told)


@pytest.mark.parametrize("begun", [True, False], ids=["its first words", "words saved since the last yes"])
def test_without_other_words_it_does_not_go_out_past_somebody_who_said_no(begun):
    told = story(words="We dug it with Bet." if begun else "We dug it.")
    teller, reader = told.begun_by, joined(told, role=Role.FRESH_EYES)
    allow(told, teller)
    if not begun:
        say_yes(told, teller)
        write(told, "We dug it with Bet.", by=teller)
    services.allow(story=told, by=teller, called="Bet", naming="none", given="phone")
    services.end(consent=told.consents.get(person=None), by=teller)
    say_yes(told, teller)
    look(told, reader)
    assert not is_out(told)
    write(told, "We dug it, and nobody else.", by=teller)
    say_yes(told, teller)
    look(told, reader)
    assert is_out(told), "they are out of it"


def test_a_part_that_was_added_and_left_empty_takes_nobodys_yes_back(client):
    told, (teller, _writer), _reader = told_story()
    before = digest(told)
    for kind in ("text", "heading", "peoples_words"):
        save_for_later(page=source(told), by=teller, loaded=version_of(source(told)), writing=Writing(add=kind))
    draft = source(told).get_latest_revision_as_object()
    assert [block.block_type for block in draft.body][-3:] == ["text", "heading", "peoples_words"]
    assert digest(told) == before
    client.force_login(teller, backend="django.contrib.auth.backends.ModelBackend")
    shown = client.get(reverse("portal:stories:preview", args=[told.pk, told.page_id])).content.decode()
    assert "None" not in shown


def test_they_are_told_before_the_time_is_over():
    _told, (_teller, writer), _reader = told_story()
    Consent.objects.filter(person=writer).update(ends_on=timezone.localdate() + timedelta(days=20))
    assert services.tell_of_ends() == 1
    assert services.tell_of_ends() == 0
    assert Notice.objects.filter(person=writer, title="May your story stay on the site?").count() == 1


def test_one_of_whom_it_goes_wrong_keeps_no_other_from_being_told(monkeypatch):
    stories = [told_story(title=title) for title in ("Mine", "Theirs")]
    Consent.objects.update(ends_on=timezone.localdate() + timedelta(days=20))
    broken = stories[0][1][0]
    tell = notices.tell

    def told(*, person, **said):
        if person == broken:
            raise RuntimeError
        return tell(person=person, **said)

    monkeypatch.setattr(notices, "tell", told)
    with pytest.raises(ExceptionGroup):
        services.tell_of_ends()
    heard = Notice.objects.filter(title="May your story stay on the site?").values_list("person", flat=True)
    assert set(heard) == {person.pk for person in stories[1][1]}
    monkeypatch.undo()
    assert services.tell_of_ends() == 1, "its turn comes again, and nobody is told twice"
    assert Notice.objects.filter(title="May your story stay on the site?").count() == 4


def test_a_wish_stands_on_the_form_that_meets_it_and_on_the_home_of_those_who_can(sign_in):
    told, (teller, writer), reader = all_but_the_last_yes()
    look(told, reader, wish="Leave out the street.")
    edit = reverse("portal:pages:edit", args=[told.page_id])
    title = "Somebody asks for a change in “The garden”."
    for who in (teller, writer):
        assert "Leave out the street." in sign_in(who).get(edit).content.decode()
        assert (title, reverse("portal:stories:story", args=[told.pk])) in ((n.words, n.url) for n in needs_of(who))
    assert [need for need in needs_of(reader) if str(told) in need.words] == []
    parts.add((the_page := source(told).get_latest_revision_as_object()), "text")
    the_page.save_revision(user=teller)  # an empty part changes nothing of what was wished
    assert title in {need.words for need in needs_of(teller)}
    write(told, "We dug it.", by=teller)
    assert "Leave out the street." in sign_in(teller).get(edit).content.decode()
    assert title not in {need.words for need in needs_of(teller)}


def test_nobody_else_reads_of_a_wish():
    told, (teller, writer), reader = all_but_the_last_yes()
    look(told, reader, wish="Leave out the street.")
    words = [(str(reader), "Leave out the street.")]
    assert (wishes_on(teller, source(told)), wishes_on(writer, source(told))) == (words, words)
    told.seats.filter(person=writer).update(state=StorySeat.State.LEFT)
    others = [UserFactory(is_superuser=True, is_staff=True), UserFactory(groups=[COORDINATORS]), writer]
    others.append(joined(told, role=Role.TRANSLATOR))
    for who in others:
        assert wishes_on(who, source(told)) == [], who
        assert not [need for need in needs_of(who) if str(told) in need.words and "change" in need.words], who


def test_some_time_later_whoever_told_it_is_asked_what_happened_next(sign_in):
    told, (teller, _writer), reader = told_story()
    story = reverse("portal:stories:story", args=[told.pk])
    prompt = "What happened next? Tell it"
    assert prompt not in sign_in(teller).get(story).content.decode()
    with time_machine.travel(timezone.now() + timedelta(days=91)):
        assert prompt in sign_in(teller).get(story).content.decode()
        assert prompt not in sign_in(reader).get(story).content.decode()
        form = sign_in(teller).get(f"{reverse('portal:pages:edit', args=[told.page_id])}?later").content.decode()
    assert '<details class="details" open>' in form


def test_a_wish_is_there_while_it_is_met_in_two_sittings(sign_in):
    told, (teller, _writer), reader = all_but_the_last_yes()
    look(told, reader, wish="Leave out the street.")
    url = reverse("portal:stories:story", args=[told.pk])
    assert "asks for a change" in sign_in(teller).get(url).content.decode()
    write(told, "We dug it, half of it.", by=teller)
    html = sign_in(teller).get(url).content.decode()
    assert "Leave out the street." in html
    assert "asked for a change, before the words were changed" in html
    look(told, reader)
    assert "Leave out the street." not in sign_in(teller).get(url).content.decode()


def test_the_trail_and_messages_have_no_word_of_it():
    told, _people, _reader = told_story(title="Wordxq", words="Bodyxq")
    kept = [*Entry.objects.values_list("verb", "detail"), *Notice.objects.values_list("title", "words")]
    assert "xq" not in str(kept)
    assert Story.objects.get(pk=told.pk)


@pytest.mark.parametrize("other", [{"naming": "none", "name": ""}, {"name": "A neighbour"}, {"pictures": False}])
def test_a_name_or_picture_that_is_not_allowed_any_more_is_off_the_site_at_once(other):
    told, (_teller, writer), _reader = told_story()
    allow(told, writer, **other)
    assert not is_out(told)


def test_what_went_off_comes_back_only_when_somebody_presses_for_it():
    told, (teller, writer), _reader = told_story()
    source(told).unpublish()
    allow(told, writer)
    say_yes(told, teller)
    assert not is_out(told)
    services.put_back(story=told, page=source(told), by=writer)
    assert is_out(told)


def test_whoever_wants_to_be_in_no_picture_is_looked_for_with_fresh_eyes_once_more():
    told, (teller, _writer), reader = told_story()
    with_a_picture(told, by=teller)
    for who in (teller, _writer):
        say_yes(told, who)
    look(told, reader)
    assert is_out(told)
    allow(told, teller, pictures=False)
    assert not is_out(told)
    with pytest.raises(services.NotReady):
        services.put_back(story=told, page=source(told), by=teller)
    look(told, reader)
    services.put_back(story=told, page=source(told), by=teller)
    assert is_out(told)


def with_a_picture(told, *, by):
    draft = source(told).get_latest_revision_as_object()
    draft.picture = PictureFactory()
    draft.save_revision(user=by, clean=False)


def test_nobody_is_said_to_allow_more_than_they_said_themselves():
    told, (teller, writer), _reader = told_story()
    given = {"naming": "first", "name": writer.known_as, "uses": [], "given": "talk", "by": teller}
    allow(told, writer, uses=[], pictures=False)
    for more in ({"pictures": True}, {"uses": ["press"]}, {"name": "Writer"}, {"naming": "full"}, {"months": 24}):
        with pytest.raises(services.TheyHaveAnswered):
            services.allow(story=told, person=writer, **given | more)
    services.allow(story=told, person=writer, **given | {"naming": "none", "name": ""})
    assert told.consents.get(person=writer).naming == "none"
    heard = Notice.objects.get(person=writer, title="Somebody wrote down what you allow with a story")
    assert teller.known_as in heard.words


def test_what_others_have_read_waits_on_the_home_of_those_who_have_not():
    _told, (teller, writer), _reader = all_but_the_last_yes(title="The pond")
    said = "“The pond” waits for you."
    assert said in [need.words for need in needs_of(teller)]
    assert said not in [need.words for need in needs_of(writer)]


def test_what_people_allow_is_there_for_whoever_reads_it_with_fresh_eyes(sign_in):
    told, (teller, _writer), reader = all_but_the_last_yes()
    services.allow(story=told, called="The neighbour", naming="none", given="talk", by=teller)
    shown = sign_in(reader).get(reverse("portal:stories:look", args=[told.pk, told.page_id])).content.decode()
    assert "The neighbour</b>: No name, no pictures" in shown


def test_a_yes_of_somebody_else_is_not_mine_to_take_back(sign_in):
    told, (teller, writer), _reader = all_but_the_last_yes()
    seat = told.seats.get(person=writer)
    url = reverse("portal:stories:agree-down", args=[told.pk, told.page_id, seat.pk])
    shown = sign_in(teller).get(url).content.decode()
    assert ("They have said yes to these words." in shown, "Take my yes back" in shown) == (True, False)


# --- Small fixes ------------------------------------------------------------------------------------------------------
def fix(told, by, words, the_page=None):
    the_page = the_page or source(told)
    key = f"{the_page.body[0].block_type}-{the_page.body[0].id}"
    return make_small_fix(page=the_page, by=by, loaded=version_of(the_page), words={key: words}, why="Clearer")


@pytest.mark.parametrize("makers", [0, 1])
def test_small_fixes_in_a_row_do_not_rewrite_a_story_that_people_said_yes_to(makers):
    began = [f"word{n}" for n in range(40)]
    told, people, reader = told_story(words=" ".join(began), makers=makers)
    teller = people[0]

    def fixed(many):
        fix(told, teller, " ".join([*["new"] * many, *began[many:]]))

    fixed(15)
    fixed(30)
    with pytest.raises(TooManyFixes):
        fixed(40)
    assert "word39" in str(source(told).body)
    write(told, " ".join(["other"] * 40), by=teller)
    for who in people:
        say_yes(told, who)
    assert look(told, reader)
    fix(told, teller, " ".join([*["new"] * 15, *["other"] * 25]))


def test_whoever_makes_it_is_told_of_a_small_fix():
    told, (teller, writer), _reader = told_story()
    coordinator, translator = UserFactory(groups=[COORDINATORS]), joined(told, role=Role.TRANSLATOR)
    made = fix(told, teller, "We dug it all together.")
    assert set(made.tellings.values_list("person", flat=True)) == {writer.pk}, "and nobody by an office"
    may = {person for person in (teller, writer, coordinator, translator) if person.has_perm(UNDO, made)}
    assert may == {teller, writer}


def test_whoever_makes_it_puts_a_small_fix_back_and_nobody_else():
    told, (teller, writer), reader = told_story()
    made = fix(told, teller, "We dug it all together.")
    for who in (reader, UserFactory(is_superuser=True)):
        with pytest.raises(NotTheirsToUndo):
            undo_small_fix(fix=made, by=who)
    undo_small_fix(fix=made, by=writer)
    assert "We dug it together." in str(source(told).body)
    fix(told, teller, "We dug it well together.")
    assert "well" in str(source(told).body)


def test_a_yes_from_before_a_small_fix_is_taken_back_too():
    told, (teller, writer), _reader = told_story()
    fix(told, teller, "We dug it all together.")
    services.take_yes_back(story=told, page=source(told), by=writer)
    assert is_out(told), "taking it down is another button"
    source(told).unpublish()
    with pytest.raises(services.NotReady):
        services.put_back(story=told, page=source(told), by=teller)
    with pytest.raises(TheirsAlone):
        services.say_yes(story=told, page=source(told), person=writer, digest=digest(told), by=teller)
    said = Entry.objects.filter(verb="stories.yes_taken_back")
    assert said.count() == 1
    with pytest.raises(services.NoYes):
        services.take_yes_back(story=told, page=source(told), by=writer)
    assert said.count() == 1, "nothing happened"
    say_yes(told, writer)
    services.put_back(story=told, page=source(told), by=teller)
    assert is_out(told)


@pytest.mark.parametrize("how", ["taken down", "its time is over, and no clock runs"])
def test_what_is_off_the_site_is_not_told_by_its_small_fixes(how, people, client):
    told, (teller, writer), _reader = told_story(title="Titlexq", words="Beforexq, we dug it.")
    made = fix(told, teller, "Afterxq, we dug it.")
    cora = people["coordinator"]
    made.tellings.create(person=cora)  # of a page that is nobody's own they are told
    url = reverse("portal:pages:fix", args=[made.pk])
    client.force_login(cora, backend="django.contrib.auth.backends.ModelBackend")
    assert "Afterxq" in client.get(url).content.decode()
    assert [need.url for need in fixes_to_see(cora)] == [url]
    if how == "taken down":
        services.take_down(story=told, by=teller)
    else:
        Page.objects.filter(pk=told.page_id).update(expire_at=timezone.now())
    answer = client.get(url)
    assert (answer.status_code, "xq" in answer.content.decode()) == (404, False)
    assert client.post(reverse("portal:pages:fix-undo", args=[made.pk])).status_code == 404
    assert list(fixes_to_see(cora)) == []
    client.force_login(writer, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(url).status_code == (404 if how == "taken down" else 200), "it is theirs while it is not hidden"


def test_what_they_said_here_stays_theirs_however_often_somebody_writes_it_down():
    told, (teller, writer), _reader = told_story()
    allow(told, writer, uses=[], pictures=False)
    given = {"naming": "first", "name": writer.known_as, "uses": [], "given": "talk", "by": teller}
    services.allow(story=told, person=writer, **given)
    with pytest.raises(services.TheyHaveAnswered):
        services.allow(story=told, person=writer, **given | {"pictures": True})
    soon = timezone.localdate() + timedelta(days=9)
    Consent.objects.filter(person=writer).update(ends_on=soon)
    assert services.allow(story=told, person=writer, **given).ends_on == soon, "nor for longer"
    Consent.objects.filter(person=writer).update(ends_on=timezone.localdate())
    with pytest.raises(services.TheyHaveAnswered):
        services.allow(story=told, person=writer, **given)


def test_a_yes_taken_back_is_theirs_to_say_again_in_other_words_too():
    told, (teller, writer), _reader = all_but_the_last_yes()
    services.take_yes_back(story=told, page=source(told), by=writer)
    write(told, "We dug it all together.", by=teller)
    with pytest.raises(TheirsAlone):
        services.say_yes(story=told, page=source(told), person=writer, digest=digest(told), by=teller)


def test_whose_story_it_is_says_who_tells_it_with_them():
    told, (teller, writer), _reader = all_but_the_last_yes()
    friend = UserFactory()
    with pytest.raises(services.TellersAsk):
        services.ask(story=told, person=friend, role=Role.TELLER, by=writer)
    services.ask(story=told, person=friend, role=Role.TELLER, by=teller)


@pytest.mark.parametrize("where", ["picture", "easy_read", "body"])
def test_somebody_can_be_seen_wherever_there_is_a_picture_or_a_film(where):
    draft = StoryPage(title="x", body=[], easy_read=[])
    assert not draft.has_pictures
    if where == "picture":
        draft.picture = PictureFactory()
    elif where == "easy_read":
        draft.easy_read = [("pair", {"picture": PictureFactory(), "words": "Us."})]
    else:
        draft.body = [("video", {})]
    assert draft.has_pictures
