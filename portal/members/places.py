"""The places of this part in somebody's space, in the order in which they stand there; and its other words."""

from django.utils.translation import gettext_lazy as _

from portal.nav import Entry

PLACES = [
    Entry(
        label=_("Today"),
        about=_("What waits for the coordinators, by date."),
        word="today",
        url_name="portal:today",
        permission="members.see_today",
        order=50,
        in_menu=True,
    ),
    Entry(
        label=_("What’s on"),
        about=_("Coffee, walks, meetings: what you can come to."),
        word="whats-on",
        url_name="portal:doings:whats-on",
        permission="members.see_whats_on",
        order=100,
        in_menu=True,
    ),
    Entry(
        label=_("Find something to do"),
        about=_("All that is open to join, what interests you first."),
        word="find",
        url_name="portal:doings:find",
        permission="members.find_something",
        order=110,
    ),
    Entry(
        label=_("People"),
        about=_("Who is here: everybody who likes to be found."),
        word="people",
        url_name="portal:people:list",
        permission="members.list_people",
        order=400,
    ),
    Entry(
        label=_("Offers to help"),
        about=_("People who would like to take part, and who answers them."),
        word="offers",
        url_name="portal:asking:offers",
        permission="members.see_asked",
        order=405,
    ),
    Entry(
        label=_("Invitations"),
        about=_("Ask people to join, see who has come, print cards for those without e-mail."),
        word="invitations",
        url_name="portal:people:invitations",
        permission="members.invite",
        order=410,
    ),
    Entry(
        label=_("Write to people"),
        about=_("Tell some people or all of them something, each by the way they chose."),
        word="write-to-people",
        url_name="portal:people:write",
        permission="members.write_to_people",
        order=415,
    ),
    Entry(
        label=_("Complaints"),
        about=_("What was not right, and who answers for it by when."),
        word="complaints",
        url_name="portal:asking:complaints",
        permission="members.see_asked",
        order=430,
    ),
    Entry(
        label=_("About me"),
        about=_("What you tell about yourself, how to reach you, a break, and leaving."),
        url_name="portal:me:about",
        permission="members.see_own_space",
        order=700,
        in_menu=True,
    ),
    Entry(
        label=_("Supporters"),
        about=_("Somebody who helps you here, and people whom you help."),
        word="supporters",
        url_name="portal:support:mine",
        permission="members.name_supporter",
        order=750,
    ),
    Entry(
        label=_("How you sign in"),
        about=_("Your e-mail, password, passkey, and where you are signed in."),
        url_name="how_you_sign_in",
        permission="members.change_own_sign_in",
        order=900,
    ),
    Entry(
        label=_("Settings"),
        about=_("The lists people choose from, the name and logo, and the words of the site."),
        url_name="portal:settings:all",
        permission="members.see_settings",
        order=950,
    ),
]

# Key, what we say, and where it stands.
WORDS = [
    (
        "like-to-help",
        _("I’d like to help"),
        _("The button for whoever wants to take part, and the page behind it."),
    ),
    ("need-a-break", _("I need a break"), _("The link in the help box and at the foot of every page.")),
    ("worried", _("I’m worried about someone"), _("The link to what to do when somebody may come to harm.")),
]
