"""What people read of a role's words: of a version, and of what stands there now."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from wagtail.models import Locale

from home.blocks import drawing_choices
from home.writing_advice import unexplained
from portal.roles.models import Criterion, Role, Route

NEED, ROW, CHECKED = "criterion-", "easy-", "easy_checked_by"


@dataclass(frozen=True)
class Easy:
    """An Easy Read version, as its form and its template take it."""

    pairs: list[dict]
    checked_by: str
    source: str = ""


def easy_of(words: dict) -> Easy | None:
    """Of the words that people agree to."""
    if not (pictures := words.get("easy_pictures")):
        return None
    pairs = [{"drawing": drawing, "words": words[f"{ROW}{n}"]} for n, drawing in enumerate(pictures, 1)]
    return Easy(pairs, words.get(CHECKED, ""))


def labels_of(*words: dict) -> dict[str, str]:
    """What each part is called, in the order in which people read them."""
    labels = {"title": _("What it is called"), "kind": _("What sort of role it is")}
    labels |= {name: str(Role.label_of(name)) for name in Role.SECTIONS}
    needs = {key: said for one in words for key, said in one.items() if key.startswith(NEED)}
    for key, _said in sorted(needs.items(), key=lambda one: (one[1]["place"], one[0])):
        labels[key] = _("What we need")
    many = max(len(one.get("easy_pictures", [])) for one in words)
    labels |= {f"{ROW}{n}": _("Easy Read %(number)d") % {"number": n} for n in range(1, many + 1)}
    labels[CHECKED] = _("Easy Read: read and checked by")
    return labels


def in_words(words: dict) -> dict[str, str]:
    """By the same keys, each as one text."""
    shown = {name: words[name] for name in ("title", *Role.SECTIONS) if words.get(name)}
    shown["kind"] = str(Role.Kind(words["kind"]).label)
    if easy := easy_of(words):
        pictures = dict(drawing_choices())
        for n, pair in enumerate(easy.pairs, 1):
            picture = _("Picture: %(shows)s") % {"shows": pictures.get(pair["drawing"], pair["drawing"])}
            shown[f"{ROW}{n}"] = f"{pair['words']}\n{picture}"
        shown |= {CHECKED: easy.checked_by} if easy.checked_by else {}
    return shown | {key: need_in_words(said) for key, said in words.items() if key.startswith(NEED)}


def unexplained_in(words: dict) -> list[str]:
    """Short forms in the words of a role that neither they nor the site explain."""
    return unexplained("\n".join(in_words(words).values()), Locale.get_active())


def need_in_words(said: dict) -> str:
    lines = [said["text"]]
    lines.append(_("We need this") if said["essential"] else _("Good to have"))
    ways = "; ".join(str(Route(route).label) for route in said["routes"])
    lines.append(_("Counts the same: %(ways)s") % {"ways": ways})
    lines.append(_("We look at it %(when)s.") % {"when": Criterion.Stage(said["stage"]).label})
    if "hint" in said:
        lines.append(_("Hint: %(hint)s") % {"hint": said["hint"]})
    for question in said.get("questions", []):
        lines.append(_("We may ask: %(question)s") % {"question": question})
    if "legal_reason" in said:
        lines.append(
            _("What somebody has lived through does not count, by this law: %(law)s") % {"law": said["legal_reason"]}
        )
    for route, scores in said.get("anchors", {}).items():
        for score, words in sorted(scores.items()):
            about = {"route": Route(route).label, "score": score, "words": words}
            lines.append(_("%(route)s, what a %(score)s looks like: %(words)s") % about)
    return "\n".join(lines)
