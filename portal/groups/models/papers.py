"""Files that people bring to a meeting, for the others to read before it; or send with a message between meetings."""

from django.conf import settings
from django.db import models
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from home.models.media import PhotoOrDocument, ReplacesItsFile, private_storage
from home.serve import content_type_of
from home.uploads import extension
from portal.groups.models.agenda import AgendaItem
from portal.groups.models.groups import Group
from portal.groups.models.meetings import Meeting
from portal.groups.queries import PaperQuerySet


class PaperFileField(models.FileField):
    attr_class = PhotoOrDocument


class Paper(ReplacesItsFile, models.Model):
    """Everybody in the group reads it from the same moment on; whoever brought it, from the beginning.

    Of a meeting, or of a message to the group: then `message` is what the notices of that one are about, empty until it
    is sent. It is there as long as they are: also gone from the others when it is taken back.
    """

    meeting = models.ForeignKey(Meeting, null=True, on_delete=models.CASCADE, related_name="papers")
    to_group = models.ForeignKey(Group, null=True, on_delete=models.CASCADE, related_name="papers_sent")
    message = models.CharField(max_length=100, blank=True)
    item = models.ForeignKey(AgendaItem, null=True, blank=True, on_delete=models.SET_NULL, related_name="papers")
    title = models.CharField(_("what is it, in a sentence?"), max_length=200)
    file = PaperFileField(_("the file"), upload_to="papers", storage=private_storage)
    file_size = models.PositiveBigIntegerField(editable=False)
    file_hash = models.CharField(max_length=40, editable=False)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="papers_added")
    added_at = models.DateTimeField(auto_now_add=True)
    readable_from = models.DateTimeField(null=True, help_text=_("Empty while the meeting has no day."))
    told_at = models.DateTimeField(null=True)

    objects = PaperQuerySet.as_manager()

    class Meta:
        verbose_name = _("paper of a group")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(meeting=None) ^ models.Q(to_group=None), name="a_paper_of_a_meeting_or_a_message"
            )
        ]

    def __str__(self):
        return self.title

    @property
    def group(self) -> Group:
        return self.meeting.group if self.meeting_id else self.to_group

    @property
    def came_late(self) -> bool:
        """Everybody had less time to read it than the group has said."""
        moment = self.meeting.papers_from
        return moment is not None and self.readable_from is not None and self.readable_from > moment

    @property
    def kind(self) -> str:
        """What somebody is about to open: "PDF, 120 KB"."""
        return f"{extension(self.file.name).upper()}, {filesizeformat(self.file_size)}"

    @property
    def filename(self) -> str:
        """By its title: the name it came with is not kept."""
        return f"{slugify(self.title)[:80] or 'paper'}.{extension(self.file.name)}"

    @property
    def content_type(self) -> str:
        return content_type_of(self.file.name)

    @property
    def url(self) -> str:
        return reverse("portal:groups:paper", args=[self.pk])
