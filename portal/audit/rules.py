"""Who may read the trail: everybody their own, and nobody another's, whatever they are trusted with."""

import rules

rules.add_perm("audit.see_own", rules.is_active)
