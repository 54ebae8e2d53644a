from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class MembersConfig(AppConfig):
    name = "portal.members"
    verbose_name = _("Members")
    default = True

    def ready(self):
        from portal import nav, needs
        from portal.members import trail  # noqa: F401  its receivers listen from now on
        from portal.members.waiting import say_who_to_call

        nav.register(
            nav.Entry(
                label=_("How you sign in"),
                about=_("Your e-mail, password, passkey, and where you are signed in."),
                url_name="how_you_sign_in",
                permission="members.change_own_sign_in",
                order=900,
            )
        )
        needs.register(say_who_to_call)


class CmsUsers(WagtailUsersAppConfig):
    """In INSTALLED_APPS in place of `wagtail.users`: people are managed in the portal only."""

    default = False
    user_viewset = group_viewset = "portal.members.cms.Nothing"

    def ready(self):
        super().ready()
        from wagtail.users.views.bulk_actions.user_bulk_action import UserBulkAction

        UserBulkAction.models = []  # nobody is switched off, deleted or given rights by ticking boxes
