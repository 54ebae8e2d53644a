"""What a reader meets: pages in several languages, and the things that lists and search show."""

import factory
from django.test import TestCase
from wagtail.models import Locale, Page, PageViewRestriction
from wagtail_localize.models import Translation, TranslationSource

from home.models import Answer, GlossaryTerm, Resource
from tests.factories.kept import kept
from tests.factories.pages import block, body, home_page, page, put_out


def locale(code):
    return Locale.objects.get_or_create(language_code=code)[0]


def words(*paragraphs):
    """A body of plain paragraphs."""
    return body(block("text", "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)))


def said(title, *paragraphs, **fields):
    """A page that says these paragraphs and nothing else."""
    return page(title, body=words(*paragraphs), introduction=fields.pop("introduction", ""), **fields)


def home_in(code):
    """The home page in a language, published."""
    there = home_page().get_translation_or_none(locale(code))
    return there or _home_in(code)


@kept(lambda code: Page.get_first_root_node())
def _home_in(code):
    return translated(home_page(), code, title=f"Home ({code})")


def translated(source, code, *, publish=True, **fields):
    """The page in another language, as wagtail-localize makes it, with some of its fields in that language's words."""
    if source.depth > 2:
        parent = source.get_parent().specific
        if not parent.has_translation(locale(code)):
            translated(parent, code)
    made, _new = TranslationSource.get_or_create_from_instance(source)
    translation, _new = Translation.objects.get_or_create(source=made, target_locale=locale(code))
    with TestCase.captureOnCommitCallbacks(execute=True):
        translation.save_target(publish=False)
    there = source.get_translation(locale(code))
    for name, value in fields.items():
        setattr(there, name, value)
    if publish:
        return put_out(there)
    if fields:
        there.save_revision()
    return there


def close(the_page):
    """Only people who are signed in may read the page and what is below it."""
    return PageViewRestriction.objects.create(page=the_page, restriction_type=PageViewRestriction.LOGIN)


class Localised(factory.django.DjangoModelFactory):
    class Meta:
        abstract = True

    locale = factory.LazyFunction(lambda: locale("en"))


class TermFactory(Localised):
    class Meta:
        model = GlossaryTerm

    term = factory.Sequence(lambda n: f"word{n}")
    meaning = "What it means in plain words."


class AnswerFactory(Localised):
    class Meta:
        model = Answer

    question = factory.Sequence(lambda n: f"Question {n}?")
    text = "<p>An answer.</p>"


class ResourceFactory(Localised):
    class Meta:
        model = Resource

    title = factory.Sequence(lambda n: f"Guide {n:05d}")
    publisher = "An institute"
    url = factory.Sequence(lambda n: f"https://example.org/guide-{n}")
