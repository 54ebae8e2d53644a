"""Every place, held to the accessibility bar: light and dark, phone and desk, larger, spaced out, printed."""

import pytest
from django.test.signals import template_rendered

from tests.browser import bar
from tests.browser.places import PLACES, page_templates
from tests.chromium import DESK, PHONE

pytestmark = pytest.mark.browser
FIRST = {place.template: place for place in reversed(PLACES)}


@pytest.fixture
def rendered():
    """The names of the templates that the running site renders."""
    names = set()

    def note(template, **kwargs):
        names.add(template.name)

    template_rendered.connect(note)
    yield names
    template_rendered.disconnect(note)


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
def test_a_place_is_open_to_everybody(place, visit, rendered, settings):
    """One visit for all of it, since coming there costs more than looking.

    A second place of a template is made of much the same parts: it is looked at on a phone, where there is least room.
    """
    settings.ROOT_URLCONF = "tests.browser.urls"
    page, is_first = place.open(visit), FIRST[place.template] is place
    assert place.template in rendered
    assert {int(answer.split()[0]) for answer in visit.watch.refused} == place.refused
    faults = axe_on_a_phone(page)
    if is_first:
        faults |= axe_at_a_desk(page) | on_paper_and_in_own_colours(page)
    faults |= on_a_phone(page)
    if is_first:
        faults |= with_twice_the_text(page)
    assert {state: found for state, found in faults.items() if found} == {}


def axe_on_a_phone(page):
    """All rules, with everything unfolded: it shows what a desk shows, and text at its smallest. Then in the dark."""
    page.set_viewport_size({"width": PHONE, "height": 900})
    bar.unfold(page)
    faults = {"axe, phone": bar.axe(page)}
    page.emulate_media(color_scheme="dark")
    faults["axe, phone, dark"] = bar.axe(page, bar.IN_THE_DARK)
    page.emulate_media(color_scheme="light")
    return faults


def axe_at_a_desk(page):
    """Those rules whose answer another width can change."""
    page.set_viewport_size({"width": DESK, "height": 900})
    return {"axe, desk": bar.axe(page, bar.AT_A_DESK)}


def on_paper_and_in_own_colours(page):
    page.emulate_media(media="print")
    faults = {"printed": bar.printed(page)}
    page.emulate_media(media="screen", forced_colors="active")
    faults["own colours"] = bar.without_edges(page)
    page.emulate_media(forced_colors="none", reduced_motion="reduce")
    faults["moves"] = bar.moving(page)
    return faults


def on_a_phone(page):
    """320 px wide is also what is left of 1280 px at 400 %."""
    page.set_viewport_size({"width": PHONE, "height": 256})
    faults = {
        "sideways, 320 px": bar.sideways(page),
        "too small to press": bar.small_targets(page),
        "over half a line": bar.over_half_a_line(page),
    }
    bar.larger_text(page)
    faults["sideways, larger text"] = bar.sideways(page)
    bar.larger_text(page, "normal")
    bar.spread_out(page)
    return faults | {"sideways, spread out": bar.sideways(page), "cut off, spread out": bar.cut_off(page)}


def with_twice_the_text(page):
    page.set_viewport_size({"width": DESK, "height": 900})
    bar.twice_the_text(page)
    return {"sideways, twice the text": bar.sideways(page), "cut off, twice the text": bar.cut_off(page)}


def test_no_page_template_is_left_out():
    assert {place.template for place in PLACES} == page_templates()
