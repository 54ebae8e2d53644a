"""How somebody reads: colours, text size, Easy Read first. One cookie, a closed set of values: pages can be cached."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

COOKIE = "look"
THEMES = {"auto": _("Same as my device"), "light": _("Light"), "dark": _("Dark")}
TEXT_SIZES = {"normal": _("Normal"), "large": _("Large"), "larger": _("Larger")}
YEAR = 365 * 24 * 60 * 60


@dataclass(frozen=True)
class Look:
    theme: str = "auto"
    text: str = "normal"
    easy_read: bool = False

    @classmethod
    def read(cls, value: str) -> "Look":
        """The look a cookie or form asks for; anything unknown in it falls back to the default."""
        theme, text, easy_read = [*value.split("-"), "", "", ""][:3]
        return cls(
            theme=theme if theme in THEMES else cls.theme,
            text=text if text in TEXT_SIZES else cls.text,
            easy_read=easy_read == "easy",
        )

    def __str__(self):
        return f"{self.theme}-{self.text}-{'easy' if self.easy_read else 'usual'}"


class LookMiddleware:
    """Sets `request.look`."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.look = Look.read(request.COOKIES.get(COOKIE, ""))
        return self.get_response(request)
