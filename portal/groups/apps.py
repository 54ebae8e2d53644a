from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GroupsConfig(AppConfig):
    name = "portal.groups"
    verbose_name = _("Groups")

    def ready(self):
        from portal import answers, nav, needs, openings, today, whats_on, words
        from portal.audit import words as trail_words
        from portal.groups import said, signals, unsent  # noqa: F401 (signals connects itself)
        from portal.groups.answers import KINDS, places
        from portal.groups.listed import (
            called_off,
            meetings,
            open_groups,
            says_what_it_is,
            takes_offers,
            that_may_have_a_budget,
        )
        from portal.groups.models import Proposal
        from portal.groups.places import PLACE, WORDS
        from portal.groups.services.joining import ask_for_whoever_came, called_outside
        from portal.groups.waiting import in_my_groups, nobody_looks_after, suggestions_due
        from portal.members.services import asking, offers
        from portal.reciprocity.services import register_subject, register_whose

        nav.register(PLACE)
        for key, default, about in WORDS:
            words.register(key, default, about)
        whats_on.register(meetings)
        openings.register(open_groups)
        needs.register(in_my_groups)
        for due in (nobody_looks_after, suggestions_due):
            today.register(due)
        answers.register(KINDS, places)
        asking.TAKEN_ON.append(Proposal)
        offers.PARTS["group"] = offers.Part(called=called_outside, joined=ask_for_whoever_came)
        register_whose(that_may_have_a_budget)
        register_subject("meeting", takes_offers=takes_offers, called_off=called_off, says=says_what_it_is)
        unsent.register()
        trail_words.register(said.WORDS)
        trail_words.register_names("group", said.names_for)
        trail_words.register_names("proposal", said.suggestions_for)
