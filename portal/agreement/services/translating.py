"""Words in another language go the way of all words: a draft, then both sides, then the site."""

import json
import re
from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogContext
from wagtail.models import Page
from wagtail_localize.models import SegmentOverride
from wagtail_localize.operations import translate_object

from home.choosing import not_theirs
from home.queries import is_out
from portal.agreement.queries import languages_without, translation_of
from portal.agreement.services.fixing import NotLive
from portal.agreement.services.writing import Incomplete, hold, lapse_what_changed, send_to_be_read
from portal.audit.services import audited, record
from portal.refusal import Refusal

SCRIPT = re.compile(r"[\x00-\x20]*(java\s*script|vbscript|data)\s*:", re.IGNORECASE)


class NotTheirsToShow(Refusal):
    sentence = _("In this language it shows a picture, a file, a page or an address that cannot stand there.")


class IsBegun(Refusal):
    sentence = _("Somebody has begun this page in that language already.")


@audited()
def begin_translation(*, page, locale, by):
    """A draft in another language, of sentences that nobody has translated yet. Returns its page."""
    held = hold(page)
    if not is_out(held):
        raise NotLive
    if not languages_without(held).filter(pk=locale.pk).exists():
        raise IsBegun
    with LogContext(user=by), mirrors_go_down(held, by=by):
        translate_object(held, [locale], user=by)
    record("page.translation_begun", subject=f"page:{page.pk}", by=by)
    return held.get_translation(locale)


@contextmanager
def mirrors_go_down(page, *, by):
    """Put around what begins a page, or what is below it too, in other languages. A mirror that becomes a page of its
    own says English words as Welsh: it is a draft, as any other that is begun."""
    below = page.get_descendants(inclusive=True).values("translation_key")
    mirrors = Page.objects.live().filter(translation_key__in=below).exclude(alias_of=None)
    mirrors = list(mirrors.values_list("pk", flat=True))
    yield
    for begun in Page.objects.live().filter(pk__in=mirrors, alias_of=None).specific():
        begun.unpublish(user=by)


@audited()
def send_translation(*, page, by):
    """Make the page's draft from its translated sentences, and ask both sides. Returns the state of the reading."""
    revision = put_sentences(page=page, by=by)
    record("page.translated", subject=f"page:{page.pk}", by=by, revision=revision.pk)
    lapse_what_changed(page=revision.as_object(), by=by)
    return send_to_be_read(page=Page.objects.get(pk=page.pk), by=by)


def check_overrides(translation, draft, *, by) -> None:
    """A picture, a page or an address that is another in this language was sent as a number or a text: refuse what
    the editor of the page itself would. `draft`: as it would be."""
    told, page = translation.source.as_instance(), translation.get_target_instance()
    there = [told.serializable_data(), page.get_latest_revision_as_object().serializable_data()]
    overrides = SegmentOverride.objects.filter(context__object=translation.source.object_id, locale=page.locale_id)
    said = [json.loads(text) for text in overrides.values_list("data_json", flat=True)]
    scripts = [text for text in said if isinstance(text, str) and SCRIPT.match(text)]
    if scripts or not_theirs(type(draft), draft.serializable_data(), *there, user=by):
        raise NotTheirsToShow


def put_sentences(*, page, by, **fields):
    """The page's draft, made of its translated sentences and of what the `fields` say. Returns the revision.

    wagtail-localize's own `save_target` writes to the page that is on the site as well.
    """
    held = hold(page)
    translation = translation_of(held)
    draft = translation.source.get_ephemeral_translated_instance(held.locale, fallback=True)
    check_overrides(translation, draft, by=by)
    for name, value in fields.items():
        setattr(draft, name, value)
    try:
        return draft.save_revision(user=by, log_action=True)
    except ValidationError as problem:
        raise Incomplete(problem) from problem
