"""Reads the starter text. Each file is TOML; a page's place in the tree is its path."""

import tomllib
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent


@cache
def snippets(name: str) -> dict:
    """The contents of one file of words, such as `stages`."""
    return tomllib.loads((HERE / "en" / "snippets" / f"{name}.toml").read_text())


@cache
def pages() -> dict[str, dict]:
    """Every page by its place in the tree ("" is the home page), parents before children, siblings in their order."""
    found = _pages_in("en")
    return {place: found[place] for place in sorted(found, key=lambda place: _in_order(place, found))}


@cache
def translations() -> dict[tuple[str, str], dict]:
    """What is there of them in other languages, by language and the place of the English page."""
    others = sorted(folder.name for folder in HERE.iterdir() if (folder / "pages").is_dir() and folder.name != "en")
    return {(code, place): row for code in others for place, row in sorted(_pages_in(code).items())}


def _pages_in(code: str) -> dict[str, dict]:
    root = HERE / code / "pages"
    return {_place(file.relative_to(root)): tomllib.loads(file.read_text()) for file in root.rglob("*.toml")}


def _place(path: Path) -> str:
    parts = path.with_suffix("").parts
    return "/".join(parts[:-1] if parts[-1] == "index" else parts)


def _in_order(place: str, found: dict) -> list[tuple[int, str]]:
    """Sorts a page after its parent and by its own `order` among its siblings."""
    parts = place.split("/") if place else []
    steps = ["/".join(parts[: n + 1]) for n in range(len(parts))]
    return [(found[step].get("order", 100), step) for step in steps]
