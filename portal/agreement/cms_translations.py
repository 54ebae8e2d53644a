"""wagtail-localize, without its tick that puts translated pages on the site unread."""

from django.urls import path
from wagtail import hooks
from wagtail.models import Page
from wagtail_localize.views.update_translations import UpdateTranslationsForm, UpdateTranslationsView


class UpToDateForm(UpdateTranslationsForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields.pop("publish_translations")

    def clean(self):
        return super().clean() | {"publish_translations": False}


class BringUpToDate(UpdateTranslationsView):
    def get_form(self):
        if not issubclass(self.object.specific_content_type.model_class(), Page):
            return super().get_form()  # entries of lists have no drafts
        return UpToDateForm(self.request.POST if self.request.method == "POST" else None)


@hooks.register("register_admin_urls", order=-1)  # before wagtail-localize's own, at its address
def urls():
    return [path("localize/update/<int:translation_source_id>/", BringUpToDate.as_view())]
