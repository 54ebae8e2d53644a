from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    name = "portal.audit"
    verbose_name = _("Who did what")

    def ready(self):
        from portal import nav
        from portal.audit.append_only import install

        post_migrate.connect(install, dispatch_uid="append_only")
        nav.register(
            nav.Entry(
                label=_("What was done"),
                about=_("What you did here, what others did for you, and who looked at yours."),
                word="what-was-done",
                url_name="portal:trail:done",
                permission="audit.see_own",
                order=850,
            )
        )
