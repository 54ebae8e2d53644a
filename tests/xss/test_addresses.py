"""Whatever comes in an address or a cookie stays words."""

import re

import pytest

from tests.xss.looking import SCRIPTED, bundles, dangers

PARAMETERS = [
    ("/search/", "q"),
    ("/search/?q=help", "kind"),
    ("/search/?q=help", "page"),
    ("/accounts/login/", "next"),
    ("/accounts/login/code/", "next"),
    ("/accounts/logout/", "next"),
    ("/?x=1", "utm_source"),
    ("/nowhere/", "x"),
]


@pytest.mark.parametrize(("path", "parameter"), PARAMETERS)
def test_what_comes_in_an_address(path, parameter, english_home, client):
    for words in bundles(200, addresses=True):
        path_only, _mark, query = path.partition("?")
        response = client.get(
            path_only, dict(pair.split("=") for pair in query.split("&") if pair) | {parameter: words}
        )
        assert response.status_code in (200, 302, 404)
        assert dangers(response.content.decode()) == []
        assert not SCRIPTED.match(response.get("Location", ""))


def test_what_comes_in_the_path_or_a_cookie(english_home, client):
    for words in bundles(200, addresses=True):
        client.cookies["look"] = re.sub(r"[^\x20-\x7e]|;", "", words)
        for response in (client.get("/"), client.get(f"/{words.replace('/', '')}/")):
            assert dangers(response.content.decode()) == []
