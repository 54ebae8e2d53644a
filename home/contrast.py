"""Whether two colours can be told apart, as WCAG 2.2 measures it (success criteria 1.4.3 and 1.4.11)."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# Every ground that links and words in the main colour stand on, by its name in the style sheet (a test compares them).
LIGHT_GROUNDS = {"paper": "#fff8ee", "surface": "#fffdfa", "sunken": "#f6ebdc", "sun-soft": "#fdeac9"}
DARK_GROUNDS = {"paper": "#1d1620", "surface": "#281d2a", "sunken": "#170f19", "sun-soft": "#46351d"}
ENOUGH = 4.5
BLACK, WHITE = "#000000", "#ffffff"


def luminance(colour: str) -> float:
    """Relative luminance, 0 (black) to 1 (white), of a colour written `#rrggbb`."""
    channels = (channel / 255 for channel in _channels(colour))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _channels(colour):
    return [int(colour[start : start + 2], 16) for start in (1, 3, 5)]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, from 1 (the same) to 21 (black on white)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def text_on(colour: str) -> str:
    """Black or white, whichever reads better on `colour`."""
    return max(WHITE, BLACK, key=lambda text: contrast(text, colour))


def mix(colour: str, other: str, share: float) -> str:
    """`colour` with a `share` (0 to 1) of `other` in it."""
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(one * (1 - share) + two * share):02x}" for one, two in pairs)


def reads_on(colour: str, grounds: dict[str, str]) -> bool:
    return all(contrast(colour, ground) >= ENOUGH for ground in grounds.values())


def nearest_that_reads(colour: str, towards: str, grounds: dict[str, str]) -> str:
    """`colour` with just as much black or white (`towards`) as it needs to be read on all `grounds`."""
    steps = (mix(colour, towards, step / 50) for step in range(51))
    return next(step for step in steps if reads_on(step, grounds))


def check_accent(*, accent: str, accent_dark: str) -> None:
    """Refuse a main colour that could not be read as link or button text on our pages; name one near it that can."""
    problems = {}
    if not reads_on(accent, LIGHT_GROUNDS):
        problems["accent"] = _("This colour is too pale to read on a light page. Near it, %(colour)s can be read.") % {
            "colour": nearest_that_reads(accent, BLACK, LIGHT_GROUNDS)
        }
    if not reads_on(accent_dark, DARK_GROUNDS):
        problems["accent_dark"] = _(
            "This colour is too dark to read on a dark page. Near it, %(colour)s can be read."
        ) % {"colour": nearest_that_reads(accent_dark, WHITE, DARK_GROUNDS)}
    if problems:
        raise ValidationError(problems)
