"""Words in another language go the way of all words: a draft, then both sides, then the site."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail_localize.operations import translate_object

from portal.agreement.queries import languages_without, translation_of
from portal.agreement.services.writing import Incomplete, hold, lapse_what_changed, send_to_be_read
from portal.audit.services import audited, record
from portal.refusal import Refusal


class IsBegun(Refusal):
    sentence = _("Somebody has begun this page in that language already.")


@audited()
def begin_translation(*, page, locale, by):
    """A draft in another language, of sentences that nobody has translated yet. Returns its page."""
    held = hold(page)
    if not languages_without(held).filter(pk=locale.pk).exists():
        raise IsBegun
    translate_object(held, [locale], user=by)
    record("page.translation_begun", subject=f"page:{page.pk}", by=by)
    return held.get_translation(locale)


@audited()
def send_translation(*, page, by):
    """Make the page's draft from its translated sentences, and ask both sides. Returns the state of the reading."""
    revision = put_sentences(page=page, by=by)
    record("page.translated", subject=f"page:{page.pk}", by=by, revision=revision.pk)
    lapse_what_changed(page=revision.as_object(), by=by)
    return send_to_be_read(page=Page.objects.get(pk=page.pk), by=by)


def put_sentences(*, page, by, **fields):
    """The page's draft, made of its translated sentences and of what the `fields` say. Returns the revision.

    wagtail-localize's own `save_target` writes to the page that is on the site as well.
    """
    held = hold(page)
    draft = translation_of(held).source.get_ephemeral_translated_instance(held.locale, fallback=True)
    for name, value in fields.items():
        setattr(draft, name, value)
    try:
        return draft.save_revision(user=by, log_action=True)
    except ValidationError as problem:
        raise Incomplete(problem) from problem
