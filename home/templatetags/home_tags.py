"""What the templates of every page ask for: the brand, the menu, the way back, the languages, where to get help."""

from django import template

from home import reading

register = template.Library()


@register.simple_tag(takes_context=True)
def brand(context):
    return reading.brand(context["request"])


@register.simple_tag(takes_context=True)
def main_menu(context):
    return reading.menu(context["request"])


@register.simple_tag(takes_context=True)
def breadcrumbs(context):
    return reading.breadcrumbs(context["request"], context.get("page"))


@register.simple_tag(takes_context=True)
def languages(context):
    return reading.languages(context["request"], context.get("page"))


@register.simple_tag
def help_entries():
    return reading.help_entries()
