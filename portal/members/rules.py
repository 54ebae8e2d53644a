"""Who may do what with their own account."""

import rules


@rules.predicate
def is_coordinator(user):
    return user.is_coordinator


@rules.predicate
def is_theirs(user, welcome):
    return welcome is not None and user.pk == welcome.person_id


@rules.predicate
def meets_them(user, welcome):
    return welcome is not None and user.pk == welcome.buddy_id


@rules.predicate
def wrote_it(user, doing):
    return doing is not None and user.pk == doing.by_id


rules.add_perm("members.see_own_space", rules.is_active)
rules.add_perm("members.change_own_sign_in", rules.is_active)
rules.add_perm("members.invite", rules.is_active & is_coordinator)
rules.add_perm("members.see_welcome", rules.is_active & (is_theirs | meets_them | is_coordinator))
rules.add_perm("members.get_started", rules.is_active & is_coordinator)

rules.add_perm("members.see_whats_on", rules.is_active)
rules.add_perm("members.find_something", rules.is_active)
rules.add_perm("members.add_doing", rules.is_active)
rules.add_perm("members.keep_doing", rules.is_active & (wrote_it | is_coordinator))
rules.add_perm("members.write_to_people", rules.is_active & is_coordinator)
