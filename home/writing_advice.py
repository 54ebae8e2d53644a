"""Plain-English advice on a page, with the words that editors keep in the page's own language."""

from dataclasses import dataclass

from wagtail.rich_text import get_text_for_indexing

from home.models import GlossaryTerm, PlainWord
from home.plain_english import LONGEST_SENTENCE_EASY_READ, SHORT_FORM, Advice, HardWord, advise, reading_age

AT_MOST = 12  # more than this at once helps nobody


@dataclass(frozen=True)
class Advisor:
    """Advises on texts in one language: two queries, however many texts."""

    language: str
    words: tuple[HardWord, ...]
    explained: frozenset[str]

    def advise(self, text: str, **options) -> list[Advice]:
        return advise(text, words=self.words, explained=self.explained, language=self.language, **options)


@dataclass(frozen=True)
class PageAdvice:
    found: list[Advice]
    more: int
    age: int | None


def advisor_for(locale) -> Advisor:
    kept = PlainWord.objects.filter(locale=locale).order_by("word")
    terms = GlossaryTerm.objects.filter(locale=locale)
    return Advisor(
        language=locale.language_code,
        words=tuple(HardWord(row.word, row.instead, row.kind == PlainWord.Kind.LABEL) for row in kept),
        explained=frozenset(form for term in terms for form in term.forms),
    )


def unexplained(text: str, locale) -> list[str]:
    """Short forms that the text does not explain, nor the site in this language. One query."""
    explained = [form for term in GlossaryTerm.objects.filter(locale=locale) for form in term.forms]
    found = advise(text, explained=explained, language=locale.language_code)
    return [advice.about for advice in found if advice.kind == SHORT_FORM]


def advise_page(page) -> PageAdvice:
    """What could be plainer on a page, its Easy Read included, where sentences are shorter still."""
    advisor = advisor_for(page.locale)
    text = text_of(page)
    easy = "\n".join(pair.value["words"] for pair in page.easy_read)
    found = advisor.advise(text)
    said = set(found)
    found += [advice for advice in advisor.advise(easy, longest=LONGEST_SENTENCE_EASY_READ) if advice not in said]
    age = reading_age(text) if advisor.language == "en" else None
    return PageAdvice(found[:AT_MOST], max(0, len(found) - AT_MOST), age)


def text_of(page) -> str:
    """The words of a page a line each block or paragraph, without marks."""
    lines = [page.introduction]
    for block in page.body:
        lines += [str(text) for text in block.block.get_searchable_content(block.value)]
    return "\n".join(get_text_for_indexing(line) for line in lines if line)
