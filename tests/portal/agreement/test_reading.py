"""Both sides read a page before it goes out. Nobody reads their own words; silence never agrees; a way on is left."""

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from wagtail.models import Page, Workflow, WorkflowState

from home.models import HomePage, StandardPage
from portal.agreement import services
from portal.agreement.models import Agreement, PageReviewTask
from portal.agreement.review import last_agreement, review_of, who_read
from portal.agreement.services import Writing
from portal.agreement.waiting import pages_to_read
from portal.audit.models import Entry
from portal.members.models import Side, User
from portal.members.standing import COORDINATORS, REVIEWERS_LIVED_EXPERIENCE, REVIEWERS_STAFF
from tests.factories.pages import readers, team
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
NEW = "Come in, ring or write."


def fresh(the_page):
    return Page.objects.get(pk=the_page.pk)


def write(the_page, by, introduction=NEW):
    return services.save_for_later(
        page=the_page,
        by=by,
        loaded=services.version_of(fresh(the_page)),
        writing=Writing(words={"introduction": introduction}),
    )


def send(the_page, by, introduction=NEW):
    write(the_page, by, introduction)
    return services.send_to_be_read(page=the_page, by=by)


def says(the_page):
    return StandardPage.objects.get(pk=the_page.pk).introduction


def yes(the_page, by):
    review = review_of(fresh(the_page))
    services.say_yes(page=the_page, by=by, digest=review.digest if review else "")


def who(ids):
    return set(User.objects.filter(pk__in=ids))


def test_every_page_in_every_language_is_read_by_both_sides(english):
    root = Page.objects.get(depth=1)
    assert HomePage.objects.get(locale=english).get_workflow().name == "Both sides agree"
    assert root.get_workflow().name == "Both sides agree"
    assert [task.specific_class for task in root.get_workflow().tasks] == [PageReviewTask, PageReviewTask]
    sides = [[group.name for group in task.specific.groups.all()] for task in root.get_workflow().tasks]
    assert sides == [[REVIEWERS_LIVED_EXPERIENCE], [REVIEWERS_STAFF]]
    assert set(Workflow.objects.active()) == {root.get_workflow()}


def test_it_goes_out_after_a_yes_from_each_side_and_not_before(contact, writer):
    (lee, lou), (sam, sue) = readers()
    send(contact, writer)
    assert who(review_of(contact).waits_for) == {lee, lou}
    yes(contact, lee)
    assert says(contact) != NEW
    assert who(review_of(contact).waits_for) == {sam, sue}
    yes(contact, sue)
    assert says(contact) == NEW
    assert review_of(contact) is None
    assert [(yes.person, yes.side) for yes in who_read(last_agreement(contact))] == [
        (lee, Side.LIVED),
        (sue, Side.STAFF),
    ]
    verbs = ["page.written", "page.sent_to_be_read", "page.read_and_agreed", "page.read_and_agreed"]
    assert list(Entry.objects.order_by("number").values_list("verb", flat=True)) == verbs
    assert mail.outbox == []


def test_nobody_reads_their_own_words_nor_stands_for_both_sides(contact, writer):
    (lee, _lou), (sam, _sue) = readers()
    for person in (writer, lee):
        person.groups.add(*lee.groups.all(), *sam.groups.all())
    send(contact, writer)
    with pytest.raises(services.NotYours):
        yes(contact, writer)
    yes(contact, lee)
    with pytest.raises(services.NotYours):
        yes(contact, lee)
    assert says(contact) != NEW


def test_who_wrote_last_does_not_read_even_when_another_sent_it(contact, writer):
    (lee, lou), _staff = readers()
    team(contact, lee, name="Lee's")
    write(contact, lee)
    services.send_to_be_read(page=contact, by=writer)
    assert who(review_of(contact).waits_for) == {lou}


def test_saving_words_again_unchanged_makes_nobody_their_writer(contact, writer):
    (lee, lou), _staff = readers()
    send(contact, writer)
    fresh(contact).get_latest_revision_as_object().save_revision(user=lee)
    assert who(review_of(contact).waits_for) == {lee, lou}
    with pytest.raises(services.NotYours):
        yes(contact, writer)


