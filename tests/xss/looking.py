"""Tells whether a page says what somebody wrote, or does it."""

import re
from html.parser import HTMLParser
from urllib.parse import urljoin

from tests.effort import THOROUGH
from tests.xss.payloads import ONE_OF_EACH, PAYLOADS

ADDRESSES = ("href", "src", "action", "formaction", "data", "poster", "cite", "background", "xlink:href", "srcset")
SCRIPTED = re.compile(r"^[\x00-\x20]*(java\s*script|vbscript|data)\s*:", re.IGNORECASE)
ENDLESS = 100_000
NEVER = {"iframe", "object", "embed", "base", "style", "marquee", "math", "audio", "frame", "noscript"}


class Tags(HTMLParser):
    """The tags of a page as a browser would find them, with their attributes and as they are written."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, dict[str, str], str]] = []
        self.feed(html.decode() if isinstance(html, bytes) else html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, {name: value or "" for name, value in attrs}, self.get_starttag_text()))


def dangers(html) -> list[str]:
    """What a browser would run, or fetch from elsewhere, in a page of ours."""
    return [written[:120] for tag, attributes, written in Tags(html).found if is_danger(tag, attributes)]


def is_danger(tag, attributes) -> bool:
    handled = any(name.startswith("on") or name in {"style", "srcdoc", "http-equiv"} for name in attributes)
    scripted = any(SCRIPTED.match(attributes.get(name, "")) for name in ADDRESSES)
    return handled or scripted or tag in NEVER or (tag == "script" and not is_ours(attributes))


def is_ours(script) -> bool:
    return script.get("src", "").startswith("/static/") or script.get("type") in (
        "application/json",
        "application/ld+json",
    )


def shape(html) -> set[tuple]:
    """The elements and attributes that a page is made of, without what they say."""
    return {(tag, *sorted(attributes)) for tag, attributes, _written in Tags(html).found if tag != "br"}


def bundles(most: int, *, addresses=THOROUGH) -> list[str]:
    """Payloads, in as few texts of `most` letters as hold them. One address stands at the start of its own.

    Where what somebody wrote may become a link, `addresses` takes all there are, and puts each address at the start:
    only there a filter of ours has to know it in every spelling. Elsewhere everything is escaped alike.
    """
    found, has_address = [""], False
    for payload in PAYLOADS if addresses else ONE_OF_EACH:
        together = f"{found[-1]} {payload}".strip(" ")
        is_address = bool(SCRIPTED.match(payload))
        if (is_address and (addresses or not has_address)) or len(together) > most:
            has_address |= is_address
            found.append(payload)
        else:
            found[-1] = together
    return found


class Hostile:
    """Words for a filler: payloads, the next ones each time the same field is filled."""

    def __init__(self):
        self.left = {}

    def __call__(self, name, most):
        left = self.left.setdefault(name, bundles(most, addresses=True))
        return left.pop(0) if left else "done"

    def is_done(self):
        return bool(self.left) and not any(self.left.values())


def look(client, url):
    response = client.get(url)
    assert response.status_code == 200, url
    return response.content.decode()


def look_through(client, url):
    """A list from its first page to its last."""
    while url:
        html = look(client, url)
        yield html
        further = [
            attributes["href"] for tag, attributes, _written in Tags(html).found if attributes.get("rel") == "next"
        ]
        url = urljoin(url, further[0]) if further else None


def elements(htmls) -> set[tuple]:
    """What several pages are made of, together; none of them does what somebody wrote."""
    found = set()
    for html in htmls:
        assert dangers(html) == []
        found |= shape(html)
    return found
