from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class MembersConfig(AppConfig):
    name = "portal.members"
    verbose_name = _("Members")
    default = True

    def ready(self):
        from portal import nav, needs, openings, today, whats_on
        from portal.audit import words
        from portal.members import said  # and with it the trail, whose receivers listen from now on
        from portal.members.doings import gatherings, one_offs
        from portal.members.starting import next_step
        from portal.members.waiting import (
            complaints_due,
            first_steps,
            invitations_not_taken_up,
            offers_due,
            people_to_answer,
        )

        nav.register(
            nav.Entry(
                label=_("How you sign in"),
                about=_("Your e-mail, password, passkey, and where you are signed in."),
                url_name="how_you_sign_in",
                permission="members.change_own_sign_in",
                order=900,
            )
        )
        nav.register(
            nav.Entry(
                label=_("Invitations"),
                about=_("Ask people to join, see who has come, print cards for those without e-mail."),
                url_name="portal:people:invitations",
                permission="members.invite",
                order=410,
            )
        )
        nav.register(
            nav.Entry(
                label=_("What’s on"),
                about=_("Coffee, walks, meetings: what you can come to."),
                url_name="portal:doings:whats-on",
                permission="members.see_whats_on",
                order=100,
                in_menu=True,
            )
        )
        nav.register(
            nav.Entry(
                label=_("Find something to do"),
                about=_("All that is open to join, what interests you first."),
                url_name="portal:doings:find",
                permission="members.find_something",
                order=110,
            )
        )
        nav.register(
            nav.Entry(
                label=_("Write to people"),
                about=_("Tell some people or all of them something, each by the way they chose."),
                url_name="portal:people:write",
                permission="members.write_to_people",
                order=415,
            )
        )
        whats_on.register(gatherings)
        openings.register(one_offs)
        needs.register(next_step)
        needs.register(first_steps)
        for entry in (
            nav.Entry(
                label=_("Today"),
                about=_("What waits for the coordinators, by date."),
                url_name="portal:today",
                permission="members.see_today",
                order=50,
                in_menu=True,
            ),
            nav.Entry(
                label=_("Offers to help"),
                about=_("People who would like to take part, and who answers them."),
                url_name="portal:asking:offers",
                permission="members.see_asked",
                order=400,
            ),
            nav.Entry(
                label=_("Complaints about data"),
                about=_("What people say about how we handle what we know of them."),
                url_name="portal:asking:complaints",
                permission="members.see_asked",
                order=410,
            ),
        ):
            nav.register(entry)
        needs.register(people_to_answer)
        today.register(offers_due)
        today.register(complaints_due)
        today.register(invitations_not_taken_up)
        # supporters, settings, and the words of the trail
        for entry in (
            nav.Entry(
                label=_("Supporters"),
                about=_("Somebody who helps you here, and people whom you help."),
                url_name="portal:support:mine",
                permission="members.name_supporter",
                order=750,
            ),
            nav.Entry(
                label=_("Settings"),
                about=_("The lists people choose from, the name and logo, and the words of the site."),
                url_name="portal:settings:all",
                permission="members.see_settings",
                order=950,
            ),
        ):
            nav.register(entry)
        words.register(said.WORDS)
        words.register_names("person", said.names_for)


class CmsUsers(WagtailUsersAppConfig):
    """In INSTALLED_APPS in place of `wagtail.users`: people are managed in the portal only."""

    default = False
    user_viewset = group_viewset = "portal.members.cms.Nothing"

    def ready(self):
        super().ready()
        from wagtail.users.views.bulk_actions.user_bulk_action import UserBulkAction

        UserBulkAction.models = []  # nobody is switched off, deleted or given rights by ticking boxes
