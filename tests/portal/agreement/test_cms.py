"""The CMS for members: their own pages, one writer at a time, no way past the readers."""

import re

import pytest
from django.core import mail
from django.urls import reverse
from wagtail.models import Page, WorkflowState
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from home.models import HomePage, StandardPage
from portal.agreement import services
from portal.agreement.review import review_of
from portal.agreement.services import Writing
from portal.drafts.models import Draft
from portal.members.standing import PAGE_WRITERS
from tests.factories.pages import page, readers, team
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def newest(the_page):
    return Page.objects.get(pk=the_page.pk).get_latest_revision_as_object()


def edit_url(the_page):
    return reverse("wagtailadmin_pages:edit", args=[the_page.pk])


def editor(the_page, **changes):
    """What Wagtail's editor sends of a page: its words, and which version it was opened on."""
    now = newest(the_page)
    sent = {
        "title": now.title,
        "introduction": now.introduction,
        "picture": "",
        "content_note": "",
        "body": streamfield([("text", rich_text("<p>Ring us.</p>"))]),
        "easy_read": streamfield([]),
        "easy_read_checked_by": "",
        "slug": now.slug,
        "seo_title": "",
        "search_description": "",
        "reviewed_on": "",
        "go_live_at": "",
        "expire_at": "",
        "loaded_revision_id": str(now.latest_revision_id or ""),
        "loaded_revision_created_at": now.latest_revision.created_at.isoformat() if now.latest_revision else "",
    }
    return nested_form_data(sent | changes)


# --- One writer at a time ---------------------------------------------------------------------------------------------


def test_a_member_writes_and_sends_from_the_cms(writer, contact, sign_in):
    readers()
    browser = sign_in(writer)
    assert browser.get(edit_url(contact)).status_code == 200
    answer = browser.post(edit_url(contact), editor(contact, introduction="Come in."))
    assert answer.status_code == 302
    assert newest(contact).introduction == "Come in."
    browser.post(edit_url(contact), editor(contact) | {"action-submit": "1"})
    assert review_of(contact) is not None
    assert mail.outbox == []
    shown = browser.get(edit_url(contact)).content.decode()
    assert "This page is being read before it goes on the site." in shown


def test_a_stale_editor_overwrites_nothing_and_loses_nothing(writer, contact, sign_in):
    mine = editor(contact, introduction="Mine, typed for an hour.")
    other = newest(contact)
    other.introduction = "Hers, saved."
    other.save_revision(user=UserFactory())
    browser = sign_in(writer)
    refused = browser.post(edit_url(contact), mine)
    assert refused.status_code == 409
    assert newest(contact).introduction == "Hers, saved."
    assert {"Mine, typed for an hour.", "Hers, saved."} <= set(
        re.findall(r"Mine, typed for an hour\.|Hers, saved\.", both(refused))
    )
    again = browser.get(edit_url(contact)).content.decode()
    assert reverse("kept-words", args=[contact.pk]) in again
    assert "Mine, typed for an hour." in both(browser.get(reverse("kept-words", args=[contact.pk])))
    led_to = {browser.post(reverse("kept-words", args=[contact.pk])).url for _press in range(2)}
    assert led_to == {edit_url(contact)}
    assert Draft.objects.count() == 0


def both(response) -> str:
    """Both people's words as they are shown, without the tags that say which word is whose."""
    return re.sub(r"</?(?:ins|del|dd|br)[^>]*>", "", response.content.decode())


@pytest.mark.parametrize(
    "missing", [("loaded_revision_id", "loaded_revision_created_at"), ("loaded_revision_created_at",)]
)
def test_an_editor_that_does_not_say_what_it_loaded_is_refused(missing, writer, contact, sign_in):
    sent = {name: text for name, text in editor(contact, introduction="Mine.").items() if name not in missing}
    for action in ({}, {"action-submit": "1"}, {"action-publish": "1"}, {"action-cancel-workflow": "1"}):
        assert sign_in(writer).post(edit_url(contact), sent | action).status_code == 409
    assert newest(contact).introduction == "Ring, write or drop in."
    assert "Mine." in sign_in(writer).get(reverse("kept-words", args=[contact.pk])).content.decode()


def test_half_of_what_an_editor_sends_is_refused_in_words(writer, contact, sign_in):
    browser = sign_in(writer)
    assert browser.post(edit_url(contact), {"title": "Mine."}).status_code == 409
    assert browser.get(reverse("kept-words", args=[contact.pk])).status_code == 200


