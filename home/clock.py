"""What the clock lets go of: pictures that somebody brought with many others, and never wrote the words for."""

from datetime import timedelta

from django.utils import timezone
from wagtail.models import UploadedFile

WAITED_FOR = timedelta(days=7)


def let_unfinished_uploads_go():
    for upload in UploadedFile.objects.all():
        if _has_waited(upload.file):
            upload.file.delete(save=False)
            upload.delete()


def _has_waited(file):
    try:
        return file.storage.get_modified_time(file.name) < timezone.now() - WAITED_FOR
    except FileNotFoundError:
        return True


DUE = [let_unfinished_uploads_go]
