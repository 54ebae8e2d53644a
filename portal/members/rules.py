"""Who may do what with their own account."""

import rules

rules.add_perm("members.see_own_space", rules.is_active)
rules.add_perm("members.change_own_sign_in", rules.is_active)
