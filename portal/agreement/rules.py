"""Who may do what with public pages. Wagtail's page permissions are the one truth, asked here by the portal's names."""

import rules
from wagtail.models import Page
from wagtail.permissions import policy_registry

from home.models import PublicPage
from portal.agreement.kinds import kind_of
from portal.agreement.models import SmallFix
from portal.agreement.queries import TeamPages, languages_without, translation_of
from portal.agreement.readers import is_reader
from portal.agreement.review import review_of


@rules.predicate
def has_pages(user):
    """Whether somebody may change any page at all, or reads for one side."""
    if user.is_coordinator or is_reader(user):
        return True
    return policy_registry.get_by_type(Page).user_has_permission(user, "change")


@rules.predicate
def may_know_of(user, page):
    return page is not None and TeamPages(Page).visible_to(user).filter(pk=page.pk).exists()


@rules.predicate
def is_ours(user, page):
    """A page with words of its own: not Wagtail's root, nor a mirror of another page."""
    return page is not None and page.alias_of_id is None and issubclass(page.specific_class, PublicPage)


@rules.predicate
def may_change(user, page):
    return page is not None and page.permissions_for_user(user).can_edit()


@rules.predicate
def is_live(user, page):
    return page is not None and page.live


@rules.predicate
def may_fix(user, page):
    return page is not None and kind_of(page).may_fix(user, page)


@rules.predicate
def waits_for_me(user, page):
    review = review_of(page) if page is not None else None
    return review is not None and user.pk in review.waits_for


@rules.predicate
def waits_to_be_read(user, page):
    return page is not None and review_of(page) is not None


@rules.predicate
def is_translated(user, page):
    return page is not None and translation_of(page) is not None


@rules.predicate
def begins_translations(user):
    return user.has_perm("wagtail_localize.submit_translation")


@rules.predicate
def lacks_a_language(user, page):
    return page is not None and languages_without(page).exists()


@rules.predicate
def is_read_by_both_sides(user, page):
    return page is not None and kind_of(page).is_read_by_both_sides


@rules.predicate
def may_know_of_fix(user, fix):
    return fix is not None and SmallFix.objects.visible_to(user).filter(pk=fix.pk).exists()


@rules.predicate
def can_be_undone(user, fix):
    return fix is not None and fix.can_still_be_undone


@rules.predicate
def may_undo(user, fix):
    return fix is not None and kind_of(fix.page).may_undo(user, fix.page)


member = rules.is_active

rules.add_perm("agreement.list_pages", member & has_pages)
rules.add_perm("agreement.see_page", member & may_know_of)
rules.add_perm("agreement.edit_page", member & is_ours & may_change)
rules.add_perm("agreement.small_fix_page", member & is_ours & may_change & is_live & may_fix)
rules.add_perm("agreement.read_page", member & may_know_of & waits_for_me)
rules.add_perm("agreement.take_back_page", member & is_ours & may_change & waits_to_be_read)
rules.add_perm("agreement.send_translation", member & is_ours & is_read_by_both_sides & may_change & is_translated)
rules.add_perm("agreement.begin_translation", member & begins_translations & is_ours & is_live & lacks_a_language)
rules.add_perm("agreement.see_small_fix", member & may_know_of_fix)
rules.add_perm("agreement.undo_small_fix", member & may_know_of_fix & can_be_undone & may_undo)