def test_autosave_goes_on_over_its_own_revision_until_somebody_else_saved(writer, contact, sign_in):
    browser = sign_in(writer)
    as_json = {"headers": {"accept": "application/json"}}
    saved = browser.post(edit_url(contact), editor(contact, introduction="One"), **as_json).json()
    assert saved["success"]
    mine = editor(contact, introduction="Two") | {"overwrite_revision_id": str(saved["revision_id"])}
    assert browser.post(edit_url(contact), mine, **as_json).json()["revision_id"] == saved["revision_id"]
    other = newest(contact)
    other.introduction = "Hers"
    other.save_revision(user=UserFactory())
    refused = browser.post(edit_url(contact), mine | {"introduction": "Three"}, **as_json)
    assert (refused.status_code, refused.json()["error_code"]) == (400, "invalid_revision")
    assert browser.post(edit_url(contact), mine | {"introduction": "Three"}).status_code == 409
    assert newest(contact).introduction == "Hers"
    assert "Three" in browser.get(reverse("kept-words", args=[contact.pk])).content.decode()


def test_an_older_version_cannot_be_put_over_a_newer_unseen(writer, contact, sign_in):
    first = contact.latest_revision
    mine = editor(contact, introduction="Back to the first.")
    other = newest(contact)
    other.introduction = "Hers"
    other.save_revision(user=UserFactory())
    url = reverse("wagtailadmin_pages:revisions_revert", args=[contact.pk, first.pk])
    assert sign_in(writer).post(url, mine).status_code == 409
    assert newest(contact).introduction == "Hers"


def test_kept_words_are_seen_by_nobody_else(writer, contact, sign_in):
    sign_in(writer).post(edit_url(contact), editor(contact, introduction="Mine.", loaded_revision_id=""))
    other = UserFactory()
    team(contact, other, name="Other")
    assert sign_in(other).get(reverse("kept-words", args=[contact.pk])).status_code == 404


def test_a_change_in_the_cms_makes_a_yes_lapse(writer, contact, sign_in):
    (lee, lou), _staff = readers()
    browser = sign_in(writer)
    browser.post(edit_url(contact), editor(contact, introduction="Come in.") | {"action-submit": "1"})
    services.say_yes(page=contact, by=lee, digest=review_of(contact).digest)
    browser.post(edit_url(contact), editor(contact, introduction="Come in soon."))
    assert review_of(contact).waits_for == {lee.pk, lou.pk}
    assert "changed since somebody said yes" in browser.get(edit_url(contact)).content.decode()


def test_an_editor_gets_no_comments_whose_mails_would_go_past_the_portal(writer, contact, sign_in):
    assert "comments" not in sign_in(writer).get(edit_url(contact)).context["form"].formsets


# --- What a writer may not do -----------------------------------------------------------------------------------------


def crafted(contact, other):
    """(name, POST) a writer has no button for: on the page of their own team, and on another team's."""
    home = HomePage.objects.get(locale__language_code="en")
    for the_page, whose in ((contact, "mine"), (other, "theirs")):
        at = [the_page.pk]
        yield f"publish {whose}", edit_url(the_page), editor(the_page, introduction="X") | {"action-publish": "1"}
        yield f"unpublish {whose}", reverse("wagtailadmin_pages:unpublish", args=at), {}
        yield f"delete {whose}", reverse("wagtailadmin_pages:delete", args=at), {"confirm-site-name": "Alongside"}
        yield f"move {whose}", reverse("wagtailadmin_pages:move_confirm", args=[the_page.pk, home.pk]), {}
        yield f"order {whose}", reverse("wagtailadmin_pages:set_page_position", args=at), {"position": "0"}
        yield f"privacy {whose}", reverse("wagtailadmin_pages:set_privacy", args=at), {"restriction_type": "login"}
        for action in ("publish", "unpublish", "delete", "move"):
            bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
            yield f"bulk {action} {whose}", f"{bulk}?id={the_page.pk}", {"chooser": str(home.pk)}
        new = reverse("wagtailadmin_pages:add", args=["home", "standardpage", the_page.pk])
        yield f"add below {whose}", new, editor(the_page, slug="new") | {"action-publish": "1"}
        copy = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": str(home.pk), "publish_copies": "on"}
        yield f"copy {whose}", reverse("wagtailadmin_pages:copy", args=at), copy
        yield f"lock {whose}", reverse("wagtailadmin_pages:lock", args=at), {}


def state_of_everything():
    return {
        made.pk: (made.live, made.path, made.title, made.locked, made.numchild, made.live_revision_id)
        for made in Page.objects.all()
    }


def test_crafted_posts_of_a_writer_change_nothing(writer, contact, sign_in):
    other = page("Of another team")
    team(other, UserFactory(), name="Another team")
    hidden = page("Their draft", live=False, parent=contact)
    before = state_of_everything()
    for name, url, sent in crafted(contact, other):
        sign_in(writer).post(url, sent)
        assert state_of_everything() == before, name
    sign_in(writer).post(reverse("wagtailadmin_pages:delete", args=[hidden.pk]))
    assert Page.objects.filter(pk=hidden.pk).exists()
    assert StandardPage.objects.get(pk=contact.pk).introduction == "Ring, write or drop in."
    assert newest(other).introduction == "Ring, write or drop in."


