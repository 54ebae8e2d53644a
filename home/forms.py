"""How every form of the site is drawn, and what is done to a file before it is kept."""

from django.forms.renderers import TemplatesSetting
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm


class SiteRenderer(TemplatesSetting):
    """Django's own form rendering with our templates (templates/django/forms/)."""

    form_template_name = "django/forms/div.html"
    field_template_name = "django/forms/field.html"


class PictureForm(BaseImageForm):
    pass


class DocumentForm(BaseDocumentForm):
    pass
