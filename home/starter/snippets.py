"""Writes what many pages share: principles, stages, tips, signs, steps, glossary, help, resources, answers."""

from collections.abc import Iterator
from datetime import date

from wagtail.models import Locale

from home.models import (
    Answer,
    Contribution,
    GlossaryTerm,
    Indicator,
    Partner,
    PlainWord,
    Principle,
    PrincipleSet,
    Resource,
    Rung,
    Signposting,
    Stage,
    StageIdea,
    Tip,
    TipSet,
)
from home.starter import reader
from home.starter.record import find, remember, written

FORMATS = {"web page": "page", "pdf": "pdf", "video": "video", "toolkit": "toolkit"}


def write_snippets() -> Iterator[str]:
    """Write what is not there yet; yields a line for each kind."""
    locale = Locale.objects.get(language_code="en")
    for kind, name, items in _kinds():
        made = sum(_write_one(kind, key, make, locale) for key, make in items)
        yield f"{name}: {made} new"


def _write_one(kind, key, make, locale) -> bool:
    key = f"{kind}:{key}"
    if written(key):
        return False
    thing = make()
    if thing is None:
        return False  # what it belongs to has been taken away
    thing.locale = locale
    thing.save()
    remember(key, thing)
    return True


def _kinds():
    yield "principle-set", "Sets of principles", _principle_sets()
    yield "principle", "Principles", _principles()
    yield "stage", "Stages", _stages()
    yield "tip-set", "Lists of tips", _tip_sets()
    yield "tip", "Tips", _tips()
    yield "indicator", "Signs it is working", _plain(Indicator, "indicators", "indicator", "title", "text", "question")
    yield "rung", "Steps of the ladder", _rungs()
    yield "term", "Words explained", _terms()
    yield "help", "Places to get help", _help()
    yield "resource", "Resources", _resources()
    yield "answer", "Questions and answers", _answers()
    yield "partner", "Partners", _plain(Partner, "partners", "partner", "name", "url")
    yield "contribution", "Kinds of contribution", _plain(Contribution, "contributions", "contribution", "name")
    yield "word", "Words to think twice about", _words()


def _plain(model, file, table, *fields):
    """Rows whose fields are called the same in the file and in the model."""
    for row in reader.snippets(file)[table]:
        values = {field: row.get(field, "") for field in fields} | {"order": row.get("order", 100)}
        yield row.get("key", row.get("name")), lambda values=values: model(**values)


def _principle_sets():
    fields = ("name", "introduction", "source", "source_url", "order")
    for row in reader.snippets("principle_sets")["set"]:
        yield row["key"], lambda row=row: PrincipleSet(**{field: row[field] for field in fields if field in row})


def _principles():
    for group in reader.snippets("principle_sets")["set"]:
        for row in group["principle"]:
            values = {"title": row["title"], "summary": row["summary"], "order": row["order"]}
            yield (
                row["key"],
                lambda key=group["key"], values=values: _in_set(PrincipleSet, "principle-set", key, Principle, values),
            )


def _in_set(set_model, kind, key, model, values):
    found = find(set_model, f"{kind}:{key}")
    return found and model(set=found, **values)


def _stages():
    for row in reader.snippets("stages")["stage"]:
        yield row["key"], lambda row=row: _stage(row)


def _stage(row):
    locale = Locale.objects.get(language_code="en")
    stage = Stage(title=row["title"], summary=row["summary"], order=row["order"])
    stage.ideas = [StageIdea(words=words, order=n, locale=locale) for n, words in enumerate(row["ideas"], 1)]
    return stage


def _tip_sets():
    for row in reader.snippets("tips")["set"]:
        yield row["key"], lambda row=row: TipSet(name=row["name"], order=row["order"])


def _tips():
    for group in reader.snippets("tips")["set"]:
        for row in group["tip"]:
            values = {"title": row["title"], "text": row["text"], "order": row["order"]}
            key = f"{group['key']}/{row['order']}"
            yield key, lambda set_key=group["key"], values=values: _in_set(TipSet, "tip-set", set_key, Tip, values)


def _rungs():
    file = reader.snippets("rungs")
    for row in file["rung"]:
        yield (
            row["key"],
            lambda row=row: Rung(
                title=row["name"],
                plain_name=row["honest_name"],
                text=row["description"],
                is_top=row["is_top"],
                can_be_used=row["can_be_used"],
                order=row["order"],
                source="Think Local Act Personal",
                source_url=file["credit_url"],
            ),
        )


def _terms():
    for row in reader.snippets("glossary")["term"]:
        values = {"term": row["term"], "meaning": row["meaning"], "also": ", ".join(row.get("also", []))}
        yield row["term"].lower(), lambda values=values: GlossaryTerm(**values)


def _help():
    for row in reader.snippets("signposting")["entry"]:
        values = {field: row.get(field, "") for field in ("name", "what_for", "phone", "hours", "url")}
        values |= {"urgent": row["urgent"], "order": row["order"], "text_number": row.get("text", "")}
        values["checked_on"] = date.fromisoformat(row["checked"]) if row["confirmed"] else None
        yield row["key"], lambda values=values: Signposting(**values)


def _resources():
    for row in reader.snippets("resources")["resource"]:
        values = {field: row[field] for field in ("title", "publisher", "url", "summary", "easy_read")}
        values |= {"format": FORMATS[row["format"].lower()], "topics": ", ".join(row["topics"])}
        values["checked_on"] = date.fromisoformat(row["checked_on"]) if row["checked"] else None
        yield row["title"].lower()[:150], lambda values=values: Resource(**values)


def _answers():
    for row in reader.snippets("answers")["answer"]:
        values = {"question": row["question"], "text": row["html"], "slug": row["key"], "order": row["order"]}
        values |= {
            f"for_{reader_kind}": reader_kind in row["audience"] for reader_kind in ("members", "staff", "managers")
        }
        yield row["key"], lambda values=values: Answer(**values)


def _words():
    for word, instead in reader.snippets("jargon")["words"]:
        values = {"word": word, "instead": instead, "kind": PlainWord.Kind.JARGON}
        yield f"jargon/{word}", lambda values=values: PlainWord(**values)
    for row in reader.snippets("label_words")["word"]:
        values = {"word": row["word"], "instead": row["instead"], "kind": PlainWord.Kind.LABEL}
        yield f"label/{row['word']}", lambda values=values: PlainWord(**values)
