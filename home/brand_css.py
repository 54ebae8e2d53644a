"""An organisation's own colours: a small sheet of custom properties, worked out from the two that it chooses."""

from hashlib import sha256

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from home.contrast import BLACK, DARK_GROUNDS, ENOUGH, LIGHT_GROUNDS, WHITE, contrast, mix, text_on
from home.models import Brand

FOR_EVER = "public, max-age=31536000, immutable"


def address(own: Brand) -> str:
    """Where the sheet is, named after what is in it; nothing when the colours are the usual ones."""
    usual = Brand._meta.get_field("accent").default, Brand._meta.get_field("accent_dark").default
    if (own.accent.lower(), own.accent_dark.lower()) == usual:
        return ""
    return reverse("own-colours", args=[sha256(sheet(own).encode()).hexdigest()[:12]])


@require_safe
def own_colours(request, digest):
    own = Brand.load()
    here = address(own)
    if not here:
        raise Http404
    if request.path != here:  # asked for by a page from before the last change
        return HttpResponseRedirect(here, headers={"Cache-Control": "no-store"})
    return HttpResponse(sheet(own), content_type="text/css; charset=utf-8", headers={"Cache-Control": FOR_EVER})


def sheet(own: Brand) -> str:
    """The properties that VENDOR.md names, all readable because `check_accent` saw to the two they come from."""
    light, dark = own.accent.lower(), own.accent_dark.lower()
    colours = {
        "accent": light,
        "accent-strong": mix(light, BLACK, 0.35),
        "accent-text": text_on(light),
        "accent-soft": _tint(light, LIGHT_GROUNDS["paper"]),
        "band": mix(light, BLACK, 0.45),
        "band-text": WHITE,
        "dark-accent": dark,
        "dark-accent-strong": mix(dark, WHITE, 0.5),
        "dark-accent-text": text_on(dark),
        "dark-accent-soft": _tint(dark, DARK_GROUNDS["paper"]),
        "dark-band": mix(light, BLACK, 0.8),
        "dark-band-text": WHITE,
    }
    return ":root{" + "".join(f"--brand-{name}:{colour};" for name, colour in colours.items()) + "}\n"


def _tint(colour, ground):
    """The `ground` with as much of `colour` in it as leaves `colour` itself readable there."""
    steps = (mix(ground, colour, share / 100) for share in (20, 15, 12, 9, 6, 3, 0))
    return next(step for step in steps if contrast(colour, step) >= ENOUGH)
