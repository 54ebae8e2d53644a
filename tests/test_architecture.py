"""The house rules that a reader cannot see at a glance: who may import whom, and what things are called."""

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PARTS = ("home", "casestudies", "portal")

# From docs/architecture.md. Complete, not transitive: a part imports what its row names, and portal.access and home.
GROUND = {"home", "portal.access"}
SHARED = {
    "portal.advice",
    "portal.easy_read",
    "portal.answers",
    "portal.files",
    "portal.held",
    "portal.kept_for",
    "portal.nav",
    "portal.needs",
    "portal.numbers",
    "portal.openings",
    "portal.pdf",
    "portal.prepared",
    "portal.refusal",
    "portal.today",
    "portal.whats_on",
    "portal.words",
}
MAY_IMPORT = {
    "home": set(),
    "portal.access": set(),
    "portal.nav": {"portal.words"},
    "portal.needs": {"portal.prepared"},
    "portal.openings": set(),
    "portal.prepared": set(),
    "portal.refusal": set(),
    "portal.whats_on": set(),
    "portal.today": set(),
    "portal.advice": set(),
    "portal.easy_read": {"portal.advice", "portal.drafts", "portal.refusal"},
    "portal.answers": set(),
    "portal.numbers": set(),
    "portal.files": set(),
    "portal.held": set(),
    "portal.kept_for": set(),
    "portal.pdf": set(),
    "portal.words": set(),
    "portal": {"portal.access", *SHARED},
    "portal.audit": SHARED,
    "portal.drafts": SHARED,
    "portal.notices": SHARED | {"portal.audit", "portal.drafts"},
    "portal.members": SHARED | {"portal.audit", "portal.drafts", "portal.notices"},
    "portal.agreement": SHARED | {"portal.members", "portal.notices", "portal.audit", "portal.drafts"},
    "portal.reciprocity": SHARED | {"portal.members", "portal.notices", "portal.audit", "portal.drafts"},
    "portal.groups": SHARED
    | {
        "portal.members",
        "portal.notices",
        "portal.audit",
        "portal.drafts",
        "portal.agreement",
        "portal.reciprocity",
    },
    "portal.roles": SHARED
    | {
        "portal.members",
        "portal.notices",
        "portal.audit",
        "portal.drafts",
        "portal.agreement",
        "portal.reciprocity",
    },
    "casestudies": SHARED
    | {
        "portal.members",
        "portal.notices",
        "portal.audit",
        "portal.drafts",
        "portal.agreement",
        "portal.reciprocity",
    },
}
# Across parts only these modules are for others; a part's views, forms and templates are its own. Then what single
# parts lend besides: the names of the groups, forms for people outside, the words of the trail, what makes a form keep
# words and act once.
FOR_OTHERS = {"models", "queries", "rules", "services"}
LENT = {
    "portal.audit": {"append_only", "words"},
    "portal.members": {"codes", "copies", "outside", "signals", "standing", "standpoints"},
    "portal.agreement": {"agreed", "comparing", "digest", "kinds", "merging", "parts", "saying_yes", "words"},
    "portal.drafts": {"kinds", "forms", "keeping", "sending"},
    "portal.notices": {"calendars", "routes", "signals"},
}
JUNK_DRAWERS = {"common", "utils", "util", "helpers", "helper", "core", "base", "misc", "tools"}
# In the order of a part's layers: a module imports only from layers before its own.
LAYERS = [{"queries"}, {"models"}, {"rules", "services", "forms"}, {"views"}, {"urls"}]


def modules():
    for part in PARTS:
        for path in sorted((ROOT / part).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path, ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


MODULES = list(modules())


def part_of(module: str) -> str:
    """The row of the table that a module belongs to."""
    return max((row for row in MAY_IMPORT if module == row or module.startswith(row + ".")), key=len, default="")


def first_name(part: str, module: str) -> str:
    """What a module is called inside its part; of a folder of modules, the folder."""
    return module.removeprefix(part + ".").split(".")[0]


def layer_of(part: str, module: str) -> int | None:
    return next((n for n, names in enumerate(LAYERS) if first_name(part, module) in names), None)


@cache
def imports(path: Path) -> list[str]:
    names = []
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names += [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        elif isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
    return names


def foreign(path, module):
    """(part, module) for each import of ours from another part."""
    own = part_of(module)
    for imported in imports(path):
        if imported.split(".")[0] in (*PARTS, "config", "operations"):
            other = part_of(imported) or imported.split(".")[0]
            if other != own and not (imported == "portal" or imported in PARTS):
                yield other, imported


def wrong_in(look) -> dict[str, set]:
    """What `look` finds in which module. All in one test: each by itself costs more to count than to look at."""
    return {module: found for path, module in MODULES if (found := look(path, module))}


def test_a_part_imports_only_what_its_row_allows():
    def not_allowed(path, module):
        own = part_of(module)
        allowed = MAY_IMPORT[own] | (GROUND - {own} if own != "home" and own != "portal.access" else set())
        return {imported for other, imported in foreign(path, module) if other not in allowed}

    assert wrong_in(not_allowed) == {}


def test_a_part_uses_only_what_is_meant_for_others():
    def not_for_others(path, module):
        used = {
            (other, first_name(other, imported))
            for other, imported in foreign(path, module)
            if other.startswith("portal.") and other not in GROUND | SHARED
            if imported != other
        }
        return {(other, name) for other, name in used if name not in FOR_OTHERS | LENT.get(other, set())}

    assert wrong_in(not_for_others) == {}


def test_layers_inside_a_part_point_one_way():
    def backwards(path, module):
        own = part_of(module)
        layer = layer_of(own, module)
        if layer is None or not own.startswith("portal."):
            return set()
        ours = {imported for imported in imports(path) if part_of(imported) == own}
        return {imported for imported in ours if (layer_of(own, imported) or 0) > layer}

    assert wrong_in(backwards) == {}


def test_a_folder_is_in_the_layer_that_it_is_named_after():
    """Services and views of one part fill folders; what is in them keeps to the order too."""
    placed = {module: layer_of(part_of(module), module) for _path, module in MODULES}
    assert placed["portal.agreement.services.writing"] == placed["portal.agreement.forms.writing"] == 2
    assert placed["portal.agreement.views.editing"] == placed["portal.drafts.views"] == 3
    assert placed["portal.agreement.words"] is None


def test_no_module_is_a_junk_drawer():
    assert not {module for _path, module in MODULES if module.split(".")[-1] in JUNK_DRAWERS}


def test_nobody_imports_config():
    assert not {module for path, module in MODULES if any(name.split(".")[0] == "config" for name in imports(path))}


def test_site_is_a_folder_and_never_a_package():
    assert not (ROOT / "site" / "__init__.py").exists()


def test_the_table_leaves_no_part_out():
    assert {part_of(module) for _path, module in MODULES} - {""} <= set(MAY_IMPORT)
    assert not [module for _path, module in MODULES if not part_of(module)]