def test_a_change_makes_a_yes_lapse_and_asks_that_side_again(contact, writer):
    (lee, lou), (sam, _sue) = readers()
    send(contact, writer)
    yes(contact, lee)
    write(contact, writer, "Come in.")
    review = review_of(contact)
    assert [(side.yes, side.changed_since) for side in review.sides] == [(None, True), (None, False)]
    assert who(review.waits_for) == {lee, lou}
    with pytest.raises(services.NotYours):
        yes(contact, sam)
    yes(contact, lou)
    yes(contact, sam)
    assert says(contact) == "Come in."


def test_a_change_that_reached_no_verb_of_ours_is_found_at_the_last_yes(contact, writer):
    """As when a picture's words are changed in the library, or a revision is saved by a command."""
    (lee, _lou), (sam, _sue) = readers()
    send(contact, writer)
    yes(contact, lee)
    changed = fresh(contact).get_latest_revision_as_object()
    changed.introduction = "Changed behind everybody's back."
    changed.save_revision(user=writer)
    yes(contact, sam)
    assert says(contact) != "Changed behind everybody's back."
    assert [side.changed_since for side in review_of(contact).sides] == [True, False]
    yes(contact, lee)
    assert says(contact) == "Changed behind everybody's back."


def test_a_yes_to_other_words_than_these_is_no_yes(contact, writer):
    (lee, _lou), _staff = readers()
    send(contact, writer)
    read = review_of(contact).digest
    write(contact, writer, "Come in.")
    with pytest.raises(services.ChangedMeanwhile):
        services.say_yes(page=contact, by=lee, digest=read)
    assert Agreement.objects.count() == 0


def test_autosave_over_the_same_revision_is_a_change(contact, writer):
    (lee, _lou), (sam, _sue) = readers()
    send(contact, writer)
    yes(contact, lee)
    written_over = fresh(contact).get_latest_revision_as_object()
    written_over.introduction = "Autosaved."
    written_over.save_revision(user=writer, overwrite_revision=written_over.latest_revision, clean=False)
    yes(contact, sam)
    assert says(contact) != "Autosaved."


@pytest.mark.parametrize("numbers", [(0, 0), (0, 1), (1, 1), (2, 1), (1, 2), (0, 2), (2, 0)])
def test_until_each_side_has_two_readers_one_other_person_will_do(contact, writer, numbers):
    lived, staff = readers(*numbers)
    coordinator = UserFactory(groups=[COORDINATORS])
    send(contact, writer)
    review = review_of(contact)
    assert review.one_reader_is_enough
    assert who(review.waits_for) == {*lived, *staff, coordinator}
    reader = (lived + staff + [coordinator])[0]
    yes(contact, reader)
    assert says(contact) == NEW
    assert [(yes.person, yes.side) for yes in who_read(last_agreement(contact))] == [(reader, "")]


def test_a_coordinator_does_not_read_once_each_side_has_two(contact, writer):
    readers()
    coordinator = UserFactory(groups=[COORDINATORS])
    send(contact, writer)
    with pytest.raises(services.NotYours):
        yes(contact, coordinator)


def test_readers_who_left_do_not_count(contact, writer):
    (lee, _lou), (sam, sue) = readers()
    lee.is_active = False
    lee.save()
    send(contact, writer)
    review = review_of(contact)
    assert review.one_reader_is_enough
    assert lee.pk not in review.waits_for
    assert {sam.pk, sue.pk} <= review.waits_for


def test_two_who_are_readers_of_both_sides_do_not_lock_each_other_out(contact):
    """Both belong to both sides; one wrote it, so only one other person is left."""
    (lee, lou), (sam, sue) = readers()
    for group, leaves in ((lee.groups.get(), lou), (sam.groups.get(), sue)):
        leaves.groups.remove(group)
    lee.groups.add(*sam.groups.all())
    sam.groups.add(*lee.groups.all())
    team(contact, lee, name="Lee's")
    send(contact, lee)
    review = review_of(contact)
    assert review.one_reader_is_enough
    assert who(review.waits_for) == {sam}
    yes(contact, sam)
    assert says(contact) == NEW


def test_the_one_who_read_stands_for_both_when_nobody_is_left_for_the_other_side(contact):
    """Two readers on each side, one of them on both; of the others of her second side, one wrote it."""
    (lee, lou), (sam, sue) = readers()
    sue.groups.clear()
    lee.groups.add(*sam.groups.all())
    team(contact, sam, name="Sam's")
    send(contact, sam)
    assert who(review_of(contact).waits_for) == {lee, lou}
    yes(contact, lee)
    assert says(contact) == NEW
    assert [(yes.person, yes.side) for yes in who_read(last_agreement(contact))] == [(lee, "")]


