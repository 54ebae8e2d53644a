"""Where every file that people bring is kept: outside what a web server may hand out, under names of our own making."""

from pathlib import PurePosixPath
from uuid import uuid4

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.utils.deconstruct import deconstructible
from django.utils.functional import cached_property


class OwnNames:
    """A file's name as it came can say who is in it, or try to climb out of the folder: only its ending stays."""

    def generate_filename(self, filename):
        path = PurePosixPath(filename)
        ending = path.suffix.lower() if path.suffix[1:].isascii() and path.suffix[1:].isalnum() else ""
        return super().generate_filename(str(path.with_name(uuid4().hex + ending)))


@deconstructible
class PrivateFiles(OwnNames, FileSystemStorage):
    """Files of one machine. They leave only through a view that asks whether this person may have them."""

    @cached_property
    def base_location(self):
        return str(settings.PRIVATE_ROOT)

    def url(self, name):
        raise NotImplementedError("A kept file has no address of its own: use the url of its picture or document.")
