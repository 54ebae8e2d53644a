"""What a page and its translations owe each other."""

from collections import defaultdict
from copy import copy
from functools import partial

from django.conf import settings
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation, Translation
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from home.freshness import first_end, keep
from home.queries import not_over

WHERE = ("path", "depth", "url_path", "locale", "translation_key", "content_type")
OF_A_VERSION = (*WHERE, "last_published_at", "live", "expire_at")


def versions(page) -> list[Page]:
    """This page in each language it can be read in, found once. Copies waiting for their translation are left out."""
    if not hasattr(page, "_versions"):
        if _only_locale() or not page.pk:
            page._versions = _versions(page)
        else:
            kept = keep(None, f"versions:{page.pk}", partial(_versions, page), ends=first_end)
            page._versions = [copy(version) for version in kept]
    return page._versions


def newer_source(page) -> Page | None:
    """The page this one translates, when that was published again after this one: readers are told."""
    if not page.pk or not page.last_published_at:
        return None
    sources = (other for other in versions(page) if other.last_published_at and _translates(page, other))
    return next((source for source in sources if source.last_published_at > page.last_published_at), None)


def take_down(source: Page):
    """Unpublish what was translated from a page that is no longer public.

    Copies that wait for their translation follow by themselves; real translations would stay, also when somebody has
    taken back the yes that they rest on.
    """
    for other in _versions(source):
        if _translated_from(other, source):
            other.specific.unpublish()


def keep_sentences_in_step(page: Page, *, by) -> None:
    """Somebody wrote on the translated page itself: its sentences follow, or the next sending would undo it.

    A part that has another number of sentences than its source stays with the translators: none can be told apart.
    """
    translation = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale=page.locale_id, enabled=True
    ).first()
    if translation is None:
        return
    said, known = defaultdict(list), defaultdict(list)
    for segment in sorted(extract_segments(page), key=lambda segment: segment.order):
        if isinstance(segment, StringSegmentValue):
            said[segment.path].append(segment.string.data)
    for segment in translation.source.stringsegment_set.select_related("string", "context").order_by("order"):
        known[segment.context.path].append(segment)
    for path, segments in known.items():
        if len(segments) == len(said[path]):
            for segment, words in zip(segments, said[path], strict=True):
                _keep_sentence(segment, words, locale_id=page.locale_id, by=by)


def _keep_sentence(segment, words: str, *, locale_id: int, by) -> None:
    where = {"translation_of": segment.string, "context": segment.context, "locale_id": locale_id}
    kept = StringTranslation.objects.filter(**where).first() or StringTranslation(**where, data=segment.string.data)
    if kept.data == words:
        return
    kept.data, kept.last_translated_by = words, by
    kept.translation_type, kept.tool_name = StringTranslation.TRANSLATION_TYPE_MANUAL, ""
    kept.save()


def _versions(page) -> list[Page]:
    if only := _only_locale():
        return _alone(page, only)
    found = list(
        Page.objects.filter(translation_key=page.translation_key, alias_of__isnull=True)
        .live()
        .filter(not_over())
        .select_related("locale")
        .only(*OF_A_VERSION)
    )
    ways = set()
    if any(other.locale_id != page.locale_id for other in found):
        between = Translation.objects.filter(source__object_id=page.translation_key)
        ways.update(between.values_list("source__locale_id", "target_locale_id"))
    for other in found:
        other.is_source = (other.locale_id, page.locale_id) in ways
        other.is_translation = (page.locale_id, other.locale_id) in ways
    return found


def _only_locale() -> Locale | None:
    return keep(None, "only language", _only_language)


def _only_language() -> Locale | None:
    """The site's one language: nobody has to look for translations there."""
    locales = list(Locale.objects.all()[:2])
    return locales[0] if len(locales) == 1 else None


def _alone(page, locale) -> list[Page]:
    page.locale, page.is_source, page.is_translation = locale, False, False
    return [page] if page.live and page.alias_of_id is None else []


def _translates(page, other) -> bool:
    """Whether the page was translated from `other`: as was noted, or else when that is in the default language."""
    if other.is_source or other.is_translation or other.locale_id == page.locale_id:
        return other.is_source
    return other.locale.language_code == settings.LANGUAGE_CODE


def _translated_from(other, page) -> bool:
    """Whether `other` was translated from the page."""
    if other.is_source or other.is_translation or other.locale_id == page.locale_id:
        return other.is_translation
    return page.locale.language_code == settings.LANGUAGE_CODE
