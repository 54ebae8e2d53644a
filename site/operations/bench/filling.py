"""Many pages in little time: rows copied inside the database from the starter pages, and what search knows of them."""

from uuid import uuid4

from django.db import connection
from django.utils import timezone
from wagtail.models import Page

from casestudies.models import StoryIndexPage, StoryPage
from home.models import HomePage, SearchEntry, SearchWord, SectionIndexPage, StandardPage
from home.search import entries
from operations.bench import groups, people, rewards, roles

SECTION = "many-pages"
STORIES = 5  # one page in so many is a story
ENTRIES_A_PAGE, LEAST_ENTRIES = 20, 2_000  # of the ledger: 200,000 with 10,000 pages


def fill(count: int):
    """`count` more pages: most of them below one section, the others stories. And half as many members."""
    section = HomePage.objects.first().add_child(
        instance=SectionIndexPage(title="Many pages", slug=SECTION, introduction="All below one section.", live=False)
    )
    Page.objects.filter(pk=section.pk).update(live=True)  # nobody reads what only a measuring browser is shown
    entries.put(SectionIndexPage.objects.get(pk=section.pk))
    stories = StoryIndexPage.objects.first()
    copy_pages(StandardPage, section, count - count // STORIES)
    copy_pages(StoryPage, stories, count // STORIES)
    people.fill(count // people.PAGES_A_PERSON)
    groups.fill()
    roles.fill()
    rewards.fill(max(LEAST_ENTRIES, count * ENTRIES_A_PAGE))
    analyse()


def analyse():
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE" if connection.in_atomic_block else "VACUUM ANALYZE")  # no VACUUM inside a test


def tell(count: int):
    """`count` stories in all. Every list that a story can be narrowed by leads to its share of them."""
    index = StoryIndexPage.objects.first()
    copy_pages(StoryPage, index, count - index.get_children().count())
    analyse()


def copy_pages(page_type, parent, count):
    """Below `parent`, `count` pages that say what the starter pages of this type say, under other titles."""
    found = page_type.objects.live().filter(locale=parent.locale_id, pk__in=SearchEntry.objects.values("page"))
    models = list(found.order_by("pk"))
    parent.refresh_from_db()
    if count <= 0:
        return
    last = parent.get_last_child()
    first = int(last.path[-parent.steplen :], 36) + 1 if last else 1
    rows = [row(models[number % len(models)], parent, first + number) for number in range(count)]
    Page.objects.bulk_create(rows, batch_size=500)
    Page.objects.filter(pk=parent.pk).update(numchild=parent.numchild + count)
    for model in models:
        copy_words(page_type, model, rows[0].path)


def row(model, parent, number) -> Page:
    """The row that every page has in Wagtail's own table. Its slug names the page whose words it shares."""
    title, slug = f"{model.title} {number}", f"as-{model.pk}-{number}"
    return Page(
        title=title,
        draft_title=title,
        slug=slug,
        path=Page._get_path(parent.path, parent.depth + 1, number),
        depth=parent.depth + 1,
        url_path=f"{parent.url_path}{slug}/",
        translation_key=uuid4(),
        locale_id=parent.locale_id,
        content_type=model.content_type,
        live=True,
        first_published_at=timezone.now(),
        last_published_at=timezone.now(),
    )


def copy_words(page_type, model, first):
    """What else the copies of `model` need, from the path `first` on: rows of their own type, its lists, and search."""
    entry = SearchEntry.objects.get(page_id=model.pk)
    new = f"page.slug LIKE 'as-{model.pk}-%%' AND page.path >= '{first}'"
    copies = f"FROM {{0}} old, wagtailcore_page page WHERE {new} AND "
    insert(page_type, {"page_ptr_id": "page.id"}, copies + "old.page_ptr_id = %s", model.pk)
    for field in page_type._meta.local_many_to_many:
        owner = field.m2m_column_name()
        insert(field.remote_field.through, {owner: "page.id"}, copies + f"old.{owner} = %s", model.pk)
    insert(SearchEntry, {"page_id": "page.id", "title": "page.title"}, copies + "old.id = %s", entry.pk)
    insert(
        SearchWord,
        {"entry_id": "entry.id"},
        f"FROM {{0}} old, wagtailcore_page page JOIN {SearchEntry._meta.db_table} entry ON entry.page_id = page.id "
        f"WHERE {new} AND old.entry_id = %s",
        entry.pk,
    )


def insert(model, new: dict[str, str], source: str, key: int):
    """Insert into the model's table what `source` selects: `new` columns as given, the others as they are."""
    names = [
        field.column for field in model._meta.local_concrete_fields if not (field.primary_key and field.column == "id")
    ]
    values = ", ".join(new.get(name, f"old.{name}") for name in names)
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {table} ({', '.join(names)}) SELECT {values} {source.format(table)}", [key])
