"""Writes the starter pages into the tree. Pages people made or changed are never touched."""

from collections.abc import Iterator

from wagtail.models import Locale, Page, get_page_models

from home.models import Answer, Contribution, HomePage, Principle, Rung, Stage, TipSet
from home.starter import reader
from home.starter.blocks import easy_read, linked, stream
from home.starter.record import find, remember, written

PLAIN_FIELDS = ("title", "introduction", "search_description", "content_note", "starting_text", "kind")
STORY_FIELDS = ("drawing", "place", "told_by", "happened_next", "answered_by", "answer")


class NotEmpty(Exception):
    """The home page was already changed by people: the starter pages would come between their words."""


def write_pages(publish) -> Iterator[str]:
    """Make every starter page that is not there yet, then fill them, since they link to one another, and put them on
    the site: `publish(revision)`."""
    made = {place: page for place, row in reader.pages().items() if (page := _make(place, row))}
    ids = {place: page.pk for place in reader.pages() if (page := find(Page, f"page:{place}"))}
    for place, page in made.items():
        publish(_fill(page, reader.pages()[place], ids))
        yield f"/{place}"
    for (code, place), row in reader.translations().items():
        if place in made and (page := _translate(code, made[place], row, ids)):
            publish(page)
            yield f"/{code}/{place}"
    for answer in Answer.objects.filter(text__contains='href="page:'):  # written before there were pages to lead to
        answer.text = linked(answer.text, ids)
        answer.save()


def _make(place: str, row: dict):
    """The page at `place`, still without words; None when it was written before or its parent has gone."""
    key = f"page:{place}"
    if written(key):
        return None
    page = _home() if place == "" else _below(place, row)
    if page is not None:
        remember(key, page)
    return page


def _home() -> HomePage:
    home = HomePage.objects.get(locale__language_code="en")
    if home.latest_revision_id:
        raise NotEmpty
    return home


def _below(place: str, row: dict):
    parent_place, _slash, slug = place.rpartition("/")
    parent = find(Page, f"page:{parent_place}")
    if parent is None or parent.get_children().filter(slug=slug).exists():
        return None
    model = next(model for model in get_page_models() if model.__name__ == row["type"])
    page = model(slug=slug, live=False, locale=Locale.objects.get(language_code="en"), show_in_menus=row["in_menu"])
    _set_fields(page, row)
    return parent.add_child(instance=page)


def _translate(code: str, source, row, ids):
    """A story told in another language. Its parts of the site wait there as mirrors."""
    locale, _made = Locale.objects.get_or_create(language_code=code)
    source = type(source).objects.get(pk=source.pk)
    above = source.get_parent().specific
    parent = above.get_translation_or_none(locale) or above.copy_for_translation(locale, copy_parents=True, alias=True)
    page = type(source)(slug=source.slug, live=False, locale=locale, translation_key=source.translation_key)
    _set_fields(page, {"type": "StoryPage", "drawing": source.drawing} | row)
    page.body = stream(row["body"], ids)
    parent.add_child(instance=page)
    return page.save_revision()


def _set_fields(page, row) -> None:
    for field in PLAIN_FIELDS:
        if field in row:
            setattr(page, field, row[field])
    if "principle" in row:
        page.principle = find(Principle, f"principle:{row['principle']}")
    if "stage" in row:
        page.stage = find(Stage, f"stage:{row['stage']}")
    if "tip_set" in row:
        page.tip_set = find(TipSet, f"tip-set:{row['tip_set']}")
    if row["type"] == "StoryPage":
        _set_story_fields(page, row)


def _set_story_fields(page, row) -> None:
    page.is_example = True
    page.rung = find(Rung, f"rung:{row['rung']}") if "rung" in row else None
    for field in STORY_FIELDS:
        setattr(page, field, row.get(field, ""))


def _fill(page, row, ids):
    page = type(page).objects.get(pk=page.pk)  # its count of children has changed since it was made
    _set_fields(page, row)
    if row["type"] == "StoryPage":
        page.stages = [find(Stage, f"stage:{key}") for key in row["stages"]]
        page.principles = [find(Principle, f"principle:{key}") for key in row["principles"]]
        page.contributions = [find(Contribution, f"contribution:{key}") for key in row["contributions"]]
    page.body = stream(row.get("body", []), ids)
    page.easy_read = easy_read(row.get("easy_read", []))
    page.easy_read_of = page.words_digest() if page.easy_read else ""
    return page.save_revision()
