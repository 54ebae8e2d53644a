"""Whose pictures and documents somebody working in the CMS may know of. One policy for lists, choosers and serving."""

from collections.abc import Iterator

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, IntegerField, Q, TextField
from django.db.models.functions import Cast
from wagtail.models import Page, ReferenceIndex, Revision
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy
from wagtail.permissions import policy_registry, register_permission_policy

from home.models import Document, Picture
from home.page_permissions import pages_of, peoples_kinds
from home.streams import files_in

# Made by migration. What is in it is for whoever brought it and those who make the same story: as with their pages, a
# right on all collections does not reach it (docs/adr/0013).
OF_STORIES = "Pictures and files of stories"


class OwnAndShared(CollectionOwnershipPermissionPolicy):
    """People choose from collections they were given, from what they brought, and from the pages they may change."""

    def instances_user_has_any_permission_for(self, user, actions):
        given = super().instances_user_has_any_permission_for(user, actions)
        if "choose" not in actions or not user.is_active or user.is_superuser:
            return given
        known = Q(pk__in=given.values("pk")) | Q(**{self.owner_field_name: user}) | Q(pk__in=self._on_their_pages(user))
        return self.model._default_manager.filter(known | Q(pk__in=self._in_their_drafts(user)))

    def _check_perm(self, user, actions, collection=None):
        if collection is None or collection.name != OF_STORIES or user.is_superuser:
            return super()._check_perm(user, actions, collection)
        given = self._get_user_permission_objects_for_actions(user, actions)
        return user.is_active and any(right.collection_id == collection.pk for right in given)

    def _collections_with_perm(self, user, actions):
        given = {right.collection_id for right in self._get_user_permission_objects_for_actions(user, actions)}
        return super()._collections_with_perm(user, actions).exclude(Q(name=OF_STORIES) & ~Q(pk__in=given))

    def user_has_any_permission_for_instance(self, user, actions, instance):
        if {"change", "delete"}.intersection(actions) and _is_on_the_site_by_its_people(instance):
            if "choose" not in actions:
                return False  # not another file under its number, nor other words for it: they would be there at once
            actions = {"choose"}
        if super().user_has_any_permission_for_instance(user, actions, instance):
            return True
        return "choose" in actions and self._may_choose(user, instance)

    def _may_choose(self, user, instance):
        return self.instances_user_has_any_permission_for(user, ["choose"]).filter(pk=instance.pk).exists()

    def _on_their_pages(self, user):
        pages = policy_registry.get_by_type(Page).instances_user_has_permission_for(user, "change")
        return (
            ReferenceIndex.objects.filter(
                to_content_type=ContentType.objects.get_for_model(self.model),
                base_content_type=ContentType.objects.get_for_model(Page),
                object_id__in=pages.annotate(key=Cast("pk", CharField())).values("key"),
            )
            .annotate(key=Cast("to_object_id", IntegerField()))
            .values("key")
        )

    def _in_their_drafts(self, user) -> set[int]:
        """Of pages that are a few people's own, which are few: a draft is often all there is of one."""
        newest = {page.latest_revision_id for page in pages_of(user)}
        revisions = Revision.objects.filter(pk__in=newest - {None}).select_related("content_type")
        return {number for revision in revisions for number in _held_by(revision, self.model)}


def _is_on_the_site_by_its_people(item) -> bool:
    """Whether a page that a few people agreed to shows it to everybody: nobody changes it there without their yes."""
    used = ReferenceIndex.get_references_to(item).filter(content_type__in=peoples_kinds())
    numbers = [int(number) for number in used.values_list("object_id", flat=True)]
    return bool(numbers) and Page.objects.live().filter(pk__in=numbers).exists()


def _held_by(revision, wanted) -> Iterator[int]:
    found = files_in(revision.content_type.model_class(), revision.content)
    return (number for _field, model, number in found if model is wanted)


def register():
    """Exactly for these two classes, which goes before the policies that Wagtail registers for them later."""
    for model, auth_model in ((Picture, "wagtailimages.Image"), (Document, "wagtaildocs.Document")):
        policy = OwnAndShared(model, auth_model=auth_model, owner_field_name="uploaded_by_user")
        register_permission_policy(model, policy, exact_class=True)


def may_see(user, item) -> bool:
    """Somebody working on a page sees what is on it, in its draft too, whoever brought it."""
    if not user.is_active:
        return False
    if policy_registry.get(item).user_has_any_permission_for_instance(user, ["choose", "change"], item):
        return True
    on_their_page = any(_works_on(user, page) for page in _pages_that_hold(item))
    return on_their_page or any(
        _works_on(user, page) and _draft_holds(page, item) for page in _drafts_with_number(item)
    )


def drafts_that_hold(item) -> list[Page]:
    """Pages whose newest words show it, on the site or not."""
    return [page for page in _drafts_with_number(item) if _draft_holds(page, item)]


def _works_on(user, page) -> bool:
    """Or reads it before it is out, where its kind says so."""
    shown = getattr(page, "is_shown_to", None)
    return page.permissions_for_user(user).can_edit() or (shown is not None and shown(user))


def _pages_that_hold(item):
    page = ContentType.objects.get_for_model(Page)
    references = ReferenceIndex.get_references_to(item).filter(base_content_type=page)
    return Page.objects.filter(pk__in=[int(pk) for pk in references.values_list("object_id", flat=True)]).specific()


def _drafts_with_number(item):
    """Drafts are kept as text; reading one is dear, so only those are looked into that have the number somewhere."""
    words = Cast("latest_revision__content", TextField())
    drafts = Page.objects.annotate(words=words).filter(has_unpublished_changes=True, words__contains=str(item.pk))
    return drafts.specific()


def _draft_holds(page, item) -> bool:
    """Whether the number is the item's, and not of something else."""
    wanted = (ContentType.objects.get_for_model(item).pk, str(item.pk))
    found = ReferenceIndex._extract_references_from_object(page.get_latest_revision_as_object())
    return any(reference[:2] == wanted for reference in found)
