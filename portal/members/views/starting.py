from django.conf import settings
from django.views.generic import TemplateView

from portal.access import PortalView
from portal.drafts.sending import Press
from portal.members import services
from portal.members.starting import steps_of

COMMANDS = ("make backup", "make restore FILE=…")


class GettingStarted(PortalView, TemplateView):
    """The first hour of a new site on one page."""

    permission_required = "members.get_started"
    template_name = "portal/members/getting_started.html"
    back_to = "portal:home"

    def get_context_data(self, **kwargs):
        steps = steps_of(self.request.user)
        following = next((step for step in steps if not step.done), None)
        return super().get_context_data(steps=steps, following=following, **kwargs)


class Backups(Press, PortalView, TemplateView):
    """How nothing gets lost, in a few words. Pressed when somebody has read it."""

    permission_required = "members.get_started"
    template_name = "portal/members/backups.html"
    back_to = "portal:people:start"
    http_method_names = ("get", "head", "post")

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            folder=settings.BACKUP_DIR, daily=settings.BACKUP_DAILY, commands=COMMANDS, **kwargs
        )

    def act(self) -> str:
        services.say_backups_are_known(by=self.request.user)
        return self.back_url
