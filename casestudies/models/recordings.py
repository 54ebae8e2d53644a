"""What somebody said aloud for a story."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from casestudies.models.stories import Story
from casestudies.queries import RecordingQuerySet
from home.models.media import CheckedFileField, ReplacesItsFile, private_storage
from home.uploads import TYPES, extension


class Recording(ReplacesItsFile, models.Model):
    """What somebody said aloud, for those who make the story to write down. It is never on the site."""

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="recordings")
    file = CheckedFileField(_("the recording"), upload_to="recordings", storage=private_storage)
    file_size = models.PositiveBigIntegerField(editable=False)
    file_hash = models.CharField(max_length=40, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="story_recordings")
    at = models.DateTimeField(auto_now_add=True)

    objects = RecordingQuerySet.as_manager()

    class Meta:
        verbose_name = _("recording for a story")
        ordering = ["pk"]

    def __str__(self):
        return str(self.pk)

    @property
    def content_type(self) -> str:
        return TYPES[extension(self.file.name)]
