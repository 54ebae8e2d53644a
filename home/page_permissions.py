"""Who may do what with pages, on top of what Wagtail says: readings before words go out, and pages of a few people."""

from itertools import chain

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Q
from wagtail.models import GroupPagePermission, Page, PagePermissionTester, get_page_models
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import register_permission_policy

TAKE_DOWN = "publish"  # Wagtail's name for it: nobody here puts words out by this right (see the tester)


def is_its_peoples(page) -> bool:
    """Whether a page is known and changed only by those it was given to itself, as stories are (docs/adr/0013)."""
    return getattr(page.specific_class, "only_its_people", False)


def has_others_below(page) -> bool:
    """Whether pages of a few people's own stand below a page."""
    return page.get_descendants().filter(content_type__in=peoples_kinds()).exists()


class ItsPeoplesPages(PagePermissionPolicy):
    """A right on a part of the site does not reach the pages in it that are a few people's own.

    Whoever may take pages down can take these down too while everybody reads them, and knows of them no longer. Which
    pages are whose, beside what groups were given, the kinds themselves say (`theirs`, `its_people`).
    """

    def get_all_permissions_for_user(self, user):
        found = self._from_groups(user)
        if self._base_user_has_permission(user) is not None:
            return found
        change = Permission(codename="change_page")
        return [*found, *(GroupPagePermission(page=page, permission=change) for page in pages_of(user))]

    def _from_groups(self, user):
        """Once a request, whatever asks."""
        if not hasattr(user, "_page_rights_of_groups"):
            user._page_rights_of_groups = list(super().get_all_permissions_for_user(user))
        return user._page_rights_of_groups

    def _names_of(self, user) -> set[str]:
        """What those rights are called. Making each with its page takes long, and most pages of the portal ask no more
        than this."""
        if hasattr(user, "_page_rights_of_groups"):
            return {right.permission.codename for right in user._page_rights_of_groups}
        if not hasattr(user, "_names_of_page_rights"):
            rights = GroupPagePermission.objects.filter(group__user=user)
            user._names_of_page_rights = set(rights.values_list("permission__codename", flat=True))
        return user._names_of_page_rights

    def user_has_any_permission(self, user, actions):
        """For any page at all. Each page of the portal asks it of everybody: whose a story is costs a query, and is
        only looked up for those in a group that opens the CMS and gives no right to pages."""
        if self._base_user_has_permission(user) is not None:
            return super().user_has_any_permission(user, actions)
        wanted = self._get_permission_codenames({*actions, "add"} if "change" in actions else actions)
        if self._names_of(user) & wanted:
            return True
        return bool(user.group_names) and super().user_has_any_permission(user, actions)

    def instances_user_has_any_permission_for(self, user, actions):
        found = super().instances_user_has_any_permission_for(user, actions)
        if self._base_queryset_for_user(user) is not None:
            return found
        known = ~Q(content_type__in=peoples_kinds()) | Q(pk__in=self._given(user, actions))
        if TAKE_DOWN in actions and self.user_has_permission(user, TAKE_DOWN):
            below = super().instances_user_has_any_permission_for(user, {TAKE_DOWN})
            known |= Q(live=True, pk__in=below.values("pk"))
        return found.filter(known)

    def user_has_any_permission_for_instance(self, user, actions, instance):
        if not is_its_peoples(instance):
            return super().user_has_any_permission_for_instance(user, actions, instance)
        return self.instances_user_has_any_permission_for(user, actions).filter(pk=instance.pk).exists()

    def users_with_any_permission_for_instance(self, actions, instance, include_superusers=True):
        if not is_its_peoples(instance):
            return super().users_with_any_permission_for_instance(actions, instance, include_superusers)
        codenames = self._get_permission_codenames(actions)
        given = GroupPagePermission.objects.filter(page=instance.pk, permission__codename__in=codenames)
        theirs = Q(Exists(given.filter(group__user=OuterRef("pk"))))
        if "change" in actions:
            theirs |= Q(pk__in=instance.specific_class.its_people(instance))  # who are mostly in no group of the CMS
        if include_superusers:
            theirs |= Q(is_superuser=True)
        return get_user_model().objects.filter(theirs, is_active=True)

    def _given(self, user, actions) -> set[int]:
        """The numbers of pages that this person was given themselves, with one of these rights."""
        codenames = self._get_permission_codenames(actions)
        held = self.get_cached_permissions_for_user(user)
        return {right.page_id for right in held if right.permission.codename in codenames}


def _models() -> list[type]:
    return [model for model in get_page_models() if getattr(model, "only_its_people", False)]


def peoples_kinds() -> list[ContentType]:
    """Of pages that are a few people's own."""
    return list(ContentType.objects.get_for_models(*_models()).values())


def pages_of(user) -> list[Page]:
    """Those that are somebody's own, with others, by what their kind says. Once a request: pages ask it, and pictures
    and files do."""
    if not hasattr(user, "_pages_of_their_own"):
        user._pages_of_their_own = list(chain.from_iterable(model.theirs(user) for model in _models()))
    return user._pages_of_their_own


def register():
    """For every kind of page; Wagtail has registered its own for what pages are made of."""
    register_permission_policy(Page, ItsPeoplesPages())


class PublicPagePermissionTester(PagePermissionTester):
    """What people with rights in the CMS may still not do by hand: both sides read a page before it goes out.

    Whoever has Wagtail's right to publish takes pages down, moves and deletes them. Nobody puts words on the site by
    hand: they go there by a reading or by a small fix, or the gate refuses them. Here only the buttons are hidden.
    """

    def __init__(self, user, page):
        super().__init__(user, page)
        if is_its_peoples(page) and user.is_active and not user.is_superuser:
            self.permissions = self._rights_on_itself()

    def _rights_on_itself(self) -> set[str]:
        held = self.permission_policy.get_cached_permissions_for_user(self.user)
        own = {right.permission.codename.removesuffix("_page") for right in held if right.page_id == self.page.pk}
        return own | (self.permissions & {TAKE_DOWN} if self.page.live else set())

    def can_publish(self):
        return False

    def can_publish_subpage(self):
        return False

    def can_set_view_restrictions(self):
        return super().can_publish()

    def can_unschedule(self):
        return super().can_publish()

    def can_delete(self, ignore_bulk=False):
        """Writers change words; a page and all its earlier versions are not theirs alone to throw away. What is a few
        people's own goes by the button of those whose it is."""
        if is_its_peoples(self.page) and not self.user.is_superuser:
            return False
        return super().can_publish() and super().can_delete(ignore_bulk)

    def can_copy(self):
        """A copy of what is a few people's own would be nobody's: it would stay when they let theirs go."""
        return super().can_copy() and not is_its_peoples(self.page)

    def can_copy_to(self, destination, recursive=False):
        return super().can_copy_to(destination, recursive) and not (recursive and has_others_below(self.page))
