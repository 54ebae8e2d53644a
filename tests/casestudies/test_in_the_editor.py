"""Makers of a story in the site's own editor: who has said yes, two who write, notes, pictures; and what an
administrator does there."""

import re

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Collection, Comment, Page, PageLogEntry
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from casestudies import services
from casestudies.models import Story, StoryPage
from home.media_policy import OF_STORIES
from home.models import Picture
from portal.audit.models import Entry
from portal.members.standing import COORDINATORS
from portal.notices.models import Notice
from tests.casestudies.editing import edit_url, editor, newest
from tests.casestudies.test_forgetting import in_language
from tests.factories.media import DocumentFactory, PictureFactory, picture_file
from tests.factories.people import UserFactory
from tests.factories.telling import (
    all_but_the_last_yes,
    allow,
    joined,
    look,
    say_yes,
    source,
    story,
    told_story,
    write,
)
from tests.portal.agreement.conftest import fields
from tests.scanning import tables_with

pytestmark = pytest.mark.django_db
AS_JSON = {"headers": {"accept": "application/json"}}


@pytest.fixture
def two():
    """A story, and the two who make it, each with the editor open to them."""
    told = story(words="We dug it together.")
    people = told.begun_by, joined(told)
    for person in people:
        services.use_editor(by=person)
    return told, *people


# --- Who has said yes -------------------------------------------------------------------------------------------------


