"""An organisation's own colours: readable on every ground, in a sheet of their own, and there at once."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.exceptions import ValidationError
from django.test import RequestFactory
from django.urls import reverse

from home import brand_css, reading
from home.contrast import DARK_GROUNDS, ENOUGH, LIGHT_GROUNDS, contrast, mix, reads_on, text_on
from home.models import Brand

pytestmark = pytest.mark.django_db
BLUE, SKY = "#005eb8", "#9fd0ff"


def tokens():
    """The values of the style sheet's colours: first those for light pages, then those for dark ones."""
    css = (Path(settings.BASE_DIR) / "site/static/css/site.css").read_text()
    found = [dict(re.findall(r"--([a-z-]+):\s*([^;}]+)", part)) for part in css.split("color-scheme:")[1:]]
    return next(one for one in found if one["paper"] == "#fff8ee"), next(
        one for one in found if one["paper"] != "#fff8ee"
    )


def usual(value):
    return re.sub(r"var\(--[a-z-]+, (#[0-9a-f]{6})\)", r"\1", value)


def own(accent=BLUE, accent_dark=SKY):
    brand = Brand.load()
    brand.accent, brand.accent_dark = accent, accent_dark
    brand.full_clean()
    brand.save()
    return brand


def asked_for(client):
    return reading.brand(RequestFactory().get("/"))["css_url"]


def test_the_grounds_are_those_of_the_style_sheet():
    light, dark = tokens()
    assert {name: usual(light[name]) for name in LIGHT_GROUNDS} == LIGHT_GROUNDS
    assert {name: usual(dark[name]) for name in DARK_GROUNDS} == DARK_GROUNDS


def test_the_usual_colours_are_those_of_the_style_sheet():
    light, dark = tokens()
    assert (Brand().accent, Brand().accent_dark) == (usual(light["accent"]), usual(dark["accent"]))
    assert reads_on(Brand().accent, LIGHT_GROUNDS) and reads_on(Brand().accent_dark, DARK_GROUNDS)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#777777", "#ffffff", 4.48),
        ("#0000ff", "#ffffff", 8.59),
    ],
)
def test_contrast_is_measured_as_wcag_does(one, other, ratio):
    assert round(contrast(one, other), 2) == round(contrast(other, one), 2) == ratio


def test_a_colour_that_cannot_be_read_is_refused_with_one_that_can():
    with pytest.raises(ValidationError) as refused:
        own("#ff9900", "#333333")
    messages = refused.value.message_dict
    assert set(messages) == {"accent", "accent_dark"}
    near = {field: re.search(r"#[0-9a-f]{6}", sentence).group() for field, (sentence,) in messages.items()}
    own(near["accent"], near["accent_dark"])
    assert "too pale" in messages["accent"][0] and "too dark" in messages["accent_dark"][0]


@pytest.mark.parametrize("wrong", ["red", "#fff", "#12345g", "#123456\n", "#123456;}body{", "javascript:1", ""])
def test_only_colours_are_taken(wrong):
    with pytest.raises(ValidationError) as refused:
        own(accent=wrong)
    assert "accent" in refused.value.message_dict


@pytest.mark.parametrize(
    ("light", "dark"),
    [(BLUE, SKY), ("#5b2a5f", "#e7b3e1"), ("#7a0000", "#ffffff"), ("#000000", "#ffd700"), ("#00594c", "#00e0c0")],
)
def test_every_pair_that_the_sheet_makes_can_be_read(light, dark):
    made = dict(re.findall(r"--brand-([a-z-]+):(#[0-9a-f]{6});", brand_css.sheet(own(light, dark))))
    usual_light, usual_dark = tokens()
    pairs = []
    for prefix, sheet, grounds in (("", usual_light, LIGHT_GROUNDS), ("dark-", usual_dark, DARK_GROUNDS)):
        colour = {name: made[prefix + name] for name in ("accent", "accent-strong", "accent-text", "accent-soft")}
        pairs += [(colour[name], ground) for name in ("accent", "accent-strong") for ground in grounds.values()]
        pairs += [(colour["accent"], colour["accent-text"]), (colour["accent-strong"], colour["accent-text"])]
        pairs += [(colour["accent"], colour["accent-soft"]), (sheet["ink"], colour["accent-soft"])]
        pairs += [(made[prefix + "band"], made[prefix + "band-text"])]
        assert contrast(usual(sheet["sun"]), made[prefix + "band"]) >= 3
    assert [pair for pair in pairs if contrast(*pair) < ENOUGH] == []


def test_the_sheet_sets_what_the_style_sheet_asks_for():
    css = (Path(settings.BASE_DIR) / "site/static/css/site.css").read_text()
    asked = set(re.findall(r"var\((--brand-[a-z-]+)", css))
    made = set(re.findall(r"--brand-[a-z-]+", brand_css.sheet(own())))
    assert made <= asked
    assert {name for name in asked - made if "highlight" not in name} == set()


def test_the_usual_colours_need_no_sheet(client):
    assert asked_for(client) == ""
    assert client.get("/brand-0123456789ab.css").status_code == 404


def test_own_colours_are_there_at_once_and_kept_for_ever(client, django_assert_num_queries):
    assert asked_for(client) == ""
    own()
    address = asked_for(client)
    assert re.fullmatch(r"/brand-[0-9a-f]{12}\.css", address)
    with django_assert_num_queries(1):
        response = client.get(address)
    assert response["Content-Type"] == "text/css; charset=utf-8"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert f"--brand-accent:{BLUE};" in response.content.decode()
    own(accent="#7a0000")
    later = asked_for(client)
    assert later != address
    moved = client.get(address)  # a page from before the change still finds the colours
    assert (moved.status_code, moved["Location"], moved["Cache-Control"]) == (302, later, "no-store")


def test_own_colours_are_in_the_page(client):
    own()
    assert f'href="{asked_for(client)}"' in client.get("/").content.decode()


def test_only_whoever_looks_after_the_site_sets_the_colours(client_of):
    address = reverse("wagtailsettings:edit", args=["home", "brand"])
    assert client_of("superuser").get(address, follow=True).status_code == 200
    assert client_of("writer").get(address).status_code in {302, 403}


def test_mixing():
    assert (mix("#000000", "#ffffff", 0.5), mix("#102030", "#102030", 0.7)) == ("#808080", "#102030")
    assert (text_on("#000000"), text_on("#ffffff")) == ("#ffffff", "#000000")


def test_browsers_find_our_mark_where_they_look_by_themselves(client):
    answer = client.get("/favicon.ico")
    assert finders.find(answer["Location"].removeprefix(settings.STATIC_URL))
