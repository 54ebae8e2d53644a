"""Whether two colours can be told apart, as WCAG 2.2 measures it (success criteria 1.4.3 and 1.4.11)."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

PAPER_LIGHT = "#fff8ee"
PAPER_DARK = "#1d1620"
ENOUGH = 4.5


def luminance(colour: str) -> float:
    """Relative luminance, 0 (black) to 1 (white), of a colour written `#rrggbb`."""
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, from 1 (the same) to 21 (black on white)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def text_on(colour: str) -> str:
    """Black or white, whichever reads better on `colour`."""
    return max("#ffffff", "#000000", key=lambda text: contrast(text, colour))


def check_accent(*, accent: str, accent_dark: str) -> None:
    """Refuse a main colour that could not be read as link or button text on our pages."""
    problems = {}
    if contrast(accent, PAPER_LIGHT) < ENOUGH:
        problems["accent"] = _("This colour is too pale to read on a light page. Choose a darker one.")
    if contrast(accent_dark, PAPER_DARK) < ENOUGH:
        problems["accent_dark"] = _("This colour is too dark to read on a dark page. Choose a lighter one.")
    if problems:
        raise ValidationError(problems)
