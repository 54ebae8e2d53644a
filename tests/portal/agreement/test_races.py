"""What happens when two people press at the same moment. Real connections, real threads, on both databases."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, TaskState, WorkflowState

from home.models import StandardPage
from portal.agreement import services
from portal.agreement.models import Agreement, SmallFix
from portal.agreement.review import review_of
from portal.agreement.services import Writing
from portal.agreement.words import words_of
from portal.audit.services import problems
from portal.members.models import User
from tests.at_once import at_once, came_to
from tests.factories.pages import page, readers, team
from tests.factories.people import UserFactory
from tests.portal.agreement.test_cms import editor

pytestmark = pytest.mark.django_db(transaction=True)
TIMES = 5


def newest(the_page):
    return Page.objects.get(pk=the_page.pk).get_latest_revision_as_object()


def loaded(the_page):
    return services.version_of(Page.objects.get(pk=the_page.pk))


def save(the_page, by, seen, words):
    services.save_for_later(page=the_page, by=by, loaded=seen, writing=Writing(words={"introduction": words}))


@pytest.fixture
def contact():
    return page()


@pytest.mark.parametrize("_time", range(TIMES))
def test_two_last_yeses_publish_once(_time, contact):
    (lee, _lou), (sam, sue) = readers()
    save(contact, UserFactory(), loaded(contact), "Come in.")
    services.send_to_be_read(page=contact, by=UserFactory())
    digest = review_of(contact).digest
    services.say_yes(page=contact, by=lee, digest=digest)

    came = came_to(
        *(
            lambda by=by: services.say_yes(page=contact, by=User.objects.get(pk=by.pk), digest=digest)
            for by in (sam, sue)
        )
    )

    assert sorted(came) == ["NothingToRead", "done"]
    assert StandardPage.objects.get(pk=contact.pk).introduction == "Come in."
    assert Agreement.objects.count() == 2
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_APPROVED
    assert not TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS).exists()


@pytest.mark.parametrize("_time", range(TIMES))
def test_a_yes_and_a_change_at_once_never_put_out_unread_words(_time, contact):
    (lee, _lou), (sam, _sue) = readers()
    writer = UserFactory()
    save(contact, writer, loaded(contact), "Read.")
    services.send_to_be_read(page=contact, by=writer)
    digest, seen = review_of(contact).digest, loaded(contact)
    services.say_yes(page=contact, by=lee, digest=digest)

    came = came_to(
        lambda: services.say_yes(page=contact, by=User.objects.get(pk=sam.pk), digest=digest),
        lambda: save(contact, User.objects.get(pk=writer.pk), seen, "Not read."),
    )

    says = StandardPage.objects.get(pk=contact.pk).introduction
    assert newest(contact).introduction == "Not read." or came[1] == "Stale"
    assert says != "Not read."
    if came[0] == "done":
        assert says == "Read."
    else:
        assert came[0] in ("ChangedMeanwhile", "NotYours")


@pytest.mark.parametrize("_time", range(TIMES))
def test_two_undo_at_once_put_back_once(_time, contact):
    words = words_of(newest(contact)) | {"introduction": "Ring, write or pop in."}
    fix = services.make_small_fix(page=contact, by=UserFactory(), loaded=loaded(contact), words=words, why="x")
    people = [UserFactory(), UserFactory()]
    revisions = contact.revisions.count()

    came = came_to(*(lambda by=by: services.undo_small_fix(fix=fix, by=User.objects.get(pk=by.pk)) for by in people))

    assert sorted(came) == ["AlreadyUndone", "done"]
    assert contact.revisions.count() == revisions + 1
    assert StandardPage.objects.get(pk=contact.pk).introduction == "Ring, write or drop in."


@pytest.mark.parametrize("_time", range(TIMES))
def test_of_two_who_save_at_once_the_second_is_told(_time, contact):
    seen, people = loaded(contact), [UserFactory(), UserFactory()]
    came = came_to(*(lambda by=by: save(contact, by, seen, f"Words of {by.pk}") for by in people))
    assert sorted(came) == ["Stale", "done"]
    assert newest(contact).introduction == f"Words of {people[came.index('done')].pk}"


@pytest.mark.parametrize("_time", range(TIMES))
def test_two_small_fixes_at_once_lose_neither(_time, contact):
    seen, words = loaded(contact), words_of(newest(contact))

    def fix(change):
        services.make_small_fix(
            page=contact, by=UserFactory(), loaded=seen, words=words | {"introduction": change}, why="x"
        )

    came = came_to(lambda: fix("Ring, write or pop in."), lambda: fix("Call, write or drop in."))
    assert sorted(came) == ["Stale", "done"]
    assert SmallFix.objects.count() == 1


@pytest.mark.parametrize("_time", range(TIMES))
def test_the_cms_and_the_portal_at_once_lose_no_word(_time, contact):
    """One saves in the editor, one on the plain form, both from the same version: one is told, and keeps the words."""
    in_cms, in_portal = UserFactory(), UserFactory()
    team(contact, in_cms, in_portal)
    sent, seen = editor(contact, introduction="From the editor."), loaded(contact)
    browser = Client()
    browser.force_login(in_cms, backend="django.contrib.auth.backends.ModelBackend")
    browser.get(reverse("wagtailadmin_pages:edit", args=[contact.pk]))

    answer, saved = at_once(
        lambda: browser.post(reverse("wagtailadmin_pages:edit", args=[contact.pk]), sent).status_code,
        lambda: save(contact, User.objects.get(pk=in_portal.pk), seen, "From the form."),
    )

    assert (answer == 302 and isinstance(saved, services.Stale)) or (answer == 409 and saved is None)
    assert newest(contact).introduction == ("From the editor." if answer == 302 else "From the form.")
    if answer == 409:
        assert "From+the+editor." in in_cms.drafts.get().fields["sent"]


@pytest.mark.parametrize("_time", range(TIMES))
def test_sending_at_once_asks_once(_time, contact):
    readers()
    writer = UserFactory()
    save(contact, writer, loaded(contact), "Come in.")
    asked = at_once(*[lambda: services.send_to_be_read(page=contact, by=writer)] * 3)
    assert len({one.pk for one in asked}) == 1
    assert WorkflowState.objects.count() == 1
    assert list(problems()) == []