def panel(response) -> str:
    shown = re.search(r'<section class="who-has-agreed".*?</section>', response.content.decode(), re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", shown.group())) if shown else ""


def test_it_says_who_said_yes_and_what_changed_since(sign_in):
    told, (teller, writer), _reader = all_but_the_last_yes(words="We dug it together.")
    services.use_editor(by=teller)
    browser = sign_in(teller)
    before = panel(browser.get(edit_url(told)))
    assert f"{writer}: said yes to these words" in before
    assert f"{teller}: has not said yes yet" in before
    assert "read it, and said yes" in before
    write(told, "We dug it alone.", by=teller)
    after = panel(browser.get(edit_url(told)))
    assert f"{writer}: said yes to earlier words Changed since then: What happened" in after
    assert "We dug it together." in after and "We dug it alone." in after
    assert "nobody who did not write it has said yes yet" in after
    assert reverse("portal:stories:story", args=[told.pk]) in browser.get(edit_url(told)).content.decode()


def test_whoever_has_no_account_stands_there_for_its_people_alone(two, sign_in):
    told, teller, _writer = two
    services.allow(story=told, by=teller, called="The neighbour at 12", naming="none", given="phone")
    assert "The neighbour at 12: has not said yes yet" in panel(sign_in(teller).get(edit_url(told)))
    root = sign_in(UserFactory(is_superuser=True)).get(edit_url(told))
    assert (root.status_code, panel(root)) == (200, "")
    assert "The neighbour at 12" not in root.content.decode()


@pytest.mark.parametrize("makers", [3, 6])
def test_that_costs_the_same_for_few_and_many(makers, sign_in, django_assert_num_queries):
    told, (teller, *others), _reader = all_but_the_last_yes(makers=makers)
    services.use_editor(by=teller)
    for number, person in enumerate(others):
        write(told, f"We dug it {number} times.", by=teller)
        say_yes(told, person)
    write(told, "We dug it alone.", by=teller)
    browser = sign_in(teller)
    for _warm in range(2):
        browser.get(edit_url(told))
    with django_assert_num_queries(85):
        shown = panel(browser.get(edit_url(told)))
    assert shown.count("said yes to earlier words") == makers


# --- What its editor has, and has not ---------------------------------------------------------------------------------


def test_nobody_chooses_there_when_it_comes_or_who_tells_it(two, sign_in):
    told, teller, _writer = two
    allow(told, teller, name="As I chose")
    browser = sign_in(teller)
    form = browser.get(edit_url(told)).context["form"]
    assert {"go_live_at", "expire_at", "told_by", "is_example"} & form.fields.keys() == set()
    sent = {"told_by": "Somebody else", "is_example": "on", "go_live_at": "2031-01-01 00:00"}
    browser.post(edit_url(told), editor(told, title="Ours", **sent))
    now = newest(told)
    assert (now.title, now.told_by, now.is_example, now.go_live_at) == ("Ours", "As I chose", False, None)


def test_what_was_taken_down_is_not_changed_there(two, sign_in):
    told, teller, writer = two
    services.take_down(story=told, by=teller)
    browser, sent = sign_in(writer), editor(told, title="Changed")
    plain = reverse("portal:pages:edit", args=[told.page_id])
    assert {browser.get(url).status_code for url in (edit_url(told), plain)} == {404}
    assert browser.post(edit_url(told), sent).status_code == 404
    assert newest(told).title == "The garden"
    services.bring_back(story=told, by=teller)
    assert {browser.get(url).status_code for url in (edit_url(told), plain)} == {200}


# --- Two who write ----------------------------------------------------------------------------------------------------


def plain_url(told):
    return reverse("portal:pages:edit", args=[told.page_id])


def test_the_plain_form_was_first(two, sign_in):
    """Whoever comes second in the editor overwrites nothing, and finds their own words."""
    told, teller, writer = two
    typed = editor(told, introduction="Hers, typed for an hour.")
    form = fields(sign_in(teller).get(plain_url(told))) | {"introduction": "His, saved.", "do": "save"}
    assert sign_in(teller).post(plain_url(told), form).status_code == 302
    browser = sign_in(writer)
    assert browser.post(edit_url(told), typed, **AS_JSON).json()["error_code"] == "invalid_revision"
    assert browser.post(edit_url(told), typed).status_code == 409
    assert newest(told).introduction == "His, saved."
    kept = browser.get(reverse("kept-words", args=[told.page_id])).content.decode()
    assert "Hers, typed for an hour." in re.sub(r"</?(?:ins|del)[^>]*>", "", kept)
    assert sign_in(teller).get(reverse("kept-words", args=[told.page_id])).status_code == 404


@pytest.mark.parametrize("how", [{}, AS_JSON], ids=["saved", "by itself"])
def test_the_editor_was_first(how, two, sign_in):
    """Whoever comes second on the plain form is shown both, and saves both."""
    told, teller, writer = two
    form = fields(sign_in(teller).get(plain_url(told))) | {"introduction": "His, typed for an hour.", "do": "save"}
    browser = sign_in(writer)
    assert browser.post(edit_url(told), editor(told, title="Hers, saved."), **how).status_code in (200, 302)
    refused = sign_in(teller).post(plain_url(told), form)
    assert refused.status_code == 409
    assert newest(told).title == "Hers, saved."
    both = fields(refused)
    assert (both["title"], both["introduction"]) == ("Hers, saved.", "His, typed for an hour.")
    assert sign_in(teller).post(plain_url(told), both | {"do": "save"}).status_code == 302
    assert (newest(told).title, newest(told).introduction) == ("Hers, saved.", "His, typed for an hour.")


def test_what_saves_by_itself_goes_on_only_over_its_own(two, sign_in):
    told, teller, writer = two
    saved = sign_in(writer).post(edit_url(told), editor(told, title="One"), **AS_JSON).json()
    more = editor(told, title="Two") | {"overwrite_revision_id": str(saved["revision_id"])}
    assert sign_in(writer).post(edit_url(told), more, **AS_JSON).json()["success"]
    write(told, "His, in between.", by=teller)
    again = sign_in(writer).post(edit_url(told), more | {"title": "Three"}, **AS_JSON)
    assert again.json()["error_code"] == "invalid_revision"
    assert newest(told).title == "Two"


def test_a_change_in_the_editor_asks_again_who_said_yes(sign_in):
    told, (teller, writer), _reader = all_but_the_last_yes()
    services.use_editor(by=writer)
    sign_in(writer).post(edit_url(told), editor(told, title="Another name"))
    assert not say_yes(told, teller)
    assert not source(told).live


# --- Notes to each other ----------------------------------------------------------------------------------------------


def note(told, words):
    """As the editor sends one beside the title."""
    new = {"id": "", "contentpath": "title", "text": words, "position": "", "resolved": "", "DELETE": ""}
    replies = {"TOTAL_FORMS": "0", "INITIAL_FORMS": "0", "MIN_NUM_FORMS": "0", "MAX_NUM_FORMS": ""}
    counts = {"TOTAL_FORMS": "1", "INITIAL_FORMS": "0", "MIN_NUM_FORMS": "0", "MAX_NUM_FORMS": ""}
    return editor(told, comments=counts | {"0": new | {"replies": replies}})


def test_notes_beside_the_words_are_told_of_by_the_portal_without_a_word_of_them(two, sign_in):
    told, teller, writer = two
    without = joined(told)
    assert sign_in(writer).post(edit_url(told), note(told, "Is this notexq?")).status_code == 302
    assert Comment.objects.get().text == "Is this notexq?"
    assert mail.outbox == []
    told_of = Notice.objects.filter(title="There are notes beside a story")
    assert list(told_of.values_list("person", flat=True)) == [teller.pk], "not who wrote it, nor who has no editor"
    assert without.pk not in told_of.values_list("person", flat=True)
    assert "notexq" not in str(list(Notice.objects.values_list("title", "words")))
    assert "Is this notexq?" in sign_in(teller).get(edit_url(told)).content.decode()
    services.take_down(story=told, by=teller)
    services.delete_now(story=told, by=teller)
    assert tables_with("notexq") == {}


# --- Pictures ---------------------------------------------------------------------------------------------------------


def of_stories():
    return Collection.objects.get(name=OF_STORIES)


def bring(browser, **fields):
    """By the form in the chooser."""
    sent = {"title": "Our door", "description": "A green door.", "collection": str(of_stories().pk)} | fields
    sent = {f"image-chooser-upload-{name}": value for name, value in sent.items()}
    url = reverse("wagtailimages_chooser:create")
    return browser.post(url, sent | {"image-chooser-upload-file": picture_file()})


def listed(browser) -> set[str]:
    shown = browser.get(reverse("wagtailimages_chooser:choose_results")).content.decode()
    return {title for title in ("Our door", "Their door", "For all") if title in shown}


def test_a_storyteller_brings_a_picture_and_says_what_it_shows(two, sign_in):
    _told, teller, _writer = two
    browser = sign_in(teller)
    bring(browser, description="")
    assert not Picture.objects.exists()
    bring(browser)
    made = Picture.objects.get()
    assert (made.uploaded_by_user, made.collection, made.description) == (teller, of_stories(), "A green door.")
    root = Collection.objects.get(depth=1)
    bring(browser, title="Elsewhere", collection=str(root.pk))
    assert not Picture.objects.filter(collection=root).exists()


def is_sent(response) -> bool:
    """Reads it to its end: so the file is closed, and the database is not."""
    if response.streaming:
        b"".join(response.streaming_content)
    return response.status_code == 200


def test_who_may_choose_and_see_a_picture_of_a_story(two, sign_in):
    told, teller, writer = two
    other = story(title="Another").begun_by
    services.use_editor(by=other)
    PictureFactory(title="Their door", uploaded_by_user=other, collection=of_stories())
    PictureFactory(title="For all", shared=True)
    bring(sign_in(teller))
    ours = Picture.objects.get(title="Our door")
    people = {
        "teller": teller,
        "co-author": writer,
        "a teller of another": other,
        "coordinator": UserFactory(groups=[COORDINATORS]),
    }

    def sees():
        return {who: listed(sign_in(person)) for who, person in people.items()}

    def opens():
        return {who for who, person in people.items() if is_sent(sign_in(person).get(ours.file.url))}

    alone = {"a teller of another": {"Their door"}, "coordinator": {"For all"}}
    assert sees() == alone | {"teller": {"Our door"}, "co-author": set()}
    assert opens() == {"teller"}
    assert sign_in(teller).post(edit_url(told), editor(told, picture=str(ours.pk))).status_code == 302
    assert sees() == alone | {"teller": {"Our door"}, "co-author": {"Our door"}}
    assert opens() == {"teller", "co-author"}
    assert sign_in(writer).post(edit_url(told), editor(told, title="And more")).status_code == 302
    assert newest(told).picture == ours
    services.leave(story=told, by=writer)
    assert (sees()["coordinator"], opens()) == ({"For all"}, {"teller"})


def added(told, kind, value):
    """What the editor sends of a story, with one more block."""
    sent = editor(told)
    n = sent["body-count"]
    more = {"type": kind, "id": "", "order": n, "deleted": "", "value": value}
    return sent | nested_form_data({"body": {"count": str(int(n) + 1), n: more}})


def with_link(told, number):
    words = f'<p><a linktype="document" id="{number}">This</a></p>'
    return added(told, "text", rich_text(words, features=["document-link"]))


def with_pair(told, number):
    pair = ("pair", {"drawing": "", "picture": number, "words": "We dug."})
    return editor(told) | nested_form_data({"easy_read": streamfield([pair])})


@pytest.mark.parametrize(
    ("factory", "put"),
    [
        (PictureFactory, lambda told, pk: editor(told, picture=pk)),
        (PictureFactory, lambda told, pk: added(told, "picture", {"picture": pk, "alt": "", "caption": ""})),
        (PictureFactory, with_pair),
        (DocumentFactory, lambda told, pk: added(told, "download", {"document": pk, "words": ""})),
        (DocumentFactory, with_link),
    ],
    ids=["at the top", "in the words", "in the easy read", "a file", "a link to a file"],
)
def test_by_number_nobody_takes_what_others_brought(factory, put, two, sign_in):
    """Sent past the choosers, it is refused, opens nothing, and is not named in the answer."""
    told, teller, _writer = two
    other = story(title="Another").begun_by
    theirs = factory(title="Theirs titlexq", uploaded_by_user=other, collection=of_stories())
    ours = factory(title="Ours", uploaded_by_user=teller, collection=of_stories())
    browser = sign_in(teller)
    answer = browser.post(edit_url(told), put(told, str(theirs.pk)))
    assert answer.status_code == 200
    html = answer.content.decode()
    assert "You may not use this picture or file." in html
    assert "titlexq" not in html
    assert not is_sent(browser.get(theirs.file.url))
    assert browser.post(edit_url(told), put(told, str(ours.pk))).status_code == 302


def a_button(told, number, **more):
    return added(told, "call_to_action", {"words": "", "label": "Read on", "page": number, "url": ""} | more)


def a_link(told, number):
    return added(told, "text", rich_text(f'<p><a linktype="page" id="{number}">This</a></p>', features=["link"]))


def related(told, number):
    sent = added(told, "related_stories", {"heading": ""})
    at = f"body-{int(sent['body-count']) - 1}-value-stories"
    one = {f"{at}-0-{name}": value for name, value in (("deleted", ""), ("order", "0"), ("id", ""), ("value", number))}
    return sent | {f"{at}-count": "1"} | one


@pytest.mark.parametrize(
    "put",
    [a_button, lambda told, pk: a_button(told, pk, url="https://example.org/"), a_link, related],
    ids=["a button", "a button that is wrong besides", "a link", "a story beside it"],
)
def test_by_number_nobody_hears_what_another_draft_is_called(put, two, sign_in):
    """Sent past the chooser, it is refused, and is not named in the answer."""
    told, teller, _writer = two
    theirs, browser = story(title="Theirs titlexq"), sign_in(teller)
    answer = browser.post(edit_url(told), put(told, str(theirs.page_id)))
    assert answer.status_code == 200
    html = answer.content.decode()
    assert "This leads to a page that is not on the site." in html or "one of the two" in html
    assert "titlexq" not in html
    assert "titlexq" not in browser.get(edit_url(told)).content.decode()


@pytest.mark.parametrize("whose", ["out", "mine"])
@pytest.mark.parametrize("put", [a_button, a_link, related], ids=["a button", "a link", "a story beside it"])
def test_to_what_is_out_and_to_ones_own_everybody_may_lead(put, whose, two, sign_in):
    told, teller, _writer = two
    leads_to = told_story(title="Theirs")[0] if whose == "out" else story(title="Mine", teller=teller)
    assert sign_in(teller).post(edit_url(told), put(told, str(leads_to.page_id))).status_code == 302


def test_a_picture_of_others_is_not_named_when_the_words_are_wrong_besides(two, sign_in):
    told, teller, _writer = two
    theirs = PictureFactory(title="Theirs titlexq", uploaded_by_user=UserFactory(), collection=of_stories())
    both = added(told, "picture", {"picture": str(theirs.pk), "alt": "", "caption": ""})
    n = both["body-count"]
    wrong = {"type": "heading", "id": "", "order": n, "deleted": "", "value": {"text": "x" * 500}}
    both |= nested_form_data({"body": {"count": str(int(n) + 1), n: wrong}})
    answer = sign_in(teller).post(edit_url(told), both)
    assert (answer.status_code, "titlexq" in answer.content.decode()) == (200, False)


def test_what_is_on_the_page_stays_whoever_brought_it(two, sign_in):
    told, _teller, writer = two
    theirs = PictureFactory(uploaded_by_user=UserFactory())
    draft = newest(told)
    draft.picture = theirs
    draft.save_revision(clean=False)
    assert sign_in(writer).post(edit_url(told), editor(told, title="And more")).status_code == 302
    assert newest(told).picture == theirs


def test_a_picture_of_the_plain_form_lies_with_those_of_stories(two, sign_in):
    told, teller, _writer = two
    form = fields(sign_in(teller).get(plain_url(told)))
    sent = form | {"picture": picture_file(), "picture_shows": "A green door.", "do": "save"}
    assert sign_in(teller).post(plain_url(told), sent).status_code == 302
    assert Picture.objects.get().collection == of_stories()


@pytest.mark.parametrize("number", [1, 4])
def test_choosing_costs_the_same_for_one_story_and_four(number, two, sign_in, django_assert_num_queries):
    _told, teller, _writer = two
    for n in range(number - 1):
        story(title=f"Story {n}", teller=teller)
    bring(sign_in(teller))
    browser = sign_in(teller)
    listed(browser)
    with django_assert_num_queries(12):
        listed(browser)


# --- What an administrator, or whoever looks after the site, does there -----------------------------------------------


@pytest.mark.parametrize("by", ["press", "bulk", "with the list above"])
def test_taken_down_by_whoever_looks_after_the_site_its_people_are_told(by, sign_in, client):
    told, (teller, writer), reader = told_story()
    welsh = in_language(told, "cy", "cymru", (teller, writer), reader)
    assert welsh.live
    Notice.objects.all().delete()
    cora = UserFactory(groups=[COORDINATORS])
    browser, index = sign_in(cora), source(told).get_parent()
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"])
    if by == "press":
        browser.post(reverse("wagtailadmin_pages:unpublish", args=[told.page_id]))
    elif by == "bulk":
        browser.post(f"{bulk}?id={told.page_id}", {})
    else:
        browser.post(reverse("wagtailadmin_pages:unpublish", args=[index.pk]), {"include_descendants": "on"})
    assert not StoryPage.objects.filter(translation_key=source(told).translation_key, live=True).exists()
    title = "A story of yours is not on the site any more"
    told_of = Notice.objects.filter(title=title).order_by("person").values_list("person", flat=True)
    assert list(told_of) == sorted([teller.pk, writer.pk, reader.pk]), "once each"
    downs = Entry.objects.filter(subject=told.about, verb="stories.down")
    assert [entry.by for entry in downs] == [cora]
    shown = sign_in(teller).get(reverse("portal:stories:story", args=[told.pk])).content.decode()
    assert "It was on the site, and is not there now." in shown


def test_its_people_are_told_too_when_wagtails_own_clock_comes_first():
    told, (teller, _writer), _reader = told_story()
    Notice.objects.all().delete()
    StoryPage.objects.filter(pk=told.page_id).update(expire_at=timezone.now())
    call_command("publish_scheduled")
    assert not source(told).live
    assert "The time was over" in Notice.objects.get(person=teller).words
    assert services.end_what_is_over() == 0
    assert Entry.objects.filter(subject=told.about, verb="stories.time_over").count() == 1


def test_by_its_own_people_nobody_is_told_twice():
    told, (teller, writer), reader = told_story()
    in_language(told, "cy", "cymru", (teller, writer), reader)
    Notice.objects.all().delete()
    services.take_down(story=told, by=teller)
    assert list(Notice.objects.filter(person=writer).values_list("title", flat=True)) == [
        "A story of yours was taken down"
    ]
    assert Entry.objects.filter(subject=told.about, verb="stories.down").count() == 1


def deleted_by(how, told, sign_in):
    if how == "press":
        browser = sign_in(UserFactory(is_superuser=True))
        browser.post(reverse("wagtailadmin_pages:delete", args=[told.page_id]))
    elif how == "bulk":
        browser = sign_in(UserFactory(is_superuser=True))
        bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
        browser.post(f"{bulk}?id={told.page_id}", {})
    elif how == "code":
        source(told).delete()
    else:
        Page.objects.get(pk=source(told).get_parent().pk).delete()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("how", ["press", "bulk", "code", "with the list above"])
def test_deleting_its_page_leaves_no_word_of_it(how, sign_in):
    told, (teller, writer), reader = told_story(title="titlexq", words="wordsxq")
    in_language(told, "cy", "welshxq", (teller, writer), reader)
    services.use_editor(by=teller)
    picture = PictureFactory(title="filexq", uploaded_by_user=teller)
    draft = newest(told)
    draft.picture = picture
    draft.save_revision(user=teller)
    Comment.objects.create(page=source(told), user=writer, text="notexq", contentpath="title")
    look(told, reader, wish="wishxq")
    marks = ("titlexq", "wordsxq", "welshxq", "filexq", "notexq", "wishxq")
    assert set.union(*tables_with(*marks).values()) == set(marks)
    index = Page.objects.get(pk=source(told).get_parent().pk)
    children, key = index.numchild, source(told).translation_key
    deleted_by(how, told, sign_in)
    assert tables_with(*marks) == {}
    assert not Story.objects.exists()
    assert not StoryPage.objects.filter(translation_key=key).exists()
    assert not teller.groups.exists(), "who makes no story any more has no door to the editor"
    assert Notice.objects.filter(person=teller, title="Your story is gone").count() == 1
    assert Entry.objects.filter(subject=told.about, verb="stories.deleted").count() == 1
    if how != "with the list above":
        assert Page.objects.get(pk=index.pk).numchild == children - 1
    assert Page.find_problems() == ([], [], [], [], [])


def test_deleting_one_language_leaves_the_story(django_capture_on_commit_callbacks):
    told, (teller, writer), reader = told_story(title="titlexq", words="wordsxq")
    welsh = in_language(told, "cy", "welshxq", (teller, writer), reader)
    with django_capture_on_commit_callbacks(execute=True):
        welsh.delete()
    assert tables_with("welshxq") == {}
    assert not PageLogEntry.objects.filter(page_id=welsh.pk).exists()
    assert source(told).live
    assert Story.objects.get(pk=told.pk).seats.count() == 3


def test_a_list_with_stories_in_it_is_copied_without_them(sign_in):
    """Not by whoever may copy the list, and no administrator either: the copies would be nobody's."""
    told, *_people = told_story()
    index = source(told).get_parent()
    sent = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": str(index.get_parent().pk)}
    for more in ({}, {"alias": "on"}):
        browser = sign_in(UserFactory(is_superuser=True))
        browser.post(
            reverse("wagtailadmin_pages:copy", args=[index.pk]), nested_form_data(sent | more | {"copy_subpages": "on"})
        )
        assert StoryPage.objects.count() == 1
        assert not Page.objects.filter(slug="copy").exists()
