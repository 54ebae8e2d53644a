"""`{% icon "eye" %}`: a picture beside words, never instead of them. The names are the files of components/icons/."""

from functools import cache

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import mark_safe

FOLDER = settings.BASE_DIR / "templates/components/icons"
register = template.Library()


@register.simple_tag
@cache
def icon(name: str) -> str:
    lines = mark_safe((FOLDER / f"{name}.svg").read_text().strip())  # our own file  # nosec B308 B703
    return format_html(
        '<svg class="icon icon--{}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" '
        'stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">{}</svg>',
        name,
        lines,
    )
