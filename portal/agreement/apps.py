from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AgreementConfig(AppConfig):
    name = "portal.agreement"
    verbose_name = _("Agreeing")

    def ready(self):
        from portal import nav, needs
        from portal.agreement import quiet, said, signals  # noqa: F401 (signals connects itself)
        from portal.agreement.waiting import (
            changes_asked_for,
            easy_read_begun,
            fixes_to_see,
            may_write_on,
            pages_begun,
            pages_to_read,
            refused_to,
            told_of_fixes,
        )
        from portal.audit import words
        from portal.drafts import kinds

        quiet.keep_wagtail_from_mailing()
        nav.register(
            nav.Entry(
                label=_("Pages"),
                about=_("Change what the website says, and read what others have written."),
                url_name="portal:pages:list",
                permission="agreement.list_pages",
                order=300,
                in_menu=True,
            )
        )
        needs.register(fixes_to_see, when=told_of_fixes)
        needs.register(pages_to_read)
        needs.register(changes_asked_for, when=refused_to)
        kinds.register("page", may_write_on, pages_begun)
        kinds.register("page-easy-read", may_write_on, easy_read_begun)
        words.register(said.WORDS)
        words.register_names("page", said.names_for)
