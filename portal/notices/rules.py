"""Who may do what with messages. Passing them on is what coordinators do, and they see only those that wait for it."""

import rules


@rules.predicate
def is_coordinator(user):
    return user.is_coordinator


rules.add_perm("notices.see_own", rules.is_active)
rules.add_perm("notices.pass_on", rules.is_active & is_coordinator)
rules.add_perm("notices.test_post", rules.is_active & is_coordinator)
