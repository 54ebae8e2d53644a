"""The accessibility bar of the design: each function looks at a page as it is now and lists what falls short of it."""

from pathlib import Path

# Colours are all that is different in the dark: `_tokens.scss` sets nothing else there.
IN_THE_DARK = ["color-contrast", "link-in-text-block"]
# A wide page shows the same parts with the same names, and a few that a phone has no room for.
AT_A_DESK = ["color-contrast", "target-size", "scrollable-region-focusable"]
RULES = {
    "resultTypes": ["violations"],
    "selectors": False,
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
BRING_AXE = "() => import('/try/axe.js').then(() => {})"
AXE = "([where, rules]) => axe.run(where, rules).then(({ violations }) => violations)"
WHOLE = {"include": [["html"]]}
WITHOUT_ITS_FRAME = WHOLE | {"exclude": [["header.masthead"], ["footer.footer"]]}
LOOK = (Path(__file__).parent / "bar.js").read_text()
# WCAG 1.4.12: what a reader may set, and nothing is lost.
SPACING = """
* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
p { margin-block-end: 2em !important }
"""


def _bring(page, name, script):
    """Once a page."""
    if not page.evaluate("(name) => Boolean(window[name])", name):
        page.evaluate(script)


def _ask(page, question, given=None):
    _bring(page, "bar", LOOK)
    return page.evaluate(f"(given) => bar.{question}(given)", given)


def axe(page, only=None, *, whole=False) -> list[str]:
    """`whole`: with what stands around every page, and each style sheet, of which none may turn it with a phone."""
    _bring(page, "axe", BRING_AXE)
    rules = RULES | {"preload": whole} | ({"runOnly": only} if only else {})
    problems = page.evaluate(AXE, [WHOLE if whole else WITHOUT_ITS_FRAME, rules])
    return [f"{problem['id']}: {node['html'][:200]}" for problem in problems for node in problem["nodes"]]


def unfold(page):
    """Opens everything that can be opened."""
    _ask(page, "unfold")


def sideways(page) -> list[str]:
    """What makes somebody scroll to the right."""
    return _ask(page, "sideways")


def tables_sideways(page) -> list[str]:
    """Tables that scroll by themselves."""
    return _ask(page, "tables")


def cut_off(page) -> list[str]:
    """Words that do not fit where they are."""
    return _ask(page, "cutOff")


def over_half_a_line(page) -> list[str]:
    """What stays in its place while somebody scrolls, and is not as wide as the screen."""
    return _ask(page, "overHalf")


def small_targets(page) -> list[str]:
    """Less than 24 px to press, or 44 px for a box to tick; a link in a sentence may be as small as its words."""
    return _ask(page, "small")


def without_edges(page) -> list[str]:
    """Buttons and boxes that cannot be seen where a reader's own colours replace ours."""
    return _ask(page, "withoutEdges")


def moving(page) -> list[str]:
    return _ask(page, "moving")


def printed(page) -> list[str]:
    """What is printed and of no use on paper; and the heading, when it is not printed."""
    return _ask(page, "printed")


def number_stops(page) -> int:
    """Numbers what the Tab key should stop at; returns how many there are."""
    return _ask(page, "numberStops")


def to_the_top(page):
    """Puts the keyboard where it is when a page opens and moves it nowhere itself."""
    _ask(page, "toTheTop")


def stop(page) -> dict | None:
    """What has the focus."""
    return _ask(page, "stop")


def spread_out(page):
    _ask(page, "addRules", SPACING)


def larger_text(page, size="larger"):
    """As the switch under "Help and reading" sets it."""
    page.evaluate("(size) => { document.documentElement.dataset.text = size }", size)


def twice_the_text(page):
    """As a browser's own setting does it."""
    page.evaluate("() => { document.documentElement.style.fontSize = '200%' }")
