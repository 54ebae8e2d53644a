"""What the CMS shows of pictures and documents: nothing of what somebody may not know of."""

from django.http import Http404
from wagtail import hooks
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.documents.views import bulk_actions as document_actions
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet
from wagtail.images.views import bulk_actions as picture_actions
from wagtail.permissions import policy_registry


class OnlyTheirs:
    """Wagtail lists the titles of what somebody may not touch, to say so; here that is not there."""

    def get_actionable_objects(self):
        objects, _without_access = super().get_actionable_objects()
        if not objects:
            raise Http404
        return objects, {"items_with_no_access": []}


class DeletePictures(OnlyTheirs, picture_actions.DeleteBulkAction):
    pass


class MovePictures(OnlyTheirs, picture_actions.AddToCollectionBulkAction):
    pass


class DeleteDocuments(OnlyTheirs, document_actions.DeleteBulkAction):
    pass


class MoveDocuments(OnlyTheirs, document_actions.AddToCollectionBulkAction):
    pass


@hooks.register("register_admin_urls")
def replace_bulk_actions():
    """Ours in place of Wagtail's, and no tags: words one person tags with would be offered to everybody else."""
    for model, actions in {
        "picture": (DeletePictures, MovePictures),
        "document": (DeleteDocuments, MoveDocuments),
    }.items():
        bulk_action_registry.get_bulk_actions_for_model("home", model)  # has all of them registered first
        bulk_action_registry.actions["home"][model] = {action.action_type: action for action in actions}
    return []


class PicturesTheyMayChoose(ImagesAdminAPIViewSet):
    def get_queryset(self):
        return policy_registry.get_by_type(self.model).instances_user_has_permission_for(self.request.user, "choose")


class DocumentsTheyMayChoose(DocumentsAdminAPIViewSet):
    get_queryset = PicturesTheyMayChoose.get_queryset


@hooks.register("construct_admin_api", order=1000)
def narrow_api(router):
    """Wagtail's lists of everything there is, cut down to what this person may choose."""
    router.register_endpoint("images", PicturesTheyMayChoose)
    router.register_endpoint("documents", DocumentsTheyMayChoose)