def test_a_coordinator_takes_down_but_publishes_nothing_unread(contact, people, sign_in):
    readers()
    browser = sign_in(people["coordinator"])
    sent = editor(contact, introduction="Unread.") | {"action-publish": "1"}
    browser.post(edit_url(contact), sent)
    assert StandardPage.objects.get(pk=contact.pk).introduction != "Unread."
    home = HomePage.objects.get(locale__language_code="en")
    new = reverse("wagtailadmin_pages:add", args=["home", "standardpage", home.pk])
    browser.post(new, editor(contact, title="New", slug="new") | {"action-publish": "1"})
    assert list(Page.objects.filter(slug="new").values_list("live", flat=True)) == [False]
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    browser.post(f"{bulk}?id={Page.objects.get(slug='new').pk}", {})
    assert not Page.objects.get(slug="new").live
    browser.post(reverse("wagtailadmin_pages:unpublish", args=[contact.pk]))
    assert not Page.objects.get(pk=contact.pk).live


def test_the_reading_cannot_be_answered_in_the_cms(writer, contact, sign_in):
    (lee, _lou), _staff = readers()
    team(contact, lee, name="Lee's")
    services.save_for_later(
        page=contact,
        by=writer,
        loaded=services.version_of(Page.objects.get(pk=contact.pk)),
        writing=Writing(words={"introduction": "Come in."}),
    )
    state = services.send_to_be_read(page=contact, by=writer)
    task_state = WorkflowState.objects.get(pk=state.pk).current_task_state
    browser = sign_in(lee)
    sent = editor(contact) | {"action-workflow-action": "1", "workflow-action-name": "approve"}
    browser.post(edit_url(contact), sent)
    url = reverse("wagtailadmin_pages:workflow_action", args=[contact.pk, "approve", task_state.pk])
    browser.post(url)
    task_state.refresh_from_db()
    assert task_state.status == task_state.STATUS_IN_PROGRESS


# --- Nothing of others' drafts (tests/test_nothing_leaks.py tries every address) --------------------------------------


def test_somebody_who_only_reads_pages_has_no_way_into_the_editor(writer, contact, sign_in):
    hidden = page("Hidden", live=False)
    team(hidden, writer)
    (lee, _lou), _staff = readers()
    services.send_to_be_read(page=hidden, by=writer)
    assert {sign_in(lee).get(edit_url(made)).status_code for made in (hidden, contact)} == {404}


# --- The look and the first steps -------------------------------------------------------------------------------------


def test_the_first_screen_helps_and_lists_my_pages(writer, contact, sign_in):
    shown = sign_in(writer).get(reverse("wagtailadmin_home")).content.decode()
    assert "First time here?" in shown
    assert "Contact us" in shown
    assert edit_url(contact) in shown


def test_the_first_screen_says_nothing_of_a_page_once_it_is_no_longer_theirs(writer, sign_in):
    """Somebody who wrote it, sent it to be read and then left its team."""
    readers()
    draft = page("Contact us", live=False, owner=writer)
    team(draft, writer)
    newest(draft).save_revision(user=writer, log_action=True)
    services.send_to_be_read(page=draft, by=writer)
    assert "Contact us" in sign_in(writer).get(reverse("wagtailadmin_home")).content.decode()
    writer.groups.clear()
    team(page("Their new one"), writer)
    shown = sign_in(writer).get(reverse("wagtailadmin_home")).content.decode()
    assert "Their new one" in shown
    assert "Contact us" not in shown


@pytest.mark.parametrize("number", [1, 12])
def test_the_first_screen_costs_the_same_for_one_page_and_twelve(number, sign_in, django_assert_num_queries):
    person = UserFactory(groups=[PAGE_WRITERS])
    for n in range(number):
        page(f"Page {n}")
    browser = sign_in(person)
    for _warm in range(3):
        browser.get(reverse("wagtailadmin_home"))
    with django_assert_num_queries(18):
        browser.get(reverse("wagtailadmin_home"))


def test_from_the_editor_to_the_portal_and_back(writer, contact, sign_in):
    shown = sign_in(writer).get(edit_url(contact)).content.decode()
    assert reverse("portal:pages:page", args=[contact.pk]) in shown
    assert reverse("plain-english", args=[contact.pk]) in shown
    portal = sign_in(writer).get(reverse("portal:pages:edit", args=[contact.pk])).content.decode()
    assert edit_url(contact) in portal
