from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DraftsConfig(AppConfig):
    name = "portal.drafts"
    verbose_name = _("Unsent words")

    def ready(self):
        from portal import needs
        from portal.drafts.waiting import words_not_sent

        needs.register(words_not_sent)
