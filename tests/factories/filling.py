"""Fills every field and every block that a page or snippet has, whatever somebody adds to it later.

For tests that look at everything: a new field or block is filled, and so looked at, without anybody remembering it.
`words(name, most)` says what to write into the field or block called `name`, in at most `most` letters.
"""

from collections.abc import Callable
from datetime import date
from itertools import count

from django.db import models
from django.utils.html import escape
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import get_all_child_relations
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Locale, Page, TranslatableMixin, get_page_models
from wagtail.rich_text import RichText
from wagtail.snippets.models import get_snippet_models

from casestudies.models import StoryPage
from home.models import Picture
from tests.factories.media import DocumentFactory, PictureFactory

OURS = {"home", "casestudies", "portal"}
NUMBERS = count(1)
A_DAY = date(2026, 1, 2)
AN_ADDRESS = "https://example.org/somewhere"
PAGE_WORDS = ("title", "seo_title", "search_description")
# Where one of two is chosen, a block is filled once in each way.
EITHER = [("page", "url"), ("drawing", "picture")]
FILES = {"video": "mp4", "captions": "vtt"}


class Filler:
    def __init__(self, *, locale: Locale, words: Callable[[str, int], str]):
        self.locale = locale
        self.words = words
        self.made: dict[type | str, models.Model] = {}

    # --- models -------------------------------------------------------------------------------------------------------
    def page(self, page_type, *, parent, **given) -> Page:
        """A live page of that kind below `parent`, with everything filled."""
        page = page_type(locale=self.locale, live=True, **self.values(page_type) | given)
        parent.add_child(instance=page)
        self._finish(page)
        return page

    def snippet(self, model, **given) -> models.Model:
        """One a model: asked for again, the same comes back."""
        if model not in self.made:
            extra = {"locale": self.locale} if issubclass(model, TranslatableMixin) else {}
            thing = model(**extra | self.values(model, within=f"{model._meta.model_name}.") | given)
            thing.save()
            self._finish(thing)
            self.made[model] = thing
        return self.made[model]

    def _finish(self, thing):
        """What hangs on a row: its many-to-many lists and its children."""
        for field in thing._meta.many_to_many:
            if isinstance(field, ParentalManyToManyField):
                getattr(thing, field.name).set([self.snippet(field.related_model)])
        for relation in get_all_child_relations(type(thing)):
            if relation.related_model.__module__.split(".")[0] in OURS:
                name = relation.get_accessor_name()
                values = self.values(relation.related_model, within=f"{name}.", leave_out={relation.field.name})
                getattr(thing, name).add(relation.related_model(locale=self.locale, **values))
        thing.save()

    def values(self, model, within="", leave_out=()) -> dict:
        names = {field.name for field in model._meta.local_fields if field.editable and not field.primary_key}
        if issubclass(model, Page):
            names |= set(PAGE_WORDS)
        names -= {"locale", "page_ptr", *leave_out}
        return {name: self.value(model._meta.get_field(name), within + name) for name in sorted(names)}

    def value(self, field, name):
        most = field.max_length or 400
        if field.choices:
            return next(value for value, _label in field.flatchoices if value)
        match field:
            case models.BooleanField():
                return True
            case models.SlugField():
                return f"{field.model._meta.model_name}-{self.locale.language_code}-{next(NUMBERS)}"
            case models.EmailField():
                return "somebody@example.org"
            case models.URLField():
                return AN_ADDRESS
            case models.DateField():
                return A_DAY
            case models.IntegerField():
                return 1
            case StreamField():
                return [
                    (kind, value)
                    for kind, child in field.stream_block.child_blocks.items()
                    for value in self.each(child, f"{name}.{kind}")
                ]
            case RichTextField():
                return self.rich(name, most)
            case models.CharField() | models.TextField():
                return self.words(name, most)[:most]
            case models.ForeignKey(related_model=target) if issubclass(target, Picture):
                return self.picture(name)
            case models.ForeignKey(related_model=target):
                return self.snippet(target)
        raise TypeError(f"Say in tests/factories/filling.py how to fill {field!r}.")

    # --- blocks -------------------------------------------------------------------------------------------------------
    def each(self, block, name) -> list:
        """The block filled in every way there is to fill it."""
        if isinstance(block, blocks.StructBlock):
            both = next((pair for pair in EITHER if set(pair) <= block.child_blocks.keys()), ())
            return [self.struct(block, name, without={left}) for left in both] or [self.struct(block, name)]
        return [self.block(block, name)]

    def struct(self, block, name, without=()):
        return block.to_python({}) | {
            child: self.block(inner, f"{name}.{child}")
            for child, inner in block.child_blocks.items()
            if child not in without
        }

    def block(self, block, name):
        most = getattr(getattr(block, "field", None), "max_length", None) or 400
        match block:
            case blocks.StructBlock():
                return self.struct(block, name)
            case blocks.ListBlock():
                number = max(block.meta.min_num or 1, 1)
                return [self.block(block.child_block, f"{name}.{n}") for n in range(1, number + 1)]
            case TableBlock():
                return self.table(name)
            case ImageChooserBlock():
                return self.picture(name)
            case DocumentChooserBlock():
                return self.document(name)
            case blocks.PageChooserBlock():
                return self.story()
            case blocks.RichTextBlock():
                return RichText(self.rich(name, most))
            case blocks.ChoiceBlock():
                return next(value for value, _label in block.field.choices if value)
            case blocks.BooleanBlock():
                return True
            case blocks.URLBlock():
                return AN_ADDRESS
            case blocks.CharBlock() | blocks.TextBlock():
                return self.words(name, most)[:most]
        raise TypeError(f"Say in tests/factories/filling.py how to fill {block!r}.")

    def table(self, name):
        cells = [[self.words(f"{name}.{row}.{column}", 400) for column in range(2)] for row in range(2)]
        choice = {"table_header_choice": "both", "first_row_is_table_header": True, "first_col_is_header": True}
        return {"data": cells, "table_caption": self.words(f"{name}.caption", 400), **choice}

    def rich(self, name, most):
        return f"<p>{escape(self.words(name, most))}</p>"

    # --- what others point to -----------------------------------------------------------------------------------------
    def picture(self, name):
        """One picture for all, since making its files takes long; its words are those of the first that asks."""
        if Picture not in self.made:
            words = {field: self.words(f"picture.{field}", 255)[:255] for field in ("title", "description", "credit")}
            self.made[Picture] = PictureFactory(**words)
        return self.made[Picture]

    def document(self, name):
        kind = FILES.get(name.rpartition(".")[2], "pdf")
        if kind not in self.made:
            self.made[kind] = DocumentFactory(kind=kind, title=self.words(f"document.{kind}", 255)[:255])
        return self.made[kind]

    def story(self):
        if StoryPage not in self.made:
            home = Page.objects.get(depth=2, locale=self.locale)
            title = self.words("related story", 255)[:255]
            story = StoryPage(title=title, slug="a-story-to-point-to", locale=self.locale, live=True)
            self.made[StoryPage] = home.add_child(instance=story)
        return self.made[StoryPage]


def snippet_models() -> list[type]:
    return [model for model in get_snippet_models() if model.__module__.split(".")[0] in OURS]


def page_types() -> list[type]:
    return [model for model in get_page_models() if model.__module__.split(".")[0] in OURS]
