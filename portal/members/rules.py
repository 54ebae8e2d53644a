"""Who may do what with accounts. People first, then the table."""

import rules


@rules.predicate
def is_coordinator(user):
    return user.is_authenticated and user.is_coordinator


rules.add_perm("members.see_own_space", rules.is_active)
rules.add_perm("members.change_own_sign_in", rules.is_active)
