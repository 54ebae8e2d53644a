"""A small fix is live at once, told to everybody it concerns, never takes a draft with it, and can be put back."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Page

from home.models import StandardPage
from portal.agreement import services
from portal.agreement.models import SmallFix
from portal.agreement.review import review_of
from portal.agreement.services import Writing
from portal.agreement.waiting import fixes_to_see
from portal.agreement.words import words_of
from portal.audit.models import Entry
from tests.factories.pages import NEW_NUMBER, OLD_NUMBER, page, put_out, readers, team
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def fixer(db):
    return UserFactory(known_as="Fay")


@pytest.fixture
def contact(fixer):
    made = page()
    team(made, fixer)
    return made


def newest(the_page):
    return Page.objects.get(pk=the_page.pk).get_latest_revision_as_object()


def live(the_page):
    return StandardPage.objects.get(pk=the_page.pk)


def key_of(the_page, kind="text"):
    return next(key for key in words_of(newest(the_page)) if key.startswith(kind))


def with_change(the_page, old=OLD_NUMBER, new=NEW_NUMBER, kind="text"):
    """The words of the plain form, as they would be sent after somebody changed one thing."""
    words, key = words_of(newest(the_page)), key_of(the_page, kind)
    return words | {key: words[key].replace(old, new)}


def fix(the_page, by, words=None, **options):
    return services.make_small_fix(
        page=the_page,
        by=by,
        loaded=services.version_of(Page.objects.get(pk=the_page.pk)),
        words=words or with_change(the_page),
        why="The number was old.",
        **options,
    )


def draft(the_page, by, old, new, kind="text"):
    """Somebody changes words and saves them for later."""
    return services.save_for_later(
        page=the_page,
        by=by,
        loaded=services.version_of(Page.objects.get(pk=the_page.pk)),
        writing=Writing(words=with_change(the_page, old, new, kind)),
    )


def blocks(the_page):
    return [block.get_prep_value() for block in live(the_page).body]


def digest_now(the_page):
    return review_of(the_page).digest


def text_of(the_page):
    return words_of(the_page)[next(key for key in words_of(the_page) if key.startswith("text"))]


def test_it_is_live_at_once_and_changes_nothing_else(contact, fixer):
    before = blocks(contact)
    made = fix(contact, fixer)
    after = blocks(contact)
    assert [row["id"] for row in after] == [row["id"] for row in before]
    assert [row for row, was in zip(after, before, strict=True) if row != was] == [
        before[1] | {"value": before[1]["value"].replace(OLD_NUMBER, NEW_NUMBER).replace(' data-block-key="a1"', "")}
    ]
    assert OLD_NUMBER in text_of(made.before.as_object())
    assert NEW_NUMBER in text_of(made.after.as_object())
    assert not live(contact).has_unpublished_changes
    assert list(Entry.objects.values_list("subject", "verb", "by_id")) == [
        (f"page:{contact.pk}", "page.small_fix", fixer.pk)
    ]


def test_everybody_it_concerns_is_told_and_nobody_else(contact, fixer, people):
    (lee,), (sam,) = readers(1, 1)
    beside = UserFactory(known_as="Tess")
    team(contact, beside, name="Another team of the page")
    UserFactory(known_as="Stranger")
    gone = UserFactory(known_as="Gone", is_active=False)
    gone.groups.add(*beside.groups.all())
    state = services.send_to_be_read(page=draft(contact, fixer, "mornings", "evenings"), by=fixer)
    services.say_yes(page=contact, by=lee, digest=digest_now(contact))
    state.refresh_from_db()
    assert state.status == state.STATUS_APPROVED

    made = fix(contact, fixer)

    told = {telling.person for telling in made.tellings.select_related("person")}
    assert told == {lee, beside, people["coordinator"], people["writer"]}
    assert sam not in told


def test_what_waits_costs_one_query_and_goes_when_it_was_seen(contact, fixer, people, django_assert_num_queries):
    for number in range(3):
        fix(contact, fixer, with_change(contact, "mornings" if not number else f"m{number}", f"m{number + 1}"))
    with django_assert_num_queries(1):
        needs = list(fixes_to_see(people["coordinator"]))
    assert [need.words for need in needs] == ["Fay made a small fix on “Contact us”: The number was old."] * 3
    assert list(fixes_to_see(fixer)) == []
    services.see_small_fix(fix=SmallFix.objects.earliest("pk"), by=people["coordinator"])
    assert len(list(fixes_to_see(people["coordinator"]))) == 2


def test_it_stops_waiting_after_seven_days(contact, fixer, people):
    fix(contact, fixer)
    SmallFix.objects.update(made_at=timezone.now() - timedelta(days=7, minutes=1))
    assert list(fixes_to_see(people["coordinator"])) == []


def test_a_waiting_draft_does_not_go_out_and_gets_the_fix_too(contact, fixer):
    writer = UserFactory()
    team(contact, writer, name="Writers")
    draft(contact, writer, "Or write.", "Or write to us at the hall.")
    fix(contact, fixer)
    assert "at the hall" not in text_of(live(contact))
    assert NEW_NUMBER in text_of(live(contact))
    waiting = newest(contact)
    assert "at the hall" in text_of(waiting)
    assert NEW_NUMBER in text_of(waiting)
    assert OLD_NUMBER not in text_of(waiting)
    assert live(contact).has_unpublished_changes
    assert waiting.latest_revision.user == writer


def test_it_is_refused_when_the_words_are_not_on_the_site(contact, fixer):
    draft(contact, UserFactory(), OLD_NUMBER, "0113 496 0555")
    before = text_of(live(contact))
    with pytest.raises(services.NotOnTheSite):
        fix(contact, fixer, with_change(contact, "0113 496 0555", NEW_NUMBER))
    assert text_of(live(contact)) == before
    assert SmallFix.objects.count() == 0


def test_a_reading_that_is_under_way_goes_on_and_asks_again(contact, fixer):
    (lee, _lou), (sam, _sue) = readers()
    services.send_to_be_read(page=draft(contact, fixer, "Or write.", "Or write soon."), by=fixer)
    services.say_yes(page=contact, by=lee, digest=digest_now(contact))
    other = UserFactory()
    team(contact, other, name="Others")

    fix(contact, other)

    assert NEW_NUMBER in text_of(live(contact))
    assert "soon" not in text_of(live(contact))
    review = review_of(newest(contact))
    assert [side.changed_since for side in review.sides] == [True, False]
    assert lee.pk in review.waits_for
    assert sam.pk not in review.waits_for


@pytest.mark.parametrize(
    ("prepare", "refusal"),
    [
        (lambda the_page: {}, services.NothingChanged),
        (lambda the_page: {"introduction": " ".join(["more"] * 40)}, services.TooBig),
    ],
)
def test_what_is_not_a_small_fix(contact, fixer, prepare, refusal):
    with pytest.raises(refusal):
        fix(contact, fixer, words_of(newest(contact)) | prepare(contact))
    assert SmallFix.objects.count() == 0


def test_small_fixes_in_a_row_are_counted_together(fixer):
    """Each is small; all of them would be a page that nobody has read."""
    began = [f"word{n}" for n in range(40)]
    made = page(introduction=" ".join(began))
    team(made, fixer)

    def fixed(many):
        return fix(made, fixer, words_of(newest(made)) | {"introduction": " ".join([*["new"] * many, *began[many:]])})

    fixed(15)
    last = fixed(30)
    with pytest.raises(services.TooManyFixes):
        fixed(40)
    assert live(made).introduction.endswith("word39")
    services.undo_small_fix(fix=last, by=fixer)
    put_out(newest(made))
    fixed(40)


def test_a_page_that_is_not_on_the_site_has_nothing_to_fix(fixer):
    with pytest.raises(services.NotLive):
        fix(page("New", live=False), fixer)


def test_a_page_that_waits_for_its_day_is_left_alone(contact, fixer):
    revision = draft(contact, fixer, "mornings", "evenings").latest_revision
    revision.approved_go_live_at = timezone.now() + timedelta(days=2)
    revision.save()
    with pytest.raises(services.Scheduled):
        fix(contact, fixer)


def test_a_locked_page_is_left_alone(contact, fixer):
    Page.objects.filter(pk=contact.pk).update(locked=True, locked_by=UserFactory(), locked_at=timezone.now())
    with pytest.raises(services.Locked):
        fix(contact, fixer)


def test_it_is_refused_when_the_page_has_moved_on(contact, fixer):
    loaded, words = services.version_of(Page.objects.get(pk=contact.pk)), with_change(contact)
    draft(contact, UserFactory(), "mornings", "evenings")
    with pytest.raises(services.Stale):
        services.make_small_fix(page=contact, by=fixer, loaded=loaded, words=words, why="Old")
    assert OLD_NUMBER in text_of(live(contact))


def test_a_page_put_on_the_site_without_a_revision_can_be_fixed_and_put_back(fixer):
    made = page("Bare", live=False)
    made.revisions.all().delete()
    Page.objects.filter(pk=made.pk).update(latest_revision=None, live=True)
    assert Page.objects.get(pk=made.pk).latest_revision_id is None
    fixed = fix(made, fixer)
    assert NEW_NUMBER in text_of(live(made))
    services.undo_small_fix(fix=fixed, by=fixer)
    assert OLD_NUMBER in text_of(live(made))


def test_the_easy_read_is_left_behind_unless_somebody_looked(fixer):
    pairs = '[{"type": "pair", "value": {"drawing": "phone", "picture": null, "words": "Ring us."}, "id": "e1"}]'
    for looked in (False, True):
        made = page(f"Easy {looked}", easy_read=pairs)
        made.easy_read_of = made.words_digest()
        put_out(made)
        assert not live(made).easy_read_is_behind
        fixed = fix(made, fixer, easy_read_same=looked)
        assert live(made).easy_read_is_behind is not looked
        services.undo_small_fix(fix=fixed, by=fixer)
        assert not live(made).easy_read_is_behind


def test_undo_puts_back_the_words_of_the_fix_and_keeps_everything_since(contact, fixer, people):
    made = fix(contact, fixer)
    later = newest(contact)
    later.introduction = "Come in."
    put_out(later)
    services.undo_small_fix(fix=made, by=people["coordinator"])
    assert OLD_NUMBER in text_of(live(contact))
    assert live(contact).introduction == "Come in."
    made.refresh_from_db()
    assert made.undone_by == people["coordinator"]
    assert [need.words for need in fixes_to_see(fixer)] == ["Cora put back your small fix on “Contact us”."]
    assert Entry.objects.latest("pk").verb == "page.small_fix_undone"


def test_undo_reaches_the_waiting_draft_too(contact, fixer):
    made = fix(contact, fixer)
    draft(contact, UserFactory(), "Or write.", "Or write to us at the hall.")
    services.undo_small_fix(fix=made, by=fixer)
    assert OLD_NUMBER in text_of(newest(contact))
    assert "at the hall" in text_of(newest(contact))
    assert "at the hall" not in text_of(live(contact))


def test_undo_overwrites_nobody(contact, fixer):
    made = fix(contact, fixer)
    fix(contact, UserFactory(), with_change(contact, NEW_NUMBER, "0113 496 0777"))
    with pytest.raises(services.ChangedSince):
        services.undo_small_fix(fix=made, by=fixer)
    assert "0113 496 0777" in text_of(live(contact))
    made.refresh_from_db()
    assert made.undone_at is None


def test_undo_ends_after_seven_days_and_happens_once(contact, fixer):
    made = fix(contact, fixer)
    SmallFix.objects.update(made_at=timezone.now() - timedelta(days=7, minutes=1))
    with pytest.raises(services.TooLate):
        services.undo_small_fix(fix=made, by=fixer)
    SmallFix.objects.update(made_at=timezone.now())
    services.undo_small_fix(fix=made, by=fixer)
    with pytest.raises(services.AlreadyUndone):
        services.undo_small_fix(fix=made, by=fixer)


def test_undo_says_so_when_the_earlier_words_are_gone(contact, fixer):
    made = fix(contact, fixer)
    SmallFix.objects.update(before=None)
    with pytest.raises(services.CannotUndo):
        services.undo_small_fix(fix=made, by=fixer)