def test_somebody_all_alone_is_not_stopped_and_the_page_knows_it(contact, writer):
    state = send(contact, writer)
    assert state.status == WorkflowState.STATUS_APPROVED
    assert says(contact) == NEW
    assert who_read(last_agreement(contact)) == []


def test_silence_never_agrees(contact, writer):
    readers()
    send(contact, writer)
    WorkflowState.objects.update(created_at="2020-01-01T00:00Z")
    services.lapse_what_changed(page=contact)
    assert services.send_to_be_read(page=contact, by=writer).status == WorkflowState.STATUS_IN_PROGRESS
    assert says(contact) != NEW


def test_a_wish_for_a_change_has_a_reason_and_comes_back_to_the_same_side(contact, writer):
    (lee, lou), (sam, _sue) = readers()
    send(contact, writer)
    yes(contact, lee)
    with pytest.raises(ValueError):
        services.ask_for_change(page=contact, by=sam, reason="   ")
    services.ask_for_change(page=contact, by=sam, reason="Say when we are open.")
    assert review_of(contact) is None
    state = contact.current_workflow_state
    assert (state.status, state.current_task_state.comment) == ("needs_changes", "Say when we are open.")
    assert says(contact) != NEW
    again = send(contact, writer, "Come in on Mondays.")
    assert again.pk == state.pk
    assert who(review_of(contact).waits_for) == {lee, lou}
    yes(contact, lee)
    yes(contact, sam)
    assert says(contact) == "Come in on Mondays."


def test_nothing_new_is_not_sent(contact, writer):
    readers()
    with pytest.raises(services.NothingNew):
        services.send_to_be_read(page=contact, by=writer)


def test_sending_twice_asks_once(contact, writer):
    readers()
    assert send(contact, writer).pk == services.send_to_be_read(page=contact, by=writer).pk
    assert WorkflowState.objects.count() == 1


def test_an_unfinished_page_is_not_sent_and_says_what_is_missing(contact, writer):
    draft = fresh(contact).get_latest_revision_as_object()
    draft.title = ""
    draft.save_revision(user=writer, clean=False)
    with pytest.raises(services.Incomplete) as refused:
        services.send_to_be_read(page=contact, by=writer)
    assert str(refused.value)


def test_asking_can_be_stopped_and_begun_again(contact, writer):
    (lee, _lou), _staff = readers()
    send(contact, writer)
    services.take_back(page=contact, by=writer)
    with pytest.raises(services.NothingToRead):
        yes(contact, lee)
    assert services.send_to_be_read(page=contact, by=writer).status == WorkflowState.STATUS_IN_PROGRESS


def test_the_cms_gives_no_answer_and_no_way_in(contact, writer):
    (lee, _lou), _staff = readers()
    send(contact, writer)
    task, state = contact.current_workflow_task, contact.current_workflow_task_state
    assert task.get_actions(contact, lee) == []
    assert not fresh(contact).permissions_for_user(lee).can_edit()
    assert fresh(contact).permissions_for_user(writer).can_edit()
    with pytest.raises(PermissionDenied):
        task.on_action(state, lee, "approve")


def test_what_waits_to_be_read(contact, writer, django_assert_num_queries):
    (lee, lou), (sam, _sue) = readers()
    coordinator = UserFactory(groups=[COORDINATORS])
    send(contact, writer)
    for person in (lee, lou, sam, coordinator, writer):
        person.refresh_from_db()
        person.group_names  # noqa: B018  asked for by every portal page
    with django_assert_num_queries(1):
        assert [need.words for need in pages_to_read(lee)] == ["“Contact us” waits to be read."]
    assert [list(pages_to_read(person)) for person in (sam, coordinator, writer, UserFactory())] == [[], [], [], []]
    yes(contact, lee)
    assert list(pages_to_read(lee)) == []
    assert len(list(pages_to_read(sam))) == 1


def test_what_waits_for_the_one_other_person(contact, writer):
    coordinator = UserFactory(groups=[COORDINATORS])
    (lee,), _staff = readers(1, 0)
    send(contact, writer)
    assert [len(list(pages_to_read(person))) for person in (lee, coordinator)] == [1, 1]
