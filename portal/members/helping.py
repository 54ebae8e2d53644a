"""What a supporter can open for somebody. Each part registers its screens; they ask `rules.supports()`."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.members.models import Support

_screens: dict[Support.Scope, tuple[str, str]] = {
    Support.Scope.ABOUT: (_("Open their “About me”"), "portal:people:about"),
    Support.Scope.NOTICES: (_("Read their messages"), "portal:people:messages"),
    Support.Scope.WELCOME: (_("See what is open"), "portal:people:open"),
}


def register(scope: Support.Scope, words: str, url_name: str) -> None:
    """The screen of a scope: its URL takes the number of the person who is helped."""
    _screens[scope] = (words, url_name)


@dataclass(frozen=True)
class Act:
    words: str
    link: str = ""
    url: str = ""


def acts_of(support) -> list[Act]:
    """What the supporter may do for the member now, with the way to it where there is one."""
    found = []
    for scope, said in zip(support.allowed, support.as_others_say, strict=True):
        words, name = _screens.get(scope, ("", ""))
        open_now = name and support.is_agreed and not support.rests
        url = reverse(name, args=[support.member_id]) if open_now else ""
        found.append(Act(str(said), str(words), url))
    return found
