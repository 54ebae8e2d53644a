"""A story in Wagtail's editor: what it sends."""

from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield


def edit_url(told):
    return reverse("wagtailadmin_pages:edit", args=[told.page_id])


def newest(told):
    return Page.objects.get(pk=told.page_id).get_latest_revision_as_object()


def editor(told, **changes):
    """What Wagtail's editor sends of a story, as it was opened on its newest words."""
    now = newest(told)
    number = len(now.body)
    parts = [
        {
            "type": block.block_type,
            "id": block.id,
            "order": str(place),
            "deleted": "",
            "value": rich_text(block.value.source),
        }
        for place, block in enumerate(now.body)
    ]
    sent = {
        "title": now.title,
        "introduction": now.introduction,
        "picture": str(now.picture_id or ""),
        "slug": now.slug,
        "body": {"count": str(number)} | {str(place): part for place, part in enumerate(parts)},
        "easy_read": streamfield([]),
        "loaded_revision_id": str(now.latest_revision_id or ""),
        "loaded_revision_created_at": now.latest_revision.created_at.isoformat() if now.latest_revision else "",
        "comments": {"TOTAL_FORMS": "0", "INITIAL_FORMS": "0"},
    }
    return nested_form_data(sent | changes)
