from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RolesConfig(AppConfig):
    name = "portal.roles"
    verbose_name = _("Roles")

    def ready(self):
        from portal import answers, nav, needs, openings, today
        from portal.audit import words as trail_words
        from portal.roles import listed, said, signals, unsent  # noqa: F401 (signals connects itself)
        from portal.roles.answers import KINDS, places
        from portal.roles.open_to_all import open_roles
        from portal.roles.waiting import in_my_roles, seats_of, to_look_after

        nav.register(
            nav.Entry(
                label=_("Roles"),
                about=_("Write a role together, before anybody is asked to apply for it."),
                word="roles",
                url_name="portal:roles:list",
                permission="roles.list",
                order=97,
            )
        )
        needs.register(in_my_roles, when=seats_of)
        listed.register()
        openings.register(open_roles)
        today.register(to_look_after)
        answers.register(KINDS, places)
        unsent.register()
        trail_words.register(said.WORDS)
        trail_words.register_names("role", said.names_for)
