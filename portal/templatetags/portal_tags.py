from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.nav import entries_for
from portal.words import word as word_for

register = template.Library()


@register.simple_tag(takes_context=True)
def portal_menu(context):
    """The person's daily places, the portal's home first, with the one they are at marked for screen readers."""
    request = context["request"]
    daily = [(entry.label, entry.url) for entry in entries_for(request, in_menu=True)]
    places = [(_("Home"), reverse("portal:home")), *daily]
    here = max((url for _label, url in places if request.path.startswith(url)), key=len, default="")
    return [
        {"label": label, "url": url, "current": url == here and ("page" if url == request.path else "true")}
        for label, url in places
    ]


@register.simple_tag(takes_context=True)
def word(context, key):
    """What the organisation calls something (portal.words); also inside `{% include … only %}`."""
    return word_for(key, getattr(context, "request", None))


@register.simple_tag(takes_context=True)
def may(context, permission, thing=None):
    """Whether the person may do `permission` (with `thing`): the same rule, by the same name, as the view asks."""
    return context["request"].user.has_perm(permission, thing)
