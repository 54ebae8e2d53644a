"""Tells whether a page says what somebody wrote, or does it."""

import re
from collections import Counter

from bs4 import BeautifulSoup

from tests.xss.payloads import PAYLOADS

ADDRESSES = ("href", "src", "action", "formaction", "data", "poster", "cite", "background", "xlink:href", "srcset")
SCRIPTED = re.compile(r"^[\x00-\x20]*(java\s*script|vbscript|data)\s*:", re.IGNORECASE)
NEVER = {"iframe", "object", "embed", "base", "style", "marquee", "math", "audio", "frame", "noscript"}


def dangers(html) -> list[str]:
    """What a browser would run, or fetch from elsewhere, in a page of ours."""
    soup = BeautifulSoup(html, "html.parser")
    found = [str(tag)[:120] for tag in soup.find_all(NEVER)]
    for tag in soup.find_all(True):
        attributes = {name.lower(): str(value) for name, value in tag.attrs.items()}
        handlers = [name for name in attributes if name.startswith("on") or name in {"style", "srcdoc", "http-equiv"}]
        scripted = [name for name in ADDRESSES if SCRIPTED.match(attributes.get(name, ""))]
        if handlers or scripted or (tag.name == "script" and not is_ours(attributes)):
            found.append(str(tag)[:120])
    return found


def is_ours(script) -> bool:
    return script.get("src", "").startswith("/static/") or script.get("type") in (
        "application/json",
        "application/ld+json",
    )


def shape(html) -> set[tuple]:
    """The elements and attributes that a page is made of, without what they say."""
    return {
        (tag.name, *sorted(tag.attrs)) for tag in BeautifulSoup(html, "html.parser").find_all(True) if tag.name != "br"
    }


class Hostile:
    """Words for a filler: as many payloads as fit, the next ones each time the same field is filled."""

    def __init__(self):
        self.used = Counter()

    def __call__(self, name, most):
        chosen = []
        for payload in PAYLOADS[self.used[name] :]:
            if chosen and len(" ".join([*chosen, payload])) > most:
                break
            chosen.append(payload)
        self.used[name] += len(chosen)
        return " ".join(chosen) or "done"

    def is_done(self):
        return bool(self.used) and all(used >= len(PAYLOADS) for used in self.used.values())


def look(client, url):
    response = client.get(url)
    assert response.status_code == 200, url
    return response.content.decode()
