from django.conf import settings
from django.utils import translation


def speaking_to(reader):
    """`with speaking_to(person):` words are in the language they read; in the site's own when they chose none."""
    return translation.override(reader.language or settings.LANGUAGE_CODE)
