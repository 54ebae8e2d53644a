"""What templates of pages ask for: the brand, the menu, the way back, the languages, help, hard words explained."""

from django import template
from django.core.exceptions import ValidationError

from home import glossary, reading, sharing, translations
from home.spoken import end_of, moment

register = template.Library()
register.filter(moment)
register.filter(end_of)


def _request(context):
    """The request, also inside `{% include … only %}`."""
    return context.get("request") or getattr(context, "request", None)


@register.filter
def first_wrong_box(field) -> str:
    """Where a link to what is wrong with a field leads: of several boxes, the first that is empty or cannot be read."""
    parts = field.subwidgets if field.use_fieldset else []
    if not parts:
        return field.id_for_label
    boxes = parts[0].data.get("subwidgets")
    if not boxes:
        return parts[0].id_for_label
    parts = getattr(field.field, "fields", boxes)
    wrong = (box for box, part in zip(boxes, parts, strict=False) if not _can_be_read(part, box))
    return next(wrong, boxes[0])["attrs"]["id"]


def _can_be_read(part, box) -> bool:
    try:
        return bool(box["value"]) and part.clean(box["value"]) is not None
    except ValidationError:
        return False


@register.simple_tag(takes_context=True)
def brand(context):
    return reading.brand(_request(context))


@register.simple_tag(takes_context=True)
def main_menu(context):
    return reading.menu(_request(context))


@register.simple_tag(takes_context=True)
def places(context):
    return reading.places(_request(context))


@register.simple_tag(takes_context=True)
def breadcrumbs(context):
    return reading.breadcrumbs(_request(context), context.get("page"))


@register.simple_tag(takes_context=True)
def languages(context):
    return reading.languages(_request(context), context.get("page"))


@register.simple_tag
def language_around():
    return reading.language_around()


@register.simple_tag(takes_context=True)
def help_entries(context):
    return reading.help_entries(_request(context))


@register.simple_tag
def language_of(page):
    """The language of the page's own words (code, name, dir), which may be another than the reader's."""
    return reading.language_of(page)


@register.simple_tag
def older_translation(page):
    """The page this one translates, when it has changed since: `{% older_translation page as source %}`, or None."""
    return translations.newer_source(page)


@register.simple_tag(takes_context=True)
def hreflangs(context, page):
    """`{% hreflangs page as versions %}`: (language, full address) pairs for `<link rel="alternate" hreflang>`."""
    return sharing.alternates(_request(context), page)


@register.simple_tag(takes_context=True)
def page_metadata(context, page):
    """`{% page_metadata page as meta %}`: title, canonical, description, language, picture."""
    return sharing.metadata(_request(context), page)


@register.simple_tag(takes_context=True)
def breadcrumb_data(context, page):
    """The way to the page for search engines: a whole `<script type="application/ld+json">`."""
    return sharing.breadcrumb_data(_request(context), page)


@register.simple_tag(takes_context=True)
def article_data(context, page):
    """The page itself for search engines: a whole `<script type="application/ld+json">`."""
    return sharing.article_data(_request(context), page)


@register.tag
def explained(parser, token):
    """`{% explained as terms %}…{% endexplained %}`: what is inside, with its hard words explained.

    The first use of each leads to `#explained-…`, which `home/_words_explained.html` puts further down the page.
    """
    bits = token.split_contents()
    if len(bits) != 3 or bits[1] != "as":
        raise template.TemplateSyntaxError("Write {% explained as terms %}.")
    inside = parser.parse(["endexplained"])
    parser.delete_first_token()
    return Explained(inside, bits[2])


class Explained(template.Node):
    def __init__(self, nodelist, name):
        self.nodelist, self.name = nodelist, name

    def render(self, context):
        page = context["page"]
        html = self.nodelist.render(context)
        found = glossary.explain_public(_request(context), html, (page.alias_of or page).locale_id)
        context[self.name] = found.terms
        return found.html
