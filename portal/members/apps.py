from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class MembersConfig(AppConfig):
    name = "portal.members"
    verbose_name = _("Members")
    default = True


class CmsUsers(WagtailUsersAppConfig):
    """Wagtail's part for users, in place of `wagtail.users` in INSTALLED_APPS: people are managed in the portal only."""

    default = False
