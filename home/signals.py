"""What happens when something the public reads changes: what was kept is forgotten, search and translations follow."""

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import Signal
from wagtail.models import Locale, Page, PageViewRestriction, Site, get_page_models
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from home import freshness, models, pagecache, translations
from home.search import entries

SNIPPETS = (
    models.Answer,
    models.Contribution,
    models.GlossaryTerm,
    models.Indicator,
    models.Partner,
    models.Principle,
    models.PrincipleSet,
    models.Resource,
    models.Rung,
    models.Signposting,
    models.Stage,
    models.StageIdea,
    models.Tip,
    models.TipSet,
)
AROUND_THEM = (models.Brand, models.Document, models.Picture, Locale, PageViewRestriction, Site)
notes_were_written = Signal()  # beside the words of a page, in the CMS: `page`, `by`. Whose page it is tells them.
PAGE_TYPES = [model for model in get_page_models() if issubclass(model, models.PublicPage)]


def page_came_out(instance, **kwargs):
    entries.put(instance)


def page_was_made(instance, created, raw, **kwargs):
    """A page made live by code, without a revision, has come out as well."""
    if created and not raw and instance.live:
        freshness.changed()
        entries.put(instance)


def page_was_taken_down(instance, **kwargs):
    entries.remove(instance)
    translations.take_down(instance)
    transaction.on_commit(pagecache.empty)


def page_was_moved(instance, **kwargs):
    entries.renew_below(instance)


def page_was_closed_or_opened(instance, **kwargs):
    entries.renew_below(instance.page)


def snippet_came(instance, raw=False, **kwargs):
    if not raw:
        entries.put(instance)


def snippet_went(instance, **kwargs):
    entries.remove(instance)


def shown_snippet_changed(sender, instance, raw=False, **kwargs):
    """Its words are found by the pages that show it."""
    for page_type in (model for model in PAGE_TYPES if sender in model.shows and not raw):
        for page in page_type.objects.live().filter(locale=instance.locale_id):
            entries.put(page)


for signal in (page_published, page_unpublished, page_slug_changed, post_page_move):
    signal.connect(freshness.changed)
for model in (*SNIPPETS, *AROUND_THEM):
    post_save.connect(freshness.changed, sender=model)
    post_delete.connect(freshness.changed, sender=model)
post_delete.connect(freshness.changed, sender=Page)

page_published.connect(page_came_out)
page_unpublished.connect(page_was_taken_down)
post_page_move.connect(page_was_moved)
for model in PAGE_TYPES:
    post_save.connect(page_was_made, sender=model)
for model in entries.SNIPPETS:
    post_save.connect(snippet_came, sender=model)
    post_delete.connect(snippet_went, sender=model)
for signal in (post_save, post_delete):
    signal.connect(page_was_closed_or_opened, sender=PageViewRestriction)
    for model in SNIPPETS:
        signal.connect(shown_snippet_changed, sender=model)
