"""A fingerprint of exactly what a reader of a page is given: its words, its Easy Read, its pictures, its settings.

Autosave writes over a revision without giving it a new number, so a revision's id proves nothing.
"""

import hashlib
import json

from django.core.serializers.json import DjangoJSONEncoder
from wagtail.documents import get_document_model
from wagtail.fields import StreamField
from wagtail.images import get_image_model

from home.streams import content_of
from portal.agreement.parts import ADDED

FILES = {"document", "video", "captions"}  # blocks that hold one
# What is kept about a page, and is not what the page says.
BOOKKEEPING = {
    "pk",
    "alias_of",
    "content_type",
    "depth",
    "draft_title",
    "easy_read_of",
    "expire_at",
    "expired",
    "first_published_at",
    "go_live_at",
    "has_unpublished_changes",
    "last_published_at",
    "latest_revision",
    "latest_revision_created_at",
    "live",
    "live_revision",
    "locale",
    "locked",
    "locked_at",
    "locked_by",
    "numchild",
    "owner",
    "page_ptr",
    "path",
    "reviewed_on",
    "starting_text",
    "translation_key",
    "url_path",
    "wagtail_admin_comments",
}


def digest_of(page) -> str:
    """The fingerprint of a page as it stands, saved or not."""
    return _digest(_words(type(page), page.serializable_data(), lambda: page, _said))


def exactly(page) -> str:
    """The fingerprint with the parts that are still empty: whether there is anything to save."""
    return _digest(_words(type(page), page.serializable_data(), lambda: page, content_of))


def digest_of_revision(revision) -> str:
    """The fingerprint of what a revision holds."""
    return _digest(_words(*_held_by(revision), _said))


def words_to_keep(revision) -> dict:
    """All that the digest is of, as JSON; with the numbers of blocks, so that the page can be shown again as it was."""
    words = _words(*_held_by(revision), lambda stream: stream.get_prep_value())
    return json.loads(json.dumps(words, cls=DjangoJSONEncoder))


def is_said(field_names) -> bool:
    """Whether any of these fields is part of what the page says."""
    return not BOOKKEEPING.issuperset(name.removesuffix("_id") for name in field_names)


def _held_by(revision):
    return revision.content_type.model_class(), revision.content, revision.as_object


def _said(stream) -> list:
    """Without parts that somebody added and left empty: nobody reads anything of those."""
    return [[kind, value] for kind, value in content_of(stream) if kind not in ADDED or _has_words(value)]


def _has_words(value) -> bool:
    return any(map(_has_words, value.values())) if isinstance(value, dict) else bool(value)


def _digest(words: dict) -> str:
    return hashlib.sha256(json.dumps(words, sort_keys=True, cls=DjangoJSONEncoder).encode()).hexdigest()


def _words(model, content: dict, page, of_stream) -> dict:
    """By field, and what the page shows of elsewhere: its pictures, and the words of lists that stand on it."""
    words = {name: _value(model, name, value, of_stream) for name, value in content.items() if name not in BOOKKEEPING}
    words["pictures"] = _rows(get_image_model(), _numbers(words, {"picture"}), "description")
    if files := _rows(get_document_model(), _numbers(words, FILES), "title"):
        words["files"] = files
    if model.shows:
        words["listed"] = page().listed_words()
    return words


def _value(model, name: str, value, of_stream):
    field = model._meta.get_field(name) if isinstance(value, str) else None
    if isinstance(field, StreamField):
        return of_stream(field.to_python(value))
    return value


def _rows(model, numbers, said: str) -> list:
    """What is in every file on the page, and what is said of it: another file under the same number is another page."""
    numbers = {number for number in numbers if isinstance(number, int)}
    found = model.objects.filter(pk__in=numbers).order_by("pk").values_list("pk", "file_hash", said)
    return [list(row) for row in found] if numbers else []


def _numbers(value, names: set[str]):
    """Of what stands in the blocks and fields that are called so."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name in names:
                yield inner
            yield from _numbers(inner, names)
    elif isinstance(value, list):
        for inner in value:
            yield from _numbers(inner, names)
