from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CaseStudiesConfig(AppConfig):
    name = "casestudies"
    verbose_name = _("Stories")

    def ready(self):
        from casestudies import plain_form, said, signals  # noqa: F401 (signals connects itself)
        from casestudies.models import StoryPage
        from casestudies.readiness import is_agreed, wishes_on
        from casestudies.standing import address_of, is_made_by, is_told_by
        from casestudies.unsent import register
        from casestudies.waiting import in_my_stories, seats_of
        from home.media_policy import OF_STORIES
        from portal import nav, needs
        from portal.agreement import kinds, words
        from portal.audit import words as trail_words

        nav.register(
            nav.Entry(
                label=_("Stories"),
                about=_("Tell a story, alone or with others. You decide who reads it."),
                url_name="portal:stories:list",
                permission="stories.list",
                order=95,
                in_menu=True,
            )
        )
        needs.register(in_my_stories, when=seats_of)
        kinds.register(
            StoryPage,
            kinds.Kind(
                is_agreed=is_agreed,
                home=address_of,
                may_fix=is_told_by,
                may_undo=is_made_by,
                wishes=wishes_on,
                collection=OF_STORIES,
            ),
        )
        register()
        trail_words.register(said.WORDS)
        trail_words.register_names("story", said.names_for)
        for kind, fields in plain_form.FIELDS.items():
            words.register(kind, fields)
