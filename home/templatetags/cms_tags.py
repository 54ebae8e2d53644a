"""What the CMS's own panels ask for."""

from django import template

from home.writing_advice import advise_page

register = template.Library()


@register.simple_tag
def advice_on(page):
    return advise_page(page)
