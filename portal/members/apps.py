from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class MembersConfig(AppConfig):
    name = "portal.members"
    verbose_name = _("Members")
    default = True

    def ready(self):
        from portal import nav, needs, openings, today, whats_on, words
        from portal.audit import words as trail_words
        from portal.members import said, trail, unsent  # noqa: F401  receivers of the trail listen from now on
        from portal.members.doings import gatherings, one_offs
        from portal.members.models import OwnWord
        from portal.members.places import PLACES, WORDS
        from portal.members.starting import next_step
        from portal.members.waiting import (
            a_way_back,
            complaints_due,
            first_steps,
            invitations_not_taken_up,
            invited_without_a_word,
            met_first,
            nobody_looks_after,
            offers_due,
            people_to_answer,
            reviews_of,
            talks_due,
            what_is_nobodys,
        )

        for place in PLACES:
            nav.register(place)
        for key, default, about in WORDS:
            words.register(key, default, about)
        words.register_own(OwnWord.in_language)
        whats_on.register(gatherings)
        openings.register(one_offs)
        for source in (a_way_back, next_step, people_to_answer, invited_without_a_word):
            needs.register(source)
        needs.register(first_steps, when=met_first)
        needs.register(talks_due, when=reviews_of)
        needs.register(what_is_nobodys)
        for source in (offers_due, complaints_due, invitations_not_taken_up, nobody_looks_after):
            today.register(source)
        unsent.register()
        trail_words.register(said.WORDS)
        for kind, names in said.NAMES.items():
            trail_words.register_names(kind, names)


class CmsUsers(WagtailUsersAppConfig):
    """In INSTALLED_APPS in place of `wagtail.users`: people are managed in the portal only."""

    default = False
    user_viewset = group_viewset = "portal.members.cms.Nothing"

    def ready(self):
        super().ready()
        from wagtail.users.views.bulk_actions.user_bulk_action import UserBulkAction

        UserBulkAction.models = []  # nobody is switched off, deleted or given rights by ticking boxes
