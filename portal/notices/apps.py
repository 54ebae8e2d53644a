from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NoticesConfig(AppConfig):
    name = "portal.notices"
    verbose_name = _("Messages")

    def ready(self):
        from portal import nav, needs, today
        from portal.audit import words
        from portal.notices import said
        from portal.notices.waiting import calls_to_make, messages_to_read, people_to_reach

        nav.register(
            nav.Entry(
                label=_("Messages"),
                about=_("What we have told you, and what we sent you."),
                word="messages",
                url_name="portal:notices:mine",
                permission="notices.see_own",
                order=800,
                in_menu=True,
            )
        )
        nav.register(
            nav.Entry(
                label=_("People to ring or write to"),
                about=_("Messages that no e-mail can carry, with the words to say."),
                word="by-hand",
                url_name="portal:notices:by-hand",
                permission="notices.pass_on",
                order=420,
            )
        )
        needs.register(messages_to_read)
        needs.register(people_to_reach)
        today.register(calls_to_make)
        words.register(said.WORDS)
