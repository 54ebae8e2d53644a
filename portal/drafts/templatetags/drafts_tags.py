import uuid

from django import template

register = template.Library()


@register.simple_tag
def form_key():
    """The key of one button, new each time it is shown: however often it is pressed, it acts once."""
    return uuid.uuid4()
