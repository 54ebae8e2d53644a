from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Public pages")

    def ready(self):
        from home import in_public, media_policy, page_permissions, signals  # noqa: F401

        in_public.follow_home()
        media_policy.register()
        page_permissions.register()
