from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReciprocityConfig(AppConfig):
    name = "portal.reciprocity"
    verbose_name = _("Give and get")

    def ready(self):
        from home import sums
        from portal import answers, nav, needs, today
        from portal.audit import words as trail_words
        from portal.notices.services import register_by_another
        from portal.reciprocity import listed, said, signals, unsent  # noqa: F401 (signals connects itself)
        from portal.reciprocity.answers import KINDS, places
        from portal.reciprocity.places import PLACES
        from portal.reciprocity.services import changed_for_everybody, sums_for_everybody
        from portal.reciprocity.waiting import (
            books,
            due,
            for_payers,
            has_a_cost,
            has_a_proposal,
            has_an_offer,
            is_asked,
            to_answer,
            to_confirm,
            to_look_at,
            to_put_right,
        )

        for place in PLACES:
            nav.register(place)
        needs.register(to_answer, when=has_an_offer)
        needs.register(to_put_right, when=has_a_cost)
        needs.register(for_payers)
        needs.register(to_confirm, when=is_asked)
        needs.register(to_look_at, when=has_a_proposal)
        today.register(due)
        today.register_facts(books)
        listed.register()
        answers.register(KINDS, places)
        register_by_another(KINDS)
        unsent.register()
        trail_words.register(said.WORDS)
        sums.register(sums.Source(sums=sums_for_everybody, changed=changed_for_everybody))
