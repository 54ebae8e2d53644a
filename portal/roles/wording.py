"""What people read of a role's words: of a version, and of what stands there now."""

from django.utils.translation import gettext as _

from portal.roles.models import Criterion, Role, Route

NEED = "criterion-"


def labels_of(*words: dict) -> dict[str, str]:
    """What each part is called, in the order in which people read them."""
    labels = {"title": _("What it is called"), "kind": _("What sort of role it is")}
    labels |= {name: str(Role.label_of(name)) for name in Role.SECTIONS}
    needs = {key: said for one in words for key, said in one.items() if key.startswith(NEED)}
    for key, _said in sorted(needs.items(), key=lambda one: (one[1]["place"], one[0])):
        labels[key] = _("What we need")
    return labels


def in_words(words: dict) -> dict[str, str]:
    """By the same keys, each as one text."""
    shown = {name: words[name] for name in ("title", *Role.SECTIONS) if words.get(name)}
    shown["kind"] = str(Role.Kind(words["kind"]).label)
    return shown | {key: need_in_words(said) for key, said in words.items() if key.startswith(NEED)}


def need_in_words(said: dict) -> str:
    lines = [said["text"]]
    lines.append(_("We need this") if said["essential"] else _("Good to have"))
    ways = "; ".join(str(Route(route).label) for route in said["routes"])
    lines.append(_("Counts the same: %(ways)s") % {"ways": ways})
    lines.append(_("We look at it %(when)s.") % {"when": Criterion.Stage(said["stage"]).label})
    if "hint" in said:
        lines.append(_("Hint: %(hint)s") % {"hint": said["hint"]})
    if "legal_reason" in said:
        lines.append(
            _("What somebody has lived through does not count, by this law: %(law)s") % {"law": said["legal_reason"]}
        )
    for route, scores in said.get("anchors", {}).items():
        for score, words in sorted(scores.items()):
            about = {"route": Route(route).label, "score": score, "words": words}
            lines.append(_("%(route)s, what a %(score)s looks like: %(words)s") % about)
    return "\n".join(lines)
