"""What every part keeps for so long and no longer: shown, and let go."""

import logging

from operations import parts
from portal.audit.services import audited, record
from portal.kept_for import Kind

logger = logging.getLogger(__name__)


def kinds() -> list[Kind]:
    return [kind for module in parts.modules("retention").values() for kind in module.KINDS]


def preview() -> list[tuple[Kind, int, int]]:
    """Of each kind how many go today, and how many are kept for a reason in law."""
    return [(kind, kind.due().count(), kind.held().count() if kind.held else 0) for kind in kinds()]


def run() -> list[tuple[Kind, int]]:
    """Of each kind how many went. What one of them cannot do keeps no other from going."""
    return [(kind, _let_go(kind)) for kind in kinds()]


def _let_go(kind: Kind) -> int:
    many = 0
    for one in list(kind.due()):
        try:
            kind.let_go(one)
            many += 1
        except Exception:
            logger.exception("One of %s could not be let go", kind.name)
    if many:
        _note(kind, many)
    return many


@audited()
def _note(kind, many):
    """How many, and of what; never whose."""
    record("home.let_go", subject=f"retention:{kind.name}", many=many)
