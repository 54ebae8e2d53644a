"""No words come out that people have not agreed to, whoever or whatever tries to put them there."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.db import transaction
from django.test import TestCase
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import Page, get_page_models
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from home.models import HomePage, LadderPage, PublicPage, Rung, StandardPage
from operations import ticking
from portal.agreement import services
from portal.agreement.agreed import is_agreed, keep
from portal.agreement.digest import digest_of
from portal.agreement.gate import NotAgreed, refuse_what_is_not_agreed
from portal.agreement.models import Agreement, Version
from portal.agreement.review import review_of
from portal.agreement.services import Writing
from portal.audit.models import Entry
from portal.members.models import User
from portal.notices.models import Notice
from tests.at_once import came_to
from tests.factories.pages import page, put_out, readers, team
from tests.factories.people import UserFactory
from tests.factories.reading import home_in, locale, translated
from tests.portal.agreement.test_cms import editor, newest

pytestmark = pytest.mark.django_db
UNREAD = "Nobody has read this."


@pytest.fixture
def contact():
    return page()


@pytest.fixture
def root(db):
    return UserFactory(is_superuser=True, is_staff=True)


def out() -> set[str]:
    """What the site says: the title of each page that is out, and how it begins."""
    made = Page.objects.live().type(PublicPage).specific()
    return {words for shown in made for words in (shown.title, shown.introduction)}


def unread(the_page):
    """The page with words that nobody has read, in nobody's eyes but its writers'."""
    draft = newest(the_page)
    draft.title = draft.introduction = UNREAD
    return draft


def saved(the_page, **options):
    return unread(the_page).save_revision(**options)


def publish(the_page, root):
    saved(the_page).publish()


def publish_past_all_rights(the_page, root):
    the_page.publish(saved(the_page), user=root, skip_permission_checks=True)


def publish_by_the_action_of_the_cms(the_page, root):
    PublishPageRevisionAction(saved(the_page), user=root).execute(skip_permission_checks=True)


def write_over_it(the_page, root):
    unread(the_page).save()


def write_one_field(the_page, root):
    unread(the_page).save(update_fields=["introduction"])


def write_over_the_bare_page(the_page, root):
    bare = Page.objects.get(pk=the_page.pk)
    bare.title = UNREAD
    bare.save()


def bring_back_what_was_taken_down(the_page, root):
    the_page.unpublish()
    taken_down = unread(the_page)
    taken_down.live = True
    taken_down.save()


def bring_back_the_bare_page(the_page, root):
    hidden = page(UNREAD, live=False)
    bare = Page.objects.get(pk=hidden.pk)
    bare.live = True
    bare.save(update_fields=["live"])


def add_it_live(the_page, root):
    HomePage.objects.get().add_child(instance=StandardPage(title=UNREAD, slug="new"))


def copy_it_live(the_page, root):
    the_page.copy(update_attrs={"title": UNREAD, "slug": "copy"}, user=root)


def mirror_what_is_in_memory(the_page, root):
    unread(the_page).create_alias(update_slug="mirror")


def end_the_reading_without_a_reader(the_page, root):
    readers()
    saved(the_page)
    services.send_to_be_read(page=the_page, by=UserFactory())
    review_of(Page.objects.get(pk=the_page.pk)).state.finish(user=root)


def go_back_to_older_words(the_page, root):
    """They were agreed to once, and others since."""
    first = put_out(unread(the_page)).live_revision
    second = newest(the_page)
    second.title = second.introduction = "Read."
    put_out(second)
    assert UNREAD not in out()
    first.publish()


def save_a_translation(the_page, root):
    """wagtail-localize writes into the page that is out, whatever it is told about publishing."""
    there = translated(the_page, "cy")
    assert there.live
    source, _new = TranslationSource.update_or_create_from_instance(the_page)
    translation = Translation.objects.get(source=source)
    for segment in source.stringsegment_set.filter(context__path="introduction"):
        StringTranslation.objects.create(
            translation_of=segment.string,
            locale=translation.target_locale,
            context=segment.context,
            translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
            data=UNREAD,
        )
    translation.save_target(user=root, publish=False)


WAYS = [
    publish,
    publish_past_all_rights,
    publish_by_the_action_of_the_cms,
    write_over_it,
    write_one_field,
    write_over_the_bare_page,
    bring_back_what_was_taken_down,
    bring_back_the_bare_page,
    add_it_live,
    copy_it_live,
    mirror_what_is_in_memory,
    end_the_reading_without_a_reader,
    go_back_to_older_words,
    save_a_translation,
]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_no_way_leads_past_the_readers(way, contact, root):
    with pytest.raises(NotAgreed) as refused:
        way(contact, root)
    assert "both sides have read them" in str(refused.value)
    assert UNREAD not in out()


def test_every_kind_of_page_stands_behind_the_gate():
    assert {kind for kind in get_page_models() if not issubclass(kind, PublicPage)} == {Page}


def test_a_published_translation_waits_too(contact, root):
    home_in("cy")
    source, _new = TranslationSource.get_or_create_from_instance(contact)
    translation = Translation.objects.create(source=source, target_locale=locale("cy"))
    with pytest.raises(NotAgreed), TestCase.captureOnCommitCallbacks(execute=True):
        translation.save_target(user=root, publish=True)
    assert not contact.get_translation(translation.target_locale).live


# --- In the CMS -------------------------------------------------------------------------------------------------------
def pressed(the_page):
    home, at = HomePage.objects.get(), [the_page.pk]
    words = editor(the_page, title=UNREAD, introduction=UNREAD) | {"action-publish": "1"}
    yield reverse("wagtailadmin_pages:edit", args=at), words
    yield reverse("wagtailadmin_pages:add", args=["home", "standardpage", home.pk]), words | {"slug": "new"}
    copy = {"new_title": UNREAD, "new_slug": "copy", "new_parent_page": str(home.pk), "publish_copies": "on"}
    yield reverse("wagtailadmin_pages:copy", args=at), copy
    yield reverse("wagtailadmin_pages:copy", args=at), copy | {"new_slug": "mirror", "alias": "on"}
    yield f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', 'publish'])}?id={the_page.pk}", {}
    yield f"/cms/api/main/pages/{the_page.pk}/action/publish/", {}


@pytest.mark.both
def test_no_press_of_an_administrator_puts_unread_words_out(contact, root, sign_in):
    browser = sign_in(root)
    for url, sent in pressed(contact):
        browser.post(url, sent)
        assert UNREAD not in out(), url
    assert newest(contact).introduction == UNREAD, "kept as a draft"
    page_of = browser.get(reverse("wagtailadmin_pages:edit", args=[contact.pk])).content.decode()
    assert 'name="action-publish"' not in page_of


# --- What does go through ---------------------------------------------------------------------------------------------
def agree_to(the_page, *, writer, introduction, go_live_at=None):
    """Written, sent, and read by both sides."""
    (lee, _lou), (sam, _sue) = readers()
    draft = newest(the_page)
    draft.introduction, draft.go_live_at = introduction, go_live_at
    draft.save_revision(user=writer)
    services.send_to_be_read(page=the_page, by=writer)
    for reader in (lee, sam):
        services.say_yes(page=the_page, by=reader, digest=review_of(Page.objects.get(pk=the_page.pk)).digest)
    return draft


def test_what_both_sides_read_is_kept_word_for_word(contact):
    writer = UserFactory()
    agree_to(contact, writer=writer, introduction="Read.")
    version = Version.objects.of(f"page:{contact.pk}").first()
    assert "Read." in out()
    assert (version.words["introduction"], version.by, version.unread) == ("Read.", writer, "")
    assert version.digest == digest_of(StandardPage.objects.get(pk=contact.pk))
    assert set(version.agreements.values_list("side", flat=True)) == {"lived", "staff"}
    assert version.agreements.exclude(task_state=None).count() == 2


def test_saving_what_the_site_says_already_is_no_matter(contact):
    Version.objects.all().delete()
    StandardPage.objects.get(pk=contact.pk).save()
    Page.objects.get(pk=contact.pk).save()
    contact.create_alias(update_slug="mirror")
    assert Page.objects.live().filter(slug="mirror").exists()


def test_a_fix_is_one_editors_own_and_so_is_its_undoing(contact):
    fixer, other = UserFactory(), UserFactory()
    loaded = services.version_of(Page.objects.get(pk=contact.pk))
    fix = services.make_small_fix(
        page=contact, by=fixer, loaded=loaded, words={"introduction": "Ring or write."}, why="Shorter."
    )
    services.undo_small_fix(fix=fix, by=other)
    told = Version.objects.filter(subject=f"page:{contact.pk}").exclude(small_fix="")
    assert list(told.values_list("small_fix", "is_undo", "by", "agreements__person")) == [
        ("Shorter.", False, fixer.pk, fixer.pk),
        ("Shorter.", True, other.pk, other.pk),
    ]
    with pytest.raises(NotAgreed):
        fix.after.publish()


def test_nobodys_yes_to_their_own_words_counts(contact):
    writer = UserFactory()
    draft = saved(contact, user=writer)
    version = Version.objects.create(
        subject=f"page:{contact.pk}", number=9, digest=digest_of(draft.as_object()), by=writer
    )
    for side in ("lived", "staff", ""):
        Agreement.objects.update_or_create(version=version, person=writer, defaults={"side": side})
        assert not is_agreed(contact, version.digest)
    Agreement.objects.create(version=version, person=UserFactory(), side="lived")
    assert not is_agreed(contact, version.digest)
    yes = Agreement.objects.create(version=version, person=UserFactory(), side="staff")
    assert is_agreed(contact, version.digest)
    Agreement.objects.filter(pk=yes.pk).update(taken_back_at=timezone.now())
    assert not is_agreed(contact, version.digest)


def test_a_starting_text_stands_only_where_nobody_has_written_yet(contact):
    hidden = page(UNREAD, live=False)
    services.start_with(hidden.latest_revision)
    assert UNREAD in out()
    assert Entry.objects.get().verb == "page.started_with"
    another = page("Another", live=False)
    another.save_revision(user=UserFactory())
    with pytest.raises(services.PeopleHaveWritten):
        services.start_with(another.latest_revision)
    assert "Another" not in out()


def test_the_words_of_a_page_go_with_it(contact):
    put_out(contact)
    contact.delete()
    assert not Version.objects.filter(subject=f"page:{contact.pk}").exists()


def test_a_list_that_stands_on_it_is_part_of_what_is_read(english):
    rung = Rung.objects.create(locale=english, title="Co-design", plain_name="We plan it together", text="One.")
    ladder = page("Ladder", kind=LadderPage, body="[]")
    before = digest_of(ladder)
    rung.text = "Two."
    rung.save()
    assert digest_of(ladder) != before


@pytest.mark.parametrize("number", [1, 30])
def test_it_costs_a_handful_of_queries_however_often_people_agreed(contact, number, django_assert_num_queries):
    for _time in range(number):
        keep(contact.latest_revision, by=None, unread=Version.Unread.START)
    agreed = StandardPage.objects.get(pk=contact.pk)
    with django_assert_num_queries(3):  # the page's row, its comments, and the last version that counts
        refuse_what_is_not_agreed(agreed)


# --- On its day -------------------------------------------------------------------------------------------------------
@pytest.fixture
def on_monday(contact):
    """Both sides have read words that are to go out on a day to come. Gives the writer."""
    writer = UserFactory()
    team(contact, writer)
    agree_to(contact, writer=writer, introduction="Read.", go_live_at=timezone.now() + timedelta(days=2))
    assert "Read." not in out()
    return writer


def days_later():
    return time_machine.travel(timezone.now() + timedelta(days=3), tick=False)


def test_what_was_agreed_comes_out_on_its_day(contact, on_monday):
    with days_later():
        ticking.tick()
    assert "Read." in out()


def test_what_changed_before_its_day_does_not_and_whoever_sent_it_is_told(contact, on_monday):
    """Written over, as autosave does; and by the command alone, without our clock."""
    chosen = contact.scheduled_revision
    changed = contact.revisions.filter(pk=chosen.pk)
    changed.update(content=chosen.content | {"introduction": UNREAD})
    with days_later():
        with pytest.raises(NotAgreed):
            call_command("publish_scheduled")
        changed.update(approved_go_live_at=chosen.approved_go_live_at)
        assert not any(ticking.tick().values())
    assert not out() & {"Read.", UNREAD}
    assert not contact.revisions.exclude(approved_go_live_at=None).exists()
    assert [notice.person for notice in Notice.objects.all()] == [on_monday]
    assert Entry.objects.filter(verb="page.not_put_out").count() == 1


# --- At once ----------------------------------------------------------------------------------------------------------
@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_time", range(5))
def test_words_that_change_under_the_last_yes_never_come_out(_time, contact, root):
    """The last yes, while somebody writes over the same revision, as the CMS does, and puts it out by code."""
    (lee, _lou), (sam, _sue) = readers()
    writer = UserFactory()
    services.save_for_later(
        page=contact,
        by=writer,
        loaded=services.version_of(Page.objects.get(pk=contact.pk)),
        writing=Writing(words={"introduction": "Read."}),
    )
    services.send_to_be_read(page=contact, by=writer)
    digest = review_of(contact).digest
    services.say_yes(page=contact, by=lee, digest=digest)

    def write_over_and_publish():
        with transaction.atomic():
            services.hold(contact)
            draft = unread(contact)
            revision = draft.save_revision(user=writer, overwrite_revision=draft.latest_revision, clean=False)
        revision.publish()

    came = came_to(
        lambda: services.say_yes(page=contact, by=User.objects.get(pk=sam.pk), digest=digest), write_over_and_publish
    )
    assert came[1] == "NotAgreed"
    assert came[0] in ("done", "ChangedMeanwhile", "NotYours")
    assert UNREAD not in out()
    assert ("Read." in out()) == (came[0] == "done")
