"""Who may keep a draft: whoever may edit the thing it is about."""

import rules

from portal.drafts.kinds import may_edit


@rules.predicate
def may_edit_it(user, about):
    return about is not None and may_edit(user, about)


rules.add_perm("drafts.keep_draft", rules.is_active & may_edit_it)
