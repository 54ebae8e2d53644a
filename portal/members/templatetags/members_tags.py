from django import template
from django.utils.translation import gettext as _

from portal.members.starting import following
from portal.members.ways import has_first_way

register = template.Library()

# In this order: Edge and Opera also call themselves Chrome, and Chrome calls itself Safari.
BROWSERS = {"Edg": "Edge", "OPR": "Opera", "SamsungBrowser": "Samsung Internet", "Firefox": "Firefox"}
BROWSERS |= {"FxiOS": "Firefox", "CriOS": "Chrome", "Chrome": "Chrome", "Safari": "Safari"}
MACHINES = {"iPhone": "iPhone", "iPad": "iPad", "Android": "Android", "Windows": "Windows"}
MACHINES |= {"CrOS": "Chromebook", "Mac OS": "Mac", "Linux": "Linux"}


@register.simple_tag
def comes_back(user) -> bool:
    """Whether somebody who signs out here has a way back in."""
    return not user.is_authenticated or has_first_way(user)


@register.simple_tag
def next_step(user):
    """What the coordinator of a site that has just begun does next (portal.members.starting.Step), or nothing."""
    return following(user)


@register.filter
def device(user_agent: str) -> str:
    """What a browser calls itself, as somebody would say it: "Firefox on Windows"."""
    browser = next((name for sign, name in BROWSERS.items() if sign in user_agent), _("A browser"))
    machine = next((name for sign, name in MACHINES.items() if sign in user_agent), "")
    return _("%(browser)s on %(machine)s") % {"browser": browser, "machine": machine} if machine else browser
