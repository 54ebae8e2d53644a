"""How somebody likes to read: remembered in one cookie, and never a way to another site."""

import pytest
from django.urls import reverse

LOOK = reverse("look")


def choose(client, **sent):
    return client.post(LOOK, sent)


def test_what_was_chosen_is_remembered_beside_what_was_chosen_before(client, db):
    choose(client, theme="dark")
    choose(client, text="larger")
    html = client.get("/").content.decode()
    assert 'data-theme="dark" data-text="larger"' in html


@pytest.mark.parametrize("wrong", ["purple", "", "dark; Domain=evil.example", "\r\nSet-Cookie: x=y"])
def test_what_we_do_not_have_is_not_remembered(client, db, wrong):
    choose(client, theme=wrong)
    assert 'data-theme="auto"' in client.get("/").content.decode()


@pytest.mark.parametrize(
    "back", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "evil.example", ""]
)
def test_the_way_back_stays_on_this_site(client, db, back):
    assert choose(client, theme="dark", next=back)["Location"] == "/"


def test_back_to_where_one_was(client, db):
    assert choose(client, theme="dark", next="/about/?page=2")["Location"] == "/about/?page=2"


def test_looking_at_the_address_changes_nothing(client, db):
    assert client.get(LOOK).status_code == 405
    assert not client.cookies
