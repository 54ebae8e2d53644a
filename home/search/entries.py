"""What can be found: an entry for each public page, resource, answer and explained word, with the words that find it.

Only what everybody may read has an entry. Whoever hides something calls `remove`; nothing else holds its words.
"""

from collections import Counter
from itertools import islice

from django.db import transaction
from wagtail.models import Page
from wagtail.search.index import SearchField

from home.models import Answer, GlossaryTerm, PublicPage, Resource, SearchEntry, SearchWord
from home.search.words import WORD, readings

SNIPPETS = {
    Resource: SearchEntry.Kind.RESOURCE,
    Answer: SearchEntry.Kind.ANSWER,
    GlossaryTerm: SearchEntry.Kind.WORD,
}
TITLE = 1000  # more than a text alone can reach: what has the word in its title comes first
SHORT_TITLE = 400  # shared by the words of the title, so that “Panels” comes before “How we work on panels”
TEXT = 220
USUAL_LENGTH = 250  # words
STEP = 100


def put(thing):
    """Make or renew the entry of a page or snippet, or take it away when the public may not read it."""
    if _is_public(thing):
        _write([thing])
    else:
        remove(thing)


def remove(thing):
    SearchEntry.objects.filter(**_key(thing)).delete()


def renew_below(page):
    """A page was moved, or closed to or opened for the public: look again at everything from there down."""
    for below in page.get_descendants(inclusive=True).type(PublicPage).specific():
        put(below)


def rebuild():
    """Look at everything again, in small steps that let others write meanwhile. Yields the size of each step."""
    pages = Page.objects.type(PublicPage).live().public().filter(alias_of=None).select_related("locale").specific()
    before, seen = set(SearchEntry.objects.values_list("pk", flat=True)), set()
    for source in (pages, *(model.objects.select_related("locale") for model in SNIPPETS)):
        for things in batched(source.iterator(chunk_size=STEP)):
            seen |= {entry.pk for entry in _write(things)}
            yield len(things)
    SearchEntry.objects.filter(pk__in=before - seen).delete()


def batched(things):
    things = iter(things)
    while step := list(islice(things, STEP)):
        yield step


@transaction.atomic
def _write(things) -> list[SearchEntry]:
    """Renew the entries of things of one sort. The row of each is held until the end, so two writers cannot mix."""
    texts = [_texts(thing) for thing in things]
    entries = SearchEntry.objects.bulk_create(
        [
            SearchEntry(
                **{"kind": getattr(thing, "search_kind", ""), **_key(thing)},
                language=thing.locale.language_code,
                url=_url(thing),
                title=str(thing),
                text=" ".join(_as_sentence(text) for text, _boost in said),
            )
            for thing, said in zip(things, texts, strict=True)
        ],
        update_conflicts=True,
        unique_fields=["page"] if isinstance(things[0], Page) else ["kind", "snippet_id"],
        update_fields=["kind", "language", "url", "title", "text"],
    )
    wanted = {
        (entry.pk, word): SearchWord(entry=entry, language=entry.language, word=word, weight=weight)
        for entry, said in zip(entries, texts, strict=True)
        for word, weight in _weights(entry.title, said).items()
    }
    gone = []
    for there in SearchWord.objects.filter(entry__in=entries):
        if (place := (there.entry_id, there.word)) in wanted and wanted[place].weight == there.weight:
            del wanted[place]
        else:
            gone.append(there.pk)
    SearchWord.objects.filter(pk__in=gone).delete()
    SearchWord.objects.bulk_create(wanted.values(), batch_size=2000)
    return entries


def _key(thing) -> dict:
    if isinstance(thing, Page):
        return {"page_id": thing.pk}
    return {"kind": SNIPPETS[type(thing)], "snippet_id": thing.pk}


def _is_public(thing) -> bool:
    if not isinstance(thing, Page):
        return True
    open_to_all = isinstance(thing, PublicPage) and thing.live and not thing.alias_of_id and thing.url
    return bool(open_to_all) and not thing.get_view_restrictions().exists()


def _url(thing) -> str:
    """Where a snippet is: elsewhere, or an anchor on the page that lists its kind. Pages are asked when shown."""
    match thing:
        case Resource():
            return thing.url
        case Answer():
            return f"#{thing.slug}"
        case GlossaryTerm():
            return f"#{thing.anchor}"
    return ""


def _texts(thing) -> list[tuple[str, float]]:
    """What it says besides its title, and how much each text counts: its model's `search_fields`."""
    found = []
    for field in thing.get_search_fields():
        if isinstance(field, SearchField):
            value = field.get_value(thing)
            texts = value if isinstance(value, list) else [value]
            found += [(" ".join(str(text).split()), field.boost or 1) for text in texts if text]
    return [(text, boost) for text, boost in found if text and text != str(thing)]


def _as_sentence(text: str) -> str:
    return text if text[-1] in ".!?…:;,۔؟" else f"{text}."


def _weights(title: str, texts) -> dict[str, int]:
    """Each word and how much it says here: more when it comes often, less among many others (as BM25 has it)."""
    counts = Counter()
    for text, boost in texts:
        for written in WORD.findall(text):
            for word in readings(written):
                counts[word] += boost
    length = 0.25 + 0.75 * counts.total() / USUAL_LENGTH
    weights = {word: 1 + round(TEXT * count / (count + 1.2 * length)) for word, count in counts.items()}
    in_title = {word for written in WORD.findall(title) for word in readings(written)}
    for word in in_title:
        weights[word] = TITLE + SHORT_TITLE // len(in_title) + weights.get(word, 0)
    return weights
