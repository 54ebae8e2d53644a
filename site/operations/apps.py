from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OperationsConfig(AppConfig):
    name = "operations"
    verbose_name = _("Running the site")

    def ready(self):
        from operations.today import facts
        from portal.audit import words
        from portal.today import register_facts

        register_facts(facts)
        words.register(
            {
                "home.starter_published": _("The starting pages were put on the site."),
                "home.let_go": _("What had been kept long enough was deleted."),
            }
        )
