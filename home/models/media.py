from django.conf import settings
from django.core.files.storage import storages
from django.db import models
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from wagtail.documents.models import AbstractDocument, Document as WagtailDocument
from wagtail.images.models import (
    AbstractImage,
    AbstractRendition,
    WagtailImageField,
    get_rendition_upload_to,
    get_upload_to,
)


def private_storage():
    """Files that leave only through a view that asks a rule."""
    return storages["private"]


class Picture(AbstractImage):
    """A picture made again from its pixels (no place, camera or name inside), with words for people who cannot see it."""

    file = WagtailImageField(
        verbose_name=_("file"),
        upload_to=get_upload_to,
        storage=private_storage,
        width_field="width",
        height_field="height",
    )
    description = models.CharField(
        _("what the picture shows"),
        max_length=255,
        help_text=_("One sentence for people who cannot see it. Say what matters here, and leave out 'picture of'."),
    )
    credit = models.CharField(_("who made it"), max_length=255, blank=True)

    admin_form_fields = ("title", "file", "description", "credit", "collection", "tags") + (
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        permissions = [("choose_image", "Can choose image")]


class PictureRendition(AbstractRendition):
    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")
    file = models.ImageField(
        upload_to=get_rendition_upload_to,
        storage=private_storage,
        width_field="width",
        height_field="height",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("image", "filter_spec", "focal_point_key"), name="one_rendition_a_filter")
        ]


class Document(AbstractDocument):
    """A file people can download, kept in private storage and sent as an attachment."""

    file = models.FileField(upload_to="documents", verbose_name=_("file"), storage=private_storage)
    # Wagtail's own Document stays installed under the same name, so the way back from these two is renamed.
    tags = TaggableManager(blank=True, verbose_name=_("tags"), related_name="our_documents")
    uploaded_by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="documents",
    )
    admin_form_fields = WagtailDocument.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions = [("choose_document", "Can choose document")]
