"""wagtail-localize, without its tick that puts translated pages on the site unread; it says what comes of a press."""

from django.db import transaction
from django.http import HttpResponseForbidden
from django.urls import path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.models import Page
from wagtail_localize.models import Translation
from wagtail_localize.views.edit_translation import edit_override
from wagtail_localize.views.submit_translations import SubmitPageTranslationView
from wagtail_localize.views.update_translations import UpdateTranslationsForm, UpdateTranslationsView

from portal.agreement.services import NotTheirsToShow, check_overrides, mirrors_go_down


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

    def get_success_message(self):
        said = _("Nothing of it is on the site yet: that follows when people have read it and said yes.")
        return f"{super().get_success_message()} {said}"


class Begin(SubmitPageTranslationView):
    """Whoever begins it may not know of the page that it makes, as of a story that others tell."""

    def get_default_success_url(self, translated_page=None):
        if translated_page and not translated_page.permissions_for_user(self.request.user).can_edit():
            return reverse("wagtailadmin_explore", args=[self.object.get_parent().pk])
        return super().get_default_success_url(translated_page)

    def form_valid(self, form):
        with mirrors_go_down(self.object, by=self.request.user):
            return super().form_valid(form)

    def get_success_message(self, locales):
        said = _("It is a draft: it is on the site when people have read it and said yes.")
        return f"{super().get_success_message(locales)} {said}"


@transaction.atomic
def override(request, translation_id, overridable_segment_id):
    """What is another in this language, sent as a number or a text: refused is what the choosers never offer."""
    response = edit_override(request, translation_id, overridable_segment_id)
    if request.method == "PUT" and response.status_code < 300:
        translation = Translation.objects.get(pk=translation_id)
        draft = translation.source.get_ephemeral_translated_instance(translation.target_locale, fallback=True)
        try:
            check_overrides(translation, draft, by=request.user)
        except NotTheirsToShow as refusal:
            transaction.set_rollback(True)
            return HttpResponseForbidden(str(refusal))
    return response


@hooks.register("register_admin_urls", order=-1)  # before wagtail-localize's own, at its address
def urls():
    return [
        path("localize/update/<int:translation_source_id>/", BringUpToDate.as_view()),
        path("localize/translate/<int:translation_id>/overrides/<int:overridable_segment_id>/edit/", override),
        path("localize/submit/page/<int:page_id>/", Begin.as_view()),
    ]
