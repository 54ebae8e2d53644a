"""What the CMS still knows of people: their own account page, without name, e-mail, password or a public picture."""

from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.account import (
    AccountView,
    LocaleSettingsPanel,
    NotificationsSettingsPanel,
    ThemeSettingsPanel,
)
from wagtail.admin.viewsets.base import ViewSet

HARMLESS = (LocaleSettingsPanel, NotificationsSettingsPanel, ThemeSettingsPanel)


class Nothing(ViewSet):
    """Stands where Wagtail puts its lists of users and groups: no pages, and nothing in the menu."""

    def on_register(self):
        pass


class Account(AccountView):
    def get_panels(self):
        return [panel for panel in super().get_panels() if isinstance(panel, HARMLESS)]


account = require_admin_access(Account.as_view())
