"""Pictures and documents. Their files are private; serve.py decides who may have one."""

from pathlib import PurePosixPath

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import models, transaction
from django.db.models.fields.files import FieldFile
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import (
    AbstractImage,
    AbstractRendition,
    WagtailImageField,
    WagtailImageFieldFile,
    get_rendition_upload_to,
    get_upload_to,
)
from wagtail.utils.file import hash_filelike

from home.pictures import make_again
from home.uploads import PLAYED, TYPES, as_kept, check_document, extension, is_photo


def private_storage():
    """Files that leave only through a view that asks a rule."""
    return storages["private"]


def note_what_is_kept(instance, content):
    content.seek(0)
    instance.file_size, instance.file_hash = content.size, hash_filelike(content)


class PictureFile(WagtailImageFieldFile):
    """Whatever way a picture comes, what is kept was made again from its pixels."""

    def save(self, name, content, save=True):
        content = make_again(content)
        super().save(content.name, content, save=False)
        note_what_is_kept(self.instance, content)
        if save:
            self.instance.save()

    @property
    def url(self):
        return reverse("picture-original", args=[self.instance.pk])


class PictureField(WagtailImageField):
    attr_class = PictureFile


class CheckedFile(FieldFile):
    """Whatever way a document comes, it is what its name says, and no film says where it was taken."""

    def save(self, name, content, save=True):
        check_document(content, name=name)
        content = as_kept(content, name=name)
        super().save(PurePosixPath(name).name, content, save=False)
        note_what_is_kept(self.instance, content)
        if save:
            self.instance.save()

    @property
    def url(self):
        return self.instance.url


class PhotoOrDocument(CheckedFile):
    """Whatever way it comes: a document is what its name says, and a photo is made again from its pixels."""

    def save(self, name, content, save=True):
        if not is_photo(name):
            super().save(name, content, save=save)
            return
        content = make_again(content)
        FieldFile.save(self, content.name, content, save=False)
        note_what_is_kept(self.instance, content)
        if save:
            self.instance.save()


class CheckedFileField(models.FileField):
    attr_class = CheckedFile


class ReplacesItsFile(models.Model):
    """Keeps a new file before the row, so that the hash is that of what was kept, and drops the one it replaces."""

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if self.file and not self.file._committed:
            self.file.save(self.file.name, self.file.file, save=False)
        before = type(self)._base_manager.filter(pk=self.pk).values_list("file", flat=True).first() if self.pk else None
        super().save(*args, **kwargs)
        if before and before != self.file.name:
            self.file_was_replaced()
            transaction.on_commit(lambda: self.file.storage.delete(before))

    def file_was_replaced(self):
        """What else goes with the old file."""


class Picture(ReplacesItsFile, AbstractImage):
    """A picture made again from its pixels (no place or name inside), with words for people who cannot see it."""

    file = PictureField(
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

    # No tags: the words one person tags with would be offered to everybody else.
    admin_form_fields = (
        "title",
        "file",
        "description",
        "credit",
        "collection",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        permissions = [("choose_image", "Can choose image")]
        constraints = [
            models.CheckConstraint(condition=~models.Q(description=""), name="a_picture_says_what_it_shows"),
        ]

    def file_was_replaced(self):
        self.renditions.all().delete()

    def generate_rendition_file(self, filter, *, source=None):
        """In memory: the temporary file that Wagtail makes would be left for Python to close."""
        with super().generate_rendition_file(filter, source=source) as made:
            made.seek(0)
            return ContentFile(made.read(), name=made.name)

    def _set_image_file_metadata(self):
        """Wagtail's forms ask for it before the file is kept; it is noted then (`note_what_is_kept`)."""


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

    @property
    def url(self):
        """Our address for it. It changes with the picture and what matters in it, so that no kept copy is stale."""
        version = "-".join(filter(None, [self.image.file_hash[:12], self.focal_point_key]))
        return reverse("picture", args=[self.image_id, version, self.filter_spec.replace("|", "+"), self.kind])

    @property
    def kind(self):
        return extension(self.file.name)


class Document(ReplacesItsFile, AbstractDocument):
    """A file people can download, kept in private storage and sent as an attachment."""

    file = CheckedFileField(upload_to="documents", verbose_name=_("file"), storage=private_storage)
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
    uploaded_by_user.wagtail_reference_index_ignore = True
    admin_form_fields = ("title", "file", "collection")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions = [("choose_document", "Can choose document")]

    def clean(self):
        """Wagtail would look at the ending once more, and say a second time what `check_document` said."""

    def _set_document_file_metadata(self):
        """As with pictures: noted when the file is kept."""

    @property
    def filename(self):
        """What the file is called when somebody downloads it: by its title, since the name it came with is not kept."""
        return f"{slugify(self.title) or 'document'}.{extension(self.file.name)}"

    @property
    def url(self):
        return reverse("document", args=[self.pk, self.file_hash[:12] or "file", self.filename])

    @property
    def content_type(self):
        return TYPES[extension(self.file.name)]

    @property
    def is_played(self):
        """Shown inside a page (a film, its captions, a recording) instead of downloaded."""
        return extension(self.file.name) in PLAYED
