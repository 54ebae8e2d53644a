"""Whether everybody may see a picture or a file: is it on a page that everybody can read?"""

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Case, CharField, Exists, ExpressionWrapper, F, IntegerField, OuterRef, Q, When
from django.db.models.functions import Cast
from django.dispatch import receiver
from wagtail.models import CollectionViewRestriction, Page, PageViewRestriction, ReferenceIndex
from wagtail.signals import page_published

from home.models import Brand
from home.queries import not_over


def in_public(model, *, pk="pk", collection="collection__path") -> Q:
    """A condition for a query: the `model` at `pk` is on show, and its collection is open to all.

    On show is what a live, open page holds, and what home itself shows without a page: the brand's logo, the partners'.
    Asked at each request and never remembered, so that a story taken down takes its pictures with it at that moment.
    """
    shown = references_to(model, pk=pk).filter(
        Q(Exists(open_pages().filter(pk=OuterRef("page_id")))) | Q(base_content_type__app_label="home")
    )
    return Q(Exists(shown)) & ~Q(Exists(_closed_above(CollectionViewRestriction, collection)))


def references_to(model, *, pk):
    """Where the `model` at the outer query's `pk` is used; `page_id` is the page, or nothing when it is no page."""
    page = ContentType.objects.get_for_model(Page)
    return ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(model), to_object_id=Cast(OuterRef(pk), CharField())
    ).annotate(page_id=Case(When(base_content_type=page, then=Cast("object_id", IntegerField()))))


def open_pages():
    return Page.objects.filter(~Q(Exists(_closed_above(PageViewRestriction, "path"))), not_over(), live=True)


def _closed_above(restriction, path):
    """Restrictions on what lies at the outer query's `path`, or on anything above it in the tree."""
    closed = "page__path" if restriction is PageViewRestriction else "collection__path"
    here = ExpressionWrapper(OuterRef(path), output_field=CharField())
    return restriction.objects.annotate(here=here).filter(here__startswith=F(closed))


def follow_home():
    """Wagtail keeps an index of what pages and snippets use, but not of what settings do."""
    ReferenceIndex.register_model(Brand)


@receiver(page_published)
def note_what_it_shows(instance, **kwargs):
    """Wagtail may leave this to a task that runs later; readers would meet holes in a page that has just come out."""
    with transaction.atomic():
        ReferenceIndex.create_or_update_for_object(instance)
