"""Words in another language go the way of all words: a draft, then both sides, then the site."""

from django.core.exceptions import ValidationError
from wagtail.models import Page

from portal.agreement.queries import translation_of
from portal.agreement.services.writing import Incomplete, hold, lapse_what_changed, send_to_be_read
from portal.audit.services import audited, record


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
