"""Every place, held to the accessibility bar: light and dark, phone and desk, larger, spaced out, printed."""

import pytest
from django.test.signals import template_rendered

from tests.browser import bar
from tests.browser.places import PLACES, page_templates
from tests.chromium import DESK, PHONE
from tests.effort import THOROUGH

pytestmark = pytest.mark.browser
FIRST = {place.template: place for place in reversed(PLACES)}
# What stands around every page, as people outside and inside meet it; and every piece there is. The rest of the places
# are looked at without their frame.
FRAMES = {"home", "your space", "today", "every piece"}


def visits(most=6) -> list[list]:
    """The places that one visit goes to: coming there costs more than looking, and who only looks may go on."""
    by_themselves = [[place] for place in PLACES if not place.only_looks]
    people = {place.who: [] for place in PLACES}
    for place in PLACES:
        if place.only_looks:
            people[place.who].append(place)
    return by_themselves + [
        places[start : start + most] for places in people.values() for start in range(0, len(places), most)
    ]


@pytest.fixture
def rendered():
    """The names of the templates that the running site renders."""
    names = set()

    def note(template, **kwargs):
        names.add(template.name)

    template_rendered.connect(note)
    yield names
    template_rendered.disconnect(note)


@pytest.mark.parametrize("places", visits(), ids=lambda places: ", ".join(place.name for place in places))
def test_places_are_open_to_everybody(places, visit, rendered, settings):
    settings.ROOT_URLCONF = "tests.browser.urls"
    faults, page = {}, None
    for place in places:
        rendered.clear()
        page = place.go_on(page) if page else place.open(visit, width=PHONE)
        assert place.template in rendered
        assert {int(answer.split()[0]) for answer in visit.watch.refused} == place.refused
        faults |= {f"{place.name}: {state}": found for state, found in looked_at(place, page).items() if found}
    assert faults == {}


def looked_at(place, page):
    """All that can be seen on a phone, where there is least room; of the first place of a template, all the rest.

    Its second place is made of much the same parts. `make thorough` looks at each in both colours, at each width.
    """
    is_first, is_frame = FIRST[place.template] is place, THOROUGH or place.name in FRAMES
    page.set_viewport_size({"width": PHONE, "height": 900})
    bar.unfold(page)
    faults = {"axe, phone": bar.axe(page, whole=is_frame)}
    if is_frame:
        faults |= in_each_colour_at_each_width(page)
    elif is_first:
        page.set_viewport_size({"width": DESK, "height": 900})
        page.emulate_media(color_scheme="dark")
        faults["axe, desk, dark"] = bar.axe(page, [*bar.IN_THE_DARK, *bar.AT_A_DESK])
        page.emulate_media(color_scheme="light")
    if is_first:
        faults |= on_paper_and_in_own_colours(page)
    faults |= on_a_phone(page)
    if place.template.startswith("portal/"):
        faults["a table sideways, 320 px"] = bar.tables_sideways(page)
    if is_first or THOROUGH:
        faults |= with_room_between_the_lines(page)
    if is_first:
        faults |= with_twice_the_text(page)
    return faults


def in_each_colour_at_each_width(page):
    """Those rules whose answer another colour, or another width, can change."""
    page.emulate_media(color_scheme="dark")
    faults = {"axe, phone, dark": bar.axe(page, bar.IN_THE_DARK, whole=True)}
    page.set_viewport_size({"width": DESK, "height": 900})
    faults["axe, desk, dark"] = bar.axe(page, bar.IN_THE_DARK, whole=True)
    page.emulate_media(color_scheme="light")
    return faults | {"axe, desk": bar.axe(page, bar.AT_A_DESK, whole=True)}


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
    return {
        "sideways, 320 px": bar.sideways(page),
        "too small to press": bar.small_targets(page),
        "over half a line": bar.over_half_a_line(page),
    }


def with_room_between_the_lines(page):
    bar.larger_text(page)
    faults = {"sideways, larger text": bar.sideways(page)}
    bar.larger_text(page, "normal")
    bar.spread_out(page)
    return faults | {"sideways, spread out": bar.sideways(page), "cut off, spread out": bar.cut_off(page)}


def with_twice_the_text(page):
    page.set_viewport_size({"width": DESK, "height": 900})
    bar.twice_the_text(page)
    return {"sideways, twice the text": bar.sideways(page), "cut off, twice the text": bar.cut_off(page)}


def test_no_page_template_is_left_out():
    assert {place.template for place in PLACES} == page_templates()
