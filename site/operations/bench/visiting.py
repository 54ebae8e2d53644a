"""A first visit in a real browser: how many requests, and how many bytes come over the wire? Run with an address."""

import json
import shutil
import sys
from urllib.parse import urlsplit

from playwright.sync_api import sync_playwright

PHOTOGRAPHS = ("/pictures/", "/media/")


def visit(address: str) -> dict:
    """Everything asked for until the page is still, photographs left out."""
    met: dict[str, dict] = {}
    with sync_playwright() as playwright:
        program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_context(viewport={"width": 390, "height": 844}).new_page()
        wire = page.context.new_cdp_session(page)
        wire.send("Network.enable")
        wire.on("Network.responseReceived", lambda event: met.update({event["requestId"]: event["response"]}))
        wire.on(
            "Network.loadingFinished", lambda event: met[event["requestId"]].update(wire=event["encodedDataLength"])
        )
        page.goto(address, wait_until="networkidle")
        browser.close()
    parts = [(urlsplit(answer["url"]), answer.get("wire", 0)) for answer in met.values()]
    parts = [(url, size) for url, size in parts if url.scheme != "data" and not url.path.startswith(PHOTOGRAPHS)]
    return {
        "requests": len(parts),
        "bytes": round(sum(size for _url, size in parts)),
        "hosts": sorted({url.netloc for url, _size in parts}),
        "parts": [[url.path, round(size)] for url, size in parts],
    }


if __name__ == "__main__":
    json.dump(visit(sys.argv[1]), sys.stdout)
